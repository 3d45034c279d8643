"""Footnotes among the rows of plain text."""

from __future__ import annotations

import pytest

from docai.document.tables.typed.heads_test import table

ROWS = (
    "                              1996        1995",
    "Looms (1)                       12          10",
    "Mills*                           3           2",
)


@pytest.mark.parametrize(
    "note",
    [
        ("(1) Includes all looms that were sold", "    in 1995."),
        ("(1)    Includes looms",),
        ("*  Restated",),
        ("- - - - -", "a/ Some of these were sold for $55", "   million in the year 1995."),
        ("**      The mills were sold, and", "        all that was in them, for", "        2,500."),
        ("(1) Includes  all  looms  that  were  sold",),
    ],
)
def test_a_footnote_is_no_row(note: tuple[str, ...]) -> None:
    one = table(*ROWS, "", *note)
    assert one.head == ("1996", "1995")
    assert [label.text for label in one.labels] == ["Looms (1)", "Mills*"]


def test_rows_go_on_behind_a_footnote() -> None:
    one = table(
        *ROWS, "(1) Includes looms of ash.", "", "Sheds                            4           5"
    )
    assert [label.text for label in one.labels] == ["Looms (1)", "Mills*", "Sheds"]


@pytest.mark.parametrize(
    "row",
    [
        "(a) Sheds of oak.                4           5",
        "(a) Sheds of oak....  4  5",
        "(1) Sheds  4,250",
    ],
)
def test_a_row_with_the_letter_of_a_list_stays_one(row: str) -> None:
    one = table(*ROWS, "", row)
    assert len(one.labels) == 3


def test_a_name_over_rows_is_no_footnote() -> None:
    one = table(*ROWS, "", "(a) Sheds:", "  Oak                            4           5")
    assert one.labels[-1].path == "(a) Sheds"


@pytest.mark.parametrize(
    ("line", "head"),
    [
        ("                         (2) 1996      1995", ("(2) 1996", "1995")),
        ("                      1996 (1)(2)      1995", ("1996 (1) (2)", "1995")),
    ],
)
def test_a_year_and_its_marks_are_one_field(line: str, head: tuple[str, ...]) -> None:
    assert table(line, *ROWS[1:]).head == head


def test_several_marks_behind_a_figure_are_no_figure() -> None:
    one = table(ROWS[0], "Looms                     12(1)(2)          10", ROWS[2])
    assert [cell.text for cell in one.cells if cell.row == 1] == ["12(1)(2)", "10"]


def test_a_figure_that_ends_the_first_line_of_a_label_is_a_part_of_it() -> None:
    one = table(
        ROWS[0],
        "Stock, authorized 10,000,000",
        "  shares                        12          10",
        ROWS[2],
    )
    assert one.labels[0].text == "Stock, authorized 10,000,000 shares"


def test_a_figure_right_behind_its_label_keeps_to_its_column() -> None:
    one = table(
        ROWS[0],
        "Looms of oak, ash and elm    1,250         900",
        "Mills, and all that is in the 2,500         10",
        "Sheds                        1,000         800",
    )
    assert [cell.text for cell in one.cells if cell.column == 1] == ["1,250", "2,500", "1,000"]
