"""Why a document could not be read.

DocumentError(ValueError)           ``stage`` is a short stable name for tables and logs
├── NotAFiling          container   empty, or a picture, an archive, a PDF: fetch or choose another document
├── NoPrimaryDocument   container   the submission holds no readable 10-K document: look at its list of documents
├── TooLarge            limits      more bytes than the caller allows: allow more, or leave it
└── TooComplex          limits      built to exhaust a reader: nothing to be done but look at it
"""

from __future__ import annotations

from typing import ClassVar


class DocumentError(ValueError):
    """Bytes that cannot be read as a 10-K. ``stage`` names the step that gave up."""

    stage: ClassVar[str] = "read"


class NotAFiling(DocumentError):
    """The bytes hold no text that could be a filing."""

    stage: ClassVar[str] = "container"


class NoPrimaryDocument(DocumentError):
    """The submission holds no document of a 10-K form that is text."""

    stage: ClassVar[str] = "container"


class TooLarge(DocumentError):
    """The bytes are more than the caller allows."""

    stage: ClassVar[str] = "limits"


class TooComplex(DocumentError):
    """The document would take more work than its size can justify."""

    stage: ClassVar[str] = "limits"
