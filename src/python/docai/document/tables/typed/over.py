"""Heads of columns that stand above the tag <TABLE>."""

from __future__ import annotations

from collections.abc import Sequence

from docai.document.marks import PAGE
from docai.document.tables.figures import figure_of
from docai.document.tables.scales.units import scale_in
from docai.document.tables.typed.fields import WIDE, tokens_of
from docai.document.tables.typed.rules import DRAWN_LINE
from docai.document.tables.typed.tabs import Line

_ASIDE = 2
_BLANKS = 2
_MOST_LINES = 8
_PROSE = 62

Field = tuple[int, int, str]


def head_above(lines: Sequence[Line], first: int, last: int, floor: int) -> int:
    """Return the first line of the head of the table ``lines[first:last]``: ``first``, or above it where no head stands within.

    Lines above are of the head if their fields stand over the table's figures. None above ``floor`` is.
    """
    at, row = _first_row(lines, first, last)
    figures = [one for one in row[1:] if figure_of(one[2]) is not None]
    if not figures or any(_is_head(line.words, row, figures) for line in lines[first:at]):
        return first
    found = first
    blanks = 0
    for at in range(first - 1, max(floor, first - _MOST_LINES) - 1, -1):
        words = lines[at].words
        if not words.strip():
            blanks += 1
            if blanks > _BLANKS or found < first:
                break
            continue
        if PAGE in words or (len(words.strip()) > _PROSE and WIDE.search(words.strip()) is None):
            break
        if DRAWN_LINE.fullmatch(words):
            continue
        if not (
            _is_beside(words, row, figures) if found < first else _is_head(words, row, figures)
        ):
            break
        found = at
    return found


def _first_row(lines: Sequence[Line], first: int, last: int) -> tuple[int, Sequence[Field]]:
    """Return the first row with a label and figures, and its fields."""
    for at in range(first, last):
        fields = tokens_of(lines[at].words)
        if len(fields) > 1 and any(
            (found := figure_of(one[2])) is not None and not found.year for one in fields[1:]
        ):
            return at, fields
    return last, ()


def _is_head(words: str, row: Sequence[Field], figures: Sequence[Field]) -> bool:
    """Return whether a line names columns: a field over each of several figures, or right over the only one."""
    fields = _over_figures(words, row, figures)
    over = sum(any(_meet(one, field) for one in figures) for field in fields)
    if len(figures) == 1:
        return len(fields) == over == 1 and fields[0][0] > row[0][1]
    return len(fields) <= len(figures) + 1 and over > 1


def _is_beside(words: str, row: Sequence[Field], figures: Sequence[Field]) -> bool:
    """Return whether a line right above a line of a head is one too: all that stands behind the labels is over figures."""
    fields = _over_figures(words, row, figures)
    return bool(fields) and all(any(_meet(one, field) for one in figures) for field in fields)


def _over_figures(words: str, row: Sequence[Field], figures: Sequence[Field]) -> list[Field]:
    """Return the fields of a line that do not stand over the labels alone; none where one is a figure, or a scale, or words from the margin on."""
    if DRAWN_LINE.fullmatch(words) or scale_in(words) is not None:
        return []
    fields = [one for one in tokens_of(words) if one[1] >= figures[0][0] - _ASIDE]
    if any((found := figure_of(one[2])) is not None and not found.year for one in fields):
        return []
    return [] if any(one[0] <= row[0][0] + _ASIDE for one in fields) else fields


def _meet(one: Field, other: Field) -> bool:
    return one[0] - _ASIDE <= other[1] and other[0] <= one[1] + _ASIDE
