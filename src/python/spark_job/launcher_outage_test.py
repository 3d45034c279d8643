"""The launcher while the API server is away, while clocks jump, and when it is asked to stop."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from docai.runtime.errors import Stopped
from docai.runtime.exit_codes import ExitCode
from docai.runtime.stop import StopSignal
from spark_job.conftest import (
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
from stand_ins.kube.api import waited
from stand_ins.kube.handler import status
from stand_ins.kube.operator import Operator, Stage


def test_a_restart_of_the_api_server_loses_nothing(stand: Stand) -> None:
    resume = threading.Event()

    def script(stage: Stage) -> None:
        begin(stage)
        stage.log("one")
        resume.wait(60)
        stage.log("two")
        stage.completed()

    with Operator(stand.api.store, SPACE, script) as operator:
        running = Background(stand.launcher())
        waited(lambda: "one" in stand.printed)
        stand.api.restart(0.8)
        resume.set()
        running.join(60)
    assert running.error is None
    assert running.result is not None
    assert running.result.code is ExitCode.DONE
    assert stand.printed == ["one", "two"]
    assert len(operator.stages) == 1


def test_no_limit_runs_out_while_the_api_server_is_away(stand: Stand) -> None:
    resume = threading.Event()

    def script(stage: Stage) -> None:
        stage.submitted()
        resume.wait(60)
        stage.running()
        stage.completed()

    with Operator(stand.api.store, SPACE, script):
        running = Background(stand.launcher(limits=replace(SHORT, timeout=11.0)))
        waited(lambda: stand.names)
        time.sleep(0.3)
        stand.api.stop()
        time.sleep(LONGER)
        resume.set()
        time.sleep(0.2)
        stand.api.start()
        running.join(60)
    assert running.error is None
    assert running.result is not None
    assert running.result.code is ExitCode.DONE


def test_a_watch_that_is_cut_and_expired_misses_nothing(stand: Stand) -> None:
    def script(stage: Stage) -> None:
        begin(stage)
        stage.log("one")
        time.sleep(0.3)
        stand.api.cut_streams()
        stand.api.store.forget_history()
        stage.log("two")
        stage.completed()

    assert stand.run(script).code is ExitCode.DONE
    assert stand.printed == ["one", "two"]


def stop_in(
    stand: Stand, script: Callable[[Stage], None], ready: Callable[[], Any], **options: Any
) -> tuple[Background, float]:
    """Ask for a stop once ``ready``; return the launcher and the seconds until the DELETE was sent, -1 for none."""
    stop = StopSignal()
    with Operator(stand.api.store, SPACE, script):
        running = Background(stand.launcher(stop=stop, **options))
        waited(ready)
        asked = time.monotonic()
        stop.request()
        running.join(60)
    deletes = [one.at for one in stand.api.asked if one.method == "DELETE"]
    return running, (deletes[0] - asked if deletes else -1.0)


@pytest.mark.parametrize(
    "script",
    [
        lambda stage: None,
        lambda stage: stage.submitted(),
        lambda stage: (stage.submitted(), stage.waiting("ErrImagePull", "slow")),
        endless,
    ],
    ids=["new", "submitted", "pulling", "running"],
)
def test_a_stop_deletes_the_application_at_once_in_every_state(stand: Stand, script: Any) -> None:
    slow = replace(PATIENT, pickup=600.0, start=600.0, trouble=600.0)
    running, took = stop_in(stand, script, lambda: stand.names, limits=slow, resync=600.0)
    assert isinstance(running.error, Stopped)
    assert 0 <= took < 0.5
    assert stand.names == []


def test_a_stop_can_leave_the_application_for_the_next_start(stand: Stand) -> None:
    running, took = stop_in(
        stand, endless, lambda: "working" in stand.printed, delete_on_stop=False
    )
    assert isinstance(running.error, Stopped)
    assert took < 0
    (name,) = stand.names
    next_one = Background(stand.launcher())
    time.sleep(0.5)
    Stage(stand.api.store, SPACE, name).completed()
    next_one.join(60)
    assert next_one.result is not None
    assert next_one.result.app_name == name


def test_a_clock_that_jumps_changes_no_limit(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    real = time.time

    def script(stage: Stage) -> None:
        begin(stage)
        time.sleep(1.0)  # the server's clock is this one too, and is read when the watch begins
        monkeypatch.setattr(time, "time", lambda: real() + 10 * 86400)
        time.sleep(0.5)
        monkeypatch.setattr(time, "time", lambda: real() - 10 * 86400)
        time.sleep(0.5)
        stage.completed()

    assert stand.run(script, limits=replace(PATIENT, timeout=600.0)).code is ExitCode.DONE


def test_without_the_right_to_see_pods_the_job_is_still_watched(stand: Stand) -> None:
    def fault(_: str, path: str) -> Any:
        return status(403, "Forbidden", "no pods") if "/pods" in path else None

    stand.api.fault = fault
    assert stand.run(good).code is ExitCode.DONE
    assert stand.printed == []
