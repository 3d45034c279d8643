"""The launcher against an API server and an operator that fail on demand; servers_test has what holds on any server."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from docai.cluster.log_cursor import Place
from docai.runtime.exit_codes import ExitCode
from docai.runtime.outcome import Outcome
from spark_job.conftest import (
    ENDING,
    LONGER,
    PATIENT,
    SHORT,
    SPACE,
    Background,
    Stand,
    begin,
    endless,
    good,
)
from spark_job.watch.driver_log import DriverLog
from stand_ins.kube.api import waited
from stand_ins.kube.operator import APPS, Operator, Stage


def test_a_job_that_goes_well_is_followed_from_its_first_line_to_its_last(stand: Stand) -> None:
    result = stand.run(good)
    assert (result.code, result.state, result.attempts) == (ExitCode.DONE, "COMPLETED", 1)
    assert stand.printed == ["first", "second", "last"]


@pytest.mark.parametrize("code", [2, 3, 4, 5, 6])
@pytest.mark.parametrize("late", [0.0, 0.3])
def test_our_own_exit_codes_come_through(stand: Stand, code: int, late: float) -> None:
    def script(stage: Stage) -> None:
        begin(stage)
        stage.failed(code, late=late)

    assert stand.run(script).code is ExitCode(code)


def test_a_job_that_raises_is_explained_by_its_last_lines(stand: Stand) -> None:
    def script(stage: Stage) -> None:
        begin(stage)
        stage.log(
            "INFO x",
            "Traceback (most recent call last):",
            '  File "a.py", line 1',
            "KeyError: 'cik'",
        )
        stage.failed(1)

    result = stand.run(script)
    assert result.code is ExitCode.DEFECT
    assert "KeyError: 'cik'" in result.text
    assert "exit code 1" in result.text
    assert stand.printed[-1] == "KeyError: 'cik'"


def test_an_unschedulable_driver_ends_at_the_limit(
    stand: Stand, caplog: pytest.LogCaptureFixture
) -> None:
    def script(stage: Stage) -> None:
        stage.submitted()
        message = "0/1 nodes are available: 1 Insufficient cpu."
        stage.unschedulable(message)
        # The scheduler says the same in an event.
        said = {
            "metadata": {"name": "e1"},
            "involvedObject": {"name": stage.driver},
            "type": "Warning",
            "reason": "FailedScheduling",
            "message": message,
        }
        stand.api.store.put("events", SPACE, said)

    caplog.set_level("INFO")
    result = stand.run(script, limits=ENDING)
    assert result.code is ExitCode.NOT_STARTED
    assert result.text.count("Insufficient cpu") == 1
    assert "no node takes the driver yet" in caplog.text
    assert stand.names == []


def test_an_absent_service_account_ends_it_at_the_first_submission(stand: Stand) -> None:
    def script(stage: Stage) -> None:
        stage.submission_failed(
            'error looking up service account a/b: serviceaccount "b" not found', interval=1.0
        )

    result = stand.run(script)
    assert result.code is ExitCode.CALLER
    assert "the service account 'b' is not in the namespace 'a'" in result.text
    assert stand.names == []


def test_any_other_submission_is_tried_again_by_the_operator(
    stand: Stand, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    result = stand.run(lambda stage: stage.submission_failed("exceeded quota: small, requested"))
    assert result.code is ExitCode.NOT_STARTED
    assert "the quota 'small'" in result.text
    assert "is submitted again" in caplog.text


def other_application(stand: Stand, written_at: datetime) -> None:
    said = written_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    fields = [{"manager": "spark-operator", "subresource": "status", "time": said}]
    metadata = {"name": "other", "managedFields": fields}
    stand.api.store.put(APPS, SPACE, {"metadata": metadata})


def test_an_operator_that_is_busy_with_others_is_waited_for(stand: Stand) -> None:
    def script(stage: Stage) -> None:
        # Another one is submitted, or ends, before spark-submit has returned for this one.
        other_application(stand, datetime.now(UTC) + timedelta(seconds=2))
        time.sleep(LONGER)
        good(stage)

    assert stand.run(script, limits=SHORT).code is ExitCode.DONE


def test_what_an_operator_did_earlier_does_not_prove_that_it_runs(stand: Stand) -> None:
    other_application(stand, datetime.now(UTC) - timedelta(seconds=60))
    result = stand.launcher(limits=replace(PATIENT, pickup=1.5)).run()
    assert result.code is ExitCode.NOT_STARTED
    assert "the Spark Operator has said nothing of" in result.text


def test_a_driver_that_waits_for_its_volume_is_explained_by_the_last_event(stand: Stand) -> None:
    def script(stage: Stage) -> None:
        stage.submitted()
        stage.waiting("ContainerCreating")
        about = {
            "involvedObject": {"name": stage.driver},
            "type": "Warning",
            "reason": "FailedMount",
        }
        said = {"metadata": {"name": "e1"}, "message": 'configmap "x" not found', **about}
        stand.api.store.put("events", SPACE, said)

    result = stand.run(script, limits=ENDING)
    assert result.code is ExitCode.NOT_STARTED
    assert 'FailedMount: configmap "x" not found' in result.text


def test_time_that_runs_out_deletes_the_application(stand: Stand) -> None:
    result = stand.run(endless, limits=replace(PATIENT, timeout=1.0))
    assert result.code is ExitCode.TIMED_OUT
    assert stand.names == []


@pytest.mark.parametrize(("timeout", "code"), [(3600, ExitCode.TIMED_OUT), (10800, ExitCode.DONE)])
def test_a_launcher_that_attaches_counts_from_the_creation(
    stand: Stand, timeout: float, code: ExitCode
) -> None:
    hours_ago = datetime.now(UTC) - timedelta(hours=2)
    body = stand.app.manifest(1)
    body["metadata"]["creationTimestamp"] = hours_ago.strftime("%Y-%m-%dT%H:%M:%SZ")
    stand.api.store.put(APPS, SPACE, body)

    def script(stage: Stage) -> None:
        begin(stage)
        time.sleep(1.0)
        stage.completed()

    result = stand.run(script, limits=replace(PATIENT, timeout=timeout))
    assert result.code is code


def test_an_executor_that_the_quota_keeps_out_is_told_once(
    stand: Stand, caplog: pytest.LogCaptureFixture
) -> None:
    def script(stage: Stage) -> None:
        begin(stage)
        for number in range(1, 4):
            stage.log(f'WARN pods "x-exec-{number}" is forbidden: exceeded quota: small, used: 1')
        stage.completed()

    with caplog.at_level("WARNING"):
        assert stand.run(script).code is ExitCode.DONE
    told = [one.getMessage() for one in caplog.records if "takes no executor" in one.getMessage()]
    assert len(told) == 1
    assert "exceeded quota: small" in told[0]


def test_the_jobs_own_word_is_believed_over_a_false_failure(stand: Stand) -> None:
    def script(stage: Stage) -> None:
        begin(stage)
        now = datetime.now(UTC)
        stand.outcomes.record(
            stage.name, Outcome("run-1", ExitCode.DONE, "40 filings", now, now, {"filings": 40})
        )
        stage.driver_lost()

    result = stand.run(script)
    assert (result.code, result.state) == (ExitCode.DONE, "COMPLETED")
    assert result.figures == {"filings": 40}


def test_a_vanished_application_is_a_failure(stand: Stand) -> None:
    def script(stage: Stage) -> None:
        begin(stage)
        stage.gone()

    assert stand.run(script).code is ExitCode.OTHER_SIDE


def test_a_launcher_that_is_killed_is_followed_by_one_that_goes_on_in_the_log(stand: Stand) -> None:
    lines = [f"line {number}" for number in range(30)]
    mortal, killed = threading.Event(), threading.Event()

    def script(stage: Stage) -> None:
        begin(stage)
        for number, line in enumerate(lines):
            stage.log(line)
            time.sleep(0.05)
            if number == 20:
                mortal.wait(60)
        stage.completed()

    def kill_at_its_next_place(log: DriverLog) -> None:
        """As good as killed: it prints nothing any more and keeps no place."""
        keep = log._keep

        def last(place: Place) -> None:
            keep(place)
            log._emit = lambda _: None
            log._keep = lambda _: None
            killed.set()

        log._keep = last
        mortal.set()

    with Operator(stand.api.store, SPACE, script):
        first = stand.launcher()
        dead = Background(first)
        kill_at_its_next_place(waited(lambda: first.watch and first.watch.driver_log))
        assert killed.wait(60)
        assert stand.printed
        result = stand.launcher().run()
        dead.join(60)
    assert result.code is ExitCode.DONE
    assert stand.printed == lines
