"""Single risk factors and notes to the financial statements, as parts of an Item's passages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from docai.tenk.structure.model import Passage
from docai.tenk.structure.words import numbered


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and what stands under it: ``number`` of a note ("4", "B"), else ""; ``title``; its passages, the heading first."""

    number: str
    title: str
    passages: tuple[Passage, ...]


def risk_factors(passages: Sequence[Passage]) -> tuple[Part, ...]:
    """Return the single risk factors among the passages of Item 1A: headings with words of their own, and all under them.

    A short heading over other headings names a group of them; what a summary of the risk factors lists is none.
    """
    found: list[Part] = []
    summary = 0
    done = 0
    for place, one in enumerate(passages):
        if one.kind != "heading" or one.level < 2 or place < done:
            continue
        title = _flat(one.text)
        end = _end(passages, place)
        if _SUMMARY.match(title):
            summary = one.level
            continue
        under = passages[place + 1 : place + 2]
        if (
            summary
            and one.level > summary
            and not (under and under[0].kind == "prose" and under[0].words > _LEAST_WORDS)
        ):
            continue
        summary = 0
        if end == place + 1 or passages[place + 1].kind == "heading":
            continue
        if len(title.split()) < _FEWEST_WORDS and any(
            other.kind == "heading" for other in passages[place + 1 : end]
        ):
            continue
        found.append(Part("", title, tuple(passages[place:end])))
        done = end
    return tuple(found)


def _end(passages: Sequence[Passage], place: int) -> int:
    """Return where the part of the heading at ``place`` ends: at the next heading of its level, or above."""
    level = passages[place].level
    following = range(place + 1, len(passages))
    return next(
        (at for at in following if passages[at].kind == "heading" and passages[at].level <= level),
        len(passages),
    )


_SUMMARY = re.compile(
    r"(?:risk factors?|summary)\b.{0,20}\b(?:summary|risk factors?|risks)\b|summary$|(?:[IVX]+\. )?summary",
    re.I,
)
_FEWEST_WORDS = 9
_LEAST_WORDS = 40


def notes(passages: Sequence[Passage]) -> tuple[Part, ...]:
    """Return the notes to the financial statements among the passages of an Item, each with all that stands under it."""
    found: list[Part] = []
    for number, group in groupby(passages, lambda one: one.note):
        if not number:
            continue
        of = tuple(group)
        said = numbered(_flat(of[0].text))
        title = said[2] if said else _flat(of[0].text)
        if not title and len(of) > 1:
            title = _flat(of[1].text)
        found.append(Part(number, title, of))
    return tuple(found)


def _flat(text: str) -> str:
    return " ".join(text.replace(" | ", " ").split())
