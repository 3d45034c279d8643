"""The rate that a loader keeps up over many filings, as the server sees it, and the most in any window of a second.

python -m benchmarks.loader.rate [--filings 2000] [--latency 0.05] [--loaders 1]
"""

from __future__ import annotations

import argparse
import shutil
import sys

from benchmarks.loader.runs import Loader, check_lake, fresh_folder
from docai.lake.open import open_lake
from stand_ins.edgar.log import Request, summary
from stand_ins.edgar.server import EdgarReplay
from stand_ins.edgar.settings import ReplaySettings


def main() -> int:
    """Print the figures; return 1 when a filing is lost or the limit was passed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--filings", type=int, default=2000)
    parser.add_argument("--size", type=int, default=200_000, help="bytes of each")
    parser.add_argument("--latency", type=float, default=0.05, help="seconds before each answer")
    parser.add_argument("--loaders", type=int, default=1, help="so many at once on one lake")
    parser.add_argument("--lake", help="instead of a new local folder; must be empty")
    chosen = parser.parse_args()
    folder = fresh_folder("rate")
    where = chosen.lake or str(folder)
    settings = ReplaySettings(synthetic=chosen.filings, size=chosen.size, latency=chosen.latency)
    with EdgarReplay(None, settings) as replay:
        options = ["--index", "2014Q1..2024Q4"]
        loaders = [Loader(where, replay.url, options) for _ in range(chosen.loaders)]
        ended = [loader.wait() for loader in loaders]
        requests = replay.log.all()
        check = check_lake(open_lake(where), replay)
    shutil.rmtree(folder)
    filings = [each for each in requests if each.accession]
    most = summary(requests)["most_in_one_second"]
    print(
        f"filings stored                {check.stored} of {chosen.filings}, {check.corrupt} corrupt"
    )
    print(f"requests per filing           {len(filings) / chosen.filings:.3f}")
    print(f"requests for selection        {len(requests) - len(filings)}")
    print(f"requests/s, filings           {_rate(filings):.3f}")
    print(f"requests/s, all               {_rate(requests):.3f}")
    print(f"most in any window of 1 s     {most}")
    print(f"peak memory, MB               {', '.join(f'{each.peak_mb:.0f}' for each in ended)}")
    print(f"seconds                       {max(each.seconds for each in ended):.1f}")
    for each in ended:
        if each.code:
            print(each.said, file=sys.stderr)
    return int(not (check.good and check.stored == chosen.filings and most <= 10))


def _rate(requests: list[Request]) -> float:
    span = requests[-1].start - requests[0].start
    return (len(requests) - 1) / span if span else 0.0


if __name__ == "__main__":
    sys.exit(main())
