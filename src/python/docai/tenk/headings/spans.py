"""From marked text to the spans of the Items in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from docai.document.marks import CELL, PAGE, ROW, ROW_END, SPAN, TABLE
from docai.tenk.headings.candidates import Heading
from docai.tenk.headings.confidence import chances
from docai.tenk.headings.contents import are_rows, is_index, is_left_out
from docai.tenk.headings.ends.above import end_above
from docai.tenk.headings.ends.again import told_twice
from docai.tenk.headings.ends.heads import before_head
from docai.tenk.headings.ends.parts import before_parts
from docai.tenk.headings.ends.signatures import document_end, signed_places
from docai.tenk.headings.path import choose_headings
from docai.tenk.headings.regulation_ab import find_regulation_ab
from docai.tenk.headings.repeats import Place, find_places
from docai.tenk.headings.whole_part import find_whole_parts
from docai.tenk.vocabulary import Numbering, letters

_PLAIN_NONE = re.compile(
    r"[\s.:–—-]*(?:none|not applicable|n/?a|omitted(?: at (?:the )?(?:company|registrant)['’]s option)?)[ ]*\.?[ ]*\n"
)
_ANSWER_REACH = 3000
"""An Item that says "None" and goes on for longer holds what is not its own: the statements that Item 8 points to."""
_BEFORE_BOUND_IN = frozenset(("accountants", "other", "foreign", "summary"))
"""Items after which an annual report may be bound in, and whose own words do not go on after "None"."""
_SUBSTITUTE = r"(?:(?:substitute information provided|the following items? (?:have|has) been omitted) (?:in accordance with|pursuant to) general instruction|additional disclosure items? (?:for|pursuant to|required by) (?:regulation ab|general instruction))[^\n]{0,60}"
"""What asset-backed issuers write between the Items that they omit and those that they have."""
_RUNNING = r"[ ,]{0,3}items? ?\d{1,2}[a-c]?(?:(?:,| and)? \d{1,2}[a-c]?){0,5},?"
"""What a running head says beside the part: "Part III, Item 10, 11, 12"."""
_HEAD_OF_PAGE = r"part[ \t]*(?:iii|ii|iv|i)(?:,[ ]?(?:iii|ii|iv)){0,2}[ \t]*\n\s{0,9}items? ?\d{1,2}[a-c]?(?:(?:,| and)? \d{1,2}[a-c]?){0,7}"
"""The same on two lines, of the page on which the next Item begins."""
_FOOT = r"\s{1,90}(?:page[ ])?[–—-]{0,3}[ ]?(?:[ivxfs]{1,3}-)?\d{1,3}[ ]?[–—-]{0,3}\s{0,90}"
"""The number at the foot of a page that ends with the heading of a part."""
_SUBJECT = r"(?:[ ]?[.:,–—-][ ]?(?:other|financial) information)?"
"""What the heading of a part says behind its number, as on Form 10-Q."""
_RULE = r"(?:\.?\s{0,90}[-=_][ ]?[-=_]{2,90}|[ ]?[–—-])?"
"""A rule drawn below the heading of a part, which mail may have put a dash before; or a dash behind it."""
_PART_TAIL = re.compile(
    rf"(?:[\s{CELL}{SPAN}{TABLE}{ROW}{ROW_END}{PAGE}]*(?:{_HEAD_OF_PAGE}|(?:part|p ?ar ?t)\s{{0,4}}(?:iii?(?: i)?|iv|[2-4])(?:{_SUBJECT}|,? and (?:part )?(?:iii|iv))\.?(?:{_RUNNING})?|parts[ ](?:ii|iii)(?:,?[ ](?:and[ ]|&[ ])?(?:iii|iv)){{1,2}}|p a r t\s{{1,6}}(?:i ?i ?i|i ?i|i ?v)|table of contents|back to (?:contents|top)|{_SUBSTITUTE}){_RULE}(?:{_FOOT}{PAGE})?)+[\s{CELL}{SPAN}{TABLE}{ROW}{ROW_END}{PAGE}]*$"
)


@dataclass(frozen=True, slots=True)
class Span:
    """Where an Item stands in the marked text, and why we think so.

    ``registrant`` is named where Items stand once for each of several registrants. ``again`` is a second stretch under
    the same number and title: the words, where the first only points to them. ``is_row``: a row of a cross-reference index.
    """

    heading: Heading
    start: int
    end: int
    confidence: float
    registrant: str = ""
    again: tuple[int, int] | None = None
    is_row: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """The Items' spans in the order in which they stand, and the headings in lists of contents."""

    numbering: Numbering
    spans: list[Span]
    listed: list[Heading]


