"""What is known of a run when its exit handler looks, as values. Each part may be absent or damaged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Literal

from docai.runtime.exit_codes import ExitCode
from docai.runtime.outcome import Outcome
from docai.runtime.step_record import StepRecord
from spark_job.watch.watching import View

LOADER, SPARK, COVERAGE = "data-loader", "spark-delta", "coverage"
"""The steps of the pipeline, as their records in the lake are named."""

TASKS = {LOADER: "data-loader", SPARK: "run-spark-job", COVERAGE: "coverage"}
"""The same steps in Kubeflow's graph of the run, where a person looks for them."""


class Hint(Enum):
    """What Kubeflow Pipelines says of the steps. Its words are not shown: RUNNING, too, is said when all is over."""

    NOT_ASKED = "nothing: the program was started by hand, and the steps may be under way"
    ENDED_WELL = "every step ended well"
    FAILED = "a step failed"
    CANCELLED = "somebody cancelled the run"
    UNCLEAR = "all is over, and a step may never have started"

    @property
    def over(self) -> bool:
        """Return whether no step can be under way any more: the exit handler runs after all of them."""
        return self is not Hint.NOT_ASKED


ManifestEnd = Literal["closed", "settled", "open"]
"""How a loader's manifest ends: by the loader itself; by a later loader, since this one was killed; not at all."""


@dataclass(frozen=True, slots=True)
class LoaderManifest:
    """What one start of the loader left under ``folder`` (relative to the lake).

    ``figures`` are those of its summary, when it is ``closed``; else counts out of its parts, by status.
    """

    folder: str
    end: ManifestEnd
    stopped: bool = False
    figures: Mapping[str, float] = field(default_factory=dict)
    failures: tuple[str, ...] = ()
    began: datetime | None = None


@dataclass(frozen=True, slots=True)
class WriterReport:
    """The writer's own report: where it stands in the lake, and the page, empty when it cannot be had."""

    path: str
    page: str = ""


@dataclass(frozen=True, slots=True)
class LakeEvidence:
    """What the lake tells. ``problem`` is why it cannot be read (further); ``damaged`` names files that say nothing."""

    address: str
    problem: str = ""
    records: Mapping[str, StepRecord] = field(default_factory=dict)
    manifests: tuple[LoaderManifest, ...] = ()
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    pages: tuple[str, ...] = ()
    report: WriterReport | None = None
    damaged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClusterEvidence:
    """The run's applications as they were before they were deleted, and what became of that.

    ``problem`` is why the applications are not known, ``left`` why some could not be deleted.
    """

    views: tuple[View, ...] = ()
    problem: str = ""
    deleted: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    code: ExitCode = ExitCode.DONE


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is known of a run."""

    run_id: str
    namespace: str
    lake: LakeEvidence
    cluster: ClusterEvidence = field(default_factory=ClusterEvidence)
    hint: Hint = Hint.NOT_ASKED
