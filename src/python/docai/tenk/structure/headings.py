"""Which lines of an Item are headings, by how they stand out from the document's own body text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from docai.tenk.structure.lines import CELLS, Line
from docai.tenk.structure.looks import Look
from docai.tenk.structure.words import (
    BULLET,
    BULLETS,
    CAPTION,
    FEWEST_LETTERS,
    ITEM,
    NUMBERED,
    begins_small,
    cannot_be,
    end_of_run_in,
    ink_of,
    is_all_titled,
    is_capitals,
    is_note_title,
    is_short_title,
    is_titled,
    numbering,
)

LONGEST = 1_000
"""A longer line is a paragraph, however it is set. Risk factors have headings of several lines."""
_LONGEST_RUN_IN = 600
_LONGEST_CAPITALS = 250
_LONGEST_ITALIC = 400
_LONGEST_PLAIN = 100
_SENTENCE = 10
"""A heading of more blanks than this is a sentence."""
_SMALLER = 0.4
"""Points below body text: a footnote, unless it is bold."""
_LARGER = 0.6
"""Points above body text: a heading, unless it ends as a sentence does."""
_MUCH_LARGER = 1.6
"""Points above body text: a heading also if it ends as a sentence does."""
_LONGEST_ENTRY = 120
"""A longer entry of a list is none, unless it is bold."""
_PLAN = re.compile(r"[1-9][0-9]{2}\([a-z]\)")
"""A plan by its section of the Internal Revenue Code: "401(k) Plan"."""
_DECIMAL = re.compile(r"[0-9]{1,2}\.[0-9]")
"""The number of an exhibit: in plain text it is no section's."""
_ONE_WORD = re.compile(r"[A-Z][a-z]{3,}:")
_SHORT_CAPITALS = 4
"""A heading of fewer capitals may be a name in a title: "IBM"."""
_INDENT = 12
"""Blanks before a centred line of plain text."""


class Body(NamedTuple):
    """How the body text of a document is set."""

    bold: bool = False
    italic: bool = False
    underlined: bool = False
    size: float = 0.0
    colour: str = ""


class Sign(NamedTuple):
    """What headings of one rank have in common."""

    numbered: str = ""
    capitals: bool = False
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    centred: bool = False
    size: float = 0.0
    colour: str = ""
    run_in: bool = False
    """Of a heading that its paragraph goes on behind; of one in capitals that says nothing."""
    sentence: bool = False
    """Of a sentence, where titles over sentences look the same."""


@dataclass(slots=True)
class Heading:
    """A heading: ``text[start:end]`` of the Item, where it begins in the marked text, and the look that ranks it.

    ``rank``: how much it stands out. ``number``: of a note to the financial statements. ``level``: see ``levels``.
    """

    start: int
    end: int
    at: int
    sign: Sign
    rank: float
    number: str = ""
    level: int = 0


def heading_of(text: str, line: Line, body: Body) -> Heading | None:
    """Return the heading that a line of HTML is or begins with, None if it has none."""
    look = line.look
    if look is None:
        return None
    begins = look.lead
    if not begins and line.end - line.start > _LONGEST_CAPITALS:
        return None
    words = text[line.start : line.end]
    stands_out = begins or look.capitals or look.colour != body.colour or look.size > body.size
    stands_out = stands_out or words.isupper()
    note = not stands_out and is_note_title(words)
    if not (stands_out or note) or cannot_be(words):
        return None
    ink = ink_of(words)
    lengths = (
        0 if body.bold else look.bold,
        0 if body.italic else look.italic,
        0 if body.underlined else look.underlined,
    )
    whole = [length >= 0.95 * ink - 2 for length in lengths]
    if words[0] in BULLETS and not whole[0]:
        return None  # an entry of a list; a risk factor that begins so is bold
    capitals = is_capitals(words) or (look.capitals and len(words) < _LONGEST_CAPITALS)
    bigger = look.size - body.size if look.size and body.size else 0.0
    end = line.end
    run_in = False
    if any(whole) and len(words) <= (LONGEST if whole[0] or whole[2] else _LONGEST_ITALIC):
        if _is_none_by_type(words, bigger, bold=whole[0]):
            return None
    elif (
        note
        or (capitals and len(words) <= _LONGEST_CAPITALS and words[-1] not in ",;")
        or _is_larger(words, bigger)
        or _is_coloured(words, look, body)
    ):
        whole = [False] * 3
    else:
        stop = _end_of_beginning(words, max(lengths))
        if stop is None:
            return None
        whole = [length >= max(lengths) - 1 for length in lengths]
        end, run_in = line.start + stop, True
        words = words[:stop]
        capitals = is_capitals(words)
    sign = Sign(
        numbered=numbering(words),
        capitals=capitals,
        bold=whole[0],
        italic=whole[1],
        underlined=whole[2],
        centred=look.centred,
        size=round(bigger, 1),
        colour=look.colour if look.colour != body.colour else "",
        run_in=run_in and not capitals,
    )
    return Heading(line.start, end, line.at, sign, rank_of(sign, words))


def _is_none_by_type(words: str, bigger: float, *, bold: bool) -> bool:
    """Return whether a line that is bold, italic or underlined as a whole is no heading all the same."""
    return (
        words[-1] in ",;"
        or begins_small(words)
        or (bigger < -_SMALLER and not bold)
        or (not bold and len(words) > _LONGEST_ENTRY and BULLET.match(words) is not None)
    )


