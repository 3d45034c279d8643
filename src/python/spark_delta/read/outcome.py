"""What became of reading one submission, and how it crosses from the reader process to its parent.

A frame is two lengths, a JSON object, and the rows of each table as an Arrow record batch ("Encapsulated message format" of Arrow's
IPC): nothing that a hostile document could turn into code in the parent. The batches are checked before anything looks into them.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import pyarrow as pa

from spark_delta.tables.record_batches import Batches, RuleBroken, as_batches, schema_on_the_way
from spark_delta.tables.schema import BY_NAME, FILINGS
from spark_delta.tables.table import Table

_LENGTHS = struct.Struct("<QQ")
FRAME_HEAD = _LENGTHS.size


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a submission could not be read; ``sha256`` (of the unpacked bytes) when it got that far."""

    stage: str
    error: str
    message: str
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class SharedValues:
    """What all rows of a filing have in common, in every table; ``filed`` is in days since 1970."""

    accession: str
    cik: str
    ciks: Sequence[str]
    company: str
    form: str
    filed: int
    fiscal_year: int | None
    parser_version: str


@dataclass(frozen=True, slots=True)
class ReadFiling:
    """A filing that was read: its rows by the name of their table, each with the values of ``Table.own`` in order.

    Of a table by columns, these stand there instead, in the same order. A table that was not asked for is not there. Behind the
    reader process the rows are ``Batches``.
    """

    shared: SharedValues
    rows: Mapping[str, Sequence[Sequence[Any]]]

    def values(self, table: Table, column: str) -> list[Any]:
        """Return the values of one column in the filing's rows of ``table``."""
        if isinstance(self.rows, Batches):
            return list(self.rows.batch(table.name).column(column).to_pylist())
        index = table.own.index(column)
        if table.columnar is not None:
            return list(self.rows[table.name][index])
        return [row[index] for row in self.rows[table.name]]

    @property
    def sha256(self) -> str:
        """Return the SHA-256 of the submission as served, in hexadecimal."""
        return str(self.values(FILINGS, "sha256")[0])

    @property
    def size(self) -> int:
        """Return the bytes of the submission as served."""
        return int(self.values(FILINGS, "bytes")[0])

    @property
    def container(self) -> str:
        """Return the shape of its primary document: ixbrl, html or text."""
        return str(self.values(FILINGS, "container")[0])


Outcome = ReadFiling | Failure


def encode(outcome: Outcome) -> bytes:
    """Return ``outcome`` as a frame."""
    if isinstance(outcome, Failure):
        return _frame({"failure": asdict(outcome)}, ())
    try:
        batches = as_batches(outcome.rows)
    except RuleBroken as error:
        return encode(Failure("defect", "RuleBroken", str(error)[:2000], outcome.sha256))
    bodies = {name: batches.batch(name).serialize() for name in batches}
    sizes = {name: body.size for name, body in bodies.items()}
    return _frame({"shared": asdict(outcome.shared), "tables": sizes}, tuple(bodies.values()))


def frame_lengths(head: bytes) -> tuple[int, int]:
    """Return how many bytes of JSON and of batches follow the ``FRAME_HEAD`` first bytes."""
    said, batches = _LENGTHS.unpack(head)
    return said, batches


def decode(said: bytes, batches: bytes) -> Outcome:
    """Return the outcome of a frame's two parts; raises ValueError when they are none."""
    try:
        fields = json.loads(said)
        if "failure" in fields:
            return Failure(**fields["failure"])
        shared = SharedValues(**fields["shared"])
        return ReadFiling(shared, _decoded(fields["tables"], memoryview(batches)))
    except (KeyError, TypeError, OSError, pa.ArrowException) as error:
        raise ValueError(f"no frame of an outcome: {error}") from error


def _decoded(sizes: Mapping[str, int], batches: memoryview) -> Batches:
    found, at = {}, 0
    for name, size in sizes.items():
        # A copy of its own: rows that wait for others of their table hold no other table's in memory.
        body = pa.py_buffer(bytes(batches[at : at + size]))
        found[name] = pa.ipc.read_record_batch(body, schema_on_the_way(BY_NAME[name]))
        found[name].validate(full=True)
        at += size
    return Batches(found)


def _frame(said: dict[str, Any], batches: Sequence[pa.Buffer]) -> bytes:
    head = json.dumps(said, separators=(",", ":")).encode()
    return b"".join((_LENGTHS.pack(len(head), sum(len(one) for one in batches)), head, *batches))
