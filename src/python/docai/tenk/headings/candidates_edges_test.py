"""How much a place looks like a heading, and what it covers: the rules of numbers, parts and pages at their edges."""

from __future__ import annotations

import pytest

from docai.tenk.headings.candidates import Heading, find_headings
from docai.tenk.headings.lines import lowered
from docai.tenk.vocabulary import ANNUAL, SMALL_BUSINESS, Numbering, name


def _headings(text: str, numbering: Numbering = ANNUAL) -> list[Heading]:
    return find_headings(text, lowered(text), numbering)


@pytest.mark.parametrize(
    ("line", "score"),
    [
        ("Item 2. Properties", 10.0), ("Item 2. Properties (continued)", 4.0), ("Item 2. Properties and sheds (continued)", 4.0),
        ("Item 2. Properties continued to grow", 4.0), ("Item 2. Properties that we continued to hold", 10.0),
        ("Item 14. Exhibits", 10.0), ("Item 14(a). Exhibits", 8.0), ("Item 10(b). Directors", 8.0),
    ],
)  # fmt: skip
def test_a_continued_item_or_a_part_of_one_is_less_sure(line: str, score: float) -> None:
    assert [one.score for one in _headings(f"\n{line}\n")] == [score]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("Item 14(a). Exhibits", [("14", True)]), ("Item 5C. Looms", [("5", True)]), ("Item 9D. Looms", [("9", True)]), ("Item 10A. Looms", [("10", True)]),
        ("Item 1(b). Looms of oak", [("1", True)]), ("Item 1(b). None", [("1B", False)]), ("Item 1B. Looms of oak", [("1B", False)]),
        ("Item 14. Exhibits", [("14", False)]),
    ],
)  # fmt: skip
def test_a_letter_of_no_item_names_a_part(line: str, parts: list[tuple[str, bool]]) -> None:
    assert [(name(one.key), one.is_part) for one in _headings(f"\n{line}\n")] == parts


@pytest.mark.parametrize(
    ("line", "covers"),
    [
        ("Items 1 and 2 (2) Looms and Sheds", ["1", "2"]), ("Item 2 (2) Looms and Sheds", None),
        ("Item 1. Business and Item 2. Properties", ["1", "2"]), ("Item 1. Business and Item 1. Properties", ["1"]),
        ("Item 2. Properties and Item 1. Business", ["2"]), ("Item 2. Sheds and Item 3. Business", ["2"]),
    ],
)  # fmt: skip
def test_a_heading_covers_the_items_that_it_names_in_order(
    line: str, covers: list[str] | None
) -> None:
    found = [[name(key) for key in one.covers] for one in _headings(f"\n{line}\n")]
    assert found == ([covers] if covers else [])


@pytest.mark.parametrize(
    ("line", "numbering", "readings"),
    [
        ("Item 13. Business", ANNUAL, [("1", 3.0, "business"), ("13", 2.5, "")]), ("Item 13. Certain Relationships", ANNUAL, [("13", 10.0, "relationships")]),
        # no title is that of Item 15 of Form 10-KSB
        ("Item 15. Business", SMALL_BUSINESS, [("1", 3.0, "business")]), ("Item 12. Business", SMALL_BUSINESS, [("1", 3.0, "business"), ("12", 2.5, "")]),
        ("Items 12 and 13. Business", ANNUAL, [("12", 3.0, "business")]),
    ],
)  # fmt: skip
def test_a_title_of_another_item_is_read_by_its_title_and_by_its_number(
    line: str, numbering: Numbering, readings: list[tuple[str, float, str]]
) -> None:
    (heading,) = _headings(f"\n{line}\n", numbering)
    assert [(name(one.key), one.score, one.kind) for one in heading.readings()] == readings


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("I T E M  1 A .  L O O M S", ("1A", "", 3.0)), ("I T E M  1 ( A ) .  L O O M S", ("1A", "", 3.0)), ("I T E M  1 A .  R I S K  F A C T O R S", ("1A", "risk_factors", 9.0)),
        ("I T E M  1 B U S I N E S S", ("1", "business", 9.0)), ("I T E M  9 A C O N T R O L S", ("9A", "controls", 9.0)),
        ("I T E M  I V .  L O O M S", ("4", "", 3.0)), ("I T E M  V I I .  M A N A G E M E N T ' S  D I S C U S S I O N", ("7", "mda", 9.0)),
    ],
)  # fmt: skip
def test_a_number_in_spaced_letters_is_read_so_that_its_title_fits(
    words: str, found: tuple[str, str, float]
) -> None:
    text = f"\n{words}\n"
    (heading,) = find_headings(text, lowered(text), ANNUAL, spaced=True)
    assert (name(heading.key), heading.kind, heading.score) == found


@pytest.mark.parametrize(("blanks", "page"), [(13, False), (14, True)])
def test_the_number_at_the_foot_of_a_page_has_the_next_page_right_behind_it(
    blanks: int, page: bool
) -> None:
    (heading,) = _headings(f"\nItem 2. Properties\n\n12\n{' ' * blanks}\x0c\n")
    assert heading.page_after == page
