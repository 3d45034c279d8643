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
from spark_delta.tables.checks import broken, broken_columns
from spark_delta.tables.schema import OF_FILINGS, OPTIONAL, QUARANTINE, TABLES
from spark_delta.tables.table import Table

_WEIGHT_OF_A_SHORT_ROW = 256
FLUSH_BYTES = 16 << 20
"""Text that a task holds before it writes a row group."""


class RuleBroken(ValueError):
    """A row that its table would refuse: a defect of whoever made it."""


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
        self._columns: dict[str, list[Any]] = {name: [] for name in table.column_names}
        self._pending = 0
        self._any = False

    def append(self, row: dict[str, Any], weight: int = 512) -> None:
        """Add a row (every column by name) of about ``weight`` bytes."""
        for name, values in self._columns.items():
            values.append(row[name])
        self._pending += weight
        self._any = True
        if self._pending >= FLUSH_BYTES:
            self._flush()

    def extend(self, given: Mapping[str, Any], columns: Mapping[str, Sequence[Any]]) -> None:
        """Add rows by columns: those of ``columns``, and the value of ``given`` for every row in all others."""
        count = len(next(iter(columns.values())))
        for name, values in self._columns.items():
            values.extend(columns[name] if name in columns else [given[name]] * count)
        self._pending += _WEIGHT_OF_A_SHORT_ROW * count
        self._any = self._any or count > 0
        if self._pending >= FLUSH_BYTES:
            self._flush()

    def publish(self, *, replacing: bool) -> StagedRows | None:
        """Write what is left and make the file visible; None when there was no row."""
        if not self._any:
            return None
        self._flush()
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
        if not self._pending:
            return
        schema = self._table.arrow
        arrays = [_array(self._columns[field.name], field.type) for field in schema]
        self._file.write(pa.Table.from_arrays(arrays, schema=schema))
        self._columns = {name: [] for name in self._columns}
        self._pending = 0


def _array(values: list[Any], type_: pa.DataType) -> pa.Array:
    if pa.types.is_decimal(type_):
        return pa.array(values, pa.string()).cast(type_)
    return pa.array(values, type_)


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
        by_columns = {
            table: dict(zip(table.own, filing.rows[table.name], strict=True))
            for table in OF_FILINGS
            if table.columnar is not None and table.name in filing.rows
        }
        for table, columns in by_columns.items():
            wrong = broken_columns(columns, given, table.required, table.rules)
            if wrong is not None:
                raise RuleBroken(f"{table.name}: {wrong}")
        rows = {
            table: [
                given | dict(zip(table.own, own, strict=True)) for own in filing.rows[table.name]
            ]
            for table in OF_FILINGS
            if table.columnar is None and table.name in filing.rows
        }
        for table, of in rows.items():
            for row in of:
                _checked(table, row)
        for table, of in rows.items():
            for row in of:
                weight = sum(len(row[name] or b"") for name in table.long) + 512
                self._tables[table.name].append(row, weight)
        for table, columns in by_columns.items():
            self._tables[table.name].extend(given, columns)

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


def _checked(table: Table, row: dict[str, Any]) -> None:
    wrong = broken(row, table.required, table.rules)
    if wrong is not None:
        key = ", ".join(f"{name} {row[name]}" for name in table.key if name != "accession")
        raise RuleBroken(f"{table.name}{', ' if key else ''}{key}: {wrong}")
