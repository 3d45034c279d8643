from __future__ import annotations

import gzip
import json
import random
import re
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from spark_delta.read.outcome import (
    FRAME_HEAD,
    Failure,
    Outcome,
    ReadFiling,
    decode,
    encode,
    frame_lengths,
)
from spark_delta.read.submission_rows import read_submission
from spark_delta.tables.record_batches import Batches, RuleBroken, as_batches, in_own_types
from spark_delta.tables.schema import BY_NAME, FILERS, SECTIONS
from spark_delta.tables.submission import days, microseconds
from stand_ins.sample import sample_filings


@pytest.fixture(scope="module")
def filing() -> ReadFiling:
    of_sample = next(one for one in sample_filings() if b"<ix:nonFraction" in one.body)
    packed = gzip.compress(of_sample.body)
    read = read_submission(packed, of_sample.accession, None, 50_000_000)
    assert isinstance(read, ReadFiling)
    return read


def parts(outcome: Outcome) -> tuple[bytes, bytes]:
    frame = encode(outcome)
    said, _ = frame_lengths(frame[:FRAME_HEAD])
    return frame[FRAME_HEAD : FRAME_HEAD + said], frame[FRAME_HEAD + said :]


def with_value(filing: ReadFiling, table: str, place: int, value: Any) -> ReadFiling:
    """Return ``filing`` with ``value`` in the first row of ``table``, in the column at ``place``."""
    rows = [list(each) for each in filing.rows[table]]
    row, column = (place, 0) if BY_NAME[table].columnar is not None else (0, place)
    rows[row][column] = value
    return replace(filing, rows={**filing.rows, table: rows})


def test_rows_cross_as_batches_with_the_same_values(filing: ReadFiling) -> None:
    crossed = decode(*parts(filing))
    assert isinstance(crossed, ReadFiling)
    assert isinstance(crossed.rows, Batches)
    assert "cells" in crossed.rows
    assert "quarantine" not in crossed.rows
    for name, rows in filing.rows.items():
        assert crossed.rows[name] == rows
    for column in SECTIONS.own:
        assert crossed.values(SECTIONS, column) == filing.values(SECTIONS, column)


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("name", "half \ud800", "name holds half a character"),
        ("position", 1 << 31, "position holds what is no int32"),
        ("position", 1 << 80, "position holds what is no int32"),
    ],
)
def test_a_value_that_its_column_cannot_hold_costs_its_filing(
    filing: ReadFiling, column: str, value: object, says: str
) -> None:
    outcome = decode(*parts(with_value(filing, "filers", FILERS.own.index(column), value)))
    assert isinstance(outcome, Failure)
    assert (outcome.stage, outcome.error) == ("defect", "RuleBroken")
    assert outcome.message.startswith(f"filers: {says}")
    assert outcome.sha256 == filing.sha256


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [("facts", "number", "1,5"), ("sections", "text", b"\xff"), ("facts", "number", "1" * 40)],
)
def test_a_value_that_the_table_cannot_hold_is_refused_behind_the_reader(
    filing: ReadFiling, table: str, column: str, value: object
) -> None:
    of = BY_NAME[table]
    crossed = decode(*parts(with_value(filing, table, of.own.index(column), value)))
    assert isinstance(crossed, ReadFiling)
    assert isinstance(crossed.rows, Batches)
    with pytest.raises(RuleBroken, match=f"{table}: {column} holds what is no"):
        in_own_types(of, crossed.rows.batch(table))


def test_columns_in_the_tables_types_hold_the_same_values(filing: ReadFiling) -> None:
    batches = as_batches(filing.rows)
    for name in batches:
        table = BY_NAME[name]
        columns = in_own_types(table, batches.batch(name))
        assert {column: array.type for column, array in columns.items()} == {
            column: table.arrow.field(column).type for column in table.own
        }
        for column, array in columns.items():
            assert [_as_said(value) for value in array.to_pylist()] == [
                _as_said(value) for value in filing.values(table, column)
            ]


def _as_said(value: Any) -> Any:
    """Return a value of a row or of a column as both say it."""
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, datetime):
        return microseconds(value)
    if isinstance(value, date):
        return days(value)
    if isinstance(value, Decimal):
        return value.normalize()
    if isinstance(value, str) and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value):
        return Decimal(value).normalize()
    return value


def test_what_a_damaged_reader_sends_is_refused_or_whole(filing: ReadFiling) -> None:
    said, batches = parts(filing)
    chance = random.Random(1)
    refused = 0
    for _ in range(300):
        damaged = bytearray(batches)
        for _ in range(chance.randint(1, 40)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            crossed = decode(said, bytes(damaged))
        except ValueError:
            refused += 1
            continue
        assert isinstance(crossed, ReadFiling)
        assert {name: len(crossed.rows[name]) for name in crossed.rows}
    assert refused > 20


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"{",
        b"[]",
        b"{}",
        json.dumps({"failure": {"stage": "raw"}}).encode(),
        json.dumps({"shared": {}, "tables": {}}).encode(),
    ],
)
def test_what_is_no_frame_is_refused(said: bytes) -> None:
    with pytest.raises(ValueError, match=r"frame|Expecting"):
        decode(said, b"")


def test_a_frame_without_its_end_or_of_no_table_is_refused(filing: ReadFiling) -> None:
    said, batches = parts(filing)
    with pytest.raises(ValueError, match="no frame"):
        decode(said, batches[: len(batches) // 2])
    with pytest.raises(ValueError, match="no frame"):
        decode(said.replace(b'"sections"', b'"sectoins"'), batches)
