from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from data_loader.conftest import FINANCE, LANTERN, MILLS, Filing, logged, quick, results, stored
from data_loader.edgar.errors import WrongEdgar
from data_loader.selection.criteria import Criteria
from data_loader.settings import LoaderSettings
from data_loader.summary import LoadSummary
from data_loader.watch.options import Pace
from data_loader.watch.watch import Watched, watch
from docai.filing.clock import EDGAR_TIME
from docai.filing.layout import EDGAR_LEASE
from docai.lake.errors import LeaseHeld
from docai.lake.local import LocalLake
from docai.runtime.errors import DocaiError
from docai.runtime.stop import StopSignal
from stand_ins.edgar import EdgarReplay, FaultRule, ReplaySettings
from stand_ins.edgar.content.latest import FeedFaults

PACE = Pace(every=0.05, lists_every=3600.0)
OFTEN = Pace(every=0.05, lists_every=0.05)
DAY = date(2024, 5, 15)
OLD = Filing("0000990001-23-000007", (LANTERN,), date(2023, 2, 27))
NEW = Filing("0000990001-24-000041", (LANTERN, FINANCE), DAY)
OTHER = Filing("0000990003-24-000042", (MILLS,), DAY)
AMENDED = Filing("0000990001-24-000043", (LANTERN,), DAY, "10-K/A")
TEN_Q = Filing("0000990001-24-000044", (LANTERN,), DAY, "10-Q")
ODD = Filing("0000990001-24-000045", (LANTERN,), DAY, "10-KD")
ALL = (OLD, NEW, OTHER, AMENDED, TEN_Q, ODD)
ACCEPTED = datetime(2024, 5, 15, 16, 30, 5, tzinfo=EDGAR_TIME)


class Hand:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = ACCEPTED - timedelta(hours=4)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def edgar(tmp_path: Path, hand: Hand) -> Iterator[EdgarReplay]:
    folder = tmp_path / "filings"
    folder.mkdir()
    for each in ALL:
        (folder / f"{each.accession}.txt").write_bytes(each.body())
    (folder / "tickers.csv").write_text(
        "cik,ticker,title,exchange\n990001,NLT,NORTHERN LANTERN CORP,NYSE\n"
    )
    with EdgarReplay(folder, ReplaySettings(clock=hand)) as replay:
        yield replay


class Watching:
    """A watch in a thread."""

    def __init__(self, settings: LoaderSettings, pace: Pace, lake: LocalLake, hand: Hand) -> None:
        self.lake, self.stop = lake, StopSignal()
        self.told: list[LoadSummary] = []
        self.turns: list[int] = []
        self.done: Watched | None = None
        self.error: DocaiError | None = None
        self._args = (settings, pace, hand)
        self._thread = threading.Thread(target=self._run)

    def _run(self) -> None:
        settings, pace, hand = self._args
        try:
            self.done = watch(
                settings, pace, lake=self.lake, stop=self.stop, now=hand,
                tell=self.told.append, between=lambda: self.turns.append(1),
            )  # fmt: skip
        except DocaiError as error:
            self.error = error

    def __enter__(self) -> Watching:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.stop.request()
        self._thread.join(60.0)
        assert not self._thread.is_alive()

    def until(self, holds: Callable[[], bool], what: str) -> None:
        limit = time.monotonic() + 60.0
        while not holds():
            assert self.error is None, self.error
            assert time.monotonic() < limit, f"not within a minute: {what}"
            time.sleep(0.01)

    def has(self, *filings: Filing) -> bool:
        names = {path.rpartition("/")[2].split(".")[0] for path in stored(self.lake)}
        return names == {each.accession for each in filings}


def following(edgar: EdgarReplay, **more: object) -> LoaderSettings:
    return quick(edgar.url, Criteria(tickers=("NLT",)), **more)


def looks(edgar: EdgarReplay) -> int:
    return sum("browse-edgar" in each.path for each in edgar.log.all())


@contextmanager
def watching(
    edgar: EdgarReplay,
    lake: LocalLake,
    hand: Hand,
    pace: Pace = PACE,
    settings: LoaderSettings | None = None,
) -> Iterator[Watching]:
    with Watching(settings or following(edgar), pace, lake, hand) as one:
        yield one


