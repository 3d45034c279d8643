"""What a path through the headings lacks, and where it may stand: under a mistyped label, or under its title alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from docai.document.marks import CELL, PAGE, ROW, ROW_END
from docai.tenk.headings.best_path import best_path
from docai.tenk.headings.candidates import Heading
from docai.tenk.headings.contents import says_something
from docai.tenk.vocabulary import (
    CORE,
    SMALL_BUSINESS,
    SMALL_CORE,
    Key,
    Numbering,
    letters,
    title_kind,
)

_BARE_LETTERS = 150


def lacks(path: Sequence[Heading], marked: Sequence[Heading], numbering: Numbering) -> bool:
    """Return whether Items are missing that every 10-K has, or that the table of contents names."""
    # a number without its title may be a running head
    found = {key for heading in path if heading.kind for key in heading.covers}
    core = SMALL_CORE if numbering is SMALL_BUSINESS else CORE
    named = {heading.key for heading in marked if heading.in_contents and heading.kind}
    return not found.issuperset(core) or not found.issuperset(named)


def is_bare(path: Sequence[Heading], low: str) -> bool:
    """Return whether most Items of a path would be headings and nothing more, as in a list of contents."""
    gaps = [two.start - one.end for one, two in pairwise(path)]
    bare = sum(
        gap < 4 * _BARE_LETTERS and len(letters(low[one.end : one.end + gap])) <= _BARE_LETTERS
        for one, gap in zip(path, gaps, strict=False)
    )
    return len(gaps) >= 5 and bare > 0.6 * len(gaps)


_SECONDS: tuple[tuple[Key, Key], ...] = (
    ((1, "A"), (1, "B")), ((7, ""), (7, "A")), ((9, ""), (9, "A")), ((9, "A"), (9, "B")),
)  # fmt: skip
"""Items with a letter that follow another one in most years."""
_SMALL_SECONDS: tuple[tuple[Key, Key], ...] = (((8, ""), (8, "A")),)


Stretch = tuple[int, int]
"""Where a part of the text begins and ends."""


def doubtful(path: Sequence[Heading], numbering: Numbering, end: int) -> list[Stretch]:
    """Return the stretches of a text of ``end`` characters in which Items that most reports have may stand unseen.

    They are those between Items whose numbers others lie between, and behind the last where that is not the exhibits.
    """
    have = {key for heading in path for key in heading.covers}
    seconds = _SMALL_SECONDS if numbering is SMALL_BUSINESS else _SECONDS
    first = {one for one, two in seconds if one in have and two not in have}
    found = {(one.end, two.start) for one, two, _ in holes(path)}
    found |= {(one.end, two.start) for one, two in pairwise(path) if first & set(one.covers)}
    if path and not any(heading.kind == "exhibits" for heading in path):
        found.add((path[-1].end, end))
    return sorted(found)


def holes(path: Sequence[Heading]) -> list[tuple[Heading, Heading, set[Key]]]:
    """Return each pair of neighbours on a path between whose numbers others are missing, with the Items of these.

    Items with a letter are not missed: not every year has them.
    """
    have = {key for heading in path for key in heading.covers}
    return [
        (one, two, lacking)
        for one, two in pairwise(path)
        if (lacking := _between(one.covers[-1], two.key) - have)
    ]


def numbered_lack(path: Sequence[Heading]) -> list[tuple[Heading, Heading, set[Key]]]:
    """Return each pair of neighbours between whose numbers an Item with a letter is missing that most such reports have.

    Only in a report of the years that have such Items: two others with a letter are there.
    """
    have = {key for heading in path for key in heading.covers}
    if sum(bool(letter) for _, letter in have) < _LETTERED_YEARS:
        return []
    return [
        (one, two, lacking)
        for one, two in pairwise(path)
        if (lacking := {key for _, key in _SECONDS if one.covers[-1] < key < two.key} - have)
    ]


_LETTERED_YEARS = 2


def is_numbered_between(path: Sequence[Heading], low: str) -> bool:
    """Return whether a line begins with the number of an Item with a letter that is missing there: "9A. Controls"."""
    return any(
        _line_of(*key).search(low, one.end, two.start) is not None
        for one, two, lacking in numbered_lack(path)
        for key in lacking
    )


@lru_cache(maxsize=64)
def _line_of(number: int, letter: str) -> re.Pattern[str]:
    """Return the pattern of a line, or a row, that begins with the number and the letter of an Item."""
    return re.compile(
        rf"[\n{ROW}{ROW_END}][ \t.{CELL}]{{0,20}}\(?{number}[ .\t({CELL}]{{0,20}}{letter.lower()}(?![a-z])"
    )


def _between(one: Key, two: Key) -> set[Key]:
    """Return the Items without a letter between two others: 9 too, where 9A follows on 8."""
    return {(number, "") for number in range(one[0] + 1, two[0] + bool(two[1]))}


def filled(path: list[Heading], titles: Sequence[Heading], low: str) -> list[Heading]:
    """Return the path with titles alone on their lines for Items that are missing between two neighbours.

    Titles with hardly a word below them are captions of another document: "in the proxy statement under the captions".
    Those of Items with a letter have their number before them: "9A. Controls and Procedures" behind "Item 9".
    """
    found: list[Heading] = []
    gaps = [(one, two, lacking, False) for one, two, lacking in holes(path)]
    gaps += [(one, two, lacking, True) for one, two, lacking in numbered_lack(path)]
    for one, two, lacking, numbered in gaps:
        between = [
            title
            for title in titles
            if one.end < title.start < two.start
            and title.key in lacking
            and title.score >= _ALONE
            and not title.page_after
            and (title.number_end > title.at or not numbered)
        ]
        chosen = best_path(between)
        ends = [*(title.start for title in chosen[1:]), two.start]
        found += [
            title
            for title, end in zip(chosen, ends, strict=False)
            if not _is_caption(title, low[title.end : end])
        ]
    return sorted(path + found, key=lambda heading: heading.at)


def _is_caption(title: Heading, below: str) -> bool:
    return (
        title.kind != "reserved"
        and len(letters(below)) <= _BARE_LETTERS
        and not says_something(below)
    )


_ALONE = 4.0
"""What a title scores that stands on a line of its own, with nothing before it that runs on."""

_EDGE = rf"[\n{CELL}{ROW}{ROW_END}{PAGE}]"
_LABEL = r"[^\n ]tem|i[^\n]em|it[^\n]m|ite[^\n ]|tiem|ietm|itme|item[^\n ]|ittem|iteem|itern|i tem|it em|ite m"
"""The word "Item" with a letter wrong, swapped, doubled or set apart, as typists and scanners have it."""
_MISTYPED = re.compile(
    rf"(?P<lead>{_EDGE}[ \t]*)(?P<label>{_LABEL})(?P<gap>[ \t.:{CELL}]{{0,9}})(?P<number>[1l][ ]?[0-6ol]|[1-9ls])(?P<letter>[a-c]?)(?![0-9a-z])(?=(?P<title>[^{PAGE}]{{5,200}}))"
)
_ONE_THEN_ANOTHER = re.compile(
    rf"(?P<lead>{_EDGE}[ \t]*)(?P<label>item)(?P<gap>[ \t.:{CELL}]{{1,9}})(?P<number>1[ ][0-6]|s)(?P<letter>)(?![0-9a-z])(?=(?P<title>[^{PAGE}]{{5,200}}))"
)
"""A number whose digits are set apart, or that is a letter: "Item 1 2. Security Ownership", "Item S. Market"."""
_DIGITS = str.maketrans("los", "105")
"""What scanners read for digits."""


def mended(low: str, numbering: Numbering, stretches: Sequence[Stretch]) -> str:
    """Return the text with mistyped labels in ``stretches`` spelled "item", place for place.

    Only where the number and the title behind them agree.
    """
    for start, end in stretches:
        part = low[start:end]
        for pattern in (_MISTYPED, _ONE_THEN_ANOTHER):
            part = pattern.sub(lambda match: _mended(match, numbering), part)
        if part != low[start:end]:
            low = low[:start] + part + low[end:]
    return low


def _mended(match: re.Match[str], numbering: Numbering) -> str:
    number = match["number"].replace(" ", "").translate(_DIGITS)
    kind, _ = title_kind(letters(match["title"]))
    if not kind or (int(number), match["letter"].upper()) not in numbering.numbers[kind]:
        return match[0]
    label = "item".ljust(len(match["label"]))
    apart = " " * (len(match["number"]) - len(number))
    return f"{match['lead']}{label}{match['gap']}{number}{match['letter']}{apart}"
