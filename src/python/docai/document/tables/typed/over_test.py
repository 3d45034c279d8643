"""Heads above the tag <TABLE>."""

from __future__ import annotations

from docai.document.tables.model import Table
from docai.document.tables.reader import tables_of
from docai.document.tables.typed.heads_test import scanned

ROWS = (
    "<S>                     <C>          <C>          <C>",
    "Looms                   $87          $28          $91",
    "Mills                    91           17           84",
    "</TABLE>",
)


def read(*lines: str) -> Table:
    (one,) = tables_of(scanned("\n".join(lines)))
    return one


def test_heads_above_the_tag_are_heads() -> None:
    one = read(
        "Reserves",
        "",
        "                                 Charged to",
        "Allowance for      Beginning     Costs and     Ending",
        "Lost Looms:         Balance      Expenses      Balance",
        "<TABLE>",
        "<CAPTION>",
        *ROWS,
    )
    assert one.head == ("Beginning Balance", "Charged to Costs and Expenses", "Ending Balance")
    assert one.stub == "Allowance for Lost Looms:"
    assert one.caption == "Reserves"


def test_a_head_within_the_table_is_enough() -> None:
    one = read(
        "                      Oak          Ash          Elm",
        "",
        "<TABLE>",
        "<CAPTION>",
        "                       1996         1995         1994",
        *ROWS,
    )
    assert one.head == ("1996", "1995", "1994")


def test_a_sentence_a_scale_and_figures_above_the_tag_are_no_heads() -> None:
    for above in (
        "We sold looms, and mended those that stood in the mills.",
        "                          (In millions)",
        "Sheds                    12           14           15",
        "MANAGEMENT'S DISCUSSION OF LOOMS AND OF WHAT THEY COST",
    ):
        assert read(above, "<TABLE>", *ROWS).head == ("", "", "")


def test_the_only_column_is_named_by_a_line_right_over_it() -> None:
    rows = ("<TABLE>", "<S>                     <C>", "Looms                   $87", "Mills                    91", "</TABLE>")  # fmt: skip
    assert read("                        Amount", *rows).head == ("Amount",)
    assert read("          Looms and what they cost", *rows).head == ("",)
