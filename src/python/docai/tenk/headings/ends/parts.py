"""The words that introduce a part of the form: they belong to none of the Items before it."""

from __future__ import annotations

import re

from docai.document.marks import CELL, PAGE, ROW_END
from docai.tenk.headings.candidates import Heading
from docai.tenk.headings.lines import line_start
from docai.tenk.vocabulary import Numbering, letters

_PART_ALONE = re.compile(rf"(?P<part>part (?:iii|ii|iv))[ \t.:–—-]{{0,9}}[\n{ROW_END}{CELL}{PAGE}]")
_LEAST_INTRODUCTION = 20
"""Letters; a running head has fewer behind the part."""
_REACH = 2600
_MOST_NAMES = 9
"""An introduction names its part fewer times."""


def before_parts(low: str, one: Heading, two: Heading, limit: int, numbering: Numbering) -> int:
    """Return where the heading ends of the first part that begins between two Items, if something short introduces it.

    ``limit``, where the first of them ends otherwise, if nothing does. "Certain information required by Part III is
    incorporated by reference" is none of Item 9B's words.
    """
    begun = [part for first, part in numbering.parts if one.key < first <= two.key and part != "I"]
    return min((_before(low, one.end, limit, part.lower()) for part in begun), default=limit)


def _before(low: str, start: int, limit: int, part: str) -> int:
    found = _alone(low, start, limit, f"part {part}")
    # the head of every page of a part names it too
    if not found or limit - found[0].start() > _REACH:
        return limit
    if low.count(f"part {part}", found[-1].end(), limit) >= _MOST_NAMES:
        return limit
    introduced = len(letters(low[found[-1].end() : limit])) >= _LEAST_INTRODUCTION
    return found[0].end("part") if introduced else limit


def _alone(low: str, start: int, limit: int, part: str) -> list[re.Match[str]]:
    """Return the headings of a part between two places that stand alone on their lines."""
    found: list[re.Match[str]] = []
    at = low.find(part, start, limit)
    while at >= 0:
        heading = _PART_ALONE.match(low, at)
        if heading and heading["part"] == part and line_start(low, at)[1]:
            found.append(heading)
        at = low.find(part, at + 1, limit)
    return found
