"""Labels of plain text over several lines, and those that stand in the head."""

from __future__ import annotations

from docai.document.tables.body import Body
from docai.document.tables.figures import YEAR
from docai.document.tables.grid import GridRow
from docai.document.tables.scales.units import scale_in
from docai.document.tables.typed.rules import PERIOD

_FULL = 0.6
_ASIDE = 2
"""A label that takes less of the room before the figures fills no line."""


def ends_label(body: Body, at: int, indent: float) -> bool:
    """Return whether the row ``at`` of the body ends a label that fills the lines above it, which are no group then.

    The line above had no room for the next word, and no other row stands further in than its first line, at ``indent``.
    """
    above, row = body.rows[at - 1], body.rows[at]
    word = row.cells[0].words.partition(" ")[0]
    begun = above.cells[-1].words
    unit = begun[-1] == ")" and scale_in(begun) is not None
    if unit or row.apart or word[0] in "-\u2013\u2014":
        return False
    if at + 1 < len(body.rows):
        below = body.rows[at + 1]
        if not below.apart and below.cells[0].first > indent:
            return False
    others = (_end(one, body.edge) for number, one in enumerate(body.rows) if number != at - 1)
    end = _end(above, body.edge)
    return end >= _FULL * body.edge and end + 1 + len(word) > max(others)


def _end(row: GridRow, edge: int) -> int:
    """Return behind which character the label of a row ends."""
    return max((cell.first + len(cell.words) for cell in row.cells if cell.first < edge), default=0)


def names_first_group(body: Body) -> bool:
    """Return whether the year over the labels names the first rows, as those of other years have theirs above them."""
    return (
        len(body.stub) == 1
        and YEAR.fullmatch(body.stub[0]) is not None
        and any(
            not values and YEAR.fullmatch(body.label_of(row))
            for row, values in zip(body.rows, body.values, strict=True)
        )
    )


def name_by_date(body: Body) -> None:
    """Name the only column of a table without a head by the day or period alone in the last line above, where that reaches over it."""
    head = body.heads[0]
    if len(body.columns) != 1 or any(head.labels) or not body.titles:
        return
    cells = body.titles[-1].cells
    if (
        len(cells) == 1
        and PERIOD.search(cells[0].words)
        and scale_in(cells[0].words) is None
        and cells[0].last >= body.columns[0][0] - _ASIDE
    ):
        head.labels[0] = cells[0].words
        head.rows.append(body.titles.pop())
