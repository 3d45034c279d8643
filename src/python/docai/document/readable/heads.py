"""Rows of a head beside a cell that spans two rows: what stands there begins further right than its place in the row tells."""

from __future__ import annotations

from collections.abc import Sequence

from docai.document.readable.table import Cell, Extent

_HEAD_ROWS = 6
_MOST_SPANNED = 2
_FEWEST = 2
_FIRST = 1
"""The first column: what stands before the first cell of a row is numbered 0."""


def unshifted(table: list[list[Cell]]) -> list[list[Cell]]:
    """Return the rows of a table, those of its head moved to the right that stand beside a cell of rows above.

    The marks of a table say nothing of cells over several rows. A row of heads is moved by the width of the first cell of a row
    above if each then stands over one column of the values below, in order, and does not where it is.
    """
    made: list[list[Cell]] | None = None
    for at in range(1, min(len(table) - 1, _HEAD_ROWS)):
        row = table[at]
        if len(row) < _FEWEST or row[0][0][0] == _FIRST:
            continue
        owner = _owner(table, at)
        values = _values_below(table, at) if owner is not None else None
        if owner is None or values is None or _stand_over(row, values, 0):
            continue
        if _stand_over(row, values, owner[1]):
            made = made or list(table)
            made[at] = [((first + owner[1], last + owner[1]), said) for (first, last), said in row]
    return made or table


def _owner(table: Sequence[list[Cell]], at: int) -> Extent | None:
    """Return the extent of the cell right above, in the first column, that may reach down to the row ``at``."""
    for above in reversed(table[max(0, at - _MOST_SPANNED) : at]):
        if above[0][0][0] == _FIRST:
            return above[0][0]
    return None


def _values_below(table: Sequence[list[Cell]], at: int) -> list[Extent] | None:
    """Return the extents of the values in the first row below that has a label, and as many values as the row has cells."""
    count = len(table[at]) + 1
    rows = (row for row in table[at + 1 :] if len(row) == count and row[0][0][0] == _FIRST)
    found = next(rows, None)
    return None if found is None else [extent for extent, _ in found[1:]]


def _stand_over(row: Sequence[Cell], values: Sequence[Extent], shift: int) -> bool:
    """Return whether each cell, moved by ``shift`` columns, stands over its value, and over no other."""
    for place, ((first, last), _) in enumerate(row):
        touched = [
            at
            for at, value in enumerate(values)
            if value[0] <= last + shift and first + shift <= value[1]
        ]
        if touched != [place]:
            return False
    return True
