"""Tables of marked HTML to rows of cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from docai.document.marked_text import MarkedText
from docai.document.marks import CELL, PAGE, ROW, ROW_END, SPAN, TABLE
from docai.document.tables.grid import GridCell, GridRow, add_cell
from docai.document.window import Window

_AROUND = f" \n{SPAN}{PAGE}"
_FIGURE_ALONE = re.compile(
    rf"{CELL}[{SPAN} \n$(€£¥-]*[0-9.][0-9.,]*[)% \n*]*(?:[a-zA-Z]{{1,9}}[ \n]*)?(?:\([^)]{{1,3}}\)[ \n]*)?[{CELL}{ROW_END}{ROW}]"
)
"""A cell that holds a figure and nothing else: quick to look for, and a table of figures has one."""
_DRAWN = "-=_\u2013\u2014"
_DRAWN_LINE = re.compile(r"[-=_\u2013\u2014]{3,}")
_INDENT = re.compile(
    r"(?:(?P<pad>padding)\s*:\s*(?P<four>[^;\"']{1,60})|(?P<name>padding-left|margin-left|text-indent)\s*:\s*(?P<size>-?[0-9.]{1,8})\s*(?P<unit>[a-z%]{0,3}))",
    re.I,
)
"""How far a cell's style moves its words to the right."""
_SIZE = re.compile(r"(-?[0-9.]+)\s*([a-z%]*)", re.I)
_BLANK = re.compile(r"(?:&nbsp;|&#160;|&#[xX][aA]0;|\s)+")
_A_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_NOTED_YEAR = re.compile(r"(?:19|20)[0-9]{2}[1-9a-e]")
_HEAD_ROWS = 6
_POINTS = {"px": 0.75, "in": 72.0, "em": 10.0, "cm": 28.35, "mm": 2.835, "%": 3.0}
_BLANK_POINTS = 2.5


def stretches(raw: str) -> Iterator[tuple[int, int]]:
    """Yield from and to of each part of marked HTML that is a table with rows and a digit in them."""
    at = 0
    for part in raw.split(TABLE):
        end = at + len(part)
        if ROW in part and _FIGURE_ALONE.search(part):
            yield at, end
        at = end + 1


def row_spans_of(text: MarkedText) -> dict[int, int]:
    """Return how many rows the cells of the document span that span several, by the place of their mark in ``raw``."""
    spans: dict[int, int] = {}
    for begins, tag in text.tags_with(("rowspan", "ROWSPAN")):
        found = _ROWSPAN.search(tag)
        mark = text.raw.find(CELL, begins, begins + 4)
        if found and int(found[1]) > 1 and mark >= 0:
            spans[mark] = int(found[1])
    return spans


def rows_of(text: MarkedText, start: int, end: int, spans: dict[int, int]) -> list[GridRow]:
    """Return the rows of the table ``raw[start:end]``, those without words left out.

    ``spans`` are the cells of the document that span rows (see ``row_spans_of``).
    """
    rows: list[GridRow] = []
    shifts = _Shifts(spans) if spans and any(start <= at < end for at in spans) else None
    part = text.raw[start:end]
    at = part.find(ROW) + 1
    apart = False
    for inside in part[at:].split(ROW):
        begins = start + at
        at += len(inside) + 1
        stop = inside.find(ROW_END)
        inner = inside[:stop] if stop >= 0 else inside
        cells = shifts.cells(inner, begins) if shifts else _cells(inner, begins)
        if not cells or (
            cells[0].words[0] in _DRAWN and all(_DRAWN_LINE.fullmatch(cell.words) for cell in cells)
        ):
            apart = True
            continue
        if len(rows) < _HEAD_ROWS and any(_NOTED_YEAR.fullmatch(cell.words) for cell in cells):
            cells = _with_notes(cells)
        rows.append(GridRow(cells, begins, apart))
        apart = False
    return rows


