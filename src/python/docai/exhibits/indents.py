"""How far in the lines of an HTML list stand: by empty cells, hard blanks and styles, in points."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator
from typing import Any

from lxml import etree

EMPTY_CELL = 20.0
"""An empty cell before a name indents it as much as this."""

BLANK = 3.0
"""A hard blank at 10 points."""

FONT = 10.0
"""Points of an ``em``."""

WIDTH = 500.0
"""Points of a page: what a percentage is of."""

INDENT = re.compile(
    r"(?<![a-z-])(?:margin-left|padding-left|text-indent)\s*:\s*(-?\d{0,4}(?:\.\d{1,6})?)\s*(pt|px|em|rem|in|cm|mm|%)?",
    re.I,
)
"""A style that indents a block or its first line: ``margin-left:10pt``, ``text-indent:-1em``."""

FOUR_SIDES = re.compile(r"(?<![a-z-])(?:margin|padding)\s*:\s*([^;]{1,60})", re.I)
"""A style that sets the four sides of a box, of which the left one indents: ``padding:2px 1pt 2px 7.75pt``."""

LENGTH = re.compile(r"(-?\d{0,4}(?:\.\d{1,6})?)(pt|px|em|rem|in|cm|mm|%)?", re.I)
"""A length of a style: ``7.75pt``."""

_LEFT = {1: 0, 2: 1, 3: 1, 4: 3}
"""Which of so many lengths is that of the left side (CSS 2.1, section 8.4)."""

_POINTS = {
    "pt": 1.0,
    "px": 0.75,
    "em": FONT,
    "rem": FONT,
    "in": 72.0,
    "cm": 28.35,
    "mm": 2.835,
    "%": WIDTH / 100,
    "": 0.75,
}
Element = Any
"""An element of lxml, which has no types of its own."""

_BLANKS = " \t\r\n"
_HARD = "\u00a0\u2002\u2003"
_DEEPEST = 12
"""Elements within a cell whose styles are looked at."""


class Indents:
    """The indents of a list's lines, to be asked for in the order in which they stand."""

    def __init__(self, source: str) -> None:
        self._of: defaultdict[str, deque[float]] = defaultdict(deque)
        for text, indent in _lines(source):
            self._of[_key(text)].append(indent)

    def next_of(self, text: str) -> float:
        """Return how far in the next line with this text stands, in points; 0 where none is known."""
        known = self._of.get(_key(text))
        return known.popleft() if known else 0.0


def _lines(source: str) -> Iterator[tuple[str, float]]:
    """Yield the lines that may name a company: the first filled cell of each row, and paragraphs, with their indents."""
    parser = etree.HTMLParser(recover=True, no_network=True, encoding="utf-8")
    try:
        root = etree.fromstring(source.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return
    for element in root.iter("tr", "p", "div", "li") if root is not None else ():
        if element.tag == "tr":
            yield from _of_row(element)
        elif not any(True for _ in element.iter("td")) and not _has_blocks(element):
            yield _text(element), _indent(element)


def _of_row(row: Element) -> Iterator[tuple[str, float]]:
    for empty, cell in enumerate(row.iterchildren("td", "th")):
        text = _text(cell)
        if text.strip(f"{_BLANKS}{_HARD}"):
            yield text, empty * EMPTY_CELL + _indent(cell)
            return


def _has_blocks(element: Element) -> bool:
    return any(True for _ in element.iterdescendants("p", "div", "li"))


def _text(element: Element) -> str:
    return "".join(element.itertext())


def _indent(element: Element) -> float:
    """Return the indent of the first line in ``element``: of its style, those of the elements that begin it, and blanks."""
    points, here = 0.0, element
    for _ in range(_DEEPEST):
        points += _of_style(here.get("style") or "")
        first = next(iter(here), None)
        if first is None or (here.text or "").strip(_BLANKS) or not isinstance(first.tag, str):
            break
        here = first
    text = _text(element).lstrip(_BLANKS)
    return points + BLANK * (len(text) - len(text.lstrip(f"{_HARD} ")))


def _of_style(style: str) -> float:
    points = sum(_points(number, unit) for number, unit in INDENT.findall(style))
    for sides in FOUR_SIDES.findall(style):
        lengths = sides.split()
        left = LENGTH.fullmatch(lengths[_LEFT[len(lengths)]]) if len(lengths) in _LEFT else None
        points += _points(left[1], left[2] or "") if left else 0.0
    return points


def _points(number: str, unit: str) -> float:
    try:
        return float(number) * _POINTS[unit.lower()]
    except ValueError:
        return 0.0


def _key(text: str) -> str:
    return "".join(filter(str.isalnum, text))[:80]
