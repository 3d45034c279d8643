"""Where things stand in the lake, below its root: the contract between loader and writer."""

from __future__ import annotations

import contextlib
import re
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime

from docai.filing.identity import accession_number, cik10
from docai.run_id import check_run_id

RAW = "raw/10-k"
MANIFESTS = "raw/_manifests"
INDEX = "raw/_index"
EDGAR_LEASE = "raw/_locks/edgar"
STAGING = "raw/_staging"
FILINGS = "delta/filings"
SECTIONS = "delta/sections"
OUTLINE = "delta/outline"
PASSAGES = "delta/passages"
FACTS = "delta/facts"
FINANCIALS = "delta/financials"
TABLES = "delta/tables"
CELLS = "delta/cells"
DOCUMENTS = "delta/documents"
FILERS = "delta/filers"
SUBSIDIARIES = "delta/subsidiaries"
QUARANTINE = "delta/quarantine"
COVERAGE = "delta/coverage"

RAW_PATH = re.compile(
    r"raw/10-k/(\d{10})/(\d{10}-\d{2}-\d{6})(?:~([0-9a-f]{8}))?\.txt\.gz", re.ASCII
)
"""A stored submission; ``~xxxxxxxx`` marks one that was fetched again after EDGAR re-issued it."""


def raw_path(cik: str, accession: str, *, sha256: str | None = None) -> str:
    """Return the path of a complete submission; with ``sha256`` that of one published beside an older one."""
    mark = f"~{sha256[:8]}" if sha256 else ""
    return f"{RAW}/{cik10(cik)}/{accession_number(accession)}{mark}.txt.gz"


def run_name(run_id: str, started: datetime | None = None) -> str:
    """Return a new name for a loader run: ``<UTC start>-<run id>-<8 hex>``; two calls never return the same.

    Raises ValueError when the run id cannot stand in a path.
    """
    when = (started or datetime.now(UTC)).astimezone(UTC)
    return f"{when:%Y%m%dT%H%M%SZ}-{check_run_id(run_id)}-{secrets.token_hex(4)}"


def intent_path(run: str) -> str:
    """Return where a loader run says what it set out to do."""
    return f"{MANIFESTS}/{run}/intent.jsonl"


def part_path(run: str, number: int) -> str:
    """Return the path of the ``number``-th part (from 1) of a run's manifest."""
    return f"{MANIFESTS}/{run}/{number:04d}.jsonl"


PART_PATH = re.compile(rf"{MANIFESTS}/([^/]+)/(\d{{4,9}})\.jsonl", re.ASCII)
"""A part of a manifest: the run's name and the part's number."""


SUMMARY = "summary.json"
"""In a run's folder: every filing that the run stored is named by its parts, or by those of who settled it."""


def summary_path(run: str) -> str:
    """Return where a run that needs no settling says so."""
    return f"{MANIFESTS}/{run}/{SUMMARY}"


def runs_of(run_id: str, runs: Iterable[str]) -> list[tuple[str, datetime]]:
    """Return those of ``runs`` (names of folders) that ``run_id`` names, each with its start, in order."""
    pattern = re.compile(rf"(\d{{8}}T\d{{6}}Z)-{re.escape(run_id)}-[0-9a-f]{{8}}", re.ASCII)
    found = []
    for run in sorted(runs):
        if (match := pattern.fullmatch(run)) is not None:
            with contextlib.suppress(ValueError):  # no day of the calendar
                began = datetime.strptime(match[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
                found.append((run, began))
    return found


def staging_path(run: str, name: str) -> str:
    """Return where a run puts an upload that is under way."""
    return f"{STAGING}/{run}/{name}"
