"""Columns that do not stand in line."""

from __future__ import annotations

from docai.document.tables.typed.heads_test import table
from docai.document.tables.typed.ragged import _BEHIND


def test_a_figure_behind_a_label_is_whole() -> None:
    for words, label, figure in [
        ("Oak 12.5", "Oak", "12.5"),
        ("Oak $ 1,234.5", "Oak", "$ 1,234.5"),
        ("Oak Inc.(12.5)", "Oak Inc.", "(12.5)"),
    ]:
        found = _BEHIND.fullmatch(words)
        assert found is not None
        assert (found["label"], found["figure"]) == (label, figure)


def test_a_head_over_the_rule_of_all_columns_is_that_of_all_though_they_do_not_stand_in_line() -> (
    None
):
    one = table(
        "                            Year Ended May 31,",
        "                     -----------------------------",
        "                       1996       1995       1994",
        "                      -----      -----      -----",
        "Oak                    $250       $110       $100",
        "Ash            1,250       1,100      1,000",
        "Elm                     700        600        500",
    )
    assert one.head == tuple(f"Year Ended May 31, {year}" for year in (1996, 1995, 1994))