def _is_larger(words: str, bigger: float) -> bool:
    """Return whether a line is a heading by its size: ``bigger`` points above body text."""
    return (
        bigger > _LARGER
        and len(words) <= _LONGEST_CAPITALS
        and words[-1] not in ",;"
        and (words[-1] != "." or bigger > _MUCH_LARGER)
        and words[0].isupper()
    )


def _is_coloured(words: str, look: Look, body: Body) -> bool:
    """Return whether a line is a heading by its colour: a sentence if all of it has that colour."""
    if not look.colour or look.colour == body.colour:
        return False
    if words[-1] in ".?!":
        if not look.coloured:
            return False
    elif len(words) > _LONGEST_PLAIN or words[-1] in ",;:":
        return False
    return words[0].isupper() or (look.coloured and words[0].isdigit())


def _end_of_beginning(words: str, lead: int) -> int | None:
    """Return where the heading ends that a paragraph begins with, its first ``lead`` letters; None if that is none."""
    if lead < FEWEST_LETTERS or lead > _LONGEST_RUN_IN or BULLET.match(words):
        return None
    return end_of_run_in(words, lead)


def typed_heading_of(
    text: str,
    line: Line,
    *,
    alone: bool,
    first: bool,
    over: bool = False,
    exhibits: bool = False,
) -> Heading | None:
    """Return the heading that a line of plain text is; ``alone`` in its block, the ``first`` of it, or ``over`` a paragraph.

    ``exhibits``: the Item lists exhibits by their numbers.
    """
    words = text[line.start : line.end].strip()
    if len(words) > LONGEST or cannot_be(words) or words[-1] in ",;" or CAPTION.match(words):
        return None
    capitals = is_capitals(words)
    look = line.look or Look()
    least = 0.95 * ink_of(words) - 2
    marked = look.lead >= least
    numbered = numbering(words)
    if not (capitals or marked) and ((exhibits and words[0].isdigit()) or _DECIMAL.match(words)):
        return None
    if capitals:
        good = (alone or first) and len(words) <= _LONGEST_CAPITALS
    elif marked or (line.ruled and len(words) <= _LONGEST_CAPITALS):
        good = marked or ((alone or first) and (words[-1] != "." or is_titled(words)))
    else:
        good = (
            (alone or over)
            and len(words) <= _LONGEST_PLAIN
            and words[-1] != "."
            and (
                words[-1] != ":"
                or (
                    alone
                    and (is_all_titled(words) or (over and _ONE_WORD.fullmatch(words) is not None))
                )
            )
            and not BULLET.match(words)
            and is_titled(words)
            and (alone or is_short_title(words))
        )
    if not good and not (numbered == "note" and alone and len(words) <= _LONGEST_CAPITALS):
        return None
    sign = Sign(
        numbered=numbered,
        capitals=capitals or (words.isupper() and len(words) >= _SHORT_CAPITALS),
        bold=look.bold >= least,
        italic=look.italic >= least,
        underlined=line.ruled or look.underlined >= least,
        centred=line.indent >= _INDENT,
        run_in=over and not (alone or capitals or marked or line.ruled),
    )
    start = line.end - len(text[line.start : line.end].lstrip())
    return Heading(start, line.end, line.at, sign, rank_of(sign, words))


def row_heading_of(text: str, line: Line, look: Look | None, body: Body) -> Heading | None:
    """Return the heading that a table of one row is: its number in the first cell, its words in the second."""
    words = text[line.start : line.end]
    if words.count(CELLS) != 1:
        return None
    number, _, title = words.partition(CELLS)
    if not (ITEM.fullmatch(number.rstrip(". ")) or NUMBERED.fullmatch(number)) or cannot_be(title):
        return None
    if not (title[0].isupper() or title[0] in '“"' or _PLAN.match(title)):
        return None
    stands_out = look and (look.lead or look.size > body.size)
    named = ITEM.match(number) or (numbering(words) == "note" and is_titled(title))
    if not (named or stands_out or is_capitals(title)) or len(title) > _LONGEST_CAPITALS:
        return None
    sign = Sign(
        numbered=numbering(words),
        capitals=is_capitals(title),
        bold=bool(look and look.bold and not body.bold),
        italic=bool(look and look.italic and not body.italic),
        underlined=bool(look and look.underlined),
        size=round(look.size - body.size, 1) if look and look.size and body.size else 0.0,
    )
    return Heading(line.start, line.end, line.at, sign, rank_of(sign, words))


def rank_of(sign: Sign, words: str) -> float:
    """Return how much a heading of that look stands out; a sentence is below a title."""
    return (
        -3.0 * (words.count(" ") >= _SENTENCE)
        + max(-2.0, min(8.0, sign.size))
        + 2.0 * sign.capitals
        + 2.0 * sign.bold
        + 0.7 * sign.underlined
        + 1.5 * sign.centred
        + (-0.6 if sign.bold else 0.6) * sign.italic
        + 0.5 * bool(sign.colour)
        - 4.0 * sign.run_in
    )


def is_joined(text: str, before: Heading, heading: Heading) -> bool:
    """Return whether nothing but blanks parts a heading from the one before."""
    return not text[before.end : heading.start].strip(" \n")
