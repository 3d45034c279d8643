"""What a run costs that adds one filing to tables that hold some: seconds, and seconds of processor time, without and with Spark.

python -m benchmarks.spark.few --submissions DIR [--there 150] [--rounds 3]

Each run is the whole program, in turns without Spark and with one that it starts. The processor time is that of all its
processes, as the kernel counts it when they have ended.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.spark.processes import SPARK_WRITER, WRITER, run
from benchmarks.spark.support import fill, submissions
from docai.lake.open import open_lake
from spark_delta.tables.schema import FILINGS
from spark_delta.testing.table_rows import rows_of


def main() -> int:
    """Print the medians; return 1 when a run fails, or the tables do not hold each filing once."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument(
        "--submissions", type=Path, required=True, help="complete submissions, *.txt"
    )
    parser.add_argument("--there", type=int, default=150, help="filings in the tables before")
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    bodies = submissions(chosen.submissions)
    taken: dict[str, list[tuple[float, float]]] = {WRITER: [], SPARK_WRITER: []}
    with tempfile.TemporaryDirectory(prefix="docai-bench-") as scratch:
        lake = open_lake(scratch)
        fill(lake, bodies, chosen.there)
        failed = run(lake.uri, module=SPARK_WRITER) != 0
        there = chosen.there
        for number in range(chosen.rounds):
            for program, costs in taken.items():
                fill(lake, [bodies[number % len(bodies)]], 1, first=there)
                there += 1
                began, before = time.monotonic(), _spent()
                failed |= run(lake.uri, module=program) != 0
                costs.append((time.monotonic() - began, _spent() - before))
        held = [row["accession"] for row in rows_of(lake, FILINGS)]
    print(f"{'a run of one filing':<24}{'seconds':>10}{'processor':>12}")
    for program, name in ((WRITER, "without Spark"), (SPARK_WRITER, "with Spark")):
        seconds, spent = (statistics.median(each) for each in zip(*taken[program], strict=True))
        print(f"{name:<24}{seconds:>10.1f}{spent:>12.1f}")
    print(f"rows in filings: {len(held)}, {len(set(held))} different, of {there}")
    return int(failed or not len(held) == len(set(held)) == there)


def _spent() -> float:
    """Return the processor time of all processes that were started here and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    sys.exit(main())
