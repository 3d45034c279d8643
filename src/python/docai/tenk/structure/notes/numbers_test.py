"""Which headings are those of notes: rows of numbers, or what stands below "Notes to Financial Statements"."""

from __future__ import annotations

import pytest

from docai.tenk.structure.headings import Heading, Sign
from docai.tenk.structure.notes.numbers import NOTE, number_notes

BOLD, RUN_IN = Sign(bold=True), Sign(bold=True, run_in=True)
NOTES = "Notes to Financial Statements"


def _numbers(titles: list[str], sign: Sign = BOLD, joint: str = "\nWe wove.\n") -> list[str]:
    """Return the number of each heading with one of ``titles``, "" of those that are no note."""
    text = ""
    headings: list[Heading] = []
    for title in titles:
        headings.append(Heading(len(text), len(text) + len(title), -1, sign, 5.0))
        text += title + joint
    number_notes(text, headings)
    assert [one.sign == NOTE for one in headings] == [bool(one.number) for one in headings]
    return [one.number for one in headings]


def _row(*numbers: int, form: str = "{}. Wool") -> list[str]:
    return [form.format(number) for number in numbers]


@pytest.mark.parametrize(
    ("titles", "numbers"),
    [
        # named notes need no more
        (["Note 1. Wool"], "1"), (["Note 1. Wool", "Looms", "Note 2. Oak"], "1 - 2"), (["Note A. Wool", "Note B. Oak"], "A B"),
        # numbers alone are notes where there are five, or three below their name, or two right below it
        (_row(1, 2, 3, 4, 5), "1 2 3 4 5"), (_row(1, 2, 3, 4), "- - - -"), ([NOTES, *_row(1, 2, 3)], "- 1 2 3"), ([NOTES, *_row(1, 2)], "- 1 2"), ([NOTES, *_row(1)], "- -"),
        ([NOTES, "Looms", "Oak", *_row(1, 2)], "- - - 1 2"), ([NOTES, "Looms", "Oak", "Sheds" * 25, *_row(1, 2)], "- - - - - -"), ([*_row(1, 2), NOTES], "- - -"), ([*_row(1, 2, 3), NOTES], "1 2 3 -"),
        # two may be left out
        ([NOTES, *_row(1, 4, 5)], "- 1 4 5"), ([NOTES, *_row(1, 5, 6)], "- - - -"), ([NOTES, *_row(1, 2, 2, 3)], "- 1 2 - 3"), ([NOTES, *_row(1, 2, 3, 1, 4)], "- 1 2 3 1 4"),
        # the first one has lost its number
        ([NOTES, "Wool", *_row(2, 3, 4)], "- 1 2 3 4"), ([NOTES, *_row(2, 3, 4)], "- 2 3 4"), ([NOTES, "wool of oak", *_row(2, 3, 4)], "- - 2 3 4"), ([NOTES, "Wool", "B. Oak", "C. Elm", "D. Ash"], "- A B C D"), (_row(2, 3, 4, 5, 6), "- - - - -"),
        # several registrants, each with its notes
        ([NOTES, *_row(1, 2, 3), NOTES, *_row(1, 2, 3)], "- 1 2 3 - 1 2 3"), ([NOTES, *_row(1, 2, 3, 4), *_row(1, 2, 3, form="({}) Oak")], "- 1 2 3 4 - - -"), ([NOTES, *_row(1, 2, 1, 2, 3)], "- 1 2 - - 3"),
        # the longer row counts
        ([NOTES, "A. Wool", "B. Oak", "C. Elm", *_row(1, 2, 3, 4)], "- - - - 1 2 3 4"),
    ],
)  # fmt: skip
def test_a_row_of_numbers_is_that_of_the_notes(titles: list[str], numbers: str) -> None:
    assert [one or "-" for one in _numbers(titles)] == numbers.split()


NAMED = ["Wool", "Looms", "Oak", "Sheds", "Rail"]


@pytest.mark.parametrize(
    ("titles", "named"),
    [
        ([NOTES, *NAMED], NAMED), ([NOTES, *NAMED[:4]], []), (NAMED, []), (["Looms of Elm", NOTES, *NAMED], NAMED), ([NOTES, *NAMED, "Report of Independent Auditors", "Suits"], NAMED), ([NOTES, *NAMED[:4], "Item 9", "Rail"], []),
        ([NOTES, "Elm", NOTES, *NAMED], NAMED), ([NOTES, *NAMED, "W" * 119], [*NAMED, "W" * 119]), ([NOTES, *NAMED, "W" * 120], NAMED),
    ],
)  # fmt: skip
def test_without_numbers_five_headings_below_the_name_are_notes(
    titles: list[str], named: list[str]
) -> None:
    assert [one for one in _numbers(titles) if one] == named


def test_run_in_headings_and_headings_right_over_another_name_no_notes() -> None:
    assert set(_numbers([NOTES, *NAMED], RUN_IN)) == {""}
    assert set(_numbers([NOTES, *NAMED], joint="\n\n")) == {""}


def test_a_heading_right_over_another_is_a_note_and_the_other_its_part() -> None:
    text = "Notes to Financial Statements\nWe wove.\n"
    headings = [Heading(0, 29, -1, BOLD, 5.0)]
    for title in ("Wool", "Common Stock", "The Weavers' Shares", "Debt", "Leases", "Segments"):
        headings.append(Heading(len(text), len(text) + len(title), -1, BOLD, 5.0))
        text += title + ("\n\n" if title == "Common Stock" else "\nWe wove.\n")
    number_notes(text, headings)
    assert [one.number for one in headings] == [
        "", "Wool", "Common Stock", "", "Debt", "Leases", "Segments",
    ]  # fmt: skip


def test_of_an_index_and_the_notes_the_notes_count() -> None:
    index = [NOTES, "Report of Independent Auditors"]
    assert [one for one in _numbers([*index, NOTES, *NAMED, f"{NOTES} (cont.)"]) if one] == NAMED


def test_named_notes_need_no_common_look() -> None:
    text, headings = "", []
    for at, sign in enumerate((BOLD, RUN_IN, BOLD), 1):
        headings.append(Heading(len(text), len(text) + 12, -1, sign, 5.0))
        text += f"Note {at}. Wool\nWe wove.\n"
    number_notes(text, headings)
    assert [one.number for one in headings] == ["1", "2", "3"]
