"""Tables that a reader of the page reads otherwise than they are written: units, marks, ranges and names."""

from __future__ import annotations

import pytest

from docai.document.tables.tables_test import HEAD, html, row, table
from docai.document.tables.typed.heads_test import table as typed

_UNIT = '<td></td><td colspan="2">{}</td><td colspan="2">{}</td>'
_HEADS = row("Wool", "At the beginning", "Added", "Used", "At the end")


def test_a_unit_beside_a_head_over_several_columns_is_that_of_all() -> None:
    one = table(
        html(_UNIT.format("Looms", "(dollars in millions)"), _HEADS, row("2008", *"5678"), row("2007", *"1234"))
    )  # fmt: skip
    assert one.head == ("Looms At the beginning", "Looms Added", "Used", "At the end")
    assert (one.unit, one.scale) == ("(dollars in millions)", 10**6)
    assert {int(cell.scale) for cell in one.cells} == {10**6}


def test_words_over_several_columns_that_say_more_than_a_unit_are_a_head() -> None:
    head = _UNIT.format("Looms", "Sold (in millions)")
    one = table(html(head, _HEADS, row("2008", *"5678"), row("2007", *"1234")))
    assert one.head[2:] == ("Sold (in millions) Used", "Sold (in millions) At the end")
    assert one.scale == 1


@pytest.mark.parametrize(
    ("cells", "number"),
    [(("(0.6", ") ppts."), -0.6), (("(0.6", ")ppts"), -0.6), (("0.6", "ppts."), 0.6), (("0.6", "ppts"), 0.6), (("(2", ") ppts"), -2), (("(2", ")ppts."), -2)],
)  # fmt: skip
def test_points_in_a_cell_of_their_own_belong_to_the_number(
    cells: tuple[str, str], number: float
) -> None:
    one = table(html(row("", "2008", "", "2007"), row("Oak", "8", "", "9"), row("%", *cells, "7")))
    assert len(one.head) == 2
    found = one.cells[2]
    assert found.number is not None
    assert float(found.number) == pytest.approx(number)
    assert float(found.scale) == 0.01


def test_a_range_of_years_in_three_cells_is_one() -> None:
    head = '<td></td><td>Rate</td><td colspan="3">Due</td>'
    rows = (row("Notes", "3.1%", "2024", "-", "2078"), row("Loans", "4%", "2025", "–", "2026"))
    one = table(html(head, *rows))
    assert one.head == ("Rate", "Due")
    assert [cell.text for cell in one.cells] == ["3.1%", "2024 - 2078", "4%", "2025 – 2026"]


@pytest.mark.parametrize(
    "cells",
    [("2024", "-", "", "2078"), ("2024", "—", "2078", ""), ("2024", "-", "2023", "")],
)
def test_years_that_are_no_range_stay_apart(cells: tuple[str, ...]) -> None:
    one = table(html(row("", *"ABCD"), row("Looms", *cells), row("Oak", *"1234")))
    assert [cell.text for cell in one.cells if cell.row == 1] == [cell for cell in cells if cell]


def test_what_two_heads_of_a_table_say_of_its_labels_is_said_once() -> None:
    head = row("Year ended May 31,", "2003", "2002")
    one = table(html(head, row("Oak", "1", "2"), head, row("Ash", "3", "4")))
    assert one.stub == "Year ended May 31,"
    assert len(one.heads) == 1


_YEARS = "                              1996        1995"


def test_a_name_with_a_rule_under_it_is_that_of_the_groups_below() -> None:
    one = typed(
        _YEARS,
        "Wool of all kinds               12          10",
        "",
        "  Owned",
        "  -----",
        "  Looms",
        "    Oak                         12          10",
        "    Ash                          3           2",
        "  Shuttles",
        "    Oak                          4           5",
        "  UK",
        "  --",
        "  Looms",
        "    Oak                          7           8",
    )
    assert [label.path for label in one.labels[1:]] == [
        "Owned > Looms",
        "Owned > Looms",
        "Owned > Shuttles",
        "UK > Looms",
    ]


