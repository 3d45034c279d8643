"""All programs on one lake: whatever its root is called, and when everything but raw/10-k is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data_loader import download_10k_raw
from docai.filing.layout import MANIFESTS, raw_path
from docai.lake.lake import Lake
from docai.lake.open import open_lake
from docai.runtime.errors import DocaiError
from docai.runtime.exit_codes import ExitCode
from local_pipeline import query, run
from spark_delta import run_spark_deltawriter
from spark_delta.lake_paths import CONSUMED, LATEST_PAGE
from spark_delta.settings import SparkSettings
from spark_delta.spark.session import opened
from spark_delta.tables.schema import TABLES
from spark_delta.testing.stored_lake import publish_manifest, store
from spark_delta.testing.table_rows import rows_of
from stand_ins.edgar import EdgarReplay
from stand_ins.sample import SampleFiling, sample_filings

FILINGS = sorted(sample_filings(), key=lambda filing: len(filing.body))[:3]
CIKS = ",".join(sorted({filing.cik for filing in FILINGS}))
AGENT = "docai test test@example.com"

Asked = Callable[[str], str]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of an EDGAR with three filings, and start Spark once for all."""
    folder = tmp_path_factory.mktemp("edgar")
    for filing in FILINGS:
        (folder / f"{filing.accession}.txt").write_bytes(filing.body)
    settings = SparkSettings(master="local[2]", memory_mb=1024)
    with EdgarReplay(folder) as edgar, opened(settings, "tests", {}, quick=True):
        yield edgar.url


def load(url: str, lake: str, *options: str) -> ExitCode:
    return download_10k_raw.main(
        [
            *("--edgar-url", url, "--lake", lake, "--ciks", CIKS, "--forms", "all"),
            *("--user-agent", AGENT, *options),
        ]
    )


def write(lake: str, *options: str) -> ExitCode:
    few = ("--tables", "facts,filers")  # each takes Spark its time
    return run_spark_deltawriter.main(["--lake", lake, *few, *options])


def damaged(lake: Lake, filing: SampleFiling) -> None:
    path = raw_path(filing.cik, filing.accession)
    lake.replace(path, lake.read(path)[:-20])


def test_a_root_that_is_taken_works_in_all_programs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], url: str
) -> None:
    root = str(tmp_path / "{a,b}* #x?y %zz: é;&=+,$~'\" " / "lake")
    assert load(url, root) is ExitCode.DONE
    lake = open_lake(root)
    damaged(lake, FILINGS[0])
    assert write(root, "--tolerate", "1") is ExitCode.DONE
    changed = FILINGS[1].body.replace(b"-DOCUMENT>\n", b"-DOCUMENT>\n\n", 1)
    again = store(lake, changed, again=True)
    publish_manifest(lake, [[again]], began=datetime(2099, 1, 1, tzinfo=UTC))
    assert write(root, "--vacuum-hours", "168", "--optimize") is ExitCode.DONE
    assert lake.stat(LATEST_PAGE) is not None
    capsys.readouterr()
    counts = "SELECT (SELECT count(*) FROM filings) f, (SELECT count(*) FROM quarantine) q"
    assert query.main([counts, "--lake", root, "--format", "csv"]) is ExitCode.DONE
    assert capsys.readouterr().out.split() == ["f,q", "2,1"]
    assert query.main(["SELECT raw_path FROM filings", "--lake", root]) is ExitCode.DONE
    assert again.path is not None
    assert again.path in capsys.readouterr().out


@pytest.mark.parametrize(
    "name", ["back\\slash", "tick`x", "pct%41x", "tab\tx", "nl\nx", "[1]", "^x", "|x"]
)
def test_a_root_that_is_not_taken_is_refused_by_all_programs(
    tmp_path: Path, url: str, name: str
) -> None:
    root = str(tmp_path / name)
    programs: list[Callable[[], ExitCode]] = [
        lambda: load(url, root),
        lambda: load(url, root, "--dry-run"),
        lambda: write(root),
        lambda: query.main(["SELECT 1", "--lake", root]),
        lambda: run.main(["--sample", "--lake", root]),
    ]
    for program in programs:
        with pytest.raises(DocaiError, match="not a lake's address") as refused:
            program()
        assert refused.value.exit_code is ExitCode.CALLER
    assert list(tmp_path.iterdir()) == []


def test_manifests_marks_and_tables_are_made_again_from_the_stored_files(
    tmp_path: Path, url: str
) -> None:
    root = str(tmp_path / "lake")
    load(url, root)
    lake = open_lake(root)
    damaged(lake, FILINGS[0])
    write(root, "--tolerate", "1")
    before = all_rows(lake)
    for lost in ([MANIFESTS, CONSUMED], [MANIFESTS, CONSUMED, *(table.path for table in TABLES)]):
        for folder in lost:
            lake.delete(folder, recursive=True)
        assert load(url, root) is ExitCode.DONE
        assert write(root, "--tolerate", "1") is ExitCode.DONE
        assert all_rows(lake) == before


def all_rows(lake: Lake) -> list[object]:
    return [rows_of(lake, table) for table in TABLES]
