"""Where the writer keeps what is its own, below the lake's root."""

from __future__ import annotations

CONSUMED = "delta/_consumed"
"""Which parts of the manifests need not be read again; see spark_delta.plan.marks."""

STAGING = "delta/_staging"
"""Rows that were read and are not committed yet, one folder per run; see spark_delta.read.staged_rows."""

REPORTS = "delta/_reports"
"""A page and a JSON file for each run that did something."""

LATEST_PAGE, LATEST_FEED = f"{REPORTS}/latest.html", f"{REPORTS}/latest.atom"
"""The edition of the newest day on which something changed, as a page and as an Atom feed."""


def report_path(run: str, suffix: str) -> str:
    """Return where a run's report stands: ``suffix`` is ``html`` or ``json``."""
    return f"{REPORTS}/{run}.{suffix}"
