from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from data_loader.conftest import LANTERN, Filing, Server, quick
from data_loader.edgar.client import EdgarClient
from data_loader.edgar.errors import EdgarUnusable
from data_loader.ending import Ending
from data_loader.fetch.session import edgar_session
from data_loader.watch.feed_test import HEAD, entry
from data_loader.watch.latest import FIRST_REACH, OVERLAP, Feed
from docai.filing.clock import EDGAR_TIME
from docai.lake.local import LocalLake
from docai.runtime.stop import StopSignal
from stand_ins.edgar import EdgarReplay, ReplaySettings

BEGIN = datetime(2024, 5, 1, 8, 0, tzinfo=EDGAR_TIME)
COUNT = 260


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A filing every half an hour."""
    made = tmp_path_factory.mktemp("filings")
    for number in range(COUNT):
        moment = BEGIN + timedelta(minutes=30 * number)
        one = Filing(f"0000990001-24-{number:06d}", (LANTERN,), moment.date(), words="")
        day = one.filed.strftime("%Y%m%d").encode()
        body = one.body().replace(day + b"163005", f"{moment:%Y%m%d%H%M%S}".encode())
        (made / f"{one.accession}.txt").write_bytes(body)
    return made


@contextmanager
def asking(url: str, lake: LocalLake) -> Iterator[EdgarClient]:
    ending = Ending(StopSignal())
    with edgar_session(quick(url), lake=lake, run="test", ending=ending) as session:
        yield session.client


def at(number: int) -> datetime:
    return BEGIN + timedelta(minutes=30 * number)


NOW = at(COUNT)


@pytest.mark.usefixtures("unpaced")
class TestFeed:
    def test_at_first_the_feed_is_read_back_over_some_days(
        self, folder: Path, lake: LocalLake
    ) -> None:
        with EdgarReplay(folder, ReplaySettings()) as edgar, asking(edgar.url, lake) as client:
            entries, feed = Feed().read(client, quick(edgar.url).hosts, now=NOW)
            pages = len(edgar.log.all())
        assert feed.newest == at(COUNT - 1)
        assert min(each.accepted for each in entries) < at(COUNT - 1) - FIRST_REACH
        assert pages == 2

    def test_later_it_is_read_back_to_an_hour_before_where_it_was(
        self, folder: Path, lake: LocalLake
    ) -> None:
        with EdgarReplay(folder, ReplaySettings()) as edgar, asking(edgar.url, lake) as client:
            hosts = quick(edgar.url).hosts
            entries, _ = Feed(at(COUNT - 2)).read(client, hosts, now=NOW)
            assert (len(entries), len(edgar.log.all())) == (100, 1)
            entries, feed = Feed(at(30)).read(client, hosts, now=NOW)
            assert len(edgar.log.all()) == 1 + 3
        assert min(each.accepted for each in entries) <= at(30) - OVERLAP
        assert feed.newest == at(COUNT - 1)
        assert len({each.accession for each in entries}) == len(entries)

    def test_an_empty_feed_changes_nothing(self, server: Server, lake: LocalLake) -> None:
        with self.serving(server, lake, f"{HEAD}</feed>") as (client, url):
            assert Feed(at(3)).read(client, quick(url).hosts, now=NOW) == ((), Feed(at(3)))
            assert Feed().read(client, quick(url).hosts, now=NOW) == ((), Feed())

    def test_entries_that_cannot_be_read_are_told_once(
        self, server: Server, lake: LocalLake, caplog: pytest.LogCaptureFixture
    ) -> None:
        with self.serving(server, lake, f"{HEAD}{entry()}<entry/></feed>") as (client, url):
            feed = Feed()
            for _ in range(3):
                entries, feed = feed.read(client, quick(url).hosts, now=NOW)
                assert len(entries) == 1
        assert feed == Feed(datetime(2024, 2, 28, 21, 30, 5, tzinfo=UTC), 1)
        assert caplog.text.count("1 entries of EDGAR's feed") == 1

    @pytest.mark.parametrize(
        ("now", "newest"),
        [
            (NOW, datetime(2024, 2, 28, 21, 30, 5, tzinfo=UTC)),
            (datetime(1970, 1, 1, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC)),
        ],
    )
    def test_an_entry_of_the_future_does_not_move_the_feed_unless_the_clock_is_behind_all(
        self, server: Server, lake: LocalLake, now: datetime, newest: datetime
    ) -> None:
        later = entry(updated="2099-01-01T00:00:00+00:00")
        with self.serving(server, lake, f"{HEAD}{entry()}{later}</feed>") as (client, url):
            entries, feed = Feed().read(client, quick(url).hosts, now=now)
        assert (len(entries), feed.newest) == (2, newest)

    def test_where_an_older_page_is_not_there_the_newer_ones_are_read(
        self, server: Server, lake: LocalLake, caplog: pytest.LogCaptureFixture
    ) -> None:
        with self.serving(server, lake, f"{HEAD}{entry() * 100}</feed>") as (client, url):
            entries, feed = Feed(at(-9000)).read(client, quick(url).hosts, now=NOW)
        assert len(entries) == 100
        assert feed.newest == at(-9000)
        assert "EDGAR has no feed" in caplog.text

    def test_where_there_is_no_feed_it_is_said(self, server: Server, lake: LocalLake) -> None:
        url = server({})
        with asking(url, lake) as client, pytest.raises(EdgarUnusable, match="no feed"):
            Feed().read(client, quick(url).hosts, now=NOW)

    @contextmanager
    def serving(
        self, server: Server, lake: LocalLake, body: str
    ) -> Iterator[tuple[EdgarClient, str]]:
        path = (
            "/cgi-bin/browse-edgar?action=getcurrent&type=10-K&company=&dateb=&owner=include"
            "&start=0&count=100&output=atom"
        )
        url = server({path: body.encode("latin-1")})
        with asking(url, lake) as client:
            yield client, url
