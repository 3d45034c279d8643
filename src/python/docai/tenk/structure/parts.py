"""Single risk factors and notes to the financial statements, as parts of an Item's passages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from docai.tenk.structure.model import Passage
from docai.tenk.structure.words import BULLETS, SUMMARY_OF_RISKS, numbered


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and what stands under it: ``number`` of a note ("4", "B"), "" if it has none; ``title``; its passages, the heading first."""

    number: str
    title: str
    passages: tuple[Passage, ...]


def risk_factors(passages: Sequence[Passage]) -> tuple[Part, ...]:
    """Return the single risk factors among the passages of Item 1A: headings with words of their own, and all under them.

    A short heading over other headings names a group of them; what a summary of the risk factors lists is none.
    """
    found: list[Part] = []
    summary = 0
    done = _end_of_summary(passages)
    for place, one in enumerate(passages):
        if one.kind != "heading" or one.level < 2 or place < done:
            continue
        title = _flat(one.text)
        end = _end(passages, place)
        if _SUMMARY.match(title):
            summary = one.level
            continue
        if _NO_RISK.match(title):
            continue
        under = passages[place + 1 : place + 2]
        if (
            summary
            and one.level > summary
            and not (under and under[0].kind == "prose" and under[0].words > _LEAST_WORDS)
        ):
            continue
        summary = 0
        if end == place + 1:
            continue
        if passages[place + 1].kind == "heading" and not (
            _is_sentence(title) and _is_sentence(_flat(passages[place + 1].text))
        ):
            continue
        if len(title.split()) < _FEWEST_WORDS and any(
            other.kind == "heading" for other in passages[place + 1 : end]
        ):
            continue
        found.append(Part("", title, tuple(passages[place:end])))
        done = end
    return tuple(found)


def _end_of_summary(passages: Sequence[Passage]) -> int:
    """Return where a summary of the risk factors ends whose headings come again: at the first that does; 0 without one."""
    seen: set[str] | None = None
    for place, one in enumerate(passages):
        if one.kind != "heading" or one.level < 2:
            continue
        title = _flat(one.text).lower()
        if seen is None:
            if _SUMMARY.match(title):
                seen = set()
        elif title in seen:
            return place
        else:
            seen.add(title)
    return 0


def _is_sentence(title: str) -> bool:
    return title[-1] in ".?!" and title.count(" ") >= _FEWEST_WORDS - 1


def _end(passages: Sequence[Passage], place: int) -> int:
    """Return where the part of the heading at ``place`` ends: at the next heading of its level, or above."""
    level = passages[place].level
    following = range(place + 1, len(passages))
    return next(
        (at for at in following if passages[at].kind == "heading" and passages[at].level <= level),
        len(passages),
    )


_SUMMARY = re.compile(rf"{SUMMARY_OF_RISKS.pattern}|(?:[IVX]+\. )?summary", re.I)
_NO_RISK = re.compile(
    r"(?:special |cautionary |safe harbor )*(?:notes?|statements?|factors|information)?\s?(?:regarding|concerning|about|on|for|relating to|relevant to)? ?\bforward[- ]looking\b|risk factors\W*$|introduction\W*$|overview\W*$",
    re.I,
)
"""A heading in Item 1A that names no risk."""
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
        found.append(Part("" if number == title else number, title, of))
    return tuple(found)


def _flat(text: str) -> str:
    return " ".join(text.lstrip(BULLETS).replace(" | ", " ").split())
