"""What became of reading one submission, and how it crosses from the reader process to its parent.

A frame is a length, a JSON object and the texts behind it as UTF-8: nothing that a hostile document could turn into code
in the parent.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from spark_delta.tables.schema import FILINGS, OF_FILINGS
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

    Of a table by columns, these stand there instead, in the same order. A table that was not asked for is not there.
    """

    shared: SharedValues
    rows: Mapping[str, Sequence[Sequence[Any]]]

    def values(self, table: Table, column: str) -> list[Any]:
        """Return the values of one column in the filing's rows of ``table``."""
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
    texts: list[bytes] = []
    rows = {name: _lengths(name, of, texts) for name, of in outcome.rows.items()}
    return _frame({"shared": asdict(outcome.shared), "rows": rows}, texts)


def _lengths(table: str, rows: Sequence[Sequence[Any]], texts: list[bytes]) -> Sequence[Any]:
    """Return ``rows`` with the length of each long text in its place; the texts go to the end of ``texts``."""
    places = _LONG[table]
    if not places:
        return rows
    found = []
    for row in rows:
        values = list(row)
        for place in places:
            if values[place] is not None:
                texts.append(values[place])
                values[place] = len(values[place])
        found.append(values)
    return found


def frame_lengths(head: bytes) -> tuple[int, int]:
    """Return how many bytes of JSON and of texts follow the ``FRAME_HEAD`` first bytes."""
    said, texts = _LENGTHS.unpack(head)
    return said, texts


def decode(said: bytes, texts: bytes) -> Outcome:
    """Return the outcome of a frame's two parts; raises ValueError, KeyError or TypeError when they are none."""
    fields = json.loads(said)
    if "failure" in fields:
        return Failure(**fields["failure"])
    rows, at = fields["rows"], 0
    for name, of in rows.items():
        for row in of:
            for place in _LONG[name]:
                if row[place] is not None:
                    end = at + row[place]
                    row[place], at = texts[at:end], end
    return ReadFiling(SharedValues(**fields["shared"]), rows)


_LONG = {
    table.name: tuple(place for place, name in enumerate(table.own) if name in table.long)
    for table in OF_FILINGS
}
"""Of each table, the places of its long texts in a row."""


def _frame(said: dict[str, Any], texts: Sequence[bytes]) -> bytes:
    head = json.dumps(said, separators=(",", ":")).encode()
    return b"".join((_LENGTHS.pack(len(head), sum(map(len, texts))), head, *texts))
