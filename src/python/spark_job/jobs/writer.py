"""The writer (``spark_delta``): all that the launcher knows of it."""

from __future__ import annotations

from docai.runtime.exit_codes import ExitCode
from spark_job.jobs.job import Codes, Job
from spark_job.settings import Executors, PodSize

IMAGE = "docaiacr.azurecr.io/spark-delta:v1"
STEP = "spark-delta"
MANIFEST = ("spark_job", "spark_app.yaml")
"""Package and name of the manifest to start from; its main file is the writer."""

SERVICE_ACCOUNT = "spark"
DRIVER = PodSize(1, "2g", "1g")
EXECUTORS = Executors(PodSize(2, "2g", "4g"), 2)
"""Documents are read in Python processes beside the heap."""

CODES: Codes = {
    ExitCode.CALLER: "an option, a name, a credential or a right has to be changed",
    ExitCode.OTHER_SIDE: "the storage or another service refused or failed, also after retries",
    ExitCode.PARTIAL: "more filings failed than --tolerate allows",
    ExitCode.OUT_OF_MEMORY: "memory ran out",
    ExitCode.TIMED_OUT: "the time that it was given ran out",
}
"""What the driver's exit code means when the writer left no outcome."""


def writer(lake: str, run_id: str, tolerate: str, more: tuple[str, ...]) -> Job:
    """Return the job that writes the tables of ``lake``; ``more`` are further options of the writer."""
    arguments = ("--lake", lake, "--run-id", run_id, "--tolerate", tolerate, *more)
    return Job("writer", arguments=arguments, outcome=True)
