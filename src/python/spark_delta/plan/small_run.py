"""Whether a run has so little to do that it needs no Spark, or no JVM that is prepared for more. Asked before Spark starts."""

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

SMALL_FILINGS, SMALL_BYTES = 20, 64_000_000
"""So much this process reads itself, on one core, before a JVM would have started."""

_DEFAULT_SIZE = 2_000_000


def needs_no_spark(settings: WriterSettings, jobs: Sequence[Job]) -> bool:
    """Return whether ``jobs`` are so few that Spark, where it does not run yet, is started only if a table asks for it."""
    local = settings.spark.master.startswith("local")
    return local and not settings.needs_tables and is_small(jobs)


def is_small(jobs: Sequence[Job]) -> bool:
    """Return whether ``jobs`` are read sooner than Spark starts."""
    size = sum(weight(job, _DEFAULT_SIZE) for job in jobs)
    return len(jobs) <= SMALL_FILINGS and size <= SMALL_BYTES


def soon_over(settings: WriterSettings, lake: Lake, jobs: Sequence[Job]) -> bool:
    """Return whether ``jobs``, the first to be read, and what ``settings`` ask for besides are soon done."""
    if sum(weight(job, 0) for job in jobs) >= QUICK_BYTES:
        return False
    if not settings.needs_tables:
        return True
    sizes = (entry.size for table in TABLES for entry in lake.list(table.path))
    return sum(sizes) < QUICK_TABLE_BYTES
