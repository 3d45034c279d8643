"""Columns of plain text that do not stand in line: rows of as many figures as most rows have are read in order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median_low

from docai.document.tables.figures import RANGE, figure_of
from docai.document.tables.grid import GridCell, GridRow, columns_of
from docai.document.tables.typed.heads import is_wide

_BEHIND = re.compile(
    r"(?P<label>.*(?:[A-Za-z)\]:%]|(?<![0-9\s])\.))\s?(?P<figure>\$?\s?\(?(?:[0-9]{1,3}(?:,[0-9]{3})*|[0-9]+)(?:\.[0-9]+)?\)?)"
)
"""A label with a figure right behind it."""
_MOST_OF = 0.5
_WIDTH = 3


def straightened(rows: Sequence[GridRow], edge: int) -> list[GridRow]:
    """Return rows in which the values stand in line, where they do not and most rows have equally many.

    ``edge`` is where the values begin. Rows with another number of values keep to the nearest columns.
    """
    rows = [_without_label(row, edge) for row in rows]
    split = [_split(row, edge) for row in rows]
    counts = Counter(len(values) for _, values in split if _are_figures(values))
    counts.pop(0, None)
    if not counts:
        return rows
    usual, often = counts.most_common(1)[0]
    if usual < 2 or often < _MOST_OF * counts.total():
        return rows
    if _fits_fuller(split, usual, max(counts)) and counts[max(counts)] > 1:
        return rows
    if _in_line([one for one in split if not _straddles(one, edge)], usual):
        return _widened(rows, split, usual)
    full = [values for _, values in split if len(values) == usual and _are_figures(values)]
    columns = _columns(full, edge)
    made: list[GridRow] = []
    for row, (label, values) in zip(rows, split, strict=True):
        if label and len(values) == usual - 1 and _are_figures(values):
            label, values = _taken_off(label, values)
        if len(values) == usual:
            placed = [_at(value, column) for value, column in zip(values, columns, strict=True)]
        else:
            placed = _nearest(values, columns)
        label = [_left_of(cell, edge) for cell in label]
        made.append(row._replace(cells=[*label, *placed]))
    return made


def _without_label(row: GridRow, edge: int) -> GridRow:
    """Return a row of amounts alone with the first behind the edge, of which a "$" far left of its digits is no label."""
    first = row.cells[0]
    if not first.first < edge <= first.last:
        return row
    figure = figure_of(first.words)
    if figure is None or not figure.currency:
        return row
    return row._replace(cells=[first._replace(first=edge), *row.cells[1:]])


def _widened(
    rows: list[GridRow], split: Sequence[tuple[list[GridCell], list[GridCell]]], usual: int
) -> list[GridRow]:
    """Return rows that stand in line with each figure as wide as its column, where short and long ones do not meet: "--" over "(3,717)"."""
    full = [values for _, values in split if len(values) == usual and _are_figures(values)]
    extents = [[(value.first, value.last) for value in values] for values in full]
    if len(columns_of(extent for of in extents for extent in of)) <= usual:
        return rows
    columns = [
        (min(first for first, _ in of), max(last for _, last in of))
        for of in zip(*extents, strict=True)
    ]
    return [row._replace(cells=[_in_column(cell, columns) for cell in row.cells]) for row in rows]


def _in_column(cell: GridCell, columns: Sequence[tuple[int, int]]) -> GridCell:
    if cell.last < columns[0][0] or figure_of(cell.words) is None:
        return cell
    touched = [one for one in columns if one[0] <= cell.last and cell.first <= one[1]]
    return _at(cell, touched[0]) if len(touched) == 1 else cell


def _split(row: GridRow, edge: int) -> tuple[list[GridCell], list[GridCell]]:
    """Return the cells of a row's label and those of its values; a row of figures alone has no label."""
    if (
        len(row.cells) > 1
        and _are_figures(row.cells)
        and all((figure_of(cell.words) or _NONE).sure for cell in row.cells[:1])
    ):
        return [], list(row.cells)
    cells = [_over_values(row.cells[0], edge)] if len(row.cells) == 1 else row.cells
    label = [cell for cell in cells if cell.first < edge]
    values = [cell for cell in cells if cell.first >= edge]
    while len(label) > 1 and (found := figure_of(label[-1].words)) is not None and not found.year:
        values.insert(0, label.pop())
    return label, values


