"""Which ends may be repeated: each alternative by itself."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial

import pytest

from docai.cluster.objects import Container, Pod
from docai.runtime.exit_codes import ExitCode
from docai.runtime.outcome import Outcome
from spark_job.application import DRIVER_CONTAINER, Application
from spark_job.jobs.writer import CODES
from spark_job.watch import verdict
from spark_job.watch.case import OPERATOR_SAW
from spark_job.watch.loss import OVER_ITS_STORAGE, TAKEN
from spark_job.watch.phases import Why
from spark_job.watch.submission import PASSING_SUBMISSION
from spark_job.watch.watching import End, View

APP = Application(
    "app-a1", "spark-jobs", "u", "aa", "FAILED", driver_pod="app-a1-driver", executions=1
)
NOW = datetime(2026, 1, 1, tzinfo=UTC)
judge = partial(verdict.judge, codes=CODES)


def pod(code: int | None = None, why: str = "Error", **fields: object) -> Pod:
    """A driver's pod; with ``code`` its container has ended."""
    state = "running" if code is None else "terminated"
    made = Pod("app-a1-driver", "u", "Failed", {}, (Container(DRIVER_CONTAINER, state, why, "", code),))  # type: ignore[arg-type]
    return replace(made, **fields)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Case:
    """An end of an application; ``said`` is the job's own exit code."""

    driver: Pod | None
    code: ExitCode
    repeatable: bool
    error: str = ""
    said: ExitCode | None = None
    executions: int = 1
    why: Why = "failed"
    deleted: bool = False


