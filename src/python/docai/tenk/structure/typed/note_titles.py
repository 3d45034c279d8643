"""Titles of notes in plain text that nothing but their numbers sets apart: "(2) Income Taxes" right over a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from docai.tenk.structure.headings import Heading, Sign, rank_of
from docai.tenk.structure.lines import Line
from docai.tenk.structure.notes.numbers import NOTES
from docai.tenk.structure.words import cannot_be, is_titled, numbering

_NUMBERED = re.compile(
    r"\(?(?P<number>[1-9][0-9]?)(?P<sign>\.|\)|\s?[-–—])\s{1,8}(?P<title>[A-Z].*)"
)
_GAP = re.compile(r"\S {3,}\S")
_LONGEST = 80
_MOST_LINES = 3
_MOST_SKIPPED = 2
_MOST_LOST = 1
"""Titles before the first one that is found: a gap in a line makes it a row of columns."""
_FEWEST = 3


class _Title(NamedTuple):
    number: int
    sign: str
    heading: Heading


def note_titles(text: str, lines: Sequence[Line]) -> dict[int, Heading]:
    """Return the titles of notes among the lines of an Item of plain text, by where these begin, and that of all notes.

    They stand below "Notes to Financial Statements", first in their block, each with the next number: at least three
    of one form.
    """
    sections: list[tuple[Heading, list[_Title]]] = []
    for _, of in groupby(lines, lambda line: line.block):
        block = list(of)
        line = block[0]
        words = text[line.start : line.end].strip()
        if line.kind != "words" or len(words) > _LONGEST or _GAP.search(words):
            continue
        if NOTES.match(words) and words[-1] not in ".,;:" and not cannot_be(words):
            sections.append((_heading(text, line, line.end), []))
        elif sections:
            sections[-1][1].extend(_titled(text, block, words))
    found: dict[int, Heading] = {}
    for notes, titles in sections:
        for sign in {one.sign for one in titles}:
            chain = list(_rising([one for one in titles if one.sign == sign]))
            if len(chain) >= _FEWEST:
                found[notes.start] = notes
                found.update((one.heading.start, one.heading) for one in chain)
    return found


def _titled(text: str, block: Sequence[Line], words: str) -> list[_Title]:
    """Return the title that the first line of a block is; lines of titles alone are one."""
    match = _NUMBERED.fullmatch(words)
    if match is None or words[-1] in ".,;" or not is_titled(match["title"]):
        return []
    last = block[0]
    if 1 < len(block) <= _MOST_LINES and all(_is_title(text, line) for line in block[1:]):
        last = block[-1]
    heading = _heading(text, block[0], last.end)
    return [_Title(int(match["number"]), match["sign"].strip(), heading)]


def _is_title(text: str, line: Line) -> bool:
    """Return whether a line may go on with a title: "and Leases of Looms"."""
    words = text[line.start : line.end].strip()
    short = line.kind == "words" and len(words) <= _LONGEST and words[-1] not in ".,"
    return short and is_titled(words[0].upper() + words[1:])


def _heading(text: str, line: Line, end: int) -> Heading:
    start = line.end - len(text[line.start : line.end].lstrip())
    words = text[start:end]
    sign = Sign(numbered=numbering(words))
    return Heading(start, end, line.at, sign, rank_of(sign, words))


def _rising(titles: Sequence[_Title]) -> Iterator[_Title]:
    """Yield the titles from the first one on that rise, few numbers left out."""
    last = 0
    for one in titles:
        if last < one.number <= last + 1 + (_MOST_SKIPPED if last else _MOST_LOST):
            last = one.number
            yield one
