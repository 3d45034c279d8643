"""What the launcher leaves in the lake, as a process of its own against an API server and an operator that act."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from docai.runtime.exit_codes import ExitCode
from docai.runtime.step_record import StepRecord, from_bytes, record_path
from spark_job import create_spark_app
from spark_job.record.own import place_of
from stand_ins.kube.api import KubeApi, waited
from stand_ins.kube.operator import APPS, Operator, Script, Stage

SPACE = "spark-jobs"
CANARY = "canary-canary-canary=="
LAKE = ["--lake", "abfss://f@a.dfs.core.windows.net/x"]


@dataclass
class Stand:
    """An API server, a lake, and launchers as processes."""

    api: KubeApi
    folder: Path
    said: str = ""

    @property
    def options(self) -> list[str]:
        return [
            *("--lake", self.folder.as_uri(), "--run-id", "run-1", "--namespace", SPACE),
            *("--pickup-timeout", "60s"),
        ]

    def start(self, *options: str) -> subprocess.Popen[str]:
        kubeconfig = self.folder / "kubeconfig"
        kubeconfig.write_text(
            "{apiVersion: v1, kind: Config, current-context: c, users: [{name: u, user: {}}], "
            f"clusters: [{{name: k, cluster: {{server: '{self.api.url}'}}}}], "
            "contexts: [{name: c, context: {cluster: k, user: u}}]}"
        )
        environment = {
            **os.environ,
            "KUBECONFIG": str(kubeconfig),
            "PYTHONPATH": os.pathsep.join(sys.path),
            "AZURE_STORAGE_ACCOUNT_KEY": CANARY,
        }
        return subprocess.Popen(
            [sys.executable, "-m", create_spark_app.__name__, *self.options, *options],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, script: Script, *options: str) -> int:
        """Run a launcher while ``script`` plays; return its exit code."""
        with Operator(self.api.store, SPACE, script):
            ran = self.start(*options)
            said, _ = ran.communicate(timeout=120)
        assert "this is a defect of docai" not in said, said
        self.said = said
        return ran.returncode

    def wait_for_the_watch(self) -> None:
        """Wait until a launcher has made its application, watches it and follows its driver's log."""
        waited(lambda: self.api.store.names(APPS), 90.0)
        waited(lambda: self.api.count("GET", "follow=true"))

    def record(self, step: str = "spark-delta") -> StepRecord:
        return from_bytes((self.folder / record_path("run-1", step)).read_bytes())


@pytest.fixture
def stand(tmp_path: Path) -> Iterator[Stand]:
    with KubeApi() as api:
        yield Stand(api, tmp_path)


def test_a_good_end_is_recorded_with_its_report(stand: Stand) -> None:
    def script(stage: Stage) -> None:
        stage.submitted()
        stage.running()
        begun = stand.record()
        assert (begun.exit_code, begun.ended_at) == (None, None)
        stage.completed()

    code = stand.run(script)
    record = stand.record()
    assert (code, record.exit_code) == (0, ExitCode.DONE)
    assert "is done" in record.message
    (report,) = record.reports
    assert "<html" in (stand.folder / report).read_text()
    assert record.figures["attempts"] == 1.0


def test_a_failure_is_recorded_with_lines_and_advice_and_without_secrets(stand: Stand) -> None:
    def script(stage: Stage) -> None:
        stage.submitted()
        stage.running()
        stage.log("Traceback (most recent call last):", f"ValueError: {CANARY} at sig=canary&x=1")
        stage.failed(1)

    assert stand.run(script, "--step", "other-step") == 1
    record = stand.record("other-step")
    assert record.exit_code is ExitCode.DEFECT
    assert "exit code 1" in record.message
    assert "ValueError" in " ".join(record.lines)
    assert "lines below" in record.advice
    assert "canary" not in stand.said
    for left in (stand.folder / "delta").rglob("*.*"):
        assert "canary" not in left.read_text(), left


