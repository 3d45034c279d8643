"""The title of an Item, from the words after its number."""

from __future__ import annotations

import re

from docai.document.marks import CELL, PAGE, ROW, ROW_END, SPAN, TABLE
from docai.tenk.headings.candidates import Heading
from docai.tenk.vocabulary import NUMBER, WORDS

_LEAD = re.compile(rf"[\s.:;#*_|)\]{CELL}{SPAN}{TABLE}{ROW}{ROW_END}{PAGE}–—-]+")
_END = re.compile(
    rf"[\n{ROW_END}{ROW}{PAGE}]| {{4,}}|\.{{3,}}|(?<=[a-z\])])[.:](?=[ {CELL}][A-Z“])|\.?[ ]?[–—][ ](?=[A-Z])|\.(?=  )"
)
_GOES_ON = re.compile(rf"[\s{CELL}{SPAN}]*([A-Za-z,’'&/ -]{{3,90}})(?=[\n{ROW_END}{CELL}]|$)")
_OPEN_END = re.compile(
    r"(?:\b(?:of|and|the|for|on|to|in|about|with|certain|financial|security|related|shareholder|stockholder|director)|,|’s|'s|-)$",
    re.I,
)
_LONGEST = 220
_MARKS_BLANK = str.maketrans(dict.fromkeys(CELL + SPAN + TABLE + ROW + ROW_END, " "))


def title_of(raw: str, heading: Heading) -> str:
    """Return the title as filed, on one line; "" when nothing follows the number but the Item's text."""
    if not heading.kind:
        return _short_line(raw, heading.end)
    number_end = _after_number(raw, heading)
    lead = _LEAD.match(raw, number_end)
    at = lead.end() if lead else number_end
    end = _END.search(raw, max(at, heading.end), at + _LONGEST)
    stop = end.start() if end else min(len(raw), at + _LONGEST)
    title = _clean(raw[at:stop])
    for _ in range(2):
        if not _OPEN_END.search(title):
            break
        more = _GOES_ON.match(raw, stop)
        if not more or len(title) > _LONGEST:
            break
        title = f"{title} {_clean(more[1])}"
        stop = more.end()
    return title.rstrip(" .:-–—")


_NUMBER = re.compile(
    rf"i ?t ?e ?m ?s?(?:\(s\))?[\s.:;#*_|{CELL}{SPAN}{TABLE}{ROW}{ROW_END}–—-]{{0,40}}\(?(?:{NUMBER}|[ivx]{{1,5}}\b)"
    rf"(?:[ \t.-]{{0,2}}\(?[a-d]\)?(?![a-z]))?(?:[ \t]?\(?t\)?(?![a-z]))?"
    rf"(?:(?:[ \t,;&/{CELL}]|and|through|thru|to|or|items?|[–—-](?=[ \t]?\d))+(?:\d{{1,2}}[a-d]?(?![\da-z])|(?:{'|'.join(WORDS)})\b))*(?:,?[ \t]{{1,3}}\(?inclusive\)?)?",
    re.I,
)


def _after_number(raw: str, heading: Heading) -> int:
    match = _NUMBER.match(raw, heading.at)
    return min(match.end(), heading.end) if match else heading.at


def _short_line(raw: str, at: int) -> str:
    lead = _LEAD.match(raw, at)
    at = lead.end() if lead else at
    end = _END.search(raw, at, at + _LONGEST)
    line = _clean(raw[at : end.start()]) if end else ""
    return line if 0 < len(line) <= 120 and line[:1].isupper() else ""


def _clean(text: str) -> str:
    return " ".join(text.translate(_MARKS_BLANK).split())
