"""What rows are called, and the groups that they stand in."""

from __future__ import annotations

import pytest

from docai.document.scan import scan
from docai.document.submission import Document
from docai.document.tables.reader import tables_of


def named(*rows: tuple[str, ...]) -> list[str]:
    """Return path and label of each row of a table of HTML with these rows of cells."""
    body = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
        for cells in (("", "2024", "2023"), *rows)
    )
    page = f"<html><table>{body}</table></html>"
    (one,) = tables_of(scan(Document("10-K", 1, "k.htm", "", page.encode())))
    return [f"{label.path} / {label.text}" for label in one.labels]


def typed(text: str) -> list[str]:
    (one,) = tables_of(scan(Document("10-K", 1, "k.txt", "", text.encode())))
    return [f"{label.path} / {label.text}" for label in one.labels]


PUMPS, VALVES = ("Pumps", "1.5", "2.5"), ("Valves", "3.5", "4.5")


@pytest.mark.parametrize(
    ("group", "name"),
    [
        ("Tools —", "Tools"),
        ("Tools –", "Tools"),
        ("Tools -", "Tools"),
        ("Tools:", "Tools"),
        ("Years ended May 31,", "Years ended May 31"),
    ],
)
def test_a_group_that_ends_with_a_sign_is_not_joined_to_its_first_row(
    group: str, name: str
) -> None:
    assert named((group,), PUMPS, VALVES) == [f"{name} / Pumps", f"{name} / Valves"]


@pytest.mark.parametrize(
    ("begun", "label", "joined"),
    [
        ("Wool, yarn,", "Cloth and felt", "Wool, yarn, Cloth and felt"),
        ("Tools —", "sold abroad", "Tools — sold abroad"),
        ("Balance at May 31,", "2023", "Balance at May 31, 2023"),
        ("Wool of the", "Oak mill", "Wool of the Oak mill"),
    ],
)
def test_a_label_that_goes_on_is_joined(begun: str, label: str, joined: str) -> None:
    assert named((begun,), (label, "1.5", "2.5")) == [f" / {joined}"]


@pytest.mark.parametrize(
    "period",
    [
        "1996",
        "Fiscal 1996",
        "Year ended May 31, 1996",
        "May 31, 1996",
        "Second quarter",
        "Six months ended May 31",
    ],
)
def test_a_total_ends_no_period(period: str) -> None:
    rows = named((period,), PUMPS, ("Gross profit", "1.5", "2.5"), ("Net income", "1", "2"), VALVES)
    assert rows == [f"{period} / {label}" for label in ("Pumps", "Gross profit", "Net income", "Valves")]  # fmt: skip


def test_a_total_ends_its_group_and_a_part_of_it_does_not() -> None:
    rows = named(
        ("Net sales:",),
        PUMPS,
        ("Total pumps", "1.5", "2.5"),
        VALVES,
        ("Total net sales", "5.5", "7.5"),
        ("Interest", "1.5", "2.5"),
    )
    assert rows == [
        "Net sales / Pumps",
        "Net sales / Total pumps",
        "Net sales / Valves",
        "Net sales / Total net sales",
        " / Interest",
    ]


def test_rows_that_stand_behind_the_total_of_each_group_belong_to_it() -> None:
    rows = named(
        ("Ohio",), PUMPS, ("Total", "1.5", "2.5"), ("Looms at May 31", "12.5", "13.5"),
        ("Utah",), VALVES, ("Total", "3.5", "4.5"), ("Looms at May 31", "14.5", "15.5"), ("Taxes", "1.5", "2.5"),
    )  # fmt: skip
    assert rows[2] == "Ohio / Looms at May 31"
    assert rows[5:] == ["Utah / Looms at May 31", " / Taxes"]


def test_a_second_column_of_labels_keeps_the_first_over_the_rows_below() -> None:
    rows = named(("Net sales", "First half", "1.5", "2.5"), ("", "Second half", "3.5", "4.5"))
    assert rows == ["Net sales / First half", "Net sales / Second half"]


def test_a_row_without_values_that_begins_small_ends_the_label_above() -> None:
    text = """
                                    1996          1995
                                  ------        ------
Income before taxes and
  equity in earnings of            1,203         1,241
  subsidiaries.............
Taxes..                              160           120
Net income $                       1,043         1,121
"""
    assert typed(text) == [
        " / Income before taxes and equity in earnings of subsidiaries",
        " / Taxes",
        " / Net income",
    ]


def test_lines_of_an_address_are_the_label_of_the_values_beside_the_last() -> None:
    text = """
         Name and address                     Shares       Percent
- ---------------------------------          --------     ---------
Oak Partners, LLC
12 Oak Lane
Springfield, Ohio                              98,696         56.1%

Jane Roe
c/o The Mill
Salem, Utah                                    74,674         14.0%

All officers                                  173,370         70.1%
"""
    assert typed(text) == [
        " / Oak Partners, LLC 12 Oak Lane Springfield, Ohio",
        " / Jane Roe c/o The Mill Salem, Utah",
        " / All officers",
    ]


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("Options<sup>(a)</sup>", "Options (a)"),
        ("Options(1),(2)", "Options (1),(2)"),
        ("Sales (net)(***)", "Sales (net) (***)"),
        ("Gifts to the 401(k)", "Gifts to the 401(k)"),
        ("Income (loss)", "Income (loss)"),
        ("Store(s)", "Store(s)"),
    ],
)
def test_the_mark_of_a_footnote_stands_apart_from_a_label(label: str, told: str) -> None:
    assert named((label, "1.5", "2.5")) == [f" / {told}"]