def _with_notes(cells: list[GridCell]) -> list[GridCell]:
    """Return a row of years with the marks of footnotes apart that stood higher, right behind some: "20051"."""
    years = [int(cell.words) for cell in cells if _A_YEAR.fullmatch(cell.words)]
    noted = [int(cell.words[:4]) for cell in cells if _NOTED_YEAR.fullmatch(cell.words)]
    if (
        not years
        or len(years) + len(noted) < len(cells) - 1
        or max(noted) > max(years) + len(cells)
        or min(noted) < min(years) - len(cells)
    ):
        return cells
    return [
        (
            cell._replace(words=f"{cell.words[:4]} ({cell.words[4:]})")
            if _NOTED_YEAR.fullmatch(cell.words)
            else cell
        )
        for cell in cells
    ]


def _cells(row: str, begins: int) -> list[GridCell]:
    cells: list[GridCell] = []
    column = at = 0
    for cell in row.split(CELL):
        size = len(cell)
        if not size:
            column += 1
            at += 1
            continue
        words = cell.strip(_AROUND)
        last = column
        if cell[0] == SPAN:
            last += size - len(cell.lstrip(SPAN))
        if words:
            before = begins + at
            if len(words) != size:
                before += cell.find(words)
            end = before + len(words)
            if not words.isprintable():
                words = _one_line(words)
            add_cell(cells, GridCell(column, last, words, before, end))
        column = last + 1
        at += size + 1
    return cells


class _Shifts:
    """Cells of a table in which some span several rows: what stands under those moves to the right."""

    def __init__(self, spans: dict[int, int]) -> None:
        self._spans = spans
        self._taken: dict[int, int] = {}

    def cells(self, row: str, begins: int) -> list[GridCell]:
        """Return the cells of the next row."""
        cells: list[GridCell] = []
        taken, self._taken = self._taken, {
            at: left - 1 for at, left in self._taken.items() if left > 1
        }
        column = 0
        at = begins
        for number, cell in enumerate(row.split(CELL)):
            mark = at - 1
            at += len(cell) + 1
            if not number:
                # what stands before the first cell
                continue
            while column in taken:
                column += 1
            last = column + len(cell) - len(cell.lstrip(SPAN))
            rows = self._spans.get(mark, 1)
            if rows > 1:
                self._taken.update(dict.fromkeys(range(column, last + 1), rows - 1))
            words = cell.strip(_AROUND)
            if words:
                before = mark + 1 + cell.find(words)
                add_cell(
                    cells,
                    GridCell(column + 1, last + 1, _one_line(words), before, before + len(words)),
                )
            column = last + 1
        return cells


_ROWSPAN = re.compile(r"rowspan\s{0,3}=\s{0,3}[\"']?([0-9]{1,3})", re.I)


def _one_line(words: str) -> str:
    return " ".join(words.replace(SPAN, "").replace(PAGE, " ").split())


def indent_of(window: Window, row: GridRow) -> float:
    """Return how many points the words of a row's first cell stand to the right; empty cells before it count too."""
    cell = row.cells[0]
    tags, before = window.tags_before(cell.start, row.start)
    points = 3.0 * max(0, cell.first - 1) + _styled(tags)
    if before[:1] in "&\xa0":
        blanks = _BLANK.match(before)
        if blanks:
            points += _BLANK_POINTS * len(_BLANK_ONE.findall(blanks[0]))
    return points


@lru_cache(maxsize=4096)
def _styled(tags: str) -> float:
    """Return how many points the styles of some tags move what follows to the right."""
    points = 0.0
    for match in _INDENT.finditer(tags):
        if match["pad"]:
            points += _left_of(match["four"])
        else:
            points += _points(match["size"], match["unit"])
    return points


_BLANK_ONE = re.compile(r"&nbsp;|&#160;|&#[xX][aA]0;|\xa0")


def _left_of(four: str) -> float:
    sizes = _SIZE.findall(four)
    if not sizes:
        return 0.0
    return _points(*sizes[(0, 1, 1, 3)[min(len(sizes), 4) - 1]])


def _points(size: str, unit: str) -> float:
    try:
        return float(size) * _POINTS.get(unit.lower(), 1.0)
    except ValueError:
        return 0.0
