"""Percentages that do not say so, and amounts beside them."""

from __future__ import annotations

import pytest

from docai.document.tables.grid import GridCell
from docai.document.tables.scales.percents import columns_with, percent_columns, percent_rows


def grid(text: str) -> list[dict[int, GridCell]]:
    return [
        {at: GridCell(at, at, one, 0, 0) for at, one in enumerate(line.split()) if one != "."}
        for line in text.split("\n")
    ]


@pytest.mark.parametrize(
    ("column", "rows"),
    [
        ("21.0%\n1.5\n(0.3)\n22.2%", 4),
        ("62.5\n37.5\n100.0%", 3),
        ("21.0%\n1.5\n22.5%\n$316.5", 2),
        ("21.0%\n1.5\n316.5\n$400", None),
        ("21.0%\n$316.5\n22.5%", None),
        ("21.0%\n1,316\n22.5%", None),
        ("21.0\n1.5\n22.5%", None),
    ],
)
def test_a_percentage_speaks_for_what_stands_below_it(column: str, rows: int | None) -> None:
    found = percent_columns(grid(column))
    assert found == ({} if rows is None else {0: rows})


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ("$500 $400 $300\n21.0% 21.0 21.0", {1}),
        ("$500 $400 $300\n21.0% 21 21.0", set()),
        ("$500 $400 $300\n21.0% $21.0 21.0", set()),
        ("$500 $400 $300\n21.0 21.0% 21.0", set()),
        ("$500 $400 $300\n21% 21 21", set()),
        ("3.2% 3.1 3.0\n3.3% $25.9 $22.6", set()),
    ],
)
def test_a_percentage_speaks_for_its_row_below_amounts(rows: str, found: set[int]) -> None:
    cells = grid(rows)
    assert percent_rows(cells, columns_with("$", cells)) == found


def test_columns_are_told_by_the_signs_in_them() -> None:
    cells = grid("$5 5% . $\n7 6% 4% 2")
    assert (columns_with("$", cells), columns_with("%", cells)) == ({0}, {1, 2})
