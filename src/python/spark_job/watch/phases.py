"""Where a watched application stands, and when the watch is over: the two tables that `watching` follows. Data only.

At each look `watching` walks MOVES, then ENDS. In each table the first row that holds decides. README.md shows both as a
picture. The operator's states are those of spark-operator v2.5 (api/v1beta2, ApplicationStateType).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Literal, TypeVar

from docai.report.state_diagram import ANY, Arrow

Why = Literal[
    "completed", "failed", "vanished", "not_picked_up", "cannot_start", "not_started", "timed_out"
]


class Phase(Enum):
    """Where an application stands, as the launcher sees it."""

    NEW = "the operator has not picked it up"
    SUSPENDED = "a queue or a person holds it back"
    STARTING = "it is picked up, and its driver does not run yet"
    RUNNING = "its driver runs or has run"


class Event(Enum):
    """What a look at the application shows. The value is what the picture says."""

    SUSPENDED = "it is suspended"
    STARTED = "its state is RUNNING or later, or the driver's container has started"
    RESUBMITTED = "it has another submission id"
    PICKED_UP = "it has a state or a driver pod"
    OPERATOR_BUSY = "the operator is busy with other applications"
    RESUMED = "it is resumed before it was picked up"
    GONE = "it is not there any more"
    COMPLETED = "COMPLETED"
    FAILED = "FAILED, and the driver's exit code is known or will not come"
    FAILED_JUST_NOW = "FAILED, and the driver's exit code can still come"
    HOPELESS = "SUBMISSION_FAILED for a reason that another try does not cure"
    TIMEOUT = "--timeout has passed"
    PICKUP_TIMEOUT = "--pickup-timeout has passed"
    NEVER_STARTS = "the driver's container waits for a reason that waiting does not cure"
    TROUBLE_LASTS = "the driver's container has waited too long for a reason that can pass"
    START_TIMEOUT = "--start-timeout has passed"
    NOTHING_NEW = "anything else"


@dataclass(frozen=True, slots=True)
class Move:
    """From ``phase`` (None: from every phase) to ``to``; None: it stays."""

    phase: Phase | None
    event: Event
    to: Phase | None


@dataclass(frozen=True, slots=True)
class Over:
    """In ``phase`` (None: in every phase) the watch is over, and ``why``; None: it goes on.

    ``delete``: the application would otherwise run on, or again, with nobody watching.
    """

    phase: Phase | None
    event: Event
    why: Why | None
    delete: bool = False


MOVES = (
    Move(None, Event.SUSPENDED, Phase.SUSPENDED),
    Move(None, Event.STARTED, Phase.RUNNING),
    Move(None, Event.RESUBMITTED, Phase.STARTING),
    Move(Phase.NEW, Event.PICKED_UP, Phase.STARTING),
    Move(Phase.NEW, Event.OPERATOR_BUSY, Phase.STARTING),
    Move(Phase.SUSPENDED, Event.PICKED_UP, Phase.STARTING),
    Move(Phase.SUSPENDED, Event.RESUMED, Phase.NEW),
    Move(None, Event.NOTHING_NEW, None),
)

ENDS = (
    Over(None, Event.GONE, "vanished"),
    Over(None, Event.COMPLETED, "completed"),
    Over(None, Event.FAILED, "failed"),
    Over(None, Event.FAILED_JUST_NOW, None),
    # The operator would submit it again, and it would run once the cause is gone.
    Over(None, Event.HOPELESS, "failed", delete=True),
    Over(None, Event.TIMEOUT, "timed_out", delete=True),
    Over(Phase.NEW, Event.PICKUP_TIMEOUT, "not_picked_up", delete=True),
    Over(Phase.STARTING, Event.NEVER_STARTS, "cannot_start", delete=True),
    Over(Phase.STARTING, Event.TROUBLE_LASTS, "cannot_start", delete=True),
    Over(Phase.STARTING, Event.START_TIMEOUT, "not_started", delete=True),
    Over(None, Event.NOTHING_NEW, None),
)


_Row = TypeVar("_Row", Move, Over)


def first(rows: tuple[_Row, ...], phase: Phase, holds: Callable[[Event], bool]) -> _Row:
    """Return the first row for ``phase`` whose event ``holds``. Raises LookupError when none does."""
    for row in rows:
        if row.phase in (None, phase) and holds(row.event):
            return row
    raise LookupError(f"no transition from {phase}")


def arrows() -> list[Arrow]:
    """Return both tables for the picture; what keeps the phase, or lets the watch go on, is left out."""
    moves = [
        Arrow(phase.name, row.event.value, row.to.name)
        for row in MOVES
        for phase in ([row.phase] if row.phase else Phase)
        if row.to is not None and row.to is not phase
    ]
    ends = [
        Arrow(row.phase.name if row.phase else ANY, row.event.value, row.why)
        for row in ENDS
        if row.why is not None
    ]
    return moves + ends
