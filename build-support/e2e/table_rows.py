"""The Delta tables of a lake as rows, and what differs between two of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa
from deltalake import DeltaTable

from spark_delta.tables.schema import TABLES

Row = Mapping[str, Any]

KEYS: Mapping[str, tuple[str, ...]] = {table.path: table.key for table in TABLES}
"""The tables, by their places below the lake, with their keys."""

OF_THE_RUN = frozenset({"loaded_at", "run_id", "first_seen", "last_seen"})
"""Columns that say when a row was written and by which run: they differ between two runs over the same filings."""


@dataclass(frozen=True)
class Place:
    """Where a lake stands, as delta-rs is told: an address, and options with its credential."""

    lake: str
    options: Mapping[str, str] = field(default_factory=dict)

    def rows(self, table: str) -> list[Row]:
        """Return all rows of a table, ordered by its key, without the columns of OF_THE_RUN."""
        found = DeltaTable(f"{self.lake}/{table}", storage_options=dict(self.options))
        return ordered(pa.table(found.to_pyarrow_table()), KEYS[table])


def ordered(table: pa.Table, key: Sequence[str]) -> list[Row]:
    """Return the rows in the order of ``key``, without the columns of OF_THE_RUN."""
    kept = [name for name in table.column_names if name not in OF_THE_RUN]
    rows: list[Row] = table.select(kept).to_pylist()
    return sorted(rows, key=lambda row: _in_order(tuple(row[name] for name in key)))


def _in_order(values: Sequence[Any]) -> tuple[tuple[bool, Any], ...]:
    """Return the values of a key so that they can be sorted: NULL comes first."""
    return tuple((value is not None, value) for value in values)


def differences(left: Sequence[Row], right: Sequence[Row], key: Sequence[str]) -> list[str]:
    """Return what differs, a sentence each: rows on one side alone, rows that stand twice, values."""
    return list(_differences(left, right, key))


def _differences(left: Sequence[Row], right: Sequence[Row], key: Sequence[str]) -> Iterator[str]:
    by_key = [{tuple(row[name] for name in key): row for row in side} for side in (left, right)]
    for which, side, rows in zip(("left", "right"), (left, right), by_key, strict=True):
        if len(side) != len(rows):
            yield f"{len(side) - len(rows)} keys stand twice on the {which}"
    first, second = by_key
    for one in sorted(first.keys() | second.keys(), key=_in_order):
        name = " ".join(str(value) for value in one if value is not None)
        if one not in second:
            yield f"{name}: only on the left"
        elif one not in first:
            yield f"{name}: only on the right"
        else:
            columns = first[one].keys() | second[one].keys()
            for column in sorted(columns):
                values = first[one].get(column), second[one].get(column)
                if values[0] != values[1]:
                    yield f"{name}: {column} is {_short(values[0])} on the left, {_short(values[1])} on the right"


def _short(value: object) -> str:
    said = repr(value)
    return said if len(said) <= 60 else f"{said[:57]}..."
