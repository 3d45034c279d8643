"""The tables' rows for comparison, read by another Delta reader: for tests and benchmarks."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from deltalake import DeltaTable

from docai.lake.lake import Lake
from spark_delta.tables.table import Table

OF_THE_RUN = ("loaded_at", "run_id", "first_seen", "last_seen")
"""Columns that say when and by which run a row came: two runs differ in them and in nothing else."""


def rows_of(
    lake: Lake,
    table: Table,
    *,
    leave_out: tuple[str, ...] = OF_THE_RUN,
    storage: dict[str, str] | None = None,
) -> list[dict[str, Any]]:
    """Return every row of ``table`` in the order of its key, without the columns ``leave_out``.

    ``storage`` are delta-rs's options for a lake that is no folder.
    """
    # delta-rs takes a URL; in a lake's address, as in Hadoop's, characters stand for themselves.
    scheme, _, place = f"{lake.uri}/{table.path}".partition("://")
    address = f"{scheme}://{quote(place, safe='/@:')}"
    read = DeltaTable(address, storage_options=storage).to_pyarrow_table()
    rows = read.drop_columns([name for name in leave_out if name in read.column_names]).to_pylist()
    return sorted(rows, key=lambda row: [(row[name] is not None, row[name]) for name in table.key])
