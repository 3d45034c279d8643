"""A cross-reference index typed in columns, one for each document, with two dashes where a column has no page."""

from __future__ import annotations

import pytest

from docai.tenk.conftest import LONG, items_found, states_of, text_filing, words_of

TITLES = {
    "1": "Business", "2": "Properties", "3": "Legal Proceedings", "4": "Submission of Matters to a Vote (1)", "5": "Market for Registrant's Common Equity", "6": "Selected Financial Data",
    "7": "Management's Discussion and Analysis", "8": "Financial Statements", "9": "Disagreements with Accountants (1)", "10": "Directors and Executive Officers", "11": "Executive Compensation",
    "12": "Security Ownership of Certain Beneficial Owners", "13": "Certain Relationships and Related Transactions", "14": "Exhibits and Reports on Form 8-K",
}  # fmt: skip
IN_10_K = {"1": "2-9", "2": "11", "14": "12"}
IN_PROXY = {"10": "3-4", "11": "5", "12": "6", "13": "7-8"}
NOWHERE = ("4", "9")


def _row(item: str, dash: str) -> str:
    report = dash if item in (*IN_10_K, *IN_PROXY, *NOWHERE) else "14-25"
    cells = (IN_10_K.get(item, dash), report, IN_PROXY.get(item, dash))
    return f"Item {item}. {TITLES[item]}".ljust(60) + "".join(cell.ljust(12) for cell in cells)


@pytest.mark.parametrize("dash", ["--", "-", "—"])
def test_the_rows_are_what_there_is_of_the_items(dash: str) -> None:
    rows = "\n".join(_row(item, dash) for item in TITLES)
    filing = text_filing("CROSS-REFERENCE INDEX", rows, "DESCRIPTION OF BUSINESS", LONG, "LOOMS BY SHED", LONG)  # fmt: skip
    assert items_found(filing) == list(TITLES)
    assert words_of(filing, "14").count("\n") == 0
    assert max(item.confidence for item in filing.items) < 0.95
    states = states_of(filing)
    assert {states[item] for item in NOWHERE} == {"none"}
    assert {states[item] for item in IN_PROXY} == {"proxy"}
    assert {states[item] for item in ("3", "5", "6", "7", "8")} == {"elsewhere"}


@pytest.mark.parametrize(
    ("title", "answer"),
    [
        ("Selected Financial Data (Omitted pursuant to General\n        Instruction J(2)).", "none"), ("Selected Financial Data (Inapplicable to\n  our mill).", "none"), ("Selected Financial Data (Not required of\n  our mill).", "none"),
        ("Selected Financial Data (in thousands of\n  yards). Looms wove 12 yards of cloth in the year, and 14 in the year before it.", "words"),
    ],
)  # fmt: skip
def test_an_answer_beside_the_title_that_goes_on_in_the_next_line_is_no_title(title: str, answer: str) -> None:  # fmt: skip
    filing = text_filing("Item 1. Business", LONG, f"Item 6. {title}", "Item 7. Management's Discussion and Analysis", LONG, "Item 8. Financial Statements", LONG)  # fmt: skip
    six = filing.item("6")
    assert six is not None
    assert six.state == answer
    assert ("(" in six.title) == (answer == "words")


def test_a_mark_behind_a_title_says_that_the_foot_tells_where_its_words_are() -> None:
    rows = {"5": "Market for Registrant's Common Equity and Related\n   Matters. (1)", "6": "Selected Financial Data. (1)", "7": "Management's Discussion and Analysis (a)", "8": "Financial Statements.\n\n(1)", "9": "Disagreements with Accountants (3)", "10": "Directors and Executive Officers (2)"}  # fmt: skip
    filing = text_filing("Item 1. Business", LONG, *(f"Item {n}. {title}" for n, title in rows.items()), "1   The weavers have the report.", "Item 14. Exhibits", LONG)  # fmt: skip
    states = states_of(filing)
    assert {states[item] for item in "5678"} == {"elsewhere"}
    assert states["1"] == "words"


def test_a_column_beside_the_titles_may_name_the_document_that_has_the_item() -> None:
    rows = [
        " 5.     MARKET FOR THE COMPANY'S COMMON STOCK         Annual Report, page 27", " 6.     SELECTED FINANCIAL DATA                       Annual Report, pages 28 and 29",
        " 7.     MANAGEMENT'S DISCUSSION AND ANALYSIS          Annual Report, pages 24 through 26", " 8.     FINANCIAL STATEMENTS AND SUPPLEMENTARY DATA   Annual Report, pages 14 through 23",
        " 9.     DISAGREEMENTS WITH ACCOUNTANTS                Not applicable", "11.     EXECUTIVE COMPENSATION                        Proxy Statement, pages 6 through 11.",
    ]  # fmt: skip
    filing = text_filing("Item 1. Business", LONG, "Item 2. Properties", LONG, "Item 3. Legal Proceedings", "None.", "\n\n".join(rows), "Item 14. Exhibits", LONG)  # fmt: skip
    assert items_found(filing) == ["1", "2", "3", "5", "6", "7", "8", "9", "11", "14"]
    states = states_of(filing)
    assert {states[item] for item in "5678"} == {"elsewhere"}
    assert (states["9"], states["11"]) == ("none", "proxy")
    six = filing.item("6")
    assert six is not None
    assert six.title == "SELECTED FINANCIAL DATA"
