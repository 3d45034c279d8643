from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from deltalake import DeltaTable
from pyspark.sql import SparkSession

from docai.lake.lake import Lake
from docai.lake.open import open_lake
from docai.runtime.errors import Stopped
from docai.runtime.stop import StopSignal
from docai.tenk import PARSER_VERSION
from spark_delta.commit.add_files import Adding
from spark_delta.commit.committer import Committer
from spark_delta.conftest import writing
from spark_delta.lake_paths import STAGING
from spark_delta.plan.consumed_marks import ConsumedMarks
from spark_delta.read.staged_rows import StagedRows, final_path
from spark_delta.report.summary import WriteSummary
from spark_delta.run import write
from spark_delta.settings import WriterSettings
from spark_delta.tables.schema import CONTENT, FILINGS, SECTIONS, TABLES
from spark_delta.tables.table import Table
from spark_delta.testing.stored_lake import as_already_stored, publish_manifest, publish_part, store
from spark_delta.testing.table_rows import rows_of
from stand_ins.sample import SampleFiling

pytestmark = pytest.mark.usefixtures("spark")

SEVERAL = 6


def stored(lake: Lake, filings: list[SampleFiling], parts: int = 2) -> str:
    results = [store(lake, filing.body) for filing in filings]
    return publish_manifest(lake, [results[n::parts] for n in range(parts)])


def all_rows(lake: Lake) -> list[object]:
    return [rows_of(lake, table) for table in TABLES]


@pytest.fixture(scope="module")
def clean(
    spark: SparkSession, tmp_path_factory: pytest.TempPathFactory, sample: list[SampleFiling]
) -> list[object]:
    """The rows of one undisturbed run over the first filings of the sample."""
    lake = open_lake(str(tmp_path_factory.mktemp("clean")))
    stored(lake, sample[:SEVERAL])
    writing(lake)
    return all_rows(lake)


def test_every_stored_filing_gets_its_row_and_its_sections(
    lake: Lake, sample: list[SampleFiling]
) -> None:
    stored(lake, sample[:SEVERAL])
    done = writing(lake)
    assert (done.filings, done.quarantined, done.already_present) == (SEVERAL, 0, 0)
    filings = rows_of(lake, FILINGS, leave_out=())
    by_accession = {filing.accession: filing for filing in sample[:SEVERAL]}
    assert {row["accession"] for row in filings} == by_accession.keys()
    for row in filings:
        truth = by_accession[row["accession"]]
        assert (row["cik"], row["form"], row["filed"].isoformat()) == (
            truth.cik,
            truth.form,
            truth.filed,
        )
        assert (row["run_id"], row["parser_version"]) == ("test", PARSER_VERSION)
    sections = rows_of(lake, SECTIONS)
    assert done.items == len(sections)
    assert (done.tables["filings"].rows, done.tables["sections"].rows) == (SEVERAL, done.items)
    for row in filings:
        own = [section for section in sections if section["accession"] == row["accession"]]
        assert len(own) == row["items_found"] > 0
        assert all(section["words"] == len(section["text"].split()) for section in own)


def test_a_second_run_finds_nothing_and_writes_nothing(
    lake: Lake, sample: list[SampleFiling]
) -> None:
    stored(lake, sample[:2])
    first = writing(lake)
    again = writing(lake)
    assert again.tried == 0
    assert again.tables == first.tables
    assert again.report is None


def test_a_later_run_adds_what_is_new_alone(lake: Lake, sample: list[SampleFiling]) -> None:
    stored(lake, sample[:2])
    writing(lake)
    run = publish_manifest(lake, [[as_already_stored(store(lake, sample[0].body))]])
    publish_part(lake, run, 2, [store(lake, sample[2].body)])
    done = writing(lake)
    assert (done.filings, done.already_present) == (1, 0)
    assert len(rows_of(lake, FILINGS)) == 3


def test_a_repeated_line_does_no_harm(
    lake: Lake, sample: list[SampleFiling], clean: list[object]
) -> None:
    stored(lake, sample[:SEVERAL])
    writing(lake)
    stored(lake, sample[:SEVERAL])
    done = writing(lake)
    assert (done.filings, done.already_present) == (0, SEVERAL)
    assert all_rows(lake) == clean


def test_a_filing_fetched_again_replaces_its_own_rows_and_no_other(
    lake: Lake, sample: list[SampleFiling]
) -> None:
    old, other = sample[0], sample[1]
    stored(lake, [old, other])
    writing(lake)
    before = {row["accession"]: row for row in rows_of(lake, FILINGS)}
    changed = old.body.replace(b"</SEC-DOCUMENT>", b"\n</SEC-DOCUMENT>", 1)
    assert changed != old.body
    publish_manifest(
        lake, [[store(lake, changed, again=True)]], began=datetime(2026, 2, 1, tzinfo=UTC)
    )
    done = writing(lake)
    assert (done.filings, done.replaced) == (1, 1)
    after = {row["accession"]: row for row in rows_of(lake, FILINGS)}
    assert after[other.accession] == before[other.accession]
    assert after[old.accession]["sha256"] != before[old.accession]["sha256"]
    keys = [(row["accession"], row["item"]) for row in rows_of(lake, SECTIONS)]
    assert len(keys) == len(set(keys)) == sum(row["items_found"] for row in after.values())


