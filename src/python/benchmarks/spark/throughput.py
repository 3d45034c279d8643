"""The Spark job's rate on this machine's cores against one pass on one core, for the same filings and tables.

python -m benchmarks.spark.throughput --submissions DIR [--filings 3000] [--cores 2] [--tables NAMES] [--lake DIR]

Copies the complete submissions of DIR under accession numbers of their own, then runs the writer: from the session's start,
which is not counted, to the last commit. The one pass makes the rows of the same tables from the same submissions, as
``benchmarks.xbrl.together`` does, in processor time: alone, and CORES of them at once, which is what the machine allows. The
goal: 75 % of CORES times the rate of one core.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from benchmarks.spark.at_once import seconds_at_once
from benchmarks.spark.support import TreeUse, fill, machine_time, submissions
from benchmarks.xbrl.one_pass import TABLES_HELP, best_round, optional_tables
from docai.lake.open import open_lake
from docai.tenk import read_filing
from spark_delta.run import write
from spark_delta.settings import SparkSettings, WriterSettings
from spark_delta.tables.schema import OPTIONAL

GOAL = 0.75
_ROUNDS = 2


def of_copies(seconds: Sequence[float], filings: int) -> float:
    """Return the seconds of ``filings`` copies, made of the originals in turn: ``seconds`` are those of each original."""
    whole, rest = divmod(filings, len(seconds))
    return whole * sum(seconds) + sum(seconds[:rest])


def items_seconds(bodies: Sequence[bytes]) -> list[float]:
    """Return the seconds of processor time that ``read_filing`` takes for each body, in the better of two rounds."""
    rounds = [[_seconds(partial(read_filing, body)) for body in bodies] for _ in range(_ROUNDS)]
    return min(rounds, key=sum)


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


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
    parser.add_argument(
        "--tables", type=optional_tables, default=OPTIONAL, metavar="NAMES", help=TABLES_HELP
    )
    parser.add_argument("--lake", help="an empty folder; a temporary one when absent")
    chosen = parser.parse_args()
    bodies = submissions(chosen.submissions)
    with tempfile.TemporaryDirectory(prefix="docai-bench-") as scratch:
        lake = open_lake(chosen.lake or scratch)
        size = fill(lake, bodies, chosen.filings)
        _, each = best_round(bodies, chosen.tables, _ROUNDS)
        alone = of_copies(each, chosen.filings)
        at_once = of_copies(
            seconds_at_once(chosen.submissions, chosen.tables, _ROUNDS, chosen.cores),
            chosen.filings,
        )
        items_alone = of_copies(items_seconds(bodies), chosen.filings)
        settings = WriterSettings(
            lake.uri,
            "benchmark",
            tables=chosen.tables,
            spark=SparkSettings(master=f"local[{chosen.cores}]"),
        )
        before = machine_time()
        with TreeUse() as use:
            done = write(settings)
        machine = machine_time().since(before)
    phases = done.phases
    seconds = sum(spent for name, spent in phases.items() if name != "session")
    rate = chosen.filings / seconds
    share = alone / (chosen.cores * seconds)
    ours = sum(use.cpu.values())
    others = max(0.0, machine.busy - ours)
    left = 1 - others / (machine.busy + machine.idle)
    print(
        f"filings            {done.filings} read, {done.quarantined} quarantined, {size / 1e6:,.0f} MB"
    )
    print(f"one pass, 1 core   {chosen.filings / alone:8.1f} filings/s of processor time")
    print(
        f"{chosen.cores} passes at once   {chosen.cores * chosen.filings / at_once:8.1f} filings/s of processor time, "
        f"{alone / at_once:.1%} of {chosen.cores} x one core"
    )
    print(f"Items alone        {chosen.filings / items_alone:8.1f} filings/s of processor time")
    print(
        f"Spark, {chosen.cores} cores     {rate:8.1f} filings/s, {size / 1e6 / seconds:,.1f} MB/s"
    )
    print(
        f"share              {share:8.1%} of {chosen.cores} x one core, goal {GOAL:.0%}; {share * at_once / alone:.1%} of {chosen.cores} passes at once"
    )
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
        + f"; all {ours:.1f}, one pass on one core {alone:.1f}, beside others {at_once:.1f}"
    )
    print(
        "peak memory, MB    "
        + ", ".join(f"{role} {size / 1e6:,.0f}" for role, size in sorted(use.peak.items()))
    )
    return int(share < GOAL)


if __name__ == "__main__":
    sys.exit(main())
