"""Filings by EDGAR's indexes: the full index of each quarter, and for the current one the daily indexes after it."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from gzip import GzipFile

from data_loader.edgar.errors import EdgarUnavailable
from data_loader.edgar.hosts import Hosts
from data_loader.selection.criteria import Criteria
from data_loader.selection.index_cache import IndexCache
from data_loader.selection.index_file import IndexLine, last_received, ten_k_lines
from data_loader.selection.quarters import Quarter
from docai.filing.manifest import Intent

_log = logging.getLogger(__name__)


def filings_by_index(
    cache: IndexCache,
    hosts: Hosts,
    criteria: Criteria,
    *,
    today: date,
    ciks: frozenset[str] | None,
) -> Iterator[Intent]:
    """Yield the filings that meet the criteria, quarter by quarter; with ``ciks`` those of these filers.

    A filing of several filers comes once, with all of them. ``today`` is the day at EDGAR. Raises EdgarUnavailable.
    """
    absent: list[Quarter] = []
    wanted = criteria.quarters(today)
    for quarter in wanted:
        found: dict[str, Intent] = {}
        present = False
        for lines in _quarter(cache, criteria, quarter, today):
            present = True
            for line in lines:
                if criteria.wanted(line.form, line.filed):
                    found[line.accession] = _merged(found.get(line.accession), line, hosts)
        if not present:
            absent.append(quarter)
        for intent in found.values():
            if ciks is None or not ciks.isdisjoint(intent.ciks):
                yield intent
    if absent and len(absent) == len(wanted):
        raise EdgarUnavailable(f"EDGAR has no index for {_spans(absent)}")
    if absent:
        _log.warning("EDGAR has no index for %s", _spans(absent))


def names_in_index(cache: IndexCache, quarters: Iterable[Quarter]) -> Iterator[tuple[str, str]]:
    """Yield (name, CIK) of whoever filed a 10-K in these quarters, under the name of that time."""
    for quarter in quarters:
        with cache.open(f"full-index/{quarter.folder}/master.idx") as stream:
            for line in ten_k_lines(stream) if stream is not None else ():
                yield line.company, line.cik


def _quarter(
    cache: IndexCache, criteria: Criteria, quarter: Quarter, today: date
) -> Iterator[Iterable[IndexLine]]:
    covered = quarter.first_day - timedelta(days=1)
    with cache.open(f"full-index/{quarter.folder}/master.idx") as stream:
        if stream is not None:
            head = stream.read(4096)
            said = last_received(head)
            lines = _Newest(ten_k_lines(_lines(head, stream)))
            yield lines
            # a preface may name no day, or the last of the quarter: then what is in the index counts
            covered = said if said is not None and said <= today else lines.filed or covered
    if quarter != Quarter.of(today):
        return
    day = max(covered + timedelta(days=1), criteria.since or quarter.first_day)
    while day <= min(today, criteria.until or today):
        if day.weekday() < 5:
            with cache.open(f"daily-index/{quarter.folder}/master.{day:%Y%m%d}.idx") as stream:
                if stream is not None:
                    yield ten_k_lines(stream)
        day += timedelta(days=1)


class _Newest:
    """Passes lines on, and remembers the latest day on which one of them was filed."""

    def __init__(self, lines: Iterator[IndexLine]) -> None:
        self._lines = lines
        self.filed: date | None = None

    def __iter__(self) -> Iterator[IndexLine]:
        for line in self._lines:
            self.filed = max(line.filed, self.filed or line.filed)
            yield line


def _lines(head: bytes, stream: GzipFile) -> Iterator[bytes]:
    *lines, rest = head.split(b"\n")
    yield from lines
    yield rest + stream.readline()
    yield from stream


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


def _spans(quarters: list[Quarter]) -> str:
    spans: list[list[Quarter]] = []
    for each in quarters:
        if spans and spans[-1][-1].next() == each:
            spans[-1].append(each)
        else:
            spans.append([each])
    return ", ".join(str(span[0]) if len(span) == 1 else f"{span[0]}..{span[-1]}" for span in spans)
