"""Items whose own heading stands again in them: where they begin is a question then."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from docai.document.marks import PAGE
from docai.tenk.headings.candidates import SURE_SCORE, Heading

_NEAR = 600
"""A heading is given twice, in other letters or as the head of its page, within this many characters."""
_TOP = 300
"""The top of a page, in characters: what stands there again is its running head."""
_RUNNING = 3
"""A heading that stands again this often is a running head, wherever pages end."""


def told_twice(
    headings: Sequence[Heading], places: Sequence[Heading], ends: Sequence[int], low: str
) -> set[int]:
    """Return which of the ``places`` have their own heading again in the midst of their words, once or twice.

    ``headings`` are all that were looked at, in order; the Item of each of the ``places`` ends at one of ``ends``.
    """
    twice: set[int] = set()
    for at, (place, end) in enumerate(zip(places, ends, strict=True)):
        first = bisect_left(headings, place.end + _NEAR, key=_place)
        last = bisect_left(headings, end, key=_place)
        again = [one for one in headings[first:last] if one.key == place.key and _is_sure(one)]
        inside = [one for one in again if PAGE not in low[max(0, one.start - _TOP) : one.start]]
        if inside and len(again) < _RUNNING:
            twice.add(at)
    return twice


def _is_sure(heading: Heading) -> bool:
    return bool(
        heading.score >= SURE_SCORE
        and heading.kind
        and not (heading.in_contents or heading.page_after or heading.is_part)
    )


def _place(heading: Heading) -> int:
    return heading.at
