"""The best way through the possible headings: each Item once, in the order that the form has, and begun at its first part."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from docai.document.marks import ROW_END
from docai.tenk.headings.candidates import Heading
from docai.tenk.headings.contents import (
    BLANK,
    CONTENTS_PENALTY,
    INCORPORATED,
    TITLE_LETTERS,
    are_rows,
    says_something,
)
from docai.tenk.vocabulary import Key, letters

_STRAY_SCORE = 10.0
_AS_SURE = 1.0
"""How much less sure than its row in the contents a heading may look."""
_FEWEST_IN_LIST = 4
_PARTS_REACH = 6000
_LONGEST_PART = 90
_WHOLE_PART = 3
"""A part of the form that stands before the others has this many Items, at least."""


@dataclass(frozen=True, slots=True)
class _Step:
    score: float
    heading: Heading
    before: _Step | None


def best_path(headings: Sequence[Heading]) -> list[Heading]:
    """Return the headings that together score highest, with strictly rising Items.

    Between equal scores the earlier heading wins: of a heading repeated on every page, the first. Work is linear in
    the headings times the Items there are.
    """
    ends: dict[Key, _Step] = {}
    for _, readings in groupby((h for h in headings if h.score > 0), key=_place):
        # the readings of one place shut each other out: all go on from what stood before it
        steps = [_step(heading, ends) for heading in readings]
        for step in steps:
            key = step.heading.key
            if key not in ends or step.score > ends[key].score:
                ends[key] = step
    return _path(max(ends.values(), key=lambda step: step.score, default=None))


def _place(heading: Heading) -> int:
    return heading.at


def _step(heading: Heading, ends: dict[Key, _Step]) -> _Step:
    before = max(
        (step for key, step in ends.items() if key < heading.key),
        key=lambda step: step.score,
        default=None,
    )
    return _Step(heading.score + (before.score if before else 0.0), heading, before)


def _path(step: _Step | None) -> list[Heading]:
    path: list[Heading] = []
    while step:
        path.append(step.heading)
        step = step.before
    return path[::-1]


def with_first_parts(path: list[Heading], headings: list[Heading]) -> list[Heading]:
    """Return the path with the first part of an Item for a later one: "Item 14(a)1." above "Item 14(b)."."""
    firsts: list[Heading] = []
    for heading in path:
        if heading.is_part:
            after = firsts[-1].at if firsts else -1
            between = range(after + 1, heading.at)
            parts = (h for h in headings if h.is_part and h.key == heading.key and h.at in between)
            heading = next((part for part in parts if not part.in_contents), heading)
        firsts.append(heading)
    return firsts


def without_renumbered(path: list[Heading]) -> list[Heading]:
    """Return the path without headings whose title is of another Item than their number, where that Item has a surer one.

    "Item 6. Exhibits and Reports on Form 8-K" of a quarterly report that is bound in.
    """
    sure = {heading.kind for heading in path if heading.as_numbered is None}
    return [heading for heading in path if heading.as_numbered is None or heading.kind not in sure]


def with_strays(path: list[Heading], headings: list[Heading], low: str) -> list[Heading]:
    """Return the path with sure headings of Items that it lacks: a filer may put an Item out of its order.

    Before all others stands a whole part, or none: a row of a list has no words of its own.
    """
    if not path:
        return path
    have = {key for heading in path for key in heading.covers}
    surely = (h for h in headings if h.score >= _STRAY_SCORE and h.kind and not h.page_after)
    sure = [_officers_in_part_one(heading, path) for heading in surely]
    behind = _lacking(have, [one for one in sure if one.start > path[0].start])
    have.update(key for heading in behind for key in heading.covers)
    before = _lacking(have, [one for one in sure if one.start < path[0].start])
    below = [low[one.end : two.start] for one, two in pairwise(before)]
    if len(before) < _WHOLE_PART or not all(map(_has_words, below)):
        before = []
    return sorted([*path, *behind, *before], key=_place)


def _officers_in_part_one(heading: Heading, path: list[Heading]) -> Heading:
    """Return a heading of Item 10's executive officers above Item 5 as that of Item 4A, which is what stands there.

    Source: Regulation S-K, Item 401, Instruction 3 to paragraph (b): they may be told in Part I.
    """
    part_two = next((one.at for one in path if one.key >= _MARKET), 0)
    if heading.kind == "executives" and heading.key > _MARKET and heading.at < part_two:
        return replace(heading, key=_OFFICERS, covers=(_OFFICERS,))
    return heading


_MARKET: Key = (5, "")
_OFFICERS: Key = (4, "A")


def _lacking(have: Set[Key], headings: Sequence[Heading]) -> list[Heading]:
    """Return the first heading of each Item that is not among those of ``have``."""
    have = set(have)
    found: list[Heading] = []
    for heading in headings:
        if have.isdisjoint(heading.covers):
            found.append(heading)
            have.update(heading.covers)
    return found


def _has_words(below: str) -> bool:
    """Return whether an Item is told here, and no row that says where it is."""
    return len(letters(below)) > TITLE_LETTERS and not INCORPORATED.search(below)


def without_front_rows(path: list[Heading], headings: list[Heading], low: str) -> list[Heading]:
    """Return the headings, those with which ``path`` begins marked where they are rows of contents.

    The rows of an Item's parts may keep its own from the rest of the list: then it looks as sure as the heading below.
    """
    if not path or not _is_row(path[0], headings, low):
        return headings
    for count in range(len(path), 0, -1):
        end = path[count].at if count < len(path) else len(low)
        if _stand_below(path[:count], headings, end, low):
            rows = {row.at for row in path[:count]}
            return [
                (
                    replace(one.scored(-CONTENTS_PENALTY), in_contents=True)
                    if one.at in rows and not one.in_contents
                    else one
                )
                for one in headings
            ]
    return headings


def _stand_below(rows: list[Heading], headings: list[Heading], end: int, low: str) -> bool:
    """Return whether all of ``rows`` are rows, and most stand again between the last and ``end``, the rest of a list above.

    The first must; contents may name Items that the report has not.
    """
    at, first, found = rows[-1].at, 0, 0
    for row in rows:
        again = next(
            (
                one.at
                for one in headings
                if at < one.at < end
                and one.key == row.key
                and one.kind
                and one.score >= row.score - _AS_SURE
                and not (one.page_after or one.in_contents)
            ),
            None,
        )
        if again is None and not first:
            return False
        if again is not None:
            at, first, found = again, first or again, found + 1
    rest = {
        one.key
        for one in headings
        if rows[-1].at < one.at < first and one.kind and one.key > rows[-1].key
    }
    many = 2 * found >= len(rows) and len(rows) + len(rest) >= _FEWEST_IN_LIST
    return many and all(_is_row(row, headings, low) for row in rows[1:])


def tops_contents(row: Heading, following: Sequence[Heading], low: str) -> bool:
    """Return whether a heading is the row above those marked as contents, with nothing between but the parts of its Item.

    ``following`` is the next of all headings, if there is one.
    """
    return any(
        one.in_contents and one.key > row.key and _names_or_tops(row, one.start, low)
        for one in following[:1]
    )


def _is_row(row: Heading, headings: list[Heading], low: str) -> bool:
    """Return whether a heading names a page, or nothing but lines of titles stands below it."""
    end = next((one.start for one in headings if one.at > row.at), len(low))
    return _names_or_tops(row, end, low)


def _names_or_tops(row: Heading, end: int, low: str) -> bool:
    """Return whether a heading names a page, or rows or titles alone stand between it and ``end``."""
    if row.page_after:
        return True
    if end - row.end > _PARTS_REACH:
        return False
    below = low[row.end : end]
    return are_rows(below, _PARTS_REACH) or not (
        says_something(below) or any(map(_is_sentence, re.split(rf"[\n{ROW_END}]", below)))
    )


def _is_sentence(line: str) -> bool:
    """Return whether a line is long or ends as a sentence does, and not with the dots that lead to a page."""
    line = line.rstrip(BLANK)
    return len(letters(line)) > _LONGEST_PART or (
        line.endswith((".", ";")) and not line.endswith((". .", ".."))
    )
