"""Counting what becomes of filings, and noticing when it is not the filings that fail."""

from __future__ import annotations

import logging
from collections import Counter

from data_loader.fetch.filing import Outcome

FAILURES_IN_A_ROW = 25
"""So many filings that fail one after the other say that it is not the filings."""

FAILURES_SHOWN = 5

_log = logging.getLogger(__name__)


class Tally:
    """What became of the filings of a run so far. Used by one thread."""

    def __init__(self) -> None:
        self._status: Counter[str] = Counter()
        self._in_a_row = 0
        self.failures: list[str] = []
        """The first few failures, in words."""
        self.bytes_served = 0
        self.bytes_lake = 0

    def __getitem__(self, status: str) -> int:
        return self._status[status]

    @property
    def settled(self) -> int:
        """Return how many filings have their result."""
        return self._status.total()

    def already_stored(self) -> None:
        """Count a filing that the lake held before."""
        self._status["already_stored"] += 1

    def take(self, outcome: Outcome) -> str | None:
        """Count an outcome; return a sentence when so many failed in a row that going on makes no sense."""
        result = outcome.result
        self._status[result.status] += 1
        self.bytes_lake += outcome.lake_bytes
        if result.status == "stored":
            self.bytes_served += result.size or 0
        if result.status != "failed":
            self._in_a_row = 0
            return None
        what = f"{result.accession}: {result.error}"
        _log.warning("failed: %s", what)
        self._in_a_row += 1
        if len(self.failures) < FAILURES_SHOWN:
            self.failures.append(what)
        if self._in_a_row < FAILURES_IN_A_ROW:
            return None
        return f"{self._in_a_row} filings in a row failed, the last one {what}"
