"""How it ended, for a person: the exit code, what failed, the last lines that matter, and what to do. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from docai.cluster.answers import shortened
from docai.cluster.objects import Container
from docai.runtime.exit_codes import ExitCode
from docai.runtime.outcome import Outcome
from spark_job.application import COMPLETED, FAILED, Application
from spark_job.submission import NO_ACCOUNT, SUBMIT_QUOTA, reason
from spark_job.watching import NOT_FOUND, End, View

OUR_CODES = {
    ExitCode.CALLER: "an option, a name, a credential or a right has to be changed",
    ExitCode.OTHER_SIDE: "the storage or another service refused or failed, also after retries",
    ExitCode.PARTIAL: "more filings failed than --tolerate allows",
    ExitCode.OUT_OF_MEMORY: "memory ran out",
    ExitCode.TIMED_OUT: "the time that it was given ran out",
}
"""What a driver's exit code means when the job left no word of its own."""

SPARK_OUT_OF_MEMORY = 52
"""Spark's own exit code for an OutOfMemoryError (org.apache.spark.util.SparkExitCode.OOM)."""

JVM_MEMORY = re.compile(
    r"java\.lang\.OutOfMemoryError|There is insufficient memory for the Java Runtime"
)
"""In the driver's log: the JVM ran out of memory without being killed."""

EXECUTOR_LOST = re.compile(
    r"ExecutorLostFailure|Lost executor [0-9]{1,9}|exited with exit code 137"
)
"""In the driver's log: an executor went away under a task."""

ERROR_LINE = re.compile(
    r"^(?:\d\d/\d\d/\d\d )?(?:\d\d:\d\d:\d\d )?(?:ERROR|FATAL)\b|^Exception in thread |^Error:"
)
"""A line of a log that reports an error."""

EPILOGUE = re.compile(
    r"^Calling System\.exit\(\) with exit code [0-9]{1,3} because "
    r'|^(?:Exception in thread "main" )?org\.apache\.spark\.SparkUserAppException: User application exited with [0-9]{1,3}$'
)
"""In the driver's log: Spark's report that the Python program ended, which tells no more than the exit code."""

FRAME = "\tat "
CAUSE = ": "
"""What the line begins with that follows a Py4JJavaError, and says what went wrong in the JVM."""

TRACEBACK = "Traceback (most recent call last):"
LAST_LINES = 12


@dataclass(frozen=True, slots=True)
class Verdict:
    """How it ended. ``what`` is a sentence, ``lines`` the last that matter, ``advice`` what to do."""

    code: ExitCode
    state: str
    what: str
    lines: tuple[str, ...] = ()
    advice: str = ""
    driver_exit_code: int | None = None

    @property
    def text(self) -> str:
        """The whole explanation."""
        shown = "".join(f"\n    {line}" for line in self.lines)
        return self.what + (f" {self.advice}" if self.advice else "") + shown


def judge(
    end: End, view: View, tail: Sequence[str], outcome: Outcome | None, namespace: str
) -> Verdict:
    """Return how it ended. ``tail`` are the last lines of the driver's log, ``outcome`` what the job says of itself."""
    app = view.app
    state = (app.state or "NEW") if app is not None else "GONE"
    detail = end.detail.rstrip(".")
    name = app.name if app is not None else "the application"
    match end.why:
        case "completed":
            return _completed(name, outcome)
        case "vanished":
            return _vanished(outcome)
        case "not_picked_up":
            return Verdict(
                ExitCode.NOT_STARTED,
                state,
                f"no Spark Operator took up {name} in {namespace}: it does not watch this namespace or is not running.",
                advice="Have the operator's namespaces include it, or give --namespace.",
            )
        case "cannot_start":
            return Verdict(
                ExitCode.NOT_STARTED,
                state,
                f"the driver of {name} cannot start: {detail}.",
                advice="Check --image and the rights to pull it, and the secrets and volumes that the manifest names.",
            )
        case "not_started":
            return Verdict(
                ExitCode.NOT_STARTED,
                state,
                f"{name} did not start in time: {detail}.",
                advice="Ask for less (--driver-memory, --driver-cpu), let the pool grow, or raise --start-timeout.",
            )
        case "timed_out":
            return Verdict(
                ExitCode.TIMED_OUT,
                state,
                f"{name} ran out of time: {detail}; it has been deleted.",
                advice="Raise --timeout or give it more executors; what was committed stays, the next run goes on.",
            )
        case "failed":
            assert app is not None
            return _failed(app, view, tail, outcome)


def _completed(name: str, outcome: Outcome | None) -> Verdict:
    if outcome is not None and outcome.exit_code is not ExitCode.DONE:
        return Verdict(outcome.exit_code, COMPLETED, f"{name} says of itself: {outcome.message}")
    said = f": {outcome.message}" if outcome is not None and outcome.message else ""
    return Verdict(ExitCode.DONE, COMPLETED, f"{name} is done{said}", driver_exit_code=0)


def _vanished(outcome: Outcome | None) -> Verdict:
    if outcome is not None and outcome.exit_code is ExitCode.DONE:
        return Verdict(
            ExitCode.DONE,
            COMPLETED,
            f"the job is done, and its application is gone: {outcome.message}",
        )
    return Verdict(
        ExitCode.OTHER_SIDE,
        "GONE",
        "somebody deleted the application while it ran.",
        advice="Start again; what was committed stays.",
    )


