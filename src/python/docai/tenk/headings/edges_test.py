"""Rules at their edges: one alternative, one more or one less."""

from __future__ import annotations

import pytest

from docai.tenk import read_filing
from docai.tenk.headings.best_path import best_path
from docai.tenk.headings.candidates import Heading, find_headings
from docai.tenk.headings.contents import mark_contents
from docai.tenk.headings.lines import lowered
from docai.tenk.headings.regulation_ab import find_regulation_ab
from docai.tenk.headings.title import title_of
from docai.tenk.headings.titles import find_titles
from docai.tenk.headings.whole_part import find_whole_parts
from docai.tenk.vocabulary import ANNUAL, name

WORDS = "The looms ran on, and what was woven was sold in the towns along the river. " * 12


def _headings(raw: str) -> list[Heading]:
    return find_headings(raw, lowered(raw), ANNUAL)


def test_rows_of_contents_need_not_be_equally_sure() -> None:
    rows = "ITEM 1. BUSINESS .... 3\nItem 2. Looms and sheds .... 5\nITEM 3. LEGAL PROCEEDINGS .... 7\nItem 4. Votes at the mill .... 8\n"
    raw = f"\n{rows}\n\nITEM 1. BUSINESS\n\n{WORDS}\n\nITEM 3. LEGAL PROCEEDINGS\n\n{WORDS}"
    marked = mark_contents(_headings(raw), lowered(raw))
    assert [(name(one.key), one.in_contents) for one in marked] == [
        ("1", True), ("2", True), ("3", True), ("4", True), ("1", False), ("3", False),
    ]  # fmt: skip


def test_a_much_less_sure_heading_of_the_same_item_begins_a_run_of_its_own() -> None:
    rows = "".join(f"Item {roman}.  Looms of oak {page}\n\n" for page, roman in enumerate(("I", "II", "III", "IV", "V"), 4))  # fmt: skip
    raw = f"\nItem 1. Business\n\n{rows}Item 2. Properties\n\n{WORDS}"
    marked = mark_contents(_headings(raw), lowered(raw))
    assert not marked[0].in_contents
    assert not marked[-1].in_contents


@pytest.mark.parametrize(
    "title",
    ["Market for Limited Partnership Interests", "Market for the Limited Partners' Units", "Market for Our Common Stock", "Market for Company Shares of the Mill"],
)  # fmt: skip
def test_a_market_of_what_it_may_be(title: str) -> None:
    raw = f"The year was dry.\n\n{title}\n\n{WORDS}"
    assert [name(one.key) for one in find_titles(raw, lowered(raw), ANNUAL)] == ["5"]


def _whole_part(present: str) -> list[Heading]:
    titles = {
        "9": "Changes in and Disagreements with Accountants",
        "10": "Directors",
        "11": "Executive Compensation",
        "15": "Exhibits and Schedules",
    }
    items = [f"Item {number}. {titles[number]}\n\n{WORDS}\n\n" for number in present.split()]
    part = "PART III\n\nThe information required by this Part is incorporated by reference to the proxy statement.\n\n"
    raw = "\n" + "".join(items[:-1]) + part + items[-1]
    path = best_path(_headings(raw))
    return find_whole_parts(path, lowered(raw), ANNUAL)


def test_a_part_is_answered_whole_where_three_of_its_items_are_missing() -> None:
    (whole,) = _whole_part("9 10 11 15")
    assert [name(key) for key in whole.covers] == ["12", "13", "14"]
    assert whole.score == 6.0
    (whole,) = _whole_part("9 15")
    assert [name(key) for key in whole.covers] == ["10", "11", "12", "13", "14"]


@pytest.mark.parametrize(("letters", "whole"), [(2200, True), (2500, False)])
def test_the_answer_of_a_whole_part_stands_in_its_first_2400_characters(
    letters: int, whole: bool
) -> None:
    head = f"\nItem 9. Changes in and Disagreements with Accountants\n\n{WORDS}\n\n"
    raw = f"{head}PART III\n\nOf this Part we say: {'w' * letters} It is incorporated by reference.\n\nItem 15. Exhibits and Schedules\n\n{WORDS}"
    path = best_path(_headings(raw))
    assert bool(find_whole_parts(path, lowered(raw), ANNUAL)) == whole


def test_a_title_alone_may_name_the_second_item_of_two() -> None:
    raw = f"The year was dry.\n\nBusiness and Item 2. Properties\n\n{WORDS}"
    (heading,) = find_titles(raw, lowered(raw), ANNUAL)
    assert [name(key) for key in heading.covers] == ["1", "2"]


def test_a_title_of_regulation_ab_may_be_set_wide() -> None:
    title = f"Compliance{' ' * 25}with{' ' * 25}Applicable Servicing Criteria"
    raw = f"\nItem 15. Exhibits\n\nA list.\n\nItem 1122 of Regulation AB. {title}\n\nSee it.\n"
    found = find_regulation_ab(_headings(raw), raw, lowered(raw))
    assert [name(heading.key) for heading in found] == ["1122"]