@pytest.mark.usefixtures("unpaced")
class TestWatch:
    def test_a_new_filing_of_a_followed_company_comes_by_the_feed(
        self, edgar: EdgarReplay, lake: LocalLake, hand: Hand, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.INFO)
        with watching(edgar, lake, hand) as one:
            one.until(lambda: one.has(OLD) and looks(edgar) > 1, "the first look")
            hand.now = ACCEPTED + timedelta(seconds=40)
            one.until(lambda: one.has(OLD, NEW), "the new filing")
            before = looks(edgar)
            one.until(lambda: looks(edgar) > before + 3, "more looks")
        lists = [each for each in edgar.log.all() if each.path.startswith("/submissions/")]
        assert len(lists) == 1
        of_new = [line for line in results(lake) if line.accession == NEW.accession]
        assert [(line.status, line.ciks) for line in of_new] == [("stored", ("0000990001", "0000990002"))]  # fmt: skip
        assert [each.stored for each in one.told] == [1, 1]
        assert one.done is not None
        assert one.done.stored == 2
        assert len(one.turns) in (one.done.looks, one.done.looks - 1)
        assert one.done.requests == len(logged(edgar, one.done.requests))
        assert "is in the lake, 40 s after its acceptance" in caplog.text

    def test_everybody_is_followed_with_all(
        self, edgar: EdgarReplay, lake: LocalLake, hand: Hand
    ) -> None:
        criteria = Criteria(everything=True, since=DAY - timedelta(days=7))
        with watching(edgar, lake, hand, settings=quick(edgar.url, criteria)) as one:
            one.until(lambda: looks(edgar) > 1, "the first look")
            hand.now = ACCEPTED
            one.until(lambda: one.has(NEW, OTHER), "the new filings")

    @pytest.mark.parametrize("named_by", ["first load", "feed", "lists"])
    def test_a_form_that_nobody_knows_is_told_once(
        self, edgar: EdgarReplay, lake: LocalLake, hand: Hand, named_by: str, caplog: pytest.LogCaptureFixture
    ) -> None:  # fmt: skip
        edgar.feed_faults = FeedFaults(lost=frozenset([ODD.accession] * (named_by == "lists")))
        hand.now = ACCEPTED if named_by == "first load" else hand.now
        with watching(edgar, lake, hand, OFTEN if named_by == "lists" else PACE) as one:
            one.until(lambda: looks(edgar) > 1, "the first look")
            assert ("10-KD" in caplog.text) is (named_by == "first load")
            hand.now = ACCEPTED
            one.until(lambda: one.has(OLD, NEW) and "10-KD" in caplog.text, "the warning")
            before = looks(edgar)
            one.until(lambda: looks(edgar) > before + 3, "more looks")
        said = [each for each in caplog.messages if "left out" in each]
        assert [each.partition(" left out")[0] for each in said] == ["1 filing of the form 10-KD"]

    def test_a_feed_that_doubles_its_entries_brings_each_filing_once(
        self, edgar: EdgarReplay, lake: LocalLake, hand: Hand
    ) -> None:
        edgar.feed_faults = FeedFaults(doubled=True)
        hand.now = ACCEPTED
        with watching(edgar, lake, hand) as one:
            one.until(lambda: one.has(OLD, NEW) and looks(edgar) > 3, "the new filing")
        asked = [each.accession for each in edgar.log.all() if each.accession]
        assert sorted(asked) == [OLD.accession, NEW.accession]

    def test_a_filing_that_the_feed_names_later_than_newer_ones_is_seen(
        self, edgar: EdgarReplay, lake: LocalLake, hand: Hand
    ) -> None:
        hand.now = ACCEPTED
        edgar.feed_faults = FeedFaults(lost=frozenset({NEW.accession}))
        criteria = Criteria(everything=True, since=DAY - timedelta(days=7))
        with watching(edgar, lake, hand, settings=quick(edgar.url, criteria)) as one:
            one.until(lambda: one.has(OTHER) and looks(edgar) > 1, "the other filing")
            edgar.feed_faults = FeedFaults()
            one.until(lambda: one.has(OTHER, NEW), "the filing that came late")

    def test_the_companys_own_list_closes_what_the_feed_lost(
        self, edgar: EdgarReplay, lake: LocalLake, hand: Hand
    ) -> None:
        edgar.feed_faults = FeedFaults(lost=frozenset({NEW.accession}))
        with watching(edgar, lake, hand, OFTEN) as one:
            one.until(lambda: one.has(OLD) and looks(edgar) > 1, "the first look")
            hand.now = ACCEPTED
            one.until(lambda: one.has(OLD, NEW), "the filing that the feed lost")
        assert len(list(lake.folders("raw/_manifests"))) == 2

    def test_the_daily_index_closes_what_the_feed_lost(
        self, edgar: EdgarReplay, lake: LocalLake, hand: Hand
    ) -> None:
        edgar.feed_faults = FeedFaults(lost=frozenset({NEW.accession, OTHER.accession}))
        hand.now = ACCEPTED
        criteria = Criteria(everything=True, since=DAY - timedelta(days=7))
        with watching(edgar, lake, hand, OFTEN, quick(edgar.url, criteria)) as one:
            one.until(lambda: looks(edgar) > 3, "some looks")
            assert one.has()
            hand.now = ACCEPTED.replace(hour=22, minute=0)
            one.until(lambda: one.has(NEW, OTHER), "what stands in the day's index")
        full = [each for each in edgar.log.all() if "/full-index/" in each.path]
        assert {each.status for each in full} == {200, 304}

    def test_a_feed_that_is_down_is_told_and_read_back_to_where_it_was(
        self, edgar: EdgarReplay, lake: LocalLake, hand: Hand, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.INFO)
        everybody = Criteria(everything=True, since=DAY - timedelta(days=7))
        with watching(edgar, lake, hand, settings=quick(edgar.url, everybody, tries=1)) as one:
            one.until(lambda: looks(edgar) > 1, "the first look")
            edgar.faults.set([FaultRule("unavailable", path="browse-edgar", everything=True)])
            hand.now = ACCEPTED
            one.until(lambda: "feed could not be read" in caplog.text, "the warning")
            assert one.has()
            edgar.faults.set([])
            one.until(lambda: one.has(NEW, OTHER), "the new filings")
        assert "feed could be read again" in caplog.text
        assert one.done is not None
        assert one.done.failures > 0

    def test_the_companys_own_list_is_asked_instead_of_a_feed_that_is_down(
        self, edgar: EdgarReplay, lake: LocalLake, hand: Hand
    ) -> None:
        edgar.faults.set([FaultRule("unavailable", path="browse-edgar", everything=True)])
        with watching(edgar, lake, hand, settings=following(edgar, tries=1)) as one:
            one.until(lambda: one.has(OLD) and looks(edgar) > 0, "the first look")
            hand.now = ACCEPTED
            one.until(lambda: one.has(OLD, NEW), "the new filing")

    def test_a_filing_that_the_archive_does_not_have_yet_is_asked_for_again(
        self, edgar: EdgarReplay, lake: LocalLake, hand: Hand
    ) -> None:
        edgar.faults.set([FaultRule("unavailable", path=NEW.accession)])
        with watching(edgar, lake, hand, settings=following(edgar, tries=1)) as one:
            one.until(lambda: looks(edgar) > 1, "the first look")
            hand.now = ACCEPTED
            failed = lambda: any(line.status == "failed" for line in results(lake))  # noqa: E731
            one.until(failed, "the line that says so")
            edgar.faults.set([])
            one.until(lambda: one.has(OLD, NEW), "the new filing")
        told = {line.status for line in results(lake) if line.accession == NEW.accession}
        assert {"failed", "stored"} <= told  # looks of one second stand in no order

    def test_between_two_looks_others_may_ask(
        self, edgar: EdgarReplay, lake: LocalLake, hand: Hand
    ) -> None:
        with watching(edgar, lake, hand, replace(PACE, every=30.0)) as one:
            one.until(lambda: looks(edgar) == 1, "the first look")
            with ExitStack() as held:

                def taken() -> bool:
                    try:
                        lease = lake.acquire_lease(EDGAR_LEASE, holder="another", seconds=15.0)
                    except LeaseHeld:
                        return False
                    held.callback(lease.release)
                    return True

                one.until(taken, "the lease")

    def test_a_user_agent_that_edgar_refuses_ends_the_watch_at_once(
        self, edgar: EdgarReplay, lake: LocalLake, hand: Hand
    ) -> None:
        settings = following(edgar, user_agent="Lantern Watch https://example.com")
        with pytest.raises(WrongEdgar, match="user agent"):
            watch(settings, PACE, lake=lake, stop=StopSignal(), tell=lambda _: None, now=hand)
        assert len(edgar.log.all()) == 1

    def test_an_edgar_that_is_not_there_is_waited_for(
        self, edgar: EdgarReplay, lake: LocalLake, hand: Hand, caplog: pytest.LogCaptureFixture
    ) -> None:
        edgar.faults.set([FaultRule("reset", everything=True)])
        with watching(edgar, lake, hand, settings=following(edgar, tries=1)) as one:
            one.until(lambda: caplog.text.count("lists could not be read") > 1, "two warnings")
            assert looks(edgar) == 0
            edgar.faults.set([])
            one.until(lambda: one.has(OLD), "what is selected")
