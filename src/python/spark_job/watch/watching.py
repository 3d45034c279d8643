"""What to do next while an application runs. Pure: what was seen goes in, what to say and whether it is over comes out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from docai.cluster.answers import shortened
from docai.cluster.objects import Container, Pod
from spark_job.application import (
    COMPLETED,
    DRIVER_CONTAINER,
    FAILED,
    NEW,
    STARTED,
    STARTING,
    SUBMISSION_FAILED,
    Application,
)
from spark_job.watch.submission import hopeless, reason

NEVER_STARTS = frozenset(
    {
        "InvalidImageName",
        "ErrImageNeverPull",
        "ImagePullBackOff",
        "CreateContainerConfigError",
        "RunContainerError",
    }
)
"""Reasons of a waiting container that waiting does not cure."""

TROUBLE = frozenset({"ErrImagePull", "CreateContainerError", "RegistryUnavailable"})
"""Reasons that can pass, and are given a while."""

NOT_FOUND = "driver pod not found"
"""The operator's message when the driver's pod has gone; it can be false (spark-operator issue 2755)."""

_TERMINATED = 143
"""The exit code of what SIGTERM ended."""

Why = Literal[
    "completed", "failed", "vanished", "not_picked_up", "cannot_start", "not_started", "timed_out"
]


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
    suspended last.
    """

    since: float
    age: float = 0.0
    picked_up: float | None = None
    held: float | None = None
    running: bool = False
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


def step(progress: Progress, view: View, now: float, limits: Limits) -> Step:
    """Return what follows from ``view`` at the time ``now`` (seconds of a monotonic clock)."""
    app = view.app
    if app is None:
        return Step(progress, end=End("vanished"))
    told = dict(_news(progress, view))
    after = _remembered(progress, view, now, told)
    follow = after.running
    end = _end(after, view, now, limits)
    return Step(
        after, tuple(text for key, text in told.items() if key not in progress.said), follow, end
    )


def _remembered(progress: Progress, view: View, now: float, told: dict[str, str]) -> Progress:
    app, container = view.app, view.container
    assert app is not None
    picked = progress.picked_up
    if (picked is None or app.suspended) and (app.state != NEW or view.driver is not None):
        picked = now
    again = bool(progress.submission) and app.submission not in ("", progress.submission)
    started = not app.suspended and (
        app.state in STARTED
        or (container is not None and container.state in ("running", "terminated"))
    )
    waits = container is not None and container.reason in TROUBLE | NEVER_STARTS
    return replace(
        progress,
        picked_up=now if again else picked,
        held=now if app.suspended else progress.held,
        running=started or (progress.running and not again and not app.suspended),
        # ErrImagePull and ImagePullBackOff take turns with ContainerCreating: the first one counts.
        trouble=(
            (progress.trouble if progress.trouble is not None else now)
            if waits
            else (None if started or again else progress.trouble)
        ),
        ended=(progress.ended if progress.ended is not None else now) if app.terminal else None,
        submission=app.submission or progress.submission,
        state=app.state,
        said=progress.said | told.keys(),
    )


def _end(progress: Progress, view: View, now: float, limits: Limits) -> End | None:
    app = view.app
    assert app is not None
    if app.state == COMPLETED:
        return End("completed")
    if app.state == FAILED:
        return End("failed") if _settled(progress, view, now, limits) else None
    if app.state == SUBMISSION_FAILED and hopeless(app.error):
        # Deleted, for the operator would try again, and run it with nobody watching once the cause is gone.
        return End("failed", delete=True)
    if limits.timeout is not None and now - progress.since + progress.age >= limits.timeout:
        return End(
            "timed_out",
            f"still {app.state or 'not taken up'} after {limits.timeout:g} s",
            delete=True,
        )
    if app.suspended:
        return None  # it waits for its turn, which may take hours
    if progress.picked_up is None:
        began = progress.since if progress.held is None else progress.held
        if now - began >= limits.pickup:
            return End("not_picked_up", f"{limits.pickup:g} s", delete=True)
        return None
    if progress.running:
        return None
    container = view.container
    if container is not None and container.state == "waiting":
        patience = 0.0 if container.reason in NEVER_STARTS else limits.trouble
        if (
            container.reason in TROUBLE | NEVER_STARTS
            and now - (now if progress.trouble is None else progress.trouble) >= patience
        ):
            return End("cannot_start", _waiting(container), delete=True)
    if now - progress.picked_up >= limits.start:
        return End("not_started", _stuck(view), delete=True)
    return None


def _settled(progress: Progress, view: View, now: float, limits: Limits) -> bool:
    """Say whether the kubelet's last word is there: FAILED can come a second before the driver's exit code."""
    app, container = view.app, view.container
    assert app is not None
    if container is not None and container.state == "terminated":
        return True
    nothing_to_come = NOT_FOUND in app.error or (view.driver is None and not app.executions)
    return (
        nothing_to_come
        or now - (progress.ended if progress.ended is not None else now) >= limits.settle
    )


def _news(progress: Progress, view: View) -> Iterator[tuple[str, str]]:
    """Yield what can be said, each under a key by which it is said once."""
    app, driver, container = view.app, view.driver, view.container
    assert app is not None
    submission = app.submission or progress.submission
    if (app.state, submission) != (progress.state, progress.submission) and app.state != NEW:
        why = f": {reason(app.error)}" if app.state == SUBMISSION_FAILED else ""
        yield f"state {app.state} {app.submission}", f"{app.name} is {app.state}{why}"
    if app.suspended:
        where = f"in queue {app.queue}" if app.queue else "until somebody resumes it"
        yield f"suspended {progress.submission}", f"{app.name} waits {where}: suspended"
    if progress.submission and app.submission not in ("", progress.submission):
        yield f"again {app.submission}", (
            f"{app.name} is {'run' if app.executions > 1 else 'submitted'} again"
        )
    if app.state in STARTING and driver is not None and driver.unschedulable:
        yield f"driver {driver.unschedulable}", (
            f"no node takes the driver yet: {shortened(driver.unschedulable, 300)}"
        )
    if (
        app.state in STARTING
        and container is not None
        and container.reason in TROUBLE | NEVER_STARTS
    ):
        yield f"driver {container.reason}", f"the driver does not start: {_waiting(container)}"
    for executor in view.executors:
        if executor.unschedulable:
            yield f"executors {executor.unschedulable}", (
                f"no node takes an executor yet: {shortened(executor.unschedulable, 300)}"
            )
        for one in executor.containers:
            if one.state == "waiting" and one.reason in TROUBLE | NEVER_STARTS:
                yield f"executors {one.reason}", f"an executor does not start: {_waiting(one)}"
            # Spark deletes the pods of executors that it needs no more; of one that it misses, the driver's log tells.
            sent_away = executor.being_deleted and one.exit_code == _TERMINATED
            if one.state == "terminated" and one.exit_code and not sent_away:
                yield f"executor {executor.name}", (
                    f"executor {executor.name} ended with exit code {one.exit_code} ({one.reason})"
                )


def _waiting(container: Container) -> str:
    return f"{container.reason}: {shortened(container.message, 400) or 'no more is said'}"


def _stuck(view: View) -> str:
    container = view.container
    if view.driver is None:
        taken_up = view.app is not None and view.app.state != NEW
        return "there is no driver pod" if taken_up else "the operator has not taken it up"
    if view.driver.unschedulable:
        return f"no node takes the driver: {shortened(view.driver.unschedulable, 400)}"
    if container is not None and container.reason:
        return f"the driver waits: {_waiting(container)}"
    return f"the driver's pod is {view.driver.phase or 'new'}"
