"""The state of an Item, by what stands under its heading."""

from __future__ import annotations

import pytest

from docai.tenk import Filing, read_filing
from docai.tenk.outline.rows import outline_of

WORDS = "Cloth went out by barge in spring and by rail in autumn, and the two sheds stayed open all year for the dyers. "
LONG = WORDS * 8

TITLES = {
    "2": "Properties",
    "3": "Legal Proceedings",
    "4": "Mine Safety Disclosures",
    "5": "Market for Registrant's Common Equity",
    "6": "[Reserved]",
    "9": "Changes in and Disagreements with Accountants",
    "9B": "Other Information",
    "10": "Directors, Executive Officers and Corporate Governance",
    "11": "Executive Compensation",
    "14": "Principal Accountant Fees and Services",
}


def _html(*blocks: str) -> Filing:
    body = "".join(f"<p>{block}</p>" for block in blocks)
    return read_filing(
        f"<html><body><p>FORM 10-K</p>{body}</body></html>".encode(), file_name="a.htm"
    )


def _states(filing: Filing) -> dict[str, str]:
    return {row.item: row.state for row in outline_of(filing)}


def _state(item: str, *answer: str) -> str:
    """Return the state of an Item that ``answer`` stands under, between two Items with words."""
    filing = _html(
        "Item 1. Business", LONG, f"Item {item}. {TITLES[item]}", *answer,
        "Item 15. Exhibits and Financial Statement Schedules", LONG,
    )  # fmt: skip
    return _states(filing)[item]


@pytest.mark.parametrize(
    ("item", "answer", "state"),
    [
        ("3", "There are no items to report.", "none"),
        ("3", "We are not a party to any pending legal proceedings.", "none"),
        ("3", "The trustee knows of no proceedings pending against the trust.", "none"),
        ("3", "We are a party to one suit, which we think will not matter.", "words"),
        ("3", "We are a party to three suits, none of which will matter.", "words"),
        ("11", "[Intentionally omitted]", "none"),
        ("4", "[Intentionally omitted]", "reserved"),
        ("11", "Proxy statement.", "proxy"),
        ("11", "The section “Pay” of the proxy statement", "proxy"),
        ("9", "Previously reported.", "elsewhere"),
        ("3", "From time to time we are sued over cloth that faded in the sun or shrank in the first wash. No suit is pending now.", "words"),
        ("9", "There has been no change of accountants that was to be reported under this Item.", "none"),
        ("9B", "During the fourth quarter, no director or officer adopted a trading arrangement.", "none"),
        ("9B", "None of our directors adopted a trading arrangement.", "none"),
        ("9B", "There was no information to be disclosed on Form 8-K in the quarter that was not reported.", "none"),
        ("2", "The trust does not own any property.", "none"),
        ("2", "We own no property. Our office is let to us for nothing by an officer.", "words"),
        ("9", "There are not, and have not been, any disagreements with our accountants.", "none"),
        ("11", "The trustee is paid from the rents. The trust has no officers. See Note 3 to the statements.", "words"),
        ("5", "The market for our stock is the London Stock Exchange. More is on page 39 of the annual report to shareholders.", "words"),
        ("5", "There is no public market for the units.", "words"),
        ("5", "Prices are on page 40. At May 3, there were 212 holders of record.", "words"),
        ("6", "Not applicable.", "reserved"),
        ("6", "", "reserved"),
        ("11", "The registrant has no officers and pays none.", "none"),
        ("11", "The registrant has no officers; its trustee earned 900 crowns.", "words"),
    ],
)  # fmt: skip
def test_an_answer_that_there_is_nothing_is_none(item: str, answer: str, state: str) -> None:
    assert _state(item, answer) == state


@pytest.mark.parametrize(
    "answer",
    [
        "Incorporated by reference to these sections of the proxy statement: Pay of Officers; Pay of Directors; Report of the Pay Committee; and Letters of the Owners to the Committee.",
        "The information under “Proposal Two: Ratification of the Appointment of the Independent Auditors of Our Books for the Year” in our proxy statement is incorporated by reference.",
        "The information under the caption “Fees of the Auditors” below the principal heading</p><p>“Auditors” in the proxy statement is incorporated by reference.",
        "We will file a definitive proxy statement under Regulation 14A no later than 120 days after the end of our fiscal year. The information required by this Item is incorporated by reference to it.",
    ],
)
def test_a_sentence_that_names_sections_of_the_proxy_statement_is_no_word_of_its_own(
    answer: str,
) -> None:
    assert _state("14", answer) == "proxy"


