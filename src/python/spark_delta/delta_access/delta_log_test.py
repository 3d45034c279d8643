from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from deltalake import DeltaTable, write_deltalake

from docai.lake.lake import Lake
from docai.lake.open import open_lake
from spark_delta.delta_access.delta_log import (
    CHECKPOINT,
    CHECKSUM,
    COMMIT,
    Undone,
    last_written,
    newest_version,
    table_now,
    undone_by,
)
from spark_delta.delta_access.version_zero import create
from spark_delta.tables.schema import FILINGS, QUARANTINE, SECTIONS
from stand_ins.collector import collector_held

LOG = f"{FILINGS.path}/_delta_log"


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return open_lake(str(tmp_path))


@pytest.fixture
def others(lake: Lake) -> DeltaTable:
    """A table of another program's at the place of ``filings``, with two versions."""
    where = f"{lake.uri}/{FILINGS.path}"
    rows = pa.table({"accession": ["a"]})
    write_deltalake(where, rows)
    write_deltalake(where, rows, mode="append")
    return DeltaTable(where)


def test_a_lake_without_the_table_has_none(lake: Lake) -> None:
    assert table_now(lake, FILINGS) is None
    assert newest_version(lake, FILINGS) == -1


def test_a_table_was_last_written_when_its_newest_commit_came(
    lake: Lake, others: DeltaTable
) -> None:
    newest = lake.stat(f"{LOG}/{1:020}.json")
    assert newest is not None
    assert last_written(lake, FILINGS) == newest.modified
    create(lake, QUARANTINE, "staging")
    assert last_written(lake, QUARANTINE) is None
    assert last_written(lake, SECTIONS) is None


def test_a_table_keeps_its_id_and_one_made_anew_has_another(lake: Lake) -> None:
    create(lake, FILINGS, "staging")
    first = table_now(lake, FILINGS)
    assert first is not None
    assert first.id is not None
    assert first == table_now(lake, FILINGS, since=0)
    lake.delete(FILINGS.path, recursive=True)
    create(lake, FILINGS, "staging")
    again = table_now(lake, FILINGS)
    assert again is not None
    assert again.id != first.id


def test_a_commit_of_no_bytes_has_undone_itself(lake: Lake, others: DeltaTable) -> None:
    before = table_now(lake, FILINGS)
    assert before is not None
    assert before.has_kept(before.id, 1)
    lake.replace(f"{LOG}/{1:020}.json", b"")
    write_deltalake(f"{lake.uri}/{FILINGS.path}", pa.table({"accession": ["b"]}), mode="append")
    now = table_now(lake, FILINGS)
    assert now is not None
    assert [now.has_kept(before.id, version) for version in (0, 1, 2)] == [True, False, True]


@pytest.mark.parametrize("source", ["checksum", "checkpoint"])
def test_the_id_is_found_when_the_first_commit_was_cleaned_up(
    lake: Lake, others: DeltaTable, source: str
) -> None:
    whole = table_now(lake, FILINGS)
    assert whole is not None
    assert whole.id == str(others.metadata().id)
    if source == "checksum":
        said = {"numFiles": 2, "metadata": {"id": whole.id}}
        lake.replace(f"{LOG}/{1:020}.crc", json.dumps(said).encode())
    else:
        others.create_checkpoint()
    lake.delete(f"{LOG}/{0:020}.json")
    assert table_now(lake, FILINGS) == whole


@collector_held()
def test_a_log_that_nobody_can_read_names_no_id(lake: Lake) -> None:
    lake.replace(f"{LOG}/{5:020}.json", b"[\n{\nnull\n" + b"[" * 100_000)
    lake.replace(f"{LOG}/{5:020}.checkpoint.parquet", b"no parquet")
    now = table_now(lake, FILINGS, since=1)
    assert now is not None
    assert (now.id, now.version, now.undone) == (None, 5, ())


def test_what_another_program_took_back_is_seen(lake: Lake, others: DeltaTable) -> None:
    def undone() -> tuple[Undone, ...]:
        now = table_now(lake, FILINGS, since=1)
        assert now is not None
        return now.undone

    assert undone() == ()
    others.restore(0)
    assert undone() == (Undone(2, 0),)
    others.delete("accession = 'b'")
    assert undone() == (Undone(2, 0),)
    others.delete()
    write_deltalake(others, pa.table({"accession": ["a"]}), mode="overwrite")
    assert [each.keeps for each in undone()] == [0, -1, -1]


@pytest.mark.parametrize(
    ("operation", "parameters", "keeps"),
    [
        ("RESTORE", {"version": "3", "timestamp": None}, 3),
        ("RESTORE", {"version": None, "timestamp": "2026-01-01"}, -1),
        ("CREATE OR REPLACE TABLE AS SELECT", {}, -1),
        ("WRITE", {"mode": "Overwrite", "partitionBy": "[]"}, -1),
        ("DELETE", {"predicate": "[]"}, -1),
        ("DELETE", {"predicate": '["true"]'}, -1),
        ("WRITE", {"mode": "Overwrite", "predicate": '["\'accession IN (a)"]'}, None),
        ("WRITE", {"mode": "Append"}, None),
        ("DELETE", {"predicate": '["(accession = a)"]'}, None),
        ("MERGE", {}, None),
        ("OPTIMIZE", {"predicate": "[]"}, None),
        ("DELETE", "not an object", -1),
    ],
)
def test_a_commit_that_went_behind_what_was_there_is_told_from_others(
    operation: str, parameters: Any, keeps: int | None
) -> None:
    said = {"operation": operation, "operationParameters": parameters}
    assert undone_by(9, said) == (None if keeps is None else Undone(9, keeps))


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        (f"{7:020}.json", COMMIT),
        (f"{7:020}.crc", CHECKSUM),
        (f"{7:020}.checkpoint.parquet", CHECKPOINT),
        (f"{7:020}.checkpoint.{1:010}.{2:010}.parquet", CHECKPOINT),
        (f"{7:020}.checkpoint.80a083e8-7026-4e79-81be-64bd76c43a11.parquet", CHECKPOINT),
    ],
)
def test_a_file_of_the_log_is_known_by_its_name(name: str, pattern: Any) -> None:
    assert [each for each in (COMMIT, CHECKSUM, CHECKPOINT) if each.fullmatch(name)] == [pattern]


@pytest.mark.parametrize(
    "name", ["_last_checkpoint", "7.json", f"{7:020}.json.tmp", f".{7:020}.crc", f"{7:019}.json"]
)
def test_other_files_are_not(name: str) -> None:
    assert not any(each.fullmatch(name) for each in (COMMIT, CHECKSUM, CHECKPOINT))