@pytest.mark.parametrize("of", ["of Regulation AB", "of Regulation\nAB", "of\n  Regulation AB", "\nof Regulation AB", "(Regulation\n AB)"])  # fmt: skip
def test_a_title_of_regulation_ab_may_be_long_and_its_heading_of_two_lines(of: str) -> None:
    title = "Credit Enhancement and Other Support, Except for Certain Derivatives Instruments (Financial Information Regarding Significant Enhancement Providers)"
    raw = f"\nItem 15. Exhibits\n\nA list.\n\nItem 1114(b)(2) {of}. {title}.\n\nNone.\n\nItem 1122 {of}. Compliance with Applicable Servicing Criteria\n\nSee it.\n"
    first, second = find_regulation_ab(_headings(raw), raw, lowered(raw))
    assert title_of(raw, first) == title
    assert title_of(raw, second) == "Compliance with Applicable Servicing Criteria"


@pytest.mark.parametrize(
    ("line", "item"),
    [
        ("Item 1aRisk Factors", "1A"), ("Item 1bUnresolved Staff Comments", "1B"), ("Item 1cCybersecurity", "1C"), ("Item 7aQuantitative and Qualitative", "7A"),
        ("Item 7aQualitative and Quantitative", "7A"), ("Item 9aControls and Procedures", "9A"), ("Item 9bOther Information", "9B"), ("Item 9cDisclosure Regarding Foreign", "9C"),
    ],
)  # fmt: skip
def test_a_letter_may_be_glued_to_its_title(line: str, item: str) -> None:
    assert [name(one.key) for one in _headings(f"\n{line}\n\n{WORDS}")] == [item]


@pytest.mark.parametrize("word", ["Accountant", "Accounting", "Accountants", "Auditor", "Auditors"])
def test_fees_are_those_of_accountants_or_auditors(word: str) -> None:
    raw = f"The year was dry.\n\nPrincipal {word} Fees and Services\n\n{WORDS}"
    assert {name(one.key) for one in find_titles(raw, lowered(raw), ANNUAL)} == {"14", "15"}


@pytest.mark.parametrize(("between", "listed"), [(150, True), (151, False)])
def test_a_list_that_names_items_has_hardly_a_word_between_them(between: int, listed: bool) -> None:
    # the first letters are those of the title that its kind does not need
    names = f"Item 1. Business\n\n{'w' * (between - 2)}\n\nItem 2. Properties\n\n{WORDS}\n\n"
    raw = f"\n{names}Item 1. Business\n\n{WORDS}\n\nItem 2. Properties\n\n{WORDS}"
    marked = mark_contents(_headings(raw), lowered(raw))
    assert marked[0].in_contents == listed
    assert not marked[-1].in_contents


def test_a_letter_at_the_number_needs_no_known_title() -> None:
    assert [name(one.key) for one in _headings("\nItem 1A. Looms that may fail\n")] == ["1A"]
    assert [name(one.key) for one in _headings("\nItem 1. A Loom of Oak\n")] == ["1"]


@pytest.mark.parametrize(
    ("title", "item"),
    [
        ("Business", "1"), ("Risk Factors", "1A"), ("Unresolved Staff Comments", "1B"), ("Cybersecurity", "1C"), ("Properties", "2"),
        ("Legal Proceedings", "3"), ("Submission of Matters to a Vote of Security Holders", "4"), ("Mine Safety Disclosures", "4"),
        ("Market for Registrant's Common Equity", "5"), ("Selected Financial Data", "6"), ("Management's Discussion and Analysis", "7"),
        ("Quantitative and Qualitative Disclosures About Market Risk", "7A"), ("Financial Statements and Supplementary Data", "8"),
        ("Changes in and Disagreements with Accountants", "9"), ("Disclosure Regarding Foreign Jurisdictions", "9C"), ("Directors and Executive Officers", "10"),
        ("Executive Compensation", "11"), ("Security Ownership", "12"), ("Certain Relationships and Related Transactions", "13"),
        ("Principal Accountant Fees and Services", "14"), ("Exhibits", "15"),
    ],
)  # fmt: skip
def test_a_title_decides_where_the_number_is_another_items(title: str, item: str) -> None:
    number = "13" if int(item.rstrip("ABC")) < 10 else "2"
    (heading,) = _headings(f"\nItem {number}. {title}\n\n{WORDS}")
    assert name(heading.key) == item
    assert name(heading.as_numbered or (0, "")) == number


@pytest.mark.parametrize(("length", "ends"), [(3000, True), (2999, False)])
def test_a_report_is_bound_in_behind_none_from_3000_characters_on(length: int, ends: bool) -> None:
    head = "Item 9. Changes in and"
    filled = (" Disagreements with Accountants\n\nNone.\n\n" + "w" * 4000)[: length - 1]
    text = f"FORM 10-K\n\nItem 8. Financial Statements\n\n{WORDS}\n\n{head}{filled}\nItem 10. Directors\n\n{WORDS}"
    item = read_filing(text.encode(), file_name="a.txt").item("9")
    assert item is not None
    assert item.text.endswith("None.") == ends
