"""What can be wrong with a filing's identity.

FilingError(ValueError)
├── NotACik             the text is no Central Index Key: give one to ten digits
├── NotAnAccession      the text is no accession number: give NNNNNNNNNN-YY-NNNNNN
├── UnknownForm         the form type is no 10-K: give one of the forms named
├── NotASubmission      the bytes do not begin as a complete submission does: fetch it again
└── NotAManifestLine    the line of a manifest says less than the contract asks for, or something else
"""

from __future__ import annotations


class FilingError(ValueError):
    """Something that should name a filing does not."""


class NotACik(FilingError):
    """The text is no Central Index Key."""


class NotAnAccession(FilingError):
    """The text is no accession number."""


class UnknownForm(FilingError):
    """The form type is none of the 10-K family."""


class NotASubmission(FilingError):
    """The bytes are no complete submission with an EDGAR header."""


class NotAManifestLine(FilingError):
    """A line of a manifest does not keep the contract."""