SAW = "driver container failed with ExitCode: {}, Reason: Error"
SUBMIT = "failed to submit spark application: failed to run spark-submit: "
EVICTED = "The node was low on resource: memory. Threshold quantity: 100Mi, available: 80Mi."
CASES = {
    # The cluster took the driver.
    "the pod is gone": Case(None, ExitCode.OTHER_SIDE, True, error="driver pod not found"),
    "the pod is gone, seen before": Case(pod(), ExitCode.OTHER_SIDE, True),
    "evicted": Case(pod(137, reason="Evicted", message=EVICTED), ExitCode.OTHER_SIDE, True),
    "evicted before it ran": Case(
        Pod("d", "u", "Failed", {}, (), reason="Evicted"), ExitCode.OTHER_SIDE, True
    ),
    "the node is shut down": Case(
        pod(
            143,
            reason="Terminated",
            message="Pod was terminated in response to imminent node shutdown.",
        ),
        ExitCode.OTHER_SIDE,
        True,
    ),
    "the kubelet had no room": Case(
        Pod("d", "u", "Failed", {}, (), reason="OutOfcpu"), ExitCode.OTHER_SIDE, True
    ),
    "preempted": Case(pod(143, disruption="PreemptionByScheduler"), ExitCode.OTHER_SIDE, True),
    "drained": Case(pod(143, disruption="EvictionByEvictionAPI"), ExitCode.OTHER_SIDE, True),
    "its node went": Case(pod(disruption="DeletionByTaintManager"), ExitCode.OTHER_SIDE, True),
    "its node restarted": Case(pod(255, "Unknown"), ExitCode.OTHER_SIDE, True),
    "the kubelet lost it": Case(pod(137, "ContainerStatusUnknown"), ExitCode.OTHER_SIDE, True),
    "the pod was deleted": Case(pod(143, being_deleted=True), ExitCode.OTHER_SIDE, True),
    "the pod was killed": Case(pod(137, being_deleted=True), ExitCode.OTHER_SIDE, True),
    "told to stop": Case(pod(143), ExitCode.OTHER_SIDE, True, said=ExitCode.STOPPED),
    "told to stop, then gone": Case(
        None, ExitCode.OTHER_SIDE, True, error="driver pod not found", said=ExitCode.STOPPED
    ),
    "told to stop, Spark says 1": Case(pod(1), ExitCode.OTHER_SIDE, True, said=ExitCode.STOPPED),
    # The operator could not submit it, and the reason passes.
    "no connection": Case(
        None, ExitCode.NOT_STARTED, True, SUBMIT + "Connection refused", executions=0
    ),
    "its webhook is away": Case(
        None, ExitCode.NOT_STARTED, True, SUBMIT + 'failed calling webhook "x": EOF', executions=0
    ),
    "the API server fails": Case(
        None,
        ExitCode.NOT_STARTED,
        True,
        SUBMIT + "Received status: Status(apiVersion=v1, code=503, details",
        executions=0,
    ),
    # It could not be submitted, and will not be.
    "not allowed": Case(
        None,
        ExitCode.NOT_STARTED,
        False,
        SUBMIT + "Received status: Status(apiVersion=v1, code=403, details",
        executions=0,
    ),
    "no room in the quota": Case(
        None, ExitCode.NOT_STARTED, False, SUBMIT + "exceeded quota: small, requested", executions=0
    ),
    "no such account": Case(
        None,
        ExitCode.CALLER,
        False,
        SUBMIT + 'error looking up service account a/b: serviceaccount "b" not found',
        executions=0,
    ),
    # The job ended by itself.
    **{f"exit code {code}": Case(pod(code), ExitCode(code), False) for code in (1, 2, 3, 4, 5, 6)},
    **{
        f"exit code {code}, pod deleted later": Case(
            pod(code, being_deleted=True), ExitCode(code), False
        )
        for code in (1, 2, 4)
    },
    **{
        f"exit code {code}, seen by the operator alone": Case(
            None, ExitCode(code), False, error=SAW.format(code)
        )
        for code in (1, 2, 4)
    },
    "own word, pod gone": Case(
        None, ExitCode.PARTIAL, False, error="driver pod not found", said=ExitCode.PARTIAL
    ),
    "done, pod gone": Case(
        None, ExitCode.DONE, False, error="driver pod not found", said=ExitCode.DONE
    ),
    "done, then drained": Case(
        pod(143, disruption="EvictionByEvictionAPI"), ExitCode.DONE, False, said=ExitCode.DONE
    ),
    "a signal of its own": Case(pod(143), ExitCode.DEFECT, False),
    "killed by nobody known": Case(pod(137), ExitCode.DEFECT, False),
    "out of memory": Case(pod(137, "OOMKilled"), ExitCode.OUT_OF_MEMORY, False),
    "out of memory, drained": Case(
        pod(137, "OOMKilled", disruption="EvictionByEvictionAPI"), ExitCode.OUT_OF_MEMORY, False
    ),
    "too much disk": Case(
        pod(
            137,
            reason="Evicted",
            message='Usage of EmptyDir volume "tmp" exceeds the limit "4Gi". ',
        ),
        ExitCode.CALLER,
        False,
    ),
    # Somebody or a limit of ours ended the application.
    "application deleted": Case(None, ExitCode.OTHER_SIDE, False, why="vanished"),
    "application on its way out": Case(
        pod(143, being_deleted=True), ExitCode.OTHER_SIDE, False, deleted=True
    ),
    "not picked up": Case(None, ExitCode.NOT_STARTED, False, why="not_picked_up"),
    "image cannot be pulled": Case(None, ExitCode.NOT_STARTED, False, why="cannot_start"),
    "no node": Case(None, ExitCode.NOT_STARTED, False, why="not_started"),
    "out of time": Case(None, ExitCode.TIMED_OUT, False, why="timed_out"),
    "completed": Case(pod(0), ExitCode.DONE, False, why="completed"),
    "completed in part": Case(
        pod(0), ExitCode.PARTIAL, False, why="completed", said=ExitCode.PARTIAL
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_the_cluster_ended_may_be_repeated_and_nothing_else(name: str) -> None:
    case = CASES[name]
    app = replace(APP, error=case.error, executions=case.executions, being_deleted=case.deleted)
    view = View(None if case.why == "vanished" else app, case.driver)
    outcome = None if case.said is None else Outcome("r", case.said, "said so", NOW, NOW)
    seen = judge(End(case.why, "why"), view, [], outcome, "spark-jobs")
    assert (seen.code, seen.repeatable) == (case.code, case.repeatable), seen.text


def test_a_pod_that_used_too_much_disk_is_explained() -> None:
    view = View(APP, CASES["too much disk"].driver)
    text = judge(End("failed"), view, [], None, "x").text
    assert 'Usage of EmptyDir volume "tmp" exceeds the limit "4Gi"' in text
    assert "sizeLimit" in text


@pytest.mark.parametrize(
    ("pattern", "yes", "no"),
    [
        (
            TAKEN,
            [
                "Evicted",
                "NodeLost",
                "Terminated",
                "OutOfmemory",
                "OutOfephemeral-storage",
                "Preempting",
            ],
            ["", "OOMKilled", "Error", "DeadlineExceeded", "OutOf", "Evicted by hand"],
        ),
        (
            OVER_ITS_STORAGE,
            [
                'Usage of EmptyDir volume "tmp" exceeds the limit "4Gi". ',
                'Container spark-kubernetes-driver exceeded its local ephemeral storage limit "1Gi". ',
                "Pod ephemeral local storage usage exceeds the total limit of containers 2Gi. ",
            ],
            [EVICTED, ""],
        ),
        (
            PASSING_SUBMISSION,
            [
                "java.net.ConnectException: Connection refused",
                "Received status: Status(apiVersion=v1, code=500, details=null",
                "Received status: Status(apiVersion=v1, code=429, details=null",
                "etcdserver: request timed out",
                "The timeout of 10000 ms has been exceeded when getting a connection to 10.96.0.1:443",
                "The timeout period of 60000ms has been exceeded while executing POST /api/v1/pods",
                "failed to run spark-submit: signal: killed",
                "driver pod already exist",
            ],
            [
                "Received status: Status(apiVersion=v1, code=403, details=null",
                "Received status: Status(apiVersion=v1, code=422, details=null",
                'admission webhook "x" denied the request: no',
                "code=5001",
            ],
        ),
        (
            OPERATOR_SAW,
            ["driver container failed with ExitCode: 137, Reason: OOMKilled", SAW.format(3)],
            ["driver pod not found", "driver container status missing"],
        ),
    ],
)
def test_patterns(pattern: object, yes: list[str], no: list[str]) -> None:
    find = pattern.fullmatch if pattern is TAKEN else pattern.search  # type: ignore[attr-defined]
    assert [text for text in yes if find(text) is None] == []
    assert [text for text in no if find(text) is not None] == []
