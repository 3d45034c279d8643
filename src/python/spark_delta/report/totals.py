"""What a run has come to so far."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from spark_delta.plan.work import Plan
from spark_delta.read.summary import ReadSummary


@dataclass(slots=True)
class Totals:
    """Counts over the batches of a run, the seconds of its phases, and what is wrong with parts that are damaged."""

    read: ReadSummary = field(default_factory=ReadSummary)
    replaced: int = 0
    newly_quarantined: int = 0
    present: int = 0
    given_up: int = 0
    phases: dict[str, float] = field(default_factory=dict)
    damage: list[str] = field(default_factory=list)

    def planned(self, plan: Plan) -> None:
        """Count what needs no work."""
        self.present += plan.present
        self.given_up += len(plan.given_up)

    def committed(self, plan: Plan, read: ReadSummary) -> None:
        """Count what was read and committed."""
        failed = set(read.failed_accessions)
        self.replaced += sum(job.accession not in failed for job in plan.replace)
        self.newly_quarantined += len(failed - plan.attempts.keys())
        read.staged.clear()
        self.read.add(read)

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Add the seconds spent inside to the phase ``name``."""
        began = time.monotonic()
        try:
            yield
        finally:
            self.phases[name] = self.phases.get(name, 0.0) + time.monotonic() - began
