"""Operator cases of how a job ends: well, with a code of its own, out of memory or time, or before it began."""

from __future__ import annotations

import time

from spark_operator.launch import must
from spark_operator.stand import Stand

CODES = {
    2: "a right or an option",
    3: "the other side",
    4: "in part",
    5: "out of memory",
    6: "time",
}


def completes(stand: Stand) -> str:
    launch = stand.launch("--spark", "--seconds", "3", options=["--output-state", "STATE"])
    launch.ends_with(0)
    launch.has("rows 1000", "line 0", "line 1", "line 2", "last line")
    # Executors read what strangers wrote.
    launch.has("token of the executor False of the driver True")
    launch.counts_once()
    must((launch.folder / "STATE").read_text() == "COMPLETED", "the output file is not there")
    return (
        f"exit 0, rows, lines 0-2 and the last line once each, output written; {stand.pods(launch)}"
    )


def driver_code(code: int, stand: Stand) -> str:
    launch = stand.launch("--seconds", "1", "--end", f"exit:{code}")
    launch.ends_with(code if code in CODES else 1)
    launch.has(f"exit code {code}", "last line")
    return launch.said(f"exit code {code}")


def raises(stand: Stand) -> str:
    launch = stand.launch("--seconds", "1", "--end", "raise")
    launch.ends_with(1)
    launch.has("ValueError: deliberate", "failed with exit code 1")
    must("    ValueError: deliberate" in launch.text, "the traceback is not in the explanation")
    return launch.said("failed with exit code 1") + " ... ValueError: deliberate"


def memory(stand: Stand) -> str:
    launch = stand.launch("--seconds", "1", "--end", "memory")
    launch.ends_with(5)
    launch.has("out of memory", "--driver-memory", "900Mi")
    return launch.said("out of memory")


def executor_memory(stand: Stand) -> str:
    launch = stand.launch("--spark=memory")
    launch.ends_with(1)
    launch.has("failed with exit code 1", "killed for memory", "--executor-overhead")
    return launch.said("killed for memory")


def image(stand: Stand) -> str:
    launch = stand.launch(options=["--image", "nowhere.invalid/none:v1"])
    said = stand.when(
        launch,
        "the kubelet's word",
        lambda: stand.waiting_reason(launch) in ("ErrImagePull", "ImagePullBackOff"),
    )
    launch.ends_with(7)
    after = launch.ended - said
    must(after <= 30, f"it took {after:.0f} s after the kubelet's word")
    must(not stand.exists(launch), "the application was left behind")
    return f"{after:.1f} s after the kubelet's first word: " + launch.said("cannot start")


def account(stand: Stand) -> str:
    launch = stand.launch(options=["--service-account", "absent"])
    launch.ends_with(2)
    launch.has("the service account 'absent' is not in the namespace")
    return launch.said("service account 'absent'")


def unschedulable(stand: Stand) -> str:
    # More than a node has, and less than the quota of deploy/ (40), which would refuse the pod.
    launch = stand.launch(options=["--driver-cpu", "39", "--start-timeout", "20s"])
    launch.ends_with(7)
    must(not stand.exists(launch), "the application was left behind")
    first = launch.at("no node takes the driver yet") - launch.at("SUBMITTED")
    return f"said {first:.1f} s after SUBMITTED; " + launch.said("did not start in time")


def times_out(stand: Stand) -> str:
    launch = stand.launch("--seconds", "600", options=["--timeout", "40s"])
    launch.ends_with(6)
    must(not stand.exists(launch), "the application was left behind")
    return launch.said("ran out of time")


def pod_deleted(grace: int, stand: Stand) -> str:
    launch = stand.launch("--seconds", "600")
    launch.wait_for("line 2")
    at = time.monotonic()
    stand.delete_driver(launch, grace)
    code = launch.wait()
    must(code == 3, f"exit code {code}")
    return f"exit 3 after {launch.ended - at:.1f} s: " + launch.said("driver's pod")


def unwatched(stand: Stand) -> str:
    elsewhere = stand.elsewhere()
    launch = stand.launch(options=["--namespace", elsewhere, "--pickup-timeout", "60s"])
    launch.ends_with(7)
    launch.has(f"it does not watch {elsewhere}, is not running, or is busy")
    return f"{launch.ended - launch.at('created'):.1f} s after it was created: " + launch.said(
        "the Spark Operator has said nothing"
    )
