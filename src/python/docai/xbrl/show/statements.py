"""Statements as a person reads them: lines with labels, periods as columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap

from docai.xbrl.model import Dimension, Fact, Figures, Line, Role, Schedule
from docai.xbrl.show.columns import (
    Key,
    Period,
    best_facts,
    choose,
    scales_of,
    shown,
    value_in,
)
from docai.xbrl.tables.periods import duration

_STRUCTURE = re.compile(r"(?:Table|Axis|Domain|Member|LineItems|Abstract)$")
_WORDS = re.compile(r"(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_CELL = 14
_NARROWEST_LABEL = 16
_MOST_COLUMNS = 3
_SCALES = {6: "millions", 3: "thousands"}


def statement_lines(figures: Figures, width: int, *, notes: bool = False) -> Iterator[str]:
    """Yield the lines of all statements, of ``width`` characters at most; with ``notes`` those of the notes too.

    A filing without presentation shows its figures of years and year ends in the order in which they stand. Schedules follow.
    """
    best = best_facts(figures.facts)
    labels = dict(figures.labels)
    roles: dict[Role, list[Line]] = {}
    for line in figures.lines:
        roles.setdefault(line.role, []).append(line)
    drawn = 0
    for role in sorted(roles, key=_by_number):
        if notes or role.kind == "Statement":
            for text in _statement(role, roles[role], best, labels, width):
                drawn += 1
                yield text
    if not drawn and figures.facts:
        yield from _plain(figures, best, labels, width)
    for schedule in figures.schedules:
        yield from _schedule(schedule, width)


def _by_number(role: Role) -> tuple[str, str]:
    return (role.number or "~").zfill(12), role.uri


def _statement(
    role: Role, lines: Sequence[Line], best: dict[Key, Fact], labels: dict[str, str], width: int
) -> Iterator[str]:
    concepts = {line.concept for line in lines}
    own = {
        key: fact
        for key, fact in best.items()
        if key[0] in concepts
        and all(one.axis in concepts and one.member in concepts for one in key[1])
    }
    if not own:
        return
    periods = choose(own, _fitting(width)) or choose(
        [(one[0], (), one[2]) for one in own], _fitting(width)
    )
    scales = scales_of(own.values())
    members: dict[str, dict[tuple[Dimension, ...], None]] = {}
    for concept, dims, _ in own:
        if dims:
            members.setdefault(concept, {}).setdefault(dims)
    yield ""
    yield from _headed(role.title or role.uri.rpartition("/")[2], scales, width)
    yield from _heads(periods, width)
    least = min(line.depth for line in lines if line.concept in {key[0] for key in own})
    heading: list[str] = []
    for line in lines:
        indent = "  " * max(0, min(line.depth - least, 6))
        if _STRUCTURE.search(line.concept):
            if line.concept.endswith("Abstract") and line.depth:
                heading = _lines(indent + _name(line.label, line.concept), width)
            continue
        negated = "negated" in (line.preferred_label or "").lower()
        label = indent + _name(line.label, line.concept)
        rows: list[str] = []
        for dims in ((), *members.get(line.concept, {})):
            found = [
                value_in(own, line.concept, dims, one, line.preferred_label) for one in periods
            ]
            if any(found):
                cells = [shown(fact, scales, negated) if fact else "" for fact in found]
                if dims and not rows:
                    rows += _lines(label, width)
                rows += _row(
                    f"{indent}    {_members(dims, labels)}" if dims else label, cells, width
                )
        if rows:
            yield from heading
            heading = []
        yield from rows


def _plain(
    figures: Figures, best: dict[Key, Fact], labels: dict[str, str], width: int
) -> Iterator[str]:
    """Yield a filing's figures without a presentation: those of years and of days, without dimensions."""
    kept = {
        key: fact
        for key, fact in best.items()
        if not key[1] and duration(fact.context) in ("year", "instant")
    }
    periods = [period for period in choose(kept, _fitting(width)) if period[0]] or choose(
        kept, _fitting(width)
    )
    scales = scales_of(kept.values())
    if not kept:
        return
    yield ""
    yield from _headed("Figures of a filing without a presentation", scales, width)
    yield from _heads(periods, width)
    for concept in dict.fromkeys(key[0] for key in kept):
        found = [value_in(kept, concept, (), period, None) for period in periods]
        if any(found):
            cells = [shown(fact, scales, False) if fact else "" for fact in found]
            yield from _row(_name(labels.get(concept), concept), cells, width)


def _schedule(schedule: Schedule, width: int) -> Iterator[str]:
    said = "no multiplier said" if schedule.multiplier is None else f"times {schedule.multiplier:,}"
    for column in schedule.columns:
        yield ""
        yield from _lines(
            f"Financial data schedule {schedule.number}, article {schedule.article or 'not said'}, {said}, "
            f"{column.period_type or 'period not said'} to {column.period_end or 'not said'}",
            width,
        )
        for figure in column.figures:
            yield from _row(figure.tag, [figure.raw], width)


def _fitting(width: int) -> int:
    return max(1, min(_MOST_COLUMNS, (width - 24) // _CELL))


def _headed(title: str, scales: Mapping[str, int], width: int) -> list[str]:
    said = ", ".join(f"{unit} in {_SCALES[scale]}" for unit, scale in sorted(scales.items()))
    return _lines(f"{title} ({said})" if said else title, width)


def _heads(periods: Sequence[Period], width: int) -> Iterator[str]:
    if any(start for start, _ in periods):
        yield from _row("", [f"{start} to" for start, _ in periods], width)
    yield from _row("", [end for _, end in periods], width)


def _row(label: str, cells: Sequence[str], width: int) -> list[str]:
    """Return the lines of a row: a label that is too long goes on below itself, and the cells stand beside its last line."""
    room = max(width - sum(max(_CELL, len(cell) + 1) for cell in cells), _NARROWEST_LABEL)
    *above, last = _lines(label, room - 1)
    beside = "".join(cell.rjust(max(_CELL, len(cell) + 1)) for cell in cells)
    return [*above, (last.ljust(room) + beside).rstrip()]


def _lines(text: str, room: int) -> list[str]:
    """Return ``text`` in lines of at most ``room`` characters, all but the first under its third letter."""
    indent = text[: len(text) - len(text.lstrip())]
    return wrap(text, room, subsequent_indent=indent + "  ", break_on_hyphens=False) or [""]


def _name(label: str | None, concept: str) -> str:
    return label or " ".join(_WORDS.split(concept.rpartition(":")[2]))


def _members(dims: Sequence[Dimension], labels: dict[str, str]) -> str:
    names = (_name(labels.get(dimension.member), dimension.member) for dimension in dims)
    return ", ".join(name.removesuffix(" [Member]") for name in names)