def find_spans(raw: str, low: str, form: str) -> Found:
    """Return the spans of the Items. ``low`` is ``lowered(raw)``, ``form`` the form type."""
    chosen = choose_headings(raw, low, form)
    path = chosen.path
    listed = [heading for heading in chosen.headings if heading.in_contents]
    if not path:
        return Found(chosen.numbering, [], listed)
    path = _in_order([*path, *find_whole_parts(path, low, chosen.numbering)])
    path = _in_order([*path, *find_regulation_ab(path, raw, low)])
    places = find_places(path, chosen.headings, raw)
    spans = _spans(places, chosen.headings, low, chosen.numbering)
    return Found(chosen.numbering, spans, listed)


def _in_order(headings: list[Heading]) -> list[Heading]:
    return sorted(headings, key=lambda heading: heading.at)


def _spans(
    places: list[Place], headings: list[Heading], low: str, numbering: Numbering
) -> list[Span]:
    found = [place.heading for place in places]
    starts = [min(place.start, _row_start(low, place.heading.start)) for place in places]
    signed = signed_places(low, found[0].end, found[-_LAST_ITEMS:][0].end)
    limits = [
        end_above(
            headings, one, two,
            before_parts(low, one, two, _before(signed, one.end, start), numbering), low,
        )
        for (one, two), start in zip(pairwise(found), starts[1:], strict=True)
    ]  # fmt: skip
    limits.append(document_end(low, found[-1].end, signed))
    all_rows = is_index(found, low)
    spans: list[Span] = []
    for at, (place, limit) in enumerate(zip(places, limits, strict=True)):
        heading = place.heading
        is_row = all_rows or heading.in_contents
        if heading.in_contents:
            limit = next(
                (
                    one.start
                    for one in headings
                    if one.start in range(heading.end, limit) and one.key not in heading.covers
                ),
                limit,
            )
        end = _trimmed(
            low,
            heading.end,
            _row_end(low, heading.end, limit, last=at + 1 == len(places)) if is_row else limit,
            found[at + 1] if at + 1 < len(found) else None,
        )
        start = _row_start(low, heading.start)
        spans.append(
            Span(heading, start, _answered(low, heading, end), 1.0, place.registrant, is_row=is_row)
        )
    lengths = [span.end - span.start for span in spans]
    expected = [heading for heading in headings if not is_left_out(heading, low)]
    sure = chances(found, lengths, expected, len(low))
    if limits[-1] == len(low):
        sure[-1] *= _UNSIGNED
    for at in told_twice(headings, found, [span.end for span in spans], low):
        for doubted in {at, max(0, at - 1)}:
            sure[doubted] *= _TOLD_TWICE
    for at, limit in enumerate(limits[:-1]):
        if limit in signed:
            sure[at] *= _SIGNED_INSIDE
    spans = [
        replace(span, confidence=chance * (_ROW if span.is_row else 1.0))
        for span, chance in zip(spans, sure, strict=True)
    ]
    return _with_words_behind(places, spans)


def _with_words_behind(places: list[Place], spans: list[Span]) -> list[Span]:
    """Return the spans without repeats behind a pointer: these are what the first place points to."""
    again = {
        place.behind.at: (span.start, span.end)
        for place, span in zip(places, spans, strict=True)
        if place.behind
    }
    return [
        replace(span, again=again[span.heading.at]) if span.heading.at in again else span
        for place, span in zip(places, spans, strict=True)
        if place.behind is None
    ]


