"""A launcher and then the exit handler, each as a process of its own, as the pipeline starts them."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

from spark_job.conftest import SPACE, begin
from spark_job.record.own_test import Stand, stand
from stand_ins.kube.api import waited
from stand_ins.kube.operator import APPS, Operator, Script, Stage
from stand_ins.pages import check_page, words_of

__all__ = ["stand"]  # the fixture


def quarantine(stage: Stage) -> None:
    begin(stage)
    stage.failed(4)


def out_of_memory(stage: Stage) -> None:
    begin(stage)
    stage.log("java.lang.OutOfMemoryError: Java heap space")
    stage.failed(137, "OOMKilled")


def no_image(stage: Stage) -> None:
    stage.submitted()
    stage.waiting("ImagePullBackOff", 'Back-off pulling image "spark-delta:v9"')


def told(stand: Stand, report: Path) -> str:
    """Run the exit handler; return the last line of its log."""
    final = json.dumps({"state": "RUNNING", "error": {}})
    handler = stand.start("--cleanup", "--final-status", final, "--output-report", str(report))
    said, _ = handler.communicate(timeout=60)
    assert handler.returncode == 0, said
    check_page(report.read_text())
    assert "RUNNING" not in report.read_text()
    return str(json.loads(said.splitlines()[-1])["message"])


@pytest.mark.parametrize(
    ("script", "code", "says", "advice"),
    [
        (quarantine, 4, "(exit code 4: done in part", "All other filings are committed"),
        (out_of_memory, 5, "(exit code 5: out of memory)", "Raise driver_memory"),
        (no_image, 7, "Back-off pulling image", "Check the parameter spark_delta_image"),
    ],
)
def test_the_exit_handler_tells_what_the_launcher_left(
    stand: Stand, tmp_path: Path, script: Script, code: int, says: str, advice: str
) -> None:
    assert stand.run(script) == code
    report = tmp_path / "outputs" / "report.html"
    last = told(stand, report)
    assert last.startswith("run run-1 failed in step run-spark-job ")
    assert says in last
    assert advice in words_of(report.read_text())


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (signal.SIGTERM, "run run-1 was cancelled while step 2 (run-spark-job) ran."),
        (
            signal.SIGKILL,
            "run run-1 was cancelled or killed in step run-spark-job. It ended before it could say why",
        ),
    ],
)
def test_a_launcher_that_was_ended_in_the_middle_is_told_apart(
    stand: Stand, tmp_path: Path, number: signal.Signals, says: str
) -> None:
    with Operator(stand.api.store, SPACE, begin):
        launcher = stand.start()
        waited(lambda: any(one.get("status") for one in stand.api.store.all(APPS, SPACE)), 30)
        launcher.send_signal(number)
        launcher.communicate(timeout=30)
    assert told(stand, tmp_path / "report.html").startswith(says)
    assert stand.api.store.names(APPS) == []
