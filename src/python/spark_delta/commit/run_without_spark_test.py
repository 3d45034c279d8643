"""Runs of a few filings, without Spark: the same rows, each once, beside other writers and over what a killed run left."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from deltalake import DeltaTable
from pyspark.sql import SparkSession

from docai.lake.lake import Lake
from spark_delta import spark_run
from spark_delta.commit.add_by_log import AddingByLog, adding_by_log
from spark_delta.commit.add_files import Adding
from spark_delta.commit.committer import Committer
from spark_delta.commit.maintenance import LONGEST_LOG
from spark_delta.conftest import SEVERAL, all_rows, stored, writing
from spark_delta.delta_access import delta_tables
from spark_delta.delta_access.delta_log import commits_since_checkpoint
from spark_delta.delta_access.delta_tables import LakeTables
from spark_delta.lake_paths import LATEST_PAGE
from spark_delta.plan.consumed_marks import ConsumedMarks
from spark_delta.read.staged_rows import StagedRows
from spark_delta.spark.errors import CONFLICTS
from spark_delta.spark_run import SparkRun
from spark_delta.tables.schema import FILINGS, SECTIONS, TABLES
from spark_delta.tables.table import CHECKPOINT_EVERY
from spark_delta.testing.killed import Killed, dying
from spark_delta.testing.stored_lake import publish_manifest, store
from spark_delta.testing.table_rows import rows_of
from stand_ins.sample import SampleFiling

pytestmark = pytest.mark.usefixtures("spark")


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Runs are as in a process where Spark does not run; each start of Spark is noted in what this returns."""
    started: list[str] = []
    original = SparkRun._started

    def noting(self: SparkRun, *rest: Any) -> SparkSession:
        started.append(self._run)
        return original(self, *rest)

    monkeypatch.setattr(SparkRun, "_started", noting)
    monkeypatch.setattr("spark_delta.spark.session.spark_is_here", lambda: False)
    return started


def test_a_few_filings_are_written_without_spark(
    lake: Lake, sample: list[SampleFiling], clean: list[object], alone: list[str]
) -> None:
    stored(lake, sample[:2])
    assert writing(lake).filings == 2
    stored(lake, sample[:SEVERAL])
    done = writing(lake)
    assert (done.filings, done.already_present) == (SEVERAL - 2, 2)
    assert writing(lake).tried == 0
    assert alone == []
    assert all_rows(lake) == clean
    assert done.report is not None


