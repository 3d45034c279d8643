"""A year of daily runs: files, log, and the time of a run and of a query, as the days go by.

python -m benchmarks.spark.daily --submissions DIR [--days 365] [--filings 3]

Every day is a run of the writer as the program does it, in one Spark session. After each, all files grow a day older, so that
the log's retention does what it does in a year.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from deltalake import DeltaTable
from pyspark.sql import SparkSession

from benchmarks.spark.support import fill, submissions
from docai.lake.lake import Lake
from docai.lake.open import open_lake
from spark_delta.commit.maintenance import COMPACT_EVERY
from spark_delta.lake_paths import CONSUMED
from spark_delta.run import write
from spark_delta.settings import SparkSettings, WriterSettings
from spark_delta.spark.session import opened
from spark_delta.tables.schema import TABLES
from spark_delta.tables.views import register

_SHOW_EVERY = 25
_DAY = 86_400
_FILES = 4 * len(TABLES) + 2
"""Characters for the files of all tables, each a number of two digits."""
_GROWTH = 1.5
"""How much longer a run or a query of the last days may take than one of the first."""

_QUESTION = (
    "SELECT fiscal_year, count(*), sum(words) FROM items WHERE item = '1A' GROUP BY fiscal_year"
)


@dataclass(frozen=True, slots=True)
class Day:
    """What stands in the lake after a day: data files that the newest version of each table names, files and bytes of the
    logs, marks; and the seconds of the run."""

    files: tuple[int, ...]
    log_files: int
    log_bytes: int
    marks: int
    run: float


def main() -> int:
    """Print a line every so many days; return 1 when files, log, run or query grow with the days."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument(
        "--submissions", type=Path, required=True, help="complete submissions, *.txt"
    )
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--filings", type=int, default=3, help="new filings each day")
    chosen = parser.parse_args()
    bodies = sorted(submissions(chosen.submissions), key=len)[: chosen.filings]
    days: list[Day] = []
    queries: list[float] = []
    print(f"files of {', '.join(table.name for table in TABLES)}")
    print(
        f"{'day':>4}{'files':>{_FILES}}{'log files':>11}{'log, MB':>9}{'marks':>7}{'run, s':>8}{'query, s':>10}",
        flush=True,
    )
    began = time.monotonic()
    with (
        tempfile.TemporaryDirectory(prefix="docai-bench-") as scratch,
        opened(SparkSettings(), "daily", {}, quick=True) as spark,
    ):
        lake = open_lake(scratch)
        for number in range(1, chosen.days + 1):
            fill(lake, bodies, chosen.filings, first=number * chosen.filings)
            done = write(WriterSettings(lake.uri, f"day-{number}"))
            days.append(_day(lake, Path(scratch), done.seconds))
            _grow_older(Path(scratch) / "delta")
            if number % _SHOW_EVERY == 0 or number == chosen.days:
                queries.append(_query(spark, lake))
                now, run = days[-1], median(day.run for day in days[-_SHOW_EVERY:])
                print(
                    f"{number:>4}{', '.join(map(str, now.files)):>{_FILES}}{now.log_files:>11}"
                    f"{now.log_bytes / 1e6:>9.2f}{now.marks:>7}{run:>8.2f}{queries[-1]:>10.2f}",
                    flush=True,
                )
    print(f"{chosen.days} days in {(time.monotonic() - began) / 60:.1f} minutes")
    return int(not _bounded(days, queries))


def _bounded(days: list[Day], queries: list[float]) -> bool:
    """Print how things grew, and say whether they stay bounded."""
    cycle = 2 * COMPACT_EVERY
    most = max(max(day.files) for day in days)
    bound = COMPACT_EVERY * (os.cpu_count() or 1) + (os.cpu_count() or 1)
    print(
        f"most files of a table: {most}; bound: {bound} (a file for each core, {COMPACT_EVERY} versions)"
    )
    if len(days) < 2 * cycle:
        return most <= bound
    # Over whole cycles of compaction, after the first: what a run finds differs within one.
    logs = [max(day.log_files for day in part) for part in (days[:cycle], days[-cycle:])]
    runs = [median(day.run for day in part) for part in (days[10:cycle], days[-cycle:])]
    per_cycle = cycle // _SHOW_EVERY
    asked = [median(part) for part in (queries[:per_cycle], queries[-per_cycle:])]
    print(f"most log files: {logs[0]} in the first {cycle} days, {logs[1]} in the last")
    print(f"a run: {runs[0]:.2f} s in the first {cycle} days, {runs[1]:.2f} s in the last (median)")
    print(
        f"a query: {asked[0]:.2f} s in the first {cycle} days, {asked[1]:.2f} s in the last (median)"
    )
    grown = [runs[1] / runs[0], asked[1] / asked[0], logs[1] / logs[0]]
    return most <= bound and max(grown) <= _GROWTH


def _day(lake: Lake, folder: Path, seconds: float) -> Day:
    logs = [
        path
        for table in TABLES
        for path in (folder / table.path / "_delta_log").rglob("*")
        if path.is_file()
    ]
    return Day(
        files=tuple(len(DeltaTable(f"{lake.uri}/{table.path}").file_uris()) for table in TABLES),
        log_files=len(logs),
        log_bytes=sum(path.stat().st_size for path in logs),
        marks=sum(1 for _ in lake.list(CONSUMED)),
        run=seconds,
    )


def _grow_older(folder: Path) -> None:
    for path in folder.rglob("*"):
        modified = path.stat().st_mtime - _DAY
        os.utime(path, (modified, modified))


def _query(spark: SparkSession, lake: Lake) -> float:
    register(spark, lake.uri)
    times = []
    for _ in range(3):
        began = time.monotonic()
        spark.sql(_QUESTION).collect()
        times.append(time.monotonic() - began)
    return min(times)


if __name__ == "__main__":
    sys.exit(main())
