"""Words that HTML sets by their place on the page, as programs write that turn PDF into HTML: a block for each line, or word.

What stands at one height is one line, whichever tags the words are in; another height begins a line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_PLACED = re.compile(r"position\s{0,3}:\s{0,3}absolute", re.I)
_HEIGHT = re.compile(
    r"(?<![a-z-])(?P<edge>top|bottom)\s{0,3}:\s{0,3}(?P<at>-?\d{1,7}(?:\.\d{1,6})?)", re.I
)
_SAME = 3.0
"""Words are on one line that differ less in height, in the unit of the style, most often pixels."""
FEWEST = 50
"""Fewer tags with a place of their own, and the document has a few boxes that stand apart."""
_SHARE = 0.2
_INLINE_ENDS = frozenset(("/span", "/div", "/p", "/b", "/i", "/font", "/a"))


def is_placed(tag: str) -> bool:
    """Return whether a tag gives what is in it a place on the page by its height."""
    return (
        ("bsolut" in tag or "BSOLUT" in tag)  # most tags lack it, which is told at once
        and _PLACED.search(tag) is not None
        and _HEIGHT.search(tag) is not None
    )


def set_in_lines(
    pieces: list[str], read: list[str], placed: set[str], prose: Callable[[str], str]
) -> Iterator[range]:
    """Break lines in ``read`` where the height changes that ``placed`` tags have, and nowhere else; yield what has changed.

    Nothing changes where such tags are a small share of ``pieces``. ``prose`` reads text.
    """
    tags = [piece.partition(">")[0] for piece in pieces]
    if sum(tag in placed for tag in tags) < max(FEWEST, _SHARE * len(pieces)):
        return
    height: tuple[str, float] | None = None
    for index, (piece, tag) in enumerate(zip(pieces, tags, strict=True)):
        text = piece[len(tag) + 1 :]
        if tag in placed:
            if not read[index] and text.strip():
                # in a part that is not shown
                continue
            now = _height(tag)
            same = height is not None and now[0] == height[0] and abs(now[1] - height[1]) < _SAME
            words = prose(text)
            read[index] = words if same else "\n" + words.lstrip(" ")
            height = now
        elif height is not None and tag in _INLINE_ENDS and not text.strip():
            read[index] = " "
        else:
            if read[index][:1] not in ("", " ") and not read[index][:1].isprintable():
                height = None
            continue
        yield range(index, index + 1)


def _height(tag: str) -> tuple[str, float]:
    found = _HEIGHT.search(tag)
    return (found["edge"].lower(), float(found["at"])) if found else ("", 0.0)
