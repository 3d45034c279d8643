"""Footnotes among the rows of a table of plain text: their sentences are no rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docai.document.tables.figures import figure_of
from docai.document.tables.grid import GridCell, GridRow
from docai.document.tables.typed.fields import WIDE, tokens_of
from docai.document.tables.typed.rules import is_rule
from docai.document.tables.typed.tabs import Line

_BEGINS = re.compile(
    r" {0,12}(?P<mark>\((?:[0-9]{1,2}|[a-zA-Z]|\*{1,3})\)|\*{1,4}|[†‡§]|[0-9a-z]/|[0-9]\)|\[[0-9a-z]\])(?P<gap> *)(?=[A-Za-z$\"-])"
)
"""A line that begins with the mark of a footnote."""
_MARK = re.compile(r"\*{1,3}|[†‡§]")
"""A mark of a footnote that no bracket parts from figures."""
_MARKS = frozenset("*†‡§")
_NUMBERS = [[f"({one})" for one in range(1, last)] for last in (3, 4, 5)]
_ENDS = re.compile(r"[.!][\"')]?$")
_FEWEST_WORDS = 4
_FARTHEST = 3
"""Blanks between a mark and the words of its row; those of a footnote may stand further off."""


def with_marks(rows: list[GridRow]) -> list[GridRow]:
    """Return the rows with marks of footnotes joined to the figures before them, in rows that are full without them.

    In others a mark may stand for a figure: "*" for a change that says nothing.
    """
    if not any(
        cell.words[0] in _MARKS and _MARK.fullmatch(cell.words)
        for row in rows
        for cell in row.cells
    ):
        return rows
    counts = [sum(not _MARK.fullmatch(cell.words) for cell in row.cells) for row in rows]
    return [
        row._replace(cells=_joined(row.cells)) if count > 1 and count == max(counts) else row
        for row, count in zip(rows, counts, strict=True)
    ]


def without_numbers(rows: Sequence[GridRow]) -> list[GridRow]:
    """Return the rows without those of a head that number its columns: "(1)    (2)" over "Charged to costs    Charged to others".

    The forms of schedules in Regulation S-X number columns so; they are no figures.
    """
    return [
        row
        for row, below in zip(rows, [*rows[1:], None], strict=True)
        if below is None
        or row.cells[0].words != "(1)"
        or [cell.words for cell in row.cells] not in _NUMBERS
        or any(figure_of(cell.words) is not None for cell in below.cells)
    ]


def _joined(row: Sequence[GridCell]) -> list[GridCell]:
    cells: list[GridCell] = []
    for cell in row:
        if cells and _MARK.fullmatch(cell.words) and figure_of(cells[-1].words) is not None:
            words = f"{cells[-1].words} {cell.words}"
            cells[-1] = cells[-1]._replace(words=words, end=cell.end)
        else:
            cells.append(cell)
    return cells


def notes_in(lines: Sequence[Line]) -> set[int]:
    """Return which lines of a table are footnotes: they begin with a mark, hold no columns, and are a sentence or have their mark in a row."""
    found: set[int] = set()
    begun = _first_row(lines)
    at = begun
    while at < len(lines):
        begins = _BEGINS.match(lines[at].words)
        if begins is None:
            at += 1
            continue
        end = _end(lines, at, begins.end())
        if end > at and _is_note(lines, at, end, begins, begun):
            found.update(range(at, end))
            at = end
        else:
            at += 1
    return found


def _first_row(lines: Sequence[Line]) -> int:
    """Return the line behind the first one that ends in a figure with another field before it."""
    for at, line in enumerate(lines):
        words = line.words
        if "  " in words and words.rstrip()[-1:].isdigit():
            fields = tokens_of(words)
            last = figure_of(fields[-1][2]) if len(fields) > 1 else None
            if last is not None and not last.year:
                return at + 1
    return len(lines)


def _end(lines: Sequence[Line], at: int, begin: int) -> int:
    """Return the line behind a paragraph that begins at ``lines[at].words[begin:]``; ``at`` where it holds columns."""
    end = at
    while end < len(lines):
        words = lines[end].words[begin if end == at else 0 :].strip()
        if not words or is_rule(words) or (end > at and _BEGINS.match(lines[end].words)):
            break
        if "   " in words and WIDE.search(words) is not None:
            return at
        if "..." in words or (end > at and _is_row(lines[end].words)):
            return at
        end += 1
    return end


def _is_row(words: str) -> bool:
    fields = tokens_of(words)
    last = figure_of(fields[-1][2]) if len(fields) > 1 else None
    return last is not None and last.sure and fields[-1][0] - fields[-2][1] > 2


def _is_note(lines: Sequence[Line], at: int, end: int, begins: re.Match[str], first: int) -> bool:
    text = " ".join(line.words for line in lines[at:end])[begins.end() :].split()
    if not text or text[-1][-1] == ":" or _is_row(lines[at].words):
        return False
    if _ENDS.search(text[-1]) is not None and len(text) >= _FEWEST_WORDS:
        return True
    mark = begins["mark"]
    return any(
        mark in line.words[1:] and line.words.find(mark) > len(begins["gap"]) + _FARTHEST
        for line in lines[: max(at, first)]
        if not _BEGINS.match(line.words)
    )