def _over_values(cell: GridCell, edge: int) -> GridCell:
    """Return a cell alone in its row that a rule has made wide, without what of it stands left of the values: a head over all of them."""
    wide = cell.first < edge < (cell.first + cell.last) // 2 and is_wide(cell)
    return cell._replace(first=edge) if wide else cell


def _straddles(split: tuple[list[GridCell], list[GridCell]], edge: int) -> bool:
    """Return whether the first head of a row reaches further left than the values under it, and counts as a label."""
    label, values = split
    return len(label) == 1 and label[0].last >= edge and not _are_figures(values)


class _None:
    sure = False


_NONE = _None()


def _are_figures(cells: Sequence[GridCell]) -> bool:
    return bool(cells) and all(
        figure_of(cell.words) is not None or RANGE.fullmatch(cell.words) for cell in cells
    )


def _in_line(split: Sequence[tuple[list[GridCell], list[GridCell]]], usual: int) -> bool:
    """Return whether the values of the usual rows stand in line: no column reaches into the next."""
    ends: list[int] = [-1] * usual
    begins: list[int] = [1 << 30] * usual
    for _, values in split:
        if len(values) == usual:
            for at, value in enumerate(values):
                ends[at] = max(ends[at], value.last)
                begins[at] = min(begins[at], value.first)
    return all(ends[at] < begins[at + 1] for at in range(usual - 1))


def _fits_fuller(
    split: Sequence[tuple[list[GridCell], list[GridCell]]], usual: int, most: int
) -> bool:
    """Return whether the usual rows are those that leave columns of fuller ones empty: each value stands in a column of its own.

    So are most rows of a statement of equity, with a figure in one column and in that of the totals.
    """
    if most <= usual or not _in_line(split, most):
        return False
    full = [values for _, values in split if len(values) == most]
    columns = [
        (min(v.first for v in of), max(v.last for v in of)) for of in zip(*full, strict=True)
    ]
    for _, values in split:
        if len(values) != usual or not _are_figures(values):
            continue
        touched = [
            [at for at, one in enumerate(columns) if one[0] <= value.last and value.first <= one[1]]
            for value in values
        ]
        if any(len(of) != 1 for of in touched) or len({of[0] for of in touched}) < usual:
            return False
    return True


def _columns(full: Sequence[Sequence[GridCell]], edge: int) -> list[tuple[int, int]]:
    columns: list[tuple[int, int]] = []
    floor = edge
    for at in range(len(full[0])):
        last = max(median_low(values[at].last for values in full), floor + _WIDTH)
        columns.append((max(floor, last - _WIDTH), last))
        floor = last + 1
    return columns


def _at(cell: GridCell, column: tuple[int, int]) -> GridCell:
    return cell._replace(first=column[0], last=column[1])


def _left_of(cell: GridCell, edge: int) -> GridCell:
    return cell._replace(first=min(cell.first, edge - 1), last=min(cell.last, edge - 1))


def _nearest(values: Sequence[GridCell], columns: Sequence[tuple[int, int]]) -> list[GridCell]:
    placed: list[GridCell] = []
    low = 0
    for number, value in enumerate(values):
        left = len(values) - number - 1
        choices = range(low, max(low + 1, len(columns) - left))
        at = min(choices, key=lambda one: abs(columns[min(one, len(columns) - 1)][1] - value.last))
        at = min(at, len(columns) - 1)
        wide = (
            value.last - value.first > columns[at][1] - columns[at][0] + 2 * _WIDTH
            and figure_of(value.words) is None
        )
        placed.append(value if wide else _at(value, columns[at]))
        low = at + 1
    return placed


def _taken_off(
    label: list[GridCell], values: list[GridCell]
) -> tuple[list[GridCell], list[GridCell]]:
    """Return label and values with the figure that stands right behind the label among the values."""
    last = label[-1]
    match = _BEHIND.fullmatch(last.words)
    if match is None:
        return label, values
    cut = match.end("label")
    figure = GridCell(
        last.first + match.start("figure"),
        last.last,
        match["figure"],
        last.start + match.start("figure"),
        last.end,
    )
    begun = GridCell(last.first, last.first + cut - 1, match["label"], last.start, last.start + cut)
    return [*label[:-1], begun], [figure, *values]
