"""From what is asked for to the filings that are meant, as a stream."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from data_loader.edgar.client import EdgarClient
from data_loader.edgar.hosts import Hosts
from data_loader.selection.by_index import filings_by_index, names_in_index
from data_loader.selection.companies import Companies
from data_loader.selection.complaints import Complaints
from data_loader.selection.criteria import Criteria
from data_loader.selection.index_cache import IndexCache
from data_loader.selection.quarters import FIRST, Quarter, quarters
from data_loader.selection.submissions import filings_of
from docai.filing.manifest import Intent


@dataclass(frozen=True, slots=True)
class Selection:
    """The companies that are meant (CIKs of ten digits; None: all) and their filings, each once, to be read once.

    ``complaints`` are known when the filings have been read.
    """

    ciks: frozenset[str] | None
    filings: Iterator[Intent]
    complaints: Complaints


def select(
    criteria: Criteria,
    *,
    client: EdgarClient,
    hosts: Hosts,
    cache: IndexCache,
    today: date,
    note: Callable[[str, Sequence[str]], None],
) -> Selection:
    """Return the selection. The companies are looked up at once, their filings while they are read.

    ``note`` is told what each ticker and name stands for: CIKs of ten digits.

    Raises WrongSelection for a ticker, CIK or name that EDGAR does not know, EdgarUnavailable and Stopped.
    """
    companies = Companies(
        client, hosts, lambda: names_in_index(cache, quarters(FIRST, Quarter.of(today))), note
    ).of(criteria)
    ciks = frozenset(companies) if criteria.names_companies else None
    complaints = Complaints(alone=len(companies) < 2)
    if criteria.by_index:
        found = filings_by_index(
            cache, hosts, criteria, today=today, ciks=ciks, complaints=complaints
        )
    else:
        found = complaints.each(
            companies, lambda cik: filings_of(client, hosts, cik, criteria, complaints)
        )
    return Selection(ciks, islice(_once(found), criteria.limit), complaints)


def _once(filings: Iterable[Intent]) -> Iterator[Intent]:
    """Yield each accession number once: of two filers of one filing, it may have been asked for both."""
    seen: set[int] = set()
    for each in filings:
        number = int(each.accession.replace("-", ""))
        if number not in seen:
            seen.add(number)
            yield each
