"""The best way through the possible headings: each Item once, in the order that the form has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from docai.tenk.headings.candidates import Heading
from docai.tenk.vocabulary import Key


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
