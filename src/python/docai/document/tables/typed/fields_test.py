"""The fields of lines of plain text."""

from __future__ import annotations

import pytest

from docai.document.tables.typed.fields import tokens_of
from docai.document.tables.typed.heads_test import table
from stand_ins.patterns import Examples

WHOLE_FOR_FIELDS: Examples = {
    "fields._FIGURES_BEHIND_LABEL": (
        ("Oak $1 $2", "Oak 1,250 2,500", "Oak at May 31 $1,250 ($2.5)", "Oak ($ 12) $ 3", "Oak $1 2,500 3,000", "12 oaks (1,250) $2"),
        ("Oak $1", "Oak 12 13", "$1 $2", "Oak  $1", "Oak 1,25 2,50", "Oak $1 $2 ash"),
    ),
    "fields._PRICES": (
        ("$30 3/4 $23", "30 3/4 26 3/8", "30 24 1/2", "$ 30 $ 23 1/2 12", "1 2"),
        ("30", "30 3/4 oak", "30/4", "1,250 3/4 2", "30 3/444"),
    ),
    "heads._PART_OF_DATE": (
        ("January", "February", "march", "APRIL", "May", "June", "July", "August", "September", "October", "November", "December", "31,", "5,"),
        ("31", "May 31", "41,", "Oak", "131,"),
    ),
}  # fmt: skip
SEARCHED_FOR_FIELDS: Examples = {
    "fields._FIGURE_ALONE": ((" $1", " ($ 12)", " 1,250 ", " $(5)", " (1.5)"), ("$1", " oak", "oak1")),
    "fields._PRICE": (("30 3/4", "$23", "$ 5 1/2", "12"), ("oak", "/", "")),
}  # fmt: skip


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("Balance      456   $ 0.39 - $20.79   $ 7.28", ["Balance", "456", "$ 0.39 - $20.79", "$ 7.28"]),
        ("Range   $25.00 -$16.00", ["Range", "$25.00 -$16.00"]),
        ("Years   5 - 40", ["Years", "5 - 40"]),
        ("Cash dividends of $0.48", ["Cash dividends of $0.48"]),
        ("Dividends $0.48", ["Dividends", "$0.48"]),
        ("Oak     12 - 7", ["Oak", "12", "-", "7"]),
        ("Oak at May 31 $1,250 $2,500 (1,000)", ["Oak at May 31", "$1,250", "$2,500", "(1,000)"]),
        ("First....  $30 3/4 $23   $.15", ["First", "$30 3/4", "$23", "$.15"]),
        ("First      30 3/4 26 3/8", ["First", "30 3/4", "26 3/8"]),
    ],
)  # fmt: skip
def test_a_range_is_one_field_and_figures_beside_a_dash_are_several(
    line: str, fields: list[str]
) -> None:
    assert [words for _, _, words in tokens_of(line)] == fields


def test_rows_with_one_blank_between_their_figures_are_rows() -> None:
    one = table(
        "                                   1996       1995",
        "Oak sold in all of our mills $1,250,000 $1,100,000",
        "Ash sold in all of our mills   $250,000   $100,000",
    )
    assert [label.text for label in one.labels] == [
        "Oak sold in all of our mills",
        "Ash sold in all of our mills",
    ]
    assert [int(cell.number or 0) for cell in one.cells] == [1250000, 1100000, 250000, 100000]
