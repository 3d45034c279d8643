import pytest

from data_loader.edgar.answer import Kind
from data_loader.edgar.client import Asked, Content
from data_loader.edgar.errors import Trouble
from data_loader.edgar.hosts import Hosts
from data_loader.selection.index_cache import PLACE, SAVE_EVERY, IndexCache, extract
from data_loader.selection.index_file_test import LINE, PREFACE
from docai.lake.local import LocalLake

OTHER = LINE.replace(b"|10-K|", b"|8-K|")
HOSTS = Hosts.at("http://edgar")
DAY = "Wed, 31 Mar 2021 22:00:00 GMT"


def content(data: bytes, step: int = 50) -> Content:
    pieces = [data[at : at + step] for at in range(0, len(data), step)]
    return Content({"Last-Modified": DAY}, data[:1000], iter(pieces))


class Served:
    """An EDGAR client that serves one index file, unless it did not change since."""

    def __init__(self, data: bytes | None) -> None:
        self.data, self.asked = data, list[str]()

    def ask(self, url: str, read, headers, *, essential):  # type: ignore[no-untyped-def]
        since = headers.get("If-Modified-Since", "")
        self.asked.append(since)
        if self.data is None:
            return Asked(Kind.MISSING, None, 1)
        if since == DAY:
            return Asked(Kind.NOT_MODIFIED, None, 1)
        return Asked(Kind.CONTENT, read(content(self.data)), 1)


def cache(lake: LocalLake, client: Served, hosts: Hosts = HOSTS) -> IndexCache:
    return IndexCache(client, hosts, lake)  # type: ignore[arg-type]


@pytest.mark.parametrize("step", [1, 50, 100_000])
def test_the_preface_and_the_10_k_lines_are_kept(step: int) -> None:
    data = PREFACE + OTHER + b"\n" + LINE + b"\n" + OTHER + b"\n"
    assert extract(content(data, step)) == PREFACE + LINE + b"\n"


def test_a_last_line_without_its_end_is_a_line() -> None:
    assert extract(content(PREFACE + LINE)) == PREFACE + LINE + b"\n"
    assert extract(content(PREFACE)) == PREFACE


@pytest.mark.parametrize("cut", [10, 40, 70])
def test_an_index_that_ends_within_a_line_is_cut_short(cut: int) -> None:
    with pytest.raises(Trouble) as caught:
        extract(content(PREFACE + LINE + b"\n" + OTHER[:-cut]))
    assert caught.value.kind is Kind.CUT_SHORT


def test_a_page_is_no_index() -> None:
    with pytest.raises(Trouble, match="no index file"):
        extract(content(b"<html>sorry</html>"))


def test_what_did_not_change_comes_from_the_lake(lake: LocalLake) -> None:
    client = Served(PREFACE + LINE + b"\n")
    for _ in range(2):
        mine = cache(lake, client)
        assert mine.read("full-index/2021/QTR1/master.idx") == client.data
        mine.save()
    assert client.asked == ["", DAY]
    assert [entry.path for entry in lake.list()] == [PLACE]


def test_another_servers_index_is_not_taken_for_ours(lake: LocalLake) -> None:
    client = Served(PREFACE + LINE + b"\n")
    for hosts in (HOSTS, Hosts.at("http://other")):
        mine = cache(lake, client, hosts)
        mine.read("full-index/2021/QTR1/master.idx")
        mine.save()
    assert client.asked == ["", ""]


def test_a_file_that_is_not_there_is_none(lake: LocalLake) -> None:
    mine = cache(lake, Served(None))
    assert mine.read("full-index/2031/QTR1/master.idx") is None
    mine.save()
    assert list(lake.list()) == []


def test_a_long_selection_keeps_what_it_has_before_its_end(lake: LocalLake) -> None:
    mine = cache(lake, Served(PREFACE + LINE + b"\n"))
    for number in range(SAVE_EVERY):
        assert lake.stat(PLACE) is None
        mine.read(f"full-index/{2000 + number}/QTR1/master.idx")
    assert lake.stat(PLACE) is not None


def test_daily_indexes_of_a_quarter_that_is_over_are_dropped(lake: LocalLake) -> None:
    client = Served(PREFACE + LINE + b"\n")
    mine = cache(lake, client)
    mine.read("daily-index/2021/QTR1/master.20210301.idx")
    mine.read("full-index/2021/QTR1/master.idx")
    mine.forget("daily-index/2021/QTR1/")
    mine.save()
    again = cache(lake, client)
    again.read("daily-index/2021/QTR1/master.20210301.idx")
    again.read("full-index/2021/QTR1/master.idx")
    assert client.asked == ["", "", "", DAY]
