"""A run of the writer: each stored filing gets its row and its sections, once, however often it runs."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from deltalake import DeltaTable
from pyspark.sql import SparkSession

from docai.lake.lake import Lake
from docai.tenk import PARSER_VERSION
from spark_delta.conftest import SEVERAL, all_rows, stored, writing
from spark_delta.lake_paths import STAGING
from spark_delta.tables.schema import DOCUMENTS, FILINGS, SECTIONS, TABLES
from spark_delta.testing.stored_lake import as_already_stored, publish_manifest, publish_part, store
from spark_delta.testing.table_rows import rows_of
from stand_ins.sample import SampleFiling

pytestmark = pytest.mark.usefixtures("spark")


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


def test_tables_that_are_not_asked_for_get_no_rows_and_are_no_loss(
    lake: Lake, sample: list[SampleFiling], clean: list[object]
) -> None:
    stored(lake, sample[:SEVERAL])
    assert writing(lake, tables=("filers",)).filings == SEVERAL
    for table, rows in zip(TABLES, clean, strict=True):
        if table not in (DOCUMENTS, FILINGS):  # these tell which tables were written
            assert rows_of(lake, table) == ([] if table.name == "facts" else rows), table.name
    assert [row["optional_tables"] for row in rows_of(lake, FILINGS)] == [["filers"]] * SEVERAL
    publish_manifest(lake, [[as_already_stored(store(lake, sample[0].body))]])
    assert writing(lake, tables=("filers",)).replaced == 0


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
    stored(lake, sample[:1], parts=1)
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
