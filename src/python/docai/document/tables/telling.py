"""Whether rows are a table of figures, or lay out words: lists of pages or of exhibits, justified prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from docai.document.tables.figures import figure_of
from docai.document.tables.grid import GridRow

_EXHIBIT = re.compile(
    r"[(*†+#]*[0-9]{1,3}(?:\.[A-Z])?(?:\.[0-9]{1,3}){1,3}(?:\([a-z0-9]{1,3}\))?[.*†+#)]*|[0-9]{1,3}\([a-z0-9]{1,4}\)"
)
"""The number of an exhibit: Regulation S-K, Item 601."""
_LONG_WORDS = 40
_RUNNING = frozenset(
    ("and", "or", "for", "the", "of", "to", "in", "was", "were", "is", "are", "with", "by", "on", "at", "from", "million,", "billion,")
)  # fmt: skip
"""Words that stand in a cell of their own where blanks justify a line of prose."""
_FEWEST_LISTED = 3
_SOME = 0.2
_LEAST = 1000
_MOSTLY = 0.6
_MOST_PAGES = 400
_RISING = 0.7
"""Numbers below each other of which more than this share rise are pages of a contents list."""


def has_figures(rows: Sequence[GridRow], kinds: Sequence[str], edge: int) -> bool:
    """Return whether the rows hold figures: one that cannot be anything else, or several, and no list of pages."""
    sure = several = listed = exhibits = worded = beside = data = money = 0
    pages: list[int] = []
    alone = True
    for row, kind in zip(rows, kinds, strict=True):
        if kind != "data":
            continue
        found = [figure_of(cell.words) for cell in row.cells if cell.first >= edge]
        figures = [one for one in found if one is not None and not one.nil]
        sure += sum(one.sure for one in figures)
        money += sum(bool(one.currency) or one.percent or one.number >= _LEAST for one in figures)
        if sum(cell.words in _RUNNING for cell in row.cells) > 1:
            return False  # a justified line of prose
        listed += _EXHIBIT.fullmatch(row.cells[0].words) is not None
        exhibits += sum(
            _EXHIBIT.fullmatch(cell.words) is not None for cell in row.cells if cell.first >= edge
        )
        long = [cell for cell in row.cells if len(cell.words) > _LONG_WORDS]
        worded += bool(long)
        beside += any(cell.first >= edge for cell in long)
        data += 1
        several += len(figures)
        if len(figures) == 1 and len(row.cells) <= 3 and not figures[0].sure:
            pages.append(int(figures[0].number))
        else:
            alone = False
    if alone and len(pages) > 3 and max(pages) < _MOST_PAGES:
        rising = sum(one <= two for one, two in pairwise(pages))
        if rising >= _RISING * (len(pages) - 1):
            return False
    if listed >= _FEWEST_LISTED and not money and listed >= _SOME * data:
        return False
    if worded >= _MOSTLY * data and listed >= _MOSTLY * max(1, data):
        return False
    if beside >= _MOSTLY * data and exhibits >= _MOSTLY * max(1, sure):
        return False
    return sure > 0 or several > 1
