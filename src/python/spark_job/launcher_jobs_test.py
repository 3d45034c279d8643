"""Applications that are not the writer's, or that wait for their turn."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from docai.lake.open import open_lake
from docai.runtime.exit_codes import ExitCode
from docai.runtime.outcome import Outcome, OutcomeTable
from spark_job.base_manifest import read_base
from spark_job.conftest import LONGER, SHORT, SPACE, Stand, begin, good
from spark_job.jobs import anything
from spark_job.outcomes import Outcomes
from spark_job.settings import Executors, PodSize, Settings
from spark_job.spark_app import build
from stand_ins.kube.api import waited
from stand_ins.kube.operator import Stage


@pytest.fixture
def any_job(stand: Stand) -> Stand:
    """A job of somebody else, without a lake."""
    settings = Settings(
        namespace=SPACE,
        step=anything.STEP,
        job=anything.anything("local:///opt/job.py", None, None, None, "run-1"),
        driver=PodSize(),
        executors=Executors(PodSize()),
        image="apache/spark:4.0.0",
    )
    stand.app = build(settings, "run-1", read_base(None, anything.MANIFEST))
    return stand


WITHOUT_LAKE = {"outcomes": Outcomes(None, "run-1"), "codes": anything.CODES}


def test_any_job_is_followed_and_adopted_from_the_cluster_alone(any_job: Stand) -> None:
    first = any_job.run(good, **WITHOUT_LAKE)
    assert (first.code, first.state) == (ExitCode.DONE, "COMPLETED")
    assert any_job.printed == ["first", "second", "last"]
    again = any_job.launcher(**WITHOUT_LAKE).run()
    assert (again.adopted, again.app_name) == (True, first.app_name)
    assert len(any_job.names) == 1


@pytest.mark.parametrize("code", [2, 4, 9])
def test_the_exit_codes_of_any_job_are_its_own(any_job: Stand, code: int) -> None:
    def script(stage: Stage) -> None:
        begin(stage)
        stage.failed(code)

    result = any_job.run(script, **WITHOUT_LAKE)
    assert result.code is ExitCode.DEFECT
    assert f"failed with exit code {code}" in result.text


def test_any_job_that_leaves_an_outcome_is_believed(any_job: Stand, tmp_path: Path) -> None:
    outcomes = Outcomes(open_lake(str(tmp_path)), "run-1")
    now = datetime.now(UTC)
    table = OutcomeTable("days", "file:///x", 3, 40)

    def script(stage: Stage) -> None:
        begin(stage)
        said = Outcome("run-1", ExitCode.PARTIAL, "3 days failed", now, now, {"days": 7}, (table,))
        outcomes.record(stage.name, said)
        stage.failed(4)

    result = any_job.run(script, outcomes=outcomes, codes=anything.CODES)
    assert (result.code, result.figures, result.tables) == (
        ExitCode.PARTIAL,
        {"days": 7},
        (table,),
    )
    assert "3 days failed" in result.text


def test_a_suspended_application_is_waited_for(
    stand: Stand, caplog: pytest.LogCaptureFixture
) -> None:
    stand.app = replace(stand.app, labels={"kueue.x-k8s.io/queue-name": "nightly"})

    def script(stage: Stage) -> None:
        stage.suspended()
        time.sleep(LONGER)
        stage.resumed()
        begin(stage)
        stage.log("at last")
        stage.completed()

    with caplog.at_level("INFO"):
        assert stand.run(script, limits=SHORT).code is ExitCode.DONE
    assert "waits in queue nightly: suspended" in caplog.text
    assert stand.printed == ["at last"]


def test_a_job_that_is_suspended_while_it_runs_is_followed_through_its_second_run(
    stand: Stand,
) -> None:
    def script(stage: Stage) -> None:
        begin(stage)
        stage.log("first")
        waited(lambda: stand.printed)
        stage.suspended()
        time.sleep(LONGER)
        stage.resumed()
        good(stage)

    assert stand.run(script, limits=SHORT).code is ExitCode.DONE
    assert stand.printed[0] == "first"
    assert stand.printed[-1] == "last"
