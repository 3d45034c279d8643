"""The table of contents told from the body: headings that stand close together, with page numbers between them."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from docai.document.marks import CELL, PAGE, ROW, ROW_END, SPAN, TABLE
from docai.tenk.headings.candidates import FOOT, PREFIX, Heading
from docai.tenk.vocabulary import Key, letters

_PAGE_LINE = re.compile(
    rf"(?:[\s.·_{CELL}]|pages?)(?:{PREFIX}[ \t]?-[ \t]?)?\d{{1,3}}(?:[ \t]?(?:-|–|—|to|,|;|and)[ \t]?(?:{PREFIX}-)?\d{{1,3}})*[ \t{CELL}]*(?=[\n{ROW_END}{ROW}{PAGE}]|$)"
    rf"|[ {CELL}]{{2}}[–—-]{{1,2}}[ ]*(?=[\n{ROW_END}]|$)"
)
_NEAR = 420
"""Headings of a table of contents are not further apart than this many characters, marks and blanks included."""
TITLE_LETTERS = 150
"""An entry without a page number is its title and no more: the longest title has about 130 letters."""
CONTENTS_PENALTY = 14.0


def mark_contents(headings: list[Heading], low: str) -> list[Heading]:
    """Return the headings, those in a table of contents marked and with their score lowered."""
    short: list[tuple[int, int]] = []
    runs: list[tuple[int, int]] = []
    for run in _runs(headings, low):
        (runs if run[1] - run[0] >= 2 else short).append(run)
    listed: list[tuple[int, int]] = []
    in_lists: set[int] = set()
    for run in runs:
        if _has_pages(headings, run, low) and (
            (not listed and _begins_contents(headings, run[0]))
            or _stands_again(headings, run, in_lists)
        ):
            listed.append(run)
            in_lists.update(range(run[0], run[1] + 1))
    others = [run for run in runs if run not in listed]
    for run in others:
        if _is_bare_list(headings, run, in_lists, low):
            in_lists.update(range(run[0], run[1] + 1))
    for run in others:
        if _is_outshone(headings, run, in_lists):
            in_lists.update(range(run[0], run[1] + 1))
    surest = _two_surest(headings, in_lists) if others or short else {}
    for run in (*others, *short):
        if run[0] not in in_lists and _only_names(headings, run, surest, low):
            in_lists.update(range(run[0], run[1] + 1))
    return [
        (
            replace(heading, score=heading.score - CONTENTS_PENALTY, in_contents=True)
            if index in in_lists
            else heading
        )
        for index, heading in enumerate(headings)
    ]


_NO_PAGE = re.compile(
    rf"[\s.·_{CELL}–—-]{{0,300}}+(?:n/?a|[^\n]{{0,200}}[ {CELL}]n/?a)[.]?[ {CELL}]*+(?:[\n{ROW_END}]|$)"
)
"""A row that has "N/A" for a page."""


def is_left_out(heading: Heading, low: str) -> bool:
    """Return whether a heading is a row of contents that has "N/A" for a page: the report has no such Item."""
    return heading.in_contents and _NO_PAGE.match(low, heading.end) is not None


_MUCH_SURER = 3.0
_FEWEST_ROWS = 6
_ROWS_WITH_PAGE = 0.4
_ROWS_NEAR = 0.8


def is_index(path: list[Heading], low: str) -> bool:
    """Return whether the Items of a path are the rows of a cross-reference index: near each other, many with a page."""
    pairs = list(pairwise(path))
    close = [(one, two) for one, two in pairs if two.start - one.end <= _NEAR]
    if len(pairs) < _FEWEST_ROWS or len(close) < _ROWS_NEAR * len(pairs):
        return False
    paged = sum(_names_page(low[one.end : two.start]) for one, two in close)
    return paged >= _ROWS_WITH_PAGE * len(pairs)


def _names_page(gap: str) -> bool:
    """Return whether a row names a page behind its title, which is not the number at the foot of a page."""
    page = _PAGE_LINE.search(gap)
    return (
        page is not None
        and PAGE not in gap[page.end() : page.end() + FOOT]
        and len(letters(gap[: page.start()])) <= TITLE_LETTERS
    )


def _runs(headings: list[Heading], low: str) -> list[tuple[int, int]]:
    """Return the stretches of headings that follow each other closely and in order.

    A bank's "Item I. Distribution of Assets" below "Item 1. Business" is no row of the list that the latter may be in.
    """
    runs: list[tuple[int, int]] = []
    first = 0
    for index in range(1, len(headings) + 1):
        if index < len(headings):
            before, here = headings[index - 1], headings[index]
            alike = here.key != before.key or here.score > before.score - _MUCH_SURER
            if here.key >= before.key and alike and _close(low, before.end, here.start):
                continue
        if index - first >= 2:
            runs.append((first, index - 1))
        first = index
    return runs


def _close(low: str, start: int, end: int) -> bool:
    if end - start > 4 * _NEAR:
        return False
    if end - start <= _NEAR:
        return True
    between = words = low[start:end]
    for mark in _NO_WORDS:
        words = words.replace(mark, " ")
    if len(" ".join(words.split())) <= _NEAR:
        return True
    return are_rows(between)


def are_rows(between: str, reach: int = 4 * _NEAR) -> bool:
    """Return whether lines are rows of a list: three or more, most of them with a page at their end.

    What is longer than ``reach`` characters is taken for none.
    """
    if len(between) > reach:
        return False
    # a row may have its title on one line, and its page on the next
    mark = ROW_END if ROW_END in between else "\n"
    lines = [line for line in between.split(mark) if line.strip(BLANK)]
    paged = sum(bool(_PAGE_LINE.search(line)) for line in lines)
    return len(lines) >= 3 and paged >= 0.7 * len(lines)


_NO_WORDS = (CELL, ROW, ROW_END, PAGE, ".", "_")
BLANK = f" {CELL}{SPAN}{TABLE}{ROW}{ROW_END}{PAGE}\n"


def _stands_again(headings: list[Heading], run: tuple[int, int], in_lists: set[int]) -> bool:
    """Return whether half of the Items of a run stand elsewhere too: pointers to pages may look like a list of pages.

    What stands in the lists before it, at the places ``in_lists``, does not count: these are of the contents, it may be the body.
    """
    keys = {heading.key for heading in headings[run[0] : run[1] + 1]}
    others = {
        heading.key
        for index, heading in enumerate(headings)
        if not run[0] <= index <= run[1] and index not in in_lists
    }
    return 2 * len(keys & others) >= len(keys)


def _begins_contents(headings: list[Heading], first: int) -> bool:
    """Return whether a list may begin so: with Item 1, or with 2 where a picture or a misprint stands for 1."""
    key = headings[first].key
    if key != _SECOND:
        return key < _SECOND
    return not any(one.key == _BUSINESS and one.kind for one in headings[:first])


_BUSINESS: Key = (1, "")
_SECOND: Key = (2, "")


def _has_pages(headings: list[Heading], run: tuple[int, int], low: str) -> bool:
    """Return whether most entries of a run end in a page number."""
    gaps = _gaps(headings, run, low)
    distinct = {heading.key for heading in headings[run[0] : run[1] + 1]}
    if len(distinct) < 3:
        return False
    paged = sum(
        heading.page_after or _ends_in_page(gap)
        for heading, gap in zip(headings[run[0] : run[1]], gaps, strict=True)
    )
    if paged >= 0.6 * len(gaps):
        return True
    # "N/A" stands in the place of a page only where other rows have one
    none = sum(_NO_PAGE.match(gap) is not None for gap in gaps) if paged else 0
    return paged + min(paged, none) >= 0.6 * len(gaps)


def _is_bare_list(
    headings: list[Heading], run: tuple[int, int], in_lists: set[int], low: str
) -> bool:
    """Return whether the entries of a run are titles and nothing else, and its Items stand again outside of all lists."""
    gaps = _gaps(headings, run, low)
    bare = sum(len(letters(gap)) <= TITLE_LETTERS and not says_something(gap) for gap in gaps)
    distinct = {heading.key for heading in headings[run[0] : run[1] + 1]}
    if len(distinct) < 5 or bare < 0.8 * len(gaps):
        return False
    elsewhere = {
        heading.key
        for index, heading in enumerate(headings)
        if not run[0] <= index <= run[1] and index not in in_lists
    }
    return len(distinct & elsewhere) >= 0.6 * len(distinct)


def _two_surest(headings: list[Heading], in_lists: set[int]) -> dict[Key, list[int]]:
    """Return for each Item the places of its two surest headings with a title outside of lists."""
    surest: dict[Key, list[int]] = {}
    for index, heading in enumerate(headings):
        if heading.kind and index not in in_lists:
            two = [*surest.get(heading.key, ()), index]
            surest[heading.key] = sorted(two, key=lambda at: -headings[at].score)[:2]
    return surest


def _only_names(
    headings: list[Heading], run: tuple[int, int], surest: dict[Key, list[int]], low: str
) -> bool:
    """Return whether a run only names Items that have headings elsewhere: "see Item 1A. Risk Factors" and more, one a line."""
    first, last = run
    named = headings[first : last + 1]
    # an Item twice is a running head and the heading below it; a place twice is a title of two readings
    if min(len({one.key for one in named}), len({one.at for one in named})) < len(named) or any(
        len(letters(gap)) > TITLE_LETTERS or says_something(gap)
        for gap in _gaps(headings, run, low)
    ):
        return False
    others = [
        next((at for at in surest.get(one.key, ()) if not first <= at <= last), None)
        for one in named
    ]
    below = range(last + 1, len(headings))
    return any(other in below for other in others) and all(
        one.kind and other is not None and headings[other].score >= one.score
        for one, other in zip(named, others, strict=True)
    )


def _is_outshone(headings: list[Heading], run: tuple[int, int], in_lists: set[int]) -> bool:
    """Return whether Items of a run stand again with much surer headings: "7. Management's ..." and "ITEM 7. ..."."""
    best: dict[Key, float] = {}
    for heading in headings[run[0] : run[1] + 1]:
        best[heading.key] = max(best.get(heading.key, 0.0), heading.score)
    surer = {
        heading.key
        for index, heading in enumerate(headings)
        if index not in in_lists
        and heading.key in best
        and heading.score >= best[heading.key] + _MUCH_SURER
    }
    return len(surer) >= 3 and len(surer) >= 0.3 * len(best)


def _gaps(headings: list[Heading], run: tuple[int, int], low: str) -> list[str]:
    """Return what stands between the headings of a run."""
    return [low[one.end : two.start] for one, two in pairwise(headings[run[0] : run[1] + 1])]


def _ends_in_page(gap: str) -> bool:
    """Return whether an entry ends in a page number: after its title, and not at the foot of a page."""
    page = _PAGE_LINE.search(gap)
    if page is None or INCORPORATED.search(gap) or PAGE in gap[page.end() : page.end() + FOOT]:
        return False
    before = gap[: page.start()]
    return len(letters(before)) <= TITLE_LETTERS and not says_something(before)


INCORPORATED = re.compile(r"incorporated|by\s{1,9}reference")
_SAYS = re.compile(
    r"\bnone\b|not (?:applicable|required|reported)|\bn/a\b|\bn\.a\.|inapplicable|\bomitted|does not apply"
    r"|incorporated|reference|\brefer to\b|\bthe company\b|\bwe\b|see |\bnothing\b|no (?:response|answer|such|matters?|change|disclosure)s?\b"
    r"|\b(?:is|are|was|were|been) (?:no|not)\b"
)
"""What a short answer says and no entry of a list does."""


def says_something(gap: str) -> bool:
    """Return whether what stands under a title says something, though it be short: "None", "See Item 8"."""
    return _SAYS.search(gap) is not None
