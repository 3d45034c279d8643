"""Whether rows are a table of figures, or lay out words: lists of pages or of exhibits, justified prose.

As an analyst would decide: a table has something to count or to compare. Officers and directors by their ages are one, however few
they are and however long the words beside them; so are properties by their square feet or years, and offices by the year since when
they are held. Bullets, contents, indexes of statements, lists of exhibits, and properties with nothing but words lay out words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from docai.document.tables.figures import DASH, Figure, figure_of
from docai.document.tables.grid import GridRow

_EXHIBIT = re.compile(
    r"[(*†+#]*[0-9]{1,3}(?:\.[A-Z])?(?:\.[0-9]{1,3}){1,3}(?:-[0-9]{1,2})?(?:\([a-z0-9]{1,3}\))?[.*†+#)]*|[0-9]{1,3}\([a-z0-9]{1,4}\)"
)
"""The number of an exhibit: Regulation S-K, Item 601."""
_PART = re.compile(r"\.[0-9]{1,3}[.*†+#)]*")
"""The end of an exhibit's number in a cell of its own: "10" and ".4"."""
_PAGES = re.compile(
    rf"(?:pages?\s+)?(?:[A-Z]{{1,3}}-)?[0-9]{{1,3}}(?:(?:\s?(?:{DASH}|to|through|thru|and|&)\s?|,\s)(?:[A-Z]{{1,3}}-)?[0-9]{{1,3}})*(?:\s+of\s+.{{3,60}})?|{DASH}[0-9]{{1,3}}|[*]+|{DASH}+|n/?a",
    re.I,
)
"""Pages on which something stands: "23", "F-4", "12-15", "Page 12-15 of the annual report", "-24" behind "23"."""
_SPAN_OF_PAGES = re.compile(rf"([0-9]{{1,3}})\s?(?:{DASH}|to|through)\s?[0-9]{{1,3}}")
_EXHIBITS = re.compile(r"\bexhibits?\b|\bdescription\b", re.I)
_PAGE = re.compile(r"\bpages?\b", re.I)
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


@dataclass(slots=True)
class _Seen:
    """What the rows of a table hold, counted in rows unless it is said otherwise."""

    data: int = 0
    figures: int = 0
    """Values that may be figures."""
    sure: int = 0
    """Those of them that cannot be anything else."""
    money: bool = False
    """One has a percent sign, a currency or thousands."""
    listed: int = 0
    """Rows of data that begin with the number of an exhibit."""
    numbered: int = 0
    """Other rows that do."""
    worded: int = 0
    """Rows of data with a cell of many words."""
    beside: int = 0
    """Those with one beside the label."""
    pages: list[int] = field(default_factory=list)
    only_pages: bool = True

    def add(self, row: GridRow, edge: int) -> None:
        """Count a row of data."""
        count = 0
        last: Figure | None = None
        long = long_beside = False
        for cell in row.cells:
            words = cell.words
            if len(words) > _LONG_WORDS:
                long = True
                long_beside = long_beside or cell.first >= edge
            if cell.first < edge:
                continue
            figure = figure_of(words)
            if figure is not None and not figure.nil:
                last = figure
                count += 1
                self.sure += figure.sure
                self.money = self.money or _is_money(figure, words)
        self.data += 1
        self.figures += count
        self.listed += _begins_with_exhibit(row)
        self.worded += long
        self.beside += long_beside
        span = None if count else _SPAN_OF_PAGES.fullmatch(row.cells[-1].words)
        if span is not None:
            self.pages.append(int(span[1]))
        elif last is not None and count == 1 and len(row.cells) <= 3 and not last.sure:
            self.pages.append(int(last.number))
        else:
            self.only_pages = False

    def is_contents(self) -> bool:
        """Return whether the figures are pages of a list of contents: alone in their rows, and rising."""
        if not self.only_pages or len(self.pages) <= 3 or max(self.pages) >= _MOST_PAGES:
            return False
        rising = sum(one <= two for one, two in pairwise(self.pages))
        return rising >= _RISING * (len(self.pages) - 1)


