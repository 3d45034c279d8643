"""Rows and cells of marked HTML to lines, with the columns kept and each number's signs joined to it."""

from __future__ import annotations

import re

from docai.document.marks import CELL, SPAN

_BULLET = re.compile(
    r"[•●▪■◦·○\uf0b7*–—§o-]|\(?(?:[0-9]{1,3}|[a-zA-Z]|[ivx]{1,4})[.)]|\(?[*†‡]{1,3}\)?|item [0-9]{1,2}[a-d]?\.?",
    re.I,
)
SHORT_CELL = 160

_SIGNS = "$€£¥("
_OPENS_NUMBER = "0123456789(.,-—–―‒−"
_ENDS_NUMBER = "0123456789).-—–―‒−*"
_NIL = frozenset(("nil", "n/a", "n.a.", "na", "nm", "n.m.", "*", "none"))
_CLOSERS = frozenset((")", "%", ")%", "%)", ") %", "% )", "))"))
_UNITS = frozenset(("bps", "bp", ") bps", ")bps", "pts", ") pts", ")pts", "pp", ") pp", ")pp"))
"""Behind a number too, with a blank before the letters."""
_BEFORE_CLOSER = (" ", "\n")
_LONGEST_SIGN = 4
_AROUND = f" \n{SPAN}"
_RULE = "-=_—–― "

Extent = tuple[int, int]
"""The first and the last column of a cell."""
Cell = tuple[Extent, str]
"""Where a cell stands in its row, and its words."""


def cells_of(row: str) -> list[Cell]:
    """Return the cells of a row that are not empty; signs and brackets in cells of their own join their number."""
    found: list[Cell] = []
    column = 0
    spans = SPAN in row
    after_sign = False
    for cell in row.split(CELL):
        if not cell:
            column += 1
            continue
        words = cell.strip(_AROUND)
        last = column + (len(cell) - len(cell.lstrip(SPAN)) if spans and cell[0] == SPAN else 0)
        if words:
            end = words[-1]
            if (
                after_sign
                or words[0] in ")%"
                or (end in ")%" and words[-2:-1] in _BEFORE_CLOSER)
                or words in _UNITS
            ):
                _add(found, (column, last), words)
                after_sign = found[-1][1][-1] in _SIGNS
            else:
                found.append(((column, last), words))
                after_sign = end in _SIGNS
        column = last + 1
    return found


def _add(found: list[Cell], extent: Extent, words: str) -> None:
    """Add a cell, or join it with the one before: a sign in front of a number, a bracket or a percent sign behind."""
    if found:
        before_extent, before = found[-1]
        if words in _CLOSERS:
            if before[-1] in _ENDS_NUMBER:
                found[-1] = before_extent, before + words.replace(" ", "")
                return
        elif words in _UNITS and before[-1] in _ENDS_NUMBER:
            bracket, letters = (")", words[1:].lstrip()) if words[0] == ")" else ("", words)
            found[-1] = before_extent, f"{before}{bracket} {letters}"
            return
        elif before[-1] in _SIGNS and (words[0] in _OPENS_NUMBER or words.lower() in _NIL):
            rest, _, sign = ("", "", "$(") if before == "$ (" else before.rpartition(" ")
            if len(sign) <= _LONGEST_SIGN:
                if rest:
                    found[-1] = before_extent, rest
                else:
                    found.pop()
                words = sign + words
    if words[-1] in ")%" and words[-2:-1] in _BEFORE_CLOSER:
        rest = words[:-1].rstrip()
        if words[-1] == ")" or rest[-1:] in _ENDS_NUMBER:
            words = rest + words[-1]
    found.append((extent, words))


def is_bullet(words: str) -> bool:
    """Return whether a cell is a bullet, or the number of an entry."""
    return _BULLET.fullmatch(words) is not None


def is_rule(row: list[Cell]) -> bool:
    """Return whether a row is nothing but a line drawn with dashes."""
    return row[0][1][0] in _RULE and all(
        len(words) > 2 and not words.strip(_RULE) for _, words in row
    )


def places_of(table: list[list[Cell]]) -> dict[Extent, int]:
    """Return the printed column of each extent that occurs.

    Cells that overlap share a printed column: narrow ones make the columns, and one that spans several of them (the
    head over a group of years) stands in the first.
    """
    extents = sorted({cell[0] for row in table for cell in row}, key=_narrow_first)
    columns: list[list[int]] = []
    for first, last in extents:
        touched = [column for column in columns if column[0] <= last and first <= column[1]]
        if not touched:
            columns.append([first, last])
        elif len(touched) == 1:
            column = touched[0]
            column[0], column[1] = min(column[0], first), max(column[1], last)
    columns.sort()
    places: dict[Extent, int] = {}
    for extent in extents:
        first, last = extent
        for place, column in enumerate(columns):
            if column[0] <= last and first <= column[1]:
                places[extent] = place
                break
    return places


def _narrow_first(extent: Extent) -> tuple[int, int]:
    return extent[1] - extent[0], extent[0]
