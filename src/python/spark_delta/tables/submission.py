"""A submission that was read: what every table's rows are made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from docai.document.scan import Scans
from docai.filing.header import SubmissionHeader
from docai.filing.text import LONE_SURROGATE
from docai.tenk import Filing

_EPOCH_DAY = date(1970, 1, 1).toordinal()
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class ReadSubmission:
    """A submission, opened and read once: its documents and their scans, its header, its Items.

    ``sha256`` and ``size`` (bytes) are those of the submission as served.
    """

    scans: Scans
    header: SubmissionHeader
    filing: Filing
    sha256: str
    size: int


def cut(text: str, longest: int) -> str:
    """Return at most ``longest`` characters of ``text``, each of which has a form in UTF-8."""
    return LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text[:longest])


def days(day: date) -> int:
    """Return ``day`` as days since 1970."""
    return day.toordinal() - _EPOCH_DAY


def microseconds(moment: datetime) -> int:
    """Return ``moment``, which has a zone, as microseconds since 1970."""
    since = moment - _EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds
