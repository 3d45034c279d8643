"""The loader's peak memory: with few filings, with many, and with huge ones.

python -m benchmarks.loader.memory [--counts 200,2000] [--huge 16] [--huge-size 200000000]
"""

from __future__ import annotations

import argparse
import shutil
import sys

from benchmarks.loader.runs import Ended, Loader, fresh_folder
from docai.filing.layout import RAW
from docai.lake.open import open_lake
from stand_ins.edgar.server import EdgarReplay
from stand_ins.edgar.settings import ReplaySettings

LIMIT_MB = 300
SPREAD = 1.10


def main() -> int:
    """Print a line for each case; return 1 when memory grows with the number of filings or passes 300 MB."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--counts", default="200,2000", help="numbers of filings of usual size")
    parser.add_argument("--size", type=int, default=200_000, help="bytes of each")
    parser.add_argument("--huge", type=int, default=16, help="number of huge filings; 0 for none")
    parser.add_argument("--huge-size", type=int, default=200_000_000, help="bytes of each")
    parser.add_argument("--lake", help="an address below which each case has its own lake")
    chosen = parser.parse_args()
    print(f"{'filings':>8}{'MB each':>9}{'stored':>8}{'peak MB':>9}{'seconds':>9}", flush=True)
    usual = [
        _run(int(count), chosen.size, chosen.lake).peak_mb for count in chosen.counts.split(",")
    ]
    peaks = list(usual)
    if chosen.huge:
        peaks.append(_run(chosen.huge, chosen.huge_size, chosen.lake).peak_mb)
    return int(max(usual) > SPREAD * min(usual) or max(peaks) > LIMIT_MB)


def _run(filings: int, size: int, lake: str | None) -> Ended:
    folder = fresh_folder("memory")
    where = f"{lake}/{folder.name}" if lake else str(folder)
    with EdgarReplay(None, ReplaySettings(synthetic=filings, size=size)) as replay:
        ended = Loader(where, replay.url, ["--index", "2014Q1..2024Q4"]).wait()
    stored = sum(1 for _ in open_lake(where).list(RAW))
    shutil.rmtree(folder)
    print(
        f"{filings:>8}{size / 1e6:>9.1f}{stored:>8}{ended.peak_mb:>9.0f}{ended.seconds:>9.1f}",
        flush=True,
    )
    if ended.code or stored != filings:
        sys.exit(ended.said)
    return ended


if __name__ == "__main__":
    sys.exit(main())
