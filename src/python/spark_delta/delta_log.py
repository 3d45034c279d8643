"""What a table's transaction log says without Spark."""

from __future__ import annotations

import re

from docai.lake.lake import Lake
from spark_delta.schema import Table

COMMIT = re.compile(r"(\d{20})\.json", re.ASCII)
"""A commit in a Delta log: its version with twenty digits (the Delta protocol, "Delta Log Entries")."""


def newest_version(lake: Lake, table: Table) -> int:
    """Return the table's newest version, or -1 when there is no table."""
    names = (
        entry.path.rsplit("/", 1)[-1]
        for entry in lake.list(f"{table.path}/_delta_log", recursive=False)
    )
    return max((int(match[1]) for name in names if (match := COMMIT.fullmatch(name))), default=-1)
