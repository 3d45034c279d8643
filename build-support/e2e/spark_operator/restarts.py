"""Operator cases of launchers that are stopped, killed, started again or beside one another."""

from __future__ import annotations

import signal
import time

from spark_operator.launch import Launch, must
from spark_operator.stand import Stand


def stopped(stand: Stand) -> str:
    launch = stand.launch("--seconds", "600")
    launch.wait_for("line 2")
    at = launch.signal(signal.SIGTERM)
    gone = stand.when(launch, "the DELETE", lambda: not stand.exists(launch), every=0.01) - at
    launch.ends_with(143)
    pods = stand.when(launch, "the end of the pods", lambda: not stand.pod_names(launch)) - at
    must(gone <= 0.5, f"the application was there for {gone:.2f} s")
    must(pods <= 60, f"pods were there for {pods:.0f} s")
    return f"gone {gone:.2f} s after the signal, exit 143 after {launch.ended - at:.2f} s, the last pod after {pods:.1f} s"


def stopped_early(stand: Stand) -> str:
    launch = stand.launch("--seconds", "600")
    launch.wait_for("created")
    time.sleep(2)
    at = launch.signal(signal.SIGTERM)
    launch.ends_with(143)
    seen = 0
    while time.monotonic() < at + 60:
        # spark-submit is under way, and may bring the driver's pod into being when the application has gone.
        seen += bool(stand.pod_names(launch))
        time.sleep(1)
    must(not stand.exists(launch), "the application is there")
    must(not stand.pod_names(launch), "a pod is left after 60 s")
    return (
        f"exit 143 after {launch.ended - at:.2f} s; no pod left after 60 s, one seen for {seen} s"
    )


def left(stand: Stand) -> str:
    first = stand.launch("--seconds", "25", options=["--on-stop", "leave"])
    first.wait_for("line 2")
    at = first.signal(signal.SIGTERM)
    first.ends_with(143)
    must(stand.exists(first), "the application was deleted")
    second = stand.launch("--seconds", "25", like=first, options=["--on-stop", "leave"])
    second.ends_with(0)
    second.has("attaching to", "last line")
    gap = Launch.seam(first, second)
    return f"143 after {first.ended - at:.2f} s, it ran on; the next start attached, exit 0; {gap}; {stand.pods(second)}"


def killed(stand: Stand) -> str:
    first = stand.launch("--seconds", "25")
    first.wait_for("line 4")
    first.signal(signal.SIGKILL)
    time.sleep(3)
    second = stand.launch("--seconds", "25", like=first)
    second.ends_with(0)
    second.has("attaching to", "last line")
    gap = Launch.seam(first, second)
    must(second.app == first.app, "another application was made")
    return f"attached, exit 0; {gap}; one application, {stand.pods(second)}"


def again(stand: Stand) -> str:
    first = stand.launch("--seconds", "1", options=["--output-metrics", "METRICS"])
    first.ends_with(0)
    pods, began = stand.pod_uids(first), time.monotonic()
    second = stand.launch("--seconds", "1", like=first, options=["--output-metrics", "METRICS"])
    second.ends_with(0)
    second.has("is done already")
    took = time.monotonic() - began
    same = (first.folder / "METRICS").read_text() == (second.folder / "METRICS").read_text()
    must(same, "the outputs differ")
    must(stand.pod_uids(second) == pods, "there is another pod")
    stand.expire(first)
    stand.when(first, "the TTL", lambda: not stand.exists(first))
    third = stand.launch("--seconds", "1", like=first, options=["--output-metrics", "METRICS"])
    third.ends_with(0)
    third.has("is done already")
    same = (first.folder / "METRICS").read_text() == (third.folder / "METRICS").read_text()
    must(same, "the outputs differ after the TTL")
    must(not stand.exists(first), "an application was made after the TTL")
    return f"adopted in {took:.1f} s, same outputs, no new pod; the same after the TTL had taken the application away"


def two_at_once(stand: Stand) -> str:
    first = stand.launch("--seconds", "3")
    second = stand.launch("--seconds", "3", like=first)
    first.ends_with(0)
    second.ends_with(0)
    first.counts_once()
    second.counts_once()
    must(first.app == second.app, "each made its own application")
    return f"exit 0 twice, the whole log in both; {stand.pods(first)}"


def cleaned_up(stand: Stand) -> str:
    first = stand.launch("--seconds", "600")
    first.wait_for("line 1")
    second = stand.launch(like=first, flags=["--cleanup"])
    second.ends_with(0)
    second.has("1 application deleted")
    first.ends_with(3)
    return f"deleted; its launcher ends with 3: {first.said('somebody deleted')}"


def dry_run(stand: Stand) -> str:
    launch = stand.launch(flags=["--dry-run"])
    launch.ends_with(0)
    launch.has("the API server accepts it")
    must(not stand.exists(launch), "it was created")
    return "the manifest printed, taken by the API server and the webhook, nothing created"
