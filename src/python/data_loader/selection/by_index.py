"""Filings by EDGAR's indexes: the full index of each quarter, and for the current one the daily indexes after it."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from data_loader.edgar.errors import EdgarUnavailable
from data_loader.edgar.hosts import Hosts
from data_loader.selection.complaints import Complaints
from data_loader.selection.criteria import Criteria
from data_loader.selection.index_file import IndexLine, day_of, last_received, ten_k_lines
from data_loader.selection.kept_index import Indexes
from data_loader.selection.quarters import Quarter, spans
from docai.filing.errors import FilingError
from docai.filing.forms import is_ten_k
from docai.filing.identity import cik10
from docai.filing.manifest import Intent

SATURDAY = 5

LOOK_EVERY = 1000
"""After so many lines it is looked whether the run ends."""

SHOWN = 120
"""So many bytes of a damaged line are shown."""

_log = logging.getLogger(__name__)


def filings_by_index(
    cache: Indexes,
    hosts: Hosts,
    criteria: Criteria,
    *,
    today: date,
    ciks: frozenset[str] | None,
    complaints: Complaints,
) -> Iterator[Intent]:
    """Yield the filings that meet the criteria, quarter by quarter; with ``ciks`` those of these filers.

    A filing of several filers comes once, with all of them. ``today`` is the day at EDGAR. A quarter whose index is of no
    use is a complaint. Lines of 10-Ks that cannot be read are unreadable filings, unless they tell of another filer or day
    than is meant. Forms that begin as a 10-K's and are none that docai knows are left out, and complaints know it. Raises
    EdgarUnavailable.
    """
    absent: list[Quarter] = []
    wanted = criteria.quarters(today)
    essential = len(wanted) < 2

    def of_quarter(quarter: Quarter) -> Iterator[Intent]:
        found: dict[str, Intent] = {}
        damaged: dict[bytes, None] = {}
        readable = False
        indexes = list(_indexes(cache, criteria, quarter, today, essential))
        if not indexes:
            absent.append(quarter)
        for index in indexes:
            for number, line in enumerate(ten_k_lines(index, damaged.setdefault)):
                if number % LOOK_EVERY == 0:
                    cache.look()
                readable = True
                if criteria.wanted(line.form, line.filed):
                    found[line.accession] = _merged(found.get(line.accession), line, hosts)
                elif (
                    not is_ten_k(line.form)
                    and criteria.may_hold(line.filed, line.filed)
                    and (ciks is None or line.cik in ciks)
                ):
                    complaints.left_out.add(line.form, line.accession)
        lost = [line for line in damaged if _may_be_meant(line, criteria, ciks)]
        if lost:
            complaints.add_filings(_unreadable(quarter, lost), lost, all_of_list=not readable)
        for intent in found.values():
            if ciks is None or not ciks.isdisjoint(intent.ciks):
                yield intent

    yield from complaints.each(wanted, of_quarter)
    cache.save()
    if absent and len(absent) == len(wanted):
        raise EdgarUnavailable(f"EDGAR has no index for {spans(absent)}")
    if absent:
        _log.warning("EDGAR has no index for %s", spans(absent))


def names_in_index(cache: Indexes, quarters: Iterable[Quarter]) -> Iterator[tuple[str, str]]:
    """Yield (name, CIK) of whoever filed a 10-K in these quarters, under the name of that time."""
    for quarter in quarters:
        index = cache.read(_full_index(quarter))
        for line in ten_k_lines(index, _pass_over) if index is not None else ():
            yield line.company, line.cik
    cache.save()


def _indexes(
    cache: Indexes, criteria: Criteria, quarter: Quarter, today: date, essential: bool
) -> Iterator[bytes]:
    """Yield the full index of the quarter, and for that of today the daily indexes that come after it."""
    covered = quarter.first_day - timedelta(days=1)
    index = cache.read(_full_index(quarter), essential=essential)
    if index is not None:
        yield index
        covered = _covered(index, today) or covered
    if quarter != Quarter.of(today):
        cache.forget(f"daily-index/{quarter.folder}/")
        return
    day = max(covered + timedelta(days=1), criteria.since or quarter.first_day)
    while day <= min(today, criteria.until or today):
        if day.weekday() < SATURDAY:
            daily = cache.read(
                f"daily-index/{quarter.folder}/master.{day:%Y%m%d}.idx", essential=essential
            )
            if daily is not None:
                yield daily
        day += timedelta(days=1)


def _covered(index: bytes, today: date) -> date | None:
    """Return the day up to which an index goes; where its preface names none, or one to come, by its lines."""
    said = last_received(index)
    if said is not None and said <= today:
        return said
    return max((line.filed for line in ten_k_lines(index, _pass_over)), default=None)


def _pass_over(line: bytes) -> None:
    """Say nothing of a damaged line: filings_by_index does."""


def _unreadable(quarter: Quarter, lines: Sequence[bytes]) -> str:
    named = f"{len(lines)} lines of 10-Ks" if len(lines) > 1 else "a line of a 10-K"
    return f"EDGAR's index of {quarter} has {named} that cannot be read: {lines[0][:SHOWN]!r}"


def _may_be_meant(line: bytes, criteria: Criteria, ciks: frozenset[str] | None) -> bool:
    filed = day_of(line)
    return (ciks is None or _cik_of(line) in (*ciks, None)) and (
        filed is None or criteria.may_hold(filed, filed)
    )


def _cik_of(line: bytes) -> str | None:
    """Return the filer of a damaged line, ten digits; None where it does not say it."""
    try:
        return cik10(line.partition(b"|")[0].decode("ascii"))
    except (UnicodeDecodeError, FilingError):
        return None


def _full_index(quarter: Quarter) -> str:
    return f"full-index/{quarter.folder}/master.idx"


def _merged(known: Intent | None, line: IndexLine, hosts: Hosts) -> Intent:
    first = known.cik if known else line.cik
    return Intent(
        accession=line.accession,
        cik=first,
        ciks=tuple(dict.fromkeys((*(known.ciks if known else ()), line.cik))),
        company=known.company if known else line.company,
        form=line.form,
        filed=line.filed,
        period=None,
        url=known.url if known else hosts.submission(line.path_cik, line.accession),
    )
