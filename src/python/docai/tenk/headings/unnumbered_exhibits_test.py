"""A title without a number is no other Item than the one that the document numbers so."""

from __future__ import annotations

import pytest

from docai.tenk.conftest import LONG, items_found, text_filing, words_of
from docai.tenk.headings.candidates import find_headings
from docai.tenk.headings.lines import lowered
from docai.tenk.headings.titles import find_titles, numbered_alike
from docai.tenk.vocabulary import ANNUAL

ABOVE = ("Item 1. Business", LONG, "Item 3. Legal Proceedings", "None.", "Item 7. Management's Discussion and Analysis", LONG)  # fmt: skip


@pytest.mark.parametrize("title", ["EXHIBITS", "Exhibits:", "EXHIBITS, FINANCIAL STATEMENT SCHEDULES AND REPORTS ON FORM 8-K"])  # fmt: skip
def test_exhibits_are_no_item_15_where_item_14_is_that(title: str) -> None:
    filing = text_filing(*ABOVE, "Item 14. Exhibits and Reports on Form 8-K", LONG, title, "A list of looms.", "SIGNATURES\n")  # fmt: skip
    assert items_found(filing) == ["1", "3", "7", "14"]
    assert words_of(filing, "14").endswith("A list of looms.")


def test_they_are_the_first_item_of_that_title_where_no_number_says_otherwise() -> None:
    filing = text_filing(*ABOVE, "EXHIBITS", LONG)
    assert items_found(filing) == ["1", "3", "7", "14"]


@pytest.mark.parametrize(
    ("numbered", "keys"),
    [
        ("Item 14. Exhibits", [(14, "")]), ("Item 15. Exhibits", [(15, "")]), ("Item 14. Fees", [(14, ""), (15, "")]), ("As in item 14. exhibits", [(14, ""), (15, "")]),
    ],
)  # fmt: skip
def test_a_surely_numbered_title_tells_the_number_of_others(numbered: str, keys: list[tuple[int, str]]) -> None:  # fmt: skip
    raw = f"\n{numbered}\n\nwords\n\nEXHIBITS\n\nwords\n"
    low = lowered(raw)
    titles = [one for one in find_titles(raw, low, ANNUAL) if raw[one.at :].startswith("EXHIBITS")]
    assert [one.key for one in numbered_alike(titles, find_headings(raw, low, ANNUAL))] == keys


def test_a_title_with_its_own_number_keeps_it() -> None:
    raw = "\nItem 14. Exhibits\n\nwords\n\n15. Exhibits\n\nwords\n"
    low = lowered(raw)
    titles = [one for one in find_titles(raw, low, ANNUAL) if one.at > 20]
    assert [one.key for one in numbered_alike(titles, find_headings(raw, low, ANNUAL))] == [
        (15, "")
    ]