def test_a_period_above_a_group_stands_over_it() -> None:
    rows = named(
        ("Fiscal 2004",), ("Price per share:",), ("High", "1.5", "2.5"), ("Low", "0.5", "1.0")
    )
    assert rows == ["Fiscal 2004 > Price per share / High", "Fiscal 2004 > Price per share / Low"]


def test_a_wrapped_label_does_not_end_its_group() -> None:
    rows = named(
        ("ASSETS",), PUMPS, ("Tools, less",), ("wear", "1.5", "2.5"), VALVES, ("Wool of U.S.",), ("sheep", "1.5", "2.5"),
    )  # fmt: skip
    assert rows == [f"ASSETS / {label}" for label in ("Pumps", "Tools, less wear", "Valves", "Wool of U.S. sheep")]  # fmt: skip


def test_a_row_that_stands_in_no_group_keeps_its_period() -> None:
    rows = named(("1996",), ("ASSETS",), PUMPS, ("Total assets", "1.5", "2.5"))
    assert rows == ["1996 > ASSETS / Pumps", "1996 / Total assets"]


IN = "&nbsp;&nbsp;&nbsp;&nbsp;"
IN_PUMPS = (f"{IN}Pumps", "1.5", "2.5")


@pytest.mark.parametrize(
    ("rows", "last"),
    [
        ((("LOOMS",), ("Oak looms",), IN_PUMPS, (f"{IN}Total oak looms", "1", "2"), (f"{IN}Total sold", "1", "2")), "LOOMS / Total sold"),
        ((("LOOMS",), ("Oak",), IN_PUMPS, (f"{IN}Total looms", "1", "2")), "LOOMS / Total looms"),
        ((("LOOMS",), ("Oak",), IN_PUMPS, (f"{IN}Total sold", "1", "2")), "LOOMS > Oak / Total sold"),
        ((("LOOMS (at cost)",), PUMPS, ("OTHER WOOL", "1", "2")), " / OTHER WOOL"),
        ((("LOOMS",), ("PUMPS", "1.5", "2.5"), ("VALVES", "1", "2")), "LOOMS / VALVES"),
        ((("• Sold here",), ("— Pumps", "1.5", "2.5"), ("• Sold abroad", "1", "2")), " / • Sold abroad"),
    ],
)  # fmt: skip
def test_a_total_or_the_next_entry_leaves_the_group_that_it_is_not_in(
    rows: tuple[tuple[str, ...], ...], last: str
) -> None:
    assert named(*rows)[-1] == last


def test_a_scale_below_a_row_ends_its_label() -> None:
    rows = typed(
        "            1996      1995\nLooms       $1.5      $2.5\n (in billions)\nShuttles     3.5       4.5"
    )
    assert rows[0] == " / Looms (in billions)"


def test_the_years_of_the_head_that_come_again_beside_a_name_name_a_group() -> None:
    rows = named(PUMPS, ("Gas", "2024", "2023"), PUMPS, VALVES, ("All", "2024", "2023"), PUMPS)
    assert rows == [" / Pumps", "Gas / Pumps", "Gas / Valves", "All / Pumps"]


@pytest.mark.parametrize("cells", [("Gas", "2024", "2022"), ("Due in", "2024", "")])
def test_other_years_beside_a_name_are_values(cells: tuple[str, ...]) -> None:
    assert named(PUMPS, cells, VALVES)[1] == f" / {cells[0]}"


def test_a_name_right_over_one_with_a_colon_is_the_group_around_it_and_around_those_written_alike() -> (
    None
):
    rows = named(
        ("Assets",), ("Current assets:",), IN_PUMPS, ("Fixed assets:",), IN_PUMPS,
        ("Liabilities",), ("Current liabilities:",), IN_PUMPS, VALVES, ("Capital",), PUMPS,
    )  # fmt: skip
    assert rows == [
        "Assets > Current assets / Pumps",
        "Assets > Fixed assets / Pumps",
        "Liabilities > Current liabilities / Pumps",
        "Liabilities / Valves",
        "Capital / Pumps",
    ]


@pytest.mark.parametrize(
    ("name", "below"),
    [("Commitments and contingencies", "Equity:"), ("12 Oak Lane", "Looms:"), ("Wool –", "Looms:"), ("Wool", "Looms")],
)  # fmt: skip
def test_other_names_right_over_one_hold_nothing(name: str, below: str) -> None:
    assert named((name,), (below,), PUMPS) == [f"{below.rstrip(':')} / Pumps"]


def test_the_year_over_the_labels_and_those_within_the_table_stand_beside_each_other() -> None:
    rows = typed(
        "    1996       First    Second\n    -----      -----    ------\n"
        "    Looms       1.5        2.5\n    1995\n    Looms       1.0        2.0\n"
    )
    assert rows == ["1996 / Looms", "1995 / Looms"]


def test_the_end_of_a_date_below_a_row_ends_its_label() -> None:
    rows = typed(
        "<TABLE>\n                    1996      1995\nYear ended May     $1.5      $2.5\n  31, 1993\n\nYear ended May      3.5       4.5\n  31, 1992\n</TABLE>"
    )
    assert rows == [" / Year ended May 31, 1993", " / Year ended May 31, 1992"]