def test_what_introduces_the_next_part_is_no_word_of_the_item_before() -> None:
    part = (
        "Part of what this Part asks for is incorporated by reference from the proxy statement, which we will file within 120 days. "
        * 3
    )
    assert _state("9B", "None.", "PART III", part) == "none"
    assert _state("9B", LONG, "PART III", part) == "words"


def test_executive_officers_behind_item_4_are_not_its_words() -> None:
    assert _state("4", "Not applicable.", "Executive Officers of the Registrant", LONG) == "none"
    assert _state("4", "Our quarry was cited twice.", "Executive Officers", LONG) == "words"


def test_a_heading_that_stands_twice_is_no_word() -> None:
    answer = "Item 9. Changes in and disagreements with accountants on accounting and financial disclosure"
    assert _state("9", answer, "Not applicable.") == "none"


def test_headings_with_a_star_are_answered_at_the_foot() -> None:
    filing = _html(
        "Item 1. Business", LONG, "Item 11. Executive Compensation*",
        "Item 12. Security Ownership of Certain Beneficial Owners", LONG,
        "Item 13. Certain Relationships*", "Item 14. Principal Accountant Fees and Services*",
        "* Information required by Items 11, 13 and 14 is incorporated by reference to the proxy statement.",
        "Item 15. Exhibits and Financial Statement Schedules", LONG,
    )  # fmt: skip
    states = _states(filing)
    assert [states[item] for item in ("11", "12", "13", "14")] == [
        "proxy",
        "words",
        "proxy",
        "proxy",
    ]


def test_headings_in_a_row_with_words_below_are_combined() -> None:
    filing = _html(
        "Item 1. Business", "Item 2. Properties", "In answer to these Items: " + LONG,
        "Item 3. Legal Proceedings", "None.", "Item 4. Mine Safety Disclosures", "",
    )  # fmt: skip
    states = _states(filing)
    assert [states[item] for item in ("1", "2", "3", "4")] == ["combined", "words", "none", "none"]


NOTES = (
    "Item 8. Financial Statements and Supplementary Data", LONG, "Note 6 Looms", LONG, "Note 7 Lawsuits of Weavers", "A weaver has a claim before a court. " + LONG,
    "Contingencies", "The court fined us. " + LONG, "Note 8 Leases", LONG,
)  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "begins"),
    [
        ("See Note 7, “Claims,” to the financial statements.", "Note 7 Lawsuits"),
        ("See Note 7 to the financial statements in Item 8.", "Note 7 Lawsuits"),
        ("See Notes to Financial Statements-Contingencies (Item 8).", "Contingencies"),
        ("See the section entitled Contingencies in the notes and Note 6 to the financial statements.", "Contingencies"),
        ("The claims against us are set forth in the statements, Item 8.", "Item 8."),
    ],
)  # fmt: skip
def test_a_note_is_found_by_its_number_though_it_is_called_something_else(
    answer: str, begins: str
) -> None:
    filing = _html("Item 1. Business", LONG, "Item 3. Legal Proceedings", answer, *NOTES)
    found = filing.item("3")
    assert found is not None
    assert (found.state, found.text[: len(begins)]) == ("followed", begins)


def test_a_note_about_something_else_is_no_legal_proceeding() -> None:
    filing = _html("Item 1. Business", LONG, "Item 3. Legal Proceedings", "See Note 6.", *NOTES)
    assert _states(filing)["3"] == "elsewhere"


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ("(a)(1) Not applicable. (a)(2) Not applicable. (a)(3) See the exhibit index.", "words"),
        ("See the exhibit index.", "elsewhere"),
        ("None.", "none"),
    ],
)
def test_a_list_of_exhibits_is_words(answer: str, state: str) -> None:
    filing = _html(
        "Item 1. Business", LONG, "Item 15. Exhibits and Financial Statement Schedules", answer
    )
    assert _states(filing)["15"] == state


@pytest.mark.parametrize("answer", ["Same as Item 10.", "See Item 10."])
def test_an_item_that_is_as_another_is_in_the_proxy_statement_with_it(answer: str) -> None:
    filing = _html(
        "Item 1. Business", LONG, "Item 10. Directors and Executive Officers",
        "Incorporated by reference to pages 3 to 9 of the definitive proxy statement that was sent to all who held shares of the company on the ninth of March, and to the letter that went with it, under the heading Directors.",
        "Item 11. Executive Compensation", answer, "Item 15. Exhibits and Financial Statement Schedules", LONG,
    )  # fmt: skip
    eleven = filing.item("11")
    assert eleven is not None
    assert (eleven.state, eleven.text_as_filed) == ("proxy", None)


