"""The complete submission as EDGAR serves it, and which of its documents is the 10-K.

The format: https://www.sec.gov/info/edgar/specifications/pds_dissemination_spec.pdf, ``<DOCUMENT>`` blocks of a few
header lines and a ``<TEXT>`` body.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from docai.document.charset import decode
from docai.document.errors import NoPrimaryDocument, NotAFiling, TooComplex
from docai.document.markup import looks_like_html
from docai.filing.errors import NotASubmission
from docai.filing.header import SubmissionHeader, parse_header

MAX_BYTES = 400_000_000
"""The largest submissions that EDGAR holds are about this long, nearly all of it exhibits and pictures."""
_TEXT = re.compile(rb"<TEXT>[ \t]*\r?\n?", re.I)
_FIELD = re.compile(rb"<(TYPE|SEQUENCE|FILENAME|DESCRIPTION)>[ \t]*([^\r\n<]{0,400})", re.I)
_TEN_K = re.compile(r"10-?K(?:SB|T|405|40)*(?:/A)?$", re.I)
_EXHIBIT_13 = re.compile(r"EX-13(?:\D|$)", re.I)
_SUBMISSION = re.compile(
    rb"\s*(?:-----BEGIN PRIVACY|<(?:SEC|IMS)-(?:DOCUMENT|HEADER)>|<SUBMISSION>)"
)
_BINARY_BODY = re.compile(
    rb"\s*(?:<(?:PDF|ZIP|EXCEL|JSON)>|begin [0-7]{3} |%PDF-|PK\x03\x04|GIF8|\xff\xd8\xff|\x89PNG|\x1f\x8b)",
    re.I,
)
Kind = Literal["html", "text", "xml", "pdf", "picture", "archive", "other"]

_XHTML = re.compile(rb"<html[\s>]", re.I)
_XML = re.compile(
    rb"\s*+(?:<XBRL>\s*|<XML>\s*)?<(?:\?xml\b|[A-Za-z][\w.:-]{0,100}\s[^>]{0,400}xmlns)"
)
_BINARY_KINDS: tuple[tuple[Kind, re.Pattern[bytes]], ...] = (
    ("pdf", re.compile(rb"\s*+(?:<PDF>|%PDF-)", re.I)),
    ("picture", re.compile(rb"\s*+(?:GIF8|\xff\xd8\xff|\x89PNG)")),
    ("archive", re.compile(rb"\s*+(?:<ZIP>|PK\x03\x04|\x1f\x8b)", re.I)),
)
_KIND_OF_ENDING: Mapping[str, Kind] = {
    **dict.fromkeys(("gif", "jpg", "jpeg", "png", "bmp", "tif", "tiff"), "picture"),
    **dict.fromkeys(("zip", "gz"), "archive"),
    "pdf": "pdf",
}
_KIND_REACH = 20_000
"""An HTML document shows what it is within so many bytes."""
_FIRST_DOCUMENT = re.compile(rb"<DOCUMENT>|<document>")
_MOST_DOCUMENTS = 20_000
MOST_REPORTS = 20
"""10-K documents of one submission that are read."""
_BARE_HEAD = 20_000
"""A <DOCUMENT> tag further in than this, with no header before it, is part of a text."""
_BODY_ENDS = (b"</TEXT>", b"</text>", b"</DOCUMENT>", b"</document>")
_TWO_BYTE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""How a text in UTF-16 begins: every other byte of it is nought, as in a picture."""
_HEADER_LINES = 4096
"""The lines before a document's <TEXT> take no more bytes than this."""


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a submission: what its header lines say, and its body.

    Before about 2000 documents had no file name: ``file_name`` is their type then ("EX-13"). ``start`` is where the body
    begins in the submission, in bytes.
    """

    type: str
    sequence: int | None
    file_name: str
    description: str
    body: bytes = field(repr=False)
    start: int = 0

    @property
    def is_text(self) -> bool:
        """Return whether the body is text or HTML, not uuencoded or binary."""
        if self.body.startswith(_TWO_BYTE_MARKS):
            return True
        return _BINARY_BODY.match(self.body) is None and self.body.count(0, 0, 4096) < 64

    @property
    def is_ten_k(self) -> bool:
        """Return whether the type is one of the 10-K forms."""
        return _TEN_K.match(self.type) is not None

    @property
    def is_exhibit_13(self) -> bool:
        """Return whether it is the annual report to security holders (Regulation S-K, Item 601(b)(13))."""
        return _EXHIBIT_13.match(self.type) is not None

    @property
    def kind(self) -> Kind:
        """Return what the body is, by how it begins; a uuencoded file by its name."""
        if self.is_text:
            head = self.body[:_KIND_REACH]
            if head.startswith(_TWO_BYTE_MARKS):
                head = decode(head).encode()
            if _XML.match(head) and not _XHTML.search(head):
                return "xml"
            return "html" if looks_like_html(head.decode("latin-1")) else "text"
        for kind, begins in _BINARY_KINDS:
            if begins.match(self.body):
                return kind
        ending = self.file_name.rpartition(".")[2].lower()
        return _KIND_OF_ENDING.get(ending, "other")

    def text(self) -> str:
        """Return the decoded body: what ``start`` and ``end`` of an Item count the characters of."""
        return decode(self.body)


@dataclass(frozen=True, slots=True)
class Submission:
    """The header, where there is one, and the documents in the order in which they stand."""

    header: SubmissionHeader | None
    documents: tuple[Document, ...]

    def primary(self) -> Document:
        """Return the first 10-K document. Raises NoPrimaryDocument."""
        return self.reports()[0]

    def reports(self) -> tuple[Document, ...]:
        """Return the 10-K documents: nearly always one; a report may be cut in several. Raises NoPrimaryDocument."""
        readable = [document for document in self.documents if document.is_text]
        found = tuple(document for document in readable if document.is_ten_k)[:MOST_REPORTS]
        if not found and len(readable) == 1 and not readable[0].type:
            found = (readable[0],)
        if not found:
            types = ", ".join(document.type or "?" for document in self.documents[:8]) or "none"
            raise NoPrimaryDocument(
                f"the submission holds no readable 10-K document; its documents are: {types}"
            )
        return found


def open_submission(data: bytes, file_name: str = "") -> Submission:
    """Return the documents of ``data``: a complete submission, or a bare document named ``file_name``.

    Bodies are not decoded yet, and those that are no text never are. Raises NotAFiling for what holds no text, and
    TooComplex for more documents than any submission has.
    """
    starts: list[int] = []
    if _SUBMISSION.match(data) or _FIRST_DOCUMENT.search(data, 0, _BARE_HEAD):
        starts = _occurrences(data, b"<DOCUMENT>") or _occurrences(data, b"<document>")
    if not starts:
        body = data
        if not body.strip():
            raise NotAFiling("the document is empty")
        document = Document("", None, file_name, "", body)
        if not document.is_text:
            raise NotAFiling(
                f"the document begins with {body[:8]!r}: an archive, picture or PDF, not text"
            )
        return Submission(None, (document,))
    if len(starts) > _MOST_DOCUMENTS:
        raise TooComplex(f"{len(starts):,} documents, where at most {_MOST_DOCUMENTS:,} are read")
    header: SubmissionHeader | None = None
    try:
        header = parse_header(data)
    except NotASubmission:
        header = None
    ends = [*(start - len(b"<DOCUMENT>") for start in starts[1:]), len(data)]
    documents = tuple(_document(data, *span, file_name) for span in zip(starts, ends, strict=True))
    return Submission(header, documents)


def _document(data: bytes, start: int, end: int, file_name: str) -> Document:
    text = _TEXT.search(data, start, min(end, start + _HEADER_LINES))
    head = data[start : text.start() if text else min(end, start + _HEADER_LINES)]
    fields = {name.upper(): value.decode("latin-1").strip() for name, value in _FIELD.findall(head)}
    body_start = text.end() if text else start
    # from the end: whatever the body holds, its own end tag is the last
    closes = (data.rfind(tag, body_start, end) for tag in _BODY_ENDS)
    sequence = fields.get(b"SEQUENCE", "")
    return Document(
        type=fields.get(b"TYPE", "").upper(),
        sequence=int(sequence) if sequence.isascii() and sequence.isdigit() else None,
        file_name=fields.get(b"FILENAME", "") or fields.get(b"TYPE", "") or file_name,
        description=fields.get(b"DESCRIPTION", ""),
        body=data[body_start : next((at for at in closes if at >= 0), end)],
        start=body_start,
    )


def _occurrences(data: bytes, tag: bytes) -> list[int]:
    """Return where the text after each ``tag`` begins."""
    found: list[int] = []
    at = data.find(tag)
    while at >= 0:
        found.append(at + len(tag))
        at = data.find(tag, at + len(tag))
    return found
