from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from docai.filing.layout import part_path, summary_path
from docai.filing.manifest import Result, Status, to_lines
from docai.lake.lake import Lake
from docai.lake.local import LocalLake
from docai.runtime import outcome as outcomes
from docai.runtime import step_record as records
from docai.runtime.exit_codes import ExitCode
from docai.runtime.logs import Redaction
from docai.runtime.outcome import outcome_path
from docai.runtime.step_record import record_path
from spark_job.run_report.evidence import LOADER, SPARK, LakeEvidence
from spark_job.run_report.examples import APP, REPORT, RUN, loaded, outcome, written
from spark_job.run_report.reading.lake import LARGEST, read_lake
from stand_ins.collector import collector_held
from stand_ins.lakes import LakeCase, Lakes

NAME = f"20260102T030405Z-{RUN}-0a1b2c3d"
KEY = "c2VjcmV0LWtleS1vZi10aGUtbGFrZQ=="
REDACT = Redaction({"AZURE_STORAGE_ACCOUNT_KEY": KEY})


@pytest.fixture(scope="module")
def lakes() -> Iterator[Lakes]:
    with Lakes() as running:
        yield running


@pytest.fixture
def lake(tmp_path: Path) -> LocalLake:
    return LocalLake(tmp_path)


def read(lake: Lake) -> LakeEvidence:
    return read_lake(lake.uri, RUN, REDACT)


def result(number: int, status: Status) -> Result:
    accession = f"0000000001-24-{number:06d}"
    path = f"raw/10-k/0000000001/{accession}.txt.gz" if status == "stored" else None
    return Result(
        accession=accession,
        cik="1",
        ciks=("1",),
        company="Example",
        form="10-K",
        filed=datetime(2024, 1, 1, tzinfo=UTC).date(),
        period=None,
        url="https://www.sec.gov/x",
        path=path,
        size=1,
        sha256=None,
        status=status,
        error=None,
        attempts=1,
        fetched_at=None,
    )


def fill(lake: Lake) -> None:
    for one in (loaded(), written()):
        lake.replace(record_path(RUN, one.step), records.to_bytes(one))
    told = outcome(report=REPORT)
    lake.replace(outcome_path(RUN, APP), outcomes.to_bytes(told))
    lake.replace(f"delta/_outcomes/{RUN}/{APP}.html", b"<html></html>")
    lake.replace(REPORT, b"<main><p>the writer's</p></main>")
    summary = {"stored": 40, "seconds": 17.1, "stopped": False, "failures": ["x: gone"], "run": "r"}
    lake.replace(summary_path(NAME), json.dumps(summary).encode())


def test_an_empty_lake_tells_nothing_and_is_no_problem(lake: LocalLake) -> None:
    assert read(lake) == LakeEvidence(lake.uri)


