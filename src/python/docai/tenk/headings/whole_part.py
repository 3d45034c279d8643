"""A part of the form that is answered as a whole: one paragraph for Items 10 to 14."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from docai.document.marks import CELL, PAGE, ROW, ROW_END
from docai.tenk.headings.candidates import Heading
from docai.tenk.headings.lines import line_start
from docai.tenk.vocabulary import LAST, Key, Numbering

_PART = re.compile(
    rf"part[ \t]{{1,4}}(?P<part>i{{1,3}}|iv|[1-4])\b(?=[ \t.:,;–—{CELL}-]{{0,20}}(?:[\n{ROW_END}{PAGE}{ROW}]|(?:the |certain )?information|items? 10\b))"
)
_NAMED = re.compile(
    r"\b(?:this (?:part|section)\b|items?\s{1,9}(?P<first>\d{1,2})[a-d]?(?:\s{1,3}\([^()]{1,300}\))?\s{0,9}(?:,|and|through|thru|to|-|–|—)|part\s{1,9}i{1,3}v?\b)"
)
_BY_REFERENCE = re.compile(
    r"[^a-z]{1,40}(?:(?:is|are|all) )?(?:hereby )?(?:incorporated|omitted|not applicable|none\b|the information (?:required|called for)|information required)"
)
"""An answer right behind the heading of the part, which need not name it."""
_ANSWERED = re.compile(
    r"incorporated|omitted|omission|proxy|information statement|not (?:applicable|required)|by reference|inapplicable"
)
_NAMES_FEES = re.compile(r"\b14\b|\bpart iii\b|\bthis part\b")
_FEES: Key = (14, "")
_EXHIBITS: Key = (15, "")
_LONGEST_ANSWER = 2400
_PARTS = {"1": "I", "2": "II", "3": "III", "4": "IV"}
_SCORE = 6.0
_LEAST_ITEMS = 3


def find_whole_parts(path: Sequence[Heading], low: str, numbering: Numbering) -> list[Heading]:
    """Return a heading for each part without Items of its own whose first paragraph speaks for all of them.

    Source: Form 10-K, General Instruction G(3): the information of Part III may be incorporated by reference.
    """
    found: list[Heading] = []
    have = {key for heading in path for key in heading.covers}
    lacking = {part: _lacking(part, numbering, have) for part in _PARTS.values()}
    if not any(lacking.values()):
        return found
    named_parts = list(_PART.finditer(low, path[0].start))
    begun = [one.start() for one in named_parts if _begins(low, one.start())]
    for match in named_parts:
        part = match["part"].upper()
        part = _PARTS.get(part, part)
        start, clean = line_start(low, match.start())
        keys = lacking[part]
        if not clean or not keys:
            continue
        end = min([h.start for h in path if h.at > match.start()], default=len(low))
        following = bisect_left(begun, match.end())
        end = min(end, match.end() + _LONGEST_ANSWER, *begun[following : following + 1])
        answer = low[match.end() : end]
        named = _NAMED.search(answer)
        keys = [key for key in keys if key != _FEES or _NAMES_FEES.search(answer) or not named]
        if (
            (named or _BY_REFERENCE.match(answer))
            and _ANSWERED.search(answer)
            and _in_place(path, match.start(), keys)
        ):
            at = match.start()
            found.append(
                Heading(start, at, match.end(), keys[0], tuple(keys), "", _SCORE, number_end=at)
            )
            lacking[part] = []
    return found


def _begins(low: str, at: int) -> bool:
    """Return whether the name of a part is a heading: it begins a line, and no sentence runs on into it."""
    start, clean = line_start(low, at)
    before = low[max(0, start - _LINE) : start]
    return clean and not (before.endswith("\n") and before[:-1].rstrip(" ")[-1:].isalpha())


_LINE = 90


def _in_place(path: Sequence[Heading], at: int, keys: Sequence[Key]) -> bool:
    """Return whether the Items before a place come before those of the part, and those after it after them."""
    return all(
        (heading.key < keys[0]) == (heading.at < at) for heading in path if heading.key <= LAST
    )


def _lacking(part: str, numbering: Numbering, have: set[Key]) -> list[Key]:
    """Return the Items of a part that are not there, if they are most of it. Those with a letter not every year has."""
    firsts = {keys[0] for keys in numbering.numbers.values()}
    keys = sorted(
        key for key in firsts - have if not key[1] and _part(key, numbering, have) == part
    )
    return keys if len(keys) >= _LEAST_ITEMS else []


def _part(key: Key, numbering: Numbering, have: set[Key]) -> str:
    """Return the part of an Item that is not there: 14 is that of the fees where 15 has the exhibits."""
    return numbering.part(key, "fees" if key == _FEES and _EXHIBITS in have else "")