def test_a_stop_deletes_first_and_is_recorded_at_once(stand: Stand) -> None:
    def script(stage: Stage) -> None:
        stage.submitted()
        stage.running()
        stage.log("working")

    with Operator(stand.api.store, SPACE, script):
        ran = stand.start()
        stand.wait_for_the_watch()
        asked = time.time()
        ran.send_signal(signal.SIGTERM)
        ran.communicate(timeout=20)
    (deleted,) = [one.at for one in stand.api.asked if one.method == "DELETE"]
    deleted += time.time() - time.monotonic()
    recorded = (stand.folder / record_path("run-1", "spark-delta")).stat().st_mtime
    record = stand.record()
    assert (ran.returncode, record.exit_code) == (143, ExitCode.STOPPED)
    assert "stopped on request" in record.message
    assert asked - 0.05 < deleted < recorded + 0.05
    assert recorded < asked + 0.8


def test_a_stop_whose_delete_is_refused_is_recorded_before_it_is_tried_again(stand: Stand) -> None:
    def script(stage: Stage) -> None:
        stage.submitted()
        stage.running()

    with Operator(stand.api.store, SPACE, script):
        ran = stand.start()
        stand.wait_for_the_watch()
        stand.api.fault = lambda method, _: "cut" if method == "DELETE" else None
        asked = time.time()
        ran.send_signal(signal.SIGTERM)
        ran.communicate(timeout=30)
    deletes = [one.at for one in stand.api.asked if one.method == "DELETE"]
    recorded = (stand.folder / record_path("run-1", "spark-delta")).stat().st_mtime
    assert "could NOT be deleted at once" in stand.record().message
    assert recorded < asked + 0.8
    assert len(deletes) > 1
    assert deletes[1] + time.time() - time.monotonic() > recorded


def test_a_launcher_killed_right_after_the_signal_has_said_that_it_was_stopped(
    stand: Stand,
) -> None:
    def script(stage: Stage) -> None:
        stage.submitted()
        stage.running()

    def slow(method: str, path: str) -> None:
        if method == "DELETE":
            time.sleep(3.0)

    with Operator(stand.api.store, SPACE, script):
        ran = stand.start()
        stand.wait_for_the_watch()
        stand.api.fault = slow
        ran.send_signal(signal.SIGTERM)
        time.sleep(0.9)  # what Kubeflow Pipelines gives a step
        ran.kill()
        ran.communicate(timeout=30)
    record = stand.record()
    assert (record.exit_code, record.message) == (ExitCode.STOPPED, "stopped on request")
    assert record.ended_at is not None


@pytest.mark.parametrize(
    ("options", "code", "says"),
    [
        (["--executor", "3"], 2, "no such option: --executor"),
        (["--driver-memory", "64m"], 2, "Spark refuses a driver below 450m"),
        (["--namespace", "Wrong_Name"], 2, "cannot be a namespace"),
        (["--manifest", "/absent.yaml"], 2, "cannot be read"),
    ],
)
def test_options_that_cannot_be_are_recorded(
    stand: Stand, options: list[str], code: int, says: str
) -> None:
    ran = stand.start(*options)
    ran.communicate(timeout=120)
    assert ran.returncode == code
    record = stand.record()
    assert (record.exit_code, record.ended_at is not None) == (ExitCode(code), True)
    assert says in record.message


def test_the_exit_handler_and_a_dry_run_are_no_steps(stand: Stand) -> None:
    for flag in ("--cleanup", "--dry-run"):
        ran = stand.start(flag)
        ran.communicate(timeout=120)
        assert ran.returncode == 0
    assert not (stand.folder / "delta").exists()


@pytest.mark.parametrize(
    ("argv", "environment", "where"),
    [
        ([*LAKE, "--run-id", "r"], {}, ("abfss://f@a.dfs.core.windows.net/x", "r", "spark-delta")),
        (["--lake=file:///x", "--run-id=r", "--step=s"], {}, ("file:///x", "r", "s")),
        ([], {"DOCAI_LAKE": "file:///x", "DOCAI_RUN_ID": "r"}, ("file:///x", "r", "spark-delta")),
        (["--run-id", "r"], {}, None),
        (LAKE, {}, None),
        ([*LAKE, "--run-id", "../r"], {}, None),
        (["--lake", "plain/folder", "--run-id", "r"], {}, None),
        ([*LAKE, "--run-id"], {}, None),
        ([*LAKE, "--run-id", "r", "--cleanup"], {}, None),
    ],
)
def test_where_a_record_belongs_is_read_leniently(
    argv: list[str], environment: dict[str, str], where: tuple[str, str, str] | None
) -> None:
    found = place_of(argv, environment)
    assert (None if found is None else (found.lake, found.run_id, found.step)) == where
