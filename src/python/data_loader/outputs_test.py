import json
from datetime import date
from pathlib import Path

import pytest

from data_loader.errors import WrongOutput
from data_loader.outputs import OutputFiles
from data_loader.summary import LoadSummary, sentence, table

SUMMARY = LoadSummary(
    run="r",
    manifest="raw/_manifests/r",
    filed_from=date(2024, 5, 8),
    filed_to=None,
    selected=10,
    stored=5,
    already_stored=2,
    missing=1,
    failed=1,
    not_reached=1,
    settled=3,
    requests_selection=4,
    requests_filing=9,
    pauses=1,
    bytes_wire=1_000_000,
    bytes_served=4_000_000,
    bytes_lake=900_000,
    seconds=2.0,
    stopped=True,
    failures=("x: cut short",),
)


def test_each_output_gets_its_file_and_its_folder(tmp_path: Path) -> None:
    names = ("manifest", "metrics", "stored", "already_stored", "missing", "failed")
    files = {name: str(tmp_path / name / "deep" / "data") for name in names}
    OutputFiles(**files).write(SUMMARY)
    texts = {name: Path(path).read_text() for name, path in files.items()}
    metrics = json.loads(texts.pop("metrics"))
    assert texts == {
        "manifest": "raw/_manifests/r",
        "stored": "5",
        "already_stored": "2",
        "missing": "1",
        "failed": "1",
    }
    assert (metrics["requests"], metrics["bytes_lake"], metrics["seconds"]) == (13, 900_000, 2.0)


def test_outputs_that_nobody_asked_for_are_not_written(tmp_path: Path) -> None:
    OutputFiles(stored=str(tmp_path / "stored")).write(SUMMARY)
    assert [each.name for each in tmp_path.iterdir()] == ["stored"]


def test_a_pipelines_metrics_view_gets_the_figures_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "executor_output.json"
    metrics = {"artifacts": [{"name": "n", "uri": "u"}]}
    given = {"outputs": {"artifacts": {"metrics": metrics}, "outputFile": str(target)}}
    OutputFiles(metrics=str(tmp_path / "m"), executor_input=json.dumps(given)).write(SUMMARY)
    (told,) = json.loads(target.read_text())["artifacts"]["metrics"]["artifacts"]
    assert (told["metadata"]["stored"], told["metadata"]["requests"]) == (5, 13)
    assert not {"run", "manifest", "stopped", "failures"} & told["metadata"].keys()


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WrongOutput, match=r"cannot write the output .*file/x"):
        OutputFiles(stored=str(tmp_path / "file" / "x")).write(SUMMARY)


def test_a_summary_is_told_in_a_line_and_in_a_table() -> None:
    assert sentence(SUMMARY) == (
        "10 filings selected: 5 stored, 2 already there, 1 missing at EDGAR, 1 failed, 1 not reached, "
        "3 settled of killed runs"
    )
    rows = dict(line.split("  ", 1) for line in table(SUMMARY).splitlines())
    assert rows["manifest"].strip() == "raw/_manifests/r"
    assert "6.50 requests/s" in rows["seconds"]
    assert SUMMARY.tried == 7
