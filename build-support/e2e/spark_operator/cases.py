"""Run the launcher against a real Spark Operator, case by case, and print what was seen and how long it took.

    PYTHONPATH=src/python:build-support/e2e python -m spark_operator.cases --kubeconfig FILE --namespace spark-jobs --image IMAGE

The image needs Spark with Python; the driver's program is brought along in a config map, so that the operator's webhook has
to be on. ``--away``/``--back`` are shell commands that stop and start the operator (``kubectl scale deployment ...``); without
them its cases are left out. ``--only`` and ``--list`` choose; ``--scale 2`` doubles the times that a slow machine may take.
Exit code 0 when every case was as it must be, else 1.
"""

from __future__ import annotations

import argparse
import functools
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from spark_operator.attempts import (
    any_job,
    by_force,
    evicted,
    expires,
    followed,
    never_followed,
    suspended,
)
from spark_operator.disturbances import (
    away_at_the_start,
    away_while_running,
    busy,
    driver_evicted,
    launcher_drained,
    launcher_drained_leaving,
    quota_for_the_driver,
    quota_for_the_executors,
)
from spark_operator.stand import Launch, Stand, Wrong, must

Run = Callable[[Stand], str]
CODES = {
    2: "a right or an option",
    3: "the other side",
    4: "in part",
    5: "out of memory",
    6: "time",
}


@dataclass(frozen=True)
class Case:
    """One row of the table; ``run`` returns what was seen and raises Wrong. ``alone`` disturbs the others."""

    name: str
    run: Run
    alone: bool = False


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
    launch = stand.launch(options=["--driver-cpu", "100", "--start-timeout", "20s"])
    launch.ends_with(7)
    must(not stand.exists(launch), "the application was left behind")
    first = launch.at("no node takes the driver yet") - launch.at("SUBMITTED")
    return f"said {first:.1f} s after SUBMITTED; " + launch.said("did not start in time")


def times_out(stand: Stand) -> str:
    launch = stand.launch("--seconds", "600", options=["--timeout", "40s"])
    launch.ends_with(6)
    must(not stand.exists(launch), "the application was left behind")
    return launch.said("ran out of time")


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
    launch.has("the API server would take it")
    must(not stand.exists(launch), "it was created")
    return "the manifest printed, taken by the API server and the webhook, nothing created"


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
    launch.has(f"in {elsewhere}: it does not watch this namespace or is not running")
    return f"{launch.ended - launch.at('created'):.1f} s after it was created: " + launch.said(
        "no Spark Operator"
    )


def cases(stand: Stand) -> list[Case]:
    """Return the table's rows, those that only wait first."""
    codes = [
        Case(f"driver exits with {code}", functools.partial(driver_code, code))
        for code in (*CODES, 9)
    ]
    away = [
        Case("operator away 20 s while it runs", away_while_running, alone=True),
        Case("operator away 20 s at the start", away_at_the_start, alone=True),
    ]
    place = stand.launcher_pod
    drained = [
        Case("launcher's pod drained", functools.partial(launcher_drained, place)),
        Case("launcher's pod drained, leave", functools.partial(launcher_drained_leaving, place)),
    ]
    return [
        Case("namespace not watched", unwatched),
        Case("unschedulable", unschedulable),
        Case("image cannot be pulled", image),
        Case("completes", completes),
        Case("SIGTERM", stopped),
        Case("SIGTERM while it is submitted", stopped_early),
        Case("killed -9, started again", killed),
        Case("SIGTERM, --on-stop leave", left),
        Case("started again after success", again),
        Case("driver pod deleted", functools.partial(pod_deleted, 30)),
        Case("driver pod deleted by force", functools.partial(pod_deleted, 0)),
        Case("driver pod deleted by force, --attempts 3", functools.partial(followed, by_force)),
        Case("driver evicted, --attempts 3", functools.partial(followed, evicted)),
        Case("driver exits with 4, --attempts 3", never_followed),
        Case("any job, without a lake", any_job),
        Case("suspended, then resumed", suspended),
        Case("failed, then its time to live is over", expires),
        Case("two launchers at once", two_at_once),
        Case("--cleanup", cleaned_up),
        Case("--dry-run", dry_run),
        Case("--timeout", times_out),
        Case("service account absent", account),
        Case("driver killed for memory", memory),
        Case("driver raises", raises),
        Case("executor killed for memory", executor_memory),
        *codes,
        *(away if stand.away and stand.back else []),
        Case("driver evicted, as by a drain", driver_evicted),
        *(drained if place else []),
        Case("many at once", busy, alone=True),
        Case("quota without room for the driver", quota_for_the_driver, alone=True),
        Case("quota without room for an executor", quota_for_the_executors, alone=True),
    ]


