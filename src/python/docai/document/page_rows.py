"""Rows of tables at the edges of a page: which go with its running head and foot, and which do not."""

from __future__ import annotations

from docai.document.marks import MARKS, ROW, ROW_END, TABLE

_EDGE = 300
"""A row that is all foot takes no more characters, marks included."""
_TO_BLANK = str.maketrans(dict.fromkeys(MARKS, " "))


def whole_row(raw: str, start: int, bottom: int) -> int:
    """Return the edge of a page's words. Where it cuts a row: behind the row, whose number is then none of a page.

    A row that stands alone in its table, a part's name beside the page's number, is all foot: there the edge is before it.
    """
    row = raw.rfind(ROW, start, bottom)
    end = raw.find(ROW_END, row, bottom + _EDGE) if row >= 0 else -1
    if end < bottom:
        return bottom
    table = raw.rfind(TABLE, start, row)
    alone = table >= 0 and not raw[table:row].translate(_TO_BLANK).strip()
    return table if alone and bottom - row <= _EDGE else end + 1


def row_start(raw: str, top: int) -> int:
    """Return the edge of a page's words; where it cuts a row that has more words, before the row: "(6)" is the number of a note."""
    row = max(raw.rfind(mark, top - _EDGE if top > _EDGE else 0, top) for mark in (ROW, ROW_END))
    if row < 0 or raw[row] == ROW_END:
        return top
    end = raw.find(ROW_END, top)
    return row if raw[top:end].translate(_TO_BLANK).strip() else top
