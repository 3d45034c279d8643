"""A 10-K document, bytes in, its Items out."""

from docai.document.errors import NoPrimaryDocument, NotAFiling, TenkError, TooComplex, TooLarge
from docai.document.submission import Document, Submission, open_submission
from docai.tenk.model import Filing, Item
from docai.tenk.reader import MAX_BYTES, PARSER_VERSION, read_filing

__all__ = [
    "MAX_BYTES",
    "PARSER_VERSION",
    "Document",
    "Filing",
    "Item",
    "NoPrimaryDocument",
    "NotAFiling",
    "Submission",
    "TenkError",
    "TooComplex",
    "TooLarge",
    "open_submission",
    "read_filing",
]
