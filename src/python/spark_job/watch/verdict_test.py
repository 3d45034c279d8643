from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest

from docai.cluster.objects import Container, Pod
from docai.runtime.exit_codes import ExitCode
from docai.runtime.outcome import Outcome
from spark_job.application import DRIVER_CONTAINER, Application
from spark_job.jobs.writer import CODES
from spark_job.watch import verdict
from spark_job.watch.case import EXECUTOR_LOST, JVM_MEMORY
from spark_job.watch.lines import EPILOGUE, ERROR_LINE
from spark_job.watch.news import stuck
from spark_job.watch.watching import End, View

APP = Application(
    "app-a1", "spark-jobs", "u", "aa", "FAILED", driver_pod="app-a1-driver", executions=1
)
FAILED = End("failed")
judge = partial(verdict.judge, codes=CODES)


def said(code: ExitCode, message: str = "said so") -> Outcome:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    return Outcome("run-1", code, message, now, now)


def ended(code: int, reason: str = "Error", **pod: Any) -> View:
    container = Container(DRIVER_CONTAINER, "terminated", reason, "", code, memory_limit="812Mi")
    return View(APP, replace(Pod("app-a1-driver", "u", "Failed", {}, (container,)), **pod))


@pytest.mark.parametrize("code", [2, 3, 4, 5, 6])
def test_our_own_exit_codes_come_through_with_their_reason(code: int) -> None:
    seen = judge(FAILED, ended(code), [], said(ExitCode(code), "the lake is full"), "spark-jobs")
    assert seen.code is ExitCode(code)
    assert "the lake is full" in seen.text


@pytest.mark.parametrize("code", [1, 7, 9, 137, 143, 255])
def test_any_other_exit_code_is_a_defect_with_the_tracebacks_last_lines(code: int) -> None:
    log = [
        "INFO begin",
        "Traceback (most recent call last):",
        '  File "job.py", line 3, in f',
        "ValueError: bad",
        "INFO end",
    ]
    seen = judge(FAILED, ended(code), log, None, "spark-jobs")
    assert (seen.code, seen.driver_exit_code) == (ExitCode.DEFECT, code)
    assert f"exit code {code}" in seen.what
    assert seen.lines == tuple(log[1:4])


def test_a_driver_that_was_killed_for_memory() -> None:
    seen = judge(FAILED, ended(137, "OOMKilled"), [], None, "spark-jobs")
    assert seen.code is ExitCode.OUT_OF_MEMORY
    assert "out of memory" in seen.text
    assert "812Mi" in seen.text
    assert "--driver-memory" in seen.text


@pytest.mark.parametrize(
    ("code", "log"), [(52, []), (1, ["java.lang.OutOfMemoryError: Java heap space"])]
)
def test_a_jvm_that_ran_out_of_memory_by_itself(code: int, log: list[str]) -> None:
    assert judge(FAILED, ended(code), log, None, "spark-jobs").code is ExitCode.OUT_OF_MEMORY


def test_a_driver_pod_that_was_deleted_is_no_success() -> None:
    lost = View(replace(APP, error="driver pod not found"))
    seen = judge(FAILED, lost, ["INFO working"], None, "spark-jobs")
    assert seen.code is ExitCode.OTHER_SIDE
    assert "app-a1-driver went away" in seen.text
    being = ended(143, being_deleted=True)
    assert judge(FAILED, being, [], None, "spark-jobs").code is ExitCode.OTHER_SIDE


def test_the_jobs_own_word_is_believed_over_a_driver_that_is_not_found() -> None:
    lost = View(replace(APP, error="driver pod not found"))
    seen = judge(FAILED, lost, [], said(ExitCode.DONE, "40 filings"), "spark-jobs")
    assert (seen.code, seen.state) == (ExitCode.DONE, "COMPLETED")
    assert judge(FAILED, lost, [], said(ExitCode.PARTIAL), "spark-jobs").code is ExitCode.PARTIAL


def test_the_kubelets_exit_code_is_believed_over_an_older_word_of_the_job() -> None:
    assert (
        judge(FAILED, ended(3), [], said(ExitCode.DONE), "spark-jobs").code is ExitCode.OTHER_SIDE
    )


def test_a_node_that_puts_the_driver_out() -> None:
    seen = judge(FAILED, ended(137, reason="Error", message="low on memory"), [], None, "x")
    assert seen.code is ExitCode.DEFECT
    evicted = View(APP, replace(ended(137).driver, reason="Evicted", message="low on memory"))  # type: ignore[type-var]
    assert judge(FAILED, evicted, [], None, "x").code is ExitCode.OTHER_SIDE


def test_lost_executors_are_named_with_what_to_raise() -> None:
    killed = Pod(
        "exec-1", "u2", "Failed", {}, (Container("e", "terminated", "OOMKilled", "", 137),)
    )
    seen = judge(FAILED, replace(ended(1), executors=(killed,)), [], None, "spark-jobs")
    assert "exec-1" in seen.advice
    assert "--executor-overhead" in seen.advice
    hinted = judge(
        FAILED,
        ended(1),
        ["ERROR TaskSchedulerImpl: Lost executor 3 on 10.0.0.2"],
        None,
        "spark-jobs",
    )
    assert "--executor-overhead" in hinted.advice


