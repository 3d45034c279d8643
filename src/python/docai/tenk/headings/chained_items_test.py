"""A heading that names several Items, each with its title in brackets, or joined by "and" on a line of its own."""

from __future__ import annotations

import pytest

from docai.tenk.conftest import LONG, html_filing, items_found, states_of, text_filing, words_of

ABOVE = ("Item 1. Business", LONG, "Item 9. Changes in and Disagreements with Accountants", "None.")
BELOW = ("Item 14. Exhibits and Reports on Form 8-K", LONG)
CHAIN = """ITEM 10. (DIRECTORS AND EXECUTIVE OFFICERS OF THE REGISTRANT),
ITEM 11. (EXECUTIVE COMPENSATION), ITEM 12. (SECURITY OWNERSHIP
OF CERTAIN BENEFICIAL OWNERS AND MANAGEMENT) AND ITEM 13.
(CERTAIN RELATIONSHIPS AND RELATED TRANSACTIONS) ARE INCORPORATED
BY REFERENCE FROM THE PROXY STATEMENT OF THE WEAVERS."""
PLAIN = """Item 10. Directors and Executive Officers of the Registrant,
Item 11. Executive Compensation,
Item 12. Security Ownership of Certain Beneficial Owners and Management and
Item 13. Certain Relationships and Related Transactions

These are in our proxy statement, which is incorporated by reference."""


@pytest.mark.parametrize("chain", [CHAIN, PLAIN])
def test_titles_joined_to_each_other_are_one_heading(chain: str) -> None:
    filing = text_filing(*ABOVE, chain, *BELOW)
    assert items_found(filing) == ["1", "9", "10", "11", "12", "13", "14"]
    for item in ("10", "11", "12", "13"):
        assert words_of(filing, item).split() == chain.split()
        assert states_of(filing)[item] == "proxy"
    title = filing.items[2].title.strip("()").casefold()
    assert title == "directors and executive officers of the registrant"


@pytest.mark.parametrize("joined", ["Item 1. Business\n        and\nItem 2. Properties", "Item 1. Business and\nItem 2. Properties", "Item 1. Business &\n\nItem 2. Properties"])  # fmt: skip
def test_and_on_its_own_line_joins_two_items(joined: str) -> None:
    filing = text_filing(joined, LONG, "Item 3. Legal Proceedings", "None.", *BELOW)
    assert [(item.item, item.combined_with) for item in filing.items[:2]] == [("1", ("2",)), ("2", ("1",))]  # fmt: skip
    assert (filing.items[0].title, states_of(filing)["1"]) == ("Business", "words")
    assert words_of(filing, "1").split() == words_of(filing, "2").split() == [*joined.split(), *LONG.split()]  # fmt: skip


def test_paragraphs_of_a_page_are_joined_as_lines_are() -> None:
    filing = html_filing("Item 1. Business", "and", "Item 2. Properties", LONG, *BELOW)
    assert [item.combined_with for item in filing.items] == [("2",), ("1",), ()]


def test_only_the_next_item_is_joined() -> None:
    filing = text_filing(
        "Item 1. Business and\nItem 7. Management's Discussion and Analysis", LONG, *BELOW
    )
    assert [item.combined_with for item in filing.items] == [(), (), ()]


def test_a_heading_of_all_the_items_above_their_titles_is_kept() -> None:
    filing = text_filing(*ABOVE, "Items 10, 11, 12 & 13", CHAIN, *BELOW)
    assert words_of(filing, "10").split() == [
        "Items",
        "10,",
        "11,",
        "12",
        "&",
        "13",
        *CHAIN.split(),
    ]
    assert words_of(filing, "9").endswith("None.")
