"""A year of daily runs: how many files the tables have, and how long a query takes, as the days go by.

python -m benchmarks.spark_daily --submissions DIR [--days 365] [--filings 3]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from deltalake import DeltaTable

from benchmarks.spark_support import fill, submissions
from docai.lake.open import open_lake
from spark_delta.maintenance import COMPACT_EVERY
from spark_delta.run import write
from spark_delta.schema import FILINGS, SECTIONS
from spark_delta.session import opened
from spark_delta.settings import SparkSettings, WriterSettings
from spark_delta.views import register

_SHOW_EVERY = 25
_MOST_FILES = COMPACT_EVERY + 20
_QUESTION = (
    "SELECT fiscal_year, count(*), sum(words) FROM items WHERE item = '1A' GROUP BY fiscal_year"
)


def main() -> int:
    """Print files and times; return 1 when the files of a table are not bounded."""
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
    most = 0
    print(
        f"{'day':>5}{'sections':>10}{'filings':>9}{'run, s':>9}{'query, s':>10}   files of each table",
        flush=True,
    )
    with (
        tempfile.TemporaryDirectory(prefix="docai-bench-") as scratch,
        opened(SparkSettings(), "daily", {}, quick=True) as spark,
    ):
        lake = open_lake(scratch)
        for day in range(1, chosen.days + 1):
            fill(lake, bodies, chosen.filings, first=day * chosen.filings)
            done = write(WriterSettings(lake.uri, f"day-{day}"))
            files = [
                len(DeltaTable(f"{lake.uri}/{table.path}").file_uris())
                for table in (SECTIONS, FILINGS)
            ]
            most = max(most, *files)
            if day % _SHOW_EVERY == 0 or day == chosen.days:
                register(spark, lake.uri)
                began = time.monotonic()
                spark.sql(_QUESTION).collect()
                query = time.monotonic() - began
                seconds = done.seconds - done.phases["session"]
                print(
                    f"{day:>5}{files[0]:>10}{files[1]:>9}{seconds:>9.1f}{query:>10.2f}", flush=True
                )
    print(f"most files of a table: {most}, bound {_MOST_FILES}")
    return int(most > _MOST_FILES)


if __name__ == "__main__":
    sys.exit(main())
