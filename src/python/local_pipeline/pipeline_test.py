"""The whole pipeline on the sample: a real server, a real Spark, real tables."""

from pathlib import Path

import pytest
from deltalake import DeltaTable

from docai.filing import layout
from docai.runtime.errors import CallerError
from docai.runtime.exit_codes import ExitCode
from local_pipeline import query
from local_pipeline.run import main
from stand_ins.sample import sample_filings


def rows(lake: Path, path: str, *columns: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = (
        DeltaTable(str(lake / path)).to_pyarrow_table(columns=list(columns)).to_pylist()
    )
    return found


def test_the_sample_comes_whole_into_the_tables_and_a_second_run_adds_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lake = tmp_path / "lake"
    assert main(["--sample", "--lake", str(lake)]) is ExitCode.DONE
    shown = capsys.readouterr().out
    expected = {filing.accession: filing for filing in sample_filings()}

    stored = {
        row["accession"]: row for row in rows(lake, layout.FILINGS, "accession", "fiscal_year")
    }
    assert set(stored) == set(expected)
    assert rows(lake, layout.QUARANTINE, "accession") == []
    sections = rows(lake, layout.SECTIONS, "accession", "item")
    found: dict[str, set[object]] = {accession: set() for accession in expected}
    for row in sections:
        found[str(row["accession"])].add(row["item"])
    assert found == {
        accession: {each.item for each in filing.items} for accession, filing in expected.items()
    }
    assert f"filings {len(expected)}" in " ".join(shown.split())
    assert f"3 coverage 0 {len(expected)} 0" in " ".join(shown.split())
    checked = rows(lake, layout.COVERAGE, "expected", "written", "missing")
    assert [sum(int(str(row[name])) for row in checked) for name in ("written", "missing")] == [
        len(expected),
        0,
    ]

    versions = {
        path: DeltaTable(str(lake / path)).version() for path in (layout.FILINGS, layout.SECTIONS)
    }
    assert main(["--sample", "--lake", str(lake)]) is ExitCode.DONE
    assert f"1 EDGAR to lake 0 {len(expected)} 0" in " ".join(capsys.readouterr().out.split())
    assert versions == {path: DeltaTable(str(lake / path)).version() for path in versions}

    sql = "SELECT count(*) n FROM filings"
    assert query.main([sql, "--lake", str(lake), "--format", "csv"]) is ExitCode.DONE
    assert capsys.readouterr().out.split() == ["n", str(len(expected))]


def test_without_java_nothing_is_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Exception, match="Java 17") as refused:
        main(["--sample", "--lake", str(tmp_path / "lake")])
    assert getattr(refused.value, "exit_code", None) is ExitCode.CALLER
    assert not (tmp_path / "lake").exists()


def test_a_lake_that_cannot_be_written_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(Exception, match="cannot write to the lake") as refused:
        main(["--sample", "--lake", str(tmp_path / "file")])
    assert getattr(refused.value, "exit_code", None) is ExitCode.CALLER


def test_a_question_to_no_lake_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CallerError, match="there is no lake at"):
        query.main(["SELECT 1", "--lake", str(tmp_path / "none")])