def test_spark_reads_and_goes_on_with_what_was_written_without_it(
    lake: Lake,
    spark: SparkSession,
    sample: list[SampleFiling],
    clean: list[object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("spark_delta.spark.session.spark_is_here", lambda: False)
        stored(lake, sample[:2])
        writing(lake)
    tables = LakeTables(spark, lake)
    assert tables.frame(FILINGS).count() == 2
    changes = spark.read.format("delta").option("readChangeFeed", "true")
    changed = changes.option("startingVersion", 0).load(tables.location(FILINGS)).collect()
    assert sorted(row["_change_type"] for row in changed) == ["insert", "insert"]
    stored(lake, sample[:SEVERAL])
    assert writing(lake, optimize=True).filings == SEVERAL - 2
    assert all_rows(lake) == clean
    written = DeltaTable(tables.location(FILINGS)).history()[-2]
    assert (written["version"], written["operation"]) == (1, "WRITE")
    assert written["operationParameters"] == {"mode": "Append", "partitionBy": "[]"}


def test_what_needs_spark_starts_it(
    lake: Lake, sample: list[SampleFiling], alone: list[str]
) -> None:
    publish_manifest(lake, [[store(lake, sample[0].body)]])
    writing(lake)
    assert alone == []
    unreadable = store(lake, sample[1].body, gzipped=b"no gzip file")
    publish_manifest(lake, [[unreadable]], run_id="unreadable")
    assert writing(lake).quarantined == 1
    assert len(alone) == 1
    changed = sample[0].body.replace(b"</SEC-DOCUMENT>", b"\n</SEC-DOCUMENT>", 1)
    later = datetime(2026, 3, 1, tzinfo=UTC)
    publish_manifest(lake, [[store(lake, changed, again=True)]], began=later)
    assert writing(lake).replaced == 1
    assert len(alone) == 2
    assert len(rows_of(lake, FILINGS)) == 1


@pytest.mark.parametrize(("bound", "most"), [("SMALL_BYTES", 1_000), ("SMALL_FILINGS", 1)])
def test_many_filings_are_read_by_spark(
    lake: Lake,
    sample: list[SampleFiling],
    alone: list[str],
    monkeypatch: pytest.MonkeyPatch,
    bound: str,
    most: int,
) -> None:
    monkeypatch.setattr(f"spark_delta.plan.small_run.{bound}", most)
    monkeypatch.setattr(spark_run, "read_here", None)
    stored(lake, sample[:2])
    assert writing(lake).filings == 2
    assert len(alone) == 1


STEPS = {
    "before a table is made": (delta_tables, "create", 3, True),
    "after a table is made": (delta_tables, "create", 3, False),
    "before sections": (Committer, "_write", 1, True),
    "before filings": (Committer, "_write", len(TABLES) - 1, True),
    "before a commit": (AddingByLog, "commit", 2, True),
    "after a commit": (AddingByLog, "commit", 2, False),
    "before the mark": (ConsumedMarks, "leave", 1, True),
}


@pytest.mark.parametrize(("where", "step", "time", "before"), STEPS.values(), ids=STEPS)
def test_a_run_that_dies_at_any_step_is_finished_by_the_next(
    lake: Lake,
    sample: list[SampleFiling],
    clean: list[object],
    alone: list[str],
    where: type | ModuleType,
    step: str,
    time: int,
    before: bool,
) -> None:
    stored(lake, sample[:SEVERAL])
    with dying(where, step, time, before=before), pytest.raises(Killed):
        writing(lake)
    assert alone == []
    writing(lake)
    assert all_rows(lake) == clean
    assert writing(lake).tried == 0


def test_the_next_run_makes_the_edition_that_a_killed_one_did_not_come_to(
    lake: Lake, sample: list[SampleFiling], alone: list[str]
) -> None:
    stored(lake, sample[:2])
    with dying(ConsumedMarks, "leave", 1, before=False), pytest.raises(Killed):
        writing(lake)
    assert lake.stat(LATEST_PAGE) is None
    assert writing(lake).tried == 0
    made = lake.stat(LATEST_PAGE)
    page = lake.read(LATEST_PAGE).decode()
    assert [one.accession for one in sample[:3] if one.accession in page] == [
        one.accession for one in sample[:2]
    ]
    assert writing(lake).tried == 0
    assert lake.stat(LATEST_PAGE) == made


BY_LOG = "spark_delta.commit.committer.adding_by_log"


def by_delta(*_: object) -> None:
    """Stands for ``adding_by_log``: only Delta itself may commit, as to a table that asks more of a writer."""


@pytest.mark.parametrize("other", ["by Delta", "with Spark", "without Spark"])
def test_a_writer_that_commits_between_look_and_commit_is_seen(
    lake: Lake,
    sample: list[SampleFiling],
    clean: list[object],
    monkeypatch: pytest.MonkeyPatch,
    other: str,
) -> None:
    stored(lake, sample[:SEVERAL])
    here = "spark_delta.spark.session.spark_is_here"
    original = AddingByLog.commit
    overtaken: list[int] = []

    def overtaking(self: AddingByLog, files: Iterable[StagedRows]) -> int:
        monkeypatch.setattr(AddingByLog, "commit", original)
        monkeypatch.setattr(here, lambda: other != "without Spark")
        with monkeypatch.context() as patch:
            if other == "by Delta":
                patch.setattr(BY_LOG, by_delta)
            overtaken.append(writing(lake).filings)
        return original(self, files)

    monkeypatch.setattr(here, lambda: False)
    monkeypatch.setattr(AddingByLog, "commit", overtaking)
    assert writing(lake).filings == SEVERAL
    assert overtaken == [SEVERAL]
    assert all_rows(lake) == clean


def test_a_writer_by_delta_sees_one_that_commits_without_it(
    lake: Lake, sample: list[SampleFiling], clean: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    stored(lake, sample[:SEVERAL])
    original = Adding.commit
    refused: list[BaseException] = []

    def overtaking(self: Adding, files: Iterable[StagedRows]) -> int:
        monkeypatch.setattr(Adding, "commit", original)
        with monkeypatch.context() as patch:
            patch.setattr("spark_delta.spark.session.spark_is_here", lambda: False)
            patch.setattr(BY_LOG, adding_by_log)
            writing(lake)
        try:
            return original(self, files)
        except CONFLICTS as error:
            refused.append(error)
            raise

    monkeypatch.setattr(BY_LOG, by_delta)
    monkeypatch.setattr(Adding, "commit", overtaking)
    assert writing(lake).filings == SEVERAL
    assert len(refused) == 1
    assert all_rows(lake) == clean


def test_two_writers_at_once_write_each_filing_once(
    lake: Lake, sample: list[SampleFiling], clean: list[object], alone: list[str]
) -> None:
    stored(lake, sample[:SEVERAL])
    threads = [threading.Thread(target=lambda: writing(lake)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all_rows(lake) == clean


def test_a_long_log_gets_a_checkpoint(
    lake: Lake,
    sample: list[SampleFiling],
    clean: list[object],
    alone: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("spark_delta.commit.maintenance.LONGEST_LOG", 4)
    monkeypatch.setattr("spark_delta.commit.maintenance.CHECKPOINT_EVERY", 2)
    lengths: list[Sequence[int]] = []
    for filing in sample[:SEVERAL]:
        publish_manifest(lake, [[store(lake, filing.body)]], run_id=filing.accession)
        writing(lake)
        lengths.append([commits_since_checkpoint(lake, each) for each in (FILINGS, SECTIONS)])
    assert lengths == [[2, 2], [3, 3], [0, 0], [1, 1], [2, 2], [3, 3]]
    assert len(alone) == 1
    folder = Path(lake.uri.removeprefix("file://"), FILINGS.path)
    assert len(list(folder.glob("_delta_log/*.checkpoint*.parquet"))) == 1
    assert all_rows(lake) == clean
    assert LONGEST_LOG > CHECKPOINT_EVERY
