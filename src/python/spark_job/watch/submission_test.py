"""A submission that failed, told in one sentence, and each alternative of the patterns that find it."""

import re
from dataclasses import replace
from functools import partial

import pytest

from docai.runtime.exit_codes import ExitCode
from spark_job.application import Application
from spark_job.jobs.writer import CODES
from spark_job.watch import verdict
from spark_job.watch.submission import (
    API_SERVER_SAID,
    NO_ACCOUNT,
    NO_PRIORITY_CLASS,
    POD_SECURITY,
    SUBMIT_ERROR,
    SUBMIT_QUOTA,
)
from spark_job.watch.watching import End, View

APP = Application(
    "app-a1", "spark-jobs", "u", "aa", "FAILED", driver_pod="app-a1-driver", executions=1
)
FAILED = End("failed")
judge = partial(verdict.judge, codes=CODES)
SUBMIT = """failed to run spark-submit: WARNING: Using incubator modules
26/01/02 03:04:05 INFO SparkKubernetesClientFactory: Auto-configuring
Exception in thread "main" io.fabric8.KubernetesClientException: Failure executing: POST at: https://10.0.0.1/api. Message: {}. Received status: Status(code=403)
\tat io.fabric8.A.b(A.java:1)
""" + "\tat io.netty.C.d(C.java:2)\n" * 200


def test_an_absent_service_account_is_one_sentence_out_of_ten_kilobytes() -> None:
    error = SUBMIT.format(
        'pods "app-a1-driver" is forbidden: error looking up service account spark-jobs/nobody: serviceaccount "nobody" not found'
    )
    seen = judge(FAILED, View(replace(APP, error=error, executions=0)), [], None, "spark-jobs")
    assert seen.code is ExitCode.CALLER
    assert seen.text == (
        "the service account 'nobody' is not in the namespace 'spark-jobs': create it, or give --service-account."
    )


def test_a_priority_class_that_the_cluster_lacks_is_the_callers_to_change() -> None:
    error = 'pods "app-a1-driver" is forbidden: no PriorityClass with name docai-spark was found'
    seen = judge(FAILED, View(replace(APP, error=error, executions=0)), [], None, "spark-jobs")
    assert seen.code is ExitCode.CALLER
    assert not seen.repeatable
    assert seen.text == (
        "the cluster has no PriorityClass 'docai-spark': apply deploy/base/cluster, "
        "or give a --manifest that does not name it."
    )


def test_a_quota_that_stops_the_submission() -> None:
    error = SUBMIT.format('pods "x" is forbidden: exceeded quota: small, requested: cpu=1')
    seen = judge(FAILED, View(replace(APP, error=error, executions=0)), [], None, "spark-jobs")
    assert seen.code is ExitCode.NOT_STARTED
    assert "the quota 'small'" in seen.text


@pytest.mark.parametrize(
    "before",
    [
        'Exception in thread "main" ',
        # Spark 4.2 with spark.submit.callSystemExitOnMainExit=true
        "Calling System.exit() with exit code 1 because spark.submit.callSystemExitOnMainExit=true\n",
    ],
)
def test_a_submission_that_the_api_server_refused_is_told_in_its_words(before: str) -> None:
    said = 'pods "app-a1-driver" is forbidden: violates PodSecurity "restricted:latest": runAsNonRoot != true (pod)'
    error = SUBMIT.format(said).replace('Exception in thread "main" ', before)
    seen = judge(FAILED, View(replace(APP, error=error, executions=0)), [], None, "spark-jobs")
    assert seen.code is ExitCode.NOT_STARTED
    assert seen.text == (
        f"app-a1 could not be submitted: the API server says: {said}. The Spark Operator's webhook writes the security "
        "context into Spark's pods: have its namespaces include spark-jobs (deploy/operator/values.yaml), or correct the "
        "manifest."
    )


@pytest.mark.parametrize(
    "before", ['Exception in thread "main" ', "Calling System.exit() with exit code 1 because x\n"]
)
def test_any_other_failed_submission_is_cut_to_its_error(before: str) -> None:
    error = SUBMIT.format("connection refused").replace('Exception in thread "main" ', before)
    seen = judge(FAILED, View(replace(APP, error=error, executions=0)), [], None, "spark-jobs")
    assert seen.code is ExitCode.NOT_STARTED
    assert "connection refused" in seen.text
    assert len(seen.text) < 700
    assert "netty" not in seen.text


@pytest.mark.parametrize(
    ("pattern", "matching", "others"),
    [
        (
            NO_ACCOUNT,
            ['error looking up service account a/b: serviceaccount "b" not found'],
            ["service account a/b"],
        ),
        (
            NO_PRIORITY_CLASS,
            ["no PriorityClass with name docai-spark was found"],
            ["PriorityClass docai-spark"],
        ),
        (SUBMIT_QUOTA, ["exceeded quota: small, requested"], ["quota small"]),
        (
            SUBMIT_ERROR,
            [
                'Exception in thread "main" x.Y: z',
                "Calling System.exit() with exit code 1 because a.b=true\nx.Y: z",
            ],
            ["Exception in thread", "Calling System.exit() with exit code 1 because a.b=true"],
        ),
        (
            API_SERVER_SAID,
            ["Message: it is forbidden. Received status: Status(code=403)"],
            ["Message: it is forbidden"],
        ),
        (
            POD_SECURITY,
            ['pods "x" is forbidden: violates PodSecurity "baseline:latest"'],
            ["PodSecurity"],
        ),
    ],
)
def test_patterns(pattern: re.Pattern[str], matching: list[str], others: list[str]) -> None:
    assert all(pattern.search(text) for text in matching)
    assert not any(pattern.search(text) for text in others)
