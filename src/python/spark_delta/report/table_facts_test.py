"""Held to delta-rs, and to logs written by hand as the Delta protocol has them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from deltalake import DeltaTable, write_deltalake

from docai.lake.open import open_lake
from spark_delta.report.table_facts import CHECKPOINT, TableFacts, facts_of
from spark_delta.tables.schema import FILINGS


def rows(*values: int) -> pa.Table:
    return pa.table({"n": pa.array(values, pa.int64())})


@pytest.mark.parametrize("checkpointed", [False, True])
def test_rows_and_columns_are_those_that_another_reader_finds(
    tmp_path: Path, checkpointed: bool
) -> None:
    where = tmp_path / FILINGS.path
    for number in range(4):
        write_deltalake(str(where), rows(*range(number + 1)), mode="append")
    table = DeltaTable(str(where))
    if checkpointed:
        table.create_checkpoint()
    table.delete("n = 0")
    write_deltalake(str(where), rows(7, 8), mode="append")
    now = DeltaTable(str(where))
    found = facts_of(open_lake(str(tmp_path)), FILINGS)
    assert (found.version, found.rows) == (now.version(), now.to_pyarrow_table().num_rows)
    assert json.loads(found.schema) == json.loads(now.schema().to_json())


def test_commits_that_a_checkpoint_replaced_are_not_needed(tmp_path: Path) -> None:
    where = tmp_path / FILINGS.path
    for _ in range(3):
        write_deltalake(str(where), rows(1, 2), mode="append")
    DeltaTable(str(where)).create_checkpoint()
    (where / "_delta_log" / f"{0:020}.json").unlink()
    assert facts_of(open_lake(str(tmp_path)), FILINGS).rows == 6


def log(folder: Path, *commits: list[dict[str, Any]]) -> None:
    where = folder / FILINGS.path / "_delta_log"
    where.mkdir(parents=True)
    for number, actions in enumerate(commits):
        text = "".join(json.dumps(one) + "\n" for one in actions)
        (where / f"{number:020}.json").write_text(text)


def add(path: str, count: int | None, **more: Any) -> dict[str, Any]:
    stats = {} if count is None else {"stats": json.dumps({"numRecords": count})}
    return {"add": {"path": path, **stats, **more}}


METADATA = {"metaData": {"schemaString": "{}"}}
VECTOR = {"storageType": "u", "pathOrInlineDv": "x", "offset": 1, "cardinality": 3}


@pytest.mark.parametrize(
    ("commits", "facts"),
    [
        ([], TableFacts(-1)),
        ([[METADATA]], TableFacts(0, 0, "{}")),
        ([[METADATA, add("a", 5)], [add("b", 2)]], TableFacts(1, 7, "{}")),
        ([[METADATA, add("a", 5)], [{"remove": {"path": "a"}}]], TableFacts(1, 0, "{}")),
        # Rows that a deletion vector hides, and the file without it, which goes when the vector comes.
        (
            [
                [METADATA, add("a", 5)],
                [{"remove": {"path": "a"}}, add("a", 5, deletionVector=VECTOR)],
            ],
            TableFacts(1, 2, "{}"),
        ),
        # A file without statistics: others than docai may write one.
        ([[METADATA, add("a", 5)], [add("b", None)]], TableFacts(1, None, "{}")),
    ],
)
def test_a_log_tells_its_rows(
    tmp_path: Path, commits: list[list[dict[str, Any]]], facts: TableFacts
) -> None:
    if commits:
        log(tmp_path, *commits)
    assert facts_of(open_lake(str(tmp_path)), FILINGS) == facts


@pytest.mark.parametrize(
    "text", ["{", "[1]", '{"add": {}}', '{"add": {"path": "a", "stats": "{"}}']
)
def test_a_log_that_cannot_be_read_tells_its_version_alone(tmp_path: Path, text: str) -> None:
    log(tmp_path, [METADATA])
    (tmp_path / FILINGS.path / "_delta_log" / f"{1:020}.json").write_text(text)
    assert facts_of(open_lake(str(tmp_path)), FILINGS) == TableFacts(1)


def test_a_gap_in_the_log_tells_nothing(tmp_path: Path) -> None:
    log(tmp_path, [METADATA], [add("a", 5)], [add("b", 5)])
    (tmp_path / FILINGS.path / "_delta_log" / f"{1:020}.json").unlink()
    assert facts_of(open_lake(str(tmp_path)), FILINGS) == TableFacts(2)


def test_checkpoint_pattern() -> None:
    whole = f"{10:020}.checkpoint.parquet"
    assert CHECKPOINT.fullmatch(whole)
    assert CHECKPOINT.fullmatch(f"{10:020}.checkpoint.{1:010}.{2:010}.parquet")
    assert not CHECKPOINT.fullmatch(
        f"{10:020}.checkpoint.3a0d65cd-4056-49b8-937b-95f9e3ee90e5.parquet"
    )
    assert not CHECKPOINT.fullmatch(f"{10:020}.json")
