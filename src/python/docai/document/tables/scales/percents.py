"""Which figures of a table are percentages though they do not say so: those below, or beside, one that does."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal

from docai.document.tables.figures import Figure, figure_of
from docai.document.tables.grid import GridCell

_HUNDRED = Decimal(100)
_NO_FIGURE = Figure(Decimal(0), percent=True)
"""A percentage that is not said: "n.m. %"."""
NO_PERCENT = 1000
"""What is as large is no percentage unless it says so itself."""


def says_percent(words: str) -> bool:
    """Return whether a figure among some words may say that it is a percentage."""
    return "%" in words or "percent" in words or "per cent" in words or "pct" in words


def percent_columns(grid: Sequence[dict[int, GridCell]]) -> dict[int, int]:
    """Return up to which row the figures of columns are percentages though not each says so: the first, or a sum, does.

    Below amounts of money that stand under percentages, the last that says it ends them.
    """
    columns: dict[int, list[tuple[int, Figure]]] = {}
    for at, row in enumerate(grid):
        for column, cell in row.items():
            figure = figure_of(cell.words)
            if figure is None and cell.words[-1] == "%":
                figure = _NO_FIGURE
            if figure is not None and not figure.nil:
                columns.setdefault(column, []).append((at, figure))
    found: dict[int, int] = {}
    for column, figures in columns.items():
        last = figures[-1][1]
        if not figures[0][1].percent and not (last.percent and last.number == _HUNDRED):
            continue
        others = next((n for n, (_, one) in enumerate(figures) if _is_no_percent(one)), None)
        if others is None:
            found[column] = len(grid)
        elif others > 1 and figures[others - 1][1].percent:
            found[column] = figures[others - 1][0]
    return found


def _is_no_percent(figure: Figure) -> bool:
    return bool(figure.currency or figure.of) or abs(figure.number) >= NO_PERCENT


def percent_rows(grid: Sequence[dict[int, GridCell]], money: Collection[int]) -> set[int]:
    """Return the rows whose figures are percentages though the first alone says so: "21.0% 21.0 21.0".

    Only below ``money``, columns with amounts: what differs there are the rows. Elsewhere a column of rates stands beside others.
    """
    found: set[int] = set()
    for at, row in enumerate(grid):
        first = min((column for column in row if "%" in row[column].words), default=-1)
        if first not in money or len(row) < 2:
            continue
        figures = [
            figure
            for _, cell in sorted(row.items())
            if (figure := figure_of(cell.words)) is not None and not figure.nil
        ]
        if len(figures) < 2 or not figures[0].percent or any(map(_is_no_percent, figures)):
            continue
        places = {figure.number.as_tuple().exponent for figure in figures}
        if len(places) == 1 and places != {0}:
            found.add(at)
    return found


def columns_with(sign: str, grid: Sequence[dict[int, GridCell]]) -> set[int]:
    """Return the columns in which a figure has that sign."""
    return {
        column
        for row in grid
        for column, cell in row.items()
        if sign in cell.words and figure_of(cell.words) is not None
    }


def rows_with(sign: str, grid: Sequence[dict[int, GridCell]], columns: set[int]) -> set[int]:
    """Return the rows in which a cell of some columns holds that sign."""
    if not columns:
        return set()
    return {
        at
        for at, row in enumerate(grid)
        if any(column in row and sign in row[column].words for column in columns)
    }
