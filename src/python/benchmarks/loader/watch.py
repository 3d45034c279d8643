"""How soon a new 10-K is in the lake, and in the tables, while the feed of the latest filings is late, doubled, down, or loses one.

20 filings are accepted at moments that a seed chooses, in two hours of an afternoon at EDGAR. The clock is accelerated: what
the watch waits for between two looks is skipped, its work (requests, Spark) takes the time that it takes. In the first quarter
of the afternoon the feed is honest, then it is three minutes late, then every entry is doubled, then it is down for ten
minutes; one filing it never names, which comes by the day's index at night. With --tables each new filing is written by the
writer in this process, as on a laptop.

python -m benchmarks.loader.watch [--filings 20] [--seed 1] [--tables]
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import statistics
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from benchmarks.loader.runs import USER_AGENT, check_lake, fresh_folder
from data_loader.selection.criteria import Criteria
from data_loader.settings import LoaderSettings
from data_loader.summary import LoadSummary
from data_loader.watch.options import Pace
from data_loader.watch.watch import watch
from docai.filing.clock import EDGAR_TIME
from docai.filing.header import parse_header
from docai.filing.layout import RAW
from docai.lake.lake import Lake
from docai.lake.open import open_lake
from docai.runtime.stop import StopSignal
from spark_delta.run import write
from spark_delta.settings import SparkSettings, WriterSettings
from spark_delta.tables.schema import FILINGS
from spark_delta.testing.stored_lake import renamed
from spark_delta.testing.table_rows import rows_of
from stand_ins.edgar.content.latest import FeedFaults
from stand_ins.edgar.faults import FaultRule
from stand_ins.edgar.server import EdgarReplay
from stand_ins.edgar.settings import ReplaySettings
from stand_ins.sample import sample_filings

BEGIN = datetime(2025, 3, 4, 15, 30, tzinfo=EDGAR_TIME)
LAST = BEGIN.replace(hour=17, minute=25)
NIGHT = BEGIN.replace(hour=21, minute=59)
END = BEGIN.replace(hour=23, minute=5)
LATE = 180.0
DOWN = timedelta(minutes=10)
GOAL = 300.0
"""Seconds from acceptance to the tables that a filing may take which the feed names in time."""


class Clock:
    """EDGAR's time: real time, and what was skipped."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._skipped = 0.0

    def seconds(self) -> float:
        """Return seconds since the beginning."""
        return time.monotonic() - self._began + self._skipped

    def now(self) -> datetime:
        """Return the moment at EDGAR."""
        return BEGIN + timedelta(seconds=self.seconds())

    def skip(self, seconds: float) -> None:
        """Let time pass at once."""
        self._skipped += seconds


class Afternoon(StopSignal):
    """The waits of a watch: each is skipped; EDGAR's feed behaves by the hour. Asks for a stop at the end."""

    def __init__(self, clock: Clock, edgar: EdgarReplay, lost: str) -> None:
        super().__init__()
        self._clock, self._edgar, self._lost = clock, edgar, frozenset({lost})
        self.lists_only = False

    def wait(self, seconds: float | None) -> bool:
        """Skip ``seconds``; the hours between the last filing and the night are skipped too."""
        self._clock.skip(seconds or 0.0)
        now = self._clock.now()
        if LAST + timedelta(minutes=20) < now < NIGHT:
            self._clock.skip((NIGHT - now).total_seconds())
        self._behave(self._clock.now())
        if self._clock.now() >= END:
            self.request()
        return self.requested

    def _behave(self, now: datetime) -> None:
        quarter = (LAST - BEGIN) / 4
        part = int((now - BEGIN) / quarter)
        late, doubled = (LATE if part == 1 else 0.0), part == 2
        self._edgar.feed_faults = FeedFaults(late, doubled, self._lost)
        down = part == 3 and now - (BEGIN + 3 * quarter) < DOWN
        rule = FaultRule("unavailable", path="browse-edgar", everything=True)
        self._edgar.faults.set([rule] if down else [])


@dataclass
class Seen:
    """When each filing was in the lake and in the tables, on EDGAR's clock; ``batches``: seconds of the writer's runs."""

    lake: dict[str, datetime] = field(default_factory=dict)
    tables: dict[str, datetime] = field(default_factory=dict)
    batches: list[float] = field(default_factory=list)


