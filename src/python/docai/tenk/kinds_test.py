"""Kinds of 10-K that are not alike the rest, in fictional words: each with the Items that a reader would find."""

from __future__ import annotations

import pytest

from docai.tenk import Filing, read_filing
from docai.tenk.conftest import (
    LONG,
    WORDS,
    html_filing,
    items_found,
    states_of,
    text_filing,
    words_of,
)

CONTENTS = (
    "<table><tr><td>Item 9A.</td><td>Controls and Procedures</td><td>20</td></tr>"
    "<tr><td>Item 10.</td><td>Directors and Executive Officers</td><td>21</td></tr>"
    "<tr><td>Item 11.</td><td>Executive Compensation</td><td>22</td></tr>"
    "<tr><td>Item 12.</td><td>Security Ownership</td><td>23</td></tr>"
    "<tr><td>Item 13.</td><td>Certain Relationships</td><td>24</td></tr>"
    "<tr><td>Item 14.</td><td>Principal Accountant Fees and Services</td><td>25</td></tr></table>"
)


@pytest.mark.parametrize(
    "answer",
    ["Omitted.", "[Omitted]", "Not required.", "N.A.", "Inapplicable.", "Nothing to report.", "No response is required.",
     "There were no such changes.", "Not required for smaller reporting companies.", "Reserved for later."],
)  # fmt: skip
def test_short_answers_in_a_row_are_no_contents(answer: str) -> None:
    filing = html_filing(
        CONTENTS,
        "Item 9A. Controls and Procedures", LONG,
        "Item 10. Directors and Executive Officers", answer,
        "Item 11. Executive Compensation", answer,
        "Item 12. Security Ownership", answer,
        "Item 13. Certain Relationships", answer,
        "Item 14. Principal Accountant Fees and Services", LONG,
    )  # fmt: skip
    assert items_found(filing) == ["9A", "10", "11", "12", "13", "14"]
    assert words_of(filing, "9A").rstrip().endswith("dyers.")
    assert words_of(filing, "11").split("\n\n")[1:] == [answer]


def test_pointers_to_pages_are_no_contents() -> None:
    pointer = (
        "The information under the caption “Looms” on page 28\nis incorporated herein by reference."
    )
    filing = text_filing(
        "ITEM 1. BUSINESS", LONG,
        "ITEM 5. MARKET FOR REGISTRANT'S COMMON EQUITY", pointer,
        "ITEM 6. SELECTED FINANCIAL DATA", pointer,
        "ITEM 7. MANAGEMENT'S DISCUSSION AND ANALYSIS", pointer,
        "ITEM 8. FINANCIAL STATEMENTS AND SUPPLEMENTARY DATA", pointer,
        "ITEM 9. CHANGES IN AND DISAGREEMENTS WITH ACCOUNTANTS", "None.",
    )  # fmt: skip
    assert items_found(filing) == ["1", "5", "6", "7", "8", "9"]
    assert states_of(filing)["7"] == "elsewhere"


def _index(*rows: tuple[str, str, str]) -> str:
    cells = "".join(f"<tr><td>Item {n}.</td><td>{title}</td><td>{pages}</td></tr>" for n, title, pages in rows)  # fmt: skip
    return f"<table>{cells}</table>"


def test_a_combined_section_is_parted_by_the_titles_in_it() -> None:
    filing = html_filing(
        "ITEMS 1., 1A. and 2. BUSINESS, RISK FACTORS AND PROPERTIES", LONG,
        "RISK FACTORS", LONG, "PROPERTIES", "Mills. " + LONG,
        "ITEM 1B. UNRESOLVED STAFF COMMENTS", "None.", "ITEM 3. LEGAL PROCEEDINGS", LONG,
    )  # fmt: skip
    assert words_of(filing, "2").startswith("PROPERTIES\n\nMills.")
    assert "Mills" not in words_of(filing, "1A")
    assert filing.item("1").title == "BUSINESS, RISK FACTORS AND PROPERTIES"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "reference",
    ["Item 1A - Risk Factors, and elsewhere in this Form 10-K.", "Item 1A, Risk Factors, of this report.",
     "Item 1A Risk Factors set forth in our annual report."],
)  # fmt: skip
def test_a_reference_at_the_start_of_a_block_is_no_heading(reference: str) -> None:
    filing = html_filing("Item 1. Business", "For the reasons given in", reference, LONG, "Item 1A. Risk Factors", "Floods. " + LONG, "Item 2. Properties", LONG)  # fmt: skip
    assert words_of(filing, "1A").startswith("Item 1A. Risk Factors\n\nFloods.")
    assert words_of(filing, "1").rstrip().endswith("dyers.")


