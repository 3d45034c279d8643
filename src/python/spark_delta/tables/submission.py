"""A submission that was read: what every table's rows are made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property, lru_cache

from docai.document.scan import Scan, Scans
from docai.document.tables.model import Table
from docai.document.tables.reader import tables_of
from docai.filing.header import SubmissionHeader
from docai.filing.text import LONE_SURROGATE
from docai.tenk import Filing
from docai.xbrl import Figures, Problem, read_figures
from docai.xbrl.tables.fact_rows import FactRow, fact_rows
from spark_delta.tables.tagged import Tagged

MOST_WITH_TABLES = 30
"""Documents of a submission whose tables are read."""
_EPOCH_DAY = date(1970, 1, 1).toordinal()
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, eq=False)
class ReadSubmission:
    """A submission, opened and read once: its documents and their scans, its header, its Items, its figures.

    ``sha256`` and ``size`` (bytes) are those of the submission as served.
    """

    scans: Scans
    header: SubmissionHeader
    filing: Filing
    sha256: str
    size: int

    @cached_property
    def figures(self) -> Figures:
        """Return the figures of the submission's documents, and why some could not be read."""
        return read_figures(self.scans.submission)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return why figures of some documents could not be read; none where no table before asked for figures."""
        return self.figures.problems if "figures" in vars(self) else ()

    @cached_property
    def facts(self) -> tuple[FactRow, ...]:
        """Return the distinct facts of the figures."""
        return fact_rows(self.figures)

    @cached_property
    def tables(self) -> tuple[tuple[Scan, Table], ...]:
        """Return the tables of figures of the report and of the annual reports to holders (exhibit 13), in their order."""
        documents = self.scans.submission.documents
        report = set(map(id, self.scans.submission.reports()))
        read = [
            document
            for document in documents
            if id(document) in report or (document.is_exhibit_13 and document.is_text)
        ]
        return tuple(
            (scan, table)
            for scan in map(self.scans.of, read[:MOST_WITH_TABLES])
            for table in tables_of(scan)
        )

    @cached_property
    def tagged(self) -> Tagged:
        """Return the tagged numbers of its inline documents by their places."""
        return Tagged(self.figures)


def cut(text: str, longest: int) -> str:
    """Return at most ``longest`` characters of ``text``, each of which has a form in UTF-8."""
    kept = text[:longest]
    return kept if kept.isascii() else LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", kept)


@lru_cache(maxsize=4096)
def day_of(text: str | None) -> int | None:
    """Return the ISO 8601 date at the beginning of ``text`` as days since 1970, None where there is none."""
    try:
        return None if text is None else days(date.fromisoformat(text[:10]))
    except ValueError:
        return None


def days(day: date) -> int:
    """Return ``day`` as days since 1970."""
    return day.toordinal() - _EPOCH_DAY


def microseconds(moment: datetime) -> int:
    """Return ``moment``, which has a zone, as microseconds since 1970."""
    since = moment - _EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds
