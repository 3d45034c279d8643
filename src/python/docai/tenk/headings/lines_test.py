"""Where lines begin, and what may stand before a heading on its own."""

from __future__ import annotations

import re

import pytest

from docai.document.marks import CELL, PAGE, ROW, ROW_END, SPAN, TABLE
from docai.tenk.headings.lines import line_start, lowered, matches_of


@pytest.mark.parametrize(
    ("before", "clean"),
    [
        ("", True), ("  * • ", True), ("(", True), (f"{CELL}|_[", True), ("(a) ", True), ("(iii) ", True), ("(four) ", False),
        ("part ii, ", True), ("part 2. ", True), ("part 5. ", False), ("part ii of ", False), ("part four: ", True), ("part five: ", False), ("§ ", True), ("¶+=~", True), ("12 ", True), ("1234 ", False), ("12", False),
        ("form 10-k, ", True), ("10k ", True), ("10-q ", False), ("see ", False), ("sub", False),
    ],
)  # fmt: skip
@pytest.mark.parametrize("mark", ["\n", ROW, ROW_END, PAGE])
def test_only_ornament_numbers_and_the_part_stand_before_a_heading(
    before: str, clean: bool, mark: str
) -> None:
    low = f"the words\nabove{mark}{before}item 2."
    assert line_start(low, low.index("item")) == (len("the words\nabove") + 1, clean)


@pytest.mark.parametrize(
    ("low", "start", "clean"),
    [
        # 120 characters before a heading are looked at
        ("x\n" + " " * 119 + "item", 2, True), ("x\n" + "•" * 119 + "item", 2, True), ("x\n" + "•" * 120 + "item", 2, True), ("x\n" + "•" * 121 + "item", 3, False),
        ("x\n" + " " * 121 + "item", 3, True), (f"x{'*' * 60}\n" + f" {CELL}" * 100 + "item", 142, True),
        ("•" * 60 + "item", 0, True), ("item", 0, True), ("x item", 0, False),
    ],
)  # fmt: skip
def test_a_line_without_a_break_in_reach_has_nothing_but_blanks(
    low: str, start: int, clean: bool
) -> None:
    assert line_start(low, low.index("item")) == (start, clean)


def test_matches_are_those_of_the_pattern_from_the_first_character_on() -> None:
    pattern = re.compile(r"item \d")
    low = "item 1 items item 2 item"
    assert [match.span() for match in matches_of(pattern, "item", low)] == [(0, 6), (13, 19)]
    assert [match.span() for match in matches_of(pattern, "item", low, 1)] == [(13, 19)]
    assert list(matches_of(pattern, "item", "tem 1")) == []


def test_lower_case_keeps_places_and_blanks_what_says_nothing() -> None:
    raw = f"ITEM É İ {CELL}{SPAN}{TABLE}{ROW} \ud800Z"
    assert lowered(raw) == f"item É İ {CELL}  {ROW} \ud800z"
