"""Heads over several columns of plain text."""

from __future__ import annotations

import pytest

from docai.document.scan import Scan, scan
from docai.document.submission import Document
from docai.document.tables.model import Table
from docai.document.tables.reader import tables_of


def scanned(text: str) -> Scan:
    return scan(Document("10-K", 1, "k.txt", "", text.encode()))


def table(*lines: str) -> Table:
    (one,) = tables_of(scanned("\n".join(("<TABLE>", "<CAPTION>", *lines, "</TABLE>"))))
    return one


@pytest.mark.parametrize("words", ["Year ended May 31", "As of the end of", "Fiscal", "  May 31, "])
def test_a_period_in_the_middle_speaks_of_all_columns(words: str) -> None:
    one = table(
        f"                          {words.strip():^32}",
        "                         1996        1995        1994",
        "Pumps                     1.5         2.5         3.5",
        "Valves                   10.5        20.5        30.5",
    )
    assert one.head == tuple(f"{words.strip()} {year}" for year in (1996, 1995, 1994))


def test_unaudited_in_the_middle_is_said_of_the_table_and_of_no_column() -> None:
    one = table(
        "                         1996        1995        1994",
        "                                 (Unaudited)",
        "Pumps                     1.5         2.5         3.5",
    )
    assert (one.head, one.stub) == (("1996", "1995", "1994"), "(Unaudited)")
    one = table(
        "                         1996        1995        1994",
        "                     (Unaudited)",
        "Pumps                     1.5         2.5         3.5",
    )
    assert (one.head, one.stub) == (("1996 (Unaudited)", "1995", "1994"), "")


def test_words_over_one_column_are_its_own() -> None:
    one = table(
        "                                    Pro forma",
        "                         1996        1995        1994",
        "Pumps                     1.5         2.5         3.5",
    )
    assert one.head == ("1996", "Pro forma 1995", "1994")


@pytest.mark.parametrize(
    ("first", "second", "under"),
    [
        ("1996", "1995", ("Cost", "Value")),
        ("Held", "Lent", ("1996", "1995")),
        ("May 31, 1996", "May 31, 1995", ("Cost", "Value")),
    ],
)
def test_words_over_groups_of_columns_speak_of_each_of_their_group(
    first: str, second: str, under: tuple[str, str]
) -> None:
    one = table(
        f"                    {first:^22}{second:^22}",
        f"                    {under[0]:>10} {under[1]:>10} {under[0]:>10} {under[1]:>10}",
        "Pumps                      1.5        2.5        3.5        4.5",
        "Valves                    10.5       20.5       30.5       40.5",
    )
    assert one.head == tuple(f"{over} {word}" for over in (first, second) for word in under)


def test_wrapped_words_over_every_second_column_are_those_columns_own() -> None:
    one = table(
        "                                    Average                 Average",
        "                        Shares        Price     Shares        Price",
        "Pumps                      150          2.5        350          4.5",
    )
    assert one.head == ("Shares", "Average Price", "Shares", "Average Price")


def test_a_rule_under_a_whole_line_widens_none_of_its_words() -> None:
    one = table(
        "                                Cost      Recorded",
        "May 31, 1996                   Basis         Value",
        "- -------------------------------------------------",
        "Pumps                            250           300",
        "Valves                         1,400         1,500",
        "--------------------------------------------------",
        "  Total                        1,650         1,800",
    )
    assert one.head == ("Cost Basis", "Recorded Value")
    assert one.stub == "May 31, 1996"
    assert [label.text for label in one.labels] == ["Pumps", "Valves", "Total"]


def test_what_stands_above_the_title_is_no_column_label() -> None:
    one = table(
        "                                             SCHEDULE I",
        "                  THE OAK MILL, INC.",
        "                 STATEMENTS OF INCOME",
        "                                   1996        1995",
        "Pumps                             1,250       2,500",
    )
    assert one.head == ("1996", "1995")
    assert one.caption == "SCHEDULE I - THE OAK MILL, INC. - STATEMENTS OF INCOME"


def test_groups_with_blank_lines_are_parts_of_one_table_under_its_head() -> None:
    text = """
                              Statements of Cash Flows
                                   (in thousands)

Years Ended May 31,                     1996           1995
                                     ----------     ----------

CASH FLOWS FROM OPERATING ACTIVITIES


Net income                              $12,500        $11,900
Depreciation                              2,000          1,900
                                     ----------     ----------
Cash from operations                     14,500         13,800
                                     ----------     ----------

CASH FLOWS FROM INVESTING ACTIVITIES


Looms bought                             (4,000)        (3,500)
Looms sold                                  500            250
"""
    (one,) = tables_of(scanned(text))
    assert one.head == ("1996", "1995")
    assert one.scale == 1000
    assert [(label.path, label.text) for label in one.labels[::3]] == [
        ("CASH FLOWS FROM OPERATING ACTIVITIES", "Net income"),
        ("CASH FLOWS FROM INVESTING ACTIVITIES", "Looms bought"),
    ]


def test_two_tables_close_to_each_other_stay_two() -> None:
    text = """
                                           1996           1995

Looms                                     4,000          3,500
Mills                                       500            250



                                          Acres          Value

Oak woods                                 1,200          2,400
Ash woods                                   100            300
"""
    assert [one.head for one in tables_of(scanned(text))] == [("1996", "1995"), ("Acres", "Value")]


