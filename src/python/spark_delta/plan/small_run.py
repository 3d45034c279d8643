"""Whether a run has so little to do that the JVM need not be prepared for more. Asked before Spark starts."""

from __future__ import annotations

from collections.abc import Sequence

from docai.lake.lake import Lake
from spark_delta.plan.work import Job, weight
from spark_delta.settings import WriterSettings
from spark_delta.tables.schema import TABLES

QUICK_BYTES = 10_000_000_000
"""A run that reads less than this is over before the second compiler and generated code pay for themselves: the JVM moves few
rows, and compresses in native code."""

QUICK_TABLE_BYTES = 256_000_000
"""Likewise for --reparse, --optimize and --vacuum-hours, by what stands in the tables' folders: the JVM moves that. With tables
of a few filings they take half as long."""


def soon_over(settings: WriterSettings, lake: Lake, jobs: Sequence[Job]) -> bool:
    """Return whether ``jobs``, the first to be read, and what ``settings`` ask for besides are soon done."""
    if sum(weight(job, 0) for job in jobs) >= QUICK_BYTES:
        return False
    if not settings.needs_tables:
        return True
    sizes = (entry.size for table in TABLES for entry in lake.list(table.path))
    return sum(sizes) < QUICK_TABLE_BYTES
