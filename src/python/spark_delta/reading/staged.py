"""Rows that a task has read, staged in the lake as Parquet until the driver commits them.

A file is published whole under a name that no other attempt uses; the driver commits only the files that a finished task
named. So a task that runs twice, or dies half-way, leaves nothing behind but files that nobody reads.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from docai.filing.identity import submission_url
from docai.lake.lake import Lake, StagedFile
from spark_delta.reading.outcome import Failure, FilingRow, SectionRow
from spark_delta.schema import FILINGS, QUARANTINE, SECTIONS, Table
from spark_delta.work import IO_STAGE, Job

UNREAD = (IO_STAGE, "raw")
"""Stages at which nothing is known of the bytes: the same submission stored anew is worth reading."""

FLUSH_BYTES = 16 << 20
"""Text that a task holds before it writes a row group."""


@dataclass(frozen=True, slots=True)
class StagedRows:
    """A staged file: its path in the lake, its rows, its size in bytes."""

    table: str
    path: str
    rows: int
    size: int


class StagedTable:
    """One staged file, open while a task runs; no file at all when it gets no row."""

    def __init__(self, lake: Lake, table: Table, path: str, work_path: str) -> None:
        self._lake, self._table, self._path, self._work_path = lake, table, path, work_path
        self._columns: dict[str, list[Any]] = {name: [] for name in table.column_names}
        self._pending = self._rows = 0
        self._open = ExitStack()
        self._staged: StagedFile | None = None
        self._sink: _Sink | None = None
        self._writer: pq.ParquetWriter | None = None

    def append(self, row: dict[str, Any], weight: int = 512) -> None:
        """Add a row (every column by name) of about ``weight`` bytes."""
        for name, values in self._columns.items():
            values.append(row[name])
        self._pending += weight
        self._rows += 1
        if self._pending >= FLUSH_BYTES:
            self._flush()

    def publish(self) -> StagedRows | None:
        """Write what is left and make the file visible; None when there was no row."""
        if not self._rows:
            return None
        self._flush()
        assert self._writer is not None
        assert self._staged is not None
        assert self._sink is not None
        self._writer.close()
        self._staged.publish(self._path)
        self._open.close()
        return StagedRows(self._table.name, self._path, self._rows, self._sink.tell())

    def close(self) -> None:
        """Discard what was not published. Safe to repeat."""
        self._open.close()

    def _flush(self) -> None:
        schema = self._table.arrow
        arrays = [pa.array(self._columns[field.name], type=field.type) for field in schema]
        if self._writer is None:
            self._staged = self._open.enter_context(self._lake.stage(self._work_path))
            self._sink = _Sink(self._staged)
            self._writer = pq.ParquetWriter(
                self._sink,
                schema,
                compression="zstd",
                compression_level=1,
                use_dictionary=[
                    name for name in schema.names if name not in ("text", "text_as_filed")
                ],
                write_statistics=False,
            )
        self._writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
        self._columns = {name: [] for name in self._columns}
        self._pending = 0


class _Sink:
    """A staged file as PyArrow wants a file to be."""

    closed = False

    def __init__(self, staged: StagedFile) -> None:
        self._staged, self._size = staged, 0

    def write(self, data: bytes) -> int:
        content = bytes(data)
        self._staged.write(content)
        self._size += len(content)
        return len(content)

    def tell(self) -> int:
        return self._size

    def flush(self) -> None:
        """Nothing is held back here."""

    def close(self) -> None:
        """The staged file is published or discarded by its owner."""


class StagedBatch:
    """The staged files of one attempt at one task."""

    def __init__(self, lake: Lake, folder: str, name: str, run_id: str, began: datetime) -> None:
        self._run_id, self._began = run_id, began
        self._tables = {
            table.name: StagedTable(
                lake,
                table,
                f"{folder}/{table.name}/{name}.parquet",
                f"{folder}/_open/{table.name}-{name}",
            )
            for table in (SECTIONS, FILINGS, QUARANTINE)
        }

    def __enter__(self) -> StagedBatch:
        return self

    def __exit__(self, *_: object) -> None:
        for table in self._tables.values():
            table.close()

    def add_filing(self, job: Job, row: FilingRow) -> None:
        """Stage a filing that was read, and its Items."""
        filing = {name: getattr(row, name) for name in _SAME_IN_FILINGS}
        self._tables[FILINGS.name].append(
            filing
            | {
                "url": job.url or submission_url("https://www.sec.gov", row.cik, row.accession),
                "raw_path": job.raw_path,
                "bytes": row.size,
                "items_found": len(row.sections),
                "loaded_at": self._began,
                "run_id": self._run_id,
            }
        )
        shared = {name: getattr(row, name) for name in _FROM_THE_FILING}
        for section in row.sections:
            self._tables[SECTIONS.name].append(
                shared | {name: getattr(section, name) for name in _SAME_IN_SECTIONS},
                len(section.text) + len(section.text_as_filed or b"") + 512,
            )

    def add_failure(
        self, job: Job, failure: Failure, *, parser_version: str, attempts: int
    ) -> None:
        """Stage a filing that could not be read."""
        self._tables[QUARANTINE.name].append(
            {
                "accession": job.accession,
                "cik": job.cik,
                "filed": job.filed,
                "raw_path": job.raw_path,
                "sha256": failure.sha256 or (None if failure.stage in UNREAD else job.sha256),
                "stage": failure.stage,
                "error": failure.error,
                "message": failure.message.encode("utf-8", "replace"),
                "first_seen": self._began,
                "last_seen": self._began,
                "attempts": attempts,
                "parser_version": parser_version,
            }
        )

    def publish(self) -> tuple[StagedRows, ...]:
        """Make the files visible; return those that hold rows."""
        published = (table.publish() for table in self._tables.values())
        return tuple(rows for rows in published if rows is not None)


_SAME_IN_FILINGS: Sequence[str] = tuple(
    name for name in FILINGS.column_names if name in FilingRow.__dataclass_fields__
)
_SAME_IN_SECTIONS: Sequence[str] = tuple(
    name for name in SECTIONS.column_names if name in SectionRow.__dataclass_fields__
)
_FROM_THE_FILING: Sequence[str] = tuple(
    name
    for name in SECTIONS.column_names
    if name in FilingRow.__dataclass_fields__ and name not in SectionRow.__dataclass_fields__
)
