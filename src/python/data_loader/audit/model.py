"""What a check finds: counts by quarter and form, and by name what is not as it should be. Values alone."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from data_loader.selection.quarters import Quarter, spans
from docai.filing.manifest import Intent


class Lack(StrEnum):
    """What a filing lacks that should be there."""

    RAW = "raw"
    """It is not stored."""
    MANIFEST = "manifest"
    """It is stored, and no line of a manifest says so: the writer does not hear of it."""
    ROW = "row"
    """It is stored and named, and stands neither in `filings` nor in `quarantine`."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A filing of the index that is not as it should be: what it ``lacks``, and why, in words."""

    intent: Intent
    lacks: Lack
    reason: str
    path: str | None = None
    """Where it is stored, relative to the lake."""

    def fields(self) -> dict[str, Any]:
        """Return it for JSON."""
        each = self.intent
        return {
            "accession": each.accession,
            "cik": each.cik,
            "company": each.company,
            "form": each.form,
            "filed": str(each.filed),
            "lacks": self.lacks.value,
            "reason": self.reason,
            "url": each.url,
        }


@dataclass(frozen=True, slots=True)
class Lag:
    """Hours from EDGAR's acceptance to the row in `filings`, over so many ``filings``."""

    filings: int
    median: float
    most: float
    """95 % took no longer."""
    worst: float


def lag_of(hours: Iterable[float]) -> Lag | None:
    """Return the median, the 95th percentile (nearest rank) and the worst of ``hours``; None of nothing."""
    ranked = sorted(hours)
    if not ranked:
        return None
    return Lag(len(ranked), _ranked(ranked, 0.5), _ranked(ranked, 0.95), ranked[-1])


def _ranked(ranked: Sequence[float], share: float) -> float:
    return ranked[max(math.ceil(share * len(ranked)) - 1, 0)]


@dataclass(frozen=True, slots=True)
class Line:
    """Counts of filings of one ``quarter`` (``2024Q1``) and ``form``.

    ``expected`` are listed by EDGAR and selected, or held all the same; of these ``stored`` stand in raw, ``written`` in
    `filings`, ``quarantined`` in `quarantine`; ``missing`` lack something, ``absent`` have no file at EDGAR, ``not_reached``
    no limited run has come to yet. ``not_selected`` are listed, of a form that nobody asked for. ``unlisted`` are held, and
    no index lists them.
    """

    quarter: str
    form: str
    expected: int = 0
    stored: int = 0
    written: int = 0
    quarantined: int = 0
    missing: int = 0
    absent: int = 0
    not_reached: int = 0
    not_selected: int = 0
    unlisted: int = 0
    lag: Lag | None = None


COUNTS = (
    "expected",
    "stored",
    "written",
    "quarantined",
    "missing",
    "absent",
    "not_reached",
    "not_selected",
    "unlisted",
)
"""The counts of a line."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a check found. ``scope`` is what was checked, in words.

    ``gaps`` and ``absent`` are expected filings; ``unlisted`` and ``doubled`` are accession numbers. ``lost`` are quarters of
    which no index is kept, so that nobody knows what they should hold. ``waiting`` filings were handed to the writer by a
    repair: they are stored and named. ``lag`` is that of all filings, ``recent`` of those that were accepted in the last 30
    days. ``notes`` are sentences.
    """

    checked: date
    run_id: str
    scope: str
    lines: tuple[Line, ...]
    gaps: tuple[Gap, ...] = ()
    absent: tuple[Gap, ...] = ()
    unlisted: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    waiting: int = 0
    lag: Lag | None = None
    recent: Lag | None = None
    notes: tuple[str, ...] = ()
    seconds: float = 0.0

    def total(self, count: str) -> int:
        """Return the sum of one of COUNTS."""
        return sum(getattr(line, count) for line in self.lines)

    @property
    def amiss(self) -> int:
        """Return how many filings are not as they should be; ``--tolerate`` is held against it."""
        return len(self.gaps) + len(self.doubled)

    @property
    def lost_spans(self) -> str:
        """Return the quarters of which no index is kept, those that follow each other as one: ``1993Q1..2024Q4``."""
        return spans(map(Quarter.parse, self.lost))

    @property
    def whole(self) -> bool:
        """Return whether nothing at all is amiss."""
        return not self.amiss and not self.lost

    def figures(self) -> dict[str, float]:
        """Return the numbers for metrics."""
        found: dict[str, float] = {count: self.total(count) for count in COUNTS}
        found |= {
            "doubled": len(self.doubled),
            "quarters_without_index": len(self.lost),
            "waiting": self.waiting,
            "seconds": round(self.seconds, 3),
        }
        for name, lag in (("lag", self.lag), ("recent_lag", self.recent)):
            if lag is not None:
                found |= {
                    f"{name}_median_hours": round(lag.median, 2),
                    f"{name}_95_hours": round(lag.most, 2),
                    f"{name}_worst_hours": round(lag.worst, 2),
                }
        return found

    def fields(self) -> dict[str, Any]:
        """Return all of it for JSON."""
        return {
            "checked": str(self.checked),
            "run_id": self.run_id,
            "scope": self.scope,
            "figures": self.figures(),
            "lines": [asdict(line) for line in self.lines],
            "missing": [gap.fields() for gap in self.gaps],
            "absent": [gap.fields() for gap in self.absent],
            "unlisted": list(self.unlisted),
            "doubled": list(self.doubled),
            "quarters_without_index": list(self.lost),
            "notes": list(self.notes),
        }
