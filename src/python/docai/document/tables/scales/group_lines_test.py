"""Scales that are said of a group alone."""

from __future__ import annotations

from docai.document.scan import scan
from docai.document.submission import Document
from docai.document.tables.model import Table
from docai.document.tables.reader import tables_of
from docai.document.tables.typed.heads_test import table


def scales(one: Table) -> list[int]:
    return [int(cell.scale) for cell in one.cells if cell.column == 1]


def page(*rows: tuple[str, ...]) -> Table:
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    read = scan(Document("10-K", 1, "k.htm", "", f"<html><table>{cells}</table></html>".encode()))
    (one,) = tables_of(read)
    return one


def test_a_scale_in_a_groups_name_ends_with_the_group() -> None:
    one = table(
        "                                1996        1995",
        "Sales data (in thousands):",
        "  Looms                        2,500       1,250",
        "  Mills                          250         125",
        "Other data:",
        "  Weavers                        850         640",
    )
    assert scales(one) == [1000, 1000, 1]
    assert one.scale == 1
    assert one.labels[0].path == "Sales data (in thousands)"


def test_a_title_over_groups_says_the_scale_of_all() -> None:
    one = table(
        "                                1996        1995",
        "Sales data (in thousands):",
        "Looms:",
        "  Oak                          2,500       1,250",
        "Mills:",
        "  Ash                            850         640",
    )
    assert scales(one) == [1000, 1000]


def test_a_scale_over_a_groups_columns_is_the_groups() -> None:
    for lines in (
        ("Sales data                     (In thousands)",),
        ("Sales data", "                               (In thousands)"),
    ):
        one = table(
            "                                1996        1995",
            "Weavers                          850         640",
            *lines,
            "  Looms                        2,500       1,250",
            "Other data",
            "  Looms lost                      25          12",
        )
        assert scales(one) == [1, 1000, 1]
        assert one.labels[1].path == "Sales data (In thousands)"


def test_the_scale_of_a_group_holds_for_those_in_it() -> None:
    one = table(
        "                                1996        1995",
        "Weavers                          850         640",
        "SALES DATA (IN THOUSANDS)",
        "  Looms:",
        "    Oak                        2,500       1,250",
        "    Ash                          250         125",
    )
    assert one.labels[1].group == ("SALES DATA (IN THOUSANDS)", "Looms")
    assert scales(one) == [1, 1000, 1000]


def test_on_a_page_a_group_ends_where_the_next_says_a_scale_too() -> None:
    head = ("", "2006", "2005")
    sales = (("Sales data (in thousands):",), ("Looms", "2,500", "1,250"))
    one = page(head, *sales, ("Yards (in millions):",), ("Cloth", "3,500", "2,250"))
    assert scales(one) == [1000, 10**6]
    one = page(head, *sales, ("Mills:",), ("Oak", "3,500", "2,250"))
    assert scales(one) == [1000, 1000]


def test_figures_in_dollars_have_no_scale_of_other_tables() -> None:
    one = table(
        "CHART:  DIVIDENDS PER LOOM (In dollars)",
        "                1989       1990       1991",
        "Pumps          $1.64      $3.15      $4.25",
    )
    assert (one.unit, one.scale) == ("CHART: DIVIDENDS PER LOOM (In dollars)".partition(" ")[2], 1)
