"""Words of plain text that go on in the next line of their column: what a property is used for."""

from __future__ import annotations

from collections.abc import Sequence

from docai.document.tables.figures import figure_of
from docai.document.tables.grid import GridRow

_ASIDE = 1
_FULL = 20
"""Words that go on fill so many characters of their column."""


def unwrapped(rows: Sequence[GridRow], top: int, edge: int) -> list[GridRow] | None:
    """Return the rows of a table whose body begins at ``top``, words that go on put to the row above; None where none do.

    A line goes on that holds one cell of words, behind the labels, right under the last cell of the row above: words too.
    """
    made = list(rows[: top + 1])
    for row in rows[top + 1 :]:
        above = made[-1]
        if _goes_on(above, row, edge):
            begun, rest = above.cells[-1], row.cells[0]
            joined = begun._replace(
                last=max(begun.last, rest.last), words=f"{begun.words} {rest.words}", end=rest.end
            )
            made[-1] = above._replace(cells=[*above.cells[:-1], joined])
        else:
            made.append(row)
    return made if len(made) < len(rows) else None


def _goes_on(above: GridRow, row: GridRow, edge: int) -> bool:
    cell, begun = row.cells[0], above.cells[-1]
    return (
        len(row.cells) == 1
        and cell.first >= edge
        and not row.apart
        and len(above.cells) > 1
        and abs(cell.first - begun.first) <= _ASIDE
        and begun.last - begun.first >= _FULL
        and any(map(str.isalpha, cell.words))
        and begun.words[0].isalpha()
        and figure_of(cell.words) is None
        and figure_of(begun.words) is None
    )
