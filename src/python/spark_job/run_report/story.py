"""What happened in a run, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from docai.runtime.exit_codes import ExitCode
from spark_job.run_report.cases import StepState
from spark_job.run_report.evidence import TASKS, ClusterEvidence, WriterReport


class RunVerdict(Enum):
    """How a run ended; the value is what a person reads."""

    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    BROKEN_OFF = "cancelled or killed"
    UNDER_WAY = "under way"
    UNKNOWN = "not known"


@dataclass(frozen=True, slots=True)
class StepStory:
    """A step: ``number`` from 1, ``name`` as in the lake, ``title`` for a person, ``case`` the line of the table that
    decided.

    ``message`` says what happened, ``advice`` what to do; ``reports`` are paths relative to the lake. ``code`` is None when
    the step did not end, or nobody knows how.
    """

    number: int
    name: str
    title: str
    case: str
    state: StepState
    code: ExitCode | None = None
    message: str = ""
    advice: str = ""
    lines: tuple[str, ...] = ()
    figures: Mapping[str, float] = field(default_factory=dict)
    attempts: int = 1
    began: datetime | None = None
    ended: datetime | None = None
    reports: tuple[str, ...] = ()

    @property
    def task(self) -> str:
        """Its name in Kubeflow's graph of the run."""
        return TASKS.get(self.name, self.name)

    @property
    def seconds(self) -> float | None:
        """How long it took, None when that is not known."""
        if self.began is None or self.ended is None:
            return None
        return max(0.0, (self.ended - self.began).total_seconds())


@dataclass(frozen=True, slots=True)
class RunStory:
    """A run: ``culprit`` is the first step that is not done, ``sentence`` says it all, ``advice`` what to do, ``remarks`` what
    is odd.

    Without a culprit a run has failed where Kubeflow says so: a step left no trace, or its outputs could not be kept.
    """

    run_id: str
    lake: str
    verdict: RunVerdict
    steps: tuple[StepStory, ...]
    culprit: StepStory | None
    sentence: str
    advice: str = ""
    remarks: tuple[str, ...] = ()
    report: WriterReport | None = None
    cluster: ClusterEvidence = field(default_factory=ClusterEvidence)
