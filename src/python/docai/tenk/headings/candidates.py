"""Every place in the text that may be the heading of an Item, and how much it looks like one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice

from docai.document.marks import CELL, PAGE, ROW, ROW_END, SPAN, TABLE
from docai.tenk.vocabulary import (
    NUMBER,
    WORDS,
    Key,
    Numbering,
    letters,
    number_value,
    title_kind,
)

_GAP = rf"[\s.:;#*_|{CELL}{SPAN}{TABLE}{ROW}{ROW_END}–—-]"
_WORD_NUMBERS = "|".join(WORDS)
_ITEM = re.compile(
    rf"items?(?:\(s\))?{_GAP}{{0,60}}?(?:no\.? {{0,3}})?\(?"
    rf"(?P<number>{NUMBER}|[ivx]{{1,5}}(?=[a-d]?\b))"
    rf"(?P<letter>[a-d](?![a-z])|[a-d](?=risk|unres|cyber|quant|qualit|contr|other inf|discl)|[ \t.-]{{0,2}}\([a-d]\)|[ \t.-]{{1,2}}[a-d](?=[.:)–—\s{CELL}-]))?"
    rf"(?P<temporary>[ \t]?\(?t\)?(?![a-z]))?"
    rf"(?P<more>(?:[ \t,;&/{CELL}]|\.(?=[ \t]{{0,3}}(?:and\b|&|,|items?))|and|through|thru|to|or|items?|[–—-](?=[ \t]?\d)){{0,12}}(?:\d{{1,2}}[a-d]?(?![\d%])|(?:{_WORD_NUMBERS})\b)){{0,12}}"
    r"(?:,?[ \t]{1,3}\(?inclusive\)?)?"
)
_SPACED_ITEM = re.compile(r"i[ \t]{1,3}t[ \t]{1,3}e[ \t]{1,3}m(?:[ \t]{1,3}s)?[ \t]{1,6}")
_ALSO = re.compile(
    r"[a-z ,]{0,40}?(?:and|&)[ \t]{1,3}items?[ \t.]{1,3}(?P<number>\d{1,2})(?P<letter>[a-d])?\b"
)
"""The second Item of "Item 1. Business and Item 2. Properties"."""
_MORE = re.compile(rf"(\d{{1,2}})([a-d]?)|\b({_WORD_NUMBERS})\b")
_RANGE = re.compile(r"through|thru|\bto\b|[–—-]")
_PREFIX = re.compile(
    rf"(?:[\s*•·\"'(\[_|{CELL}{SPAN}{TABLE}{ROW}{ROW_END}]|part[ \t]{{1,4}}(?:[ivx]{{1,3}}|[1-4])\b[ \t,.:;–—-]{{0,4}}|\d{{1,3}}[ \t]+|(?:form )?10-?k[ \t]*[,.]?[ \t]*)*"
)
_PAGE_AT_END = re.compile(
    rf"[\s.·_{CELL}–—-]{{0,300}}?(?:pages?[ \t]{{0,9}})?(?P<page>(?:[fs][ \t]?-[ \t]?)?\d{{1,3}}(?:[ \t]?(?:-|–|—|to|,|and)[ \t]?(?:[fs]-)?\d{{1,3}})*|n/?a|[ivx]{{1,5}})[ \t{CELL}]*(?:[\n{ROW_END}{ROW}{PAGE}]|$)"
)
_CONTINUED = re.compile(r"[\s(\[,–—.-]{0,4}(?:continued|cont['’.]?d)")
_CONTINUED_LINE = re.compile(
    rf"[^\n{ROW_END}{ROW}{PAGE}]{{0,200}}?[\s(\[,–—.-](?:continued|cont['’.]?d|cont\.)[)\] .]{{0,3}}[ \t{CELL}]*[\n{ROW_END}{ROW}{PAGE}]"
)
_LINE_END = re.compile(rf"[\n{ROW_END}{ROW}{PAGE}{CELL}]| (?:  |\.\.)|\.(?:[. ]|$)")
_LINE_BREAKS = f"\n{ROW}{ROW_END}{PAGE}"
_TITLE_REACH = 260
_PART_OF_ITEM = 2.0
_MOST_HEADINGS = 20_000
"""Places looked at in one document: real ones say "Item" a few hundred times."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A place that may be a heading. ``start`` is where its line begins, ``end`` where its number (or title) ends.

    ``covers`` are all Items under it, the first being ``key``; ``kind`` is the title that follows, "" if none is known.
    """

    start: int
    at: int
    end: int
    key: Key
    covers: tuple[Key, ...]
    kind: str
    score: float
    page_after: bool = False
    in_contents: bool = False

    def scored(self, change: float) -> Heading:
        """Return the same heading with its score changed."""
        return replace(self, score=self.score + change)


def lowered(raw: str) -> str:
    """Return ``raw`` in lower case, character for character, with the marks that say nothing of headings blank."""
    low = raw.lower()
    if len(low) != len(raw):
        # the one letter whose lower case is two characters
        low = raw.replace("İ", "I").lower()
    return low.replace(SPAN, " ").replace(TABLE, " ") if SPAN in low or TABLE in low else low


def find_headings(
    raw: str, low: str, numbering: Numbering, *, spaced: bool = False
) -> list[Heading]:
    """Return the possible headings in the order in which they stand. ``low`` is ``lowered(raw)``.

    With ``spaced``, words in spaced letters ("I T E M  1") are looked for instead.
    """
    found: list[Heading] = []
    matches = _SPACED_ITEM.finditer(low) if spaced else _ITEM.finditer(low)
    for match in islice(matches, _MOST_HEADINGS):
        if spaced:
            heading = _spaced_heading(low, match, numbering)
        else:
            heading = _heading(raw, low, match, numbering)
        if heading:
            found.append(heading)
    return found


def _close_up(text: str) -> str:
    """Return spaced letters joined: single blanks go, wider ones become one."""
    return re.sub(r"(?<=\S) (?=\S)", "", text).replace("  ", " ")


def _spaced_heading(low: str, match: re.Match[str], numbering: Numbering) -> Heading | None:
    start, clean = line_start(low, match.start())
    if not clean:
        return None
    rest = _close_up(low[match.end() : match.end() + _TITLE_REACH])
    best: tuple[float, Key, str] | None = None
    for number in _SPACED_NUMBERS:
        parsed = number.match(rest)
        key = _key(parsed[1], parsed[2] or "") if parsed else None
        if parsed is None or key is None:
            continue
        kind, _ = title_kind(letters(rest[parsed.end() :]))
        known = bool(kind) and key in numbering.numbers[kind]
        score = 9.0 if known else 3.0
        if best is None or score > best[0]:
            best = score, key, kind if known else ""
    if best is None:
        return None
    score, key, kind = best
    return Heading(start, match.start(), match.end() + 2, key, (key,), kind, score)


_SPACED_NUMBERS = (
    re.compile(r"(\d{1,2}) ?\(?([a-d])?\)?(?![a-z])"),
    re.compile(r"(\d{1,2})()"),
    re.compile(r"(\d{1,2})([a-d])"),
    re.compile(r"([ivx]{1,5})()(?![a-z])"),
)
"""Ways to read a number in spaced letters; where the blanks do not tell, the title that follows does."""


def line_start(low: str, at: int) -> tuple[int, bool]:
    """Return where the line of ``at`` begins, and whether nothing but ornament, or the part, stands before it."""
    start = at
    floor = max(0, at - 120)
    while start > floor and low[start - 1] not in _LINE_BREAKS:
        start -= 1
    if start == floor and start and low[start - 1] not in _LINE_BREAKS:
        text = low[start:at]
        if text.strip(" " + CELL):
            return start, False
    match = _PREFIX.fullmatch(low, start, at)
    return start, match is not None


def _heading(raw: str, low: str, match: re.Match[str], numbering: Numbering) -> Heading | None:
    at, end = match.span()
    if at and low[at - 1].isalnum():
        return None
    key = _key(match["number"], (match["letter"] or "").strip(" .-()\t"))
    if key is None:
        return None
    start, clean = line_start(low, at)
    if not clean:
        return None
    covers, end = _covered(match, key, end)
    after = low[end : end + _TITLE_REACH]
    kind, used = title_kind(letters(after))
    plural_letter = match["letter"] or ""
    if (
        plural_letter
        and plural_letter[0] in " \t.-"
        and "(" not in plural_letter
        and not _fits(kind, key, numbering)
    ):
        # "Item 1. A discussion ...": the letter was a word
        key, covers = (key[0], ""), ((key[0], ""),)
    score, kind, key, covers = _judge(raw, low, start, at, end, after, kind, key, covers, numbering)
    if key[0] >= 10 and key[1]:
        # "Item 14(a)" is a part of Item 14, and its heading only where there is no other
        key, score = (key[0], ""), score - _PART_OF_ITEM
        covers = (key,)
    if score <= 0:
        return None
    title_end = _title_end(low, end, used) if kind else end
    also = _ALSO.match(low, title_end) if kind else None
    if also and (second := _key(also["number"], also["letter"] or "")) and second > covers[-1]:
        covers = (*covers, second)
    page = _PAGE_AT_END.match(low, title_end)
    if page is None and kind:
        page = _PAGE_AT_END.match(low, _row_end(low, title_end))
    if _CONTINUED.match(low, title_end) or _CONTINUED_LINE.match(low, title_end, title_end + 240):
        score -= 6
    return Heading(start, at, title_end, key, covers, kind, score, page_after=page is not None)


def _fits(kind: str, key: Key, numbering: Numbering) -> bool:
    return bool(kind) and key in numbering.numbers[kind]


def _judge(
    raw: str, low: str, start: int, at: int, end: int, after: str, kind: str,
    key: Key, covers: tuple[Key, ...], numbering: Numbering,
) -> tuple[float, str, Key, tuple[Key, ...]]:  # fmt: skip
    """Return how much it looks like a heading, with the title, number and cover that the title makes likely."""
    score = 4.0
    same = _same_number(kind, key, numbering) if kind else None
    first = after.lstrip(f" \t.:;–—-*_\n{CELL}{SPAN}{TABLE}{ROW}{ROW_END}{PAGE}")[:1]
    next_char = after[:1]
    if (kind and _fits(kind, key, numbering)) or any(_fits(kind, one, numbering) for one in covers):
        score += 6
    elif kind and kind != "reserved" and (same is not None or kind in _DECISIVE):
        score += 2 if same else -1
        if len(covers) == 1:
            key = numbering.numbers[kind][0] if same is None else same
            covers = (key,)
    else:
        kind = "" if kind != "reserved" else kind
        upper_title = (
            raw[end : end + _TITLE_REACH]
            .lstrip(f" \t.:;–—-*_\n{CELL}{SPAN}{TABLE}{ROW}{ROW_END}{PAGE}")[:1]
            .isupper()
        )
        if (
            (next_char and next_char in ",)”\"’';")
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
    # the line before runs on into this one
    if start > 1 and low[start - 1] == "\n":
        before = low[max(0, start - 160) : start - 1]
        last = before.rstrip(" ")[-1:]
        if last and last not in _LINE_BREAKS and (last.isalpha() or last in ',(“‘"'):
            tail = raw[max(0, start - 160) : start - 1].rstrip(" ").rsplit("\n", 1)[-1]
            score -= 5 if _runs_on(tail) else 1
    if raw[at - 1 : at] in ("“", '"', "‘", "("):
        score -= 5
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


def _runs_on(line: str) -> bool:
    """Say whether a line of text is a sentence that goes on in the next one."""
    return bool(_RUN_ON.search(line)) or (len(line.strip()) > 45 and line.rstrip()[-1:].islower())


def _key(number: str, letter: str) -> Key | None:
    value = number_value(number)
    return (value, letter.upper()) if 1 <= value <= 16 else None


def _covered(match: re.Match[str], key: Key, end: int) -> tuple[tuple[Key, ...], int]:
    """Return every Item that a heading such as "Items 1 and 2" or "Items 10 through 14" names."""
    more = match.string[max(match.end("letter"), match.end("number"), match.end("temporary")) : end]
    if not more.strip():
        return (key,), end
    keys = [key]
    for number in _MORE.finditer(more):
        value, letter = number_value(number[1] or number[3]), (number[2] or "").upper()
        last = keys[-1]
        if not (last[0] <= value <= min(16, last[0] + 8)) or (value, letter) <= last:
            return (key,), match.end("letter") if match["letter"] else match.end("number")
        if _RANGE.search(more, 0, number.start()):
            keys += [(between, "") for between in range(last[0] + 1, value)]
        keys.append((value, letter))
    return tuple(keys), end


def _title_end(low: str, at: int, used: int) -> int:
    """Return where the first ``used`` letters after ``at`` end."""
    for index in range(at, min(len(low), at + _TITLE_REACH)):
        if "a" <= low[index] <= "z":
            used -= 1
            if used <= 0:
                return index + 1
    return at


def _row_end(low: str, at: int) -> int:
    """Return where the title's line ends: what follows it may be a page number."""
    end = _LINE_END.search(low, at, at + 200)
    return end.start() if end else at
