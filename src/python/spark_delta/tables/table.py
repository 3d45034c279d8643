"""What a table is: columns with their meaning, a key, rules, and a function from a filing that was read to its rows. Pure."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import pyarrow as pa

from spark_delta.tables.checks import Rule

if TYPE_CHECKING:
    from spark_delta.tables.submission import ReadSubmission

ColumnType = Literal[
    "string",
    "date",
    "timestamp",
    "int",
    "bigint",
    "double",
    "decimal(38,10)",
    "boolean",
    "array<string>",
]

_ARROW: dict[ColumnType, pa.DataType] = {
    "string": pa.string(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us", tz="UTC"),
    "int": pa.int32(),
    "bigint": pa.int64(),
    "double": pa.float64(),
    "decimal(38,10)": pa.decimal128(38, 10),
    "boolean": pa.bool_(),
    "array<string>": pa.list_(pa.string()),
}

_DELTA: dict[ColumnType, object] = {
    "int": "integer",
    "bigint": "long",
    "array<string>": {"type": "array", "elementType": "string", "containsNull": True},
}
"""The types that a Delta log names otherwise than Spark's SQL."""

Values = Mapping[str, Any]
"""A row's own values by column. A date is in days since 1970, a timestamp in microseconds, a long text in UTF-8,
a decimal its digits as text (``-12.5``)."""


Columns = Mapping[str, list[Any]]
"""The same by column: of each the values of all rows, in order."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its Spark type, what it means, and whether every row has it.

    ``long``: a text of any length, which never repeats and of which no statistics are kept.
    """

    name: str
    type: ColumnType
    comment: str
    required: bool = True
    long: bool = False


@dataclass(frozen=True, eq=False)
class Table:
    """A Delta table: where it stands in the lake, its columns, its key, what every row satisfies.

    - ``rows``: returns a filing's rows, each with the table's own columns: those that neither the filing nor the run gives
      to every table. None where no filing that was read has rows
    - ``columnar``: stands in the place of ``rows`` where a filing has thousands of short rows. It returns their columns,
      which are sent, checked and written as such
    - ``gathered``: a filing has few rows of few bytes, so those of a whole batch go into one file
    - ``in_every_filing``: each filing has a row. If ``filings`` has rows and this table has none, it has lost some
    - ``optional``: a run may do without it (``--tables``)
    """

    name: str
    path: str
    comment: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rules: tuple[Rule, ...]
    rows: Callable[[ReadSubmission], Iterable[Values]] | None = None
    columnar: Callable[[ReadSubmission], Columns] | None = None
    gathered: bool = False
    in_every_filing: bool = True
    optional: bool = False
    cluster_by: tuple[str, ...] = ("cik", "filed")

    @property
    def of_filings(self) -> bool:
        """Return whether filings that were read have rows in it."""
        return self.rows is not None or self.columnar is not None

    @cached_property
    def column_names(self) -> tuple[str, ...]:
        """Return the names in order."""
        return tuple(column.name for column in self.columns)

    @cached_property
    def required(self) -> tuple[str, ...]:
        """Return the names of the columns that every row has."""
        return tuple(column.name for column in self.columns if column.required)

    @cached_property
    def own(self) -> tuple[str, ...]:
        """Return the names of the columns that ``rows`` gives, in order."""
        return tuple(name for name in self.column_names if name not in _GIVEN)

    @cached_property
    def long(self) -> tuple[str, ...]:
        """Return the names of the columns of long texts."""
        return tuple(column.name for column in self.columns if column.long)

    @cached_property
    def arrow(self) -> pa.Schema:
        """Return the columns as Arrow sees them, all nullable as a file's columns are."""
        return pa.schema([(column.name, _ARROW[column.type]) for column in self.columns])


OF_THE_FILING = (
    "accession",
    "cik",
    "ciks",
    "company",
    "form",
    "filed",
    "fiscal_year",
    "parser_version",
)
"""Columns that have the same value in all rows of a filing, in every table that has them."""

OF_THE_RUN = ("url", "raw_path", "optional_tables", "loaded_at", "run_id")
"""Columns that the manifest and the run give."""

_GIVEN = frozenset((*OF_THE_FILING, *OF_THE_RUN))

CHECKPOINT_EVERY = 20
"""Commits of Spark's from one checkpoint of a table's log to the next."""

PROPERTIES: tuple[tuple[str, str], ...] = (
    ("delta.enableChangeDataFeed", "true"),
    # Readers through PyArrow and older delta-rs know no deletion vectors.
    ("delta.enableDeletionVectors", "false"),
    ("delta.checkpointInterval", str(CHECKPOINT_EVERY)),
    ("delta.logRetentionDuration", "interval 30 days"),
    ("delta.deletedFileRetentionDuration", "interval 7 days"),
    # On a clustered table it rewrites what every commit has just written; see spark_delta.commit.maintenance instead.
    ("delta.autoOptimize.autoCompact", "false"),
)
"""What every table is set to, besides its constraints and the columns with statistics."""

STATISTICS_COLUMNS = ("accession", "cik", "filed")
"""The columns with minimum and maximum per file: what MERGE is bounded by. Those of long texts cost and help nobody."""


def schema_json(table: Table) -> str:
    """Return the columns of ``table`` as a Delta log names them (the Delta protocol, "Schema Serialization Format")."""
    fields = [
        {
            "name": column.name,
            "type": _DELTA.get(column.type, column.type),
            "nullable": not column.required,
            "metadata": {"comment": column.comment},
        }
        for column in table.columns
    ]
    return json.dumps({"type": "struct", "fields": fields}, separators=(",", ":"))


def properties_of(table: Table) -> tuple[tuple[str, str], ...]:
    """Return every property of ``table``, its CHECK constraints among them."""
    checks = tuple((f"delta.constraints.{each.name}", each.sql) for each in table.rules)
    skipping = ("delta.dataSkippingStatsColumns", ",".join(STATISTICS_COLUMNS))
    return (*PROPERTIES, skipping, *checks)


def quoted(text: str) -> str:
    """Return ``text`` as a string literal of Spark SQL."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
