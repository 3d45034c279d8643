"""How it ended, for a person: the exit code, what failed, the last lines that matter, and what to do. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from docai.cluster.objects import Container
from docai.runtime.exit_codes import ExitCode
from docai.runtime.outcome import Outcome
from spark_job.application import COMPLETED, DRIVER_CONTAINER, FAILED, Application
from spark_job.jobs.job import Codes
from spark_job.watch.lines import lines_that_matter
from spark_job.watch.loss import loss, over_its_storage
from spark_job.watch.submission import (
    NO_ACCOUNT,
    NO_PRIORITY_CLASS,
    PASSING_SUBMISSION,
    SUBMIT_QUOTA,
    reason,
)
from spark_job.watch.watching import End, View

OPERATOR_SAW = re.compile(
    r"driver container failed with ExitCode: ([0-9]{1,3}), Reason: (\w{0,63})"
)
"""The operator's message when it has seen how the driver's container ended, which the kubelet may not be heard of."""

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


@dataclass(frozen=True, slots=True)
class Verdict:
    """How it ended. ``what`` is a sentence, ``lines`` the last that matter, ``advice`` what to do.

    ``repeatable``: the cluster, not the job, ended it, so that the same job may be run again at once.
    """

    code: ExitCode
    state: str
    what: str
    lines: tuple[str, ...] = ()
    advice: str = ""
    driver_exit_code: int | None = None
    repeatable: bool = False

    @property
    def text(self) -> str:
        """The whole explanation."""
        shown = "".join(f"\n    {line}" for line in self.lines)
        return self.what + (f" {self.advice}" if self.advice else "") + shown


def judge(
    end: End,
    view: View,
    tail: Sequence[str],
    outcome: Outcome | None,
    namespace: str,
    codes: Codes,
) -> Verdict:
    """Return how it ended.

    ``tail`` are the last lines of the driver's log, ``outcome`` what the job says of itself, ``codes`` what its exit codes mean.
    """
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
                f"the Spark Operator has said nothing of {name} for {detail}: it does not watch {namespace}, is not running, "
                "or is busy with other submissions.",
                advice="Have the operator's namespaces include it, or give --namespace; where it is busy, raise --pickup-timeout.",
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
                advice="Raise --timeout or give it more executors.",
            )
        case "failed":
            assert app is not None
            return _failed(app, view, tail, outcome, codes)


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
        advice="Start again.",
    )


def _failed(
    app: Application, view: View, tail: Sequence[str], outcome: Outcome | None, codes: Codes
) -> Verdict:
    ended = _ended(app, view)
    if ended is not None and (of_memory := _out_of_memory(app, ended, tail)) is not None:
        return of_memory
    if used := over_its_storage(view.driver):
        what = f"the driver of {app.name} used more disk than its pod may ({used.rstrip('.')})."
        advice = "Raise the sizeLimit of its volumes, or its ephemeral storage, with --manifest."
        return Verdict(ExitCode.CALLER, FAILED, what, lines_that_matter(tail), advice)
    stopped = outcome is not None and outcome.exit_code is ExitCode.STOPPED
    if how := loss(view, ended, stopped=stopped):
        if outcome is not None and not stopped:
            return _by_outcome(app, outcome)
        code = None if ended is None else ended.exit_code
        what = how + ("." if code is None else f" (exit code {code}).")
        return Verdict(
            ExitCode.OTHER_SIDE,
            FAILED,
            what,
            lines_that_matter(tail),
            "Start again.",
            code,
            repeatable=not app.being_deleted,
        )
    if ended is not None:
        return _by_exit(app, view, ended, tail, outcome, codes)
    if outcome is not None:
        return _by_outcome(app, outcome)
    return _not_submitted(app)


def _ended(app: Application, view: View) -> Container | None:
    """Return the driver's container as it ended: the kubelet's word, else what the operator saw of it."""
    container = view.container
    if container is not None and container.state == "terminated":
        return container
    said = OPERATOR_SAW.search(app.error)
    if said is None:
        return None
    return Container(DRIVER_CONTAINER, "terminated", said[2], exit_code=int(said[1]))


def _out_of_memory(app: Application, ended: Container, tail: Sequence[str]) -> Verdict | None:
    code, lines = ended.exit_code or 0, lines_that_matter(tail)
    limit = f" of {ended.memory_limit}" if ended.memory_limit else ""
    raise_it = "Raise --driver-memory (heap) or --driver-overhead (beside it)."
    if ended.reason == "OOMKilled":
        what = f"the driver of {app.name} was killed: out of memory at its limit{limit} (exit code {code})."
        return Verdict(ExitCode.OUT_OF_MEMORY, FAILED, what, lines, raise_it, code)
    if code == SPARK_OUT_OF_MEMORY or any(JVM_MEMORY.search(line) for line in tail):
        what = f"the JVM of {app.name}'s driver ran out of memory within a limit{limit} (exit code {code})."
        return Verdict(ExitCode.OUT_OF_MEMORY, FAILED, what, lines, raise_it, code)
    return None


def _by_outcome(app: Application, outcome: Outcome) -> Verdict:
    if outcome.exit_code is ExitCode.DONE:
        what = f"{app.name} is done, as it says itself ({outcome.message}), though the operator says: {app.error}"
        return Verdict(ExitCode.DONE, COMPLETED, what)
    return Verdict(outcome.exit_code, FAILED, f"{app.name} failed: {outcome.message}")


def _by_exit(
    app: Application,
    view: View,
    ended: Container,
    tail: Sequence[str],
    outcome: Outcome | None,
    codes: Codes,
) -> Verdict:
    code, lines = ended.exit_code or 0, lines_that_matter(tail)
    own = outcome is not None and outcome.exit_code == code != ExitCode.DEFECT
    if code in codes or own:
        said = outcome.message if outcome is not None else codes[ExitCode(code)]
        what = f"{app.name} ended with exit code {code}: {said.rstrip('.')}."
        if own and code in (ExitCode.CALLER, ExitCode.PARTIAL):
            lines = ()  # the job has said what matters
        return Verdict(ExitCode(code), FAILED, what, lines, _executors_lost(view, tail), code)
    what = f"{app.name} failed with exit code {code} ({ended.reason or 'no reason given'})."
    advice = _executors_lost(view, tail) or "The program failed: see the lines below."
    return Verdict(ExitCode.DEFECT, FAILED, what, lines, advice, code)


def _not_submitted(app: Application) -> Verdict:
    why = reason(app.error)
    if NO_ACCOUNT.search(app.error):
        return Verdict(ExitCode.CALLER, FAILED, f"{why}: create it, or give --service-account.")
    if NO_PRIORITY_CLASS.search(app.error):
        cure = "apply deploy/base/cluster, or give a --manifest that does not name it"
        return Verdict(ExitCode.CALLER, FAILED, f"{why}: {cure}.")
    what = f"{app.name} could not be submitted: {why}"
    if SUBMIT_QUOTA.search(app.error):
        advice = "Ask for less, raise the quota, or wait until others are done."
        return Verdict(ExitCode.NOT_STARTED, FAILED, f"{what}.", advice=advice)
    passing = PASSING_SUBMISSION.search(app.error) is not None
    return Verdict(ExitCode.NOT_STARTED, FAILED, what, repeatable=passing)


def _executors_lost(view: View, tail: Sequence[str]) -> str:
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
