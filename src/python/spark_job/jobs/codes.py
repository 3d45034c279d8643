"""What the exit codes of an application's job mean, for one that is found in the cluster."""

from __future__ import annotations

from spark_job.jobs import anything, writer
from spark_job.jobs.job import Codes


def codes_of(kind: str) -> Codes:
    """Return the codes of a kind of job, as an application's annotation names it; without one it is the writer's."""
    return anything.CODES if kind == "any" else writer.CODES
