"""Figures in dollars and cents among whole ones: no scale of a table speaks of them."""

from __future__ import annotations

from collections.abc import Sequence

from docai.document.tables.figures import Figure, figure_of
from docai.document.tables.grid import GridCell
from docai.document.tables.scales.said import Said, said_by

TO_CENTS = -2
"""The exponent of a figure with two decimals."""
_FEWEST_WHOLE = 3
"""Rows of whole figures beside which a row with two decimals is one of dollars and cents."""
_LARGE = 1000


def cents_and_rates(
    grid: Sequence[dict[int, GridCell]], said: Sequence[Said], *, each: bool
) -> tuple[set[int], set[int]]:
    """Return the rows in dollars and cents, and those in hundredths of a percent, of a table whose other figures have no decimals.

    ``said`` is what the label of each row says; ``each`` tells that the table's own label says that figures are per share.
    """
    whole = percents = 0
    rows: list[int] = []
    styles: dict[int, tuple[bool, bool]] = {}
    for at, row in enumerate(grid):
        if not any("." in cell.words for cell in row.values()):
            if any("%" in cell.words for cell in row.values()):
                percents += 1
                styles[at] = False, True
            else:
                whole += any(cell.words[-1].isdigit() for cell in row.values())
            continue
        figures = _figures(row)
        if not figures:
            continue
        cents = all(
            figure.number.as_tuple().exponent == TO_CENTS and abs(figure.number) < _LARGE
            for figure in figures
        )
        percent = any(figure.percent for figure in figures)
        styles[at] = cents, percent
        own = said[at].own or said[at].shares
        dollars = said[at].shares and any("$" in cell.words for cell in row.values())
        if cents and (dollars or (not percent and (each or not own))):
            rows.append(at)
        elif percent:
            percents += 1
        elif any(figure.number.as_tuple().exponent for figure in figures):
            if not (said[at].per_share or said[at].unscaled or said[at].percent):
                return set(), set()
        else:
            whole += 1
    if whole < _FEWEST_WHOLE and not (percents and not whole) and not each:
        return set(), set()
    found: set[int] = set()
    rates: set[int] = set()
    for at in rows:
        before = styles.get(at - 1)
        dollars = any("$" in cell.words for cell in grid[at].values())
        if (before == (True, True) or at - 1 in rates) and not (dollars or said[at].per_share):
            rates.add(at)
        else:
            found.add(at)
    return found, rates


def is_of_each(caption: str) -> bool:
    """Return whether the caption of a table says that its figures are per share: "Dividends paid per share were as follows:"."""
    return "per" in caption and said_by(caption).per_share


def all_cents(grid: Sequence[dict[int, GridCell]]) -> bool:
    """Return whether all figures of a table have two decimals or more, and none is large or a percentage."""
    figures = [figure for row in grid for figure in _figures(row)]
    return bool(figures) and all(
        int(figure.number.as_tuple().exponent) <= TO_CENTS
        and abs(figure.number) < _LARGE
        and not figure.percent
        for figure in figures
    )


def _figures(row: dict[int, GridCell]) -> list[Figure]:
    found = (figure_of(cell.words) for cell in row.values())
    return [figure for figure in found if figure is not None and not figure.nil]
