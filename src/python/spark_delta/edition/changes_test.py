from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from docai.lake.local import LocalLake
from spark_delta.edition import changes
from spark_delta.edition.changes import news_of, page_at_edgar
from spark_delta.edition.conftest import Tables, failed, filing
from spark_delta.edition.model import Kind, News, headline


def news(tables: Tables, after: timedelta = timedelta()) -> News:
    return news_of(tables.lake.uri, datetime.now(UTC) + after)


def kinds(found: News) -> list[tuple[Kind, str]]:
    return sorted(
        ((each.kind, each.filing.accession[-3:]) for each in found.events),
        key=lambda each: (each[0].value, each[1]),
    )


def test_a_lake_without_tables_has_no_news(tmp_path: Path) -> None:
    lake = LocalLake(tmp_path / "lake")
    lake.check_writable()
    assert news_of(lake.uri, datetime.now(UTC)).day is None


def test_tables_without_rows_have_no_news(tables: Tables) -> None:
    assert news(tables).day is None


def test_what_came_is_told_with_all_that_is_known_of_it(tables: Tables) -> None:
    tables.add(filing(1), filing(2))
    found = news(tables)
    assert kinds(found) == [(Kind.CAME, "001"), (Kind.CAME, "002")]
    told = found.events[-1].filing
    assert (told.company, told.form, told.fiscal_year) == ("NORTHERN LANTERN CORP", "10-K", 2023)
    assert told.items == 23
    assert told.accepted_at == datetime(2024, 2, 28, 21, 30, tzinfo=UTC)
    assert told.page.endswith("/990001/000099000124000001/0000990001-24-000001-index.htm")
    assert abs(found.events[0].at - datetime.now(UTC)) < timedelta(minutes=5)


def test_an_amendment_names_the_report_of_its_period(tables: Tables) -> None:
    amendment = {"form": "10-K/A", "is_amendment": True}
    tables.add(filing(1), filing(2, period=None), filing(3, cik="0000990009"))
    tables.add(filing(4, **amendment), filing(5, **amendment, period=None))
    found = {each.filing.accession[-3:]: each for each in news(tables).events}
    assert found["004"].kind is found["005"].kind is Kind.AMENDS
    assert found["004"].filing.amends == filing(1)["accession"]
    assert found["005"].filing.amends == ""


def test_other_bytes_or_another_parser_are_told_apart(tables: Tables) -> None:
    tables.add(filing(1), filing(2), filing(3))
    tables.replace(
        filing(1, sha256="f" * 64),
        filing(2, parser_version="28"),
        filing(3),  # written again as it was: a second writer
    )
    found = [each for each in news(tables).events if each.kind is not Kind.CAME]
    assert {(each.kind, each.filing.accession[-3:], each.why) for each in found} == {
        (Kind.FETCHED_AGAIN, "001", "EDGAR serves other bytes now"),
        (Kind.READ_AGAIN, "002", "parser 27, now 28"),
    }


def test_a_row_that_goes_and_comes_in_two_commits_was_replaced(tables: Tables) -> None:
    tables.add(filing(1), filing(2))
    tables.replace(filing(1, parser_version="28"))
    tables.replace(filing(1, parser_version="28", sha256="e" * 64))
    assert [kind for kind, number in kinds(news(tables)) if number == "001"] == [
        Kind.FETCHED_AGAIN,
        Kind.CAME,
        Kind.READ_AGAIN,
    ]


def test_what_leaves_quarantine_says_what_was_wrong(tables: Tables) -> None:
    tables.quarantine(failed(1), failed(2, ""))
    tables.add(filing(1))
    tables.release(failed(1))
    found = news(tables)
    assert set(kinds(found)) == {
        (Kind.RELEASED, "001"),
        (Kind.QUARANTINED, "001"),
        (Kind.QUARANTINED, "002"),
    }
    why = {(each.kind, each.filing.accession[-3:]): each.why for each in found.events}
    assert why[Kind.RELEASED, "001"] == "container: no Item was found"
    assert why[Kind.QUARANTINED, "002"] == "container: NotATenK"


def test_many_events_are_counted_and_the_newest_kept(
    tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "MOST_EVENTS", 3)
    tables.add(filing(100, form="10-K/A", is_amendment=True))
    tables.add(*(filing(number) for number in range(10)))
    found = news(tables)
    assert found.day is not None
    assert headline(found, found.day) == "10 new filings, 1 amendment"
    assert [number for kind, number in kinds(found) if kind is Kind.CAME] == ["007", "008", "009"]
    assert (Kind.AMENDS, "100") in kinds(found)


def test_what_happened_longer_ago_is_no_news(tables: Tables) -> None:
    tables.add(filing(1))
    assert news(tables, timedelta(days=6)).day is not None
    assert news(tables, timedelta(days=8)).day is None


def test_edgars_page_is_that_of_the_submission() -> None:
    accession = "0000990001-24-000017"
    base = "https://www.sec.gov/Archives/edgar/data/990001"
    assert page_at_edgar(f"{base}/{accession}.txt", accession) == (
        f"{base}/000099000124000017/{accession}-index.htm"
    )
    assert page_at_edgar(f"{base}/other.txt", accession) == ""
    assert page_at_edgar(f"javascript:/{accession}.txt", accession) == ""
