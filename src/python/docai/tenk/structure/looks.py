"""How a line looks: bold, italic, underlined, centred, its size and colour, from the tags around it and their inline CSS.

Only the tags near a line are looked at, and every distinct tag is understood once: a look costs a few microseconds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from docai.document.marked_text import MarkedText
from docai.document.marks import MARKS

_STYLE = re.compile(r"style\s{0,3}=\s{0,3}(?:\"([^\"]{0,2000})|'([^']{0,2000}))", re.I)
_WEIGHT = re.compile(r"(?<![\w-])font-weight\s{0,3}:\s{0,3}(?:(bold|[6-9]00)|normal|[1-5]00)")
_SLANT = re.compile(r"(?<![\w-])font-style\s{0,3}:\s{0,3}(?:(italic|oblique)|normal)")
_LINE = re.compile(r"text-decoration(?:-line)?\s{0,3}:\s{0,3}(?:(underline)|none)")
_SIZE = re.compile(r"font-size\s{0,3}:\s{0,3}(\d{1,3}(?:\.\d{1,4})?)(pt|px)")
_ALIGN = re.compile(r"text-align\s{0,3}:\s{0,3}(?:(center)|left|right|justify)")
_COLOUR = re.compile(
    r"(?<![\w-])color\s{0,3}[:=]\s{0,3}[\"']?(#[0-9a-f]{3,6}|rgb\([^)]{0,30}\)|[a-z]{3,20})"
)
_SHORTHAND = re.compile(r"(?<![\w-])font\s{0,3}:([^;]{0,200})")
_CAPITALS = re.compile(
    r"text-transform\s{0,3}:\s{0,3}uppercase|font-variant\s{0,3}:\s{0,3}small-caps"
)
_ALIGNED = re.compile(r"align\s{0,3}=\s{0,3}[\"']?(?:(center)|left|right|justify)", re.I)
_FONT_SIZE = re.compile(r"size\s{0,3}=\s{0,3}[\"']?([+-]?)(\d)", re.I)
_NAME = re.compile(r"/?([a-zA-Z][a-zA-Z0-9:]{0,30})")
_POINTS = {1: 7.5, 2: 10.0, 3: 12.0, 4: 13.5, 5: 18.0, 6: 24.0, 7: 36.0}
_HEAD_SIZES = {"h1": 24.0, "h2": 18.0, "h3": 14.0, "h4": 12.0, "h5": 10.0, "h6": 8.0}
_BLACK = frozenset(("#000000", "#000", "black", "rgb(0,0,0)", "windowtext", "inherit"))
_BLOCKS = frozenset(
    ("p", "div", "td", "th", "tr", "table", "li", "dd", "dt", "center", "h1", "h2", "h3", "h4", "h5", "h6", "body", "html", "ul", "ol", "dl", "pre", "blockquote")
)  # fmt: skip
_VOID = frozenset(("br", "hr", "img"))
_BACK = 24
"""Tags before a line that are looked at."""
_NEAR = 3
"""Most lines look as the tags of so many pieces before them say: what they say is found out once."""
_BULLET = 6
"""Letters of a bullet, or a number, that stands in a cell of its own before its words."""
_AHEAD = 60
"""Pieces of a line that are looked at."""


class Look(NamedTuple):
    """How the first letter of a line looks; and how far from there it stays so.

    ``bold``, ``italic`` and ``underlined`` count the letters (blanks left out) from the line's beginning on that are so.
    ``size`` is in points, 0 where nothing says it; ``colour`` is "" for black.
    """

    bold: int = 0
    italic: int = 0
    underlined: int = 0
    centred: bool = False
    capitals: bool = False
    size: float = 0.0
    colour: str = ""
    coloured: bool = False
    """Whether its last words have the colour of its first."""

    @property
    def lead(self) -> int:
        """Return how many letters at the beginning stand out by their type."""
        return max(self.bold, self.italic, self.underlined)


@dataclass(frozen=True, slots=True)
class _Tag:
    """What a tag says of the text in it; None: it says nothing of that."""

    name: str
    closes: bool = False
    is_block: bool = False
    is_void: bool = False
    bold: bool | None = None
    italic: bool | None = None
    underlined: bool | None = None
    centred: bool | None = None
    capitals: bool | None = None
    size: float | None = None
    colour: str | None = None


@dataclass(frozen=True, slots=True)
class _Set:
    """How text is set within ``tags``, the innermost first: bold, italic, underlined; and the rest of its look."""

    tags: tuple[_Tag, ...]
    type: tuple[bool, bool, bool]
    plain: Look


class Looks:
    """The looks of the lines of one marked text. ``typed``: it kept its lines, so that a line of an Item may be several of it."""

    def __init__(self, text: MarkedText, *, typed: bool) -> None:
        self._text, self._typed = text, typed
        self._pieces, self._texts = text.pieces, text.texts
        self._tags = _Tags()
        self._known: dict[tuple[str, ...], _Set] = {}

    def at(self, at: int, ink: int) -> Look:
        """Return the look of the line that begins at ``raw[at]`` and has ``ink`` letters, blanks left out."""
        index, raw_at = self._text.piece_at(at)
        own = self._pieces[index].partition(">")[0]
        key = (own, *self._pieces[max(0, index - _NEAR) : index])
        found = self._known.get(key)
        if found is None:
            found, seen = self._set_at(index)
            if seen <= _NEAR:
                self._known[key] = found
        if True not in found.type:
            return found.plain
        bold, italic, underlined = self._lengths(index, at - raw_at, ink, found)
        return found.plain._replace(bold=bold, italic=italic, underlined=underlined)

    def _set_at(self, index: int) -> tuple[_Set, int]:
        """Return how text at the piece ``index`` is set, and how many pieces before it say so."""
        tags, seen = self._open_tags(index)
        centred = capitals = size = colour = None
        for tag in tags:
            centred = tag.centred if centred is None else centred
            capitals = tag.capitals if capitals is None else capitals
            size = tag.size if size is None else size
            colour = tag.colour if colour is None else colour
        plain = Look(0, 0, 0, bool(centred), bool(capitals), size or 0.0, colour or "")
        return _Set(tuple(tags), _type(tags), plain), seen

    def _open_tags(self, index: int) -> tuple[list[_Tag], int]:
        """Return the tags near the piece ``index`` that are open there, the innermost first, and how many pieces were seen."""
        pieces, texts, tags = self._pieces, self._texts, self._tags
        closed: list[str] = []
        found: list[_Tag] = []
        outside = False
        first = max(-1, index - _BACK)
        for at in range(index, first, -1):
            if outside and texts[at].strip(_EMPTY):
                return found, index - at
            tag = tags[pieces[at]]
            if tag is None:
                continue
            if tag.closes:
                if outside and tag.is_block:
                    return found, index - at
                closed.append(tag.name)
            elif tag.name in closed:
                closed.remove(tag.name)
            elif not tag.is_void:
                found.append(tag)
            outside = outside or tag.is_block
        return found, _BACK

    def _lengths(self, index: int, skip: int, ink: int, begun: _Set) -> tuple[int, int, int]:
        """Return how many letters from the line's beginning on are bold, italic, underlined."""
        pieces, texts, typed = self._pieces, self._texts, self._typed
        inner = list(begun.tags)
        bold, italic, underlined = begun.type
        lengths = (0, 0, 0)
        done = 0
        for at in range(index, min(len(pieces), index + _AHEAD)):
            words = texts[at]
            if at == index:
                words = words[skip:]
            else:
                if not typed and words and words[0] in _EDGES:
                    if done > _BULLET:
                        break
                    words = words.lstrip(_EMPTY)
                tag = self._tags[pieces[at]]
                if tag is not None and tag.closes:
                    _close(inner, tag.name)
                elif tag is not None and not tag.is_void:
                    inner.insert(0, tag)
            if not typed:
                words = _FIRST_LINE.split(words, 1)[0] if len(words) > 1 else words
            letters = len(words) - words.count(" ") - words.count("\n")
            if not letters:
                continue
            if letters > 1 or words.strip().isalnum():
                now = _type(inner)
                bold, italic, underlined = bold and now[0], italic and now[1], underlined and now[2]
                if not (bold or italic or underlined):
                    break
            done += letters
            lengths = (
                done if bold else lengths[0],
                done if italic else lengths[1],
                done if underlined else lengths[2],
            )
            if done >= ink:
                break
        return lengths


