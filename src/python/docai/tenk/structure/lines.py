"""The lines of an Item's text, and where each stands in the marked text of its document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from docai.document.marks import MARKS, TABLE
from docai.tenk.structure.looks import Look

CELLS = " | "
"""What parts the cells of a row in an Item's text; see ``docai.document.readable.html``."""

_KEY = 32
_WINDOW = 6_000
_NEAR = 1_500
_FAR = 400_000
_SHORT = 20
_FIRST = 3
_TRIES = 4
_MOST_LOST = 2
_EDGES = frozenset(MARKS + "\n")
_TYPED_BLANKS = frozenset((" ", "\n"))
_GAPS = frozenset(" \n\xa0" + MARKS)
"""What may stand between the words of a line in marked text of HTML."""
_FIRST_WORD = re.compile(r"\S+ ?")
_COLUMNS = re.compile(r"\S {2,}\S|^ {2,}\S", re.M)
_ONE_GAP = re.compile(r"\S+(?: \S+){0,3} {2,4}[A-Z]\S*(?: \S+)*")
"""A typed line with one wide gap: "Note 5.  Lease Commitments"."""
_NOTE_IN_CAPITALS = re.compile(
    r" {0,8}(?:(?:NOTE )?\(?\d{1,2}(?:[.:)]| ?--?)|\(?[A-Z][.)]) ?[A-Z][^a-z]{3,}"
)
_TYPED_RULE = re.compile(r"[ \t]*(?:- )?[-=_]{3}")


@dataclass(slots=True)
class Line:
    """A line of an Item's text: ``text[start:end]``. ``at``: where it begins in the marked text.

    ``block`` numbers the block that it stands in: an empty line parts two. ``kind``: a line of words, or a whole block that
    is a table of cells or of typed columns.
    """

    start: int
    end: int
    block: int
    kind: str
    at: int = -1
    look: Look | None = None
    indent: int = 0
    ruled: bool = False


def lines_of(text: str, *, typed: bool) -> list[Line]:
    """Return the lines of words, and the tables, of an Item's text in order; ``typed``: a document that kept its lines."""
    found: list[Line] = []
    start = 0
    for number, block in enumerate(text.split("\n\n")):
        # most blocks have no "|" at all: one letter is found faster than three
        if "|" in block and CELLS in block and not (typed and "   " in block):
            found.append(Line(start, start + len(block), number, "cells"))
        elif typed and _COLUMNS.search(block) and ("\n" in block or not _ONE_GAP.fullmatch(block)):
            found.extend(_columns(block, start, number))
        elif "\n" in block:
            at = start
            for line in block.split("\n"):
                if line.strip():
                    found.append(Line(at, at + len(line), number, "words"))
                at += len(line) + 1
        elif block.strip():
            found.append(Line(start, start + len(block), number, "words"))
        start += len(block) + 2
    return found


def _columns(block: str, start: int, number: int) -> Iterator[Line]:
    """Yield a block of typed columns, and before it the title of a note that stands right over them."""
    title, _, columns = block.partition("\n")
    if columns and _NOTE_IN_CAPITALS.fullmatch(title) and not _COLUMNS.search(title.strip()):
        yield Line(start, start + len(title), number, "words")
        start += len(title) + 1
    else:
        columns = block
    yield Line(start, start + len(columns), number, "columns")


