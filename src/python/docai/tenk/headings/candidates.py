"""Every place in the text that may be the heading of an Item."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice

from docai.document.marks import CELL, PAGE, ROW, ROW_END, SPAN, TABLE
from docai.tenk.headings.item_numbers import (
    WORD_NUMBERS,
    chained_items,
    covered_items,
    item_key,
)
from docai.tenk.headings.likeness import TITLE_REACH, fits, judged
from docai.tenk.headings.lines import line_start, matches_of
from docai.tenk.vocabulary import NUMBER, Key, Numbering, letters, title_kind

_GAP = rf"[\s.:;#*_|{CELL}{SPAN}{TABLE}{ROW}{ROW_END}–—-]"
_ITEM = re.compile(
    rf"items?(?:\(s\))?{_GAP}{{0,60}}?(?:(?:no\.?|number)[ \t{CELL}]{{0,9}})?\(?"
    rf"(?P<number>{NUMBER}|(?P<roman>[ivx]{{1,5}}(?=[a-d]?\b)))"
    rf"(?P<letter>[a-d](?![a-z])|[a-d](?=t(?![a-z]))|[a-d](?=risk|unres|cyber|quant|qualit|contr|other inf|discl)|[ \t.-]{{0,2}}\([a-d]\)|[ \t.-]{{1,3}}[a-d](?=[.:)–—\s{CELL}-])|[ \t.]{{0,2}}{CELL}[ \t{CELL}]{{0,9}}[a-d](?=[ \t.):]{{0,3}}{CELL}))?"
    rf"(?P<temporary>[ \t-]?(?:\([t1il]\)|\[[t1il]\]|t(?![a-z]))|\.[ \t]?\(t\))?"
    rf"(?P<more>(?:[ \t,;&/{CELL}]|\.(?=[ \t]{{0,3}}(?:and\b|&|,|items?))|and|through|thru|to|or|items?|[–—-](?=[ \t]?\d)){{0,12}}(?:\d{{1,2}}[a-d]?(?![\d%])|(?:{WORD_NUMBERS})\b|(?(roman)[ivx]{{1,5}}\b|(?!)))){{0,12}}"
    r"(?:,?[ \t]{1,3}\(?inclusive\)?)?"
)
_SPACED_ITEM = re.compile(r"i[ \t]{1,3}t[ \t]{1,3}e[ \t]{1,3}m(?:[ \t]{1,3}s)?[ \t]{1,6}")
_ALSO = re.compile(
    r"[a-z ,]{0,40}?(?:and|&|[;,/])[ \t]{1,3}items?[ \t.]{1,3}(?P<number>\d{1,2})(?P<letter>[a-d])?\b"
)
"""The second Item of "Item 1. Business and Item 2. Properties", or with a semicolon for the "and"."""
PREFIX = "(?:iii|[a-z]{1,2})"
"""What stands before the number of a page that is counted in its part: "F-3", "II-12", "A-4"."""
_PAGE_AT_END = re.compile(
    rf"[\s.·_{CELL}–—-]{{0,300}}?(?:pages?[ \t]{{0,9}})?(?P<page>(?:{PREFIX}[ \t]?-[ \t]?)?\d{{1,3}}(?:[ \t]?(?:-|–|—|to|,|;|and)[ \t]?(?:{PREFIX}-)?\d{{1,3}})*|n/?a|[ivx]{{1,5}})[ \t{CELL}]*(?:[\n{ROW_END}{ROW}{PAGE}]|$)"
)
_CONTINUED = re.compile(r"[\s(\[,–—.-]{0,4}(?:continued|cont['’.]?d)")
_CONTINUED_LINE = re.compile(
    rf"[^\n{ROW_END}{ROW}{PAGE}]{{0,200}}?[\s(\[,–—.-](?:continued|cont['’.]?d|cont\.)[)\] .]{{0,3}}[ \t{CELL}]*[\n{ROW_END}{ROW}{PAGE}]"
)
_ENTRY_LINE = re.compile(
    rf"[^\n{ROW_END}{ROW}{PAGE};]{{0,200}}?;[ \t]{{0,3}}(?:and|or)?[ \t]*(?:\n[ \t]*(?:\n|[•·*-]|\(?items?\b)|[{ROW_END}{ROW}{PAGE}])"
)
"""The rest of a line in a list of Items to look into: "Item 1A. Risk Factors;", and "Item 3. Legal Proceedings; and"."""
_LINE_END = re.compile(rf"[\n{ROW_END}{ROW}{PAGE}{CELL}]|   |\.(?:[. ]|$)")
_PARTS_NAMED = re.compile(r"(?:[ ,]{0,2}(?:and |& ?)?\([a-z0-9]{1,3}\)){0,6}")
"""What follows the last number of "Items 8 and 14(a)(1) and (2). Financial Statements"."""
_OF_FORM = re.compile(r"[ \t]{1,3}of[ \t]{1,3}form[ \t]{1,3}10-?k(?:405|sb)?(?=[ \t]{0,3}[.:–—-])")
"""What stands before the title in "Item 1 of Form 10-K. Business"."""
_ANSWER = re.compile(r"[\s.:–—-]*(?:none|not|n/?a|omitted|inapplicable|\[?reserved)\b")
"""What follows a letter in brackets that is an Item's: "Item 1(b). None"."""
_APART = f" \t.-{CELL}"
_BESIDE_LETTER = f"{_APART}()"
_PART_OF_ITEM = 2.0
_DASH = re.compile(rf"[ \t{CELL}{SPAN}]{{0,90}}(?:[–—>]|--?)[ \t]{{0,3}}")
"""A dash before a heading. Lists that name Items have it more often."""
_DASHES = frozenset("–—>-")
_DASHED = 4.5
_TITLE_COUNTS = 0.5
"""How much less a number counts than the title of another Item behind it."""
_WITH_SEMICOLON = "directors"
"""The title that has a semicolon, where a line may end: "... Control Persons; Compliance with Section 16(a)"."""
SURE_SCORE = 9.0
"""From this score on a heading's number and title say the same Item."""
_MOST_HEADINGS = 20_000
"""Places looked at in one document: real ones say "Item" a few hundred times."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A place that may be a heading. ``start`` is where its line begins, ``number_end`` where its number ends, ``end`` where
    what is known of its title does.

    ``covers`` are all Items under it, the first being ``key``; ``kind`` is the title that follows, "" if none is known.
    ``as_numbered`` is the Item whose number is written, where the title is that of another: it may be either.
    ``is_part``: the heading names a part of the Item, "Item 14(a)". ``chain_end`` is where the number of the last Item ends,
    if others are named behind the title: "Item 10. (Directors), Item 11. (Compensation) and Item 12."; else 0.
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
    as_numbered: Key | None = None
    number_end: int = 0
    is_part: bool = False
    chain_end: int = 0

    def scored(self, change: float) -> Heading:
        """Return the same heading with its score changed."""
        return replace(self, score=self.score + change)

    def readings(self) -> tuple[Heading, ...]:
        """Return the heading by its title and, where the number says another Item, by its number."""
        if self.as_numbered is None:
            return (self,)
        key = self.as_numbered
        return self, replace(
            self, key=key, covers=(key,), kind="", score=self.score - _TITLE_COUNTS,
            as_numbered=None, end=self.number_end,
        )  # fmt: skip


def find_headings(
    raw: str, low: str, numbering: Numbering, *, spaced: bool = False
) -> list[Heading]:
    """Return the possible headings in the order in which they stand. ``low`` is ``lowered(raw)``.

    With ``spaced``, words in spaced letters ("I T E M  1") are looked for instead.
    """
    found: list[Heading] = []
    matches = _SPACED_ITEM.finditer(low) if spaced else matches_of(_ITEM, "item", low)
    for match in islice(matches, _MOST_HEADINGS):
        if found and match.start() < found[-1].chain_end:
            continue
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
    rest = _close_up(low[match.end() : match.end() + TITLE_REACH])
    best: tuple[float, Key, str] | None = None
    for number in _SPACED_NUMBERS:
        parsed = number.match(rest)
        key = item_key(parsed[1], parsed[2] or "") if parsed else None
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
    end = match.end() + 2
    return Heading(start, match.start(), end, key, (key,), kind, score, number_end=end)


_SPACED_NUMBERS = (
    re.compile(r"(\d{1,2}) ?\(?([a-d])?\)?(?![a-z])"),
    re.compile(r"(\d{1,2})()"),
    re.compile(r"(\d{1,2})([a-d])"),
    re.compile(r"([ivx]{1,5})()(?![a-z])"),
)
"""Ways to read a number in spaced letters; where the blanks do not tell, the title that follows does."""


def _heading(raw: str, low: str, match: re.Match[str], numbering: Numbering) -> Heading | None:
    at, end = match.span()
    key = item_key(match["number"], (match["letter"] or "").strip(_BESIDE_LETTER))
    if key is None:
        return None
    start, clean = line_start(low, at)
    if not (clean or _is_dashed(low, start, at)):
        return None
    covers, end = covered_items(match, key, end)
    if low[end : end + 1] == ")" and "(" in (low[match.start("number") - 1], low[at - 1 : at]):
        end += 1
    if len(covers) > 1:
        end = _passed(_PARTS_NAMED, low, end)
    of_form = _OF_FORM.match(low, end)
    if of_form and title_kind(letters(low[of_form.end() : of_form.end() + TITLE_REACH]))[0]:
        end = of_form.end()
    after = low[end : end + TITLE_REACH]
    kind, used = title_kind(letters(after))
    plural_letter = match["letter"] or ""
    if (
        plural_letter
        and plural_letter[0] in _APART
        and "(" not in plural_letter
        and not fits(kind, key, numbering)
    ):
        # "Item 1. A discussion ...": the letter was a word
        key, covers = (key[0], ""), ((key[0], ""),)
    # "Item 14(a)", "Item 1(b)", "Item 5C" are parts of Items, and their headings only where there is no other
    is_part = bool(key[1]) and (
        not numbering.has(key)
        or ("(" in plural_letter and not fits(kind, key, numbering) and not _ANSWER.match(after))
    )
    if is_part:
        key, covers = (key[0], ""), ((key[0], ""),)
        kind = kind if fits(kind, key, numbering) else ""
    written = key if len(covers) == 1 else None
    score, kind, key, covers = judged(raw, low, start, at, end, after, kind, key, covers, numbering)
    as_numbered = written if written and written != key and numbering.kind_of(written) else None
    score -= _PART_OF_ITEM * is_part + _DASHED * (not clean)
    if score <= 0:
        return None
    title_end = _title_end(low, end, used) if kind else end
    if kind not in ("", _WITH_SEMICOLON) and _ENTRY_LINE.match(low, title_end, title_end + 240):
        return None
    also = _ALSO.match(low, title_end) if kind else None
    if also and (second := item_key(also["number"], also["letter"] or "")) and second > covers[-1]:
        covers = (*covers, second)
    chain_end = 0
    if kind and len(covers) == 1:
        others, chain_end = chained_items(low, end, covers[0])
        covers = (*covers, *others)
    page = _PAGE_AT_END.match(low, title_end)
    if page is None and kind:
        page = _PAGE_AT_END.match(low, _row_end(low, title_end))
    if _CONTINUED.match(low, title_end) or _CONTINUED_LINE.match(low, title_end, title_end + 240):
        score -= 6
    return Heading(
        start, at, title_end, key, covers, kind, score,
        page_after=page is not None and _is_page(low, page), as_numbered=as_numbered, number_end=end,
        is_part=is_part, chain_end=chain_end,
    )  # fmt: skip


def _is_dashed(low: str, start: int, at: int) -> bool:
    """Return whether nothing but a dash stands between the start of a line and ``at``."""
    return (
        low[max(0, at - 4) : at].rstrip(" \t")[-1:] in _DASHES
        and _DASH.fullmatch(low, start, at) is not None
    )


def _passed(pattern: re.Pattern[str], low: str, at: int) -> int:
    """Return where what ``pattern`` matches at a place ends; the place itself if it matches nothing there."""
    match = pattern.match(low, at)
    return match.end() if match else at


def _is_page(low: str, page: re.Match[str]) -> bool:
    """Return whether a row's page is one: not "N/A", nor the number at the foot of a page, alone on its last line."""
    at, end = page.start("page"), page.end()
    alone = low[max(0, at - 8) : at].rstrip(" ").endswith("\n")
    return low[at] != "n" and not (alone and PAGE in low[end - 1 : end + FOOT])


FOOT = 14
"""A page ends this near behind the number at its foot."""


def _title_end(low: str, at: int, used: int) -> int:
    """Return where the first ``used`` letters after ``at`` end."""
    for index in range(at, min(len(low), at + TITLE_REACH)):
        if "a" <= low[index] <= "z":
            used -= 1
            if used <= 0:
                return index + 1
    return at


def _row_end(low: str, at: int) -> int:
    """Return where the title's line ends: what follows it may be a page number."""
    end = _LINE_END.search(low, at, at + 200)
    return end.start() if end else at
