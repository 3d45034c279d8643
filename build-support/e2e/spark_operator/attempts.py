"""Operator cases of what follows an application: the next attempt, a resumption, its time to live; and of any job."""

from __future__ import annotations

import time
from collections.abc import Callable

from spark_operator.disturbances import evict
from spark_operator.launch import Launch, must
from spark_operator.stand import Stand


def followed(take: Callable[[Stand, Launch], None], stand: Stand) -> str:
    """The cluster takes the driver of the first attempt: the second one completes, by the same launcher."""
    launch = stand.launch("--seconds", "20", options=["--attempts", "3"])
    launch.wait_for("line 2")
    at = time.monotonic()
    take(stand, launch)
    launch.wait_for("Attempt 2 of 3 follows")
    again = launch.at("Attempt 2 of 3 follows") - at
    launch.ends_with(0)
    launch.has("last line", "-a1:")
    must(launch.app.endswith("-a2"), f"it was {launch.app}")
    said = launch.said("Before it")
    return f"said after {again:.1f} s: {said}; attempt 2 done {launch.ended - at:.1f} s after the loss, exit 0"


def by_force(stand: Stand, launch: Launch) -> None:
    stand.delete_driver(launch, 0)


def evicted(stand: Stand, launch: Launch) -> None:
    evict(stand.namespace, f"{launch.app}-driver")


def never_followed(stand: Stand) -> str:
    launch = stand.launch("--seconds", "1", "--end", "exit:4", options=["--attempts", "3"])
    launch.ends_with(4)
    must(launch.app.endswith("-a1"), f"it was {launch.app}")
    return f"exit 4 after one attempt of 3: {launch.said('exit code 4')}"


def any_job(stand: Stand) -> str:
    launch = stand.launch("--spark", "--seconds", "3", job="any")
    launch.ends_with(0)
    launch.has("rows 1000", "last line")
    launch.counts_once()
    again = stand.launch("--spark", "--seconds", "3", job="any", like=launch)
    again.ends_with(0)
    again.has("is done already")
    return f"without a lake: exit 0; started again it was adopted from the cluster; {stand.pods(launch)}"


def suspended(stand: Stand) -> str:
    # The limit for the start holds for spark-submit after the resumption too, and that takes a minute on a busy machine.
    start, held = 60 * stand.scale, 75 * stand.scale
    limits = ["--pickup-timeout", "10s", "--start-timeout", f"{start:g}s"]
    launch = stand.launch("--seconds", "3", options=limits, spec={"suspend": True})
    launch.wait_for("waits until somebody resumes it: suspended")
    time.sleep(held)
    must(stand.exists(launch), "it was given up")
    stand.resume(launch)
    launch.ends_with(0)
    launch.counts_once()
    return f"waited {held:g} s suspended, with limits of 10 and {start:g} s; resumed, exit 0"


def expires(stand: Stand) -> str:
    """A failed application goes with its time to live too, and its driver's pod with it."""
    launch = stand.launch("--seconds", "1", "--end", "exit:3")
    launch.ends_with(3)
    must(bool(stand.pod_names(launch)), "the driver's pod went by itself")
    stand.expire(launch)
    stand.when(launch, "the TTL", lambda: not stand.exists(launch))
    stand.when(launch, "the end of the pods", lambda: not stand.pod_names(launch))
    return "a failed application and its driver's pod went when its time to live was over"
