"""What the tables hold, read in many batches: each row once, and what is not known left open."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
from deltalake import write_deltalake

from data_loader.audit.conftest import SCHEMA
from data_loader.audit.written import read_tables
from docai.filing import layout

COUNT = 20_000
"""More than a batch of the engine's, 8,192."""


def test_no_tables_hold_nothing(tmp_path: Path) -> None:
    found = read_tables(str(tmp_path))
    assert (list(found.rows()), found.hours, found.quarantined) == ([], {}, set())


def test_rows_of_many_batches_are_each_read_once(tmp_path: Path) -> None:
    accepted = datetime(2024, 5, 1, 21, tzinfo=UTC)
    accessions = [f"0000990001-24-{number:06d}" for number in range(COUNT)]
    columns: dict[str, list[Any]] = {
        "accession": accessions,
        "form": ["10-K"] * COUNT,
        "filed": [date(2024, 5, 1)] * COUNT,
        "ciks": [["0000990001", "0000990002"]] * COUNT,
        "accepted_at": [None] + [accepted] * (COUNT - 1),
        "loaded_at": [accepted + timedelta(hours=7)] * COUNT,
    }
    address = str(tmp_path / layout.FILINGS)
    write_deltalake(address, pa.table(columns, schema=SCHEMA))
    twice = {name: values[1:2] for name, values in columns.items()}
    write_deltalake(address, pa.table(twice, schema=SCHEMA), mode="append")
    quarantined = pa.table({"accession": ["0000990003-24-000001"]})
    write_deltalake(str(tmp_path / layout.QUARANTINE), quarantined)
    found = read_tables(str(tmp_path))
    assert len(found.hours) == COUNT
    assert found.hours[99000124000000] is None
    assert Counter(found.hours.values()) == {None: 1, 7.0: COUNT - 1}
    assert found.doubled == accessions[1:2]
    assert found.quarantined == {99000324000001}
    read = {row.number: row for row in found.rows()}
    assert len(read) == COUNT
    assert len(list(found.rows())) == COUNT + 1
    row = read[99000124000001]
    assert (row.form, row.filed, row.ciks, row.hours) == (
        "10-K",
        date(2024, 5, 1),
        ("0000990001", "0000990002"),
        7.0,
    )
    assert row.accepted == accepted.timestamp() * 1e6
