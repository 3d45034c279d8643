"""Columns in which no row has a value: only their heads show that they are there."""

from __future__ import annotations

from collections.abc import Sequence

from docai.document.tables.grid import NOTE_MARK, GridCell, columns_of
from docai.document.tables.labels.within import Head

Extent = tuple[int, int]
_ASIDE = 1


def with_empty(
    columns: Sequence[Extent], heads: Sequence[Head], edge: int, *, spans: bool
) -> list[Extent]:
    """Return the columns with those that only ``heads`` tell of, in order.

    A field of a head names one if it stands over no column, and others of its row stand over those beside it.
    ``spans`` says that extents are those of cells, as in HTML.
    """
    aside = 0 if spans else _ASIDE
    filled = {at for first, last in columns for at in range(first - aside, last + aside + 1)}
    found = [
        (cell.first, cell.last)
        for head in heads
        for row in head.rows
        if len(row.cells) > 1
        # most rows have none
        and any(cell.first not in filled and cell.last not in filled for cell in row.cells[1:])
        for cell in _without_column(row.cells, columns, edge, aside)
    ]
    return sorted([*columns, *columns_of(found)]) if found else list(columns)


def _without_column(
    cells: Sequence[GridCell], columns: Sequence[Extent], edge: int, aside: int
) -> list[GridCell]:
    beyond = [cell for cell in cells if cell.first >= edge]
    over = [
        [
            at
            for at, (first, last) in enumerate(columns)
            if first - aside <= cell.last and cell.first <= last + aside
        ]
        for cell in beyond
    ]
    named = {of[0] for of in over if len(of) == 1}
    found: list[GridCell] = []
    for cell, of in zip(beyond, over, strict=True):
        left = [at for at, (_, last) in enumerate(columns) if last < cell.first]
        if of or not left or NOTE_MARK.fullmatch(cell.words):
            continue
        if {left[-1], min(left[-1] + 1, len(columns) - 1)} <= named:
            found.append(cell)
    return found