def place(text: str, lines: list[Line], raw: str, start: int, end: int, *, typed: bool) -> None:
    """Find where each line stands in ``raw[start:end]``, the marked text that the Item's text was made of."""
    cursor = safe = start
    lost, table_end = 0, -1
    for line in lines:
        words = text[line.start : line.end]
        if line.kind == "cells":
            first = words.lstrip(" |").partition("\n")[0].partition(CELLS)[0]
            hit = _find_table(raw, first, cursor, end)
            length = len(words) - 3 * words.count(CELLS)
            line.at, cursor = (hit, hit + length * 9 // 10) if hit >= 0 else (-1, cursor)
            table_end = raw.find(TABLE, cursor, end)
            continue
        hit = -1
        if words[0] == "(" and not typed:
            # a label may stand right before its words
            label, _, rest = words.partition(") ")
            hit = _at_line_start(raw, f"{label}){rest[:_KEY]}", safe, min(end, cursor + _NEAR))
            if hit >= 0:
                # the same footnote of the next table may be written without the blank
                own = _at_line_start(raw, words[:_KEY], safe, hit)
                hit = own if own >= 0 else hit
        if hit < 0 and table_end >= 0:
            # blanks and empty cells make a table longer than its text
            near = min(end, table_end + _NEAR)
            key = words.lstrip()[:_KEY]
            if len(key) > _SHORT and raw.find(key, table_end, near) < 0:
                # its last row may be footnotes
                hit = _at_line_start(raw, key, cursor, table_end)
            if hit < 0:
                hit = _find(raw, words.lstrip(), table_end, near, typed=typed)
        table_end = -1
        if hit < 0:
            hit = _find(raw, words.lstrip(), cursor, end, typed=typed)
        if hit < 0 and safe < cursor:
            # a table was taken for a later one with the same first words
            hit = _find(raw, words.lstrip(), safe, cursor, typed=typed)
        if hit < 0:
            lost += 1
            if lost > _MOST_LOST and len(words) > _KEY:
                # the cursor went too far: whatever is found first counts
                hit = raw.find(words[:_KEY], start, end)
            if hit < 0:
                continue
        lost = 0
        line.at = hit
        cursor = safe = hit + len(words.lstrip()) * (9 if line.kind == "columns" else 10) // 10
        if typed and line.kind == "words":
            cursor = _typed_end(raw, words, cursor, end)
            line.indent = hit - max(raw.rfind("\n", start, hit), raw.rfind("\x0c", start, hit)) - 1
            line.ruled = _is_ruled(raw, cursor)


def _find(raw: str, words: str, cursor: int, end: int, *, typed: bool) -> int:
    """Return where ``words`` begin in ``raw`` at or after ``cursor``, at the beginning of a line if possible; -1 if nowhere.

    What is short, and stands in many places, is looked for near by only.
    """
    line = words.partition("\n")[0]
    key = line[:_KEY]
    if typed:
        hit = _first_words(
            raw, line.split(None, _FIRST)[:_FIRST], cursor, min(end, cursor + _WINDOW)
        )
        if hit >= 0:
            return hit
    else:
        near = cursor + (_WINDOW if len(key) > _SHORT else _NEAR)
        hit = _at_line_start(raw, key, cursor, min(end, near))
        if hit >= 0:
            return hit
    for key in () if typed else _keys(line):
        hit = _at_line_start(raw, key, cursor, min(end, cursor + _NEAR))
        while hit >= 0 and " " not in key and not _goes_on(raw, hit + len(key), line, key):
            hit = _at_line_start(raw, key, hit + 1, min(end, cursor + _NEAR))
        if hit >= 0:
            return hit
    return (
        _at_line_start(raw, line[:_KEY], cursor, min(end, cursor + _FAR))
        if len(line) > _SHORT
        else -1
    )


def _find_table(raw: str, first: str, cursor: int, end: int) -> int:
    """Return where the table begins whose first cell says ``first``: there, near the next mark of a table, or at that mark."""
    mark = raw.find(TABLE, cursor, min(end, cursor + _WINDOW))
    if mark < 0:
        return _find(raw, first, cursor, end, typed=False)
    near = min(end, mark + _NEAR)
    hit = _at_line_start(raw, first[:_KEY], cursor, near)
    if hit < 0 or raw.find(TABLE, mark + 1, hit) >= 0:
        # a line break within the cell hides it: what was found stands in a later table
        broken = (
            _first_words(raw, first[:_KEY].split(), cursor, near, _GAPS) if " " in first else -1
        )
        hit = broken if broken >= 0 else hit
    return hit if hit >= 0 else mark


def _first_words(
    raw: str, words: Sequence[str], cursor: int, end: int, gaps: Set[str] = _TYPED_BLANKS
) -> int:
    """Return where ``words`` stand at the beginning of a line, however many ``gaps`` part them; -1 if nowhere."""
    hit = raw.find(words[0], cursor, end)
    while hit >= 0:
        before = hit - 1
        while before >= 0 and raw[before] == " ":
            before -= 1
        if before < cursor or raw[before] in _EDGES:
            at = hit + len(words[0])
            for word in words[1:]:
                while raw[at : at + 1] in gaps:
                    at += 1
                if not raw.startswith(word, at):
                    break
                at += len(word)
            else:
                return hit
        hit = raw.find(words[0], hit + 1, end)
    return -1


def _keys(line: str) -> Iterator[str]:
    """Yield shorter beginnings: blanks or a break may stand after the first word, or a bullet, in the document."""
    first = _FIRST_WORD.match(line)
    if first is None:
        return
    rest = line[first.end() :]
    if len(first[0]) > 2:
        yield first[0].rstrip()
    elif rest:
        yield f"{first[0][0]}{rest[: _KEY - 1]}"  # a bullet that stands right before its words
    if rest:
        yield rest[:_KEY]
        second = _FIRST_WORD.match(rest)
        if second and len(second[0]) > 3:
            yield second[0].rstrip()


def _goes_on(raw: str, at: int, line: str, key: str) -> bool:
    """Return whether the word of ``line`` that follows ``key`` stands in ``raw`` at ``at``, behind blanks and edges of cells."""
    begun = line.find(key)
    following = line[begun + len(key) :].split(None, 1)
    if begun < 0 or not following:
        return True
    while raw[at : at + 1] in _GAPS:
        at += 1
    return raw.startswith(following[0], at)


def _at_line_start(raw: str, key: str, cursor: int, end: int) -> int:
    hit = raw.find(key, cursor, end)
    for _ in range(_TRIES):
        if hit < 0:
            return -1
        before = hit - 1
        while before >= 0 and raw[before] in " \xa0":
            before -= 1
        if before < cursor - 1 or before < 0 or raw[before] in _EDGES:
            return hit
        hit = raw.find(key, hit + 1, end)
    return -1


def _typed_end(raw: str, words: str, cursor: int, end: int) -> int:
    """Return where the last word of a typed line ends: blanks and line breaks made it longer than its text."""
    last = words.rsplit(None, 1)[-1]
    hit = raw.find(last, max(0, cursor - len(last)), min(end, cursor + len(words) // 4 + 40))
    return hit + len(last) if hit >= 0 else cursor


def _is_ruled(raw: str, at: int) -> bool:
    """Return whether a line of dashes stands under the line that ends at ``at``."""
    line_end = raw.find("\n", at)
    return line_end >= 0 and _TYPED_RULE.match(raw, line_end + 1) is not None
