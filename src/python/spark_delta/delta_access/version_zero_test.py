"""The version that makes a table: the same as Delta's own CREATE TABLE, whatever stands in the folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pyspark.sql import SparkSession

from docai.lake.lake import Lake
from spark_delta.delta_access.delta_tables import LakeTables
from spark_delta.delta_access.version_zero import create, first_version
from spark_delta.tables.schema import FILINGS, TABLES
from spark_delta.tables.table import Table, properties_of, quoted

_OWN = {"id", "createdTime", "timestamp", "txnId", "engineInfo"}
"""What no two tables have in common."""


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_it_says_what_deltas_own_statement_says(
    spark: SparkSession, tmp_path: Path, table: Table
) -> None:
    spark.sql(_create_statement(table, str(tmp_path)))
    log = tmp_path / "_delta_log"
    version = first_version(table)

    theirs, ours = (log / f"{0:020}.json").read_bytes(), version.commit
    assert _actions(ours) == _actions(theirs)

    checksum, by_delta = (
        json.loads(data) for data in (version.checksum, (log / f"{0:020}.crc").read_bytes())
    )
    by_delta.pop("fileSizeHistogram")  # optional, and empty
    assert _told(checksum) == _told(by_delta)


def test_the_checksum_is_of_the_commit() -> None:
    version = first_version(FILINGS)
    commit = {name: said for line in version.commit.splitlines() for name, said in _action(line)}
    checksum = json.loads(version.checksum)
    assert checksum["metadata"] == commit["metaData"]
    assert checksum["protocol"] == commit["protocol"]
    assert checksum["domainMetadata"] == [commit["domainMetadata"]]
    assert checksum["txnId"] == commit["commitInfo"]["txnId"]


def test_a_table_is_made_where_a_killed_run_left_files(spark: SparkSession, lake: Lake) -> None:
    lake.publish(f"{FILINGS.path}/part-left.parquet", b"left", staging_path="staging/left")
    assert create(lake, FILINGS, "staging")
    tables = LakeTables(spark, lake)
    assert tables.frame(FILINGS).columns == list(FILINGS.column_names)
    assert tables.frame(FILINGS).count() == 0


def test_a_table_that_somebody_made_first_is_left_alone(lake: Lake) -> None:
    assert create(lake, FILINGS, "staging")
    log = f"{FILINGS.path}/_delta_log/{0:020}"
    before = lake.read(f"{log}.json"), lake.read(f"{log}.crc")
    assert not create(lake, FILINGS, "staging")
    assert (lake.read(f"{log}.json"), lake.read(f"{log}.crc")) == before
    assert list(lake.list("staging")) == []


def test_a_table_whose_maker_died_before_the_checksum_takes_rows(
    spark: SparkSession, lake: Lake
) -> None:
    create(lake, FILINGS, "staging")
    lake.delete(f"{FILINGS.path}/_delta_log/{0:020}.crc")
    tables = LakeTables(spark, lake)
    tables.make("staging")
    assert tables.newest_version(FILINGS) == 0
    assert tables.frame(FILINGS).count() == 0


def _create_statement(table: Table, location: str) -> str:
    columns = ", ".join(
        f"`{column.name}` {column.type}{' NOT NULL' if column.required else ''} COMMENT {quoted(column.comment)}"
        for column in table.columns
    )
    properties = ", ".join(
        f"{quoted(name)} = {quoted(value)}" for name, value in properties_of(table)
    )
    return (
        f"CREATE TABLE delta.`{location}` ({columns}) USING delta COMMENT {quoted(table.comment)} "
        f"CLUSTER BY ({', '.join(table.cluster_by)}) TBLPROPERTIES ({properties})"
    )


def _actions(commit: bytes) -> dict[str, Any]:
    return {name: _told(said) for line in commit.splitlines() for name, said in _action(line)}


def _action(line: bytes) -> list[tuple[str, Any]]:
    return list(json.loads(line).items())


def _told(said: Any) -> Any:
    """Return ``said`` with JSON inside of strings read, sets in order, and without what is each table's own."""
    if isinstance(said, dict):
        return {name: _told(value) for name, value in said.items() if name not in _OWN}
    if isinstance(said, list):
        return (
            sorted(map(_told, said), key=str)
            if all(isinstance(s, str) for s in said)
            else [*map(_told, said)]
        )
    if isinstance(said, str) and said[:1] in ("{", "["):
        return _told(json.loads(said))
    return said
