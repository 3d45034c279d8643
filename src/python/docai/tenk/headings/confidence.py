"""How likely the borders of an Item are right, by what its heading, its neighbours and its length say.

The figures are shares of exact Items among those of a kind, over all documents with gold; benchmarks.tenk.exactness shows them
by decile.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from docai.tenk.headings.candidates import SURE_SCORE, Heading
from docai.tenk.vocabulary import CORE, LAST, Key

_BY_SCORE = ((10.0, 0.998), (8.0, 0.985), (6.0, 0.96), (4.0, 0.93), (2.0, 0.88))
"""How often a heading of at least that score is where the Item begins."""
_LEAST = 0.8
_CORE_LEFT_OUT = 0.8
"""An Item that every 10-K has is missing behind this one, and may be in it."""
_USUAL: frozenset[Key] = frozenset((number, "") for number in (5, 9, 10, 11, 12, 13, 14))
_USUAL_LEFT_OUT = 0.94
"""An Item that few reports lack is missing behind this one; 4 and 6 were left empty for years."""
_LETTERED: frozenset[Key] = frozenset(((1, "A"), (9, "A")))
"""Items that hardly a report lacks which has the next one with a letter."""
_LISTED_LEFT_OUT = 0.85
"""The contents name an Item behind this one that was not found."""
_UNTITLED = 0.95
"""No known title follows the number."""
_OUT_OF_PLACE = 0.9
"""A sure heading of this Item stands elsewhere too, behind the next Item; or such a heading of another stands in it."""
_HALF = 0.85
"""The Item holds half of the document, though it is neither the statements nor the discussion."""
_LONG_KINDS = frozenset(("statements", "mda"))
_LAST_ENDS = 0.98
_MIXED = 0.85
"""Items of two parts take turns: contents in two columns, side by side, read line by line."""
_FEWEST_TURNS = 2
_FEW = 8
_FEW_FOUND = 0.95
"""Fewer Items than this: an amendment, or a report whose other headings are of a shape that is not known here."""


def chances(
    places: Sequence[Heading],
    lengths: Sequence[int],
    headings: Sequence[Heading],
    size: int,
) -> list[float]:
    """Return for each heading in ``places`` the chance that its Item's borders are right.

    ``lengths`` are those of the Items, ``headings`` all that were looked at, ``size`` is the length of the document.
    """
    starts = [_start(heading) for heading in places]
    found = {key for heading in places for key in heading.covers}
    listed = {heading.key for heading in headings if heading.in_contents and heading.kind} - found
    ends = [
        start * _left_out(one, two, found, listed)
        for (one, two), start in zip(pairwise(places), starts[1:], strict=True)
    ]
    strange = _strange(places, lengths, headings)
    mixed = _mixed(places)
    few = _FEW_FOUND if len(found) < _FEW else 1.0
    return [
        few
        * start
        * end
        * (_OUT_OF_PLACE if at in strange else 1.0)
        * (_MIXED if at in mixed else 1.0)
        * (_HALF if 2 * length > size and heading.kind not in _LONG_KINDS else 1.0)
        for at, (heading, start, end, length) in enumerate(
            zip(places, starts, [*ends, _LAST_ENDS], lengths, strict=True)
        )
    ]


def _start(heading: Heading) -> float:
    chance = next((chance for score, chance in _BY_SCORE if heading.score >= score), _LEAST)
    return chance if heading.kind or heading.key > LAST else chance * _UNTITLED


def _left_out(one: Heading, two: Heading, found: set[Key], listed: set[Key]) -> float:
    """Return the chance that no Item is missing between two that follow each other.

    ``found`` are all Items that have a place, ``listed`` those of the contents that have none.
    """
    if two.key > LAST:
        return 1.0
    keys = _USUAL.union(CORE, listed, _LETTERED)
    between = {key for key in keys if one.covers[-1] < key < two.key} - found
    core = between.intersection(CORE)
    named = (between & listed) - core
    lettered = {key for key in between & _LETTERED if two.key <= (key[0], "C")}
    usual = ((between & _USUAL) | lettered) - named
    return float(
        _CORE_LEFT_OUT ** len(core)
        * _LISTED_LEFT_OUT ** min(1, len(named))
        * _USUAL_LEFT_OUT ** min(1, len(usual))
    )


def _mixed(places: Sequence[Heading]) -> range:
    """Return the places between which the numbers fall more than once, to Items that have not been.

    Where they fall to Items that have been, these are another registrant's.
    """
    seen: set[Key] = set()
    falls: list[int] = []
    for at, (one, two) in enumerate(pairwise(places)):
        seen.update(one.covers)
        if two.key < one.key <= LAST and len(one.covers) == 1 and two.key not in seen:
            falls.append(at)
    return range(falls[0], falls[-1] + 2) if len(falls) >= _FEWEST_TURNS else range(0)


def _strange(
    places: Sequence[Heading], lengths: Sequence[int], headings: Sequence[Heading]
) -> set[int]:
    """Return the places whose Item stands again, surely and out of its order, and those where it does.

    Behind the words of an Item, above the next heading, stand only the head of its page and a list of its part.
    """
    at = [heading.at for heading in places]
    own: dict[Key, int] = {heading.key: index for index, heading in enumerate(places)}
    strange: set[int] = set()
    for heading in headings:
        index = own.get(heading.key)
        if index is None or heading.in_contents or heading.page_after or not heading.kind:
            continue
        inside = bisect_right(at, heading.at) - 1
        if (
            heading.score >= SURE_SCORE
            and inside >= 0
            and inside != index
            and heading.at not in at
            and heading.at < places[inside].start + lengths[inside]
        ):
            strange.update((index, inside))
    return strange
