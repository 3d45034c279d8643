"""Headings at the beginning of a paragraph of plain text, which no look sets apart: "Competition. We compete ...", "COMPETITION -- We compete ..."."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from docai.tenk.structure.headings import Heading, Sign, rank_of
from docai.tenk.structure.lines import Line
from docai.tenk.structure.words import ABBREVIATED, cannot_be

_LEAD = re.compile(
    r"(?P<title>[A-Z][\w&/’'().-]*(?:,? [\w&/’'()-]+){0,9}?)(?P<stop>\.|:| ?--(?!-)| -(?= )| ?[–—])(?= *[\"“(]?[A-Z$])"
)
"""A title, what parts it from its paragraph, and the paragraph's first letter."""
_LABEL = re.compile(r"(?:^|[\W_])\w$")
"""A letter or a figure that a full stop stands behind: "Class a.", "Part 2."."""
_NOTE = re.compile(r"(?:foot)?notes?", re.I)
_LONG_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]{3,}")
_FEWEST = 3
_LEAST = 100
"""Characters of a paragraph with its heading."""
_FARTHEST = 90
_LONGEST = 80


def run_ins(text: str, lines: Sequence[Line]) -> dict[int, Heading]:
    """Return the run-in headings among the lines of an Item of plain text, by where these begin.

    A title is one if the Item has at least three of its kind: in capitals or not, parted from its paragraph in the same way.
    """
    found: list[tuple[Line, Heading, tuple[bool, str]]] = []
    for line in lines:
        if line.kind != "words" or line.end - line.start < _LEAST:
            continue
        start = line.end - len(text[line.start : line.end].lstrip())
        match = _LEAD.match(text, start, min(line.end, start + _FARTHEST))
        if match is None or not _is_title(match["title"], match["stop"]):
            continue
        title, stop = match["title"], match["stop"]
        end = match.end("stop") if stop in ".:" else match.end("title")
        sign = Sign(capitals=title.isupper(), run_in=True)
        heading = Heading(start, end, line.at, sign, rank_of(sign, title))
        found.append((line, heading, (sign.capitals, stop.strip()[0])))
    often = Counter(kind for _, _, kind in found)
    return {line.start: heading for line, heading, kind in found if often[kind] >= _FEWEST}


def _is_title(title: str, stop: str) -> bool:
    """Return whether words are a title: each long one begins with a capital, and no name of a person or company ends them."""
    long = _LONG_WORD.findall(title)
    return (
        bool(long)
        and len(title) <= _LONGEST
        and all(word[0].isupper() for word in long)
        and not (stop == "." and (ABBREVIATED.search(title) or _LABEL.search(title)))
        and not _NOTE.fullmatch(title)
        and not cannot_be(title)
    )