def _submission(*documents: tuple[str, str]) -> Filing:
    parts = "".join(
        f"<DOCUMENT>\n<TYPE>10-K\n<SEQUENCE>{n}\n<FILENAME>{name}\n<TEXT>\n<html><body>{body}</body></html>\n</TEXT>\n</DOCUMENT>\n"
        for n, (name, body) in enumerate(documents, 1)
    )
    return read_filing(f"<SEC-DOCUMENT>0009999999-20-000001.txt : 20200301\n{parts}".encode())


def test_a_report_cut_in_two_documents_is_read_whole() -> None:
    filing = _submission(
        ("a.htm", f"<p>Item 1. Business</p><p>{LONG}</p><p>Item 2. Properties</p><p>{LONG}</p>"),
        ("b.htm", f"<p>Item 7. Management's Discussion and Analysis</p><p>{LONG}{LONG}</p><p>Item 9. Changes in and Disagreements with Accountants</p><p>None.</p>"),
    )  # fmt: skip
    assert [(item.item, item.source_file) for item in filing.items] == [
        ("1", "a.htm"), ("2", "a.htm"), ("7", "b.htm"), ("9", "b.htm"),
    ]  # fmt: skip


def test_a_cover_before_the_report_is_not_taken_for_it() -> None:
    filing = _submission(
        ("cover.htm", "<p>FORM 10-K</p><p>See the attached document.</p>"),
        ("b.htm", f"<p>Item 1. Business</p><p>{LONG}</p><p>Item 2. Properties</p><p>{LONG}</p>"),
    )
    assert filing.primary_document == "b.htm"
    assert items_found(filing) == ["1", "2"]


def test_items_of_regulation_ab_are_items_of_their_own() -> None:
    listed = _index(("1", "Business", "1"), ("9B", "Other Information", "2"), ("1117", "Legal Proceedings", "2"), ("15", "Exhibits", "3"))  # fmt: skip
    filing = html_filing(
        listed, "The following items have been omitted in accordance with General Instruction J to Form 10-K:",
        "(a) Item 1. Business.", "(b) Item 2. Properties.", "Item 9B. Other Information.", "None.",
        "Substitute information provided in accordance with General Instruction J to Form 10-K:",
        "Item 1112(b) of Regulation AB. Significant Obligors of Pool Assets.", "No obligor is that large.",
        "Item 1117 of Regulation AB. Legal Proceedings.", LONG,
        "Item 1122 of Regulation AB. Compliance with Applicable Servicing Criteria.", LONG,
        "Item 1123 of Regulation AB. Servicer Compliance Statement.", "See exhibit 35.",
        "Item 15. Exhibits and Financial Statement Schedules.", LONG,
    )  # fmt: skip
    assert items_found(filing) == ["1", "2", "9B", "1112", "1117", "1122", "1123", "15"]
    assert words_of(filing, "9B").endswith("None.")
    assert filing.item("1117").part == ""  # type: ignore[union-attr]
    states = states_of(filing)
    assert (states["1"], states["1117"], states["1114"]) == ("none", "words", "absent")


def test_a_part_line_before_an_item_does_not_swallow_it() -> None:
    source = (
        "<html><P>FORM 10-K<P>Item 12: Security Ownership of Certain Beneficial Owners and Management of the Registrant"
        f"<P>Item 13: Certain Relationships and Related Transactions<P>{WORDS}<P>PART IV<P>Item 14: Exhibits, Financial Statement"
        f" Schedules and Reports on Form 8-K<P>Item 14(a)(1):<P>Financial Statements<P>{WORDS}<P>Item 14 (a)(2):<P>Financial"
        f" Statement Schedules<P>{WORDS}"
    )
    filing = read_filing(source.encode(), file_name="a.htm")
    assert items_found(filing) == ["12", "13", "14"]
    assert "PART" not in words_of(filing, "13")
    assert filing.item("14").title.startswith("Exhibits")  # type: ignore[union-attr]


