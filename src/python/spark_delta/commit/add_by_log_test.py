"""A commit that this process writes itself: one for each version, and only to a table that asks no more than docai's own."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from deltalake import DeltaTable
from pyspark.sql import SparkSession

from docai.lake.lake import Lake
from spark_delta.commit.add_by_log import CommittedFirst, adding_by_log
from spark_delta.delta_access.delta_tables import LakeTables
from spark_delta.read.key_bounds import Bounds
from spark_delta.read.staged_rows import StagedRows, final_path
from spark_delta.tables.schema import FILINGS
from spark_delta.tables.table import Table

BOUNDS = Bounds(
    "0000000001-24-000001", "0000000009-24-000009", "0000000001", "0000000009", 19783, 19790
)


@pytest.fixture
def without_spark(lake: Lake) -> LakeTables:
    """Tables that were just made, where Spark cannot be had."""

    def no_spark() -> SparkSession:
        raise AssertionError("Spark was started")

    tables = LakeTables(no_spark, lake)
    tables.make("staging")
    return tables


def rows(table: Table, name: str) -> StagedRows:
    return StagedRows(table.name, final_path(table, name), 3, 1000, BOUNDS)


def test_of_two_that_read_the_same_version_one_commits(without_spark: LakeTables) -> None:
    first, second = (adding_by_log(without_spark, FILINGS, "staging") for _ in range(2))
    assert first is not None
    assert second is not None
    assert first.commit([rows(FILINGS, "first")]) == 1
    with pytest.raises(CommittedFirst):
        second.commit([rows(FILINGS, "second")])
    files = DeltaTable(without_spark.location(FILINGS)).get_add_actions(flatten=True)
    assert files.column("path").to_pylist() == ["part-first.c000.zstd.parquet"]
    third = adding_by_log(without_spark, FILINGS, "staging")
    assert third is not None
    assert third.commit([rows(FILINGS, "third"), rows(FILINGS, "fourth")]) == 2


def _metadata(change: Callable[[dict[str, Any]], object]) -> Callable[[LakeTables], object]:
    def changed(tables: LakeTables) -> object:
        first = tables.lake.read(f"{FILINGS.path}/_delta_log/{0:020}.json")
        said = next(json.loads(line) for line in first.splitlines() if b'"metaData"' in line)
        change(said["metaData"])
        return said

    return changed


def _field(**more: Any) -> dict[str, Any]:
    return {"name": "note", "type": "string", "nullable": True, "metadata": {}} | more


def _with_field(field: dict[str, Any]) -> Callable[[LakeTables], object]:
    def change(metadata: dict[str, Any]) -> None:
        schema = json.loads(metadata["schemaString"])
        schema["fields"].append(field)
        metadata["schemaString"] = json.dumps(schema)

    return _metadata(change)


def _with_property(name: str, value: str) -> Callable[[LakeTables], object]:
    return _metadata(lambda metadata: metadata["configuration"].update({name: value}))


def _with_feature(*features: str) -> Callable[[LakeTables], object]:
    protocol = {"minReaderVersion": 1, "minWriterVersion": 7, "writerFeatures": list(features)}
    return lambda _: {"protocol": protocol}


@pytest.mark.parametrize(
    ("change", "taken"),
    [
        (_with_property("lantern.colour", "red"), True),
        (_with_field(_field()), True),
        (_with_feature("appendOnly", "invariants"), True),
        (_with_property("delta.constraints.users", "words > 0"), False),
        (_with_property("delta.columnMapping.mode", "name"), False),
        (_with_field(_field(nullable=False)), False),
        (_with_field(_field(metadata={"CURRENT_DEFAULT": "'x'"})), False),
        (_with_field(_field(metadata={"delta.invariants": "{}"})), False),
        (_metadata(lambda metadata: metadata.update(partitionColumns=["form"])), False),
        (_with_feature("appendOnly", "rowTracking"), False),
        (_with_feature("appendOnly", "inCommitTimestamp"), False),
        (lambda _: {"protocol": {"minReaderVersion": 1, "minWriterVersion": 4}}, False),
    ],
    ids=str,
)
def test_a_table_that_asks_more_of_a_writer_is_left_to_spark(
    without_spark: LakeTables, change: Callable[[LakeTables], object], taken: bool
) -> None:
    said = json.dumps(change(without_spark)).encode()
    path = f"{FILINGS.path}/_delta_log/{1:020}.json"
    without_spark.lake.publish(path, said + b"\n", staging_path="staging/change")
    adding = adding_by_log(without_spark, FILINGS, "staging")
    assert (adding is not None and adding.version == 1) is taken
