"""What a task tells the driver: counts, names of staged files, and a few documents worth a look. Never a text."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

from spark_delta.reading.staged import StagedRows

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


@dataclass(frozen=True, slots=True)
class Bounds:
    """The smallest and greatest cik, and days of filing since 1970, of some rows."""

    cik_from: str
    cik_to: str
    filed_from: int
    filed_to: int

    def joined(self, other: Bounds) -> Bounds:
        """Return bounds around both."""
        return Bounds(
            min(self.cik_from, other.cik_from),
            max(self.cik_to, other.cik_to),
            min(self.filed_from, other.filed_from),
            max(self.filed_to, other.filed_to),
        )


@dataclass(slots=True)
class ReadSummary:
    """What came of some documents. ``by_form_year`` counts filings by "form|fiscal year", ``items_by_era`` Items by
    "container|item", ``filings_by_era`` filings by container; ``io_failures`` names filings whose bytes could not be had.
    ``peak_bytes`` is the greatest resident memory of a worker or its reader.
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
    failures_by_stage: dict[str, int] = field(default_factory=dict)
    io_failures: list[str] = field(default_factory=list)
    failed_accessions: list[str] = field(default_factory=list)
    slowest: list[ReadDocument] = field(default_factory=list)
    failed: list[FailedDocument] = field(default_factory=list)
    bounds: Bounds | None = None
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
        for name in ("by_form_year", "filings_by_era", "items_by_era", "failures_by_stage"):
            for key, number in getattr(other, name).items():
                count(getattr(self, name), key, number)
        self.peak_bytes = max(self.peak_bytes, other.peak_bytes)
        self.io_failures += other.io_failures
        self.failed_accessions += other.failed_accessions
        self.slowest = slowest(self.slowest + other.slowest)
        self.failed = (self.failed + other.failed)[:FAILURES_SHOWN]
        self.staged += other.staged
        self.widen(other.bounds)

    def widen(self, bounds: Bounds | None) -> None:
        """Take ``bounds`` into the bounds."""
        if bounds is not None:
            self.bounds = bounds if self.bounds is None else self.bounds.joined(bounds)


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
    fields["staged"] = [StagedRows(**one) for one in fields["staged"]]
    fields["bounds"] = Bounds(**fields["bounds"]) if fields["bounds"] else None
    return ReadSummary(**fields)
