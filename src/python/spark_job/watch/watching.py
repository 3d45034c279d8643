"""What to do next while an application runs. Pure: what was seen goes in, what to say and whether it is over comes out.

What follows from what is in `phases`: two tables, whose rows this module walks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from docai.cluster.objects import Container, Pod
from spark_job.application import (
    COMPLETED,
    DRIVER_CONTAINER,
    FAILED,
    NEW,
    STARTED,
    SUBMISSION_FAILED,
    Application,
)
from spark_job.watch.news import NEVER_STARTS, TROUBLE, news, stuck, waiting
from spark_job.watch.phases import ENDS, MOVES, Event, Move, Over, Phase, Why, first
from spark_job.watch.submission import hopeless

NOT_FOUND = "driver pod not found"
"""The operator's message when the driver's pod has gone; it can be false (spark-operator issue 2755)."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long things may take, in seconds. ``trouble`` is for what can pass; ``settle`` for the kubelet's last word.

    ``timeout`` counts from the application's creation, whoever created it; the others from what this launcher sees.
    """

    pickup: float = 300.0
    start: float = 900.0
    timeout: float | None = None
    trouble: float = 20.0
    settle: float = 5.0


@dataclass(frozen=True, slots=True)
class View:
    """What is seen now; ``app`` None when it is not there."""

    app: Application | None
    driver: Pod | None = None
    executors: tuple[Pod, ...] = ()

    @property
    def container(self) -> Container | None:
        """The driver's container, once the kubelet speaks of it."""
        return None if self.driver is None else self.driver.container(DRIVER_CONTAINER)


@dataclass(frozen=True, slots=True)
class Progress:
    """What is remembered between two looks. Times are those of a clock that never jumps.

    ``since`` is when this launcher began to watch; ``age`` how old the job was then; ``held`` when the application was seen
    suspended last; ``busy`` that the operator was seen to be busy with other applications; ``trouble`` since when the driver's
    container cannot start; ``ended`` since when the application is at its end.
    """

    since: float
    age: float = 0.0
    picked_up: float | None = None
    held: float | None = None
    busy: bool = False
    phase: Phase = Phase.NEW
    trouble: float | None = None
    ended: float | None = None
    submission: str = ""
    state: str = NEW
    said: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class End:
    """It is over: ``why``, in more words, and whether the application has to be deleted."""

    why: Why
    detail: str = ""
    delete: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """What to do: ``says`` are sentences for the log, ``follow`` that the driver's log can be read."""

    progress: Progress
    says: tuple[str, ...] = ()
    follow: bool = False
    end: End | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """One look, with what is remembered: before the look for MOVES, with it for ENDS."""

    progress: Progress
    view: View
    now: float
    limits: Limits

    @property
    def app(self) -> Application:
        """The application, which is there."""
        assert self.view.app is not None
        return self.view.app

    @property
    def started(self) -> bool:
        """Whether the driver runs, or has run."""
        container = self.view.container
        return not self.app.suspended and (
            self.app.state in STARTED
            or (container is not None and container.state in ("running", "terminated"))
        )

    @property
    def resubmitted(self) -> bool:
        """Whether the operator has submitted it again since the look before."""
        before = self.progress.submission
        return bool(before) and self.app.submission not in ("", before)

    @property
    def picked_up(self) -> bool:
        """Whether the operator is seen to have taken it up."""
        return self.app.state != NEW or self.view.driver is not None

    @property
    def last_word(self) -> bool:
        """Whether the driver's exit code is known or will not come: FAILED can be seen a second before it."""
        app, container = self.app, self.view.container
        if container is not None and container.state == "terminated":
            return True
        if NOT_FOUND in app.error or (self.view.driver is None and not app.executions):
            return True
        return self.since(self.progress.ended) >= self.limits.settle

    @property
    def waits_for(self) -> str:
        """The reason for which the driver's container waits; empty when it does not wait."""
        container = self.view.container
        return container.reason if container is not None and container.state == "waiting" else ""

    @property
    def age(self) -> float:
        """Seconds since the job was created, over all its attempts."""
        return self.now - self.progress.since + self.progress.age

    def since(self, moment: float | None) -> float:
        """Return the seconds since ``moment``; 0 when that has not come."""
        return 0.0 if moment is None else self.now - moment


def _pickup_timeout(look: Look) -> bool:
    began = look.progress.since if look.progress.held is None else look.progress.held
    return look.since(began) >= look.limits.pickup


