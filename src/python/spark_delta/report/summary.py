"""What a run of the writer came to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from spark_delta.read.summary import ReadSummary


@dataclass(frozen=True, slots=True)
class TableState:
    """A table after the run: its address and version (-1: not made yet), its rows (None: not known), its schema as Delta's JSON."""

    location: str
    version: int
    rows: int | None = None
    schema: str = ""


@dataclass(frozen=True, slots=True)
class WriteSummary:
    """What a run did.

    ``filings`` and ``items`` were written to the tables, of them ``replaced`` filings in place of older rows; ``quarantined``
    could not be read, ``newly_quarantined`` of them for the first time; ``already_present`` stood in the tables;
    ``given_up`` stay in quarantine without another try. ``bytes_read`` are those of the submissions unpacked.
    ``seconds`` is the whole run, ``phases`` its parts (``session``: Spark's start).
    ``report`` is the page in the lake, None when the run had nothing to do.
    """

    run: str
    run_id: str
    filings: int
    items: int
    replaced: int
    quarantined: int
    newly_quarantined: int
    already_present: int
    given_up: int
    bytes_read: int
    seconds: float
    phases: Mapping[str, float]
    tables: Mapping[str, TableState]
    report: str | None
    read: ReadSummary = field(default_factory=ReadSummary)

    @property
    def tried(self) -> int:
        """Return how many filings were read or failed to be."""
        return self.filings + self.quarantined