def test_words_that_one_blank_parts_stand_over_their_pieces_of_the_rule() -> None:
    one = table(
        "                      LENT",
        "               -------------------",
        "NAME     OWED  ADDED COLLECTED LEFT",
        "- ------ ----- ----- --------- ----",
        "J. Roe     117    55      (117)   55",
        "A. Poe     167    65      (167)   65",
    )
    assert one.stub == "NAME"
    assert [label.split()[-1] for label in one.head] == ["OWED", "ADDED", "COLLECTED", "LEFT"]


def test_justified_prose_with_figures_at_its_ends_is_no_table() -> None:
    text = """
The  mill  sold  more  looms in 1995,  and  made  a  gain of  $17
million  on  them.  It had  lost  money  in  the  year of  1994
before  that.
"""
    assert tables_of(scanned(text)) == ()


def test_the_mark_of_a_footnote_in_a_head_is_no_figure() -> None:
    page = "<html><table><tr><td></td><td>Shares</td><td></td><td>Average</td></tr><tr><td>Month</td><td>bought</td><td>(1)</td><td>price</td></tr><tr><td>May</td><td>3,937</td><td></td><td>$33.70</td></tr></table></html>"
    (one,) = tables_of(scan(Document("10-K", 1, "k.htm", "", page.encode())))
    assert one.head[0] == "Shares bought"
    assert one.head[-1].startswith("Average")
    assert one.head[-1].endswith("price")
    assert [label.text for label in one.labels] == ["May"]


def test_heads_that_one_blank_parts_are_cut_where_the_columns_are() -> None:
    one = table(
        "                       Year Ended Year Ended",
        "                          May 31,    May 31,",
        "                            1996       1995",
        "Pumps                        250        500",
        "Valves                       150        300",
    )
    assert one.head == ("Year Ended May 31, 1996", "Year Ended May 31, 1995")


def test_other_words_are_cut_if_they_stand_in_line_and_the_row_names_other_columns_too() -> None:
    lines = (
        "                                  Most        Mean",
        "                      Interest    Owed        Owed         Left",
        "                          Rate Outstanding Outstanding     Rate",
        "Pumps                     1.5%       1,500       2,500     3.5%",
        "Valves                    2.5%       2,500       3,500     4.5%",
    )
    assert table(*lines).head == (
        "Interest Rate", "Most Owed Outstanding", "Mean Owed Outstanding", "Left Rate",
    )  # fmt: skip


@pytest.mark.parametrize("words", ["Pension Benefits", "Percent change"])
def test_words_over_two_columns_are_whole(words: str) -> None:
    one = table(
        f"                        {words}      Pumps",
        "                          1996     1995      Sold",
        "Pumps                     25.5     50.5      75.5",
    )
    assert one.head[:2] == (f"{words} 1996", f"{words} 1995")


@pytest.mark.parametrize("names", ["MAY 31, 1996        MAY 31, 1995", "CAPITAL LEASES      OTHER LEASES"])  # fmt: skip
def test_capitals_over_two_columns_are_heads(names: str) -> None:
    one = table(
        f"                             {names}",
        "                             --------------      ------------",
        "               ASSETS:",
        "",
        "Pumps                          $1,250              $2,500",
    )
    assert one.head == tuple(name.strip() for name in names.split("   ") if name.strip())


def test_a_title_behind_a_word_with_a_colon_names_no_column() -> None:
    one = table(
        "CHART:  PUMPS SOLD AND LEFT COMPARED WITH 1988",
        "                1989       1990       1991",
        "Pumps          16.4%      31.5%      42.5%",
    )
    assert one.head == ("1989", "1990", "1991")


def test_the_day_above_names_the_only_column() -> None:
    one = table("                                    May 31, 1996", "Pumps                                   $1,250", "Valves                                   2,500")  # fmt: skip
    assert one.head == ("May 31, 1996",)
    one = table("          The Oak Mill", "Pumps                                   $1,250", "Valves                                   2,500")  # fmt: skip
    assert one.head == ("",)


def test_a_long_label_left_of_the_figures_is_no_prose() -> None:
    text = """
                                                                               1996           1995
Note to the bank                                                              4,000          3,500
Note  to the  bank of Amberley, to be paid back in equal parts each month
until  March of 2012,  with no interest at all on the part that is forgiven     500            250
Note to the mill                                                              1,000            900
"""
    (one,) = tables_of(scanned(text))
    assert one.head == ("1996", "1995")
    assert len(one.labels) == 3


def test_quarters_that_one_blank_parts_are_cut_though_they_begin_left_of_the_figures() -> None:
    one = table(
        "                       fiscal      fiscal      fiscal",
        "                        1996        1996        1996",
        "                    4th quarter 3rd quarter 2nd quarter",
        "Pumps                    129,419     113,181     129,542",
        "Valves                   107,342      94,712     105,835",
    )
    assert one.head == ("fiscal 1996 4th quarter", "fiscal 1996 3rd quarter", "fiscal 1996 2nd quarter")  # fmt: skip


def test_a_group_in_capitals_is_no_part_of_a_row_in_small_letters() -> None:
    one = table(
        "                          1996     1995",
        "INCOME DATA (5)",
        "  net sales               25.5     50.5",
    )
    assert [(label.path, label.text) for label in one.labels] == [("INCOME DATA (5)", "net sales")]


def test_words_in_brackets_without_a_blank_between_them_are_two_heads() -> None:
    one = table(
        "                            1996      1995",
        "                        (restated)(restated)",
        "Pumps                       25.5      50.5",
    )
    assert one.head == ("1996 (restated)", "1995 (restated)")