def test_a_part_glued_to_a_heading_is_read() -> None:
    filing = html_filing("PART IItem 1. Business", LONG, "Item 2. Properties", LONG, "PART IIItem 5. Market for Registrant's Common Equity", LONG)  # fmt: skip
    assert items_found(filing) == ["1", "2", "5"]


def test_items_repeated_behind_pointers_stand_once() -> None:
    pointer = "What this Item asks stands on pages 20 to 90 of this report."
    filing = html_filing(
        "Item 6. Selected Financial Data", pointer,
        "Item 7. Management's Discussion and Analysis of Financial Condition", pointer,
        "Item 7A. Quantitative and Qualitative Disclosures About Market Risk", pointer,
        "Item 6. Selected Financial Data", "Looms. " + LONG,
        "Item 7. Management's Discussion and Analysis of Financial Condition", LONG * 2,
        "Item 8. Financial Statements and Supplementary Data", LONG,
    )  # fmt: skip
    assert items_found(filing) == ["6", "7", "7A", "8"]
    assert words_of(filing, "7A").endswith("of this report.")
    six = filing.item("6")
    assert six is not None
    assert (six.state, six.text_as_filed) == (
        "followed",
        f"Item 6. Selected Financial Data\n\n{pointer}",
    )
    assert "Looms." in six.text


@pytest.mark.parametrize("title", ["INDEPENDENT AUDITORS' REPORT", "The Accounts", "Report of Independent Accountants"])  # fmt: skip
def test_a_number_that_fits_beats_a_title_of_another_item(title: str) -> None:
    filing = html_filing(
        "Item 7. Management's Discussion and Analysis", LONG, f"Item 8. {title}", LONG,
        "Item 9. Changes in and Disagreements with Accountants", "None.", "Item 10. Directors and Executive Officers", LONG,
    )  # fmt: skip
    assert items_found(filing) == ["7", "8", "9", "10"]
    assert filing.item("8").title == title  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "number", ["9A", "9A(T)", "9A (T)", "9A-T", "9A(1)", "9A(I)", "9A[T]", "9AT", "9(A)(T)"]
)
def test_every_suffix_of_9a_is_9a(number: str) -> None:
    filing = html_filing(
        "Item 9. Changes in and Disagreements with Accountants", "None.", f"Item {number}. Controls and Procedures", LONG,
        "Item 9B. Other Information", "None.",
    )  # fmt: skip
    assert items_found(filing) == ["9", "9A", "9B"]
    assert filing.item("9A").title == "Controls and Procedures"  # type: ignore[union-attr]


PART_II = [
    ("5", "Market for Registrant's Common Equity"),
    ("6", "Selected Financial Data"),
    ("7", "Management's Discussion and Analysis"),
    ("8", "Financial Statements and Supplementary Data"),
]


@pytest.mark.parametrize("in_heading", [False, True], ids=["before the block", "in the heading"])
def test_each_registrant_has_its_own_items(in_heading: bool) -> None:
    blocks = ["Item 1. Business", LONG, "Item 4. Mine Safety Disclosures", "None here."]
    for company in ("Upper Teel Power Company", "Lower Teel Gas, Inc."):
        blocks += [] if in_heading else [company]
        for number, title in PART_II:
            ending = f" – {company}" if in_heading else ""
            blocks += [f"Item {number}. {title}{ending}", f"Of {company}. {LONG}"]
    blocks += ["Item 9. Changes in and Disagreements with Accountants", "None."]
    filing = html_filing(*blocks)
    keys = [(item.registrant, item.item) for item in filing.items]
    upper = [("Upper Teel Power Company", number) for number, _ in PART_II]
    lower = [("Lower Teel Gas, Inc.", number) for number, _ in PART_II]
    assert keys == [("", "1"), ("", "4"), *upper, *lower, ("", "9")]
    assert all(f"Of {item.registrant}." in item.text for item in filing.items if item.registrant)
    assert words_of(filing, "4").endswith("None here.")


