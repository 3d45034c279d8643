"""The Spark job's rate on this machine's cores against that of docai.tenk on one core, on the same filings.

python -m benchmarks.spark.throughput --submissions DIR [--filings 3000] [--cores 2] [--lake DIR]

Copies the complete submissions of DIR under accession numbers of their own, then runs the writer: from the session's start,
which is not counted, to the last commit. The goal: 75 % of CORES times the rate of one core.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.spark.support import TreeUse, fill, machine_time, submissions
from docai.lake.open import open_lake
from docai.tenk import read_filing
from spark_delta.run import write
from spark_delta.settings import SparkSettings, WriterSettings

GOAL = 0.75


def one_core_rate(bodies: Sequence[bytes]) -> float:
    """Return filings per second of ``read_filing`` in this process: the better of two passes over ``bodies``."""
    best = 0.0
    for _ in range(2):
        began = time.process_time()
        for body in bodies:
            read_filing(body)
        best = max(best, len(bodies) / (time.process_time() - began))
    return best


def main() -> int:
    """Print the two rates, their ratio and the peak memory; return 1 below the goal."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument(
        "--submissions", type=Path, required=True, help="complete submissions, *.txt"
    )
    parser.add_argument("--filings", type=int, default=3000)
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--lake", help="an empty folder; a temporary one when absent")
    chosen = parser.parse_args()
    bodies = submissions(chosen.submissions)
    with tempfile.TemporaryDirectory(prefix="docai-bench-") as scratch:
        lake = open_lake(chosen.lake or scratch)
        size = fill(lake, bodies, chosen.filings)
        single = one_core_rate(bodies)
        settings = WriterSettings(
            lake.uri, "benchmark", spark=SparkSettings(master=f"local[{chosen.cores}]")
        )
        before = machine_time()
        with TreeUse() as use:
            done = write(settings)
        machine = machine_time().since(before)
    phases = done.phases
    seconds = sum(spent for name, spent in phases.items() if name != "session")
    rate = chosen.filings / seconds
    share = rate / (chosen.cores * single)
    ours = sum(use.cpu.values())
    others = max(0.0, machine.busy - ours)
    left = 1 - others / (machine.busy + machine.idle)
    print(
        f"filings            {done.filings} read, {done.quarantined} quarantined, {size / 1e6:,.0f} MB"
    )
    print(f"docai.tenk, 1 core {single:8.1f} filings/s of processor time")
    print(
        f"Spark, {chosen.cores} cores     {rate:8.1f} filings/s, {size / 1e6 / seconds:,.1f} MB/s"
    )
    print(f"share              {share:8.1%} of {chosen.cores} x one core, goal {GOAL:.0%}")
    print(
        f"machine, s         busy {machine.busy:.1f}, of which other programs {others:.1f}; idle {machine.idle:.1f};"
        f" of what they left the share is {share / left:.1%}"
    )
    print(
        "phases, s          " + ", ".join(f"{name} {spent:.1f}" for name, spent in phases.items())
    )
    print(
        "processor, s       "
        + ", ".join(f"{role} {spent:.1f}" for role, spent in sorted(use.cpu.items()))
        + f"; all {ours:.1f}, docai.tenk alone {chosen.filings / single:.1f}"
    )
    print(
        "peak memory, MB    "
        + ", ".join(f"{role} {size / 1e6:,.0f}" for role, size in sorted(use.peak.items()))
    )
    return int(share < GOAL)


if __name__ == "__main__":
    sys.exit(main())