def _failed(app: Application, view: View, tail: Sequence[str], outcome: Outcome | None) -> Verdict:
    container = view.container
    terminated = container if container is not None and container.state == "terminated" else None
    if terminated is None and outcome is not None:
        return _by_outcome(app, outcome)
    if terminated is not None:
        return _by_exit(app, view, terminated, tail, outcome)
    if NOT_FOUND in app.error or view.driver is not None or app.executions:
        return Verdict(
            ExitCode.OTHER_SIDE,
            FAILED,
            f"the driver's pod {app.driver_pod} went away while {app.name} ran (deleted, evicted, or its node lost).",
            _matter(tail),
            "Start again; what was committed stays.",
        )
    return _not_submitted(app)


def _by_outcome(app: Application, outcome: Outcome) -> Verdict:
    if outcome.exit_code is ExitCode.DONE:
        what = f"{app.name} is done, as it says itself ({outcome.message}), though the operator says: {app.error}"
        return Verdict(ExitCode.DONE, COMPLETED, what)
    return Verdict(outcome.exit_code, FAILED, f"{app.name} failed: {outcome.message}")


def _by_exit(
    app: Application, view: View, ended: Container, tail: Sequence[str], outcome: Outcome | None
) -> Verdict:
    code, lines = ended.exit_code or 0, _matter(tail)
    limit = f" of {ended.memory_limit}" if ended.memory_limit else ""
    raise_it = "Raise --driver-memory (heap) or --driver-overhead (beside it)."
    if ended.reason == "OOMKilled":
        what = f"the driver of {app.name} was killed: out of memory at its limit{limit} (exit code {code})."
        return Verdict(ExitCode.OUT_OF_MEMORY, FAILED, what, lines, raise_it, code)
    if code == SPARK_OUT_OF_MEMORY or any(JVM_MEMORY.search(line) for line in tail):
        what = f"the JVM of {app.name}'s driver ran out of memory within a limit{limit} (exit code {code})."
        return Verdict(ExitCode.OUT_OF_MEMORY, FAILED, what, lines, raise_it, code)
    if view.driver is not None and view.driver.reason in (
        "Evicted",
        "NodeLost",
        "Preempting",
        "Terminated",
    ):
        what = f"the node put the driver of {app.name} out ({view.driver.reason}: {shortened(view.driver.message, 300)})."
        return Verdict(ExitCode.OTHER_SIDE, FAILED, what, lines, "Start again.", code)
    if view.driver is not None and view.driver.being_deleted and code in (137, 143):
        what = f"somebody deleted the driver's pod while {app.name} ran (exit code {code})."
        return Verdict(ExitCode.OTHER_SIDE, FAILED, what, lines, "Start again.", code)
    if code in OUR_CODES:
        said = outcome.message if outcome is not None else OUR_CODES[ExitCode(code)]
        what = f"{app.name} ended with exit code {code}: {said.rstrip('.')}."
        return Verdict(ExitCode(code), FAILED, what, lines, _loss(view, tail), code)
    what = f"{app.name} failed with exit code {code} ({ended.reason or 'no reason given'})."
    advice = _loss(view, tail) or "The program failed: see the lines below."
    return Verdict(ExitCode.DEFECT, FAILED, what, lines, advice, code)


def _not_submitted(app: Application) -> Verdict:
    why = reason(app.error)
    if NO_ACCOUNT.search(app.error):
        return Verdict(ExitCode.CALLER, FAILED, f"{why}: create it, or give --service-account.")
    if SUBMIT_QUOTA.search(app.error):
        return Verdict(
            ExitCode.NOT_STARTED,
            FAILED,
            f"{app.name} could not be submitted: {why}.",
            advice="Ask for less, raise the quota, or wait until others are done.",
        )
    return Verdict(ExitCode.NOT_STARTED, FAILED, f"{app.name} could not be submitted: {why}")


def _loss(view: View, tail: Sequence[str]) -> str:
    killed = [
        executor.name
        for executor in view.executors
        for one in executor.containers
        if one.reason == "OOMKilled"
    ]
    if killed:
        return f"Executors were killed for memory ({', '.join(killed[:3])}): raise --executor-overhead."
    if any(EXECUTOR_LOST.search(line) for line in tail):
        return (
            "Executors were lost on the way: raise --executor-overhead if they ran out of memory."
        )
    return ""


def _matter(tail: Sequence[str]) -> tuple[str, ...]:
    """Return the lines that matter: the last traceback's end, else the last errors, else the last lines."""
    lines = _without_epilogue([line.rstrip() for line in tail if line.strip()])
    starts = [at for at, line in enumerate(lines) if TRACEBACK in line]
    if starts:
        end = starts[-1] + 1
        while end < len(lines) and lines[end][:1] in (" ", "\t"):
            end += 1
        if lines[end + 1 : end + 2] and lines[end + 1].startswith(CAUSE):
            end += 1
        return tuple(line[:500] for line in lines[starts[-1] : end + 1][-LAST_LINES:])
    errors = [line for line in lines if ERROR_LINE.search(line)]
    return tuple(line[:500] for line in (errors or lines)[-LAST_LINES:])


def _without_epilogue(lines: Sequence[str]) -> list[str]:
    """Leave out what Spark's JVM says after the program's last line, with its stack."""
    kept: list[str] = []
    after = False
    for line in lines:
        after = EPILOGUE.search(line) is not None or (after and line.startswith(FRAME))
        if not after:
            kept.append(line)
    return kept