HOLDS: Mapping[Event, Callable[[Look], bool]] = {
    Event.SUSPENDED: lambda look: look.app.suspended,
    Event.STARTED: lambda look: look.started,
    Event.RESUBMITTED: lambda look: look.resubmitted,
    Event.PICKED_UP: lambda look: look.picked_up or look.progress.picked_up is not None,
    Event.OPERATOR_BUSY: lambda look: look.progress.busy,
    Event.RESUMED: lambda look: not look.app.suspended,
    Event.GONE: lambda look: look.view.app is None,
    Event.COMPLETED: lambda look: look.app.state == COMPLETED,
    Event.FAILED: lambda look: look.app.state == FAILED and look.last_word,
    Event.FAILED_JUST_NOW: lambda look: look.app.state == FAILED,
    Event.HOPELESS: lambda look: look.app.state == SUBMISSION_FAILED and hopeless(look.app.error),
    Event.TIMEOUT: lambda look: look.limits.timeout is not None and look.age >= look.limits.timeout,
    Event.PICKUP_TIMEOUT: _pickup_timeout,
    Event.NEVER_STARTS: lambda look: look.waits_for in NEVER_STARTS,
    Event.TROUBLE_LASTS: lambda look: (
        look.waits_for in TROUBLE and look.since(look.progress.trouble) >= look.limits.trouble
    ),
    Event.START_TIMEOUT: lambda look: look.since(look.progress.picked_up) >= look.limits.start,
    Event.NOTHING_NEW: lambda look: True,
}
"""Whether a look shows the event, given that no row before it holds."""

DETAIL: Mapping[Event, Callable[[Look], str]] = {
    Event.TIMEOUT: lambda look: (
        f"still {look.app.state or 'not taken up'} after {look.limits.timeout:g} s"
    ),
    Event.PICKUP_TIMEOUT: lambda look: f"{look.limits.pickup:g} s",
    Event.NEVER_STARTS: lambda look: _waiting(look.view),
    Event.TROUBLE_LASTS: lambda look: _waiting(look.view),
    Event.START_TIMEOUT: lambda look: stuck(look.app, look.view.driver),
}
"""An end in more words, where its name does not say all."""


def _waiting(view: View) -> str:
    return "" if view.container is None else waiting(view.container)


def step(progress: Progress, view: View, now: float, limits: Limits) -> Step:
    """Return what follows from ``view`` at the time ``now`` (seconds of a monotonic clock)."""
    look = Look(progress, view, now, limits)
    if view.app is None:
        return Step(progress, end=_end(look))
    told = dict(
        news(
            view.app,
            view.driver,
            view.executors,
            last_state=progress.state,
            last_submission=progress.submission,
        )
    )
    after = _remembered(look, told)
    says = tuple(text for key, text in told.items() if key not in progress.said)
    end = _end(replace(look, progress=after))
    return Step(after, says, after.phase is Phase.RUNNING, end)


def move(look: Look) -> Move:
    """Return the row of MOVES that holds."""
    return first(MOVES, look.progress.phase, lambda event: HOLDS[event](look))


def over(look: Look) -> Over:
    """Return the row of ENDS that holds."""
    return first(ENDS, look.progress.phase, lambda event: HOLDS[event](look))


def _end(look: Look) -> End | None:
    row = over(look)
    if row.why is None:
        return None
    detail = DETAIL.get(row.event)
    return End(row.why, "" if detail is None else detail(look), row.delete)


def _remembered(look: Look, told: Mapping[str, str]) -> Progress:
    progress, app, now = look.progress, look.app, look.now
    row = move(look)
    picked_up = progress.picked_up
    if (
        ((picked_up is None or app.suspended) and look.picked_up)
        or look.resubmitted
        or row.event is Event.OPERATOR_BUSY
    ):
        picked_up = now
    # ErrImagePull and ImagePullBackOff take turns with ContainerCreating: the first one counts.
    trouble = None if look.started or look.resubmitted else progress.trouble
    if look.view.container is not None and look.view.container.reason in TROUBLE | NEVER_STARTS:
        trouble = now if progress.trouble is None else progress.trouble
    return replace(
        progress,
        picked_up=picked_up,
        held=now if app.suspended else progress.held,
        phase=row.to or progress.phase,
        trouble=trouble,
        ended=(now if progress.ended is None else progress.ended) if app.terminal else None,
        submission=app.submission or progress.submission,
        state=app.state,
        said=progress.said | told.keys(),
    )
