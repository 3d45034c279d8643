"""The writer killed at random moments and run again, and two writers at once: the tables of one clean run, row for row.

python -m benchmarks.spark_kills --submissions DIR [--kills 20] [--filings 60] [--seed 1]

Each time the driver, its JVM and its workers get SIGKILL at a random moment of a run; then the program runs to its end.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.spark_support import fill, submissions, tree
from docai.lake.lake import Lake
from docai.lake.open import open_lake
from spark_delta.rows import rows_of
from spark_delta.schema import TABLES


def start(lake: Lake) -> subprocess.Popen[bytes]:
    """Start the program on ``lake``."""
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "spark_delta.run_spark_deltawriter"),
            *("--lake", lake.uri, "--batch-filings", "20", "--tolerate", "100%"),
        ],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def kill_whole(process: subprocess.Popen[bytes]) -> None:
    """Send SIGKILL to the program and all that it started."""
    for one in tree(process.pid):
        try:
            os.kill(one.pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    process.wait()


def content(lake: Lake) -> list[list[dict[str, Any]]]:
    """Return every row of the three tables but for what says when and by which run it came."""
    return [rows_of(lake, table) for table in TABLES]


def prepared(scratch: str, name: str, bodies: Sequence[bytes], filings: int) -> Lake:
    """Return a lake with ``filings`` stored and nothing written."""
    lake = open_lake(f"{scratch}/{name}")
    lake.check_writable()
    fill(lake, bodies, filings)
    return lake


def main() -> int:
    """Print a line for each kill; return 1 when any lake differs from the clean one."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument(
        "--submissions", type=Path, required=True, help="complete submissions, *.txt"
    )
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--filings", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    bodies = submissions(chosen.submissions)
    chance = random.Random(chosen.seed)  # noqa: S311 - no secret
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="docai-bench-") as scratch:
        clean = prepared(scratch, "clean", bodies, chosen.filings)
        began = time.monotonic()
        start(clean).wait()
        whole = time.monotonic() - began
        expected = content(clean)
        counts = ", ".join(str(len(rows)) for rows in expected)
        print(f"clean run: {whole:.1f} s, {counts} rows", flush=True)
        lake = prepared(scratch, "killed", bodies, chosen.filings)
        for number in range(1, chosen.kills + 1):
            moment = chance.uniform(0.1, 1.0) * whole
            process = start(lake)
            time.sleep(moment)
            ended = process.poll() is not None
            kill_whole(process)
            start(lake).wait()
            same = content(lake) == expected
            wrong += not same
            what = "had ended" if ended else "killed"
            print(
                f"{number:>3} {what} after {moment:5.1f} s: {'same' if same else 'DIFFERENT'}",
                flush=True,
            )
            lake.delete("delta", recursive=True)
        both = [start(lake) for _ in range(2)]
        for process in both:
            process.wait()
        same = content(lake) == expected
        wrong += not same
        print(f"two writers at once: {'same' if same else 'DIFFERENT'}")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
