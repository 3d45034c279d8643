from __future__ import annotations

from spark_delta.read.summary import FailedDocument, ReadDocument, ReadSummary
from spark_delta.report.page import page
from spark_delta.report.summary import TableState, WriteSummary
from stand_ins.pages import check_page, elements_of, words_of


def summary(read: ReadSummary, **changes: object) -> WriteSummary:
    fields: dict[str, object] = {
        "run": "20260102T030405Z-nightly-0a1b2c3d",
        "run_id": "nightly",
        "filings": read.filings,
        "items": read.sections,
        "replaced": 0,
        "quarantined": read.failures,
        "newly_quarantined": read.failures,
        "already_present": 0,
        "given_up": 0,
        "bytes_read": 5_000_000,
        "seconds": 12.0,
        "phases": {"session": 4.0, "read": 6.0},
        "tables": {"filings": TableState("file:///lake/delta/filings", 7)},
        "report": None,
        "read": read,
    }
    return WriteSummary(**(fields | changes))  # type: ignore[arg-type]


def read_page(of: WriteSummary) -> str:
    made = page(of).decode()
    check_page(made)
    return words_of(made)


def test_a_page_shows_what_came_in_by_form_and_year_and_era() -> None:
    read = ReadSummary(
        filings=3,
        sections=40,
        by_form_year={"10-K|2023": 2, "10-K405|1999": 1},
        filings_by_era={"ixbrl": 2, "text": 1},
        items_by_era={"ixbrl|1A": 1, "text|1": 1},
        slowest=[ReadDocument("0000000001-24-000001", "Example Co", "10-K", 2023, 10**6, 20, 1.5)],
    )
    text = read_page(summary(read))
    assert "10-K405" in text
    assert "50 %" in text
    assert "inline XBRL (2 filings)" in text
    assert "Example Co" in text
    assert "all read" in text


def test_a_year_without_a_filing_is_shown_between_others() -> None:
    read = ReadSummary(filings=3, by_form_year={"10-K|2012": 1, "10-K|2015": 1, "10-K|": 1})
    lines = read_page(summary(read)).splitlines()
    shown = [line for line in lines if line in ("2012", "2013", "2014", "2015", "unknown")]
    assert shown == ["2012", "2013", "2014", "2015", "unknown"]


def test_shares_below_the_whole_are_explained() -> None:
    read = ReadSummary(
        filings=3,
        by_form_year={"10-K|2023": 2, "10-K/A|2023": 1},
        filings_by_era={"ixbrl": 3},
        items_by_era={"ixbrl|1A": 2},
    )
    assert "1 of the filings are amendments, which hold only" in read_page(summary(read))
    read.by_form_year.pop("10-K/A|2023")
    assert "amendments" not in read_page(summary(read))


def test_items_stand_in_the_order_of_the_form() -> None:
    found = {f"html|{item}": 1 for item in ("10", "1A", "4A", "16", "1", "8B", "8")}
    text = read_page(summary(ReadSummary(filings_by_era={"html": 1}, items_by_era=found)))
    shown = [line.removeprefix("Item ") for line in text.splitlines() if line.startswith("Item ")]
    assert shown == ["1", "1A", "4A", "8", "8B", "10", "16"]


def test_figures_stand_by_where_they_come_from_with_their_checks() -> None:
    read = ReadSummary(
        facts_by_source={"inline": 1_200, "ex-27": 31},
        filings_by_source={"inline": 2, "ex-27": 1},
        checks={"assets_are_liabilities_and_equity|holds": 3, "assets_are_liabilities_and_equity|fails": 1},
    )  # fmt: skip
    text = read_page(summary(read))
    assert "inline XBRL\n2\n1,200\n600" in text
    assert "financial data schedule\n1\n31\n31" in text
    assert "assets are liabilities and equity\n75 %\n1" in text
    assert "says a figure" not in text


def test_a_run_without_figures_says_so() -> None:
    text = read_page(summary(ReadSummary()))
    assert "says a figure" in text
    assert "says the figures of a check" in text


def test_an_item_that_no_filing_of_an_era_has_is_no_bar() -> None:
    read = ReadSummary(filings_by_era={"text": 2, "ixbrl": 1}, items_by_era={"ixbrl|1C": 1})
    text = read_page(summary(read))
    assert "–" in text
    assert "0 %" not in text.replace("100 %", "")


def test_what_a_document_says_cannot_become_part_of_the_page() -> None:
    failed = FailedDocument(
        "0000000001-24-000001", "1", "items", "X", "<script>alert(1)</script>", 0.1
    )
    shown = page(summary(ReadSummary(failures=1, failed=[failed]))).decode()
    assert "script" not in {tag for tag, _ in elements_of(shown)}
    assert "X: <script>alert(1)</script>" in words_of(shown)


def test_a_page_says_how_many_failures_it_does_not_show() -> None:
    failed = FailedDocument("0000000001-24-000001", "1", "crash", "Timeout", "too slow", 60.0)
    read = ReadSummary(failures=5, failed=[failed], failures_by_stage={"crash": 2, "raw": 3})
    text = read_page(summary(read))
    assert "4 more" in text
    assert "3 at raw, 2 at crash" in text


def test_a_run_without_filings_has_a_page() -> None:
    assert "No filing was written." in read_page(summary(ReadSummary()))
