from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
import requests

from docai.filing.clock import EDGAR_TIME
from stand_ins.edgar import EdgarReplay, FaultRule, ReplaySettings
from stand_ins.edgar.content.latest import FeedFaults, accepted

ATOM = "{http://www.w3.org/2005/Atom}"
FEED = "/cgi-bin/browse-edgar?action=getcurrent&type={}&count={}&start={}&output=atom"
JOINT = "0009100226-24-000033"


class Hand:
    """A clock that is moved by hand."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def hand() -> Hand:
    return Hand(datetime(2025, 5, 20, 12, 0, tzinfo=EDGAR_TIME))


@pytest.fixture
def edgar(sample_dir: Path, hand: Hand) -> Iterator[EdgarReplay]:
    with EdgarReplay(sample_dir, ReplaySettings(clock=hand)) as replay:
        yield replay


def entries(
    client: requests.Session,
    edgar: EdgarReplay,
    form: str = "10-K",
    count: int = 100,
    start: int = 0,
) -> list[ElementTree.Element]:
    answer = client.get(edgar.url + FEED.format(form, count, start))
    assert answer.status_code == 200
    assert "ETag" not in answer.headers
    assert "Last-Modified" not in answer.headers
    return ElementTree.fromstring(answer.content).findall(f"{ATOM}entry")


def said(entry: ElementTree.Element, name: str) -> str:
    return (entry.findtext(ATOM + name) or "").strip()


def test_the_newest_filing_comes_first_with_its_moment_in_eastern_time(
    client: requests.Session, edgar: EdgarReplay
) -> None:
    found = entries(client, edgar)
    moments = [datetime.fromisoformat(said(each, "updated")) for each in found]
    assert moments == sorted(moments, reverse=True)
    offsets = {each.utcoffset() for each in moments}
    assert offsets == {timedelta(hours=-4), timedelta(hours=-5)}
    newest = max(edgar.site.catalogue.filings.values(), key=accepted)
    assert said(found[0], "id").endswith(f"accession-number={newest.accession}")
    assert moments[0] == accepted(newest)


def test_a_joint_filing_has_an_entry_for_each_filer(
    client: requests.Session, edgar: EdgarReplay
) -> None:
    titles = {
        said(each, "title")
        for each in entries(client, edgar)
        if said(each, "id") == f"urn:tag:sec.gov,2008:accession-number={JOINT}"
    }
    filers = edgar.site.catalogue.filings[JOINT].header.filers
    assert titles == {f"10-K - {each.name} ({each.cik}) (Filer)" for each in filers}
    assert len(titles) == 2


def test_a_type_finds_forms_that_begin_with_it(
    client: requests.Session, edgar: EdgarReplay
) -> None:
    terms = {each.find(f"{ATOM}category").get("term") for each in entries(client, edgar)}  # type: ignore[union-attr]
    assert {"10-K", "10-K/A"} <= terms
    assert {said(each, "title")[:6] for each in entries(client, edgar, "10-K/A")} == {"10-K/A"}


def test_a_page_has_one_of_five_lengths_and_start_goes_back(
    client: requests.Session, edgar: EdgarReplay
) -> None:
    first, second = entries(client, edgar, count=10), entries(client, edgar, count=10, start=10)
    assert len(first) == len(second) == 10
    assert [said(each, "title") for each in first + second] == [
        said(each, "title") for each in entries(client, edgar, count=20)
    ]
    assert len(entries(client, edgar, count=15)) == 40
    assert entries(client, edgar, start=5000) == []


def test_a_filing_is_there_from_its_acceptance_on(
    client: requests.Session, edgar: EdgarReplay, hand: Hand
) -> None:
    joint = edgar.site.catalogue.filings[JOINT]
    path = f"/Archives/edgar/data/{int(joint.header.filer.cik)}/{JOINT}.txt"
    hand.now = accepted(joint) - timedelta(seconds=1)
    assert client.get(edgar.url + path).status_code == 403
    assert JOINT not in str([said(each, "id") for each in entries(client, edgar)])
    hand.now = accepted(joint).astimezone(UTC)
    assert client.get(edgar.url + path).status_code == 200
    assert JOINT in said(entries(client, edgar)[0], "id")


def test_the_indexes_hold_a_day_from_its_night_on(
    client: requests.Session, edgar: EdgarReplay, hand: Hand
) -> None:
    joint = edgar.site.catalogue.filings[JOINT].header
    quarter = f"{joint.filed.year}/QTR{(joint.filed.month + 2) // 3}"
    daily = f"{edgar.url}/Archives/edgar/daily-index/{quarter}/master.{joint.filed:%Y%m%d}.idx"
    full = f"{edgar.url}/Archives/edgar/full-index/{quarter}/master.idx"
    hand.now = datetime(joint.filed.year, joint.filed.month, joint.filed.day, 21, 59, tzinfo=EDGAR_TIME)  # fmt: skip
    assert client.get(daily).status_code == 403
    assert JOINT not in client.get(full).text
    hand.now += timedelta(minutes=1)
    assert JOINT in client.get(daily).text
    assert JOINT in client.get(full).text


def test_the_feed_can_be_late_doubled_and_lose_a_filing(
    client: requests.Session, edgar: EdgarReplay, hand: Hand
) -> None:
    joint = edgar.site.catalogue.filings[JOINT]
    hand.now = accepted(joint)
    edgar.feed_faults = FeedFaults(late=60.0)
    assert JOINT not in str([said(each, "id") for each in entries(client, edgar)])
    hand.now += timedelta(seconds=60)
    assert JOINT in said(entries(client, edgar)[0], "id")
    body = {"doubled": True}
    assert client.post(f"{edgar.url}/_replay/feed", json=body).status_code == 200
    ids = [said(each, "id") for each in entries(client, edgar)]
    assert sum(each.endswith(JOINT) for each in ids) == 4
    edgar.feed_faults = FeedFaults(lost=frozenset({JOINT}))
    assert JOINT not in str([said(each, "id") for each in entries(client, edgar)])
    assert client.post(f"{edgar.url}/_replay/feed", json={"odd": 1}).status_code == 400


def test_a_fault_rule_takes_the_feed_down(client: requests.Session, edgar: EdgarReplay) -> None:
    edgar.faults.set([FaultRule("unavailable", path="browse-edgar", everything=True)])
    assert client.get(edgar.url + FEED.format("10-K", 100, 0)).status_code == 503


def test_other_uses_of_the_same_program_are_not_there(
    client: requests.Session, edgar: EdgarReplay
) -> None:
    path = "/cgi-bin/browse-edgar?action=getcompany&CIK=9100103&output=atom"
    assert client.get(edgar.url + path).status_code == 404