@pytest.mark.parametrize(
    ("mark", "foot", "state"),
    [
        ("*", "* Omitted pursuant to General Instruction I(2).", "none"),
        ("(a)", "(a) Not applicable to the registrant.", "none"),
        ("*", "* See the proxy statement.", "absent"),
        ("7", "* Omitted pursuant to General Instruction I(2).", "absent"),
    ],
)
def test_rows_with_a_mark_are_left_out_as_its_foot_says(mark: str, foot: str, state: str) -> None:
    rows = [("1", "Business", "3"), ("4", "Mine Safety Disclosures", mark), ("7", "Management's Discussion and Analysis", "4"), ("8", "Financial Statements", "5"), ("11", "Executive Compensation", mark)]  # fmt: skip
    table = "".join(
        f"<tr><td>Item {n}.</td><td>{title}</td><td>{page}</td></tr>" for n, title, page in rows
    )
    filing = _html(
        f"<table>{table}</table>", foot, "Item 1. Business", LONG,
        "Item 7. Management's Discussion and Analysis", LONG, "Item 8. Financial Statements", LONG,
    )  # fmt: skip
    states = _states(filing)
    assert (states["4"], states["11"]) == (state, state)


@pytest.mark.parametrize(
    ("item", "answer", "sure"),
    [
        ("3", "None.", True),
        ("3", "No suits are pending.", False),
        ("3", "One suit is pending.", False),
        ("3", LONG * 4, True),
        ("5", "We pay no dividends.", True),
        ("11", LONG + "More is in the proxy statement.", False),
        ("11", "Incorporated by reference to the proxy statement.", True),
        ("9", "Incorporated by reference to another report.", False),
    ],
)
def test_a_state_that_two_readers_may_see_differently_is_less_sure(
    item: str, answer: str, sure: bool
) -> None:
    filing = _html(
        "Item 1. Business", LONG, f"Item {item}. {TITLES[item]}", answer,
        "Item 15. Exhibits and Financial Statement Schedules", LONG,
    )  # fmt: skip
    found = filing.item(item)
    assert found is not None
    assert (found.state_confidence > 0.95) == sure
    row = next(row for row in outline_of(filing) if row.item == item)
    assert row.confidence == round(found.confidence * found.state_confidence, 3)


@pytest.mark.parametrize(("answer", "sure"), [("", False), ("Not applicable.", True), (LONG, True)])
def test_a_discussion_without_a_word_has_less_sure_borders(answer: str, sure: bool) -> None:
    filing = _html(
        "Item 1. Business", LONG, "Item 2. Properties", LONG, "Item 3. Legal Proceedings", LONG,
        "Item 5. Market for Common Equity", LONG, "Item 6. Selected Financial Data", LONG, "Item 7. Management's Discussion and Analysis", answer,
        "Item 8. Financial Statements", LONG, "Item 9. Disagreements with Accountants", "", "SIGNATURES",
    )  # fmt: skip
    found = filing.item("7")
    assert found is not None
    assert (found.confidence > 0.95) == sure
    nine = filing.item("9")
    assert nine is not None
    assert nine.confidence > 0.95


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (("None.",), "none"), (("None.", "Exhibit Index", LONG * 4), "none"), (("Omitted at registrant’s option.", "Index to Exhibits", LONG * 4), "none"),
        (("A company may put a summary of its whole report under this Item. We have elected not to include one.",), "none"),
        (("We wove, and sold what we wove.",), "words"), ((LONG * 4, "Not applicable."), "words"),
    ],
)  # fmt: skip
def test_a_summary_is_none_whatever_list_stands_behind_it(
    answer: tuple[str, ...], state: str
) -> None:
    filing = _html(
        "Item 1. Business", LONG, "Item 15. Exhibits", LONG, "Item 16. Form 10-K Summary", *answer
    )
    assert _states(filing)["16"] == state


def test_what_stands_under_a_reserved_heading_is_not_its_own() -> None:
    assert _state("6", "Management’s Discussion and Analysis (in thousands of bolts)") == "reserved"
    assert _state("6", LONG * 4) == "reserved"
