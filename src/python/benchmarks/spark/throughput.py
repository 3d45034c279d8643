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
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.spark.at_once import seconds_at_once
from benchmarks.spark.support import MachineTime, TreeUse, fill, machine_time, submissions
from benchmarks.xbrl.one_pass import TABLES_HELP, best_round, optional_tables
from docai.lake.lake import Lake
from docai.lake.open import open_lake
from docai.tenk import read_filing
from spark_delta.report.summary import WriteSummary
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


@dataclass(frozen=True, slots=True)
class Measured:
    """A run of the writer on ``cores`` cores, and what reading the same filings takes without Spark. Times are seconds.

    ``alone`` and ``at_once`` are processor time of one pass on one core, by itself and with one on each core;
    ``items_alone`` that of the Items alone. ``size`` is bytes of submissions.
    """

    filings: int
    size: int
    cores: int
    alone: float
    at_once: float
    items_alone: float
    done: WriteSummary
    use: TreeUse
    machine: MachineTime

    @property
    def seconds(self) -> float:
        """Seconds of the run, without the start of the session."""
        return sum(spent for name, spent in self.done.phases.items() if name != "session")

    @property
    def share(self) -> float:
        """What of its cores' time the run spends as one pass would."""
        return self.alone / (self.cores * self.seconds)

    def lines(self) -> Iterator[str]:
        """Yield the figures, a line each."""
        filings, cores, done = self.filings, self.cores, self.done
        use, machine = self.use, self.machine
        ours = sum(use.cpu.values())
        others = max(0.0, machine.busy - ours)
        left = 1 - others / (machine.busy + machine.idle)
        each = "filings/s of processor time"
        yield f"filings            {done.filings} read, {done.quarantined} quarantined, {self.size / 1e6:,.0f} MB"
        yield f"one pass, 1 core   {filings / self.alone:8.1f} {each}"
        yield (
            f"{cores} passes at once   {cores * filings / self.at_once:8.1f} {each}, "
            f"{self.alone / self.at_once:.1%} of {cores} x one core"
        )
        yield f"Items alone        {filings / self.items_alone:8.1f} {each}"
        yield (
            f"Spark, {cores} cores     {filings / self.seconds:8.1f} filings/s, "
            f"{self.size / 1e6 / self.seconds:,.1f} MB/s"
        )
        yield (
            f"share              {self.share:8.1%} of {cores} x one core, goal {GOAL:.0%}; "
            f"{self.share * self.at_once / self.alone:.1%} of {cores} passes at once"
        )
        yield (
            f"machine, s         busy {machine.busy:.1f}, of which other programs {others:.1f}; idle {machine.idle:.1f};"
            f" of what they left the share is {self.share / left:.1%}"
        )
        yield "phases, s          " + ", ".join(
            f"{name} {t:.1f}" for name, t in done.phases.items()
        )
        yield (
            "processor, s       "
            + ", ".join(f"{role} {spent:.1f}" for role, spent in sorted(use.cpu.items()))
            + f"; all {ours:.1f}, one pass on one core {self.alone:.1f}, beside others {self.at_once:.1f}"
        )
        yield "peak memory, MB    " + ", ".join(
            f"{role} {size / 1e6:,.0f}" for role, size in sorted(use.peak.items())
        )


def measured(chosen: argparse.Namespace, lake: Lake) -> Measured:
    """Read the filings without Spark, then have the writer write them into ``lake``."""
    bodies, filings = submissions(chosen.submissions), chosen.filings
    size = fill(lake, bodies, filings)
    _, each = best_round(bodies, chosen.tables, _ROUNDS)
    at_once = seconds_at_once(chosen.submissions, chosen.tables, _ROUNDS, chosen.cores)
    items_alone = items_seconds(bodies)
    spark = SparkSettings(master=f"local[{chosen.cores}]")
    settings = WriterSettings(lake.uri, "benchmark", tables=chosen.tables, spark=spark)
    before = machine_time()
    with TreeUse() as use:
        done = write(settings)
    return Measured(
        filings=filings,
        size=size,
        cores=chosen.cores,
        alone=of_copies(each, filings),
        at_once=of_copies(at_once, filings),
        items_alone=of_copies(items_alone, filings),
        done=done,
        use=use,
        machine=machine_time().since(before),
    )


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
    with tempfile.TemporaryDirectory(prefix="docai-bench-") as scratch:
        found = measured(chosen, open_lake(chosen.lake or scratch))
    for line in found.lines():
        print(line)
    return int(found.share < GOAL)


if __name__ == "__main__":
    sys.exit(main())