def test_statements_behind_item_9_are_not_its_words() -> None:
    filing = text_filing(
        "ITEM 8. FINANCIAL STATEMENTS AND SUPPLEMENTARY DATA", "See the statements below.",
        "ITEM 9. CHANGES IN AND DISAGREEMENTS WITH ACCOUNTANTS ON ACCOUNTING AND\nFINANCIAL DISCLOSURE.", "None.",
        "BALANCE SHEETS", LONG * 6, "ITEM 10. DIRECTORS AND EXECUTIVE OFFICERS OF THE REGISTRANT", LONG,
    )  # fmt: skip
    assert words_of(filing, "9").endswith("None.")


def test_a_report_without_a_heading_of_signatures_ends_where_it_is_signed() -> None:
    filing = text_filing(
        "ITEM 1. BUSINESS", LONG, "ITEM 14. EXHIBITS, FINANCIAL STATEMENT SCHEDULES AND REPORTS ON FORM 8-K", WORDS,
        "Pursuant to the requirements of Section 13 of the Act, the\nregistrant has caused this report to be signed.", LONG,
    )  # fmt: skip
    assert words_of(filing, "14").rstrip().endswith("dyers.")


def test_one_sentence_under_a_heading_of_several_items_is_all_of_theirs() -> None:
    sentence = "Item 10 (Directors and Executive Officers), Item 11 (Executive Compensation), Item 12 (Security Ownership) and Item 13 (Certain Relationships) are incorporated herein by reference to the proxy statement."
    filing = text_filing(
        "ITEM 9. CHANGES IN AND DISAGREEMENTS WITH ACCOUNTANTS", "None.", "Part III", "Items 10, 11, 12 & 13", sentence,
        "ITEM 14. EXHIBITS, FINANCIAL STATEMENT SCHEDULES AND REPORTS ON FORM 8-K", LONG,
    )  # fmt: skip
    assert items_found(filing) == ["9", "10", "11", "12", "13", "14"]
    assert states_of(filing)["12"] == "proxy"


def test_headings_in_a_row_are_answered_by_the_words_under_the_last() -> None:
    filing = html_filing(
        "Item 9. Changes in and Disagreements with Accountants", "None.",
        "Item 10: Directors and Executive Officers of the Registrant", "Item 11: Executive Compensation",
        "Item 12: Security Ownership of Certain Beneficial Owners and Management",
        "Item 13: Certain Relationships and Related Transactions",
        "The information required by Items 10 to 13 is incorporated by reference from the proxy statement.",
        "Item 14. Exhibits and Financial Statement Schedules", LONG,
    )  # fmt: skip
    states = states_of(filing)
    assert [states[item] for item in ("9", "10", "11", "12", "13")] == ["none", "proxy", "proxy", "proxy", "proxy"]  # fmt: skip


def test_omitted_because_of_a_proxy_statement_points_to_it() -> None:
    answer = "Omitted from this report because the registrant will file a definitive proxy statement, which is incorporated by reference."
    filing = html_filing("Item 9. Changes in and Disagreements with Accountants", "None.", "Item 10. Directors and Executive Officers", answer, "Item 14. Exhibits and Financial Statement Schedules", LONG)  # fmt: skip
    assert states_of(filing)["10"] == "proxy"


def test_a_picture_of_a_heading_is_read_by_its_words() -> None:
    filing = html_filing(
        '<img src="h1.gif" alt="Item 1. Business">', LONG, "<img alt='photo of item 2' src='p.gif'>" + LONG,
        "<IMG SRC='h3.gif' ALT='ITEM 3. LEGAL PROCEEDINGS'/>", LONG, '<img src="logo.gif" alt="item.gif">',
    )  # fmt: skip
    assert items_found(filing) == ["1", "3"]
    assert words_of(filing, "3").startswith("ITEM 3. LEGAL PROCEEDINGS\n\nCloth")
    three = filing.item("3")
    assert three is not None
    assert "photo" not in words_of(filing, "1")