def arguments() -> argparse.ArgumentParser:
    """Return the command line."""
    made = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    made.add_argument("--kubeconfig", required=True, type=Path)
    made.add_argument("--namespace", default="spark-jobs", help="one that the operator watches")
    made.add_argument(
        "--elsewhere", default="docai-unwatched", help="one that it does not watch; made if need be"
    )
    made.add_argument("--image", required=True, help="Spark with Python, there on the nodes")
    made.add_argument("--away", default="", help="shell command that stops the operator")
    made.add_argument("--back", default="", help="shell command that starts it again")
    made.add_argument(
        "--launcher-pod",
        default="",
        metavar="NAMESPACE:ACCOUNT:IMAGE",
        help="run the launcher as a pod too: the spark-job image, an account with the rights of deploy/",
    )
    made.add_argument("--jobs", type=int, default=3, help="cases at a time")
    made.add_argument(
        "--scale", type=float, default=1.0, help="how much slower than usual the machine may be"
    )
    made.add_argument("--only", default="", help="cases whose name holds this, comma-separated")
    made.add_argument("--list", action="store_true", help="print the cases' names")
    made.add_argument("--keep", type=Path, help="folder for the launchers' outputs")
    return made


def played(stand: Stand, case: Case) -> bool:
    """Run one case and print its row; return whether it was as it must be."""
    began, mine = time.monotonic(), stand.of(case.name)
    try:
        good, seen = True, case.run(mine)
    except (Wrong, OSError) as error:
        good, seen = False, f"WRONG: {error}"
    finally:
        mine.clear()
    took = time.monotonic() - began
    sys.stdout.write(f"| {case.name} | {' '.join(seen.split())} | {took:.0f} |\n")
    sys.stdout.flush()
    return good


def main(argv: Sequence[str]) -> int:
    """Run the cases that ``argv`` chooses; return the exit code."""
    given = arguments().parse_args(argv)
    kubeconfig = str(given.kubeconfig.resolve())
    if os.environ.get("KUBECONFIG") != kubeconfig:
        # The Kubernetes SDK reads the variable when it is imported, which has happened by now.
        os.environ["KUBECONFIG"] = kubeconfig
        again = [sys.executable, "-m", "spark_operator.cases", *argv]
        os.execv(sys.executable, again)  # noqa: S606 - this very program
    with tempfile.TemporaryDirectory() as scratch:
        stand = Stand(
            namespace=given.namespace,
            unwatched=given.elsewhere,
            image=given.image,
            away=given.away,
            back=given.back,
            launcher_pod=given.launcher_pod,
            scale=given.scale,
            folder=given.keep or Path(scratch),
        )
        words = [word.strip() for word in given.only.split(",") if word.strip()]
        chosen = [
            one for one in cases(stand) if not words or any(word in one.name for word in words)
        ]
        if given.list:
            sys.stdout.write("".join(f"{one.name}\n" for one in chosen))
            return 0
        stand.set_up()
        sys.stdout.write("| case | seen | seconds |\n|---|---|---|\n")
        with ThreadPoolExecutor(given.jobs) as pool:
            together = [one for one in chosen if not one.alone]
            good = list(pool.map(functools.partial(played, stand), together))
        good += [played(stand, one) for one in chosen if one.alone]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
