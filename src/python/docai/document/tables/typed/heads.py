"""Heads of plain text, over several columns: no cell tells how far one reaches, only where its words stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docai.document.tables.figures import YEAR
from docai.document.tables.grid import GridCell, GridRow
from docai.document.tables.scales.exceptions import says_only
from docai.document.tables.scales.units import scale_in

_SHARE = 0.08
_LEAST = 3.0


_PERIOD = re.compile(
    r"\b(?:years?|months?|quarters?|weeks?|periods?)\s+end(?:ed|ing)\b|\bfiscal\b|\bas\s+of\b"
    r"|\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\s+[0-9]",
    re.I,
)
"""Words that say a period or a day: they speak of all columns under them."""


_NAME = re.compile(r"(?:\band|&)\s+(?:consolidated\s+)?(?:subsidiar|affiliate)", re.I)
"""The filer's name on each page: "Loom, Inc. and Subsidiaries"."""


def spread(rows: Sequence[GridRow], columns: Sequence[tuple[int, int]], edge: int) -> list[GridRow]:
    """Return the rows of a head in which words over the middle of several columns reach over all of these.

    Those are a period alone in its row ("Year ended May 31"), and words each over one of as many groups of equally many
    columns: years, or words over the middle of a group. Those that a rule has made wide stay so.
    """
    return [
        _spread(row, rows[at + 1] if at + 1 < len(rows) else None, columns, edge)
        for at, row in enumerate(rows)
    ]


def _spread(
    row: GridRow, under: GridRow | None, columns: Sequence[tuple[int, int]], edge: int
) -> GridRow:
    label = [cell for cell in row.cells if cell.first < edge]
    cells = [cell for cell in row.cells if cell.first >= edge]
    if any(cell.last - cell.first >= len(cell.words) for cell in cells):
        return row
    if len(cells) == 1 and _PERIOD.search(cells[0].words):
        return row._replace(cells=[*label, _centred(cells[0], columns)])
    if len(cells) < 2 or len(cells) == len(columns) or len(columns) % len(cells):
        return row
    each = len(columns) // len(cells)
    wide: list[GridCell] = []
    for at, cell in enumerate(cells):
        group = columns[at * each : (at + 1) * each]
        first, last = group[0][0], group[-1][1]
        centre = (cell.first + cell.last) / 2
        if not first <= centre <= last:
            return row
        if not (YEAR.fullmatch(cell.words) or _PERIOD.search(cell.words)):
            aside = abs((first + last) / 2 - centre)
            if aside > 1 + min(abs((one[0] + one[1]) / 2 - centre) for one in group):
                return row
            if each % 2 and not _are_years(under, edge):
                return row  # over the column in the middle: its own words
        wide.append(cell._replace(first=min(cell.first, first), last=max(cell.last, last)))
    return row._replace(cells=[*label, *wide])


def is_running_head(row: GridRow, below: GridRow) -> bool:
    """Return whether a row is the head of a page: a title, and the filer's name at the other margin."""
    if len(row.cells) != 2 or not row.cells[0].words.isupper():
        return False
    title, name = (cell.words for cell in row.cells)
    if title[-1] == ":" and name.endswith(")") and scale_in(name) is not None:
        return True
    return _NAME.search(name) is not None or (
        " " in title and " " in name and name.isupper() and below.apart
    )


def is_unit_alone(row: GridRow, edge: int) -> bool:
    """Return whether nothing but a unit stands over the columns: "1991    (Dollars in millions)"."""
    over = [cell for cell in row.cells if cell.first >= edge]
    return len(over) == 1 and says_only(over[0].words)


def is_head(cell: GridCell, below: GridRow) -> bool:
    """Return whether words alone in a row are of a head: a period, wide by a rule, or over the middle of words right below."""
    if _PERIOD.search(cell.words) or cell.last - cell.first >= len(cell.words):
        return True
    return not below.apart and any(
        one.first <= cell.last
        and cell.first <= one.last
        and abs(one.first + one.last - cell.first - cell.last) <= 2 * _LEAST
        for one in below.cells
    )


def _are_years(row: GridRow | None, edge: int) -> bool:
    return row is not None and all(
        YEAR.fullmatch(cell.words) for cell in row.cells if cell.first >= edge
    )


def _centred(cell: GridCell, columns: Sequence[tuple[int, int]]) -> GridCell:
    """Return the cell as wide as the most columns of which it stands in the middle."""
    centre = (cell.first + cell.last) / 2
    best = cell
    for left, (first, _) in enumerate(columns):
        for _, last in columns[left:]:
            width = last - first
            if (
                width > best.last - best.first
                and first <= cell.last
                and cell.first <= last
                and abs((first + last) / 2 - centre) <= max(_LEAST, _SHARE * width)
            ):
                best = cell._replace(first=min(cell.first, first), last=max(cell.last, last))
    return best