def test_without_a_rule_a_name_as_far_in_ends_the_group_above() -> None:
    one = typed(
        _YEARS,
        "  Owned by us",
        "  Looms",
        "    Oak                         12          10",
        "    Ash                          3           2",
    )
    assert [label.path for label in one.labels] == ["Looms", "Looms"]


@pytest.mark.parametrize("name", ["1991--", "December 31, 1991--", "Year ended May 31, 1991--"])
def test_a_period_with_dashes_behind_it_is_a_group(name: str) -> None:
    one = typed(
        _YEARS,
        name,
        "Granted                         12          10",
        "Sold                             3           2",
    )
    assert [(label.path, label.text) for label in one.labels] == [
        (name[:-2], "Granted"),
        (name[:-2], "Sold"),
    ]


def test_words_with_dashes_behind_them_go_on() -> None:
    one = typed(
        _YEARS,
        "Looms--",
        "Granted                         12          10",
        "Sold                             3           2",
    )
    assert one.labels[0].text == "Looms-- Granted"


def test_a_mark_behind_a_figure_makes_no_column() -> None:
    one = typed(
        _YEARS,
        "Looms                           12          10",
        "Shuttles                      0.56  *      0.42  *",
        "Wool                             3           2",
    )
    assert one.head == ("1996", "1995")
    assert [cell.text for cell in one.cells if cell.row == 2] == ["0.56 *", "0.42 *"]
    assert [str(cell.number) for cell in one.cells if cell.row == 2] == ["0.56", "0.42"]


def test_a_mark_in_place_of_a_figure_is_one() -> None:
    one = typed(
        "                          1996     Change     1995",
        "Looms                       12      +25%        10",
        "Shuttles                     3       *           2",
        "Wool                         3      + 5%         2",
    )
    assert [cell.text for cell in one.cells if cell.row == 2] == ["3", "*", "2"]


def test_the_head_of_labels_stays() -> None:
    assert table(html(row("Oak", *HEAD.split("<td></td>")[1:]), row("Ash", "1", "2"))).stub == "Oak"


def test_a_hyphen_at_the_end_of_a_line_of_a_head_parts_no_words() -> None:
    head = row("", "Weighted-<br>Average", "First- and<br>last")
    one = table(html(head, row("Oak", "1.5", "2.5")))
    assert one.head == ("Weighted-Average", "First- and last")


def test_numbers_of_the_columns_of_a_form_are_no_figures() -> None:
    lines = (
        "                    COL. B          COL. C         COL. E",
        "                   -------   -------------------  -------",
        "                                   Added",
        "                                (1)       (2)",
        "                  At first   To costs  To others  At last",
        "Looms                 12         10         4        26",
        "Wool                   3          2         1         6",
    )
    one = typed(*lines)
    assert [cell.text for cell in one.cells] == ["12", "10", "4", "26", "3", "2", "1", "6"]
    assert one.head[1].endswith("To costs")


def test_losses_in_a_row_of_their_own_are_figures() -> None:
    one = typed(
        _YEARS,
        "Looms                           12          10",
        "Lost                            (1)         (2)",
        "                                (1)         (2)",
        "Wool                             3           2",
    )
    assert [str(cell.number) for cell in one.cells].count("-2") == 2


def test_decimals_in_a_cell_of_their_own_belong_to_the_number() -> None:
    one = table(html(row("", "", "2024", ""), row("Rate", "", "35", ".0%"), row("Other", "", "(13", ".8)"), row("Looms", "$", "7", "")))  # fmt: skip
    assert [cell.text for cell in one.cells] == ["35.0%", "(13.8)", "$7"]


def test_a_line_that_says_a_scale_alone_is_no_caption() -> None:
    said = "Income of the mill</p><p>In millions, except earnings per share"
    one = table(html(row("", "2024"), row("Looms", "$12"), above=said))
    assert one.caption == "Income of the mill"
    assert one.unit == "In millions, except earnings per share"
