"""A loader that is killed at random moments and resumed each time: what is stored, and what was asked for twice.

python -m benchmarks.loader.kills [--kills 20] [--filings 300] [--seed 1] [--longest 9]
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import time

from benchmarks.loader.runs import Loader, check_lake, fresh_folder
from docai.filing.layout import RAW, RAW_PATH
from docai.lake.lake import Lake
from docai.lake.open import open_lake
from stand_ins.edgar.server import EdgarReplay
from stand_ins.edgar.settings import ReplaySettings


def main() -> int:
    """Print a line for each kill and the outcome; return 1 when something is lost, damaged or fetched twice."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--filings", type=int, default=300)
    parser.add_argument("--size", type=int, default=500_000, help="bytes of each")
    parser.add_argument("--latency", type=float, default=0.05, help="seconds before each answer")
    parser.add_argument("--seed", type=int, default=1, help="of the random moments")
    parser.add_argument("--longest", type=float, default=9.0, help="seconds a run lives at most")
    parser.add_argument("--lake", help="instead of a new local folder; must be empty")
    chosen = parser.parse_args()
    folder = fresh_folder("kills")
    where = chosen.lake or str(folder)
    lake = open_lake(where)
    chance = random.Random(chosen.seed)  # noqa: S311 - moments, not secrets
    settings = ReplaySettings(synthetic=chosen.filings, size=chosen.size, latency=chosen.latency)
    with EdgarReplay(None, settings) as replay:
        options = ["--ciks", ",".join(map(str, replay.site.catalogue.by_cik))]
        under_way = 0
        for number in range(1, chosen.kills + 1):
            under_way += _kill_once(where, lake, replay, options, chance.uniform(0, chosen.longest))
            stored = sum(1 for _ in lake.list(RAW))
            print(f"kill {number:>3}: {stored} stored, {under_way} cut off so far", flush=True)
        ended = Loader(where, replay.url, options).wait()
        asked = sum(1 for each in replay.log.all() if each.accession)
        check = check_lake(lake, replay)
    shutil.rmtree(folder)
    print(f"stored                          {check.stored} of {chosen.filings}")
    print(f"corrupt                         {check.corrupt}")
    print(f"stored and named by no line     {check.unnamed}")
    print(f"left under staging              {check.staged} (deleted after --staging-ttl)")
    print(f"requests for filings            {asked}")
    print(f"filings + those cut off         {chosen.filings + under_way}")
    good = check.stored == chosen.filings and not (check.corrupt or check.unnamed or ended.code)
    if not good:
        print(ended.said, file=sys.stderr)
    return int(not (good and asked <= chosen.filings + under_way))


def _kill_once(
    where: str, lake: Lake, replay: EdgarReplay, options: list[str], seconds: float
) -> int:
    """Kill a loader ``seconds`` after its first request; return how many filings were asked for and not stored."""
    before = len(replay.log.all())
    loader = Loader(where, replay.url, options)
    until = time.monotonic() + 60
    # a loader first waits until the lease of the one that was killed has run out
    while len(replay.log.all()) == before and time.monotonic() < until:
        time.sleep(0.05)
    time.sleep(seconds)
    loader.kill()
    loader.wait()
    time.sleep(settle_seconds(replay))
    asked = {each.accession for each in replay.log.all()[before:] if each.accession}
    held = {match[2] for entry in lake.list(RAW) if (match := RAW_PATH.fullmatch(entry.path))}
    return len(asked - held)


def settle_seconds(replay: EdgarReplay) -> float:
    """Return how long the server may take to write down a request that was cut off."""
    return replay.settings.latency + 0.5


if __name__ == "__main__":
    sys.exit(main())
