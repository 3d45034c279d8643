"""From marked text to the spans of the Items in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from docai.document.marks import CELL, PAGE, ROW, ROW_END, SPAN, TABLE
from docai.tenk.headings.best_path import best_path
from docai.tenk.headings.candidates import Heading, find_headings
from docai.tenk.headings.contents import mark_contents
from docai.tenk.headings.lines import line_start
from docai.tenk.headings.titles import find_titles
from docai.tenk.vocabulary import ANNUAL, CORE, SMALL_BUSINESS, SMALL_CORE, Numbering, letters

_SIGNATURES = re.compile(rf"s ?i ?g ?n ?a ?t ?u ?r ?e ?s?[ \t:.]{{0,40}}(?=[\n{ROW_END}{CELL}])")
_UNSPACED_SIGNATURES = re.compile(rf"signatures?[ \t:.]{{0,40}}(?=[\n{ROW_END}{CELL}])")
_MOST_SIGNATURES = 500
_PART_TAIL = re.compile(
    rf"(?:[\s{CELL}{SPAN}{TABLE}{ROW}{ROW_END}{PAGE}]*(?:part[ \t]*(?:iii|ii|iv|[2-4])\.?|table of contents|back to (?:contents|top)))+[\s{CELL}{SPAN}{TABLE}{ROW}{ROW_END}{PAGE}]*$"
)
_HEAD_SCORE_FOR_SURE = 9.0
_SURE_SCORE = 10.0
_CAPITALS = 1.0
"""What capitals add to the score of a heading."""
_RUNNING_HEAD = 150
"""A running head stands this near above the heading itself, where a page begins with both."""
_BARE_LETTERS = 150
_FEW = 9
"""Fewer Items than this, and headings without the word Item are looked for too."""


@dataclass(frozen=True, slots=True)
class Span:
    """Where an Item stands in the marked text, and why we think so."""

    heading: Heading
    start: int
    end: int
    confidence: float


def choose_numbering(
    headings: list[Heading], small: list[Heading], form: str
) -> tuple[Numbering, list[Heading]]:
    """Return the numbering that the headings keep, by how often number and title agree, and by the form."""
    agree = sum(bool(h.kind) and h.score >= _HEAD_SCORE_FOR_SURE for h in headings)
    agree_small = sum(bool(h.kind) and h.score >= _HEAD_SCORE_FOR_SURE for h in small)
    if "SB" in form.upper():
        agree_small += 3
    return (SMALL_BUSINESS, small) if agree_small > agree else (ANNUAL, headings)


def find_spans(raw: str, low: str, form: str) -> tuple[Numbering, list[Span]]:
    """Return the numbering and the Items' spans, in the order in which they stand. ``low`` is ``lowered(raw)``."""
    headings = find_headings(raw, low, ANNUAL)
    numbering: Numbering = ANNUAL
    if "SB" in form.upper() or "10-ksb" in low[:6000]:
        numbering, headings = choose_numbering(
            headings, find_headings(raw, low, SMALL_BUSINESS), form
        )
    if "t e m" in low:
        headings = sorted(headings + find_headings(raw, low, numbering, spaced=True), key=_place)
    marked = mark_contents(headings, low)
    path = best_path(marked)
    if len(path) < _FEW or _lacks(path, marked, numbering) or _is_bare(path, low):
        titles = [
            title for title in find_titles(raw, low, numbering) if not _within(title, headings)
        ]
        marked = mark_contents(sorted(headings + titles, key=_place), low)
        path = best_path(marked)
    return numbering, _spans(_with_strays(_at_first(path, marked), marked), low)


def _place(heading: Heading) -> int:
    return heading.at


def _within(title: Heading, headings: list[Heading]) -> bool:
    """Return whether a title belongs to a heading that has been found by its number."""
    return any(heading.start <= title.start <= heading.end for heading in headings)


def _at_first(path: list[Heading], headings: list[Heading]) -> list[Heading]:
    """Return the path with each heading where it first stands: repeated on its pages, it may be in capitals there.

    Between the first place and the one on the path no sure heading of another Item stands.
    """
    sure = [h for h in headings if h.kind and h.score >= _HEAD_SCORE_FOR_SURE]
    places = [heading.at for heading in sure]
    first: list[Heading] = []
    for heading in path:
        for index in range(bisect_left(places, heading.at) - 1, -1, -1):
            other = sure[index]
            if other.key != heading.key or (first and other.at <= first[-1].at):
                break
            if (
                other.score >= heading.score - _CAPITALS
                and heading.start - other.end > _RUNNING_HEAD
            ):
                heading = other
        first.append(heading)
    return first


