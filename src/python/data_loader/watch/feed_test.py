from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from data_loader.edgar.answer import Kind
from data_loader.edgar.client import Content
from data_loader.edgar.errors import Trouble
from data_loader.edgar.hosts import Hosts
from data_loader.watch.feed import LARGEST_FEED, FeedPage, intents_of, parse_feed

HEAD = '<?xml version="1.0" encoding="ISO-8859-1" ?>\n<feed xmlns="http://www.w3.org/2005/Atom">'


def entry(
    title: str = "10-K - NORTHERN LANTERN CORP (0000990001) (Filer)",
    number: str = "urn:tag:sec.gov,2008:accession-number=0000990001-24-000017",
    updated: str = "2024-02-28T16:30:05-05:00",
    summary: str = "&lt;b&gt;Filed:&lt;/b&gt; 2024-02-28 &lt;b&gt;AccNo:&lt;/b&gt; 0000990001-24-000017",
    form: str = "10-K",
) -> str:
    return (
        f'<entry><title>{title}</title><summary type="html">{summary}</summary><updated>{updated}</updated>'
        f'<category scheme="https://www.sec.gov/" label="form type" term="{form}"/><id>{number}</id></entry>'
    )


def read(*entries: str) -> FeedPage:
    return parsed(f"{HEAD}{''.join(entries)}</feed>".encode("latin-1"))


def parsed(body: bytes) -> FeedPage:
    return parse_feed(Content({}, body[:100], iter([body[:50], body[50:]])))


def test_an_entry_names_filing_filer_day_and_moment() -> None:
    (found,) = read(entry()).entries
    assert (found.accession, found.cik) == ("0000990001-24-000017", "0000990001")
    assert (found.company, found.form) == ("NORTHERN LANTERN CORP", "10-K")
    assert found.filed == date(2024, 2, 28)
    assert found.accepted == datetime(2024, 2, 28, 21, 30, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("title", "company"),
    [
        ("10-K - A - B CORP (0000990001) (Filer)", "A - B CORP"),
        ("10-K - LANTERN (HOLDINGS) LLC (990001) (Filer)", "LANTERN (HOLDINGS) LLC"),
        ("10-K - LANTERNE D'ÉTÉ SA (0000990001) (Filer)", "LANTERNE D'ÉTÉ SA"),
        ("10-K - A &amp; B CO (0000990001) (Subject)", "A & B CO"),
    ],
)
def test_a_companys_name_may_hold_what_stands_around_it(title: str, company: str) -> None:
    (found,) = read(entry(title)).entries
    assert (found.company, found.cik) == (company, "0000990001")


def test_a_day_that_is_not_said_is_that_of_the_acceptance_in_new_york() -> None:
    (found,) = read(entry(summary="", updated="2024-02-29T02:30:00Z")).entries
    assert found.filed == date(2024, 2, 28)
    (found,) = read(entry(summary="", updated="2024-02-28T21:30:00")).entries
    assert found.accepted == datetime(2024, 2, 29, 2, 30, tzinfo=UTC)


def test_a_form_that_no_category_names_is_that_of_the_title() -> None:
    (found,) = read(entry("10-KT/A - MILLS CO (0000990003) (Filer)", form="")).entries
    assert found.form == "10-KT/A"
    (found,) = read(entry("NT 10-K - MILLS CO (0000990003) (Filer)", form="")).entries
    assert found.form == "NT 10-K"


@pytest.mark.parametrize(
    "odd",
    [
        entry(number="urn:tag:sec.gov,2008:accession-number=ZZZ"),
        entry(title="Unexpected"),
        entry(updated="soon"),
        entry(title="10-K - NOBODY (0000000000) (Filer)"),
        "<entry/>",
    ],
)
def test_an_entry_that_cannot_be_read_is_counted_and_keeps_no_other_away(odd: str) -> None:
    found = read(odd, entry())
    assert (len(found.entries), found.unreadable) == (1, 1)


@pytest.mark.parametrize(
    "body",
    [
        b"<!DOCTYPE html><html><body>Maintenance</body></html>",
        b'<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY a "a">]><feed xmlns="http://www.w3.org/2005/Atom">&a;</feed>',
        b"<rss/>",
        b"<feed",
        b'<?xml version="1.0" encoding="no-such"?><feed/>',
        b"",
    ],
)
def test_what_is_no_feed_is_refused(body: bytes) -> None:
    with pytest.raises(Trouble) as trouble:
        parsed(body)
    assert trouble.value.kind is Kind.NOT_WHAT_WAS_ASKED


def test_a_feed_that_never_ends_is_refused() -> None:
    with pytest.raises(Trouble) as trouble:
        parsed(b"x" * (LARGEST_FEED + 1))
    assert trouble.value.kind is Kind.TOO_LARGE


def test_the_filers_of_one_filing_make_one_intent() -> None:
    second = entry("10-K - LANTERN FINANCE LLC (0000990002) (Filer)")
    (found,) = intents_of(read(entry(), second, entry()).entries, Hosts.at("http://127.0.0.1:1"))
    assert found.ciks == ("0000990001", "0000990002")
    assert found.url.endswith("/Archives/edgar/data/990001/0000990001-24-000017.txt")
    assert found.company == "NORTHERN LANTERN CORP"


@pytest.mark.parametrize(
    "updated",
    [
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59-12:00",
        "1992-12-31T00:00:00Z",
        "2200-01-01T00:00:00Z",
        "soon",
    ],
)
def test_an_entry_of_a_year_that_EDGAR_has_not_is_counted_as_unreadable(updated: str) -> None:
    found = read(entry(updated=updated, summary=""), entry())
    assert (len(found.entries), found.unreadable) == (1, 1)


@pytest.mark.parametrize(
    ("title", "summary"),
    [
        ("10-K" + " - A" * 400_000, ""),
        ("10-K - " + "A (1) (B) " * 200_000, ""),
        ("10-K - A (0000990001) (Filer)", "Filed:&lt;" * 200_000),
        ("10-K - A (0000990001) (Filer)", "Filed:" + "\t" * 1_000_000),
    ],
)
def test_the_work_on_an_entry_is_linear(title: str, summary: str) -> None:
    found = read(entry(title, summary=summary), entry())
    assert found.entries[-1].company == "NORTHERN LANTERN CORP"
