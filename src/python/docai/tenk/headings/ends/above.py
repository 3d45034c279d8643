"""What stands right above a heading and is not of the Item before it: the list of its part's Items, the head of its page."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from docai.document.marks import CELL, PAGE, ROW, ROW_END, SPAN, TABLE
from docai.tenk.headings.candidates import Heading
from docai.tenk.headings.contents import TITLE_LETTERS, says_something
from docai.tenk.vocabulary import letters

_FEWEST_ROWS = 3
"""A list of the Items of a part that stands in the midst of a page has this many."""
_LONGEST_HEAD = 60
"""Letters of the head of a page."""
_HEAD_REACH = 400
_PART = re.compile(
    rf"[\s{CELL}{SPAN}{TABLE}{ROW}{ROW_END}{PAGE}]*part[ \t]{{1,4}}(?:i{{1,3}}|iv)\b"
)

_ITEMS = re.compile(r"items?\s{1,4}\d{1,2}[a-c]?(?:\s?[–—-]\s?\d{1,2}[a-c]?)?\.?")
_STOPS = re.compile(rf"[.;:][ {CELL}{SPAN}]*(?:[\n{ROW_END}]|$)")
"""The end of a sentence, which the head of a page is none of."""


def end_above(headings: Sequence[Heading], one: Heading, two: Heading, limit: int, low: str) -> int:
    """Return where an Item ends, whose heading is ``one`` and which what belongs to the next heading ``two`` follows.

    That is the list of the Items of the next part, which a part may begin with, or the head of the page that names the
    part or the next Item. It is ``limit`` where nothing of the kind stands between that and the words of the Item.
    ``headings`` are all that were looked at, in order.
    """
    limit = _before_rows(headings, one, two, limit, low)
    head = low[_page_start(low, one.end, limit) : limit]
    said = _ITEMS.sub("", head)
    if _PART.match(head) and _is_head(said) and not any(map(str.isdigit, said)):
        return limit - len(head)
    return limit


def _before_rows(
    headings: Sequence[Heading], one: Heading, two: Heading, limit: int, low: str
) -> int:
    """Return where headings begin, the first of which names the next Item, with nothing but titles from there to ``limit``."""
    last = bisect_left(headings, limit, key=_place) - 1
    start, rows, first = limit, 0, limit
    for index in range(last, -1, -1):
        row = headings[index]
        gap = low[row.end : start]
        if row.at <= one.at or len(letters(gap)) > TITLE_LETTERS or says_something(gap):
            break
        start, rows = row.start, rows + 1
        if row.key == two.key:
            page = _page_start(low, one.end, start)
            on_top = page < start and _is_head(low[page:start])
            if on_top or rows >= _FEWEST_ROWS:
                first = page if on_top else start
    return first


def _is_head(words: str) -> bool:
    """Return whether words at the top of a page are its head, and no sentence that ends there."""
    return len(letters(words)) <= _LONGEST_HEAD and _STOPS.search(words) is None


def _page_start(low: str, floor: int, at: int) -> int:
    """Return where the page begins that a place is near the top of; the place itself if it is near no top."""
    page = low.rfind(PAGE, max(floor, at - _HEAD_REACH), at)
    return at if page == -1 else page


def _place(heading: Heading) -> int:
    return heading.at
