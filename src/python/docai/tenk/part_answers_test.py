"""Part III in one paragraph, however it names itself, with the executive officers below it or in Part I."""

from __future__ import annotations

import pytest

from docai.tenk.conftest import LONG, items_found, states_of, text_filing, words_of

BEFORE = ("Item 1. Business", LONG, "Item 8. Financial Statements", LONG, "Item 9. Disagreements with Accountants", "None.", "PART III")  # fmt: skip
AFTER = ("PART IV", "Item 14. Exhibits and Reports on Form 8-K", LONG)
OFFICERS = "Executive Officers of the Mill"
THIRD = ["10", "11", "12", "13"]


@pytest.mark.parametrize(
    "answer",
    [
        "All items under this section are incorporated by reference to the proxy statement.", "What stands in our proxy statement is incorporated by reference in answer to this\nPart III.\nIt is given there in full.",
        "The answers to Part III of this form are incorporated by reference to the proxy statement.",
        "The information called for by Item 10, Directors and Executive Officers of\nthe Registrant; Item 11, Executive Compensation; Item 12, Security Ownership of Certain Beneficial Owners; and\nItem 13, Certain Relationships and Related Transactions, is incorporated herein by\nreference to the proxy statement.",
        "The information called for by Item 10, Directors and Executive Officers of\nthe Registrant; Item 11, Executive Compensation; Item 12, Security Ownership of Certain Beneficial Owners; and\nItem 13, Certain Relationships and Related Transactions, are hereby omitted, as a\nproxy statement will be filed.",
    ],
)  # fmt: skip
def test_a_part_is_answered_as_a_whole(answer: str) -> None:
    filing = text_filing(*BEFORE, answer, *AFTER)
    assert items_found(filing) == ["1", "8", "9", *THIRD, "14"]
    assert {states_of(filing)[item] for item in THIRD} == {"proxy"}
    assert words_of(filing, "13").endswith(answer.replace("\n", " ")[-20:])


def test_officers_below_the_answer_are_words_of_item_10_alone() -> None:
    answer = "What stands in our proxy statement is incorporated by reference in answer to this Part III."
    filing = text_filing(*BEFORE, answer, OFFICERS, LONG, *AFTER)
    states = states_of(filing)
    assert [states[item] for item in THIRD] == ["words", "proxy", "proxy", "proxy"]
    thirteen = filing.item("13")
    assert thirteen is not None
    assert thirteen.target == answer


def test_without_a_proxy_statement_the_items_are_answered_together() -> None:
    filing = text_filing(
        *BEFORE,
        "What Part III asks for is told by reference to the weavers below.",
        OFFICERS,
        LONG,
        *AFTER,
    )
    assert [states_of(filing)[item] for item in THIRD] == ["words", *["combined"] * 3]


@pytest.mark.parametrize(
    ("title", "item"),
    [
        ("ITEM 10. EXECUTIVE OFFICERS OF THE REGISTRANT", "4A"), ("Item 10. Executive Officers of the Mill", "4A"), ("Item 11. Executive Compensation", ""),
    ],
)  # fmt: skip
def test_officers_of_item_10_told_in_part_one_are_item_4a(title: str, item: str) -> None:
    votes = "Item 4. Submission of Matters to a Vote of Security Holders"
    filing = text_filing(
        "Item 1. Business", LONG, "Item 3. Legal Proceedings", "None.", votes, "Nobody voted.", title, LONG, "Item 5. Market for Registrant's Common Equity", LONG,
        "Item 10. Directors and Executive Officers", LONG, "Item 11. Executive Compensation", LONG, "Item 14. Exhibits", LONG,
    )  # fmt: skip
    assert ("4A" in items_found(filing)) == bool(item)
    if item:
        assert words_of(filing, item).startswith(title)
        assert words_of(filing, "4") == f"{votes}\n\nNobody voted."
    assert words_of(filing, "10").startswith("Item 10. Directors")
