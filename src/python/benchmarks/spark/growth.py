"""Whether a run's time depends on what the tables hold: nothing new, and 10 new filings, with few and with many filings there.

python -m benchmarks.spark.growth --submissions DIR [--small 1000] [--large 100000] [--rounds 3]

Every table is filled with the first rows of one submission (5 at most), repeated for synthetic filings of filers and days among
which the new ones lie. Timed inside the program after the session has started, the median of some rounds, beside the processor
time of all its processes, which a busy machine does not lengthen. The goal: at most 1.5 times as much with the large tables.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pyspark.sql import DataFrame, SparkSession

from benchmarks.spark.support import fill, spent, submissions
from docai.lake.lake import Lake
from docai.lake.open import open_lake
from spark_delta.commit.maintenance import compact
from spark_delta.delta_access.delta_tables import LakeTables
from spark_delta.run import write
from spark_delta.settings import SparkSettings, WriterSettings
from spark_delta.spark.session import opened
from spark_delta.tables.schema import OF_FILINGS
from spark_delta.tables.table import Table

GOAL = 1.5
ROWS = 5
"""Rows of a synthetic filing in a table."""


@dataclass(frozen=True, slots=True)
class Times:
    """Median seconds of a run after the session's start, and of processor time of one with 10 new filings."""

    nothing_new: float
    ten_new: float
    processor: float


def grown(spark: SparkSession, lake: Lake, body: bytes, filings: int) -> None:
    """Make the tables of ``lake`` with ``filings`` synthetic filings, compacted as the writer does it.

    Each has the first rows that the writer makes of ``body``, in every table that has any.
    """
    with tempfile.TemporaryDirectory(prefix="docai-bench-") as place:
        read = open_lake(place)
        fill(read, [body], 1)
        write(WriterSettings(read.uri, "benchmark"))
        rows = {table: _first_rows(spark, read, table) for table in OF_FILINGS}
    tables = LakeTables(spark, lake)
    tables.make("delta/_staging/grown")
    numbers = spark.range(filings).selectExpr(
        "concat(lpad(cast(9100000 + id % 5000 as string), 10, '0'), '-', "
        "lpad(cast(id % 30 as string), 2, '0'), '-', lpad(cast(id as string), 6, '0')) AS accession",
        "lpad(cast(9100000 + id % 5000 as string), 10, '0') AS cik",
        "date_add(DATE'1994-01-01', cast(id % 11000 as int)) AS filed",
    )
    for table, first in rows.items():
        frame = numbers.crossJoin(first.drop(*numbers.columns)).select(*table.column_names)
        frame.coalesce(4).write.format("delta").mode("append").save(tables.location(table))
        compact(tables, table)


def _first_rows(spark: SparkSession, lake: Lake, table: Table) -> DataFrame:
    rows = LakeTables(spark, lake).frame(table).orderBy(*table.key).limit(ROWS)
    return spark.createDataFrame(rows.collect(), rows.schema)


def timed(lake: Lake, bodies: Sequence[bytes], rounds: int) -> Times:
    """Return how long runs over ``lake`` take."""
    settings = WriterSettings(lake.uri, "benchmark")
    ten: list[float] = []
    nothing: list[float] = []
    processor: list[float] = []
    for number in range(rounds):
        fill(lake, bodies, 10, first=10 * number)
        before = spent(os.getpid())
        done = write(settings)
        processor.append(spent(os.getpid()) - before)
        assert done.filings == 10
        ten.append(done.seconds - done.phases.get("session", 0.0))
        nothing.append(write(settings).seconds)
    return Times(*map(statistics.median, (nothing, ten, processor)))


def main() -> int:
    """Print the times with small and with large tables; return 1 when they grow by more than the goal.

    A run with new filings has grown when both its seconds and its processor time have.
    """
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument(
        "--submissions", type=Path, required=True, help="complete submissions, *.txt"
    )
    parser.add_argument("--small", type=int, default=1_000)
    parser.add_argument("--large", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    bodies = submissions(chosen.submissions)[:10]
    largest = max(bodies, key=len)
    times: list[Times] = []
    print(
        f"{'filings there':>14}{'nothing new, s':>16}{'10 new, s':>12}{'processor, s':>14}",
        flush=True,
    )
    with (
        tempfile.TemporaryDirectory(prefix="docai-bench-") as scratch,
        opened(SparkSettings(), "growth", {}, quick=True) as spark,
    ):
        warm = open_lake(f"{scratch}/warm")
        grown(spark, warm, largest, 100)
        timed(warm, bodies, 1)
        for count in (chosen.small, chosen.large):
            lake = open_lake(f"{scratch}/{count}")
            grown(spark, lake, largest, count)
            times.append(timed(lake, bodies, chosen.rounds))
            print(
                f"{count:>14,}{times[-1].nothing_new:>16.3f}{times[-1].ten_new:>12.2f}{times[-1].processor:>14.2f}",
                flush=True,
            )
    small, large = times
    nothing, ten = large.nothing_new / small.nothing_new, large.ten_new / small.ten_new
    processor = large.processor / small.processor
    print(f"ratio         {nothing:>16.2f}{ten:>12.2f}{processor:>14.2f}   goal {GOAL}")
    return int(max(nothing, min(ten, processor)) > GOAL)


if __name__ == "__main__":
    sys.exit(main())