def test_an_older_parsers_filing_is_read_again_on_request_only(
    spark: SparkSession, lake: Lake, sample: list[SampleFiling], clean: list[object]
) -> None:
    stored(lake, sample[:SEVERAL])
    writing(lake)
    accession = sample[0].accession
    for table in (FILINGS, SECTIONS):
        spark.sql(
            f"UPDATE delta.`{lake.uri}/{table.path}` SET parser_version = '0.0.1', company = 'old' "
            f"WHERE accession = '{accession}'"
        )
    assert writing(lake).tried == 0
    done = writing(lake, reparse=True)
    assert (done.filings, done.replaced) == (1, 1)
    assert all_rows(lake) == clean


class Killed(BaseException):
    """Ends a run as a signal would: nothing catches it."""


STEPS = {
    "before sections": (Committer, "_write", 1, True),
    "before filings": (Committer, "_write", 2, True),
    "before quarantine": (Committer, "_add_failures", 1, True),
    "before the mark": (ConsumedMarks, "leave", 1, True),
    "after the mark": (ConsumedMarks, "leave", 1, False),
}


@pytest.mark.parametrize(("where", "step", "time", "before"), STEPS.values(), ids=STEPS)
def test_a_run_that_dies_at_any_step_is_finished_by_the_next(
    lake: Lake,
    sample: list[SampleFiling],
    clean: list[object],
    monkeypatch: pytest.MonkeyPatch,
    where: type,
    step: str,
    time: int,
    before: bool,
) -> None:
    stored(lake, sample[:SEVERAL])
    original = getattr(where, step)
    calls = 0

    def dying(*arguments: object) -> object:
        nonlocal calls
        calls += 1
        if calls == time and before:
            raise Killed
        result = original(*arguments)
        if calls == time:
            raise Killed
        return result

    with monkeypatch.context() as patch:
        patch.setattr(where, step, dying)
        with pytest.raises(Killed):
            writing(lake)
    writing(lake)
    assert all_rows(lake) == clean
    assert writing(lake).tried == 0


