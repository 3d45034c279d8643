"""Tables that somebody deleted, put back, added to or changed: written again, lived with, or told in a sentence."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyspark.sql import SparkSession

from docai.filing.layout import part_path
from docai.lake.lake import Lake
from docai.lake.open import open_lake
from docai.runtime.exit_codes import ExitCode
from spark_delta.conftest import writing
from spark_delta.delta_access.version_zero import create
from spark_delta.errors import DamagedManifest, TableRefuses, UnfitTable
from spark_delta.lake_paths import CONSUMED
from spark_delta.tables.schema import FILINGS, QUARANTINE, SECTIONS, TABLES
from spark_delta.tables.table import Table
from spark_delta.testing.stored_lake import publish_manifest, store
from spark_delta.testing.table_rows import rows_of
from stand_ins.sample import SampleFiling

pytestmark = pytest.mark.usefixtures("spark")

Sql = Callable[[str, Table], None]


def place(lake: Lake, table: Table) -> Path:
    return Path(lake.uri.removeprefix("file://")) / table.path


@pytest.fixture
def sql(spark: SparkSession, lake: Lake) -> Sql:
    """Return what runs a statement of somebody else's, on the table at ``{}``."""

    def run(text: str, table: Table) -> None:
        spark.sql(text.format(f"delta.`{lake.uri}/{table.path}`"))

    return run


@pytest.fixture(scope="module")
def written_once(
    spark: SparkSession, sample: list[SampleFiling], tmp_path_factory: pytest.TempPathFactory
) -> Lake:
    """Return a lake with two filings and one in quarantine, each of a loader run of its own."""
    lake = open_lake(str(tmp_path_factory.mktemp("written")))
    for number in range(3):
        body = sample[number].body
        line = store(lake, body, gzipped=b"no gzip" if number == 2 else None)
        publish_manifest(lake, [[line]], began=datetime(2026, 1, 1 + number, tzinfo=UTC))
        writing(lake)
    assert [len(rows_of(lake, table)) for table in (FILINGS, QUARANTINE)] == [2, 1]
    return lake


@pytest.fixture
def written(written_once: Lake, lake: Lake) -> list[object]:
    """Return the rows of the tables in ``lake``, which is a copy of that one."""
    there, here = (Path(each.uri.removeprefix("file://")) for each in (written_once, lake))
    shutil.copytree(there, here, dirs_exist_ok=True)
    return all_rows(lake)


def all_rows(lake: Lake) -> list[object]:
    """Return the rows of all tables but for what somebody else's columns hold."""
    return [
        [
            {name: row[name] for name in row if name in table.column_names}
            for row in rows_of(lake, table)
        ]
        for table in TABLES
    ]


def test_tables_that_are_gone_are_made_again(
    spark: SparkSession, lake: Lake, written: list[object]
) -> None:
    for gone in ([FILINGS], [SECTIONS], [QUARANTINE], list(TABLES)):
        for table in gone:
            shutil.rmtree(place(lake, table))
        writing(lake)
        assert all_rows(lake) == written, [table.name for table in gone]
        assert writing(lake).tried == 0


def test_tables_that_were_put_back_get_what_they_lack(
    lake: Lake, sample: list[SampleFiling], written: list[object], sql: Sql, tmp_path: Path
) -> None:
    sql("RESTORE TABLE {} TO VERSION AS OF 1", FILINGS)
    assert writing(lake).filings == 1
    assert all_rows(lake) == written
    sql("RESTORE TABLE {} TO VERSION AS OF 1", SECTIONS)
    assert writing(lake).filings > 0
    assert all_rows(lake) == written
    # A copy of the folder from before the last filing came in takes the table's place.
    shutil.copytree(place(lake, FILINGS), tmp_path / "copy")
    publish_manifest(lake, [[store(lake, sample[3].body)]], began=datetime(2026, 2, 1, tzinfo=UTC))
    writing(lake)
    later = all_rows(lake)
    shutil.rmtree(place(lake, FILINGS))
    shutil.copytree(tmp_path / "copy", place(lake, FILINGS))
    writing(lake)
    assert all_rows(lake) == later
    assert writing(lake).tried == 0
    sql("DELETE FROM {}", FILINGS)
    writing(lake)
    assert all_rows(lake) == later


def test_marks_can_be_deleted(lake: Lake, written: list[object]) -> None:
    lake.delete(CONSUMED, recursive=True)
    assert writing(lake).already_present == 2
    assert all_rows(lake) == written
    lake.delete(CONSUMED, recursive=True)
    shutil.rmtree(place(lake, SECTIONS))
    writing(lake)
    assert all_rows(lake) == written


def test_sections_of_an_older_docai_get_the_columns_that_are_new(
    lake: Lake, sample: list[SampleFiling]
) -> None:
    new = ("registrant", "state")
    older = replace(
        SECTIONS,
        columns=tuple(column for column in SECTIONS.columns if column.name not in new),
        rules=tuple(rule for rule in SECTIONS.rules if rule.name != "state_known"),
    )
    assert create(lake, older, "staging")
    body = sample[0].body
    publish_manifest(lake, [[store(lake, body)]])
    assert writing(lake).filings == 1
    states = {row["state"] for row in rows_of(lake, SECTIONS)}
    assert "words" in states
    assert None not in states
    again = store(lake, body.replace(b"</DOCUMENT>", b"\n</DOCUMENT>", 1), again=True)
    publish_manifest(lake, [[again]], began=datetime(2026, 3, 1, tzinfo=UTC))
    before = len(rows_of(lake, SECTIONS))
    assert writing(lake).replaced == 1
    assert len(rows_of(lake, SECTIONS)) == before


