"""Facts as rows of a table: duplicates folded, periods classed, the line of a statement beside each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Context, Decimal, InvalidOperation
from typing import NamedTuple

from docai.xbrl.model import Fact, Figures, Line, Schedule, ScheduleColumn, Source
from docai.xbrl.tables.periods import Duration, duration, is_current, own_period

_DECIMALS = re.compile(r"[+-]?\d{1,2}", re.ASCII)
_PER_SHARE_OR_RATIO = re.compile(r"EPS|PER-SHARE|AVG-DEBT-PER-SHARE|EXPENSE-RATIO|YIELD")
_WHOLE_DIGITS = 28
_FITS = Decimal(10) ** _WHOLE_DIGITS
_PLACES = Decimal(1).scaleb(-10)
_WIDE = Context(prec=80)
_MOST_KINDS = 8
"""So many contradicting values of one fact are told apart; whatever more there are stand as they are."""
_DURATIONS: dict[str, Duration] = {
    "YEAR": "year", "12-MOS": "year", "9-MOS": "nine-months", "6-MOS": "half", "3-MOS": "quarter", "QTR-1": "quarter",
}  # fmt: skip


class FactRow(NamedTuple):
    """A distinct fact of a filing. A named tuple, for the same reason as a fact.

    ``value`` is the text as filed, ``number`` the same as a DECIMAL(38, 10), which keeps what a double would round: None
    for a text, and for a number that does not fit. ``dimensions`` are ``axis=member`` joined with ``; ``. ``copies`` counts
    the facts folded into this one: the same value again, or the value rounded. ``statement`` and ``line`` are the title of
    the statement and the position on it, where the presentation has the concept. ``chars`` is the length of ``value``.
    """

    n: int
    concept: str
    label: str | None
    value: str | None
    number: Decimal | None
    unit: str | None
    decimals: str | None
    instant: str | None
    start: str | None
    end: str | None
    duration: Duration
    dimensions: str
    nil: bool
    numeric: bool
    statement: str | None
    line: int | None
    is_current: bool
    copies: int
    source: Source
    source_file: str
    start_at: int | None
    end_at: int | None
    chars: int


def fact_rows(figures: Figures) -> tuple[FactRow, ...]:
    """Return the distinct facts of a filing, in the order in which each first stands, then those of its schedules."""
    own = own_period(figures.facts)
    labels = dict(figures.labels)
    where = _Statements(figures.lines)
    rows: list[FactRow] = []
    source = figures.source or "instance"
    # facts share contexts: what follows from one is found once
    periods: dict[int, tuple[Duration, str, bool]] = {}
    for fact, copies in folded(figures.facts):
        statement, line = where.of(fact)
        context = fact.context
        period = periods.get(id(context))
        if period is None:
            dims = "; ".join(map(str, context.dims))
            period = periods[id(context)] = duration(context), dims, is_current(context, own)
        rows.append(
            FactRow(
                len(rows) + 1,
                fact.concept,
                labels.get(fact.concept),
                fact.value,
                as_number(fact.value) if fact.numeric else None,
                fact.unit,
                fact.decimals,
                context.instant,
                context.start,
                context.end,
                period[0],
                period[1],
                fact.nil,
                fact.numeric,
                statement,
                line,
                period[2],
                copies,
                source,
                fact.source_file,
                fact.start_at,
                fact.end_at,
                len(fact.value or ""),
            )
        )
    rows.extend(_schedule_rows(figures.schedules, len(rows)))
    return tuple(rows)


def as_number(text: str | None) -> Decimal | None:
    """Return the number of ``text`` where a DECIMAL(38, 10) holds all of it, else None."""
    if text is None or len(text) > 400:
        return None
    digits = text.removeprefix("-")
    if digits.isascii() and digits.isdigit() and len(digits) <= _WHOLE_DIGITS:
        return Decimal(text)
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number) >= _FITS:
        return None
    return number if number == number.quantize(_PLACES, context=_WIDE) else None


def total(numbers: Iterable[Decimal]) -> Decimal | None:
    """Return the sum, exact, where a DECIMAL(38, 10) holds it, else None."""
    whole = Decimal(0)
    for number in numbers:
        whole = _WIDE.add(whole, number)
    return as_number(str(whole))


def folded(facts: Iterable[Fact]) -> Iterator[tuple[Fact, int]]:
    """Yield each distinct fact, the most exact of its copies, and how many copies were folded into it.

    Facts with one concept, period, dimensions and unit are copies where one is the other rounded to its own decimals
    (XBRL 2.1 consistent duplicates); where they contradict one another each stands.
    """
    groups: dict[tuple[object, ...], list[Fact]] = {}
    numbers: dict[tuple[object, ...], int] = {}
    same: dict[int, int] = {}
    for fact in facts:
        context = fact.context
        number = same.get(id(context))
        if number is None:
            # two contexts may say the same
            said = (context.instant, context.start, context.end, context.dims)
            number = same[id(context)] = numbers.setdefault(said, len(numbers))
        groups.setdefault((fact.concept, fact.unit, fact.nil, number), []).append(fact)
    for several in groups.values():
        if len(several) == 1:
            yield several[0], 0
            continue
        kept: list[tuple[Fact, int]] = []
        texts: dict[str, int] = {}
        for fact in sorted(several, key=exactness, reverse=True):
            text = " ".join((fact.value or "").split())
            at = texts.get(text)
            if at is None:
                alike = (n for n, (one, _) in enumerate(kept[:_MOST_KINDS]) if _agree(one, fact))
                at = next(alike, None)
            if at is None:
                at = len(kept)
                kept.append((fact, -1))
            texts.setdefault(text, at)
            kept[at] = (kept[at][0], kept[at][1] + 1)
        yield from kept


def exactness(fact: Fact) -> int:
    """Return how exact a fact is: its decimals, with INF above all, and what says none below."""
    if fact.decimals == "INF":
        return 1_000
    known = places(fact.decimals)
    return -1_000 if known is None else known


def places(decimals: str | None) -> int | None:
    """Return ``decimals`` as a number of places, None for INF and for what no number can have."""
    found = _DECIMALS.fullmatch(decimals.strip()) if decimals else None
    return int(found[0]) if found else None


def _agree(exact: Fact, other: Fact) -> bool:
    """Return whether ``other`` is ``exact`` rounded to its own decimals, by any rule of rounding."""
    one, two = as_number(exact.value), as_number(other.value)
    if one is None or two is None or not exact.numeric:
        return False
    if one == two:
        return True
    known = places(other.decimals)
    return known is not None and abs(one - two) < Decimal(1).scaleb(-known)


class _Statements:
    """The first statement and line of each concept, by the numbers of the statements; parenthetical ones go last."""

    def __init__(self, lines: Iterable[Line]) -> None:
        concepts: dict[str, set[str]] = {}
        self._lines: dict[str, list[Line]] = {}
        for line in lines:
            if line.role.kind == "Statement":
                concepts.setdefault(line.role.uri, set()).add(line.concept)
                self._lines.setdefault(line.concept, []).append(line)
        self._concepts = concepts
        for several in self._lines.values():
            several.sort(key=_rank)

    def of(self, fact: Fact) -> tuple[str | None, int | None]:
        for line in self._lines.get(fact.concept, ()):
            shown = self._concepts[line.role.uri]
            if all(one.axis in shown and one.member in shown for one in fact.dims):
                return line.role.title, line.position
        return None, None


def _rank(line: Line) -> tuple[bool, str, int]:
    parenthetical = "parenthetical" in (line.role.title or "").lower()
    return parenthetical, (line.role.number or "~").zfill(12), line.position


def _schedule_rows(schedules: Iterable[Schedule], already: int) -> Iterator[FactRow]:
    columns = [(one, column) for one in schedules for column in one.columns]
    ends = [end for _, column in columns if (end := _end_of(column))]
    latest = max(ends, default=None)
    n = already
    for schedule, column in columns:
        for figure in column.figures:
            n += 1
            yield FactRow(
                n,
                f"ex-27:{figure.tag}",
                None,
                figure.raw,
                multiplied(figure.tag, figure.value, schedule.multiplier),
                column.currency,
                None,
                None,
                column.period_start,
                _end_of(column),
                _class_of(column),
                "",
                nil=False,
                numeric=figure.value is not None,
                statement=None,
                line=None,
                is_current=latest is not None and _end_of(column) == latest,
                copies=0,
                source="ex-27",
                source_file=schedule.source_file,
                start_at=None,
                end_at=None,
                chars=len(figure.raw),
            )


def _end_of(column: ScheduleColumn) -> str | None:
    """Return a column's last day; a schedule of a year may say its fiscal year's end alone."""
    of_a_year = _class_of(column) == "year"
    return column.period_end or (column.fiscal_year_end if of_a_year else None)


def _class_of(column: ScheduleColumn) -> Duration:
    return _DURATIONS.get((column.period_type or "").upper(), "other")


def multiplied(tag: str, value: str | None, multiplier: int | None) -> Decimal | None:
    """Return a figure of a schedule in whole units: None where the schedule has no multiplier.

    Amounts per share, ratios and yields are never multiplied.
    """
    if _PER_SHARE_OR_RATIO.match(tag):
        return as_number(value)
    number = None if multiplier is None else as_number(value)
    return (
        None
        if number is None or multiplier is None
        else as_number(str(_WIDE.multiply(number, Decimal(multiplier))))
    )
