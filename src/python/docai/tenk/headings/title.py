"""The title of an Item, from the words after its number."""

from __future__ import annotations

import re

from docai.document.marks import CELL, PAGE, ROW, ROW_END, SPAN, TABLE
from docai.tenk.headings.candidates import Heading

_LEAD = re.compile(rf"[\s.,:;#*_|)\]{CELL}{SPAN}{TABLE}{ROW}{ROW_END}{PAGE}–—-]+")
_PAGES = r"(?:pages?[ ])?(?:(?:iii|[a-z]{1,2})-)?\d{1,3}(?:[ ]?(?:-|–|—|,|;|to|and|&)[ ]?(?:(?:iii|[a-z]{1,2})-)?\d{1,3})*[*†‡]{0,4}"
_IN_A_CELL = rf"[\s{CELL}{SPAN}{TABLE}]{{0,40}}(?i:{_PAGES}|none\.?|not applicable\.?|n/a|\(\w\))[\s{CELL}{SPAN}]{{0,40}}(?:[{ROW_END}]|$)"
"""What a row of an index has beside the title: pages, or a word in their place."""
_END = re.compile(
    rf"[\n{ROW_END}{ROW}{PAGE}]|{CELL}(?={_IN_A_CELL})| {{4,}}|[ ]{{2,3}}(?=(?i:annual report|proxy statement|not applicable|none\b))|\.{{3,}}|(?<=[a-z\])])[.:](?=[ {CELL}][A-Z“])|\.?[ ]?[–—][ ](?=[A-Z])|\.(?=  )"
)
_GOES_ON = re.compile(
    rf"[\s{CELL}{SPAN}]*(?:[-=_][ -=_]{{2,160}}\s{{0,90}})?([A-Za-z,’'&/ -]{{3,90}})(?=[\n{ROW_END}{CELL}]|$)"
)
_OPEN_END = re.compile(
    r"(?:\b(?:of|and|the|for|on|to|in|about|with|certain|financial|security|related|shareholder|stockholder|director)|,|’s|'s|-)$",
    re.I,
)
_JOINS = re.compile(
    rf"[\s{CELL}{SPAN}]*(?:(?:and|of|to|for|on|with|in)\b|(?:AND|OF|TO|FOR|ON|WITH|IN)\b(?=[A-Z,’'&/ -]{{2,90}}(?:[\n{ROW_END}{CELL}]|$)))"
)
"""How the second line of a title may begin, where the first could stand alone."""
_LONGEST = 220
_AFTER = " .:-–—"
"""What may stand between a title and the Item's text, and is neither."""
_MARKS_BLANK = str.maketrans(dict.fromkeys(CELL + SPAN + TABLE + ROW + ROW_END, " "))


def title_of(raw: str, heading: Heading) -> str:
    """Return the title as filed, on one line; "" when nothing follows the number but the Item's text."""
    if not heading.kind:
        return _short_line(raw, heading.number_end)
    lead = _LEAD.match(raw, heading.number_end)
    at = lead.end() if lead else heading.number_end
    end = _END.search(raw, max(at, heading.end), at + _LONGEST)
    stop = end.start() if end else min(len(raw), at + _LONGEST)
    title = _clean(raw[at:stop])
    for _ in range(2):
        if not (_OPEN_END.search(title) or _JOINS.match(raw, stop)):
            break
        more = _GOES_ON.match(raw, stop)
        if not more or len(title) > _LONGEST:
            break
        title = f"{title} {_clean(more[1])}"
        stop = more.end()
    if heading.chain_end:
        title = _JOINED.sub("", title)
    return _OPEN_ANSWER.sub("", title).rstrip(_AFTER)


_JOINED = re.compile(r"(?:,?[ ](?:and|&)|,)$|(?<=\))[ ]?[,;a].*$", re.I)
"""What joins the title to the next Item of the same heading, and that Item."""


_OPEN_ANSWER = re.compile(
    r"[ ]?\((?:omitted|inapplicable|not applicable|not required|none)\b[^)]*$", re.I
)
"""An answer in brackets that the end of a line cuts: it stands beside the title, and is the Item's text."""
_SAYS = re.compile(
    r"\b(?:is|are|was|were|will|has|have|incorporated|omitted|(?:in|not )applicable|none|not required)\b",
    re.I,
)
"""What an answer says and no title does."""


def is_answer(line: str) -> bool:
    """Return whether a line behind a number is an answer, not a title."""
    return _SAYS.search(line) is not None


def _short_line(raw: str, at: int) -> str:
    lead = _LEAD.match(raw, at)
    at = lead.end() if lead else at
    end = _END.search(raw, at, at + _LONGEST)
    line = _clean(raw[at : end.start()]).rstrip(_AFTER) if end else ""
    return line if line[:1].isupper() and not is_answer(line) else ""


def _clean(text: str) -> str:
    return " ".join(_RULE.sub(" ", text.translate(_MARKS_BLANK)).split())


_RULE = re.compile(r"-{3,}|_{3,}|={3,}")
"""An underline of characters, between the lines of a title."""