def test_nobody_took_it_up() -> None:
    seen = judge(
        End("not_picked_up", "300 s", delete=True), View(replace(APP, state="")), [], None, "team-b"
    )
    assert seen.code is ExitCode.NOT_STARTED
    assert seen.what == (
        "the Spark Operator has said nothing of app-a1 for 300 s: it does not watch team-b, is not running, "
        "or is busy with other submissions."
    )
    assert seen.state == "NEW"


@pytest.mark.parametrize(
    ("end", "code"),
    [
        (End("cannot_start", "ErrImagePull: no route"), ExitCode.NOT_STARTED),
        (End("not_started", "no node takes the driver"), ExitCode.NOT_STARTED),
        (End("timed_out", "still RUNNING after 60 s"), ExitCode.TIMED_OUT),
    ],
)
def test_what_ends_by_our_own_limits_says_why(end: End, code: ExitCode) -> None:
    seen = judge(end, View(APP), [], None, "spark-jobs")
    assert seen.code is code
    assert end.detail in seen.text


def test_what_others_end_with_a_full_stop_gets_no_second_one() -> None:
    end = End("not_started", "no node takes the driver: 1 Insufficient cpu.")
    assert "1 Insufficient cpu. Ask" in judge(end, View(APP), [], None, "spark-jobs").text


def test_a_vanished_application_is_a_failure_unless_the_job_says_it_is_done() -> None:
    assert judge(End("vanished"), View(None), [], None, "x").code is ExitCode.OTHER_SIDE
    assert judge(End("vanished"), View(None), [], said(ExitCode.DONE), "x").code is ExitCode.DONE


def test_a_completed_job_that_says_otherwise_is_believed() -> None:
    done = View(replace(APP, state="COMPLETED"))
    assert judge(End("completed"), done, [], None, "x").code is ExitCode.DONE
    assert judge(End("completed"), done, [], said(ExitCode.PARTIAL), "x").code is ExitCode.PARTIAL


def test_without_a_traceback_the_last_errors_are_shown() -> None:
    log = ["26/01/02 03:04:05 ERROR Executor: first", "26/01/02 03:04:06 INFO x"] * 20
    assert (
        judge(FAILED, ended(1), log, None, "x").lines
        == ("26/01/02 03:04:05 ERROR Executor: first",) * 12
    )


@pytest.mark.parametrize("last", ["last line", "\tat a.frame.of.the.Program"])
def test_what_spark_says_after_the_programs_end_is_left_out(last: str) -> None:
    log = [
        "first line",
        last,
        "Calling System.exit() with exit code 3 because spark.submit.callSystemExitOnMainExit=true",
        "org.apache.spark.SparkUserAppException: User application exited with 3",
        *["\tat org.apache.spark.deploy.PythonRunner$.main(PythonRunner.scala:127)"] * 14,
    ]
    seen = judge(FAILED, ended(3), log, None, "x")
    assert seen.lines == ("first line", last)
    assert "exit code 3: the storage or another service refused or failed" in seen.what


def test_an_error_of_the_jvm_is_shown_with_its_cause() -> None:
    log = [
        "Traceback (most recent call last):",
        '  File "job.py", line 3, in f',
        "py4j.protocol.Py4JJavaError: An error occurred while calling o1.save.",
        ": org.apache.spark.SparkException: Job aborted due to stage failure",
        "\tat org.apache.spark.A.b(A.scala:1)",
    ]
    assert judge(FAILED, ended(1), log, None, "x").lines == tuple(log[:4])


def test_patterns() -> None:
    for pattern, yes, no in (
        (
            EPILOGUE,
            [
                "Calling System.exit() with exit code 1 because spark.submit.callSystemExitOnMainExit=true",
                "org.apache.spark.SparkUserAppException: User application exited with 1",
                'Exception in thread "main" org.apache.spark.SparkUserAppException: User application exited with 9',
            ],
            ["User application exited with 1", "Calling System.exit()"],
        ),
        (
            JVM_MEMORY,
            ["java.lang.OutOfMemoryError: Java heap space"],
            ["OutOfMemory", "MemoryStore"],
        ),
        (
            EXECUTOR_LOST,
            ["Lost executor 3 on x", "ExecutorLostFailure (executor 1"],
            ["Lost executors"],
        ),
        (
            ERROR_LINE,
            ["26/01/02 03:04:05 ERROR A: b", "ERROR x", "Exception in thread x", "Error: y"],
            ["INFO no ERROR here", "ERRORS", ""],
        ),
    ):
        assert [text for text in yes if pattern.search(text) is None] == []
        assert [text for text in no if pattern.search(text) is not None] == []


def test_a_start_without_a_submission_that_succeeded_says_why_it_failed() -> None:
    failing = replace(
        APP, state="SUBMISSION_FAILED", error='Exception in thread "main" x: Connection refused\n'
    )
    seen = judge(
        End("not_started", stuck(failing, None)), View(failing), [], None, "spark-jobs"
    ).text
    assert "its submission failed: x: Connection refused. Remove that reason" in seen
    assert "--driver-memory" not in seen