def _with_strays(path: list[Heading], headings: list[Heading]) -> list[Heading]:
    """Return the path with sure headings of Items that it lacks: a filer may put an Item out of its order."""
    if not path:
        return path
    have = {key for heading in path for key in heading.covers}
    strays: list[Heading] = []
    for heading in headings:
        sure = heading.score >= _SURE_SCORE and heading.kind and not heading.page_after
        if sure and heading.start > path[0].start and not have.intersection(heading.covers):
            strays.append(heading)
            have.update(heading.covers)
    return _each_once(sorted(path + strays, key=_place))


def _each_once(path: list[Heading]) -> list[Heading]:
    """Return the path, a heading of several Items without those that have a heading of their own."""
    own = {heading.key for heading in path}
    return [
        (
            replace(
                heading, covers=tuple(k for k in heading.covers if k == heading.key or k not in own)
            )
            if len(heading.covers) > 1
            else heading
        )
        for heading in path
    ]


def _lacks(path: list[Heading], marked: list[Heading], numbering: Numbering) -> bool:
    """Return whether Items are missing that every 10-K has, or that the table of contents names."""
    # a number without its title may be a running head
    found = {key for heading in path if heading.kind for key in heading.covers}
    core = SMALL_CORE if numbering is SMALL_BUSINESS else CORE
    named = {heading.key for heading in marked if heading.in_contents and heading.kind}
    return not found.issuperset(core) or not found.issuperset(named)


def _is_bare(path: list[Heading], low: str) -> bool:
    """Return whether most Items of a path would be headings and nothing more, as in a list of contents."""
    gaps = [two.start - one.end for one, two in pairwise(path)]
    bare = sum(
        gap < 4 * _BARE_LETTERS and len(letters(low[one.end : one.end + gap])) <= _BARE_LETTERS
        for one, gap in zip(path, gaps, strict=False)
    )
    return len(gaps) >= 5 and bare > 0.6 * len(gaps)


def _spans(path: list[Heading], low: str) -> list[Span]:
    if not path:
        return []
    starts = [_row_start(low, heading.start) for heading in path]
    limits = [*starts[1:], _document_end(low, path[-1].end)]
    chances = [_chance(heading) for heading in path]
    return [
        Span(heading, start, _trimmed(low, heading.end, limit), chance * following)
        for heading, start, limit, chance, following in zip(
            path, starts, limits, chances, _end_chances(path, chances), strict=True
        )
    ]


_CHANCES = ((10.0, 0.998), (8.0, 0.99), (6.0, 0.97), (4.0, 0.95), (2.0, 0.9))
"""How often a heading of at least that score is where the Item begins; benchmarks.tenk.exactness shows it."""


def _chance(heading: Heading) -> float:
    return next((chance for score, chance in _CHANCES if heading.score >= score), 0.8)


def _end_chances(path: list[Heading], chances: list[float]) -> list[float]:
    """Return how likely each Item ends where the next begins: less if Items that every 10-K has are left out between."""
    ends: list[float] = []
    for (one, two), chance in zip(pairwise(path), chances[1:], strict=True):
        left_out = sum(one.covers[-1] < key < two.key for key in CORE)
        ends.append(chance * _LEFT_OUT**left_out)
    return [*ends, _LAST_ENDS]


_LEFT_OUT = 0.85
_LAST_ENDS = 0.98


def _row_start(low: str, start: int) -> int:
    """Return where the table row begins whose first words are at ``start``; ``start`` itself if it is in none."""
    at = start
    while at > max(0, start - 80) and low[at - 1] in f" \n{CELL}":
        at -= 1
    return at - 1 if at and low[at - 1] == ROW else start


def _document_end(low: str, start: int) -> int:
    """Return where the last Item ends: at the signatures, if they follow."""
    first: int | None = None
    spaced = low.find("s i g n", start) >= 0
    signatures = _SIGNATURES if spaced else _UNSPACED_SIGNATURES
    for match in islice(signatures.finditer(low, start), _MOST_SIGNATURES):
        at, clean = line_start(low, match.start())
        if not clean:
            continue
        if "pursuant to the requirement" in " ".join(low[match.end() : match.end() + 500].split()):
            return at
        first = at if first is None else first
    return first if first is not None else len(low)


def _trimmed(low: str, start: int, end: int) -> int:
    """Return ``end`` without the heading of the next part, which stands before the next Item."""
    tail = _PART_TAIL.search(low, max(start, end - 200), end)
    return tail.start() if tail else end
