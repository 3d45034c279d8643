"""Items that stand more than once: behind a pointer, or once for each of several registrants."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from docai.document.marks import CELL, PAGE, ROW, ROW_END, SPAN, TABLE
from docai.tenk.headings.candidates import SURE_SCORE, Heading
from docai.tenk.vocabulary import Key, letters

_POINTER_LETTERS = 700
"""An Item that only points elsewhere has no more letters than this under its heading."""
_MORE_WORDS = 3
"""Words behind a pointer are this many times longer than it."""
_NAME_REACH = 300
_LONGEST_NAME = 90
_LINES = re.compile(rf"[\n{CELL}{SPAN}{TABLE}{ROW}{ROW_END}{PAGE}]+")
_COMPANY = re.compile(
    r"\b(?:compan(?:y|ies)|corp(?:oration)?|inc(?:orporated)?|l\.?l\.?c\.?|l\.?p\.?|ltd|limited|partners(?:hip)?"
    r"|trust|co\.?|bancorp\w*|holdings?|group|fund|plc|electric|power|energy|gas|railroad|railway)(?![a-z])",
    re.I,
)
_SENTENCE = re.compile(r"[a-z]{3}\.$|[,;:]$|^(?:part|item|see|page|table of contents)\b", re.I)


@dataclass(frozen=True, slots=True)
class Place:
    """A heading and ``start``, where the Item before it ends.

    ``registrant`` is named where Items stand once for each of several. ``behind`` is the first heading of the same
    Item, where that only points here.
    """

    heading: Heading
    start: int
    registrant: str = ""
    behind: Heading | None = None


def find_places(path: Sequence[Heading], headings: Sequence[Heading], raw: str) -> list[Place]:
    """Return the headings of ``path`` and those that repeat them with words of their own, in order.

    A block of repeats begins where the numbers fall back to Items that have been, and goes on while they rise.
    """
    places = [Place(heading, heading.start) for heading in path]
    for block in _blocks(path, headings, raw):
        firsts = {heading.key: heading for heading in path}
        everything = sorted([*path, *block], key=lambda heading: heading.at)
        if all(_is_pointer_to(firsts[one.key], one, everything) for one in block):
            places += [Place(one, one.start, behind=firsts[one.key]) for one in block]
        else:
            places = _of_registrants(places, block, raw)
    return sorted(places, key=lambda place: place.heading.at)


def _blocks(path: Sequence[Heading], headings: Sequence[Heading], raw: str) -> list[list[Heading]]:
    """Return the runs of sure headings that fall back to Items of the path and rise again.

    The statements alone may be repeated: once under each company's name.
    """
    firsts = {heading.key: heading.at for heading in path}
    on_path = {heading.at for heading in path}
    blocks: list[list[Heading]] = []
    reached: Key = (0, "")
    in_block = False
    statements: Heading | None = None
    for heading in headings:
        if heading.at in on_path:
            reached, in_block = heading.key, False
            statements = heading if heading.key == _STATEMENTS else None
        elif not _is_sure(heading) or heading.at <= firsts.get(heading.key, heading.at):
            continue
        elif heading.key < reached and not in_block:
            blocks.append([heading])
            reached, in_block = heading.key, True
        elif in_block and heading.key > reached:
            blocks[-1].append(heading)
            reached = heading.key
        elif statements and heading.key == reached and _is_of_other(statements, heading, raw):
            blocks.append([heading])
            statements, in_block = heading, True
        elif in_block and heading.key < reached and heading.key == blocks[-1][0].key:
            # a third registrant
            blocks.append([heading])
            reached = heading.key
    return blocks


def _is_of_other(one: Heading, two: Heading, raw: str) -> bool:
    """Return whether two headings of the same Item name two companies."""
    names = [named[1] for named in (_registrant(raw, one), _registrant(raw, two)) if named]
    return len(names) == 2 and letters(names[0]) != letters(names[1])


_STATEMENTS: Key = (8, "")


def _is_sure(heading: Heading) -> bool:
    return bool(
        heading.kind
        and heading.score >= SURE_SCORE
        and not heading.in_contents
        and not heading.page_after
    )


def _is_pointer_to(first: Heading, second: Heading, headings: Sequence[Heading]) -> bool:
    """Return whether a first place is short, as a pointer is, and the second is not."""
    short, long = (_length(heading, headings) for heading in (first, second))
    return short <= _POINTER_LETTERS and long >= _MORE_WORDS * short


def _length(heading: Heading, headings: Sequence[Heading]) -> int:
    """Return how many characters stand between the end of a heading and the start of the next."""
    following = (other.start for other in headings if other.at > heading.at)
    return next(following, sys.maxsize) - heading.end


def _of_registrants(places: list[Place], block: list[Heading], raw: str) -> list[Place]:
    """Return the places with a block of another registrant's Items, if it is named before the block or in its heading."""
    named = _registrant(raw, block[0])
    below = named is None
    if named is None:
        named = _below(raw, block[0])
        own = [_below(raw, place.heading) for place in places if place.heading.key == block[0].key]
        if named is None or None in own or named[1] in [one[1] for one in own if one]:
            # a running head with the company's name under it
            return places
    if len(block) < 2 and block[0].key != _STATEMENTS:
        return places
    start, name = named
    again = {heading.key for heading in block}
    added = [Place(block[0], start, name), *(Place(one, one.start, name) for one in block[1:])]
    firsts = [index for index, place in enumerate(places) if place.heading.key in again]
    unnamed = [index for index in firsts if not places[index].registrant]
    if unnamed:
        own_name = (_below if below else _registrant)(raw, places[unnamed[0]].heading)
        for index in unnamed:
            heading = places[index].heading
            begins = own_name[0] if own_name and index == unnamed[0] else heading.start
            places[index] = Place(heading, begins, own_name[1] if own_name else "")
    return places + added


