"""The comparison: what should be there against what is stored, named and written. Pure but for its iterators."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from data_loader.audit.expected import Listed, dashed
from data_loader.audit.model import Coverage, Gap, Lack, Line, lag_of
from data_loader.audit.named import Named
from data_loader.audit.written import Row, Written
from data_loader.selection.criteria import Criteria
from data_loader.selection.quarters import Quarter
from data_loader.store.inventory import Inventory
from data_loader.store.rebuild import path_key
from docai.filing.forms import is_ten_k
from docai.filing.layout import RAW_PATH
from docai.filing.manifest import Intent

RECENT = 30 * 86_400_000_000
"""Microseconds; filings that were accepted within so long before the newest row are told apart."""

Group = tuple[Quarter, str]


@dataclass(frozen=True, slots=True)
class Held:
    """What there is: ``inventory`` of raw, what manifests say, what the tables hold.

    ``limited``: the loader's runs end before they are through (--limit, --max-filings), so that a filing which none has come
    to yet is not missing.
    """

    inventory: Inventory
    named: Named
    written: Written
    limited: bool = False


@dataclass(slots=True)
class _Counts:
    """The counts of a group while they grow, and the hours of its rows."""

    line: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    hours: list[float] = field(default_factory=list)


def check(
    listed: Listed,
    held: Held,
    criteria: Criteria,
    empty: Coverage,
    header_of: Callable[[str], Intent],
) -> Coverage:
    """Return ``empty`` with what was found. ``header_of`` says of a stored file at a path which filing it is."""
    groups: dict[Group, _Counts] = defaultdict(_Counts)
    gaps: list[Gap] = []
    absent: list[Gap] = []
    seen: set[int] = set()
    for intent in listed.filings:
        number = _number(intent.accession)
        seen.add(number)
        counts = groups[Quarter.of(intent.filed), intent.form]
        gap = _counted(intent, number, held, criteria, counts)
        if gap is None:
            continue
        kind = _kind_of(gap, number, held)
        counts.line[kind] += 1
        if kind == "missing":
            gaps.append(gap)
        elif kind == "absent":
            absent.append(gap)
    unlisted = list(_unlisted(listed, held, criteria, seen, header_of))
    for group, _ in unlisted:
        groups[group].line["unlisted"] += 1
    return replace(
        empty,
        lines=tuple(
            Line(str(quarter), form, **counts.line, lag=lag_of(counts.hours))
            for (quarter, form), counts in sorted(groups.items())
        ),
        gaps=tuple(gaps),
        absent=tuple(absent),
        unlisted=tuple(sorted(accession for _, accession in unlisted)),
        doubled=tuple(sorted(set(held.written.doubled))),
        lost=tuple(map(str, listed.lost)),
        lag=lag_of(hours for counts in groups.values() for hours in counts.hours),
        recent=lag_of(_recent(held.written, seen)),
        notes=(
            *(unreadable.said for unreadable in listed.complaints.unreadable),
            *listed.complaints.left_out.sentences(),
            *held.named.damaged,
        ),
    )


def _counted(
    intent: Intent, number: int, held: Held, criteria: Criteria, counts: _Counts
) -> Gap | None:
    """Count a filing of the index in its group; return what it lacks, None when it is whole or not meant."""
    path = held.inventory.path(intent.accession)
    is_written = number in held.written.hours
    if path is None and not is_written and intent.form not in criteria.forms:
        counts.line["not_selected"] += 1
        return None
    counts.line["expected"] += 1
    counts.line["stored"] += path is not None
    counts.line["written"] += is_written
    counts.line["quarantined"] += number in held.written.quarantined and not is_written
    hours = held.written.hours.get(number)
    if hours is not None:
        counts.hours.append(hours)
    return _gap(intent, number, path, held)


def _kind_of(gap: Gap, number: int, held: Held) -> Literal["absent", "not_reached", "missing"]:
    """Return what a filing counts as that lacks something: ``absent`` at EDGAR too, ``not_reached`` yet, or ``missing``."""
    if gap.lacks is Lack.RAW and number not in held.written.hours:
        status = held.named.told.get(number, ("", ""))[0]
        if status == "missing":
            return "absent"
        if not status and held.limited:
            return "not_reached"
    return "missing"


def _gap(intent: Intent, number: int, path: str | None, held: Held) -> Gap | None:
    """Return what a filing lacks, the first thing on its way; None when it is whole."""
    if path is None:
        status, error = held.named.told.get(number, ("", ""))
        if status == "missing":
            reason = "EDGAR has no such file"
        elif status == "failed":
            reason = f"failed: {error}"
        elif _was_stored(intent, held) or number in held.written.hours:
            reason = "it was stored, and its file is gone"
        else:
            reason = "no run has fetched it"
        return Gap(intent, Lack.RAW, reason)
    done = number in held.written.hours or number in held.written.quarantined
    if path_key(path) not in held.named.stored:
        more = "" if done else ", so the writer has not heard of it"
        return Gap(intent, Lack.MANIFEST, f"it is stored, and no manifest names it{more}", path)
    if not done:
        return Gap(
            intent,
            Lack.ROW,
            "it is stored, and the writer has neither written nor quarantined it",
            path,
        )
    return None


def _was_stored(intent: Intent, held: Held) -> bool:
    # without a mark the number of a path is that of its filing
    return _number(intent.accession) << 33 in held.named.stored


def _unlisted(
    listed: Listed,
    held: Held,
    criteria: Criteria,
    seen: set[int],
    header_of: Callable[[str], Intent],
) -> Iterator[tuple[Group, str]]:
    """Yield what is held, is in the scope, and stands in no index: from `filings`, then of what is stored alone."""
    kept = frozenset(listed.kept)

    def of_scope(form: str, filed: Quarter, ciks: tuple[str, ...]) -> bool:
        return filed in kept and (listed.ciks is None or not listed.ciks.isdisjoint(ciks))

    for row in held.written.rows():
        quarter = Quarter.of(row.filed)
        if (
            row.number not in seen
            and is_ten_k(row.form)
            and criteria.may_hold(row.filed, row.filed)
            and of_scope(row.form, quarter, row.ciks)
        ):
            yield (quarter, row.form), dashed(row.number)
    years = {quarter.year % 100 for quarter in kept}
    for path in held.inventory.paths():
        match = RAW_PATH.fullmatch(path)
        assert match is not None
        number = _number(match[2])
        if number in seen or number in held.written.hours or int(match[2][11:13]) not in years:
            continue
        intent = header_of(path)
        quarter = Quarter.of(intent.filed)
        if (
            is_ten_k(intent.form)
            and criteria.may_hold(intent.filed, intent.filed)
            and of_scope(intent.form, quarter, intent.ciks)
        ):
            yield (quarter, intent.form), intent.accession


def _recent(written: Written, seen: set[int]) -> Iterator[float]:
    """Yield the hours of rows that were accepted in the 30 days before the newest one."""
    newest = max((row.accepted for row in written.rows() if row.accepted is not None), default=None)
    if newest is None:
        return
    for row in written.rows():
        if _is_recent(row, newest) and row.number in seen and row.hours is not None:
            yield row.hours


def _is_recent(row: Row, newest: int) -> bool:
    return row.accepted is not None and row.accepted >= newest - RECENT


def _number(accession: str) -> int:
    return int(accession.replace("-", ""))
