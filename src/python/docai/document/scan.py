"""A document, decoded and scanned once: what Items and figures are both read from."""

from __future__ import annotations

from dataclasses import dataclass

from docai.document.marked_text import MarkedText
from docai.document.markup import looks_like_html, read_html, read_text
from docai.document.submission import Document, Submission


@dataclass(frozen=True, slots=True)
class Scan:
    """What a scan of ``document`` gives: ``source``, its decoded characters, and ``text``, the same as marked text.

    Offsets everywhere count characters of ``source``. ``html`` says whether it was read as HTML or as plain text.
    """

    document: Document
    source: str
    text: MarkedText
    html: bool


class Scans:
    """The documents of a submission, each scanned when it is first asked for, and only then."""

    def __init__(self, submission: Submission) -> None:
        self.submission = submission
        self._made: dict[int, Scan] = {}

    def of(self, document: Document) -> Scan:
        """Return the scan of ``document``, one of the submission's."""
        made = self._made.get(id(document))
        if made is None:
            made = self._made[id(document)] = scan(document)
        return made


def scan(document: Document) -> Scan:
    """Return ``document`` decoded and scanned. Raises TooComplex."""
    source = document.text()
    html = looks_like_html(source)
    return Scan(document, source, read_html(source) if html else read_text(source), html)
