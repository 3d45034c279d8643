"""Why figures could not be read.

XbrlError(ValueError)       ``reason`` is a short stable name for tables and logs
├── NotXml       xml        not well formed, cut off, or no XML at all: look at the document
├── Forbidden    entities   declares entities, which no filing does: built to hurt a reader
├── TooMuch      limits     more bytes, marks, facts or characters than any filing has
└── NotXbrl      kind       XML, but not of the kind that its name says

``read_figures`` raises none of them: there each costs one document its facts, and is a ``Problem`` beside the others' facts.
"""

from __future__ import annotations

from typing import ClassVar


class XbrlError(ValueError):
    """A document whose figures cannot be read."""

    reason: ClassVar[str] = "read"


class NotXml(XbrlError):
    """The document is no well-formed XML."""

    reason: ClassVar[str] = "xml"


class Forbidden(XbrlError):
    """The document declares entities."""

    reason: ClassVar[str] = "entities"


class TooMuch(XbrlError):
    """The document would take more memory or time than a filing can need."""

    reason: ClassVar[str] = "limits"


class NotXbrl(XbrlError):
    """The document's root is not that of its kind."""

    reason: ClassVar[str] = "kind"
