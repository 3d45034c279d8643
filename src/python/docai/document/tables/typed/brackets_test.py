"""Heads in brackets, of which one blank parts two: those of earnings per share."""

from __future__ import annotations

from docai.document.tables.typed.heads_test import table


def test_heads_in_brackets_are_those_of_the_columns_whose_words_stand_above() -> None:
    one = table(
        "                                   2000                   1999 (restated)",
        "(In thousands)          Income     Shares    Per Share  Income       Shares     Per Share",
        "                     (Numerator)(Denominator) Amount   (Numerator) (Denominator) Amount",
        "Income per share       $  9,380    11,580    $ 0.81      $3,650       12,909     $  0.28",
        "Options                       0       101                     0          155",
        "With dilution          $  9,380    11,681    $ 0.80      $3,650       13,064     $  0.28",
    )
    assert one.head == (
        "2000 Income (Numerator)", "2000 Shares (Denominator)", "2000 Per Share Amount",
        "1999 (restated) Income (Numerator)", "1999 (restated) Shares (Denominator)", "1999 (restated) Per Share Amount",
    )  # fmt: skip


def test_brackets_over_words_of_one_head_are_not_cut() -> None:
    one = table(
        "                     Income       Shares",
        "                      (Wool) of all the mills",
        "Oak                     9,380      11,580",
        "Ash                     1,250         101",
    )
    assert one.head == ("Income (Wool) of all the mills", "Shares (Wool) of all the mills")
