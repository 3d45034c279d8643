"""The data dictionary: every table and column in Markdown, from the descriptions that Delta has too.

``python -m spark_delta.tables.dictionary > src/python/spark_delta/tables/DICTIONARY.md`` after a change.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from spark_delta.tables.schema import TABLES
from spark_delta.tables.table import Table


def dictionary() -> str:
    """Return the dictionary of all tables."""
    parts = ["# The tables\n\nMade by `spark_delta.tables.dictionary`; do not edit.\n"]
    return "\n".join([*parts, *("\n".join(_lines(table)) for table in TABLES)])


def _lines(table: Table) -> Iterator[str]:
    yield f"## {table.name}\n"
    yield f"{table.comment} Key: {', '.join(f'`{name}`' for name in table.key)}.\n"
    yield "| column | type | meaning |"
    yield "|---|---|---|"
    for column in table.columns:
        nullable = "" if column.required else " (or NULL)"
        yield f"| `{column.name}` | {column.type} | {column.comment}{nullable} |"
    yield f"\nEvery row: {'; '.join(f'`{rule.sql}`' for rule in table.rules)}.\n"


if __name__ == "__main__":
    sys.stdout.write(dictionary())
