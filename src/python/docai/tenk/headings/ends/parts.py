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
    end = min((_before(low, one.end, limit, part.lower()) for part in begun), default=limit)
    return _introduced(low, one.end, limit) if end == limit and "III" in begun else end


def _introduced(low: str, start: int, limit: int) -> int:
    """Return where the paragraph begins, the last before ``limit``, that says of part III that it stands elsewhere.

    ``limit`` if none does: where the part has no heading.
    """
    floor = max(start, limit - _LONGEST_ANSWER)
    if "proxy statement" not in low[floor:limit]:
        return limit
    said = _OF_PART_THREE.search(low, floor, limit)
    # named before, the part has a heading of some kind, or the Item speaks of it
    named = said is None or low.find("part iii", start, said.start()) != -1
    return limit if said is None or named else said.start("said")


_LONGEST_ANSWER = 900
_OF_PART_THREE = re.compile(
    rf"[\n{ROW_END}{PAGE}][ \t]{{0,40}}(?P<said>(?:(?:certain|the|all)[ ](?:of the[ ])?)?information\s{{1,9}}(?:that is\s)?(?:required|called\s{{1,9}}for)\s{{1,9}}(?:by|in|under)\s{{1,9}}(?:this\s)?part\s{{1,4}}iii\b(?:[^\n]|\n(?!\s{{0,40}}\n))*)\s*$"
)
"""A paragraph that speaks of part III and is the last before a place."""


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
