"""SIGTERM at many moments of a run: how long the writer takes to end, with which exit code, and what stays behind.

python -m benchmarks.spark.stops --submissions DIR [--filings 600]

The design's bound: exit code 143 within 10 seconds. Then a few filings, without Spark; the last runs are of --reparse, whose
commits rewrite every row.
"""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.spark.lakes import as_an_older_parser_left_it, copied, filled, folder_of, torn
from benchmarks.spark.moments import seen, wait_for
from benchmarks.spark.processes import SPARK_WRITER, WRITER, run, start
from benchmarks.spark.support import submissions
from docai.lake.lake import Lake
from docai.runtime.exit_codes import ExitCode
from spark_delta.settings import SparkSettings
from spark_delta.spark.session import opened

LONGEST = 10.0
_SECONDS = (0.3, 1.0, 2.0, 4.0, 7.0)
_READ, _FILES, _BETWEEN = (
    "documents are being read",
    "sections: files written, not committed",
    "sections committed, filings not",
)

_MOMENTS = (*_SECONDS, _READ, _FILES, _BETWEEN)
_FEW = 20
"""Filings that are written without Spark."""


def main() -> int:
    """Print a line for each stop; return 1 when one takes longer, or ends otherwise."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument(
        "--submissions", type=Path, required=True, help="complete submissions, *.txt"
    )
    parser.add_argument("--filings", type=int, default=600)
    chosen = parser.parse_args()
    late = 0
    with tempfile.TemporaryDirectory(prefix="docai-bench-") as scratch:
        new = filled(Path(scratch) / "new", submissions(chosen.submissions), chosen.filings)
        used = Path(scratch) / "used"
        for moment in _MOMENTS:
            late += not _stopped(copied(new, used), moment)
        few = filled(Path(scratch) / "few", submissions(chosen.submissions), _FEW)
        for moment in (0.3, 1.0, _READ, _FILES, _BETWEEN):
            late += not _stopped(copied(few, used), moment, module=WRITER)
        older = copied(new, Path(scratch) / "older")
        run(older.uri, module=SPARK_WRITER)
        with opened(SparkSettings(memory_mb=1024), "older", {}, quick=True) as spark:
            as_an_older_parser_left_it(spark, older)
        for moment in (_READ, _FILES, _BETWEEN):
            late += not _stopped(copied(older, used), moment, "--reparse")
    print(f"{late} of {len(_MOMENTS) + 5 + 3} ended late or otherwise than asked")
    return int(late > 0)


def _stopped(lake: Lake, moment: float | str, *options: str, module: str = SPARK_WRITER) -> bool:
    """Stop a run at ``moment`` (seconds after its start, or what stands in the lake); say whether it ended as it has to."""
    before = seen(folder_of(lake))
    writer = start(lake.uri, *options, module=module)
    began = time.monotonic()
    if isinstance(moment, str):
        wait_for(moment, folder_of(lake), writer, before)
    else:
        time.sleep(moment)
    after = time.monotonic() - began
    writer.process.send_signal(signal.SIGTERM)
    asked = time.monotonic()
    code = writer.process.wait()
    took = time.monotonic() - asked
    left = writer.gone(LONGEST)
    broken = "" if options else torn(lake)
    # Before the program hears signals, SIGTERM ends it as any other: a shell or a cluster tells that as 143, too.
    good = code in (ExitCode.STOPPED, -signal.SIGTERM) and took <= LONGEST and not broken
    what = moment if isinstance(moment, str) else "at that second"
    print(
        f"{' '.join(options) or ('write' if module == SPARK_WRITER else 'a few'):<10}{after:6.1f} s, {what:<42} ended {took:4.1f} s later, exit code {code}, "
        f"its processes {left:.1f} s after that {broken}{'' if good else '  NOT AS ASKED'}",
        flush=True,
    )
    return good


if __name__ == "__main__":
    sys.exit(main())
