"""What a tag says of the look of the text in it, by its name, its attributes and its inline CSS; every distinct one is understood once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

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


@dataclass(frozen=True, slots=True)
class Tag:
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


class Tags(dict[str, "Tag | None"]):
    """What the tag of each piece ("tag attributes>text") says; None for one that says nothing of looks."""

    def __missing__(self, piece: str) -> Tag | None:
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
def _understood(tag: str) -> Tag | None:
    match = _NAME.match(tag)
    if match is None:
        return None
    name = match[1].lower()
    if name == _LINK:
        return None
    if tag[0] == "/":
        return Tag(name, closes=True, is_block=name in _BLOCKS)
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
    return Tag(name, False, block, void, bold, italic, underlined, centred, capitals, size, colour)
