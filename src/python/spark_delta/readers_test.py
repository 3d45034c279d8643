"""The tables in the eyes of other readers: delta-rs and PyArrow, after everything that a writer does to them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pyarrow.dataset as ds
import pytest
from deltalake import DeltaTable
from pyspark.sql import SparkSession

from docai.lake.lake import Lake
from docai.lake.open import open_lake
from spark_delta.conftest import writing
from spark_delta.run import write
from spark_delta.settings import WriterSettings
from spark_delta.tables.schema import FILINGS, TABLES
from spark_delta.tables.table import Table
from spark_delta.testing.stored_lake import publish_manifest, store
from stand_ins.sample import SampleFiling

Rows = list[dict[str, Any]]


def ordered(table: Table, rows: Rows) -> Rows:
    return sorted(rows, key=lambda row: [(row[name] is not None, row[name]) for name in table.key])


def by_delta_rs(lake: Lake, table: Table) -> Rows:
    return ordered(table, DeltaTable(f"{lake.uri}/{table.path}").to_pyarrow_table().to_pylist())


def by_pyarrow(lake: Lake, table: Table) -> Rows:
    """Read the Parquet files that the newest version names, knowing nothing else of Delta."""
    files = DeltaTable(f"{lake.uri}/{table.path}").file_uris()
    if not files:
        return []
    return ordered(table, ds.dataset(files).to_table(list(table.column_names)).to_pylist())


def by_spark(spark: SparkSession, lake: Lake, table: Table) -> Rows:
    rows = spark.read.format("delta").load(f"{lake.uri}/{table.path}").toArrow().to_pylist()
    return ordered(table, rows)


def agree(spark: SparkSession, lake: Lake) -> dict[str, int]:
    """Compare what all three read; return the number of rows of each table."""
    counts = {}
    for table in TABLES:
        expected = by_spark(spark, lake, table)
        assert by_delta_rs(lake, table) == expected
        assert by_pyarrow(lake, table) == expected
        counts[table.name] = len(expected)
    return counts


def test_other_readers_read_what_spark_reads_whatever_was_done_to_the_tables(
    spark: SparkSession, lake: Lake, sample: list[SampleFiling]
) -> None:
    settings = WriterSettings(lake.uri, "test", batch_filings=2)
    damaged = store(lake, sample[4].body, gzipped=b"no gzip")
    lines = [store(lake, filing.body) for filing in sample[:4]]
    publish_manifest(lake, [lines[:2], [*lines[2:], damaged]])
    write(settings)
    written = agree(spark, lake)
    assert (written["filings"], written["quarantine"]) == (4, 1)
    assert written["documents"] >= 4

    changed = sample[0].body.replace(b"</SEC-DOCUMENT>", b"\n</SEC-DOCUMENT>", 1)
    again = [store(lake, changed, again=True), store(lake, sample[4].body, again=True)]
    publish_manifest(lake, [again], began=datetime(2026, 2, 1, tzinfo=UTC))
    write(settings)
    replaced = agree(spark, lake)
    assert (replaced["filings"], replaced["quarantine"]) == (5, 0)

    write(replace(settings, optimize=True))
    assert agree(spark, lake) == replaced
    write(replace(settings, vacuum_hours=168.0))
    assert agree(spark, lake) == replaced


@pytest.fixture(scope="module")
def with_rows_in_all(
    spark: SparkSession, sample: list[SampleFiling], tmp_path_factory: pytest.TempPathFactory
) -> Lake:
    """Return a lake whose tables all got rows, in one run."""
    del spark  # it has to be there
    lake = open_lake(str(tmp_path_factory.mktemp("all")))
    with_figures = next(one for one in sample if "us-gaap:" in str(one.body))
    damaged = next(one for one in sample if one is not with_figures)
    stored = [store(lake, with_figures.body), store(lake, damaged.body, gzipped=b"no gzip")]
    publish_manifest(lake, [stored])
    write(WriterSettings(lake.uri, "test"))
    return lake


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_change_feed_is_read_outside_of_spark(with_rows_in_all: Lake, table: Table) -> None:
    place = f"{with_rows_in_all.uri}/{table.path}"
    changes = DeltaTable(place).load_cdf(starting_version=0).read_all()
    rows = {str(change) for change in changes["_change_type"].to_pylist()}
    assert rows == {"insert"}
    assert changes.num_rows == len(by_delta_rs(with_rows_in_all, table))


def test_a_filter_reaches_the_files(
    spark: SparkSession, lake: Lake, sample: list[SampleFiling]
) -> None:
    del spark
    publish_manifest(lake, [[store(lake, filing.body)] for filing in sample[:3]])
    writing(lake, batch_filings=1)
    table = DeltaTable(f"{lake.uri}/{FILINGS.path}").to_pyarrow_dataset()
    accession = sample[1].accession
    assert table.to_table(filter=ds.field("accession") == accession).num_rows == 1
    fragments = list(table.get_fragments(filter=ds.field("accession") == accession))
    assert len(fragments) == 1