def _row_end(low: str, start: int, limit: int, *, last: bool) -> int:
    """Return where a row of an index ends: at the next Item, unless it is the last, or what lies between is no rows."""
    if not last and (limit - start <= _NEXT_ROW or are_rows(low[start:limit])):
        return limit
    mark = ROW_END if ROW_END in low[start : start + _NEXT_ROW] else "\n\n"
    end = low.find(mark, start, limit)
    return limit if end == -1 else end


_NEXT_ROW = 600
_UNSIGNED = 0.93
"""How sure the end of the last Item is in a report that nobody signs: it may hold what is bound in behind it."""
_SIGNED_INSIDE = 0.94
"""How sure the end of an Item is that signatures end, though other Items stand below them."""
_LAST_ITEMS = 4
_TOLD_TWICE = 0.9
"""How sure an Item begins where its heading first stands, and the one before it ends, where it stands again further on."""
_ROW = 0.93
"""How sure the words are that the row of an index leads to: a page may hold the end of one Item and the start of the next."""


def _before(places: list[int], start: int, limit: int) -> int:
    """Return the first of the ``places`` between two others; ``limit`` if there is none."""
    return next((at for at in places if start < at < limit), limit)


def _row_start(low: str, start: int) -> int:
    """Return where the table row begins whose first words are at ``start``; ``start`` itself if it is in none."""
    floor = max(0, start - 80)
    at = floor + len(low[floor:start].rstrip(f" \n{CELL}"))
    return at - 1 if at and low[at - 1] == ROW else start


def _answered(low: str, heading: Heading, end: int) -> int:
    """Return where "None" ends that an Item says before a report which is bound in behind it; else ``end``."""
    if heading.kind not in _BEFORE_BOUND_IN or end - heading.end < _ANSWER_REACH:
        return end
    title = _TITLE_REST.match(low, heading.end)
    none = _PLAIN_NONE.match(low, title.end() if title else heading.end)
    return none.end() if none else end


_TITLE_REST = re.compile(r"[^\n.:]{0,120}(?:\n[^\n.:]{1,90}(?=disclosures?\b))?(?:disclosures?)?")
_TAIL_REACH = 360
_TITLE_REACH = 260


def _title_letters(low: str, heading: Heading) -> str:
    """Return the letters of a heading's title."""
    after = low[heading.number_end : heading.number_end + _TITLE_REACH].lstrip(_BLANK + ".:|–—-")
    return letters(_PARAGRAPH_END.split(after, maxsplit=1)[0])


_PARAGRAPH_END = re.compile(rf"\n[ \t\n]*\n|[{ROW_END}{PAGE}]")


def _trimmed(low: str, start: int, end: int, following: Heading | None) -> int:
    """Return ``end`` without what stands before the next Item: the heading of its part, and the head of its page.

    ``following`` is the next Item's heading.
    """
    floor = max(start, end - _TAIL_REACH)
    last = low[floor:end].rstrip(_BLANK + "-=_").removesuffix(".")
    tail = None
    if last.endswith(_LAST_OF_TAIL) or "general instruction" in last or "part i" in last[-60:]:
        tail = _PART_TAIL.search(low, floor, end)
        if tail and _RUNS_ON.search(low, floor, tail.start()):
            # "as listed in Item 14 of Part IV."
            return end
    on_page = low.find(PAGE, floor, end) >= 0
    title = _title_letters(low, following) if following and on_page else ""
    head = before_head(low, start, end, part=False, title=title) if on_page else end
    if tail is None or head < tail.start():
        return head
    return before_head(low, start, tail.start(), part=True, title=title)


_RUNS_ON = re.compile(
    r"\b(?:of|in|under|to|see|and|or|the|this|our|by|with|from|for|as)[ \t\n]{0,9}$"
)
"""How a sentence breaks off that ends with the name of a part."""
_BLANK = f" \t\n\r\v{CELL}{SPAN}{TABLE}{ROW}{ROW_END}{PAGE}"
_LAST_OF_TAIL = (
    "ii",
    "iv",
    "i i",
    "i v",
    "2",
    "3",
    "4",
    "contents",
    "top",
    "regulation ab",
    "information",
)
"""How what ``_PART_TAIL`` finds ends, if not with a general instruction: told at once, as few Items end so."""
