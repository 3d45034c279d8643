"""How a step went: one table of cases, the first that holds decides. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from docai.runtime.exit_codes import ExitCode
from docai.runtime.step_record import StepRecord
from spark_job.run_report.evidence import Hint
from spark_job.run_report.traces import Trace


class StepState(Enum):
    """What became of a step; the value is what a person reads."""

    DONE = "done"
    FAILED = "failed"
    STOPPED = "cancelled"
    KILLED = "cancelled or killed"
    UNDER_WAY = "under way"
    NOT_STARTED = "not started"
    UNKNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Facts:
    """What decides about a step.

    - ``before``: the state of the step that it waits for; None for the first one
    - ``trace``: what it left beside its record
    - ``unread``: the lake could not be read to the end
    - ``damaged``: the step's record says nothing
    - ``later``: a step that waits for this one has started
    """

    record: StepRecord | None = None
    trace: Trace | None = None
    hint: Hint = Hint.NOT_ASKED
    before: StepState | None = None
    unread: bool = False
    damaged: bool = False
    later: bool = False

    @property
    def recorded_code(self) -> ExitCode | None:
        """The exit code that the step itself wrote down."""
        return self.record.exit_code if self.record is not None else None

    @property
    def open_record(self) -> bool:
        """Return whether the step wrote down its start and not its end."""
        return self.record is not None and self.record.exit_code is None

    @property
    def traced_code(self) -> ExitCode | None:
        """The exit code that something else tells of."""
        return self.trace.code if self.trace is not None else None

    @property
    def open_trace(self) -> bool:
        """Return whether work was begun of which no end is to be seen."""
        return self.trace is not None and not self.trace.ended


@dataclass(frozen=True, slots=True)
class Case:
    """A line of the table: its name, when it holds, and what it says of the step."""

    name: str
    holds: Callable[[Facts], bool]
    state: StepState


def _nothing(facts: Facts) -> bool:
    return facts.record is None and facts.trace is None


CASES = (
    Case("it says that it is done", lambda f: f.recorded_code is ExitCode.DONE, StepState.DONE),
    Case(
        "it says that it was stopped",
        lambda f: f.recorded_code is ExitCode.STOPPED,
        StepState.STOPPED,
    ),
    Case("it says that it failed", lambda f: f.recorded_code is not None, StepState.FAILED),
    Case("the step after it has started", lambda f: f.later, StepState.DONE),
    Case(
        "its record has no end, and it may still run",
        lambda f: f.open_record and not f.hint.over,
        StepState.UNDER_WAY,
    ),
    Case(
        "its record has no end: the run was cancelled",
        lambda f: f.open_record and f.hint is Hint.CANCELLED,
        StepState.STOPPED,
    ),
    Case(
        "its record has no end, yet all steps ended well",
        lambda f: f.open_record and f.hint is Hint.ENDED_WELL,
        StepState.DONE,
    ),
    Case("its record has no end: it was killed", lambda f: f.open_record, StepState.KILLED),
    Case(
        "no record, but its work is done", lambda f: f.traced_code is ExitCode.DONE, StepState.DONE
    ),
    Case(
        "no record, but its work was stopped",
        lambda f: f.traced_code is ExitCode.STOPPED,
        StepState.STOPPED,
    ),
    Case("no record, but its work failed", lambda f: f.traced_code is not None, StepState.FAILED),
    Case(
        "no record, its work was begun and may go on",
        lambda f: f.open_trace and not f.hint.over,
        StepState.UNDER_WAY,
    ),
    Case("no record, its work was begun and broken off", lambda f: f.open_trace, StepState.KILLED),
    Case(
        "no record, its work ended nobody knows how",
        lambda f: f.trace is not None,
        StepState.UNKNOWN,
    ),
    Case(
        "nothing of it is to be seen, since the step before it is not done",
        lambda f: f.before not in (None, StepState.DONE, StepState.UNKNOWN),
        StepState.NOT_STARTED,
    ),
    Case("nothing can be seen: the lake cannot be read", lambda f: f.unread, StepState.UNKNOWN),
    Case("its record is damaged", lambda f: f.damaged, StepState.UNKNOWN),
    Case(
        "nothing of it is to be seen, and the step before it is not known",
        lambda f: f.before is StepState.UNKNOWN and f.hint is not Hint.ENDED_WELL,
        StepState.UNKNOWN,
    ),
    Case(
        "nothing of it is to be seen, though all steps ended well",
        lambda f: f.hint is Hint.ENDED_WELL,
        StepState.UNKNOWN,
    ),
    Case("nothing of it is to be seen", _nothing, StepState.NOT_STARTED),
)
"""The last case holds for whatever comes to it."""


def case_of(facts: Facts) -> Case:
    """Return the first case that holds."""
    return next(one for one in CASES if one.holds(facts))
