"""Tables of persons by their ages: officers and directors. What stands between name and age is a column, and goes on over several lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docai.document.tables.figures import figure_of
from docai.document.tables.grid import GridCell, GridRow

_AGE = re.compile(
    r"ages?\b(?:\s?\([0-9a-z*]{1,2}\))?\s?[:*]?(?:\s+\(?(?:as\s+of|at|on|in)\b.{0,30})?", re.I
)
"""The head of a column of persons' ages."""
_YOUNGEST = 16
_OLDEST = 110
_DEEPEST = 12
"""Rows of which one is the head."""
_MOSTLY = 0.6
_FEW = 2


def ages_of(rows: Sequence[GridRow]) -> tuple[int, GridCell] | None:
    """Return the row and the cell of the head that says "Age", where ages stand below it; None where none does."""
    for at, row in enumerate(rows[:_DEEPEST]):
        for cell in row.cells:
            if cell.words[0] in "aA" and _AGE.fullmatch(cell.words):
                for below in rows[at + 1 :]:
                    age = _age_in(below, cell)
                    if age is not None:
                        old_enough = _YOUNGEST <= int(age.words) <= _OLDEST
                        return (at, cell) if old_enough else None
    return None


def says_age(row: GridRow) -> bool:
    """Return whether a row is the head of such a table."""
    return any(cell.words[0] in "aA" and _AGE.fullmatch(cell.words) for cell in row.cells)


def _age_in(row: GridRow, ages: GridCell) -> GridCell | None:
    """Return the number that stands below the head ``ages``."""
    for cell in row.cells:
        if cell.first > ages.last + 1:
            break
        if ages.first <= cell.last + 1 and len(cell.words) < 4 and cell.words.isdigit():
            return cell
    return None


def persons(rows: Sequence[GridRow], edge: int, *, spans: bool) -> tuple[list[GridRow], int] | None:
    """Return the rows of a table of persons and where its columns begin; None for another.

    ``edge`` is where its figures begin. A column that has a head of its own before the ages is none of the name; what stands in a line
    without name and age goes on with the line above. A row of HTML (``spans``) that fills several columns does not: it is an office
    held before.
    """
    found = ages_of(rows)
    if found is None:
        return None
    top, ages = found
    if ages.last >= edge:
        edge = _behind_names(rows, top, ages, edge)
    made = list(rows[: top + 1])
    begun = False
    for row in rows[top + 1 :]:
        if _age_in(row, ages) is not None:
            begun = True
        elif begun and not row.apart and not (spans and len(row.cells) > 1) and _goes_on(row, edge):
            made[-1] = _joined(made[-1], row)
            continue
        else:
            begun = False
        made.append(row)
    return made, edge


def _behind_names(rows: Sequence[GridRow], top: int, ages: GridCell, edge: int) -> int:
    """Return where the columns begin behind the names: at the second of several that have heads of their own before the ages."""
    heads = sum(cell.first < edge for cell in rows[top].cells)
    full = [
        row.cells
        for row in rows[top + 1 :]
        if len(row.cells) > 1 and row.cells[1].first < edge and _age_in(row, ages) is not None
    ]
    persons_found = sum(_age_in(row, ages) is not None for row in rows[top + 1 :])
    if heads < _FEW or len(full) < _MOSTLY * persons_found:
        return edge
    first = min(cells[1].first for cells in full)
    return first if first > max(cells[0].last for cells in full) else edge


def _goes_on(row: GridRow, edge: int) -> bool:
    return row.cells[0].first >= edge and all(
        figure_of(cell.words) is None and cell.words[0] not in "(*" for cell in row.cells
    )


def _joined(row: GridRow, below: GridRow) -> GridRow:
    """Return a row with the words of the line below in the cells above them."""
    cells = list(row.cells)
    for cell in below.cells:
        at = next(
            (
                at
                for at, one in enumerate(cells)
                if one.first <= cell.last and cell.first <= one.last
            ),
            None,
        )
        if at is None:
            cells.append(cell)
            continue
        one = cells[at]
        cells[at] = GridCell(
            min(one.first, cell.first),
            max(one.last, cell.last),
            f"{one.words} {cell.words}",
            one.start,
            cell.end,
        )
    cells.sort()
    return row._replace(cells=cells)
