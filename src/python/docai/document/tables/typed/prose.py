"""The last lines of a paragraph right above a table of plain text: they are no titles of it."""

from __future__ import annotations

from docai.document.marks import PAGE
from docai.document.tables.body import Body
from docai.document.tables.typed.fields import WIDE
from docai.document.tables.typed.rules import DRAWN_LINE

_LONG = 50
"""A line of prose has at least as many characters, but for the last one of a paragraph."""
_FULL = 66
_ASIDE = 1


def end_of_prose(raw: str, body: Body, start: int) -> int:
    """Return where what stands above a table ends: ``start``, or behind the lines that end a paragraph begun above it.

    ``body`` loses the titles that are such lines.
    """
    end = start
    while body.titles:
        row = body.titles[0]
        cell = row.cells[0]
        if len(row.cells) > 1 or not _goes_on(raw, row.start, cell.words):
            break
        end = cell.end
        del body.titles[0]
    return end


def _goes_on(raw: str, start: int, words: str) -> bool:
    """Return whether the line at ``raw[start]`` stands right below a line of prose, and goes on with it."""
    above = raw[raw.rfind("\n", 0, max(0, start - 1)) + 1 : max(0, start - 1)]
    prose = above.strip()
    if not prose or PAGE in above or DRAWN_LINE.fullmatch(above) or WIDE.search(prose):
        return False
    if len(prose) < _LONG or prose[-1] in ".:":
        return False
    if _indent(raw, start) > len(above) - len(above.lstrip()) + _ASIDE:
        return False
    return words[0].islower() or words[-1] in ".:" or len(prose) >= _FULL


def _indent(raw: str, start: int) -> int:
    end = start
    while end < len(raw) and raw[end] == " ":
        end += 1
    return end - start
