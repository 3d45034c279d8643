"""What a look at an application shows that a person should hear, each sentence under a key by which it is said once. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docai.cluster.answers import shortened
from docai.cluster.objects import Container, Pod
from spark_job.application import DRIVER_CONTAINER, NEW, STARTING, SUBMISSION_FAILED, Application
from spark_job.watch.submission import reason

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

_TERMINATED = 143
"""The exit code of what SIGTERM ended."""


def news(
    app: Application,
    driver: Pod | None,
    executors: Sequence[Pod],
    *,
    last_state: str,
    last_submission: str,
) -> Iterator[tuple[str, str]]:
    """Yield pairs of a key and a sentence. ``last_state`` and ``last_submission`` are those of the look before."""
    container = None if driver is None else driver.container(DRIVER_CONTAINER)
    submission = app.submission or last_submission
    if (app.state, submission) != (last_state, last_submission) and app.state != NEW:
        why = f": {reason(app.error)}" if app.state == SUBMISSION_FAILED else ""
        yield f"state {app.state} {app.submission}", f"{app.name} is {app.state}{why}"
    if app.suspended:
        where = f"in queue {app.queue}" if app.queue else "until somebody resumes it"
        yield f"suspended {last_submission}", f"{app.name} waits {where}: suspended"
    if last_submission and app.submission not in ("", last_submission):
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
        yield f"driver {container.reason}", f"the driver does not start: {waiting(container)}"
    for executor in executors:
        if executor.unschedulable:
            yield f"executors {executor.unschedulable}", (
                f"no node takes an executor yet: {shortened(executor.unschedulable, 300)}"
            )
        for one in executor.containers:
            if one.state == "waiting" and one.reason in TROUBLE | NEVER_STARTS:
                yield f"executors {one.reason}", f"an executor does not start: {waiting(one)}"
            # Spark deletes the pods of executors that it needs no more; of one that it misses, the driver's log tells.
            sent_away = executor.being_deleted and one.exit_code == _TERMINATED
            if one.state == "terminated" and one.exit_code and not sent_away:
                yield f"executor {executor.name}", (
                    f"executor {executor.name} ended with exit code {one.exit_code} ({one.reason})"
                )


def waiting(container: Container) -> str:
    """Return why a container waits, as the kubelet says it."""
    return f"{container.reason}: {shortened(container.message, 400) or 'no more is said'}"


def stuck(app: Application, driver: Pod | None) -> str:
    """Return what is seen of a driver that does not start."""
    if driver is None and app.state == SUBMISSION_FAILED:
        return f"its submission failed: {reason(app.error)}"
    if driver is None:
        return "the operator has not taken it up" if app.state == NEW else "there is no driver pod"
    if driver.unschedulable:
        return f"no node takes the driver: {shortened(driver.unschedulable, 400)}"
    container = driver.container(DRIVER_CONTAINER)
    if container is not None and container.reason:
        return f"the driver waits: {waiting(container)}"
    return f"the driver's pod is {driver.phase or 'new'}"
