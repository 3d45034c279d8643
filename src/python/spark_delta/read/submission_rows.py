"""The bytes of a stored submission to the rows of the tables. Pure."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection
from typing import Any, cast

from isal import isal_zlib

from docai.document.errors import DocumentError
from docai.filing.errors import FilingError
from docai.filing.header import parse_header
from docai.tenk import PARSER_VERSION, open_scans, read_items
from spark_delta.read.outcome import Failure, Outcome, ReadFiling, SharedValues
from spark_delta.tables.columns import EDGAR_BEGAN
from spark_delta.tables.schema import OF_FILINGS, OPTIONAL
from spark_delta.tables.submission import ReadSubmission, days
from spark_delta.tables.table import Table

_MEGABYTE = 1_000_000
_PIECE = 64 * _MEGABYTE
_GZIP = b"\x1f\x8b"
_DAMAGED = cast("type[Exception]", isal_zlib.error)
"""What bytes raise that are not gzip, or not as they were; the library's stub takes the class for an instance."""


class Unpacked(ValueError):
    """The stored file is no whole gzip file, or one that unpacks to more than is allowed."""

    def __init__(self, stage: str, error: str, message: str) -> None:
        super().__init__(message)
        self.failure = Failure(stage, error, message)


def read_submission(
    stored: bytes,
    accession: str,
    sha256: str | None,
    max_bytes: int,
    tables: Collection[str] = OPTIONAL,
) -> Outcome:
    """Return the rows that ``stored`` (gzip) gives, or why it gives none.

    ``sha256`` is what the manifest says of the unpacked bytes, ``tables`` the optional tables to make rows for. Everything that
    a document can do wrong is an outcome here; MemoryError and what a library does in C are left to the process around.
    """
    try:
        data = unpack(stored, max_bytes)
    except Unpacked as error:
        return error.failure
    digest = hashlib.sha256(data).hexdigest()
    if sha256 is not None and digest != sha256:
        return Failure(
            "raw", "Sha256Mismatch", f"the manifest says {sha256}, the file holds {digest}", digest
        )
    try:
        scans = open_scans(data)
        filing = read_items(scans)
        if filing.header is None:
            return _no_header(data, digest)
        read = ReadSubmission(scans, filing.header, filing, digest, len(data))
        return _filing(read, accession, tables)
    except DocumentError as error:
        return Failure(error.stage, type(error).__name__, str(error), digest)
    except MemoryError:
        raise
    # One document must never stop a run: a defect that it hits becomes its row in quarantine.
    except Exception as error:  # noqa: BLE001
        return Failure("defect", type(error).__name__, str(error)[:2000], digest)


def unpack(stored: bytes, max_bytes: int) -> bytes:
    """Return what a gzip file of one or more members holds; raises Unpacked."""
    parts: list[bytes] = []
    room, rest = max_bytes, stored
    while rest:
        member = isal_zlib.decompressobj(wbits=31)
        while rest and not member.eof:
            try:
                # In pieces: whoever unpacks it whole takes twice the memory before it turns out to be too much.
                parts.append(member.decompress(rest, _PIECE))
            except _DAMAGED as error:
                what = "is damaged" if stored.startswith(_GZIP) else "is no gzip file"
                raise Unpacked("raw", "NotGzip", f"the stored file {what}: {error}") from error
            room -= len(parts[-1])
            if room < 0:
                raise Unpacked(
                    "crash",
                    "TooLarge",
                    f"more than {max_bytes / _MEGABYTE:,.0f} MB unpacked; allow more with --max-document-mb",
                )
            rest = member.unconsumed_tail
        if not member.eof:
            raise Unpacked("raw", "Truncated", "the stored file ends before its gzip member does")
        rest = member.unused_data.lstrip(b"\0")
    return parts[0] if len(parts) == 1 else b"".join(parts)


def _no_header(data: bytes, digest: str) -> Failure:
    try:
        parse_header(data)
    except FilingError as error:
        return Failure("header", type(error).__name__, str(error), digest)
    return Failure(
        "container", "NoDocument", "the submission holds a header and no document", digest
    )


def _filing(read: ReadSubmission, accession: str, tables: Collection[str]) -> Outcome:
    header, digest = read.header, read.sha256
    if header.accession != accession:
        return Failure(
            "header",
            "OtherAccession",
            f"the manifest says {accession}, the submission says {header.accession}",
            digest,
        )
    if header.filed < EDGAR_BEGAN:
        return Failure(
            "header",
            "FiledBeforeEdgar",
            f"the header says FILED AS OF DATE {header.filed}, and EDGAR began in {EDGAR_BEGAN.year}",
            digest,
        )
    names = [(item.registrant, item.item) for item in read.filing.items]
    if len(names) != len(set(names)):
        twice = sorted({name for name, count in Counter(names).items() if count > 1})
        return Failure(
            "items",
            "SameItemTwice",
            f"found more than once: {', '.join(' '.join(name).strip() for name in twice)}",
            digest,
        )
    try:
        rows = {
            table.name: _rows(table, read)
            for table in OF_FILINGS
            if not table.optional or table.name in tables
        }
    except UnicodeEncodeError as error:
        return Failure("text", "NotUnicode", str(error)[:2000], digest)
    shared = SharedValues(
        accession=accession,
        cik=header.filer.cik,
        ciks=list(header.ciks),
        company=header.filer.name,
        form=header.form,
        filed=days(header.filed),
        fiscal_year=read.filing.fiscal_year,
        parser_version=PARSER_VERSION,
    )
    return ReadFiling(shared, rows)


def _rows(table: Table, read: ReadSubmission) -> list[list[Any]]:
    """Return the rows of a filing; of a table by columns its columns."""
    if table.columnar is not None:
        columns = table.columnar(read)
        return [columns[name] for name in table.own]
    assert table.rows is not None
    return [[row[name] for name in table.own] for row in table.rows(read)]
