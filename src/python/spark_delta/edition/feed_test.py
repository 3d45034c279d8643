from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree as Xml

from spark_delta.edition.feed import DECLARATION, MOST_ENTRIES, feed
from spark_delta.edition.model import Event, Filing, Kind, News

ATOM = "{http://www.w3.org/2005/Atom}"
NOON = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)


def filing(number: int = 1, **changes: object) -> Filing:
    accession = f"0000990001-24-{number:06d}"
    said: dict[str, object] = {
        "company": "A & B LANTERN <CORP>",
        "form": "10-K",
        "filed": date(2026, 3, 3),
        "fiscal_year": 2025,
        "items": 23,
        "page": f"https://www.sec.gov/Archives/edgar/data/990001/x/{accession}-index.htm",
        "sha256": "a" * 64,
        "parser_version": "28",
        **changes,
    }
    return Filing(accession, "0000990001", **said)  # type: ignore[arg-type]


def news(*events: Event) -> News:
    return News(events, Counter((each.at.date(), each.kind) for each in events))


def read(found: News, lake: str = "file:///lake") -> Xml.Element:
    body = feed(found, lake)
    assert body.startswith(DECLARATION)
    return Xml.fromstring(body)


def ids(found: News) -> list[str | None]:
    return [each.findtext(f"{ATOM}id") for each in read(found).findall(f"{ATOM}entry")]


def test_the_feed_has_what_rfc_4287_asks_for() -> None:
    root = read(news(Event(Kind.CAME, filing(), NOON)))
    assert root.tag == f"{ATOM}feed"
    for one in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(one.findall(ATOM + name)) == 1
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "docai"
    assert root.findtext(f"{ATOM}updated") == "2026-03-03T12:00:00Z"
    assert root.findtext(f"{ATOM}subtitle") == "3 March 2026: 1 new filing"
    entry = root.find(f"{ATOM}entry")
    assert entry is not None
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.get("rel") == "alternate"
    assert link.get("href", "").endswith("-index.htm")
    assert entry.findtext(f"{ATOM}title") == "10-K of A & B LANTERN <CORP>, fiscal 2025"
    assert "23 Items" in (entry.findtext(f"{ATOM}summary") or "")


def test_ids_are_the_same_in_every_edition_and_differ_from_event_to_event() -> None:
    events = [
        Event(Kind.CAME, filing(), NOON),
        Event(Kind.CAME, filing(2), NOON),
        Event(Kind.AMENDS, filing(3), NOON),
        Event(Kind.FETCHED_AGAIN, filing(), NOON),
        Event(Kind.FETCHED_AGAIN, filing(sha256="b" * 64), NOON),
        Event(Kind.QUARANTINED, filing(4), NOON),
        Event(Kind.QUARANTINED, filing(4), NOON + timedelta(hours=1)),
        Event(Kind.RELEASED, filing(4), NOON),
        Event(Kind.READ_AGAIN, filing(5), NOON),
    ]
    first = ids(news(*events))
    assert len(set(first)) == len(events)
    assert all(each is not None and each.startswith("urn:uuid:") for each in first)
    assert ids(news(*reversed(events))) == first[::-1]
    feeds = [
        read(news(events[0]), lake).findtext(f"{ATOM}id") for lake in ("file:///a", "file:///b")
    ]
    assert len(set(feeds)) == 2


def test_many_readings_by_a_new_parser_are_one_entry_a_day() -> None:
    again = [Event(Kind.READ_AGAIN, filing(number), NOON) for number in range(50)]
    day_before = Event(Kind.READ_AGAIN, filing(99), NOON - timedelta(days=1))
    assert len(ids(news(*again, day_before))) == 2


def test_an_amendment_names_what_it_amends() -> None:
    event = Event(Kind.AMENDS, filing(form="10-K/A", amends="0000990001-24-000001"), NOON)
    (entry,) = read(news(event)).findall(f"{ATOM}entry")
    assert "amends 0000990001-24-000001" in (entry.findtext(f"{ATOM}summary") or "")


def test_the_feed_has_an_end() -> None:
    events = [Event(Kind.CAME, filing(number), NOON) for number in range(MOST_ENTRIES + 5)]
    assert len(ids(news(*events))) == MOST_ENTRIES


def test_what_no_xml_may_hold_is_replaced() -> None:
    event = Event(Kind.QUARANTINED, filing(company="A\x00B\x1bC\ufffe"), NOON, "bad \x08 byte")
    (entry,) = read(news(event)).findall(f"{ATOM}entry")
    assert "A\ufffdB\ufffdC\ufffd" in (entry.findtext(f"{ATOM}title") or "")
    assert "bad \ufffd byte" in (entry.findtext(f"{ATOM}summary") or "")


def test_a_filing_of_which_nothing_is_known_is_named_by_its_number() -> None:
    bare = Filing("0000990001-24-000001", "0000990001")
    (entry,) = read(news(Event(Kind.QUARANTINED, bare, NOON, "raw: no header"))).findall(
        f"{ATOM}entry"
    )
    assert entry.findtext(f"{ATOM}title") == "0000990001-24-000001 could not be read"
    assert entry.find(f"{ATOM}link") is None
