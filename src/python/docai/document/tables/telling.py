"""Whether rows are a table of figures, or lay out words: lists of pages or of exhibits, justified prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from docai.document.tables.figures import Figure, figure_of
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
        count = running = 0
        last: Figure | None = None
        long = long_beside = False
        for cell in row.cells:
            words = cell.words
            running += words in _RUNNING
            if len(words) > _LONG_WORDS:
                long = True
                long_beside = long_beside or cell.first >= edge
            if cell.first < edge:
                continue
            figure = figure_of(words)
            if figure is not None and not figure.nil:
                last = figure
                count += 1
                sure += figure.sure
                money += (
                    bool(figure.currency)
                    or figure.percent
                    or (figure.number >= _LEAST and not figure.year)
                )
            exhibits += _is_exhibit(words)
        if running > 1:
            return False  # a justified line of prose
        listed += _is_exhibit(row.cells[0].words)
        worded += long
        beside += long_beside
        data += 1
        several += count
        if last is not None and count == 1 and len(row.cells) <= 3 and not last.sure:
            pages.append(int(last.number))
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


def _is_exhibit(words: str) -> bool:
    return ("." in words or "(" in words) and _EXHIBIT.fullmatch(words) is not None
