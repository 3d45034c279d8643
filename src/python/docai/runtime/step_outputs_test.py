import json
from pathlib import Path

import pytest

from docai.runtime.step_outputs import Artifact, show, show_metrics
from stand_ins.collector import collector_held


def test_the_figures_stand_in_the_executors_output_file(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "executor_output.json"
    artifact = {"name": "n/1", "uri": "s3://x/metrics", "metadata": {}}
    given = {
        "outputs": {"artifacts": {"metrics": {"artifacts": [artifact]}}, "outputFile": str(target)}
    }
    show_metrics(json.dumps(given), {"stored": 3.0})
    (told,) = json.loads(target.read_text())["artifacts"]["metrics"]["artifacts"]
    assert told == {"name": "n/1", "uri": "s3://x/metrics", "metadata": {"stored": 3.0}}


@pytest.mark.parametrize(
    "given",
    ["", "{{$}}", "[]", "{}", "[" * 100_000, '{"outputs": []}', '{"outputs": {"artifacts": {}}}'],
)
@collector_held()
def test_what_no_pipeline_passes_is_said_and_passed_over(
    given: str, caplog: pytest.LogCaptureFixture
) -> None:
    show_metrics(given, {"stored": 3.0})
    assert "its metrics view stays empty" in caplog.text


def test_an_artifact_that_stands_elsewhere_is_told_with_its_address(tmp_path: Path) -> None:
    target = tmp_path / "executor_output.json"
    outputs = {
        name: {"artifacts": [{"name": f"n/{name}", "uri": f"s3://x/{name}", "metadata": {}}]}
        for name in ("metrics", "table_filings", "table_facts")
    }
    given = json.dumps({"outputs": {"artifacts": outputs, "outputFile": str(target)}})
    table = "abfss://f@a.dfs.core.windows.net/x/delta/filings"
    show(
        given,
        [
            Artifact("metrics", {"filings": 3.0, "rate": float("inf")}),
            Artifact("table_filings", {"version": 7, "schema": "\udc80"}, table),
            Artifact("table_other", {}, table),
        ],
    )
    told = json.loads(target.read_text())["artifacts"]
    assert told == {
        "metrics": {
            "artifacts": [
                {"name": "n/metrics", "uri": "s3://x/metrics", "metadata": {"filings": 3.0}}
            ]
        },
        "table_filings": {
            "artifacts": [
                {
                    "name": "n/table_filings",
                    "uri": table,
                    "metadata": {"version": 7, "schema": "?"},
                }
            ]
        },
    }