def _close(inner: list[_Tag], name: str) -> None:
    """Take the innermost tag of that name out of those that are open."""
    for place, tag in enumerate(inner):
        if tag.name == name:
            del inner[place]
            return


_EMPTY = MARKS + " \n\xa0"


def _type(tags: Sequence[_Tag]) -> tuple[bool, bool, bool]:
    """Return whether text in these tags is bold, italic, underlined: the innermost that says something decides."""
    bold = italic = None
    underlined = False
    for tag in tags:
        bold = tag.bold if bold is None else bold
        italic = tag.italic if italic is None else italic
        underlined = underlined or tag.underlined is True
    return bool(bold), bool(italic), underlined


_EDGES = frozenset(MARKS + "\n")
_FIRST_LINE = re.compile(f"[\n{MARKS}]")


class _Tags(dict[str, "_Tag | None"]):
    """What the tag of each piece ("tag attributes>text") says; None for one that says nothing of looks."""

    def __missing__(self, piece: str) -> _Tag | None:
        nothing = piece.startswith(_SAYS_NOTHING)
        tag = self[piece] = None if nothing else _understood(piece.partition(">")[0])
        return tag


_SAYS_NOTHING = ("ix:", "/ix", "a ", "/a>", "!--")
"""How most tags begin that say nothing: they need not be read."""
_LINK = "a"
"""Links are underlined and coloured wherever they stand."""


