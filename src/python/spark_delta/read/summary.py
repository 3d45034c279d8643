"""What a task tells the driver: counts, names of staged files, and a few documents worth a look. Never a text."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

from spark_delta.read.key_bounds import Bounds, joined
from spark_delta.read.staged_rows import StagedRows
from spark_delta.tables.schema import FILINGS

SLOWEST = 12
FAILURES_SHOWN = 200


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document and what it cost: ``seconds`` from when its reader got it, ``size`` in bytes (0: unknown)."""

    accession: str
    company: str
    form: str
    fiscal_year: int | None
    size: int
    items: int
    seconds: float


@dataclass(frozen=True, slots=True)
class FailedDocument:
    """A document that went to quarantine."""

    accession: str
    cik: str
    stage: str
    error: str
    message: str
    seconds: float


@dataclass(slots=True)
class ReadSummary:
    """What came of some documents.

    - ``by_form_year``: filings by "form|fiscal year"
    - ``filings_by_era``: filings by container. ``items_by_era``: Items by "container|item"
    - ``facts_by_source``: facts by where they come from. ``filings_by_source``: filings that say some
    - ``checks``: those of key figures, by "name|holds" and "name|fails"
    - ``io_failures``: filings whose bytes could not be had
    - ``peak_bytes``: the greatest resident memory of a worker or its reader
    """

    filings: int = 0
    sections: int = 0
    failures: int = 0
    bytes_stored: int = 0
    bytes_read: int = 0
    chars: int = 0
    seconds: float = 0.0
    peak_bytes: int = 0
    by_form_year: dict[str, int] = field(default_factory=dict)
    filings_by_era: dict[str, int] = field(default_factory=dict)
    items_by_era: dict[str, int] = field(default_factory=dict)
    facts_by_source: dict[str, int] = field(default_factory=dict)
    filings_by_source: dict[str, int] = field(default_factory=dict)
    checks: dict[str, int] = field(default_factory=dict)
    failures_by_stage: dict[str, int] = field(default_factory=dict)
    io_failures: list[str] = field(default_factory=list)
    failed_accessions: list[str] = field(default_factory=list)
    slowest: list[ReadDocument] = field(default_factory=list)
    failed: list[FailedDocument] = field(default_factory=list)
    staged: list[StagedRows] = field(default_factory=list)

    def add(self, other: ReadSummary) -> None:
        """Count what ``other`` counted as well."""
        for name in (
            "filings",
            "sections",
            "failures",
            "bytes_stored",
            "bytes_read",
            "chars",
            "seconds",
        ):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in (
            "by_form_year",
            "filings_by_era",
            "items_by_era",
            "facts_by_source",
            "filings_by_source",
            "checks",
            "failures_by_stage",
        ):
            for key, number in getattr(other, name).items():
                count(getattr(self, name), key, number)
        self.peak_bytes = max(self.peak_bytes, other.peak_bytes)
        self.io_failures += other.io_failures
        self.failed_accessions += other.failed_accessions
        self.slowest = slowest(self.slowest + other.slowest)
        self.failed = (self.failed + other.failed)[:FAILURES_SHOWN]
        self.staged += other.staged

    @property
    def bounds(self) -> Bounds | None:
        """Return what the rows of ``filings`` (and so those of its other tables) lie between, None when there are none."""
        found: Bounds | None = None
        for rows in self.staged:
            if rows.table == FILINGS.name:
                found = joined(found, rows.bounds)
        return found


def count(counts: dict[str, int], key: str, number: int = 1) -> None:
    """Count ``key`` ``number`` times more."""
    counts[key] = counts.get(key, 0) + number


def slowest(documents: Iterable[ReadDocument]) -> list[ReadDocument]:
    """Return the slowest few, the slowest first."""
    return sorted(documents, key=lambda one: (-one.seconds, one.accession))[:SLOWEST]


def to_json(summary: ReadSummary) -> str:
    """Return ``summary`` as one JSON object."""
    return json.dumps(asdict(summary), separators=(",", ":"))


def from_json(text: str) -> ReadSummary:
    """Return the summary that ``to_json`` wrote."""
    fields = json.loads(text)
    fields["slowest"] = [ReadDocument(**one) for one in fields["slowest"]]
    fields["failed"] = [FailedDocument(**one) for one in fields["failed"]]
    fields["staged"] = [
        StagedRows(**(one | {"bounds": Bounds(**one["bounds"])})) for one in fields["staged"]
    ]
    return ReadSummary(**fields)
