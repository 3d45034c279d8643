"""What has come to EDGAR until a moment: filings by their acceptance, days by the night in which their index is made."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from docai.filing.clock import EDGAR_TIME
from stand_ins.edgar.content.catalogue import Catalogue, Listed
from stand_ins.edgar.content.latest import accepted

INDEX_HOUR = time(22)
"""Eastern time at which the day's indexes are made."""


class Arrivals:
    """All filings of a catalogue by the moment at which they come."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._filings = sorted(catalogue.filings.values(), key=accepted)
        self._moments = [accepted(each) for each in self._filings]

    def count(self, now: datetime) -> int:
        """How many have come."""
        return bisect_right(self._moments, now)

    def first(self, count: int) -> Catalogue:
        """The first `count` of them."""
        return catalogue_of(self._filings[:count])


def catalogue_of(filings: Iterable[Listed]) -> Catalogue:
    """A catalogue of these filings."""
    made = Catalogue()
    for each in filings:
        made.add(each)
    made.sort()
    return made


def indexed_to(now: datetime) -> date:
    """The last day whose filings stand in the indexes."""
    here = now.astimezone(EDGAR_TIME)
    return here.date() if here.time() >= INDEX_HOUR else here.date() - timedelta(days=1)