def _registrant(raw: str, heading: Heading) -> tuple[int, str] | None:
    """Return the company that the line before a heading names, or the heading itself, and where that line begins."""
    floor = max(0, heading.start - _NAME_REACH)
    before = raw[floor : heading.start]
    end = len(before)
    breaks = [(0, 0), *(match.span() for match in _LINES.finditer(before))]
    for (_, start), (stop, _) in zip(
        reversed(breaks), [(end, end), *reversed(breaks)], strict=False
    ):
        line = " ".join(before[start:stop].split())
        if line:
            return (floor + start, line) if _is_company(line) else _in_heading(raw, heading)
    return _in_heading(raw, heading)


def _below(raw: str, heading: Heading) -> tuple[int, str] | None:
    """Return the company that a line below a heading names, and where the heading begins."""
    lines = _LINES.split(raw[heading.end : heading.end + _NAME_REACH])[1:]
    flat = [line for line in (" ".join(line.split()) for line in lines) if line]
    name = next((line for line in flat[:_LINES_BELOW] if _is_company(line)), None)
    return (heading.start, name) if name else None


_LINES_BELOW = 2
"""The second line of a title, and the name."""


def _in_heading(raw: str, heading: Heading) -> tuple[int, str] | None:
    """Return the company that a heading names: behind its last dash, in brackets, or behind its last "of".

    As in "Item 7. ... - Upper Teel Power Company" and "Item 8. Financial Statements of Upper Teel Power".
    """
    line = _LINES.split(raw[heading.at : heading.at + 400], maxsplit=1)[0]
    parts = [*islice(reversed(re.split(r"\s[–—-]+\s|[()]", line)), 2), _OF.split(line)[-1]]
    for name in parts:
        name = name.strip(" :")
        if name and _is_company(name) and name != line and not _NO_NAME.match(name):
            return heading.start, name
    return None


_OF = re.compile(r"\sof\s", re.I)
_NO_NAME = re.compile(r"(?:the|our|this|its)\s", re.I)
"""How "the Company" begins, which is no company's name."""


def _is_company(line: str) -> bool:
    return (
        3 <= len(letters(line)) <= _LONGEST_NAME
        and line[0].isupper()
        and _COMPANY.search(line) is not None
        and not (_SENTENCE.search(line) and not re.search(r"\b(?:inc|corp|co|ltd)\.$", line, re.I))
        and sum(word[0].isupper() for word in line.split()) >= 0.5 * len(line.split())
    )
