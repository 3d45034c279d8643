"""The exit handler as it is started, against the Kubernetes stand-in and a lake in a folder."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from docai.lake.open import open_lake
from docai.runtime import step_record as records
from docai.runtime.errors import CallerError
from docai.runtime.exit_codes import ExitCode
from docai.runtime.outcome import Outcome
from docai.runtime.step_record import StepRecord, record_path
from spark_job.cleaning import clean_up
from spark_job.conftest import SPACE, Stand
from spark_job.errors import BadManifest
from spark_job.launch_options import read_cleanup
from stand_ins.kube.handler import status
from stand_ins.kube.operator import APPS, Stage
from stand_ins.pages import check_page, words_of

BEGAN = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
DONE = ExitCode.DONE


class Handler:
    """Starts the exit handler of ``run-1`` and keeps what it leaves."""

    def __init__(self, stand: Stand, folder: Path) -> None:
        self.stand, self.folder = stand, folder
        self.lake = f"file://{stand.folder}"

    def run(self, *argv: str, final: str = "FAILED") -> ExitCode:
        given = ["--cleanup", "--lake", self.lake, "--namespace", SPACE, "--run-id", "run-1"]
        given += ["--final-status", json.dumps({"state": final}), *argv]
        for name in ("report", "metrics"):
            given += [f"--output-{name}", str(self.folder / name)]
        options = read_cleanup(given, {})
        assert options is not None
        return clean_up(options, lambda: self.stand.cluster)

    @property
    def shown(self) -> str:
        page = (self.folder / "report").read_text()
        check_page(page)
        return words_of(page)

    @property
    def metrics(self) -> dict[str, float]:
        return dict(json.loads((self.folder / "metrics").read_text()))

    def record(self, step: str, code: ExitCode | None, message: str = "") -> None:
        ended = None if code is None else BEGAN
        made = StepRecord("run-1", step, BEGAN, ended, code, message)
        open_lake(self.lake).replace(record_path("run-1", step), records.to_bytes(made))


@pytest.fixture
def handler(
    stand: Stand, tmp_path_factory: pytest.TempPathFactory, caplog: pytest.LogCaptureFixture
) -> Handler:
    caplog.set_level(logging.INFO)
    return Handler(stand, tmp_path_factory.mktemp("outputs") / "deep")


def application(stand: Stand) -> Stage:
    made = stand.api.store.put(APPS, SPACE, stand.app.manifest(1))
    return Stage(stand.api.store, SPACE, made["metadata"]["name"])


def test_a_failed_run_is_told_and_the_exit_handler_succeeds(
    handler: Handler, stand: Stand, caplog: pytest.LogCaptureFixture, capsys: Any
) -> None:
    stage = application(stand)
    stage.submitted()
    stage.failed(4)
    handler.record("data-loader", DONE)
    handler.record("spark-delta", ExitCode.PARTIAL, "3 of 40 filings went to quarantine")
    assert handler.run() is DONE
    says = (
        "run run-1 failed in step run-spark-job (exit code 4: done in part: more filings failed than is tolerated): "
        "3 of 40 filings went to quarantine"
    )
    assert caplog.records[-1].getMessage() == says
    assert caplog.records[-1].levelno == logging.ERROR
    assert says[1:] in handler.shown
    assert handler.metrics["exit_code"] == 4
    assert handler.metrics["applications_deleted"] == 1
    assert capsys.readouterr().out == f"{stage.name}\n"
    assert stand.names == []


def test_a_good_run_is_told_in_one_line(handler: Handler, caplog: pytest.LogCaptureFixture) -> None:
    handler.record("data-loader", DONE)
    handler.record("spark-delta", DONE)
    assert handler.run(final="SUCCEEDED") is DONE
    assert caplog.records[-1].getMessage() == "run run-1 is done: every step is done"
    assert caplog.records[-1].levelno == logging.INFO


def test_applications_go_before_the_lake_is_read(
    handler: Handler, stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    application(stand)
    there: list[list[str]] = []
    read = Path.open

    def opened(path: Path, *arguments: Any, **more: Any) -> Any:
        if "_outcomes" in str(path):
            there.append(stand.names)
        return read(path, *arguments, **more)

    handler.record("data-loader", DONE)
    monkeypatch.setattr(Path, "open", opened)
    assert handler.run() is DONE
    assert [names for names in there if names] == []
    assert stand.names == []


def test_kubeflow_is_handed_the_metrics(handler: Handler, tmp_path: Path) -> None:
    artifact = {"name": "n/1", "uri": "s3://x/metrics", "metadata": {}}
    outputs = {
        "artifacts": {"metrics": {"artifacts": [artifact]}},
        "outputFile": str(tmp_path / "executor_output.json"),
    }
    handler.run("--executor-input", json.dumps({"inputs": {}, "outputs": outputs}))
    told = json.loads((tmp_path / "executor_output.json").read_text())
    assert told["artifacts"]["metrics"]["artifacts"][0]["metadata"] == handler.metrics


def test_a_lake_that_cannot_be_read_is_told_and_the_cluster_cleaned_all_the_same(
    handler: Handler, stand: Stand
) -> None:
    stage = application(stand)
    stage.submitted()
    stage.running()
    handler.lake = "abfss://no lake"
    assert handler.run() is DONE
    assert stand.names == []
    assert "The lake cannot be read" in handler.shown
    assert stage.name in handler.shown


@pytest.mark.parametrize("lake", ["", "my/folder"])
def test_a_lake_that_no_step_took_is_told_as_well(handler: Handler, lake: str) -> None:
    handler.lake = lake
    assert handler.run() is DONE
    assert "write abfss://FILESYSTEM@ACCOUNT" in handler.shown


def refusing(method_refused: str) -> Any:
    return lambda method, _: (
        status(403, "Forbidden", "no right") if method == method_refused else None
    )


def test_a_refused_deletion_fails_after_the_outputs_are_written(
    handler: Handler, stand: Stand, caplog: pytest.LogCaptureFixture
) -> None:
    stage = application(stand)
    stand.api.fault = refusing("DELETE")
    handler.record("data-loader", DONE)
    assert handler.run(final="RUNNING") is ExitCode.CALLER
    assert f"It could not be deleted: {stage.name}" in handler.shown
    last = caplog.records[-1].getMessage()
    assert "cancelled or killed in step run-spark-job. It ended before" in last
    assert f"applications of the run may be left in {SPACE}: {stage.name}" in last


@pytest.mark.parametrize(
    ("spark", "outcome", "code"),
    [(None, False, 0), (ExitCode.CALLER, False, 0), (DONE, False, 2), (None, True, 2)],
)
def test_a_refused_list_is_a_failure_only_when_an_application_was_started(
    handler: Handler, stand: Stand, spark: ExitCode | None, outcome: bool, code: int
) -> None:
    stand.api.fault = refusing("GET")
    if spark is not None:
        handler.record("spark-delta", spark)
    if outcome:
        stand.outcomes.record("app-a1", Outcome("run-1", DONE, "", BEGAN, BEGAN))
    assert handler.run() == code
    assert "The run's applications cannot be looked at" in handler.shown


def test_a_cluster_that_is_away_is_tried_again_by_the_pipeline(
    handler: Handler, stand: Stand
) -> None:
    stand.api.fault, stand.patience = lambda *_: "cut", 2.0
    assert handler.run() is ExitCode.OTHER_SIDE
    assert "The run's applications cannot be looked at" in handler.shown


def test_an_output_that_cannot_be_written_is_named_after_the_clean_up(
    handler: Handler, stand: Stand
) -> None:
    application(stand)
    handler.folder.write_text("a file")
    with pytest.raises(BadManifest, match="cannot be written"):
        handler.run()
    assert stand.names == []


def test_only_with_cleanup_it_is_the_exit_handler() -> None:
    assert read_cleanup(["--lake", "x"], {}) is None
    assert read_cleanup(["--cleanup", "false"], {}) is None
    assert read_cleanup(["--cleanup"], {}) is not None
    assert read_cleanup([], {"DOCAI_CLEANUP": "true"}) is not None
    with pytest.raises(CallerError, match="--run-id"):
        read_cleanup(["--cleanup", "--run-id", "../x"], {})
