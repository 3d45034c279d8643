from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from spark_delta.edition.feed_test import NOON, filing, news
from spark_delta.edition.model import Event, Kind
from spark_delta.edition.page import page


def shown(*events: Event) -> str:
    return page(news(*events), "file:///lake").decode()


def test_the_title_says_what_happened() -> None:
    found = shown(
        Event(Kind.CAME, filing(1), NOON),
        Event(Kind.CAME, filing(2), NOON),
        Event(Kind.AMENDS, filing(3, form="10-K/A"), NOON),
    )
    assert "<title>2 new filings, 1 amendment – docai, 3 March 2026</title>" in found
    assert "<h1>2 new filings, 1 amendment" in found


def test_a_name_leads_to_edgars_page_and_is_escaped() -> None:
    found = shown(Event(Kind.CAME, filing(), NOON))
    assert (
        '<a href="https://www.sec.gov/Archives/edgar/data/990001/x/0000990001-24-000001-index.htm" '
        'rel="noreferrer">A &amp; B LANTERN &lt;CORP&gt;</a>'
    ) in found


@pytest.mark.parametrize(
    ("accepted", "says"),
    [
        (NOON - timedelta(minutes=4), "4 min"),
        (NOON - timedelta(days=3), "3 d"),
        (NOON + timedelta(minutes=1), "–"),
        (None, "–"),
    ],
)
def test_the_time_from_acceptance_to_the_tables_is_shown(
    accepted: datetime | None, says: str
) -> None:
    found = shown(Event(Kind.CAME, filing(accepted_at=accepted), NOON))
    assert f'<td class="number">{says}</td></tr>' in found


def test_an_amendment_leads_to_what_it_amends() -> None:
    found = shown(Event(Kind.AMENDS, filing(9, amends="0000990001-24-000001"), NOON))
    assert 'href="https://www.sec.gov/Archives/edgar/data/990001/000099000124000001/0000990001-24-000001-index.htm"' in found  # fmt: skip
    assert "no report of this period" in shown(Event(Kind.AMENDS, filing(9), NOON))


def test_each_kind_has_its_section_and_none_where_nothing_happened() -> None:
    titles = {
        Kind.CAME: "New",
        Kind.AMENDS: "Amendments",
        Kind.RELEASED: "Out of quarantine",
        Kind.FETCHED_AGAIN: "Fetched again",
        Kind.READ_AGAIN: "Read again",
        Kind.QUARANTINED: "Into quarantine",
    }
    for kind, title in titles.items():
        found = shown(Event(kind, filing(), NOON, "header: no form"))
        for other in titles.values():
            assert (f"<h2>{other}</h2>" in found) is (other == title)


def test_a_filing_that_could_not_be_read_colours_the_state() -> None:
    assert "1 could not be read" in shown(Event(Kind.QUARANTINED, filing(), NOON, "header: none"))
    assert "all read" in shown(Event(Kind.CAME, filing(), NOON))


def test_the_days_before_are_told_in_a_line_each() -> None:
    found = shown(
        Event(Kind.CAME, filing(1), NOON), Event(Kind.AMENDS, filing(2), NOON - timedelta(days=1))
    )
    assert "The days before" in found
    assert "2 March 2026" in found
    assert "<h2>Amendments</h2>" not in found
