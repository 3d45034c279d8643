"""Rows that a task has read, as Parquet in the lake; the driver commits them.

The rows of new filings go straight into the table's folder, as a file that is not part of the table until a transaction
names it. All else waits among the staged files: few rows are gathered into fewer files, others go through Spark.

A file is published whole under a name that no other attempt uses; the driver takes only the files that a finished task
named. So a task that runs twice, or dies half-way, leaves nothing behind but files that nobody reads: those in a table's
folder go when the table is vacuumed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import pyarrow as pa

from docai.delta.arrow import spare_pandas
from docai.filing.identity import submission_url
from docai.lake.lake import Lake
from spark_delta.plan.work import Job
from spark_delta.read.key_bounds import Bounds
from spark_delta.read.outcome import Failure, ReadFiling
from spark_delta.read.parquet_file import ParquetFile
from spark_delta.read.quarantine_row import quarantine_row
from spark_delta.tables.checks import broken
from spark_delta.tables.column_checks import broken_columns
from spark_delta.tables.record_batches import (
    RuleBroken,
    array_of,
    as_batches,
    full_batch,
    in_own_types,
)
from spark_delta.tables.schema import BY_NAME, OPTIONAL, QUARANTINE, TABLES
from spark_delta.tables.table import Table

FLUSH_BYTES = 16 << 20
"""Bytes of rows that a task holds before it writes a row group."""


@dataclass(frozen=True, slots=True)
class StagedRows:
    """A file of rows: its table, its path in the lake, its rows, its size in bytes, and what the rows lie between.

    ``replacing``: the rows are of filings that have some in the table already.
    """

    table: str
    path: str
    rows: int
    size: int
    bounds: Bounds
    replacing: bool = False


def final_path(table: Table, name: str) -> str:
    """Return where a file called ``name``, which no other has, stands in the table's folder."""
    return f"{table.path}/part-{name}.c000.zstd.parquet"


class StagedTable:
    """The rows of one table that a task reads; no file at all when there is none."""

    def __init__(self, lake: Lake, table: Table, path: str, work_path: str) -> None:
        spare_pandas()
        self._table = table
        self._file = ParquetFile(lake, table, path, work_path)
        self._batches: list[pa.RecordBatch] = []
        self._pending = 0

    def append(self, row: Mapping[str, Any]) -> None:
        """Add a row (every column by name)."""
        self.extend({}, {name: [row[name]] for name in self._table.column_names})

    def extend(self, given: Mapping[str, Any], columns: Mapping[str, Sequence[Any]]) -> None:
        """Add rows by columns: those of ``columns``, and the value of ``given`` for every row in all others."""
        types = {name: self._table.arrow.field(name).type for name in columns}
        arrays = {
            name: array_of(self._table, name, values, types[name])
            for name, values in columns.items()
        }
        self.add(full_batch(self._table, arrays, given, len(next(iter(arrays.values())))))

    def add(self, rows: pa.RecordBatch) -> None:
        """Add ``rows``, which have every column of the table."""
        self._batches.append(rows)
        self._pending += rows.get_total_buffer_size()
        if self._pending >= FLUSH_BYTES:
            self._flush()

    def publish(self, *, replacing: bool) -> StagedRows | None:
        """Write what is left and make the file visible; None when there was no row."""
        self._flush()
        if not self._file.rows:
            return None
        self._file.publish()
        assert self._file.bounds is not None
        return StagedRows(
            self._table.name,
            self._file.path,
            self._file.rows,
            self._file.size,
            self._file.bounds,
            replacing,
        )

    def close(self) -> None:
        """Discard what was not published. Safe to repeat."""
        self._file.close()

    def _flush(self) -> None:
        if self._batches:
            self._file.write(pa.Table.from_batches(self._batches))
            self._batches, self._pending = [], 0


class StagedBatch:
    """The files of one attempt at one task; ``replacing`` when its filings have rows in the tables already."""

    def __init__(
        self,
        lake: Lake,
        folder: str,
        name: str,
        run_id: str,
        began: datetime,
        *,
        replacing: bool,
    ) -> None:
        self._run_id, self._began, self._replacing = run_id, began, replacing
        self._tables = {
            table.name: StagedTable(
                lake,
                table,
                (
                    final_path(table, name)
                    if table.of_filings and not table.gathered and not replacing
                    else f"{folder}/{table.name}/{name}.parquet"
                ),
                f"{folder}/_open/{table.name}-{name}",
            )
            for table in TABLES
        }

    def __enter__(self) -> StagedBatch:
        return self

    def __exit__(self, *_: object) -> None:
        for table in self._tables.values():
            table.close()

    def add_filing(self, job: Job, filing: ReadFiling) -> None:
        """Stage the rows of a filing that was read; raises RuleBroken, and then stages none of them."""
        given = asdict(filing.shared) | {
            "url": job.url
            or submission_url("https://www.sec.gov", filing.shared.cik, filing.shared.accession),
            "raw_path": job.raw_path,
            "loaded_at": self._began,
            "run_id": self._run_id,
            "optional_tables": [name for name in OPTIONAL if name in filing.rows],
        }
        batches = as_batches(filing.rows)
        full: dict[str, pa.RecordBatch] = {}
        for name in batches:
            table, batch = BY_NAME[name], batches.batch(name)
            columns = in_own_types(table, batch)
            wrong = broken_columns(columns, given, table.required, table.rules)
            if wrong is not None:
                raise RuleBroken(_with_its_row(table, filing, given) or f"{name}: {wrong}")
            if batch.num_rows:
                full[name] = full_batch(table, columns, given, batch.num_rows)
        for name, rows in full.items():
            self._tables[name].add(rows)

    def add_failure(
        self, job: Job, failure: Failure, *, parser_version: str, attempts: int
    ) -> None:
        """Stage a filing that could not be read."""
        self._tables[QUARANTINE.name].append(
            quarantine_row(
                job, failure, attempts=attempts, seen=self._began, parser_version=parser_version
            )
        )

    def publish(self) -> tuple[StagedRows, ...]:
        """Make the files visible; return those that hold rows."""
        published = (table.publish(replacing=self._replacing) for table in self._tables.values())
        return tuple(rows for rows in published if rows is not None)


def _with_its_row(table: Table, filing: ReadFiling, given: Mapping[str, Any]) -> str | None:
    """Return which row of ``table`` breaks which rule."""
    columns = {name: filing.values(table, name) for name in table.own}
    for values in zip(*columns.values(), strict=True):
        row = {**given, **dict(zip(columns, values, strict=True))}
        wrong = broken(row, table.required, table.rules)
        if wrong is not None:
            key = ", ".join(f"{name} {row[name]}" for name in table.key if name != "accession")
            return f"{table.name}{', ' if key else ''}{key}: {wrong}"
    return None
