"""Columns without values: their heads are not those of the columns beside them."""

from __future__ import annotations

from docai.document.tables.tables_test import html, row, table
from docai.document.tables.typed.heads_test import table as typed


def test_a_column_without_values_keeps_its_head() -> None:
    one = typed(
        "                                               OTHER",
        "               BEGINNING    ADDED    SOLD     CHANGES      END",
        "               ---------    -----    ----     -------     ----",
        "Oak                1,250      120      90                1,280",
        "Ash                  700       60      30                  730",
    )
    assert one.head == ("BEGINNING", "ADDED", "SOLD", "OTHER CHANGES", "END")
    assert [cell.column for cell in one.cells if cell.row == 1] == [1, 2, 3, 5]


def test_so_does_one_of_html() -> None:
    head = row("", "Begun", "Added", "Other", "End")
    rows = (row("Oak", "1,250", "30", "", "1,280"), row("Ash", "700", "20", "", "720"))
    one = table(html(head, *rows, row("Elm", "500", "10", "", "510")))
    assert one.head == ("Begun", "Added", "Other", "End")


def test_words_over_no_column_are_of_the_nearest_where_others_stand_so_too() -> None:
    one = typed(
        "                  1996        1995",
        "              (Restated)",
        "Oak                1,250    1,100",
        "Ash                  700      600",
    )
    assert one.columns == 2


def test_the_mark_of_a_footnote_over_no_column_makes_none() -> None:
    one = typed(
        "                    Sold      Left    (1)",
        "Oak                1,250     1,100",
        "Ash                  700       600",
    )
    assert one.columns == 2
