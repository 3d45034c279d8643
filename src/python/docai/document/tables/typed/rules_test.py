"""Rules under the words of a head, and those above footnotes."""

from __future__ import annotations

import pytest

from docai.document.tables.typed.heads_test import table
from docai.document.tables.typed.rules import is_rule


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("- - - - -", True),
        ("------  ------", True),
        ("=  =  =  =  =  =  =  =  =", True),
        ("   -       -       -", False),
        ("- -", False),
        ("oak", False),
    ],
)
def test_dashes_that_single_blanks_part_are_a_rule(line: str, rule: bool) -> None:
    assert is_rule(line) == rule


def test_all_lines_over_a_rule_are_cut_where_it_is() -> None:
    one = table(
        "              BALANCE   ASSETS OF",
        "             BEGINNING  PURCHASED ADDITIONS          BALANCE",
        "              OF YEAR     MILLS    AT COST   SALES    LEFT",
        "             --------- ---------- --------- ------- --------",
        "Looms              117         55       117      55      234",
        "Mills              167         65       167      65      334",
    )
    assert one.head == (
        "BALANCE BEGINNING OF YEAR", "ASSETS OF PURCHASED MILLS", "ADDITIONS AT COST", "SALES", "BALANCE LEFT",
    )  # fmt: skip


def test_a_period_over_two_years_is_one_head_beside_others() -> None:
    one = table(
        "                         Year Ended October 31,  Increase",
        "                           1997        1996     (Decrease)",
        "                           ----        ----     ----------",
        "Looms                       100          90         (28)",
        "Mills                        74          52           2",
    )
    assert one.head == (
        "Year Ended October 31, 1997", "Year Ended October 31, 1996", "Increase (Decrease)",
    )  # fmt: skip


def test_each_line_of_a_head_reaches_as_far_as_the_rule_below() -> None:
    one = table(
        "                                 Fourth Quarter",
        "                                   Earnings",
        "                           ---------------------------",
        "                             1997      1996     Change",
        "Looms                         100        90         10",
        "Mills                          74        52         22",
    )
    assert one.head == (
        "Fourth Quarter Earnings 1997", "Fourth Quarter Earnings 1996", "Fourth Quarter Earnings Change",
    )  # fmt: skip


def test_a_year_reaches_as_far_as_the_rule_below() -> None:
    one = table(
        "                                  1997                         1996",
        "                      -----------------------------  ----------------------",
        "                         Cost     Gains      Value       Cost       Value",
        "Looms                      100        90        190        100        100",
        "Mills                       74        52        126         74         74",
    )
    assert one.head == ("1997 Cost", "1997 Gains", "1997 Value", "1996 Cost", "1996 Value")


def test_a_year_alone_over_its_rule_keeps_to_its_column() -> None:
    one = table(
        "                                            1997",
        "                                       --------------",
        "Looms                                       100",
        "Mills                                        74",
    )
    assert one.head == ("1997",)


def test_a_rule_that_a_line_shares_with_words_is_one() -> None:
    one = table(
        "                                   DEDUCTIONS",
        "               BALANCE        --------------------- BALANCE",
        "              BEGINNING          AMOUNTS   AMOUNTS   END OF",
        "NAME           OF YEAR        COLLECTED WRITTEN OFF  YEAR",
        "-----         ---------       --------- ----------- -------",
        "A. Weaver        117              (117)        --        55",
        "B. Miller        167              (167)        --        65",
    )
    assert one.head == (
        "BALANCE BEGINNING OF YEAR", "DEDUCTIONS AMOUNTS COLLECTED", "DEDUCTIONS AMOUNTS WRITTEN OFF", "BALANCE END OF YEAR",
    )  # fmt: skip


def test_a_rule_with_the_dash_that_mail_put_before_it_stands_where_it_was_typed() -> None:
    one = table(
        "NAME          SEEN  ADDED COLLECTED LEFT",
        "- ----          ----- ----- --------- ----",
        "A. Weaver      117    55     (117)    55",
        "B. Miller      167    65     (167)    65",
    )
    assert one.head == ("SEEN", "ADDED", "COLLECTED", "LEFT")


def test_a_title_with_a_rule_as_long_as_itself_names_no_column() -> None:
    one = table(
        "                         LOOMS SOLD",
        "                        -----------",
        "                     First Half          Second Half",
        "                  ----------------    ----------------",
        "                   1996      1995      1996      1995",
        "Oak                 100        90       110       120",
        "Ash                  74        52        22        31",
    )
    assert one.head[0] == "First Half 1996"


def test_rows_with_a_figure_in_one_column_and_the_totals_keep_to_the_columns_of_fuller_rows() -> (
    None
):
    one = table(
        "                        Stock    Capital   Earnings    Total",
        "                        -----    -------   --------    -----",
        "Balance, May 31, 1995      18        328        100      446",
        "Earnings                                         50       50",
        "Dividends                                       (20)     (20)",
        "Looms given                1                               1",
        "Looms lost                           (8)                  (8)",
        "Balance, May 31, 1996      19        320        130      469",
    )
    assert one.head == ("Stock", "Capital", "Earnings", "Total")
    assert [cell.column for cell in one.cells if cell.row in (2, 4, 5)] == [3, 4, 1, 4, 2, 4]
