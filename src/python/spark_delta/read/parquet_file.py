"""A Parquet file of a table on its way into the lake: invisible until it is whole, and what its rows lie between."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from docai.lake.lake import Lake, StagedFile
from spark_delta.read.key_bounds import Bounds, joined
from spark_delta.tables.table import STATISTICS_COLUMNS, Table

_EPOCH_DAY = date(1970, 1, 1).toordinal()


class ParquetFile:
    """A file that becomes visible at ``path`` when it is published; until then its bytes are at ``work_path``."""

    def __init__(self, lake: Lake, table: Table, path: str, work_path: str) -> None:
        self._lake, self._table, self.path, self._work_path = lake, table, path, work_path
        self.rows = 0
        self.bounds: Bounds | None = None
        self._open = ExitStack()
        self._staged: StagedFile | None = None
        self._sink: _Sink | None = None
        self._writer: pq.ParquetWriter | None = None

    @property
    def size(self) -> int:
        """Return how many bytes have been written so far."""
        return 0 if self._sink is None else self._sink.tell()

    def write(self, rows: pa.Table) -> None:
        """Write ``rows``, which have the table's columns, as a row group."""
        if self._writer is None:
            self._writer = self._begin()
        self._writer.write_table(rows)
        self.rows += rows.num_rows
        self.bounds = joined(self.bounds, bounds_of(rows))

    def publish(self) -> None:
        """Make the file visible; there must be rows in it."""
        assert self._writer is not None
        assert self._staged is not None
        self._writer.close()
        self._staged.publish(self.path)
        self._open.close()

    def close(self) -> None:
        """Discard what was not published. Safe to repeat."""
        self._open.close()

    def _begin(self) -> pq.ParquetWriter:
        schema = self._table.arrow
        self._staged = self._open.enter_context(self._lake.stage(self._work_path))
        self._sink = _Sink(self._staged)
        return pq.ParquetWriter(
            self._sink,
            schema,
            compression="zstd",
            compression_level=1,
            # Texts never repeat: trying a dictionary for them costs more than all the rest of their encoding.
            use_dictionary=[name for name in schema.names if name not in self._table.long],
            write_statistics=[name for name in schema.names if name in STATISTICS_COLUMNS],
            store_schema=False,
        )


def bounds_of(rows: pa.Table) -> Bounds | None:
    """Return what ``rows`` lie between, None when there are none."""
    if not rows.num_rows:
        return None
    accession, cik, filed = (
        pc.min_max(rows.column(name)).as_py() for name in ("accession", "cik", "filed")
    )
    return Bounds(
        accession_from=accession["min"],
        accession_to=accession["max"],
        cik_from=cik["min"],
        cik_to=cik["max"],
        filed_from=filed["min"].toordinal() - _EPOCH_DAY,
        filed_to=filed["max"].toordinal() - _EPOCH_DAY,
    )


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
