"""Columns that hold nothing but the marks of footnotes: those belong to the figures before them."""

from __future__ import annotations

from collections.abc import Sequence

from docai.document.tables.body import Body
from docai.document.tables.grid import NOTE_MARK, GridCell

Grid = Sequence[dict[int, GridCell]]


def join_marks(body: Body, grid: Grid) -> None:
    """Join the marks of footnotes that stand in a column of their own to the cells before them; the column goes.

    No head is over such a column, or only one that is over the column before it too.
    """
    labels = body.heads[0].labels
    if not any(labels):
        return
    for column in range(len(labels) - 1, 0, -1):
        if labels[column] and labels[column] != labels[column - 1]:
            continue
        rows = [row for row in grid if column in row]
        if rows and all(NOTE_MARK.fullmatch(row[column].words) for row in rows):
            for row in rows:
                mark = row.pop(column)
                row[column - 1] = _marked(row.get(column - 1), mark)
            if not any(head.labels[column] and head.narrow[column] for head in body.heads):
                _leave_out(body, grid, column)


def _marked(cell: GridCell | None, mark: GridCell) -> GridCell:
    if cell is None:
        return mark
    return GridCell(cell.first, mark.last, f"{cell.words} {mark.words}", cell.start, mark.end)


def _leave_out(body: Body, grid: Grid, column: int) -> None:
    del body.columns[column]
    for head in body.heads:
        del head.labels[column]
        del head.narrow[column]
    for row in grid:
        behind = sorted(at for at in row if at > column)
        for at in behind:
            row[at - 1] = row.pop(at)
