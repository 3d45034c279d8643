"""Bytes and core-seconds of 1,000 filings: what ``deploy/azure/azure costs`` multiplies by prices.

python -m benchmarks.spark.costs --submissions DIR [--times 3] [--cores 2]

Writes the complete submissions of DIR once: bytes as served, in raw and in the tables. Then as often as ``--times`` says, under
accession numbers of their own: what a job costs at all, and what each filing adds. Copies share their texts, and texts that a
file has twice are packed to nothing, so bytes are those of the first run alone.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.spark.support import TreeUse, fill, submissions
from docai.lake.open import open_lake
from spark_delta.run import write
from spark_delta.settings import SparkSettings, WriterSettings


@dataclass(frozen=True)
class Measured:
    """A run of the writer: filings, MB as served, in raw and in the tables, core-seconds of all its processes."""

    filings: int
    served: float
    raw: float
    delta: float
    core_seconds: float


def measure(bodies: Sequence[bytes], times: int, cores: int) -> Measured:
    """Return what a run costs that writes each of ``bodies`` so many times."""
    with tempfile.TemporaryDirectory(prefix="docai-bench-") as scratch:
        lake = open_lake(scratch)
        served = fill(lake, bodies, times * len(bodies))
        settings = WriterSettings(
            lake.uri, "benchmark", spark=SparkSettings(master=f"local[{cores}]")
        )
        with TreeUse() as use:
            done = write(settings)
        raw, delta = (_megabytes(Path(scratch) / part) for part in ("raw/10-k", "delta"))
        return Measured(done.filings, served / 1e6, raw, delta, sum(use.cpu.values()))


def _megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def main() -> int:
    """Print the figures; return 1 where a filing was not written."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument(
        "--submissions", type=Path, required=True, help="complete submissions, *.txt"
    )
    parser.add_argument("--times", type=int, default=3, help="copies of each in the second run")
    parser.add_argument("--cores", type=int, default=2)
    chosen = parser.parse_args()
    bodies = submissions(chosen.submissions)
    once = measure(bodies, 1, chosen.cores)
    often = measure(bodies, chosen.times, chosen.cores)
    each = (often.core_seconds - once.core_seconds) / (often.filings - once.filings)
    job = once.core_seconds - each * once.filings
    per = 1000 / once.filings
    print(f"filings             {once.filings}, then {often.filings}")
    print(f"per 1,000 filings   {once.served * per:,.0f} MB as served")
    print(f"                    {once.raw * per:,.0f} MB in raw")
    print(f"                    {once.delta * per:,.0f} MB in the tables")
    print(f"                    {each * 1000:,.0f} core-seconds")
    print(f"a job, besides      {job:,.0f} core-seconds")
    return int((once.filings, often.filings) != (len(bodies), chosen.times * len(bodies)))


if __name__ == "__main__":
    sys.exit(main())
