"""The program: its exit codes, its files, its record."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from data_loader.conftest import quick
from data_loader.coverage import main
from data_loader.run import load
from data_loader.selection.criteria import Criteria
from data_loader.selection.quarters import quarter_list
from docai.lake.local import LocalLake
from docai.runtime.errors import CallerError, PartialError
from docai.runtime.exit_codes import ExitCode
from docai.runtime.stop import StopSignal
from stand_ins.edgar.server import EdgarReplay


def test_what_the_writer_has_not_written_ends_with_4_and_stands_in_the_files(
    edgar: EdgarReplay, lake: LocalLake, stop: StopSignal, tmp_path: Path, unpaced: None
) -> None:
    load(quick(edgar.url, Criteria(index=quarter_list("2024Q1"))), lake=lake, stop=stop)
    out = tmp_path / "out"
    given = ["--lake", lake.uri, "--index", "2024Q1", "--run-id", "r1"]
    files = [
        *("--output-json", str(out / "all.json"), "--output-missing", str(out / "missing")),
        *("--output-report", str(out / "page.html"), "--output-metrics", str(out / "metrics")),
    ]
    with pytest.raises(PartialError, match="2 of 2 filings are missing"):
        main([*given, *files])
    assert (out / "missing").read_text() == "2"
    found = json.loads((out / "all.json").read_text())
    assert {each["lacks"] for each in found["missing"]} == {"row"}
    assert json.loads((out / "metrics").read_text())["stored"] == 2
    assert "2 missing" in (out / "page.html").read_text()
    record = json.loads(lake.read("delta/_outcomes/r1/steps/coverage.json"))
    assert record["exit_code"] == 4
    assert record["reports"] == ["delta/_reports/coverage-r1.html"]
    assert main([*given, "--tolerate", "2"]) is ExitCode.DONE


def test_a_step_that_is_left_out_checks_nothing_and_leaves_its_files(tmp_path: Path) -> None:
    out = tmp_path / "missing"
    given = ["--lake", str(tmp_path / "lake"), "--index", "2024Q1", "--check", "False"]
    assert main([*given, "--output-missing", str(out)]) is ExitCode.DONE
    assert out.read_text() == "0"
    assert not (tmp_path / "lake").exists()


def test_without_a_scope_it_says_what_to_give(tmp_path: Path) -> None:
    with pytest.raises(CallerError, match="--lake is missing"):
        main(["--index", "2024Q1"])
    with pytest.raises(Exception, match="give --tickers") as refused:
        main(["--lake", str(tmp_path)])
    assert getattr(refused.value, "exit_code", None) is ExitCode.CALLER
