"""Serves a folder of submissions as EDGAR would: python -m stand_ins.edgar --data DIR --port P"""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from datetime import date
from pathlib import Path

from stand_ins.edgar.errors import ReplayError
from stand_ins.edgar.faults import KINDS, MIXED, FaultRule
from stand_ins.edgar.server import EdgarReplay
from stand_ins.edgar.settings import ReplaySettings

FAULTS = "\n".join(f"  {kind:<22}{meaning}" for kind, meaning in KINDS.items())


def parser() -> argparse.ArgumentParser:
    """The options; `--help` explains every fault."""
    made = argparse.ArgumentParser(
        prog="python -m stand_ins.edgar",
        description="Serves complete submissions (*.txt, *.txt.gz) as www.sec.gov and\ndata.sec.gov would, on one address.",
        epilog=f"faults:\n{FAULTS}\n  {MIXED:<22}each of them in turn",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    usual = ReplaySettings()
    add = made.add_argument
    add(
        "--data",
        type=Path,
        help="folder of submissions, perhaps with a tickers.csv (cik,ticker,title,exchange)",
    )
    add("--host", default=usual.host, help="address to listen at (default: %(default)s)")
    add("--port", type=int, default=8700, help="0 takes a free one (default: %(default)s)")
    add("--page-size", type=int, default=usual.page_size, help="filings on a page of submissions")
    add("--synthetic", type=int, default=0, metavar="N", help="make N filings on the fly")
    add("--size", type=int, default=usual.size, metavar="BYTES", help="of each synthetic filing")
    add(
        "--latency",
        type=float,
        default=0.0,
        metavar="MS",
        help="before every answer, in milliseconds",
    )
    add(
        "--max-rate",
        type=int,
        default=0,
        help="requests in any 1 s above which it blocks (0: no limit)",
    )
    add("--block-seconds", type=float, default=usual.block_seconds, help="how long a block lasts")
    add(
        "--fault",
        choices=[*KINDS, MIXED],
        metavar="KIND",
        help="what every Nth request for a submission meets: one of those below",
    )
    add(
        "--every",
        type=int,
        default=5,
        metavar="N",
        help="which request meets it (default: %(default)s)",
    )
    add("--fault-everywhere", action="store_true", help="faults hit requests of all kinds")
    add(
        "--drip-seconds",
        type=float,
        default=usual.drip_seconds,
        help="how long a slow answer takes",
    )
    add("--any-user-agent", action="store_true", help="do not ask for a contact in User-Agent")
    add(
        "--today", type=date.fromisoformat, metavar="YYYY-MM-DD", help="the day it is at this EDGAR"
    )
    return made


def main(argv: list[str] | None = None) -> int:
    """Serves until SIGTERM or SIGINT. Exit code: 0 when stopped so, 2 when an option must change."""
    chosen = parser().parse_args(argv)
    settings = ReplaySettings(
        host=chosen.host,
        port=chosen.port,
        page_size=max(1, chosen.page_size),
        latency=chosen.latency / 1000,
        max_rate=chosen.max_rate,
        block_seconds=chosen.block_seconds,
        drip_seconds=chosen.drip_seconds,
        synthetic=chosen.synthetic,
        size=chosen.size,
        contact=not chosen.any_user_agent,
        today=chosen.today,
    )
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    try:
        rules = []
        if chosen.fault:
            rules = [FaultRule(chosen.fault, chosen.every, everything=chosen.fault_everywhere)]
        with EdgarReplay(chosen.data, settings, faults=rules) as replay:
            count, filers = len(replay.site.catalogue.filings), len(replay.site.catalogue.by_cik)
            print(f"EDGAR replay of {count} filings of {filers} filers at {replay.url}", flush=True)
            stopped.wait()
    except ReplayError as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"cannot listen on {chosen.host}:{chosen.port}: {error.strerror}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
