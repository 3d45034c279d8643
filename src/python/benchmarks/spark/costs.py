"""Bytes and core-seconds of 1,000 filings: what ``deploy/azure/azure costs`` multiplies by prices.

python -m benchmarks.spark.costs --submissions DIR

Stores the complete submissions of DIR in a lake, then reads and stages them as one task of the Spark job does, without Spark: the
staged files are those of the tables. Core-seconds are the processor time of this process and its reader, so that others on the
machine do not count; how well a job fills its cores is told by benchmarks.spark.throughput.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.spark.support import TreeUse, copies, original, submissions
from docai.lake.open import open_lake
from spark_delta.plan.work import Job
from spark_delta.read.tally import count_into
from spark_delta.read.task import Share, TaskSettings, read_share
from spark_delta.settings import Limits

STAGING = "delta/_staging/benchmark"


def main() -> int:
    """Print the figures; return 1 where a filing went to quarantine."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--submissions", type=Path, required=True, help="complete submissions, *.txt"
    )
    chosen = parser.parse_args()
    bodies = submissions(chosen.submissions)
    with tempfile.TemporaryDirectory(prefix="docai-bench-") as scratch:
        lake = open_lake(scratch)
        jobs = tuple(
            Job(one.accession, one.cik, one.filed, one.url, one.path or "", one.sha256, one.size)
            for one in copies(lake, [original(body) for body in bodies], len(bodies), 0)
        )
        settings = TaskSettings(lake.uri, STAGING, "benchmark", datetime.now(UTC), Limits())
        with TreeUse() as use:
            summary = read_share(
                lake, settings, Share(jobs, (0,) * len(jobs)), "one", count_into(None)
            )
        raw, tables = (_megabytes(Path(scratch) / part) for part in ("raw/10-k", "delta"))
    per = 1000 / len(jobs)
    print(f"filings             {summary.filings} of {len(jobs)}")
    print(f"per 1,000 filings   {sum(map(len, bodies)) / 1e6 * per:,.0f} MB as served")
    print(f"                    {raw * per:,.0f} MB in raw")
    print(f"                    {tables * per:,.0f} MB in the tables")
    print(f"                    {sum(use.cpu.values()) * per:,.0f} core-seconds")
    return int(summary.filings != len(jobs))


def _megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


if __name__ == "__main__":
    sys.exit(main())
