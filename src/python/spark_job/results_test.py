import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from docai.runtime.exit_codes import ExitCode
from docai.runtime.outcome import OutcomeTable
from spark_job.errors import BadManifest
from spark_job.launch_options import Outputs
from spark_job.results import Result, metrics, summary, write_outputs
from spark_job.watch.verdict import Verdict

RESULT = Result(
    run_id="run-1",
    app_name="docai-spark-delta-0123456789-a2",
    verdict=Verdict(ExitCode.DONE, "COMPLETED", "it is <done> & well"),
    attempts=2,
    seconds=61.25,
    figures={"filings": 40, "sections": 880, "quarantined": 1},
)
NOTHING = Outputs(*[None] * 9)


def outputs(folder: Path, **fields: Any) -> Outputs:
    names = ("app_name", "state", "attempts", "seconds", "filings", "sections", "metrics", "report")
    files: dict[str, Any] = {name: folder / "deep" / name for name in names}
    return replace(NOTHING, **files, **fields)


def test_every_output_is_written_into_folders_that_are_made(tmp_path: Path) -> None:
    write_outputs(RESULT, outputs(tmp_path), "<html>")
    texts = {path.name: path.read_text() for path in (tmp_path / "deep").iterdir()}
    assert texts["app_name"] == RESULT.app_name
    assert (texts["state"], texts["attempts"], texts["seconds"]) == ("COMPLETED", "2", "61.250")
    assert (texts["filings"], texts["sections"]) == ("40", "880")
    assert json.loads(texts["metrics"])["quarantined"] == 1.0
    assert texts["report"] == "<html>"


def test_a_job_that_counts_nothing_still_has_every_output(tmp_path: Path) -> None:
    write_outputs(replace(RESULT, figures={}), outputs(tmp_path), "")
    assert (tmp_path / "deep" / "filings").read_text() == "0"


def test_nothing_is_written_where_nobody_asked(tmp_path: Path) -> None:
    write_outputs(RESULT, NOTHING, "")
    assert list(tmp_path.iterdir()) == []


def test_the_pipeline_service_is_told_the_figures(tmp_path: Path) -> None:
    given = {
        "inputs": {},
        "outputs": {
            "artifacts": {
                "metrics": {"artifacts": [{"name": "n/1", "uri": "s3://x/metrics", "metadata": {}}]}
            },
            "outputFile": str(tmp_path / "out" / "executor_output.json"),
        },
    }
    write_outputs(RESULT, outputs(tmp_path, executor_input=json.dumps(given)), "")
    (told,) = json.loads((tmp_path / "out" / "executor_output.json").read_text())["artifacts"][
        "metrics"
    ]["artifacts"]
    assert (told["name"], told["uri"]) == ("n/1", "s3://x/metrics")
    assert told["metadata"]["filings"] == 40.0


def test_the_pipeline_service_is_told_the_tables(tmp_path: Path) -> None:
    names = ("metrics", "table_filings", "table_facts")
    given = {
        "outputs": {
            "artifacts": {name: {"artifacts": [{"name": name, "uri": "s3://x"}]} for name in names},
            "outputFile": str(tmp_path / "executor_output.json"),
        }
    }
    uri = "abfss://f@a.dfs.core.windows.net/x/delta/filings"
    result = replace(
        RESULT,
        tables=(OutcomeTable("filings", uri, 7, 40, "{}"), OutcomeTable("views", uri, 0)),
    )
    write_outputs(result, outputs(tmp_path, executor_input=json.dumps(given)), "")
    told = json.loads((tmp_path / "executor_output.json").read_text())["artifacts"]
    assert told.keys() == {"metrics", "table_filings"}
    (table,) = told["table_filings"]["artifacts"]
    assert table["uri"] == uri
    assert table["metadata"] == {"table": "filings", "version": 7, "rows": 40, "schema": "{}"}


@pytest.mark.parametrize("given", ["{{$}}", "[]", "{}", '{"outputs": {}}'])
def test_an_executor_input_that_is_none_harms_nothing(tmp_path: Path, given: str) -> None:
    write_outputs(RESULT, outputs(tmp_path, executor_input=given), "")
    assert (tmp_path / "deep" / "state").read_text() == "COMPLETED"


def test_an_output_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "deep").write_text("a file")
    with pytest.raises(BadManifest, match="cannot be written"):
        write_outputs(RESULT, outputs(tmp_path), "<html>")


def test_figures_are_numbers_only() -> None:
    assert metrics(RESULT) == {
        "attempts": 2.0,
        "seconds": 61.25,
        "exit_code": 0.0,
        "filings": 40.0,
        "quarantined": 1.0,
        "sections": 880.0,
    }
    assert "  seconds          1 min 1 s\n" in summary(RESULT)
