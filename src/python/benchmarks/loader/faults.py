"""Filings with a fault on every Nth request: how many are stored whole, at how many requests, and how fast at most.

python -m benchmarks.loader.faults [--filings 60] [--every 5] [--block-pause 5] [--faults reset,mixed] [--two]
"""

from __future__ import annotations

import argparse
import shutil
import sys

from benchmarks.loader.runs import Loader, check_lake, fresh_folder
from docai.lake.open import open_lake
from stand_ins.edgar.faults import KINDS, MIXED, FaultRule
from stand_ins.edgar.log import during_pauses, summary
from stand_ins.edgar.server import EdgarReplay
from stand_ins.edgar.settings import ReplaySettings

WITHOUT = "none"


def main() -> int:
    """Print a line for each fault; return 1 when a filing is lost or damaged, or the limit was passed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--filings", type=int, default=60)
    parser.add_argument("--size", type=int, default=200_000, help="bytes of each")
    parser.add_argument("--every", type=int, default=5)
    parser.add_argument("--block-pause", type=float, default=5.0)
    parser.add_argument("--latency", type=float, default=0.0, help="seconds before each answer")
    parser.add_argument("--faults", default=",".join([WITHOUT, *KINDS, MIXED]))
    parser.add_argument("--two", action="store_true", help="two loaders at once on one lake")
    parser.add_argument("--lake", help="instead of a new local folder; must be empty")
    chosen = parser.parse_args()
    print(
        f"{'fault':<22}{'stored':>7}{'corrupt':>8}{'requests per filing':>21}{'most in 1 s':>13}"
        f"{'in a pause':>12}{'seconds':>9}  exit"
    )
    outcomes = [_run(fault, chosen) for fault in chosen.faults.split(",")]
    return int(not all(outcomes))


def _run(fault: str, chosen: argparse.Namespace) -> bool:
    folder = fresh_folder("faults")
    settings = ReplaySettings(synthetic=chosen.filings, size=chosen.size, latency=chosen.latency)
    rules = [] if fault == WITHOUT else [FaultRule(fault, chosen.every)]
    with EdgarReplay(None, settings, faults=rules) as replay:
        ciks = ",".join(map(str, replay.site.catalogue.by_cik))
        options = ["--ciks", ciks, "--block-pause", str(chosen.block_pause)]
        where = chosen.lake or str(folder)
        loaders = [Loader(where, replay.url, options) for _ in range(2 if chosen.two else 1)]
        ended = [loader.wait() for loader in loaders]
        requests = replay.log.all()
        figures = summary(requests)
        check = check_lake(open_lake(where), replay)
    shutil.rmtree(folder)
    paused = during_pauses(requests, chosen.block_pause)
    codes = ",".join(str(each.code) for each in ended)
    print(
        f"{fault:<22}{check.stored:>7}{check.corrupt:>8}{figures['filing_requests'] / chosen.filings:>21.2f}"
        f"{figures['most_in_one_second']:>13}{paused:>12}{max(each.seconds for each in ended):>9.1f}  {codes}",
        flush=True,
    )
    good = check.stored == chosen.filings and check.good and not paused
    if not good or any(each.code for each in ended):
        print("\n".join(each.said for each in ended), file=sys.stderr)
    return good and figures["most_in_one_second"] <= 10


if __name__ == "__main__":
    sys.exit(main())
