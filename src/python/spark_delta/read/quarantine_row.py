"""A filing that could not be read, as a row of ``quarantine``. Pure.

It is the table that takes what the others refuse, so nothing that a document or a manifest holds may keep a row out of it:
each value is made to fit the table's rules here.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from docai.filing.text import sound
from spark_delta.plan.work import IO_STAGE, Job
from spark_delta.read.outcome import Failure
from spark_delta.tables.columns import EDGAR_BEGAN
from spark_delta.tables.definitions.quarantine import LONGEST_STAGE

UNREAD = (IO_STAGE, "raw", "crash")
"""Stages at which nothing is known of the bytes: the same submission stored anew is worth reading."""

LONGEST_TEXT = 2000
"""Characters of a message or a digest: readers of other makes take strings below 8,000 bytes alone."""

_MOST_ATTEMPTS = (1 << 31) - 1


def quarantine_row(
    job: Job, failure: Failure, *, attempts: int, seen: datetime, parser_version: str
) -> dict[str, Any]:
    """Return the row that says why ``job`` could not be read, for the run that began at ``seen``.

    A day of filing before EDGAR began becomes EDGAR's first; texts are cut, and have a form in UTF-8.
    """
    sha256 = failure.sha256 or (None if failure.stage in UNREAD else job.sha256)
    return {
        "accession": job.accession,
        "cik": job.cik,
        "filed": max(job.filed, EDGAR_BEGAN),
        "raw_path": sound(job.raw_path),
        "sha256": None if sha256 is None else _text(sha256),
        "stage": _text(failure.stage)[:LONGEST_STAGE] or "unknown",
        "error": _text(failure.error),
        "message": _text(failure.message),
        "first_seen": seen,
        "last_seen": seen,
        "attempts": min(max(attempts, 1), _MOST_ATTEMPTS),
        "parser_version": parser_version,
    }


def _text(value: str) -> str:
    return sound(value[:LONGEST_TEXT])
