"""Titles at their edges: how long they are, what goes on, and the lines that are one."""

from __future__ import annotations

import pytest

from docai.tenk.headings.candidates import find_headings
from docai.tenk.headings.lines import lowered
from docai.tenk.headings.title import is_answer, title_of
from docai.tenk.headings.titles import find_titles
from docai.tenk.vocabulary import ANNUAL, name


def _title(raw: str) -> str:
    (heading,) = find_headings(raw, lowered(raw), ANNUAL)
    return title_of(raw, heading)


def test_a_title_has_220_characters_at_most() -> None:
    assert _title(f"\nItem 2. Properties {'w' * 300}\n") == f"Properties {'w' * 209}"


@pytest.mark.parametrize(("length", "goes_on"), [(220, True), (221, False)])
def test_a_title_goes_on_for_two_lines_while_it_is_no_longer_than_220(
    length: int, goes_on: bool
) -> None:
    first = "Properties of " + "w" * 150 + " of"
    second = "w" * (length - len(first) - 1 - len(" of")) + " of"
    title = _title(f"\nItem 2. {first}\n{second}\nsheds\nand\n")
    assert title == f"{first} {second}" + (" sheds" if goes_on else "")


@pytest.mark.parametrize(
    ("second", "goes_on"),
    [
        *((f"{word} Mills by the River", True) for word in ("and", "of", "to", "for", "on", "with", "in")), *((f"{word} MILLS BY-THE RIVER", True) for word in ("AND", "OF", "TO", "FOR", "ON", "WITH", "IN")),
        ("    and Mills", True), ("In the year 2012 we wove.", False), ("In mills by the river", False), ("On the river", False), ("ONCE MILLS", False), ("and mills, of which we own two in the towns.", False),
        ("AND MILLS; SHEDS", False), ("android mills", False), ("Mills", False),
    ],
)  # fmt: skip
def test_a_title_goes_on_in_a_line_that_joins_it(second: str, goes_on: bool) -> None:
    title = _title(f"\nItem 2. Properties\n{second}\n\nWe wove.\n")
    assert title == (f"Properties {second.strip()}" if goes_on else "Properties")


@pytest.mark.parametrize(("length", "title"), [(219, True), (220, False)])
def test_a_line_that_is_no_known_title_is_short(length: int, title: bool) -> None:
    line = "Looms".ljust(length, "w")
    assert _title(f"\nItem 2. {line}\n") == (line if title else "")


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        *((f"What {word} woven", True) for word in ("is", "are", "was", "were", "will", "has", "have", "incorporated", "omitted", "not applicable", "inapplicable", "none", "not required")),
        ("Hasty Looms", False), ("Applicable Looms", False), ("Required Looms", False),
    ],
)  # fmt: skip
def test_what_an_answer_says(line: str, answer: bool) -> None:
    assert is_answer(line) == answer


@pytest.mark.parametrize(
    ("above", "line", "scores"),
    [
        ("The year was dry.\n\n", "Properties", [4.0]), ("The year was dry.\n\n", "PROPERTIES", [4.5]), ("The year was dry.\n\n", "2. Properties", [7.0]), ("The year was dry.\n", "Properties", [4.0]),
        ("The year was dry\n \n", "Properties", [4.0]), ("The year: \n", "Properties", [4.0]), ("The year was dry\n", "Properties", [2.0]), ("The year was dry\n", "2. PROPERTIES", [5.5]),
        ("We speak of the\n", "Properties", []), ("We speak of the\n", "PROPERTIES", [0.5]), ("We speak of the\n", "2. Properties", [3.0]), ("We speak,\n", "Properties", []),
        ("The year was dry.\n\n", "properties", []), ("The year was dry.\n\n", "3. Properties", []), ("The year was dry.\n\n3.\n", "Properties", [4.0]),
    ],
)  # fmt: skip
def test_a_title_on_its_line_scores_by_what_stands_before_it(
    above: str, line: str, scores: list[float]
) -> None:
    raw = f"{above}{line}\n\nWords."
    found = find_titles(raw, lowered(raw), ANNUAL)
    assert [(name(one.key), one.score) for one in found] == [("2", score) for score in scores]
