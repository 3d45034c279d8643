"""Plain text: entries of lists, tables, paragraphs beside them, titles."""

from __future__ import annotations

import pytest

from docai.document.readable.plain import render_text
from docai.document.seams import SEAM

_WIDE = "We sold looms to weavers in all of the country, and shuttles to all of"
_ROWS = "                    1995     1994\nLooms of oak         12       10\nLooms of ash          3        2\n                    ----     ----"


@pytest.mark.parametrize("mark", ["(a)", "{1}", "10.2", "o", "--"])
def test_a_wide_blank_behind_a_mark_makes_no_columns(mark: str) -> None:
    hang = " " * 9
    entry = f"{mark:<9}Plan for weavers of looms of\n{hang}oak, as  amended"
    said = f"{mark} Plan for weavers of looms of oak, as amended"
    assert render_text(f"a\n\n{entry}") == f"a\n\n{said}"
    assert render_text(f"a\n\n{entry}\n{entry}") == f"a\n\n{said}\n{said}"
    assert render_text(f"a\n\n{mark:<9}Plan for weavers.") == f"a\n\n{mark} Plan for weavers."


def test_an_entry_goes_on_behind_a_page() -> None:
    assert render_text(f"a\n\n(a)  looms of{SEAM}\n     oak") == "a\n\n(a) looms of oak"


def test_entries_of_a_hanging_list_are_lines_whatever_they_end_in() -> None:
    entry = "    (a)  the plan for all weavers of looms of oak, as it was amended\n         by us (see our report of that year)"
    assert render_text(f"{entry}\n{entry.replace('(a)', '(b)')}").count("\n") == 1


def test_a_paragraph_right_under_a_table_or_over_it_is_no_part_of_it() -> None:
    prose = "\n".join([_WIDE] * 3)
    assert (
        render_text(f"a\n\n{_ROWS}\n{prose}\nthem.")
        == f"a\n\n{_ROWS}\n\n{' '.join([_WIDE] * 3)} them."
    )
    assert render_text(f"{prose}\nthem:\n{_ROWS}") == f"{' '.join([_WIDE] * 3)} them:\n\n{_ROWS}"
    two = "\n".join([_WIDE] * 2)
    assert render_text(f"a\n\n{_ROWS}\n{two}") == f"a\n\n{_ROWS}\n{two}"


@pytest.mark.parametrize(
    "block",
    [
        "Looms of oak, for all years in the three-year\n    period        38",
        "Statements of all looms of oak and ash of ours          38\n    for each of the years in the three-year period ended\n    December 29, 2001",
        "                  Wtd. Avg.        Wtd. Avg.    Looms of\nRange of prices    exercise price    contractual life    oak",
    ],
)
def test_rows_and_heads_of_many_words_are_no_justified_prose(block: str) -> None:
    assert render_text(f"a\n\n{block}") == f"a\n\n{block}"


def test_a_title_in_the_middle_of_the_page_has_no_columns() -> None:
    title = f"{' ' * 34}BALANCE SHEET\n{' ' * 32}December 31, 2007"
    assert render_text(f"a\n\n{title}") == "a\n\nBALANCE SHEET\nDecember 31, 2007"
    aside = f"{' ' * 60}BALANCE SHEET\n{' ' * 58}December 31, 2007"
    assert render_text(f"a\n\n{aside}") == f"a\n\n{aside}"
    small = title.replace("BALANCE SHEET", "Balance Sheet")
    assert render_text(f"a\n\n{small}") == f"a\n\n{small}"


def test_what_underlines_the_names_of_a_case_is_none_of_the_words() -> None:
    lines = [
        "In the case of Oak v. Loom a court of the state found that the weavers of",
        "               ---    ----",
        "the mill had no claim, and in Teel v. Mill, which was begun in the same year,",
        "                              ----    ----",
        "it has not found anything yet.",
    ]
    assert render_text("\n".join(lines)) == " ".join(line for line in lines if "--" not in line)


def test_the_side_of_a_frame_is_none_of_the_title_in_it() -> None:
    frame = " ------------\n|\n|STATEMENT OF LOOMS"
    assert render_text(f"a\n\n{frame}\n\nWool.") == "a\n\nSTATEMENT OF LOOMS\n\nWool."
    assert render_text("a\n\n| Looms of oak") == "a\n\nLooms of oak"
