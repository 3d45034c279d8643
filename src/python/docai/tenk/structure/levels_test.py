"""Levels of headings, by their looks and their order."""

from __future__ import annotations

import pytest

from docai.tenk.structure.headings import Heading, Sign, rank_of
from docai.tenk.structure.levels import number_notes, set_levels

BOLD, ITALIC, CAPITALS = Sign(bold=True), Sign(italic=True), Sign(bold=True, capitals=True)
SENTENCE = "A ship that brings our wool may sink on one of its ways"


def levels(*headings: tuple[str, Sign], gap: str = "\n\nWords.\n\n") -> list[int]:
    text, found = "", []
    for words, sign in headings:
        found.append(Heading(len(text), len(text) + len(words), -1, sign, rank_of(sign, words)))
        text += f"{words}{gap}"
    number_notes(text, found)
    set_levels(text, found, titled=0)
    return [one.level for one in found]


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        ([("A", BOLD), ("B", ITALIC), ("C", ITALIC), ("D", BOLD)], [2, 3, 3, 2]),
        ([("A", ITALIC), ("B", BOLD), ("C", ITALIC)], [2, 2, 3]),
        ([("A", CAPITALS), ("B", BOLD), ("C", ITALIC), ("D", BOLD), ("E", CAPITALS)], [2, 3, 4, 3, 2]),
        ([("Risks", ITALIC), (SENTENCE, BOLD), ("More Risks", ITALIC), (SENTENCE, BOLD)], [2, 3, 2, 3]),
        ([("Risks Related to Ships and to the Wool", ITALIC), (SENTENCE, BOLD)], [2, 3]),
        ([(SENTENCE, BOLD), (SENTENCE, Sign(bold=True, size=1.0)), (SENTENCE, BOLD)], [2, 2, 2]),
    ],
)  # fmt: skip
def test_looks_and_their_order_give_levels(
    headings: list[tuple[str, Sign]], expected: list[int]
) -> None:
    assert levels(*headings) == expected


def test_a_heading_right_over_another_is_above_it() -> None:
    assert levels(("Risks", BOLD), (f"{SENTENCE}, {SENTENCE}", Sign(bold=True, size=2.0)), gap="\n\n") == [2, 3]  # fmt: skip


def test_notes_are_siblings_below_their_heading_and_what_follows_ends_them() -> None:
    notes = [(f"{number}. Wool", Sign("0.", bold=number % 2 > 0)) for number in range(1, 5)]
    found = levels(
        ("NOTES TO FINANCIAL STATEMENTS", CAPITALS), *notes, ("Report of Independent Accountants", BOLD)
    )  # fmt: skip
    assert found == [2, 3, 3, 3, 3, 2]


def test_no_heading_is_deeper_than_twelve_below_the_items_own() -> None:
    signs = [Sign(bold=True, size=-number / 10) for number in range(20)]
    assert max(levels(*(("Wool", sign) for sign in signs))) <= 14
