"""A 10-K document, bytes in, its Items out."""

from docai.document.errors import (
    DocumentError,
    NoPrimaryDocument,
    NotAFiling,
    TooComplex,
    TooLarge,
)
from docai.document.submission import MAX_BYTES, Document, Submission, open_submission
from docai.tenk.model import Filing, Item
from docai.tenk.reader import PARSER_VERSION, open_scans, read_filing, read_items

TenkError = DocumentError
"""The name it had before ``docai.document`` was a room."""

__all__ = [
    "MAX_BYTES",
    "PARSER_VERSION",
    "Document",
    "DocumentError",
    "Filing",
    "Item",
    "NoPrimaryDocument",
    "NotAFiling",
    "Submission",
    "TenkError",
    "TooComplex",
    "TooLarge",
    "open_scans",
    "open_submission",
    "read_filing",
    "read_items",
]
