"""The companies that are meant: CIKs as given, tickers by the SEC's list, names by whatever lists names."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from data_loader.edgar.client import EdgarClient
from data_loader.edgar.errors import EdgarUnavailable
from data_loader.edgar.hosts import Hosts
from data_loader.selection import names
from data_loader.selection.criteria import Criteria
from data_loader.selection.names import Match
from data_loader.selection.submissions import parse_filer
from data_loader.selection.tickers import Tickers, ciks_of, normal, parse_tickers
from docai.filing.identity import cik10

FORMER_NAMES_OF = 50
"""Without the SEC's list of all names, the former names of so many listed companies are looked at."""

Names = Iterable[tuple[str, str]]
"""Pairs of a name and the CIK (ten digits) of who has or had it."""

_log = logging.getLogger(__name__)


def _to_nobody(given: str, ciks: Sequence[str]) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Companies:
    """Finds companies. ``index_names`` yields the names in EDGAR's index, for a server without a list of all names.

    ``note`` is told what each ticker and name stands for: CIKs of ten digits.
    """

    client: EdgarClient
    hosts: Hosts
    index_names: Callable[[], Names]
    note: Callable[[str, Sequence[str]], None] = _to_nobody

    def of(self, criteria: Criteria) -> tuple[str, ...]:
        """Return the CIKs (ten digits) that ``criteria`` name, each once, in order.

        Raises WrongSelection for a ticker or a name that EDGAR does not know, EdgarUnavailable and Stopped.
        """
        found = [cik10(cik) for cik in criteria.ciks]
        if criteria.tickers or criteria.companies:
            listed = self._listed(required=bool(criteria.tickers))
            found += ciks_of(criteria.tickers, listed)
            for ticker in criteria.tickers:
                self.note(ticker, [each.cik for each in listed[normal(ticker)]])
            found += self._by_name(criteria.companies, listed)
        return tuple(dict.fromkeys(found))

    def _listed(self, *, required: bool) -> Tickers:
        listed = self.client.get(self.hosts.tickers(), parse_tickers)
        if listed is None and required:
            raise EdgarUnavailable(
                f"EDGAR has no list of tickers at {self.hosts.tickers()}; use --ciks"
            )
        return listed or {}

    def _by_name(self, wanted: tuple[str, ...], listed: Tickers) -> list[str]:
        if not wanted:
            return []
        present = ((each.name, each.cik) for rows in listed.values() for each in rows)
        matches = names.match_names(wanted, present)
        # also a name that a listed company has now: another filer may have had it before, with the older 10-Ks
        for more in self._more_names(matches, listed):
            found = {match.name: match for match in more}
            matches = [each.joined(found.get(each.name)) for each in matches]
            if all(match.ciks for match in matches):
                break
        for match in matches:
            if len(match.ciks) > 1:
                _log.warning(
                    "%r is or was the name of several filers, all are taken: %s",
                    match.name,
                    ", ".join(match.ciks),
                )
        taken = names.ciks_of(matches)
        for match in matches:
            self.note(match.name, match.ciks)
        return taken

    def _more_names(self, matches: list[Match], listed: Tickers) -> Iterator[list[Match]]:
        wanted = tuple(match.name for match in matches)
        all_names = self.client.get(
            self.hosts.names(),
            lambda content: names.match_names(wanted, names.names_of_list(content)),
        )
        if all_names is not None:
            yield all_names
            return
        open_ = tuple(match.name for match in matches if not match.exact)
        if not open_:
            return
        wanted = open_
        _log.info(
            "EDGAR has no list of all names at %s; using its index instead", self.hosts.names()
        )
        yield names.match_names(wanted, self._former_names(listed))
        yield names.match_names(wanted, self.index_names())

    def _former_names(self, listed: Tickers) -> Iterator[tuple[str, str]]:
        present = dict.fromkeys(each.cik for rows in listed.values() for each in rows)
        for cik in list(present)[:FORMER_NAMES_OF]:
            filer = self.client.get(self.hosts.filings_of(cik), parse_filer)
            for name in filer.former_names if filer else ():
                yield name, cik
