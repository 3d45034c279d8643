"""The bytes of a stored submission to the rows of the tables. Pure."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from typing import cast

import numpy as np
from isal import isal_zlib

from docai.filing.errors import FilingError
from docai.filing.forms import is_amendment
from docai.filing.header import SubmissionHeader, parse_header
from docai.tenk import PARSER_VERSION, Filing, Item, TenkError, read_filing
from spark_delta.read.outcome import Failure, FilingRow, Outcome, SectionRow
from spark_delta.tables.schema import EDGAR_BEGAN

_EPOCH_DAY = date(1970, 1, 1).toordinal()
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
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


def read_submission(stored: bytes, accession: str, sha256: str | None, max_bytes: int) -> Outcome:
    """Return the rows that ``stored`` (gzip) gives, or why it gives none.

    ``sha256`` is what the manifest says of the unpacked bytes. Everything that a document can do wrong is an outcome here;
    MemoryError and what a library does in C are left to the process around.
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
        filing = read_filing(data)
        if filing.header is None:
            return _no_header(data, digest)
        return _row(filing, filing.header, accession, digest, len(data))
    except TenkError as error:
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


def _row(
    filing: Filing, header: SubmissionHeader, accession: str, digest: str, size: int
) -> Outcome:
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
    names = [item.item for item in filing.items]
    if len(names) != len(set(names)):
        twice = sorted({name for name in names if names.count(name) > 1})
        return Failure(
            "items", "SameItemTwice", f"found more than once: {', '.join(twice)}", digest
        )
    try:
        sections = tuple(map(_section, filing.items))
    except UnicodeEncodeError as error:
        return Failure("text", "NotUnicode", str(error)[:2000], digest)
    return FilingRow(
        accession=accession,
        cik=header.filer.cik,
        ciks=header.ciks,
        company=header.filer.name,
        form=header.form,
        is_amendment=is_amendment(header.form),
        filed=header.filed.toordinal() - _EPOCH_DAY,
        period=None if header.period is None else header.period.toordinal() - _EPOCH_DAY,
        accepted_at=_microseconds(header.accepted_at),
        fiscal_year=filing.fiscal_year,
        sic=header.filer.sic or None,
        state=header.filer.state or None,
        primary_document=filing.primary_document,
        sha256=digest,
        size=size,
        container=filing.container,
        parser_version=PARSER_VERSION,
        sections=sections,
    )


def count_words(text: str, encoded: bytes) -> int:
    """Return how many words ``text`` (in UTF-8: ``encoded``) has: what ``text.split()`` would give, without making them."""
    if text.isascii():
        blank = _BLANK[np.frombuffer(encoded, np.uint8)]
    else:
        blank = _BLANK[np.frombuffer(text.encode("utf-16-le"), "<u2")]
    if not len(blank):
        return 0
    return int(np.count_nonzero(blank[:-1] > blank[1:])) + (not blank[0])


_BLANK = np.array([chr(unit).isspace() for unit in range(1 << 16)])
"""Of each unit of UTF-16 whether it is a blank; there is none among the characters of two units."""


def _section(item: Item) -> SectionRow:
    text = item.text.encode()
    return SectionRow(
        item=item.item,
        part=item.part,
        title=item.title,
        text=text,
        text_as_filed=None if item.text_as_filed is None else item.text_as_filed.encode(),
        chars=len(item.text),
        words=count_words(item.text, text),
        source=item.source,
        source_file=item.source_file,
        start=item.start,
        end=item.end,
        confidence=item.confidence,
        combined_with=item.combined_with,
    )


def _microseconds(moment: datetime | None) -> int | None:
    if moment is None:
        return None
    since = moment - _EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds
