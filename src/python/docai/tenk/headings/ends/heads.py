"""The head of the page on which the next Item begins: the filer's name, and the form's."""

from __future__ import annotations

import re

from docai.document.marks import CELL, PAGE, ROW, ROW_END
from docai.tenk.vocabulary import letters

_REACH = 360
_MOST_LINES = 3
_LONGEST_LINE = 90
_OFTEN = 3
"""A line of a running head stands this often in the document."""
_BREAKS = re.compile(rf"[\n{ROW}{ROW_END}]")
_BLANK_LINE = re.compile(rf"[\n{ROW_END}][ \t{CELL}]*[\n{ROW}]")
_COMPANY = re.compile(
    r"(?:[^ ]{1,40} ){1,7}(?:compan(?:y|ies)|corp(?:oration)?|bancorp|inc(?:orporated)?|ltd|limited|partnership|l\.p|trust|holdings|utilities)[.,]?(?: and (?:consolidated )?subsidiar(?:y|ies))?"
    r"|(?:and )?(?:consolidated )?subsidiar(?:y|ies)"
)
_FORM = re.compile(
    r"(?:[^ ]{1,40} ){0,6}?(?:\d{4} )?form 10-?k(?:[ ,/]{1,3}part(?: [ivx]{1,3})?(?:/part [ivx]{1,3})?)?|(?:\d{4} )?annual report"
)
_DAY = re.compile(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december) \d{1,2}, \d{4}"
)
_FOOT = re.compile(
    r"\n\s{0,90}(?:page )?[–—-]{0,2} ?(?:[ivxfs]{1,3} ?- ?)?\d{1,3} ?[–—-]{0,2}\s{0,90}\Z"
)
"""The number at the foot of the page above such a head."""
_SAYS = re.compile(
    r"\b(?:the|this|our|its|of|an?) (?:compan(?:y|ies)|corporation|trust|partnership|holdings)$|(?<!inc)(?<!corp)(?<!co)(?<!ltd)(?<!l\.p)\.$"
    r"|\b(?:omitted|omits|pursuant|incorporated (?:by|herein)|none|not|is|are|was|were|has|have|by|see|to|items?)\b"
)
"""What a sentence says, and no running head."""


def before_head(low: str, start: int, end: int, *, part: bool) -> int:
    """Return ``end`` without the running head of the page that begins before it, or ``end`` itself where none stands there.

    ``part``: the heading of a part followed, below which a head may stand without a break of page.
    """
    floor = max(start, end - _REACH)
    page = low.rfind(PAGE, floor, end)
    if page == -1 and not part:
        return end
    if page == -1:
        *_, page = [
            floor - 1,
            *(
                one.start()
                for one in _BLANK_LINE.finditer(low, floor, end)
                if letters(low[one.end() : end])
            ),
        ]
        if page < floor:
            return end
    lines = [" ".join(line.split()) for line in _BREAKS.split(low[page + 1 : end])]
    lines = [line for line in lines if letters(line)]
    if not lines or not _are_head(lines, low):
        return end
    foot = _FOOT.search(low[floor : page + 1])
    return floor + foot.start() if foot else page + 1


def _are_head(lines: list[str], low: str) -> bool:
    """Return whether lines are a running head: a name that stands often, and what else heads a page with it."""
    if (
        len(lines) > _MOST_LINES
        or max(map(len, lines)) > _LONGEST_LINE
        or any(map(_SAYS.search, lines))
    ):
        return False
    first, *others = (line.rstrip(" ./,;:-_") for line in lines)
    if not (_is_name(first) or any(map(_FORM.fullmatch, others))):
        return False
    return _is_often(low, lines[0]) and all(
        _is_name(one) or _DAY.fullmatch(one) or _is_often(low, one) for one in others
    )


def _is_often(low: str, line: str) -> bool:
    at = -1
    for _ in range(_OFTEN):
        at = low.find(line, at + 1)
        if at == -1:
            return False
    return True


def _is_name(line: str) -> bool:
    return _COMPANY.fullmatch(line) is not None or _FORM.fullmatch(line) is not None
