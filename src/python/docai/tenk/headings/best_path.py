"""The best way through the possible headings: each Item once, in the order that the form has, and begun at its first part."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import groupby, pairwise

from docai.tenk.headings.candidates import Heading
from docai.tenk.headings.contents import INCORPORATED, TITLE_LETTERS
from docai.tenk.vocabulary import Key, letters

_STRAY_SCORE = 10.0
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
            parts = (h for h in headings if h.is_part and h.key == heading.key and h.at > after)
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
    sure = [h for h in headings if h.score >= _STRAY_SCORE and h.kind and not h.page_after]
    behind = _lacking(have, [one for one in sure if one.start > path[0].start])
    have.update(key for heading in behind for key in heading.covers)
    before = _lacking(have, [one for one in sure if one.start < path[0].start])
    below = [low[one.end : two.start] for one, two in pairwise(before)]
    if len(before) < _WHOLE_PART or not all(map(_has_words, below)):
        before = []
    return sorted([*path, *behind, *before], key=_place)


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