def test_columns_of_others_stay_and_stop_nothing(
    lake: Lake, sample: list[SampleFiling], written: list[object], sql: Sql
) -> None:
    for table in TABLES:
        sql("ALTER TABLE {} ADD COLUMNS (remark STRING COMMENT 'ours', more STRUCT<a: INT>)", table)
        sql("ALTER TABLE {} SET TBLPROPERTIES ('team' = 'research')", table)
    sql("ALTER TABLE {} ADD CONSTRAINT small CHECK (bytes < 100000000000)", FILINGS)
    sql("UPDATE {} SET remark = 'read'", FILINGS)
    body, other = sample[3].body, sample[4].body
    lines = [store(lake, body), store(lake, other, gzipped=b"no gzip")]
    publish_manifest(lake, [lines], began=datetime(2026, 2, 1, tzinfo=UTC))
    done = writing(lake)
    assert (done.filings, done.quarantined) == (1, 1)
    notes = {row["accession"]: row["remark"] for row in rows_of(lake, FILINGS)}
    assert sorted(map(str, notes.values())) == ["None", "read", "read"]
    again = store(lake, body.replace(b"</DOCUMENT>", b"\n</DOCUMENT>", 1), again=True)
    publish_manifest(lake, [[again]], began=datetime(2026, 3, 1, tzinfo=UTC))
    assert writing(lake).replaced == 1
    assert len(rows_of(lake, QUARANTINE)) == 2
    assert writing(lake).tried == 0


@pytest.mark.parametrize(
    ("table", "change", "error", "says"),
    [
        (FILINGS, "ADD CONSTRAINT mine CHECK (cik < '0')", TableRefuses, "DROP CONSTRAINT"),
        (SECTIONS, "SET TBLPROPERTIES ('delta.appendOnly' = 'true')", TableRefuses, "appendOnly"),
        (FILINGS, "RENAME COLUMN company TO firm", UnfitTable, "company is missing"),
        (QUARANTINE, "RENAME COLUMN error TO kind", UnfitTable, "error is missing"),
    ],
)
def test_a_change_that_keeps_rows_out_is_the_callers_to_undo(
    lake: Lake,
    sample: list[SampleFiling],
    sql: Sql,
    table: Table,
    change: str,
    error: type,
    says: str,
) -> None:
    publish_manifest(lake, [[store(lake, sample[0].body)]])
    writing(lake)
    before = rows_of(lake, FILINGS)
    if "RENAME" in change:
        sql("ALTER TABLE {} SET TBLPROPERTIES ('delta.columnMapping.mode' = 'name')", table)
    if "CONSTRAINT" in change:
        sql("DELETE FROM {} WHERE true AND cik > ''", table)
        before = rows_of(lake, FILINGS)
    sql(f"ALTER TABLE {{}} {change}", table)
    changed = sample[0].body.replace(b"</DOCUMENT>", b"\n</DOCUMENT>", 1)
    publish_manifest(
        lake, [[store(lake, changed, again=True)]], began=datetime(2026, 2, 1, tzinfo=UTC)
    )
    with pytest.raises(error, match=says) as told:
        writing(lake)
    assert told.value.exit_code is ExitCode.CALLER  # type: ignore[attr-defined]
    if "RENAME" not in change:
        assert f": {table.path}: " in str(told.value)
        assert rows_of(lake, FILINGS) == before


@pytest.mark.parametrize(
    "protocol",
    [
        '{"minReaderVersion":99,"minWriterVersion":99}',
        '{"minReaderVersion":3,"minWriterVersion":7,"readerFeatures":["x"],"writerFeatures":["x"]}',
        '{"minReaderVersion":1,"minWriterVersion":7,"writerFeatures":["fromTheFuture"]}',
    ],
)
def test_a_table_of_a_newer_delta_is_told(
    lake: Lake, sample: list[SampleFiling], protocol: str
) -> None:
    publish_manifest(lake, [[store(lake, sample[0].body)]])
    writing(lake)
    log = place(lake, FILINGS) / "_delta_log"
    (log / f"{2:020}.json").write_text(f'{{"protocol":{protocol}}}\n')
    publish_manifest(lake, [[store(lake, sample[1].body)]], began=datetime(2026, 2, 1, tzinfo=UTC))
    with pytest.raises(TableRefuses, match="newer Delta"):
        writing(lake)


def test_what_can_be_read_of_a_damaged_part_is_written_and_the_rest_is_told(
    lake: Lake, sample: list[SampleFiling]
) -> None:
    run = publish_manifest(lake, [[store(lake, each.body) for each in sample[:2]]])
    publish_manifest(lake, [[store(lake, sample[2].body)]], began=datetime(2026, 2, 1, tzinfo=UTC))
    lines = lake.read(part_path(run, 1)).split(b"\n")
    lake.replace(part_path(run, 1), b"\n".join([lines[0][:40], *lines[1:]]))
    for _ in range(2):
        with pytest.raises(DamagedManifest, match=r"0001\.jsonl, line 1.*--rebuild-manifests"):
            writing(lake)
        assert len(rows_of(lake, FILINGS)) == 2
