"""From what is asked for to the filings that are meant, as a stream."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from data_loader.edgar.client import EdgarClient
from data_loader.edgar.hosts import Hosts
from data_loader.selection import names, tickers
from data_loader.selection.by_index import filings_by_index
from data_loader.selection.criteria import Criteria
from data_loader.selection.index_cache import IndexCache
from data_loader.selection.submissions import filings_of
from docai.filing.identity import cik10
from docai.filing.manifest import Intent

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Selection:
    """The companies that are meant (CIKs of ten digits; None: all) and their filings, each once, to be read once."""

    ciks: frozenset[str] | None
    filings: Iterator[Intent]


def select(
    criteria: Criteria, *, client: EdgarClient, hosts: Hosts, cache: IndexCache, today: date
) -> Selection:
    """Return the selection. The companies are looked up at once, their filings while they are read.

    Raises WrongSelection for a ticker, CIK or name that EDGAR does not know, EdgarUnavailable and Stopped.
    """
    companies = tuple(dict.fromkeys(_companies(criteria, client, hosts)))
    ciks = frozenset(companies) if criteria.names_companies else None
    if criteria.by_index:
        found = filings_by_index(cache, hosts, criteria, today=today, ciks=ciks)
    else:
        found = (each for cik in companies for each in filings_of(client, hosts, cik, criteria))
    return Selection(ciks, islice(_once(found), criteria.limit))


def _companies(criteria: Criteria, client: EdgarClient, hosts: Hosts) -> Iterator[str]:
    yield from (cik10(cik) for cik in criteria.ciks)
    if not (criteria.tickers or criteria.companies):
        return
    listed = tickers.fetch_tickers(client, hosts)
    yield from tickers.ciks_of(criteria.tickers, listed)
    if not criteria.companies:
        return
    # the list of all names is long: it is asked only for names that no listed company has at present
    matches = names.match_names(criteria.companies, names.names_of_tickers(listed))
    if any(not match.exact for match in matches):
        found = client.get(
            hosts.names(),
            lambda content: names.match_names(criteria.companies, names.names_of_list(content)),
        )
        matches = [
            longer if longer.ciks else listed_now
            for longer, listed_now in zip(found or matches, matches, strict=True)
        ]
    for match in matches:
        if len(match.ciks) > 1:
            _log.warning("%r is the name of several filers: %s", match.name, ", ".join(match.ciks))
    yield from names.ciks_of(matches)


def _once(filings: Iterable[Intent]) -> Iterator[Intent]:
    """Yield each accession number once: of two filers of one filing, it may have been asked for both."""
    seen: set[int] = set()
    for each in filings:
        number = int(each.accession.replace("-", ""))
        if number not in seen:
            seen.add(number)
            yield each
