"""The launcher against an API server and an operator that fail on demand; servers_test has what holds on any server."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from docai.cluster.client import Cluster
from docai.cluster.errors import Forbidden, OverQuota, Refused
from docai.lake.open import open_lake
from docai.runtime.errors import NotStarted, Stopped
from docai.runtime.exit_codes import ExitCode
from docai.runtime.outcome import Outcome
from docai.runtime.stop import StopSignal
from docai.testing.kube.api import KubeApi, status, waited
from docai.testing.kube.clients import client
from docai.testing.kube.operator import APPS, Operator, Stage
from spark_job.cleaning import clean_up
from spark_job.errors import BadManifest, OtherSpec
from spark_job.launcher import Launcher
from spark_job.outcomes import Outcomes
from spark_job.results import Result
from spark_job.settings import Settings
from spark_job.spark_app import SparkApp
from spark_job.spark_app_test import changed
from spark_job.watching import Limits

SPACE = "spark-jobs"
QUICK = Limits(pickup=1.5, start=1.5, timeout=None, trouble=0.5, settle=1.0)


@dataclass
class Stand:
    """A namespace with an API server, a lake, and launchers in it."""

    api: KubeApi
    app: SparkApp
    folder: Path
    printed: list[str] = field(default_factory=list)

    @property
    def cluster(self) -> Cluster:
        """A new client."""
        return client(self.api, patience=3.0)

    @property
    def outcomes(self) -> Outcomes:
        """What the lake knows of the run."""
        return Outcomes(open_lake(str(self.folder)), "run-1")

    @property
    def names(self) -> list[str]:
        """The applications that are there."""
        return self.api.store.names(APPS)

    def launcher(self, **options: Any) -> Launcher:
        """A launcher of the job."""
        given: dict[str, Any] = {
            "cluster": self.cluster,
            "app": self.app,
            "outcomes": self.outcomes,
            "limits": QUICK,
            "stop": StopSignal(),
            "emit": self.printed.append,
            "resync": 1.0,
            **options,
        }
        return Launcher(**given)

    def run(self, script: Callable[[Stage], None], **options: Any) -> Result:
        """Run a launcher while ``script`` plays."""
        with Operator(self.api.store, SPACE, script):
            return self.launcher(**options).run()


@pytest.fixture
def stand(app: SparkApp, tmp_path: Path) -> Iterator[Stand]:
    with KubeApi() as api:
        yield Stand(api, app, tmp_path)


def begin(stage: Stage) -> None:
    stage.submitted()
    stage.running()


def good(stage: Stage) -> None:
    begin(stage)
    stage.log("first", "second")
    time.sleep(0.2)
    stage.log("last")
    stage.completed()


def endless(stage: Stage) -> None:
    begin(stage)
    stage.log("working")


class Background(threading.Thread):
    """A launcher in a thread, with what it brought back."""

    def __init__(self, launcher: Launcher) -> None:
        super().__init__(daemon=True)
        self.launcher = launcher
        self.result: Result | None = None
        self.error: Exception | None = None
        self.start()

    def run(self) -> None:
        try:
            self.result = self.launcher.run()
        except Exception as error:  # noqa: BLE001 - handed to the test, which looks at it
            self.error = error


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
        stage.unschedulable("0/1 nodes are available: 1 Insufficient cpu.")

    caplog.set_level("INFO")
    result = stand.run(script)
    assert result.code is ExitCode.NOT_STARTED
    assert "Insufficient cpu" in result.text
    assert "no node takes the driver yet" in caplog.text
    assert stand.names == []


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

    result = stand.run(script)
    assert result.code is ExitCode.NOT_STARTED
    assert 'FailedMount: configmap "x" not found' in result.text


def test_time_that_runs_out_deletes_the_application(stand: Stand) -> None:
    result = stand.run(endless, limits=Limits(pickup=2, start=2, timeout=1.0))
    assert result.code is ExitCode.TIMED_OUT
    assert stand.names == []


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
    killed = threading.Event()

    def script(stage: Stage) -> None:
        begin(stage)
        for number, line in enumerate(lines):
            stage.log(line)
            time.sleep(0.05)
            if number == 20:
                killed.wait(10)
        stage.completed()

    with Operator(stand.api.store, SPACE, script):
        first = stand.launcher()
        dead = Background(first)
        (name,) = waited(lambda: stand.names)
        waited(lambda: "docai/log-place" in stand.api.store.get(APPS, SPACE, name)["metadata"].get("annotations", {}))  # type: ignore[index]
        time.sleep(1.2)
        # As good as killed: it prints nothing any more and keeps no place.
        assert first._driver_log is not None
        first._driver_log._emit = lambda _: None
        first._driver_log._keep = lambda _: None
        seen = len(stand.printed)
        assert seen > 0
        killed.set()
        result = stand.launcher().run()
        dead.join(15)
    assert result.code is ExitCode.DONE
    assert stand.printed == lines


def test_a_creation_whose_answer_is_lost_makes_one_application(stand: Stand) -> None:
    posts: list[str] = []

    def fault(method: str, path: str) -> Any:
        if method == "POST" and not posts:
            posts.append(path)
            stand.api.store.put(APPS, SPACE, stand.app.manifest(1))
            return "cut"
        return None

    stand.api.fault = fault
    assert stand.run(good).code is ExitCode.DONE
    assert len(stand.names) == 1


def test_a_creation_that_did_not_arrive_is_sent_again(stand: Stand) -> None:
    posts: list[str] = []

    def fault(method: str, path: str) -> Any:
        if method == "POST":
            posts.append(path)
        return (
            status(503, "ServiceUnavailable", "starting")
            if method == "POST" and len(posts) < 3
            else None
        )

    stand.api.fault = fault
    assert stand.run(good).code is ExitCode.DONE
    assert len(posts) == 3


@pytest.mark.parametrize(
    ("code", "message", "error"),
    [
        (403, 'sparkapplications is forbidden: User "u" cannot create', Forbidden),
        (403, "x is forbidden: exceeded quota: small, requested: count/x=1", OverQuota),
        (400, 'admission webhook "v.example.org" denied the request: no', Refused),
        (404, 'namespaces "spark-jobs" not found', BadManifest),
        (404, "the server could not find the requested resource", NotStarted),
    ],
)
def test_what_the_api_server_refuses_is_one_sentence(
    stand: Stand, code: int, message: str, error: type[Exception]
) -> None:
    stand.api.fault = lambda method, _: (
        status(code, "Forbidden", message) if method == "POST" else None
    )
    with pytest.raises(error):
        stand.launcher().run()


def test_a_name_that_is_taken_by_something_else_is_said(stand: Stand) -> None:
    other = stand.app.manifest(1)
    other["metadata"]["labels"] = {}
    stand.api.store.put(APPS, SPACE, other)
    with pytest.raises(BadManifest, match="is taken in spark-jobs"):
        stand.launcher().run()


def test_the_step_is_not_run_beside_itself_with_other_options(
    stand: Stand, settings: Settings
) -> None:
    stand.api.store.put(APPS, SPACE, changed(settings, arguments=()).manifest(1))
    with pytest.raises(OtherSpec):
        stand.launcher().run()


def test_a_restart_of_the_api_server_loses_nothing(stand: Stand) -> None:
    resume = threading.Event()

    def script(stage: Stage) -> None:
        begin(stage)
        stage.log("one")
        resume.wait(10)
        stage.log("two")
        stage.completed()

    with Operator(stand.api.store, SPACE, script) as operator:
        running = Background(stand.launcher())
        waited(lambda: "one" in stand.printed)
        stand.api.restart(0.8)
        resume.set()
        running.join(20)
    assert running.error is None
    assert running.result is not None
    assert running.result.code is ExitCode.DONE
    assert stand.printed == ["one", "two"]
    assert len(operator.stages) == 1


def test_no_limit_runs_out_while_the_api_server_is_away(stand: Stand) -> None:
    resume = threading.Event()

    def script(stage: Stage) -> None:
        stage.submitted()
        resume.wait(10)
        stage.running()
        stage.completed()

    with Operator(stand.api.store, SPACE, script):
        running = Background(stand.launcher(limits=Limits(pickup=1.5, start=1.5, timeout=2.0)))
        waited(lambda: stand.names)
        time.sleep(0.3)
        port = int(stand.api.url.rpartition(":")[2])
        stand.api.stop()
        time.sleep(2.5)
        resume.set()
        time.sleep(0.2)
        stand.api.start(port)
        running.join(20)
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
    """Ask for a stop once ``ready``; return the launcher and how long the DELETE took to be sent."""
    stop = StopSignal()
    with Operator(stand.api.store, SPACE, script):
        running = Background(stand.launcher(stop=stop, **options))
        waited(ready)
        asked = time.monotonic()
        stop.request()
        running.join(10)
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
    slow = Limits(pickup=30, start=30, trouble=30)
    running, took = stop_in(stand, script, lambda: stand.names, limits=slow)
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
    next_one.join(10)
    assert next_one.result is not None
    assert next_one.result.app_name == name


def test_cleanup_deletes_what_the_run_left_and_nothing_else(
    stand: Stand, settings: Settings
) -> None:
    stand.api.store.put(APPS, SPACE, stand.app.manifest(1))
    stand.api.store.put(APPS, SPACE, changed(settings, step="other").manifest(1))
    foreign = stand.app.manifest(2)
    foreign["metadata"]["labels"]["docai/run-id"] = "run-2"
    stand.api.store.put(APPS, SPACE, foreign)
    assert len(clean_up(stand.cluster, SPACE, "run-1")) == 2
    assert stand.names == [foreign["metadata"]["name"]]
    assert clean_up(stand.cluster, SPACE, "run-1") == ()


def test_a_clock_that_jumps_changes_no_limit(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    real = time.time

    def script(stage: Stage) -> None:
        begin(stage)
        monkeypatch.setattr(time, "time", lambda: real() + 10 * 86400)
        time.sleep(0.5)
        monkeypatch.setattr(time, "time", lambda: real() - 10 * 86400)
        time.sleep(0.5)
        stage.completed()

    assert stand.run(script, limits=Limits(pickup=5, start=5, timeout=30)).code is ExitCode.DONE


def test_without_the_right_to_see_pods_the_job_is_still_watched(stand: Stand) -> None:
    def fault(_: str, path: str) -> Any:
        return status(403, "Forbidden", "no pods") if "/pods" in path else None

    stand.api.fault = fault
    assert stand.run(good).code is ExitCode.DONE
    assert stand.printed == []
