"""An Item's lines, read: where each stands in the marked text of its document, and how it looks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from docai.document.marked_text import MarkedText
from docai.tenk.model import Item
from docai.tenk.structure.headings import LONGEST, Body
from docai.tenk.structure.lines import Line, lines_of, place
from docai.tenk.structure.looks import Look, Looks
from docai.tenk.structure.words import BULLETS, ink_of, is_sentence


@dataclass(slots=True)
class ReadItem:
    """An Item's text, its lines with their places and looks, and the marked text that it was made of."""

    item: Item
    marked: MarkedText
    typed: bool
    lines: list[Line]


def read_item(item: Item, marked: MarkedText, looks: Looks, *, typed: bool) -> ReadItem:
    """Return the lines of an Item with their places in the marked text, and how each line of words looks."""
    text, (start, end) = item.text, item.stretch
    lines = lines_of(text, typed=typed)
    place(text, lines, marked.raw, start, end, typed=typed)
    for line in lines:
        if line.at >= 0 and (line.kind == "words" or _is_row(text, line)):
            words = text[line.start : line.end]
            if (words[0] in BULLETS and (typed or not is_sentence(words))) or (
                typed and len(words) > LONGEST
            ):
                continue  # an entry of a list, or a paragraph of plain text: no heading
            line.look = _look(words, line.at, marked, looks, typed=typed)
    return ReadItem(item, marked, typed, lines)


def _look(words: str, at: int, marked: MarkedText, looks: Looks, *, typed: bool) -> Look:
    """Return the look of a line, also where its number is set apart from its words, or a page break is in it."""
    ink = ink_of(words)
    look = looks.at(at, ink)
    if typed or len(words) > LONGEST:
        return look
    lead = look.lead
    if look.colour and not lead and len(words) <= _LONGEST_COLOURED:
        end = words[-_LAST:]
        last = marked.raw.find(end, at, at + _REACH)
        word = last + end.rfind(" ") + 1
        return look._replace(coloured=last >= 0 and looks.at(word, 1).colour == look.colour)
    rest = ""
    if not lead:
        label = _LABEL.match(words)
        rest = words[label.end() :] if label else ""
        done = ink - ink_of(rest)
    elif lead < ink - 2:
        done = lead
        rest = words[_place_of(words, done) :]
    if len(rest) < _LEAST_REST:
        return look
    found = marked.raw.find(rest[:_REST], at, at + _REACH)
    if found < 0 or (lead and found < at + _LEAST_REST + len(words) - len(rest)):
        return look
    more = looks.at(found, ink_of(rest))
    if not lead:
        return more._replace(
            bold=more.bold and more.bold + done,
            italic=more.italic and more.italic + done,
            underlined=more.underlined and more.underlined + done,
        )
    return look._replace(
        bold=look.bold + (more.bold if look.bold == done else 0),
        italic=look.italic + (more.italic if look.italic == done else 0),
        underlined=look.underlined + (more.underlined if look.underlined == done else 0),
    )


def _place_of(words: str, letters: int) -> int:
    """Return where in ``words`` as many letters, blanks left out, have passed."""
    at = 0
    for part in words.split(" "):
        if letters < len(part):
            break
        letters -= len(part)
        at += len(part) + 1
    return at


_LABEL = re.compile(r"\(?(?:[0-9]{1,2}|[IVX]{1,5}|[A-Z])[.)] ")
_LEAST_REST = 4
_LONGEST_COLOURED = 400
_LAST = 20
_REST = 24
_REACH = 4_000
"""Characters in which the rest of a line is looked for, behind a page break."""


def _is_row(text: str, line: Line) -> bool:
    return (
        line.kind == "cells"
        and line.end - line.start < LONGEST
        and text.find("\n", line.start, line.end) < 0
    )


def looks_of(read: ReadItem) -> list[tuple[int, Look]]:
    """Return the characters and the look of each line."""
    return [(line.end - line.start, line.look) for line in read.lines if line.look is not None]


_BODY = 200
"""A line of at least so many characters is body text."""


def body_of(looks: Iterable[tuple[int, Look]]) -> Body:
    """Return how body text is set: as most long lines are; each line is given as its characters and its look."""
    seen: Counter[Body] = Counter()
    for chars, look in looks:
        if chars >= _BODY:
            half = chars // 2
            seen[
                Body(
                    look.bold > half,
                    look.italic > half,
                    look.underlined > half,
                    look.size,
                    look.colour,
                )
            ] += 1
    return seen.most_common(1)[0][0] if seen else Body()
