"""The launcher starts the next attempt when the cluster took the last one, and only then."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from docai.backoff import Backoff
from docai.runtime.errors import Stopped
from docai.runtime.exit_codes import ExitCode
from docai.runtime.outcome import Outcome
from docai.runtime.stop import StopSignal
from spark_job.application import LOST, SERIES
from spark_job.conftest import PATIENT, SPACE, Background, Stand, begin
from stand_ins.kube.api import waited
from stand_ins.kube.operator import APPS, Operator, Stage

SOON = Backoff(0.02, 0.02)
THREE: dict[str, Any] = {"attempts": 3, "between": SOON, "limits": PATIENT}


def attempt(stage: Stage) -> int:
    return int(stage.name.rpartition("-a")[2])


def loses(
    *numbers: int, after: Callable[[Stage], None] = Stage.completed
) -> Callable[[Stage], None]:
    """Return a script that loses the drivers of these attempts, and ends the others with ``after``."""

    def script(stage: Stage) -> None:
        begin(stage)
        stage.log(f"attempt {attempt(stage)}")
        time.sleep(0.2)
        if attempt(stage) in numbers:
            stage.driver_lost()
        else:
            after(stage)

    return script


def test_a_lost_driver_is_followed_by_the_next_attempt(stand: Stand) -> None:
    result = stand.run(loses(1, 2), **THREE)
    assert (result.code, result.attempts) == (ExitCode.DONE, 3)
    assert result.app_name.endswith("-a3")
    assert [one.name[-3:] for one in result.past] == ["-a1", "-a2"]
    assert all("went away" in one.why for one in result.past)
    assert stand.printed == ["attempt 1", "attempt 2", "attempt 3"]
    assert result.text.count("went away") == 2


def test_the_attempts_are_bounded(stand: Stand) -> None:
    result = stand.run(loses(1, 2, 3, 4), **THREE)
    assert (result.code, result.attempts) == (ExitCode.OTHER_SIDE, 3)
    assert len(stand.names) == 3


def test_alone_one_attempt_is_made(stand: Stand) -> None:
    assert stand.run(loses(1)).attempts == 1
    assert len(stand.names) == 1


@pytest.mark.parametrize(
    "end",
    [
        lambda stage: stage.failed(1),
        lambda stage: stage.failed(2),
        lambda stage: stage.failed(4),
        lambda stage: stage.failed(137, "OOMKilled"),
        lambda stage: stage.failed(6),
        Stage.gone,
    ],
    ids=["defect", "caller", "partial", "memory", "time", "application deleted"],
)
def test_what_the_job_or_a_person_ended_is_not_repeated(stand: Stand, end: Any) -> None:
    result = stand.run(loses(after=end), **THREE)
    assert (result.code is not ExitCode.DONE, result.attempts) == (True, 1)
    assert all(name.endswith("-a1") for name in stand.names)


def test_an_image_that_cannot_be_pulled_is_not_repeated(stand: Stand) -> None:
    def script(stage: Stage) -> None:
        stage.submitted()
        stage.waiting("ImagePullBackOff", "no such image")

    result = stand.run(script, **THREE)
    assert (result.code, result.attempts, stand.names) == (ExitCode.NOT_STARTED, 1, [])


def test_a_submission_that_failed_for_a_passing_reason_is_repeated(stand: Stand) -> None:
    def script(stage: Stage) -> None:
        if attempt(stage) == 1:
            stage.submission_failed("io.fabric8...: Connection refused", retries=0)
        else:
            begin(stage)
            stage.completed()

    result = stand.run(script, **THREE)
    assert (result.code, result.attempts) == (ExitCode.DONE, 2)


def test_a_failure_after_a_loss_is_the_result(stand: Stand) -> None:
    result = stand.run(loses(1, after=lambda stage: stage.failed(4)), **THREE)
    assert (result.code, result.attempts) == (ExitCode.PARTIAL, 2)


def test_a_launcher_that_is_started_again_counts_on(stand: Stand) -> None:
    gate = threading.Event()

    def script(stage: Stage) -> None:
        begin(stage)
        if attempt(stage) == 2:
            gate.wait(60)
        stage.driver_lost()

    with Operator(stand.api.store, SPACE, script):
        crashed = Background(stand.launcher(delete_on_stop=False, **THREE))
        waited(lambda: len(stand.names) == 2)
        crashed.launcher.stop.request()
        crashed.join(60)
        assert isinstance(crashed.error, Stopped)
        second = Background(stand.launcher(**THREE))
        time.sleep(0.3)
        gate.set()
        second.join(60)
    assert second.result is not None
    assert (second.result.code, second.result.attempts) == (ExitCode.OTHER_SIDE, 3)
    assert [one.name[-3:] for one in second.result.past] == ["-a1", "-a2"]
    assert "went away" in second.result.past[0].why
    assert len(stand.names) == 3


def test_a_crash_between_two_attempts_does_not_begin_a_new_count(stand: Stand) -> None:
    lost = stand.app.manifest(1)
    lost["metadata"]["annotations"] = {LOST: "the driver's pod went away"}
    lost["status"] = {
        "applicationState": {"state": "FAILED", "errorMessage": "driver pod not found"}
    }
    stand.api.store.put(APPS, SPACE, lost)
    result = stand.run(loses(2, 3, 4), **THREE)
    assert (result.code, result.attempts) == (ExitCode.OTHER_SIDE, 3)


def test_a_new_start_after_a_failure_of_the_job_has_all_its_attempts(stand: Stand) -> None:
    with Operator(stand.api.store, SPACE, loses(2, 3, after=lambda stage: end_of(stage))):
        assert stand.launcher(**THREE).run().code is ExitCode.CALLER
        again = stand.launcher(**THREE).run()
    assert (again.code, again.attempts) == (ExitCode.DONE, 4)


def end_of(stage: Stage) -> None:
    if attempt(stage) == 1:
        stage.failed(2)
    else:
        stage.completed()


def test_the_time_limit_counts_over_all_attempts(stand: Stand) -> None:
    def script(stage: Stage) -> None:
        begin(stage)
        if attempt(stage) == 1:
            stage.driver_lost()

    made_hours_ago(stand)
    result = stand.run(script, **{**THREE, "limits": replace(PATIENT, timeout=7210.0)})
    assert (result.code, result.attempts) == (ExitCode.TIMED_OUT, 2)


def made_hours_ago(stand: Stand) -> None:
    """Put the first attempt there, 7,200 s old."""
    hours_ago = datetime.now(UTC) - timedelta(hours=2)
    body = stand.app.manifest(1)
    body["metadata"]["creationTimestamp"] = hours_ago.strftime("%Y-%m-%dT%H:%M:%SZ")
    stand.api.store.put(APPS, SPACE, body)


def test_a_job_that_has_no_time_left_is_not_tried_again(stand: Stand) -> None:
    made_hours_ago(stand)
    limits = replace(PATIENT, timeout=7260.0)
    result = stand.run(loses(1), limits=limits, attempts=3, between=Backoff(600.0, 600.0))
    assert (result.code, result.attempts) == (ExitCode.OTHER_SIDE, 1)


def test_each_attempt_says_where_its_series_began(stand: Stand) -> None:
    stand.run(loses(1, 2), **THREE)
    bodies = [stand.api.store.get(APPS, SPACE, name) for name in sorted(stand.names)]
    created = bodies[0]["metadata"]["creationTimestamp"]  # type: ignore[index]
    noted = [one["metadata"].get("annotations", {}).get(SERIES) for one in bodies]  # type: ignore[index]
    assert noted == [None, f"1 {created}", f"1 {created}"]


def test_a_false_loss_that_ends_well_meanwhile_is_adopted(stand: Stand) -> None:
    """spark-operator issue 2755: the operator lost sight of a driver that runs on."""

    class Meanwhile(Backoff):
        def waits(self) -> Iterator[float]:
            now = datetime.now(UTC)
            (name,) = stand.names
            stand.outcomes.record(name, Outcome("run-1", ExitCode.DONE, "40 filings", now, now))
            yield 0.0

    result = stand.run(loses(1), **{**THREE, "between": Meanwhile()})
    assert (result.code, result.attempts, len(stand.names)) == (ExitCode.DONE, 1, 1)


def test_a_driver_that_still_runs_goes_before_the_next_one_comes(stand: Stand) -> None:
    def script(stage: Stage) -> None:
        begin(stage)
        if attempt(stage) > 1:
            stage.completed()
            return
        stage.lost_from_sight()

    result = stand.run(script, **THREE)
    assert (result.code, result.attempts) == (ExitCode.DONE, 2)
    assert [name[-3:] for name in stand.names] == ["-a2"]


def test_a_stop_between_two_attempts_starts_no_other(stand: Stand) -> None:
    stop = StopSignal()
    with Operator(stand.api.store, SPACE, loses(1)):
        running = Background(
            stand.launcher(stop=stop, **{**THREE, "between": Backoff(600.0, 600.0)})
        )
        waited(lambda: LOST in noted(stand))
        stop.request()
        running.join(60)
    assert isinstance(running.error, Stopped)
    assert len(stand.names) == 1


def noted(stand: Stand) -> dict[str, str]:
    found = [stand.api.store.get(APPS, SPACE, name) for name in stand.names]
    return {
        key: text
        for one in found
        for key, text in (one or {})["metadata"].get("annotations", {}).items()
    }
