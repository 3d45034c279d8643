"""An Item ends before what stands above the next heading: a list of the next part's Items, or the head of a page."""

from __future__ import annotations

import pytest

from docai.document.marks import CELL, MARKS, PAGE, ROW, ROW_END
from docai.tenk.headings.lines import lowered
from docai.tenk.headings.spans import find_spans
from docai.tenk.vocabulary import name

WORDS = "The looms ran on, and what was woven was sold in the towns along the river. " * 12
TITLES = {
    "1": "Business", "1A": "Risk Factors", "2": "Properties", "3": "Legal Proceedings", "4": "Mine Safety Disclosures",
    "5": "Market for Registrant's Common Equity", "7": "Management's Discussion and Analysis", "7A": "Quantitative Disclosures About Market Risk",
    "8": "Financial Statements", "9": "Changes in and Disagreements with Accountants",
}  # fmt: skip
TOP = f"{PAGE}\n\n"


def _texts(above: dict[str, str]) -> dict[str, str]:
    """Return the Items of a report that has other words right above some headings, without blanks and marks at their ends."""
    raw = "\n" + "".join(
        f"{above.get(item, '')}Item {item}. {title}\n\n{WORDS}\n\n"
        for item, title in TITLES.items()
    )
    return {
        name(span.heading.key): raw[span.start : span.end].strip(" \n" + MARKS)
        for span in find_spans(raw, lowered(raw), "10-K").spans
    }


def _sureness(above: dict[str, str]) -> dict[str, float]:
    raw = "\n" + "".join(
        f"{above.get(item, '')}Item {item}. {title}\n\n{WORDS}\n\n"
        for item, title in TITLES.items()
    )
    spans = find_spans(raw, lowered(raw), "10-K").spans
    return {name(span.heading.key): span.confidence for span in spans}


def _rows(*items: str) -> str:
    return "".join(f"{ROW}{CELL}Item {item}. {TITLES[item]}{ROW_END}" for item in items)


def _is_as_without(above: dict[str, str]) -> bool:
    """Return whether each Item ends where its words do, whatever stands above the headings."""
    return all(text.endswith(WORDS.strip()) for text in _texts(above).values())


@pytest.mark.parametrize("head", ["Part II\n", "PART II\n\n", ""])
def test_an_item_ends_before_the_list_of_the_next_parts_items(head: str) -> None:
    listed = head + _rows("5", "7", "7A", "8", "9") + "\n"
    assert _is_as_without({"5": listed})
    assert _is_as_without({"5": PAGE + listed})
    assert _is_as_without({"5": _rows("5", "7", "8")})


def test_a_list_of_two_items_in_the_midst_of_a_page_may_be_words() -> None:
    assert not _is_as_without({"5": _rows("5", "7") + "\n"})
    assert _is_as_without({"5": f"{TOP}{_rows('5', '7')}\n"})


def test_a_list_that_begins_with_another_item_is_words() -> None:
    assert _texts({"5": _rows("7", "8", "9") + "\n"})["4"].endswith("Accountants")


def test_a_list_with_words_below_it_is_words() -> None:
    below = (
        "It is told there what the mill has sold, and to whom, in each of the years since it was built, and what remains of it in the sheds. "
        * 2
    )
    assert _texts({"5": _rows("5", "7", "8") + f"\n{below}\n"})["4"].endswith(below.strip())


@pytest.mark.parametrize(
    "head",
    [
        "Item 1A. Risk Factors\n\n", "Teel Mills\nItem 1A. Risk Factors\n\n", f"{ROW}{CELL}Table of Contents\n{CELL}Item 1A. Risk Factors{ROW_END}\n",
    ],
)  # fmt: skip
def test_an_item_ends_before_the_head_of_the_page_that_names_the_next(head: str) -> None:
    assert _is_as_without({"1A": TOP + head})


def test_a_head_that_names_the_next_item_leaves_no_doubt() -> None:
    above = {"2": f"{TOP}Item 2. Properties\n\n"}
    assert _sureness(above) == _sureness({})


def test_another_item_named_at_the_top_of_a_page_is_words() -> None:
    assert not _is_as_without({"2": f"{TOP}Item 9. Changes\n\n"})


def test_the_end_of_a_sentence_at_the_top_of_a_page_is_of_the_item() -> None:
    above = f"{TOP}{{}}\n\nitem 2. properties\n\n"
    assert _texts({"2": above.format("by the river")})["1A"].endswith(WORDS.strip())
    assert _texts({"2": above.format("by the river.")})["1A"].endswith("item 2. properties")


@pytest.mark.parametrize(
    "head",
    ["Part I\n\n", "Part I, Item 5.\n\n", "Part II\nItems 7 – 7A\nTeel Mills\n\n", "PART II | OTHER MATTERS\n\n", f"{ROW}{CELL}Part IV{CELL}Teel Mills{ROW_END}\n", "Part III\nTeel Mills and Subsidiaries\n\n"],
)  # fmt: skip
def test_an_item_ends_before_the_head_of_the_page_that_names_the_part(head: str) -> None:
    assert _is_as_without({"7": TOP + head})


@pytest.mark.parametrize(
    "head",
    ["Partners\n\n", "Teel Mills\n\n", "Part I\n\nLast words.\n\n", "Part I\n\nas follows:\n\n", f"Part I\n\n{ROW}{CELL}sold{CELL}12{ROW_END}\n", "Part II tells what was sold, and all that was bought in the towns for it, and at what price\n\n"],
)  # fmt: skip
def test_other_words_at_the_top_of_a_page_are_the_items(head: str) -> None:
    assert _texts({"7": TOP + head})["5"].endswith(head.strip(" \n" + MARKS))


@pytest.mark.parametrize(("blanks", "cut"), [(392, True), (393, False)])
def test_the_head_of_a_page_begins_within_400_characters(blanks: int, cut: bool) -> None:
    assert _is_as_without({"7": f"{PAGE}{' ' * blanks}Part I\n"}) == cut
