"""The head of the page on which the next Item begins: the filer's name, and the form's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docai.document.marks import CELL, PAGE, ROW, ROW_END, SPAN, TABLE
from docai.tenk.headings.title import is_answer
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
    r"(?:[^ ]{1,40} ){0,6}?(?:(?:\d{4} )?form|(?:fiscal )?\d{4}) 10-?k(?:[ ,/]{1,3}part(?: [ivx]{1,3})?(?:/part [ivx]{1,3})?)?|(?:\d{4} )?annual report"
)
_LINK = re.compile(
    r"(?:(?:back|return) to )?(?:the )?(?:table of contents|contents|top)|(?:md&a |financial )?index(?: to (?:the )?(?:consolidated )?financial statements(?: and schedules?)?)?"
)
"""What leads back to a list, at the top of every page of many reports since 2001."""
_PART = re.compile(
    r"part (?:iii|ii|iv|i)(?:[ ,.:|–—-]{1,5}items? ?\d{1,2}[a-c]?(?:(?:,| and| &)?[ –—-]{0,3}\d{1,2}[a-c]?){0,7})?"
)
_LEAST_OFTEN = 8
"""Letters of a line beside such a link that stands often; fewer may be any words."""
_BLANK = f" \t{CELL}{SPAN}{TABLE}"
_MARKS_BLANK = str.maketrans(dict.fromkeys(CELL + SPAN + TABLE, " "))
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


def before_head(low: str, start: int, end: int, *, part: bool, title: str = "") -> int:
    """Return ``end`` without the running head of the page that begins before it, or ``end`` itself where none stands there.

    ``part``: the heading of a part followed, below which a head may stand without a break of page. ``title``: the letters
    of what follows, which such a head may say as well.
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
        title = ""
    shown = [line.strip(_BLANK) for line in _BREAKS.split(low[page + 1 : end])]
    shown = [line for line in shown if letters(line)]
    if not shown or not (_are_linked(shown, title, low) or _are_head(shown, low)):
        return end
    foot = _FOOT.search(low[floor : page + 1])
    return floor + foot.start() if foot else page + 1


def _flat(line: str) -> str:
    return " ".join(line.translate(_MARKS_BLANK).split())


def _are_head(shown: list[str], low: str) -> bool:
    """Return whether lines are a running head: a name that stands often, and what else heads a page with it."""
    lines = [_flat(line) for line in shown]
    if (
        len(lines) > _MOST_LINES
        or max(map(len, lines)) > _LONGEST_LINE
        or any(map(_SAYS.search, lines))
    ):
        return False
    first, *others = (line.rstrip(" ./,;:-_") for line in lines)
    if not (_is_name(first) or any(map(_FORM.fullmatch, others))):
        return False
    return _is_often(low, shown[0]) and all(
        _is_name(one) or _DAY.fullmatch(one) or _is_often(low, line)
        for one, line in zip(others, shown[1:], strict=True)
    )


def _are_linked(shown: list[str], title: str, low: str) -> bool:
    """Return whether lines are the head of a page with a link back to a list, or with the ``title`` of what follows.

    Beside these such a head names the part, the filer, or a chapter; where it links to two lists, one that no other page has.
    """
    links, titled = 0, False
    others: list[str] = []
    for line in _apart(shown):
        flat = _flat(line)
        said = letters(flat)
        if _LINK.fullmatch(flat):
            links += 1
        elif _says_title(said, title) and not is_answer(flat):
            titled = True
        elif not _PART.fullmatch(flat):
            if len(flat) > _LONGEST_LINE or _SAYS.search(flat):
                return False
            others.append(line)
    if not (links or titled) or len(others) > _MOST_BESIDE:
        return False
    return links > 1 or all(
        len(letters(line)) >= _LEAST_OFTEN and _is_often(low, line) for line in others
    )


def _apart(shown: list[str]) -> Iterator[str]:
    """Yield lines, of those with a link in a cell that cell alone: what stands beside it goes with it."""
    for line in shown:
        link = next((cell for cell in line.split(CELL) if _LINK.fullmatch(_flat(cell))), None)
        yield line if link is None else link


def _says_title(said: str, title: str) -> bool:
    """Return whether the letters of a line are in those of a title, or begin them where they are few."""
    if len(said) < _LEAST_TITLE:
        return len(said) >= _LEAST_OFTEN and title.startswith(said)
    return said in title


_MOST_BESIDE = 2
_LEAST_TITLE = 12


def _is_often(low: str, line: str) -> bool:
    at = -1
    for _ in range(_OFTEN):
        at = low.find(line, at + 1)
        if at == -1:
            return False
    return True


def _is_name(line: str) -> bool:
    return _COMPANY.fullmatch(line) is not None or _FORM.fullmatch(line) is not None
