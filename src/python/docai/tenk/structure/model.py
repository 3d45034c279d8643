"""What the structure of an Item is: the values that this room hands out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PassageKind = Literal["heading", "prose", "list", "table", "note"]
MOST_BYTES = 8_000
"""A passage's text takes no more bytes of UTF-8: Fabric's SQL endpoint shows no more of a string."""

PATH = " > "
"""What parts the headings of a path."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of an Item, cut at the Item's own joints.

    ``n`` counts the passages of the Item from 1. ``id`` is made of the words alone, so that the same words have the same id in
    every filing and every reading. ``level`` is that of a heading (1 for the Item's own), of any other passage that of the
    heading above it, 0 for none. ``heading_path`` are the headings above it, the outermost first, joined by PATH; of a heading, those above and
    itself. ``text`` has at most MOST_BYTES bytes; before an entry of a list stands a tab for each entry that it stands in; a table is Markdown whose first ``repeated`` rows (the rule not counted) repeat the head
    of the passage before. ``joint`` is what stands in the Item's text between the passage before and this one: nothing, a
    blank, line breaks. ``note`` is the number or letter of the note to the financial statements that it stands in, or the title of one without, else "". ``words`` counts the words of the Item's text, a repeated head left out. ``start`` and ``end`` count characters of the decoded document
    ``source_file``: from the first letter to where the next passage begins. ``table_n``: which table of figures of that
    document it is, None where that is not known.
    """

    registrant: str
    item: str
    n: int
    id: str
    kind: PassageKind
    level: int
    heading_path: str
    note: str
    text: str
    joint: str
    repeated: int
    words: int
    source_file: str
    start: int
    end: int
    table_n: int | None = None


@dataclass(slots=True)
class Unit:
    """What is never cut where that fits: ``text[start:end]`` of an Item, and where it begins in the marked text (-1: not known).

    ``level``, ``title``: of a heading; ``number``: of a note's. ``typed``: a table whose columns are made of blanks.
    """

    kind: PassageKind
    start: int
    end: int
    at: int
    level: int = 0
    title: str = ""
    number: str = ""
    typed: bool = False
