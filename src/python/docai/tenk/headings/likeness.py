"""How much a place looks like the heading of an Item, by its number, its title and the words around it."""

from __future__ import annotations

import re

from docai.document.marks import CELL, PAGE, ROW, ROW_END, SPAN, TABLE
from docai.tenk.headings.lines import LINE_BREAKS
from docai.tenk.vocabulary import Key, Numbering

TITLE_REACH = 260
"""How many characters after an Item's number its title is looked for."""


def fits(kind: str, key: Key, numbering: Numbering) -> bool:
    """Return whether a title of this kind is that of the Item."""
    return bool(kind) and key in numbering.numbers[kind]


def judged(
    raw: str, low: str, start: int, at: int, end: int, after: str, kind: str,
    key: Key, covers: tuple[Key, ...], numbering: Numbering,
) -> tuple[float, str, Key, tuple[Key, ...]]:  # fmt: skip
    """Return how much it looks like a heading, with the title, number and cover that the title makes likely."""
    if _goes_on_about_the_report(raw, low, end):
        return 0.0, kind, key, covers
    score = 4.0
    same = _same_number(kind, key, numbering) if kind else None
    first = after.lstrip(f" \t.:;–—-*_\n{CELL}{SPAN}{TABLE}{ROW}{ROW_END}{PAGE}")[:1]
    next_char = after[:1]
    if (kind and fits(kind, key, numbering)) or any(fits(kind, one, numbering) for one in covers):
        score += 6
    elif kind and kind != "reserved" and (same is not None or kind in _DECISIVE):
        score += 2 if same else -1
        if len(covers) == 1:
            key = numbering.numbers[kind][0] if same is None else same
            covers = (key,)
    else:
        kind = "" if kind != "reserved" else kind
        title = raw[end : end + TITLE_REACH].lstrip(
            f" \t.,:;–—-*_\n{CELL}{SPAN}{TABLE}{ROW}{ROW_END}{PAGE}"
        )
        upper_title = title[:1].isupper()
        in_capitals = next_char == "," and raw[at : at + 4].isupper() and title[:4].isupper()
        if (
            (next_char and next_char in ",)”\"’';" and not in_capitals)
            or (first.isalpha() and not upper_title)
            or (first == "(" and next_char != "\n")
        ):
            return 0.0, kind, key, covers
        score -= 1
    word = raw[at : at + 4]
    if word.islower():
        score -= 4
    elif word.isupper():
        score += 1
    if _BULLET.search(raw, start, at):
        score -= 0.5
    # the line before runs on into this one
    if low[start - 1 : start] == "\n":
        before = low[max(0, start - 160) : start - 1]
        last = before.rstrip(" ")[-1:]
        if last and last not in LINE_BREAKS and (last.isalpha() or last in ',(“‘"'):
            tail = raw[max(0, start - 160) : start - 1].rstrip(" ").rsplit("\n", 1)[-1]
            if not _PART.fullmatch(tail):
                runs_on = _runs_on(tail)
                if runs_on and _INCORPORATED.match(low, end):
                    return 0.0, kind, key, covers
                score -= 5 if runs_on else 1
    if raw[at - 1 : at] in ("“", '"', "‘", "("):
        score -= 1 if raw[at - 1] == "(" and raw[end - 1] == ")" else 5
    return score, kind, key, covers


def _same_number(kind: str, key: Key, numbering: Numbering) -> Key | None:
    """Return the Item of that title whose number is that of ``key``, whatever its letter; None if there is none."""
    return next((one for one in numbering.numbers[kind] if one[0] == key[0]), None)


_DECISIVE = frozenset(
    [
        "business",
        "risk_factors",
        "staff_comments",
        "cybersecurity",
        "properties",
        "legal",
        "votes",
        "mine_safety",
        "market",
        "selected",
        "mda",
        "market_risk",
        "statements",
        "accountants",
        "directors",
        "compensation",
        "ownership",
        "relationships",
        "fees",
        "exhibits",
        "foreign",
    ]
)
_RUN_ON = re.compile(
    r"(?:\b(?:in|see|under|to|of|and|with|or|the|by|this|from|at|also|refer|part [ivx]+|our|for|as)|,|\()\s*[“\"']?$",
    re.I,
)


_BULLET = re.compile("[•●▪■·]")
"""What stands before an entry of a list: less sure than the same words without it."""
_PART = re.compile(r"[ ]{0,90}part [ivx]{1,3}[ .]{0,9}", re.I)
"""The heading of a part, alone on its line."""
_ITEM = re.compile(r"[ ]{0,90}items?\b", re.I)


def _runs_on(line: str) -> bool:
    """Return whether a line of text is a sentence that goes on in the next one."""
    if _RUN_ON.search(line):
        return True
    return len(line.strip()) > 45 and line.rstrip()[-1:].islower() and not _ITEM.match(line)


_THIS_REPORT = re.compile(
    rf"[^\n{CELL}{ROW}{ROW_END}{PAGE}.:;]{{0,120}}?\b(?:elsewhere|included|contained|set forth|described|appearing) (?:in|of) (?:this|our)\b"
    rf"|[ ,{CELL}]{{0,3}}[a-z’', ]{{0,60}}?\b(?:in|of|to) (?:this|our) (?:annual report|report|form|filing)\b"
    r"|[.:][ ]{1,3}[a-z’', ]{5,60}?[ ](?P<link>in|of) (?:this|our) (?:annual report|report|form|filing)\b"
)
"""A sentence that names an Item and goes on: "Item 1A - Risk Factors, and elsewhere in this Form 10-K".

Behind a full stop, "Item 1. Business In this report" is a heading whose words run in.
"""


_INCORPORATED = re.compile(
    r"[^.;]{3,160}?,\s{1,9}(?:is|are)\s{1,9}(?:hereby\s{1,9})?(?:incorporated|omitted)\b"
)
"""The last Item that a sentence names, which began above: "and / Item 13, Certain Relationships, is incorporated"."""


def _goes_on_about_the_report(raw: str, low: str, end: int) -> bool:
    said = _THIS_REPORT.match(low, end)
    return said is not None and (not said["link"] or raw[said.start("link")].islower())