def main() -> int:
    """Print the figures; return 1 when a filing is lost or doubled, or one that the feed names in time comes too late."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--filings", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tables", action="store_true", help="write each new filing too")
    chosen = parser.parse_args()
    folder = fresh_folder("watch")
    accepted, lost = _make(folder / "edgar", chosen.filings, chosen.seed)
    lake, clock, seen = open_lake(str(folder / "lake")), Clock(), Seen()
    with EdgarReplay(folder / "edgar", ReplaySettings(clock=clock.now)) as edgar:
        stop = Afternoon(clock, edgar, lost)
        settings = LoaderSettings(
            criteria=Criteria(everything=True, since=BEGIN.date() - timedelta(days=1)),
            run_id="watch",
            user_agent=USER_AGENT,
            edgar_url=edgar.url,
            tries=1,
        )

        def tell(summary: LoadSummary) -> None:
            _note(seen, lake, clock, tables=chosen.tables and summary.stored > 0)

        done = watch(
            settings, Pace(), lake=lake, stop=stop, tell=tell, now=clock.now, clock=clock.seconds
        )
        hours = clock.seconds() / 3600 - (NIGHT - LAST - timedelta(minutes=20)) / timedelta(hours=1)
        check = check_lake(lake, edgar)
        asked = Counter(each.accession for each in edgar.log.all() if each.accession)
    rows = [str(row["accession"]) for row in rows_of(lake, FILINGS)] if chosen.tables else []
    shutil.rmtree(folder)
    good = check.good and check.stored == chosen.filings and set(asked) == set(accepted)
    print(f"filings stored            {check.stored} of {chosen.filings}, {check.corrupt} corrupt")
    print(f"requests per filing       {sum(asked.values()) / chosen.filings:.2f}")
    print(f"looks at the feed         {done.looks}, {done.failures} in vain")
    print(f"requests per hour         {done.requests / hours:.0f}")
    worst = _show("acceptance to the lake", seen.lake, accepted, lost)
    if chosen.tables:
        print(f"rows in filings           {len(rows)}, {len(set(rows))} different")
        print(f"a run of the writer       {statistics.median(seen.batches):.1f} s (median)")
        worst = _show("acceptance to tables", seen.tables, accepted, lost)
        good = good and sorted(rows) == sorted(accepted)
    return int(not (good and worst <= GOAL + DOWN.total_seconds()))


def _make(folder: Path, count: int, seed: int) -> tuple[dict[str, datetime], str]:
    """Write ``count`` submissions; return when each is accepted, and which one the feed never names."""
    rng = random.Random(seed)  # noqa: S311 - a plan, not a secret
    folder.mkdir(parents=True)
    bodies = sorted((each.body for each in sample_filings()), key=len)
    accepted: dict[str, datetime] = {}
    span = (LAST - BEGIN).total_seconds()
    for number in range(count):
        body = bodies[number % len(bodies)]
        accession = f"{parse_header(body).filer.cik}-25-{number:06d}"
        moment = BEGIN + timedelta(seconds=round(60 + rng.random() * (span - 60)))
        (folder / f"{accession}.txt").write_bytes(_accepted(renamed(body, accession), moment))
        accepted[accession] = moment
    return accepted, rng.choice(sorted(accepted))


def _accepted(body: bytes, moment: datetime) -> bytes:
    """Return a submission as if it had been accepted at ``moment``, as a 10-K."""
    end = body.index(b"</SEC-HEADER>") if b"</SEC-HEADER>" in body else body.index(b"</IMS-HEADER>")
    head, rest = body[:end], body[end:]
    mark = f"<ACCEPTANCE-DATETIME>{moment:%Y%m%d%H%M%S}".encode()
    if b"<ACCEPTANCE-DATETIME>" in head:
        head = re.sub(rb"<ACCEPTANCE-DATETIME>\d+", mark, head)
    else:
        head = re.sub(rb"(<(?:SEC|IMS)-HEADER>[^\n]*\n)", rb"\1" + mark + b"\n", head)
    head = re.sub(rb"(FILED AS OF DATE:\s*)\d{8}", rf"\g<1>{moment:%Y%m%d}".encode(), head)
    head = re.sub(rb"(CONFORMED SUBMISSION TYPE:\s*)\S+", rb"\g<1>10-K", head)
    return head + rest


def _note(seen: Seen, lake: Lake, clock: Clock, *, tables: bool) -> None:
    now = clock.now()
    for entry in lake.list(RAW):
        seen.lake.setdefault(entry.path.rpartition("/")[2].partition(".")[0], now)
    if not tables:
        return
    settings = WriterSettings(lake.uri, "watch", spark=SparkSettings("local[1,3]", 1024))
    began = time.monotonic()
    write(settings)
    seen.batches.append(time.monotonic() - began)
    for row in rows_of(lake, FILINGS):
        seen.tables.setdefault(str(row["accession"]), clock.now())


def _show(
    what: str, seen: Mapping[str, datetime], accepted: Mapping[str, datetime], lost: str
) -> float:
    """Print the seconds that filings took; return the worst of those that the feed names."""
    took = {key: (seen[key] - accepted[key]).total_seconds() for key in seen if key in accepted}
    named = sorted(seconds for key, seconds in took.items() if key != lost)
    quick: Sequence[float] = [seconds for seconds in named if seconds <= GOAL]
    print(
        f"{what:<24}  median {statistics.median(named):.0f} s, worst {named[-1]:.0f} s; "
        f"within 5 min: {len(quick)} of {len(named)}; the one that the feed lost: {took[lost] / 3600:.1f} h"
    )
    return named[-1]


if __name__ == "__main__":
    sys.exit(main())
