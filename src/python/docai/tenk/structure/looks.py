"""How a line looks: bold, italic, underlined, centred, its size and colour, from the tags around it and their inline CSS.

Only the tags near a line are looked at, and every distinct tag is understood once: a look costs a few microseconds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from docai.document.marked_text import MarkedText
from docai.document.marks import MARKS
from docai.tenk.structure.tags import Tag, Tags

_BACK = 24
"""Tags before a line that are looked at."""
_AROUND = 60
"""Tags before a line in which paragraphs may stand that a tag of type is around, as around the line."""
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
class _Set:
    """How text is set within ``tags``, the innermost first: bold, italic, underlined; and the rest of its look."""

    tags: tuple[Tag, ...]
    type: tuple[bool, bool, bool]
    plain: Look


class Looks:
    """The looks of the lines of one marked text. ``typed``: it kept its lines, so that a line of an Item may be several of it."""

    def __init__(self, text: MarkedText, *, typed: bool) -> None:
        self._text, self._typed = text, typed
        self._pieces, self._texts = text.pieces, text.texts
        self._tags = Tags()
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

    def _open_tags(self, index: int) -> tuple[list[Tag], int]:
        """Return the tags near the piece ``index`` that are open there, the innermost first, and how many pieces were seen."""
        pieces, texts, tags = self._pieces, self._texts, self._tags
        closed: list[str] = []
        found: list[Tag] = []
        outside = False
        first = max(-1, index - _BACK)
        for at in range(index, first, -1):
            if outside and texts[at].strip(_EMPTY):
                return found, index - at
            tag = tags[pieces[at]]
            if tag is None:
                continue
            if tag.closes:
                if outside and tag.is_block and not self._is_empty(at):
                    if self._text.wraps_blocks:
                        return [*found, *self._around(at, tag.name, closed)], _BACK
                    return found, index - at
                closed.append(tag.name)
            elif tag.name in closed:
                closed.remove(tag.name)
            elif not tag.is_void:
                found.append(tag)
            outside = outside or tag.is_block
        return found, _BACK

    def _around(self, at: int, name: str, closed: list[str]) -> list[Tag]:
        """Return the tags of type around the block that the piece ``at`` ends, and around what follows it: "<b><p>One</p><p>Two</p></b>".

        ``name`` is that of the block, ``closed`` are the tags closed behind it. There may be more such blocks before it.
        """
        pieces, texts, tags = self._pieces, self._texts, self._tags
        around: list[Tag] = []
        depth = 0
        for before in range(at, max(-1, at - _AROUND), -1):
            tag = tags[pieces[before]]
            if tag is None or tag.is_void:
                continue
            if not depth and not tag.closes:
                # right before the first block
                if tag.is_block or texts[before].strip(_EMPTY) or tag.name in closed:
                    break
                around.append(tag)
            elif tag.is_block:
                if tag.name == name:
                    depth += 1 if tag.closes else -1
                if not depth and texts[before - 1].strip(_EMPTY):
                    break
            elif tag.closes:
                if not depth:
                    break
                closed.append(tag.name)
            elif tag.name in closed:
                closed.remove(tag.name)
        return around

    def _is_empty(self, at: int) -> bool:
        """Return whether the block that the piece ``at`` ends is empty: what is open before it is open behind it."""
        tag = self._tags[self._pieces[at - 1]]
        return (
            tag is not None
            and tag.is_block
            and not (tag.closes or self._texts[at - 1].strip(_EMPTY))
            and tag.name == self._pieces[at][1 : len(tag.name) + 1].lower()
        )

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


def _close(inner: list[Tag], name: str) -> None:
    """Take the innermost tag of that name out of those that are open."""
    for place, tag in enumerate(inner):
        if tag.name == name:
            del inner[place]
            return


_EMPTY = MARKS + " \n\xa0"


def _type(tags: Sequence[Tag]) -> tuple[bool, bool, bool]:
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
