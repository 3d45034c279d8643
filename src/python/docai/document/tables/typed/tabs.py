"""Lines of plain text with tabs: where their characters stand on a page whose tab stops are eight characters apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from typing import NamedTuple

_STOP = 8
"""Blanks that a tab became when the document was read, and the distance of tab stops."""
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#[0-9]{2,4});")


class Line(NamedTuple):
    """A line: where it begins in the text, its characters, and where in the text those stand if not side by side."""

    start: int
    words: str
    places: Sequence[int] = ()

    def place(self, at: int) -> int:
        """Return where in the text the character ``at`` stands."""
        return self.places[at] if self.places else self.start + at


def with_stops(line: Line, source: str) -> Line:
    """Return a line with its tabs at their stops; ``source`` is the line as filed, and told by its tabs alone.

    An entity ("&amp;") is the one character that it says. A line in which more changed (tags) stays as it is.
    """
    if "&" in source:
        source = _ENTITY.sub(lambda match: unescape(match[0]), source)
    if source.replace("\t", " " * _STOP) != line.words:
        return line
    words: list[str] = []
    places: list[int] = []
    at = line.start
    for character in source:
        if character == "\t":
            blanks = _STOP - len(places) % _STOP
            words.append(" " * blanks)
            places += [at + min(blank, _STOP - 1) for blank in range(blanks)]
            at += _STOP
        else:
            words.append(character)
            places.append(at)
            at += 1
    return Line(line.start, "".join(words), (*places, at))