@pytest.mark.parametrize("kind", ["folder", "abfs"])
def test_everything_that_a_run_left_is_found(
    kind: str, lakes: Lakes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case: LakeCase = lakes.case(kind, tmp_path)
    for name in [name for name in os.environ if name.startswith(("AZURE_", "DOCAI_"))]:
        monkeypatch.delenv(name)
    for name, value in case.environment.items():
        monkeypatch.setenv(name, value)
    lake = case.open()
    lake.check_writable()
    fill(lake)
    seen = read(lake)
    assert seen.problem == ""
    assert seen.records == {LOADER: loaded(), SPARK: written()}
    assert seen.outcomes == {APP: outcome(report=REPORT)}
    assert seen.pages == (f"delta/_outcomes/{RUN}/{APP}.html",)
    (manifest,) = seen.manifests
    assert (manifest.end, manifest.stopped) == ("closed", False)
    assert manifest.figures == {"stored": 40.0, "seconds": 17.1}
    assert manifest.failures == ("x: gone",)
    assert seen.report is not None
    assert (seen.report.path, "the writer's" in seen.report.page) == (REPORT, True)


def test_a_loader_that_was_killed_is_counted_by_its_parts(lake: LocalLake) -> None:
    lines = to_lines([result(1, "stored"), result(2, "failed")])
    lake.replace(part_path(NAME, 1), lines)
    lake.replace(part_path(NAME, 2), to_lines([result(3, "stored")]))
    (manifest,) = read(lake).manifests
    assert (manifest.end, manifest.figures) == ("open", {"stored": 2.0, "failed": 1.0})
    assert manifest.began == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    lake.replace(summary_path(NAME), b'{"settled_by": "other"}')
    (manifest,) = read(lake).manifests
    assert (manifest.end, manifest.figures["stored"]) == ("settled", 2.0)


def test_manifests_of_other_runs_are_not_looked_at(lake: LocalLake) -> None:
    lake.replace(summary_path(NAME.replace(RUN, "other")), b"{}")
    assert read(lake).manifests == ()


@pytest.mark.parametrize(
    "path",
    [
        record_path(RUN, LOADER),
        outcome_path(RUN, APP),
        summary_path(NAME),
        part_path(NAME, 1),
    ],
)
@pytest.mark.parametrize(
    "data", [b"{", b"\xff\xfe", b"[]", b"[" * 100_000, b" " * (LARGEST + 1) + b"{}"]
)
@collector_held()
def test_a_damaged_file_is_named_and_says_nothing(lake: LocalLake, path: str, data: bytes) -> None:
    fill(lake)
    if path == part_path(NAME, 1):
        lake.delete(summary_path(NAME))
    lake.replace(path, data)
    seen = read(lake)
    assert seen.damaged == (path,)
    assert SPARK in seen.records
    assert seen.problem == ""


def test_a_report_that_has_gone_is_named_all_the_same(lake: LocalLake) -> None:
    fill(lake)
    lake.delete(REPORT)
    seen = read(lake)
    assert seen.report is not None
    assert (seen.report.path, seen.report.page) == (REPORT, "")
    assert seen.damaged == ()


def test_the_newest_of_several_reports_is_shown(lake: LocalLake) -> None:
    fill(lake)
    newest = outcome(ExitCode.PARTIAL, report="delta/_reports/new.html")
    newest = replace(newest, ended_at=newest.ended_at.replace(year=2027))
    lake.replace(outcome_path(RUN, f"{APP[:-1]}2"), outcomes.to_bytes(newest))
    seen = read(lake)
    assert seen.report is not None
    assert seen.report.path == "delta/_reports/new.html"


def test_no_secret_comes_out_of_the_lake(lake: LocalLake) -> None:
    fill(lake)
    told = f"key {KEY}, https://x.dfs.core.windows.net/f?sv=1&sig=abc%2F=&se=2"
    lake.replace(record_path(RUN, LOADER), records.to_bytes(loaded(ExitCode.CALLER, told)))
    lake.replace(REPORT, f"<main><p>{KEY}</p></main>".encode())
    seen = read(lake)
    assert "sig=***" in seen.records[LOADER].message
    assert KEY not in repr(seen)
    assert "abc%2F" not in repr(seen)


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("", "no lake was given"),
        ("my/folder", "'my/folder' is no address that every pod can reach: write abfss://"),
        ("abfss://nonsense", "abfss://"),
        ("abfss://f@nowhere.invalid/x", ""),
    ],
)
def test_a_wrong_address_is_the_problem(
    address: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AZURE_STORAGE_ACCOUNT_KEY", KEY)
    seen = read_lake(address, RUN, REDACT)
    assert seen.problem
    assert says in seen.problem


def test_a_credential_that_is_refused_is_the_problem_and_does_not_show(
    lakes: Lakes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = lakes.case("abfs", tmp_path)
    for name, value in case.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AZURE_STORAGE_ACCOUNT_KEY", KEY)
    seen = read_lake(case.uri, RUN, REDACT)
    assert seen.problem
    assert KEY not in seen.problem
    assert seen.records == {}