def has_figures(rows: Sequence[GridRow], kinds: Sequence[str], edge: int) -> bool:
    """Return whether the rows hold figures: one that cannot be anything else, or several, and no list of pages or exhibits."""
    if _lists_pages(rows, kinds, edge):
        return False
    seen = _Seen()
    for row, kind in zip(rows, kinds, strict=True):
        if kind != "data":
            seen.numbered += _is_exhibit(row.cells[0].words.partition(" ")[0])
        elif _is_justified(row):
            return False
        else:
            seen.add(row, edge)
    return (
        (seen.sure > 0 or seen.figures > 1)
        and not seen.is_contents()
        and not _lists_exhibits(rows, kinds, seen)
        and not _lays_out_words(rows, kinds, edge, seen)
    )


def _is_money(figure: Figure, words: str) -> bool:
    return figure.percent or figure.currency != "" or ("," in words and figure.number >= _LEAST)


def _is_justified(row: GridRow) -> bool:
    """Return whether a row is a line of prose that blanks justify."""
    return sum(cell.words in _RUNNING for cell in row.cells) > 1


def _begins_with_exhibit(row: GridRow) -> bool:
    first = row.cells[0].words
    return _is_exhibit(first) or (
        len(row.cells) > 2
        and first.strip("*†+# ").isdigit()
        and _PART.fullmatch(row.cells[1].words) is not None
    )


def _lists_exhibits(rows: Sequence[GridRow], kinds: Sequence[str], seen: _Seen) -> bool:
    if seen.money:
        return False
    fewest = _FEWEST_LISTED - 1 if _are_named(rows, kinds) else _FEWEST_LISTED
    # a row without values: the page of an exhibit stands beside its last line
    return (seen.listed >= fewest and seen.listed >= _SOME * seen.data) or (
        seen.numbered >= _FEWEST_LISTED and seen.numbered >= _SOME * seen.data
    )


def _lays_out_words(rows: Sequence[GridRow], kinds: Sequence[str], edge: int, seen: _Seen) -> bool:
    """Return whether most rows hold many words, and numbers of exhibits for figures."""
    most = _MOSTLY * seen.data
    return (seen.worded >= most and seen.listed >= _MOSTLY * max(1, seen.data)) or (
        seen.beside >= most and _exhibits(rows, kinds, edge) >= _MOSTLY * max(1, seen.sure)
    )


def _lists_pages(rows: Sequence[GridRow], kinds: Sequence[str], edge: int) -> bool:
    """Return whether rows list pages: "page" stands over them, and nothing but pages behind their labels."""
    found = 0
    named = False
    for row, kind in zip(rows, kinds, strict=True):
        if kind == "data":
            values = [cell.words for cell in row.cells if cell.first >= edge]
            if not all(_PAGES.fullmatch(words) for words in values):
                return False
            named = named or any(_PAGE.match(words) for words in values)
            found += 1
    return found > 1 and (
        named
        or any(
            len(cell.words) <= _LONG_WORDS and _PAGE.search(cell.words)
            for row, kind in zip(rows, kinds, strict=True)
            if kind != "data"
            for cell in row.cells
        )
    )


def _are_named(rows: Sequence[GridRow], kinds: Sequence[str]) -> bool:
    """Return whether "exhibit" or "description" stands over the rows."""
    return any(
        kind != "data" and any(_EXHIBITS.search(cell.words) for cell in row.cells)
        for row, kind in zip(rows, kinds, strict=True)
    )


def _exhibits(rows: Sequence[GridRow], kinds: Sequence[str], edge: int) -> int:
    """Return how many values are numbers of exhibits."""
    return sum(
        _is_exhibit(cell.words)
        for row, kind in zip(rows, kinds, strict=True)
        if kind == "data"
        for cell in row.cells
        if cell.first >= edge
    )


def _is_exhibit(words: str) -> bool:
    # most amounts are told apart by a sign that no exhibit's number has
    return (
        ("." in words or "(" in words)
        and not ("," in words or "$" in words or "%" in words)
        and _EXHIBIT.fullmatch(words) is not None
    )