def _hue(said: str) -> str:
    """Return a colour as CSS names it, "" for black."""
    hue = said.replace(" ", "")
    return "" if hue in _BLACK else hue


@lru_cache(maxsize=8192)
def _understood(tag: str) -> _Tag | None:
    match = _NAME.match(tag)
    if match is None:
        return None
    name = match[1].lower()
    if name == _LINK:
        return None
    if tag[0] == "/":
        return _Tag(name, closes=True, is_block=name in _BLOCKS)
    if tag[-1] == "/":
        return None
    bold = True if name in ("b", "strong", "th") or name in _HEAD_SIZES else None
    italic = True if name in ("i", "em") else None
    underlined = True if name in ("u", "ins") else None
    centred = True if name == "center" else None
    capitals: bool | None = None
    size = _HEAD_SIZES.get(name)
    colour: str | None = None
    if len(tag) > len(name) + 1:
        if (aligned := _ALIGNED.search(tag)) and "text-align" not in tag[: aligned.start() + 5]:
            centred = aligned[1] is not None
        if name == "font":
            if (sized := _FONT_SIZE.search(tag)) and "font-" not in tag[: sized.start()]:
                step = int(sized[2]) * (-1 if sized[1] == "-" else 1)
                size = _POINTS.get(3 + step if sized[1] else step)
            if hue := _COLOUR.search(tag.lower()):
                colour = _hue(hue[1])
        if style := _STYLE.search(tag):
            css = (style[1] or style[2] or "").lower()
            if "font-" in css or "text-" in css:
                if weight := _WEIGHT.search(css):
                    bold = weight[1] is not None
                if slant := _SLANT.search(css):
                    italic = slant[1] is not None
                if line := _LINE.search(css):
                    underlined = line[1] is not None
                if sized := _SIZE.search(css):
                    size = float(sized[1]) * (0.75 if sized[2] == "px" else 1.0)
                if aligned := _ALIGN.search(css):
                    centred = aligned[1] is not None
                if _CAPITALS.search(css):
                    capitals = True
            if short := _SHORTHAND.search(css):
                inherits = "inherit" in short[1]
                bold = None if inherits else "bold" in short[1] or "700" in short[1]
                italic = None if inherits else "italic" in short[1]
            if hue := _COLOUR.search(css):
                colour = _hue(hue[1])
    block, void = name in _BLOCKS, name in _VOID
    return _Tag(name, False, block, void, bold, italic, underlined, centred, capitals, size, colour)
