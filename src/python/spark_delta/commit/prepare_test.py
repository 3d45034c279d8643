from __future__ import annotations

from pathlib import Path

import pytest
from pyspark.sql import SparkSession

from docai.lake.lake import Lake
from spark_delta.commit import prepare
from spark_delta.commit.add_files import Adding
from spark_delta.commit.prepare import prepared_meanwhile
from spark_delta.delta_access.delta_tables import LakeTables
from spark_delta.spark.errors import FAILURES
from spark_delta.tables.schema import FACTS, FILINGS, SECTIONS
from spark_delta.tables.table import Table

WANTED = (SECTIONS, FILINGS)


@pytest.fixture
def tables(spark: SparkSession, lake: Lake) -> LakeTables:
    tables = LakeTables(spark, lake)
    tables.make("staging")
    return tables


@pytest.fixture
def asking_more(tables: LakeTables) -> LakeTables:
    """Tables to which somebody has added a rule, so that only Delta itself may commit to them."""
    for table in WANTED:
        location = tables.location(table)
        tables.spark.sql(f"ALTER TABLE delta.`{location}` ADD CONSTRAINT theirs CHECK (cik <> '')")
    return tables


def test_the_logs_are_read_while_the_caller_does_something_else(asking_more: LakeTables) -> None:
    with prepared_meanwhile(asking_more, WANTED, "staging", replacing=False):
        pass
    for table in WANTED:
        _spoil_log(asking_more, table)
        assert _known_version(asking_more, table) == 1


def test_a_log_that_cannot_be_read_is_told_by_the_transaction(asking_more: LakeTables) -> None:
    _spoil_log(asking_more, SECTIONS)
    with prepared_meanwhile(asking_more, WANTED, "staging", replacing=False):
        pass
    _spoil_log(asking_more, FILINGS)
    assert _known_version(asking_more, FILINGS) == 1
    with pytest.raises(FAILURES):
        Adding(asking_more.spark, SECTIONS, asking_more.location(SECTIONS))


def test_nothing_is_loaded_for_tables_as_docai_makes_them_nor_for_those_that_get_no_rows(
    asking_more: LakeTables, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[str] = []
    monkeypatch.setattr(prepare, "Adding", lambda _, table, at: looked_at.append(table.name))
    with prepared_meanwhile(asking_more, (SECTIONS, FACTS), "staging", replacing=False):
        pass
    assert looked_at == [SECTIONS.name]
    with prepared_meanwhile(asking_more, (SECTIONS, FACTS), "staging", replacing=True):
        pass
    assert looked_at == [SECTIONS.name, SECTIONS.name, FACTS.name]


def _spoil_log(tables: LakeTables, table: Table) -> None:
    log = Path(tables.location(table).removeprefix("file://"), "_delta_log")
    for file in log.iterdir():
        if file.is_file():
            file.unlink()
    (log / f"{0:020}.json").write_text("no JSON")


def _known_version(tables: LakeTables, table: Table) -> int:
    """Return the version that Delta remembers, or finds in the log when it knows nothing of the table."""
    logs = tables.spark.sparkContext._jvm.org.apache.spark.sql.delta.DeltaLog  # type: ignore[union-attr]
    log = logs.forTable(tables.spark._jsparkSession, tables.location(table))
    return int(log.unsafeVolatileSnapshot().version())
