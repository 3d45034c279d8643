from __future__ import annotations

import json
from dataclasses import replace

import pytest
from deltalake import DeltaTable
from pyspark.sql import SparkSession

from docai.lake.lake import Lake
from spark_delta.commit.add_files import Adding, add_action
from spark_delta.conftest import writing
from spark_delta.delta_access.delta_tables import LakeTables
from spark_delta.read.key_bounds import Bounds
from spark_delta.read.staged_rows import StagedRows, final_path
from spark_delta.spark.errors import CONFLICTS
from spark_delta.tables.schema import FILINGS, SECTIONS
from spark_delta.tables.table import Table
from spark_delta.testing.stored_lake import publish_manifest, store
from stand_ins.sample import SampleFiling

BOUNDS = Bounds(
    "0000000001-24-000001", "0000000009-24-000009", "0000000001", "0000000009", 19783, 19790
)


def rows(table: Table, name: str) -> StagedRows:
    return StagedRows(table.name, final_path(table, name), 3, 1000, BOUNDS)


@pytest.fixture
def tables(spark: SparkSession, lake: Lake) -> LakeTables:
    tables = LakeTables(spark, lake)
    tables.make("staging")
    return tables


def adding(tables: LakeTables, table: Table = FILINGS) -> Adding:
    return Adding(tables.spark, table, tables.location(table))


def test_a_file_is_named_with_what_its_rows_lie_between() -> None:
    action = json.loads(add_action(FILINGS, rows(FILINGS, "one")))["add"]
    assert (action["path"], action["size"], action["dataChange"]) == (
        "part-one.c000.zstd.parquet",
        1000,
        True,
    )
    assert json.loads(action["stats"]) == {
        "numRecords": 3,
        "minValues": {
            "accession": "0000000001-24-000001",
            "cik": "0000000001",
            "filed": "2024-03-01",
        },
        "maxValues": {
            "accession": "0000000009-24-000009",
            "cik": "0000000009",
            "filed": "2024-03-08",
        },
        "nullCount": {"accession": 0, "cik": 0, "filed": 0},
    }


def test_of_two_that_read_the_same_table_one_adds_its_files(tables: LakeTables) -> None:
    first, second = adding(tables), adding(tables)
    assert first.commit([rows(FILINGS, "first")]) == 1
    with pytest.raises(CONFLICTS):
        second.commit([rows(FILINGS, "second")])
    third = adding(tables)
    assert third.version == 1
    assert third.commit([rows(FILINGS, "third")]) == 2


def test_other_tables_do_not_stand_in_the_way(tables: LakeTables) -> None:
    filings, sections = adding(tables), adding(tables, SECTIONS)
    assert sections.commit([rows(SECTIONS, "one")]) == 1
    assert filings.commit([rows(FILINGS, "one"), rows(FILINGS, "two")]) == 1


@pytest.mark.parametrize(
    "change",
    [
        "ADD CONSTRAINT of_somebody CHECK (length(company) > 0)",
        "SET TBLPROPERTIES ('delta.columnMapping.mode' = 'name')",
    ],
)
def test_a_table_with_rules_of_somebody_else_gets_no_files(tables: LakeTables, change: str) -> None:
    assert adding(tables).takes_files()
    tables.spark.sql(f"ALTER TABLE delta.`{tables.location(FILINGS)}` {change}")
    assert not adding(tables).takes_files()


def test_a_table_with_a_constraint_of_somebody_else_gets_its_rows_all_the_same(
    tables: LakeTables, lake: Lake, sample: list[SampleFiling]
) -> None:
    tables.spark.sql(
        f"ALTER TABLE delta.`{tables.location(SECTIONS)}` ADD CONSTRAINT words CHECK (words < 9000000)"
    )
    publish_manifest(lake, [[store(lake, filing.body) for filing in sample[:2]]])
    assert writing(lake).filings == 2
    assert DeltaTable(tables.location(FILINGS)).to_pyarrow_dataset().count_rows() == 2
    history = DeltaTable(tables.location(SECTIONS)).history(1)
    assert history[0]["operation"] == "MERGE"


def test_the_files_of_a_run_say_what_they_hold(
    spark: SparkSession, lake: Lake, sample: list[SampleFiling]
) -> None:
    publish_manifest(lake, [[store(lake, filing.body) for filing in sample[:3]]])
    writing(lake)
    for table in (FILINGS, SECTIONS):
        delta = DeltaTable(f"{lake.uri}/{table.path}")
        held = delta.to_pyarrow_table()
        said = delta.get_add_actions(flatten=True)
        found = {name: said.column(name).to_pylist() for name in said.schema.names}
        assert sum(found["num_records"]) == held.num_rows
        for column in ("accession", "cik", "filed"):
            values = held.column(column).to_pylist()
            assert min(found[f"min.{column}"]) == min(values)
            assert max(found[f"max.{column}"]) == max(values)
        for path, size in zip(found["path"], found["size_bytes"], strict=True):
            entry = lake.stat(f"{table.path}/{path}")
            assert entry is not None
            assert entry.size == size


def test_a_path_is_relative_to_its_table() -> None:
    moved = replace(rows(SECTIONS, "x"), table=SECTIONS.name)
    assert "/" not in json.loads(add_action(SECTIONS, moved))["add"]["path"]
