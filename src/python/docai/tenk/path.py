"""The best way through the possible headings: each Item once, in the order that the form has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docai.tenk.headings import Heading
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
    for heading in headings:
        if heading.score <= 0:
            continue
        before = max(
            (step for key, step in ends.items() if key < heading.key),
            key=lambda step: step.score,
            default=None,
        )
        score = heading.score + (before.score if before else 0.0)
        last = heading.covers[-1]
        if last not in ends or score > ends[last].score:
            ends[last] = _Step(score, heading, before)
    step = max(ends.values(), key=lambda step: step.score, default=None)
    path: list[Heading] = []
    while step:
        path.append(step.heading)
        step = step.before
    return path[::-1]
