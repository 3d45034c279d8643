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
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from spark_operator import endings, restarts
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
from spark_operator.launch import Wrong
from spark_operator.stand import Stand

Run = Callable[[Stand], str]


@dataclass(frozen=True)
class Case:
    """One row of the table; ``run`` returns what was seen and raises Wrong. ``alone`` disturbs the others."""

    name: str
    run: Run
    alone: bool = False


def cases(stand: Stand) -> list[Case]:
    """Return the table's rows, those that only wait first."""
    codes = [
        Case(f"driver exits with {code}", functools.partial(endings.driver_code, code))
        for code in (*endings.CODES, 9)
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
        Case("namespace not watched", endings.unwatched),
        Case("unschedulable", endings.unschedulable),
        Case("image cannot be pulled", endings.image),
        Case("completes", endings.completes),
        Case("SIGTERM", restarts.stopped),
        Case("SIGTERM while it is submitted", restarts.stopped_early),
        Case("killed -9, started again", restarts.killed),
        Case("SIGTERM, --on-stop leave", restarts.left),
        Case("started again after success", restarts.again),
        Case("driver pod deleted", functools.partial(endings.pod_deleted, 30)),
        Case("driver pod deleted by force", functools.partial(endings.pod_deleted, 0)),
        Case("driver pod deleted by force, --attempts 3", functools.partial(followed, by_force)),
        Case("driver evicted, --attempts 3", functools.partial(followed, evicted)),
        Case("driver exits with 4, --attempts 3", never_followed),
        Case("any job, without a lake", any_job),
        Case("suspended, then resumed", suspended),
        Case("failed, then its time to live is over", expires),
        Case("two launchers at once", restarts.two_at_once),
        Case("--cleanup", restarts.cleaned_up),
        Case("--dry-run", restarts.dry_run),
        Case("--timeout", endings.times_out),
        Case("service account absent", endings.account),
        Case("driver killed for memory", endings.memory),
        Case("driver raises", endings.raises),
        Case("executor killed for memory", endings.executor_memory),
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