def test_sections_of_a_killed_runs_older_submission_do_not_stay(
    lake: Lake, sample: list[SampleFiling], clean: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = sample[0].body.replace(b"</SEC-DOCUMENT>", b"\n</SEC-DOCUMENT>", 1)
    publish_manifest(lake, [[store(lake, other, again=True)]])
    original = Committer._write
    with monkeypatch.context() as patch:

        def sections_only(self: Committer, table: object, *rest: object) -> None:
            if table is FILINGS:
                raise Killed
            original(self, table, *rest)  # type: ignore[arg-type]

        patch.setattr(Committer, "_write", sections_only)
        with pytest.raises(Killed):
            writing(lake)
    results = [store(lake, filing.body) for filing in sample[:SEVERAL]]
    publish_manifest(lake, [results], began=datetime(2026, 3, 1, tzinfo=UTC))
    writing(lake)
    assert all_rows(lake) == clean


def test_two_writers_at_once_write_each_filing_once(
    lake: Lake, sample: list[SampleFiling], clean: list[object]
) -> None:
    stored(lake, sample[:SEVERAL])
    writing(lake, reparse=True)  # makes the tables and writes all; then they are emptied below
    done: list[WriteSummary] = []
    lake.delete("delta", recursive=True)
    threads = [threading.Thread(target=lambda: done.append(writing(lake))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 2
    assert all_rows(lake) == clean


def test_a_stop_ends_the_run_and_the_next_one_goes_on(
    lake: Lake, sample: list[SampleFiling], clean: list[object]
) -> None:
    stored(lake, sample[:SEVERAL])
    stop = StopSignal()
    stop.request()
    with pytest.raises(Stopped):
        write(WriterSettings(lake.uri, "test"), stop=stop)
    assert list(lake.list(f"{STAGING}")) == []
    writing(lake)
    assert all_rows(lake) == clean


def test_a_writer_that_comes_second_between_two_steps_adds_no_row(
    lake: Lake, sample: list[SampleFiling], clean: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    stored(lake, sample[:SEVERAL])
    original = Adding.commit
    overtaken: list[WriteSummary] = []

    def overtaking(self: Adding, files: Iterable[StagedRows]) -> int:
        monkeypatch.setattr(Adding, "commit", original)
        overtaken.append(writing(lake))
        return original(self, files)

    monkeypatch.setattr(Adding, "commit", overtaking)
    done = writing(lake)
    assert (overtaken[0].filings, done.filings) == (SEVERAL, SEVERAL)
    assert all_rows(lake) == clean


def test_a_writer_that_comes_second_after_its_plan_adds_no_row(
    lake: Lake, sample: list[SampleFiling], clean: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    stored(lake, sample[:2])
    writing(lake)  # so that `filings` is asked, and found without the others
    stored(lake, sample[:SEVERAL])
    original = Committer.commit
    overtaken: list[WriteSummary] = []

    def overtaking(self: Committer, *batch: object) -> None:
        monkeypatch.setattr(Committer, "commit", original)
        overtaken.append(writing(lake))
        original(self, *batch)  # type: ignore[arg-type]

    monkeypatch.setattr(Committer, "commit", overtaking)
    done = writing(lake)
    assert (overtaken[0].filings, done.filings) == (SEVERAL - 2, SEVERAL - 2)
    assert all_rows(lake) == clean


def test_what_the_plan_found_absent_is_not_looked_up_again_unless_the_table_changed(
    lake: Lake, sample: list[SampleFiling], monkeypatch: pytest.MonkeyPatch
) -> None:
    stored(lake, sample[:1])
    writing(lake)
    original = Committer._present
    asked: list[str] = []

    def noting(self: Committer, table: Table, *rest: object) -> set[str]:
        asked.append(table.name)
        return original(self, table, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Committer, "_present", noting)
    publish_manifest(lake, [[store(lake, sample[1].body)]], run_id="later")
    assert writing(lake).filings == 1
    assert asked == [table.name for table in CONTENT]


def test_files_that_no_version_names_go_when_the_tables_are_vacuumed(
    lake: Lake, sample: list[SampleFiling], clean: list[object]
) -> None:
    stored(lake, sample[:SEVERAL])
    writing(lake)
    left = final_path(SECTIONS, "of-a-killed-run")
    lake.replace(left, b"rows")
    folder = Path(lake.uri.removeprefix("file://"))
    eight_days_ago = time.time() - 8 * 86_400
    os.utime(folder / left, (eight_days_ago, eight_days_ago))
    writing(lake, vacuum_hours=168.0)
    assert lake.stat(left) is None
    assert all_rows(lake) == clean


def test_the_change_feed_tells_each_row_as_inserted(
    spark: SparkSession, lake: Lake, sample: list[SampleFiling]
) -> None:
    stored(lake, sample[:2])
    writing(lake)
    for table in (FILINGS, SECTIONS):
        feed = spark.read.option("readChangeFeed", "true").option("startingVersion", 0)
        changes = feed.format("delta").load(f"{lake.uri}/{table.path}")
        kinds = [row[0] for row in changes.select("_change_type").collect()]
        assert kinds == ["insert"] * len(rows_of(lake, table))


def test_batches_are_committed_one_after_the_other(
    lake: Lake, sample: list[SampleFiling], clean: list[object]
) -> None:
    stored(lake, sample[:SEVERAL], parts=3)
    assert writing(lake, batch_filings=2).filings == SEVERAL
    assert all_rows(lake) == clean


def test_other_delta_readers_open_the_tables(lake: Lake, sample: list[SampleFiling]) -> None:
    stored(lake, sample[:2])
    writing(lake)
    for table in TABLES:
        other = DeltaTable(f"{lake.uri}/{table.path}")
        assert other.protocol().min_reader_version == 1
        assert tuple(field.name for field in other.schema().fields) == table.column_names
        assert other.metadata().configuration["delta.enableChangeDataFeed"] == "true"
        dataset = other.to_pyarrow_dataset()
        assert dataset.count_rows() == len(rows_of(lake, table))
    comments = {
        field.name: field.metadata.get("comment")
        for field in DeltaTable(f"{lake.uri}/{FILINGS.path}").schema().fields
    }
    assert comments == {column.name: column.comment for column in FILINGS.columns}


def test_a_constraint_keeps_nonsense_out(
    spark: SparkSession, lake: Lake, sample: list[SampleFiling]
) -> None:
    stored(lake, sample[:1])
    writing(lake)
    with pytest.raises(Exception, match="cik_ten_digits"):
        spark.sql(f"UPDATE delta.`{lake.uri}/{FILINGS.path}` SET cik = '1'")


def test_what_a_run_did_stands_in_its_report(lake: Lake, sample: list[SampleFiling]) -> None:
    stored(lake, sample[:2])
    done = writing(lake)
    assert done.report is not None
    numbers = json.loads(lake.read(done.report.removesuffix("html").removesuffix("json") + "json"))
    assert (numbers["filings"], numbers["items"]) == (done.filings, done.items)


def test_the_staged_rows_are_gone_when_a_run_ends(lake: Lake, sample: list[SampleFiling]) -> None:
    stored(lake, sample[:2])
    writing(lake)
    assert list(lake.list(STAGING)) == []


def test_files_are_compacted_on_request_and_the_rows_stay(
    lake: Lake, sample: list[SampleFiling], clean: list[object]
) -> None:
    stored(lake, sample[:SEVERAL], parts=3)
    writing(lake, batch_filings=2)
    assert len(DeltaTable(f"{lake.uri}/{SECTIONS.path}").file_uris()) == 3
    writing(lake, optimize=True)
    assert len(DeltaTable(f"{lake.uri}/{SECTIONS.path}").file_uris()) == 1
    assert all_rows(lake) == clean
