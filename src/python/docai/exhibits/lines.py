"""The lines of a list, with their cells: of HTML, and of plain text in one column, in several, or of two lists side by side."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from docai.document.readable.html import render_html
from docai.document.scan import Scan
from docai.exhibits.indents import Indents
from docai.exhibits.places import is_place
from docai.exhibits.said_places import A_KIND_OF, KINDS

COLUMNS = re.compile(r"\s{2,}|\t+|\s*(?:\.\s?){3,}\s*|\s*_{3,}\s*")
"""What stands between two columns of plain text: blanks, tabs, a line of dots."""

SIDE_BY_SIDE = 5
"""So many lines with two names say that two lists stand side by side."""

LEADS = re.compile(r"(?:\.\s?){3,}\s*$")
"""A line of dots that leads to nothing: the columns stand in the line above."""

NUMBER = re.compile(r"\*?[(\[]?(?:\d{1,4}|[A-Za-z]|[ivxIVX]{1,5})[.)\]]{1,2}")
"""The number of a row in a cell of its own: ``1.``, ``(b)``, ``*c.``."""

LONGEST = 300
"""Characters of a line that goes on; no line makes it longer."""

OPEN_END = re.compile(r"\S\s+(?:of|in|the|and|for)$")
"""A word behind which a name or a sentence goes on in the next line."""

OPEN_PLACE = re.compile(r"[\w.]\s*,?\s+[Aa]n?(?:\s+[A-Z][a-z]+){0,2}$")
"""An article, or a place behind one, at the end of a line: ``Wick Finance LLC, a Maine``."""

A_KIND = re.compile(rf"(?:[A-Z][a-z]+ ){{0,2}}(?i:{KINDS})\b")
"""What goes on behind such an end: ``limited liability company``."""

_TAG = re.compile(r"<[^>]{1,200}>")
_ABBREVIATED = re.compile(
    r"(\b(?:Inc|Corp|Ltd|Co|Cos|Pty|Bhd|Sdn|Ltda|Lda)|(?:\b[A-Za-z]\.){1,6}[A-Za-z])(?:\.\s?){3,}"
)
_RULE = re.compile(r"[-=_\s]{2,}")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the exhibit: its ``cells``, and how far in the first stands: blanks of plain text, points of HTML.

    ``leads``: it ends in a line of dots.
    """

    cells: tuple[str, ...]
    indent: float = 0
    leads: bool = False


def lines_of(scan: Scan, is_company: Callable[[str], bool]) -> tuple[list[Line], bool]:
    """Return the lines that say something, and whether the exhibit is typed. ``is_company`` tells a name."""
    if scan.html and not scan.text.is_typed:
        return list(_written(render_html(scan.text.raw), Indents(scan.source))), False
    return _in_one_list(list(_joined(_typed(scan.source))), is_company), True


def _typed(source: str) -> Iterator[Line]:
    for raw in source.splitlines():
        # a line of dots begins with that of the abbreviation before it
        text = _ABBREVIATED.sub(r"\1.  ", _TAG.sub("", raw).expandtabs(8).rstrip())
        bare = text.strip()
        if bare and not _RULE.fullmatch(bare):
            cells = tuple(part for part in COLUMNS.split(bare) if part)
            if cells:
                leads = LEADS.search(raw[-20:]) is not None
                yield Line(_unnumbered(cells), len(text) - len(text.lstrip()), leads)


def _unnumbered(cells: tuple[str, ...]) -> tuple[str, ...]:
    return cells[1:] if len(cells) > 1 and NUMBER.fullmatch(cells[0]) else cells


def _joined(lines: Iterable[Line]) -> Iterator[Line]:
    """Join two lines whose places are one that goes on, ``People's Republic`` and ``of China``, or whose words do."""
    before: Line | None = None
    for line in lines:
        if before is not None and _is_one_row(before, line):
            name, place = (
                f"{a} {b}" for a, b in zip(before.cells[:2], line.cells[:2], strict=True)
            )
            before = Line((name, place, *line.cells[2:]), before.indent)
            continue
        if before is not None and _is_open(before, line):
            name = f"{before.cells[0]} {line.cells[0]}"
            before = Line((name, *line.cells[1:]), before.indent, line.leads)
            continue
        if before is not None:
            yield before
        before = line
    if before is not None:
        yield before


def _is_open(before: Line, line: Line) -> bool:
    """Return whether the words of a line go on in the next one."""
    words = before.cells[0]
    if len(before.cells) > 1 or len(words) > LONGEST:
        return False
    if OPEN_PLACE.search(words) and A_KIND.match(line.cells[0]) and not A_KIND_OF.search(words):
        return True
    return OPEN_END.search(words) is not None


def _is_one_row(before: Line, line: Line) -> bool:
    if len(before.cells) != 2 or len(line.cells) < 2:
        return False
    first, second = before.cells[1], line.cells[1]
    return not is_place(first) and not is_place(second) and is_place(f"{first} {second}")


def _in_one_list(lines: Sequence[Line], is_company: Callable[[str], bool]) -> list[Line]:
    """Return two lists that stand side by side as one under the other; lines of any other shape as they are."""
    pairs = [line for line in lines if len(line.cells) == 2]
    both = sum(1 for line in pairs if all(map(is_company, line.cells)))
    if both < SIDE_BY_SIDE or both * 2 < len(pairs) or len(pairs) * 2 < len(lines):
        return list(lines)
    left = [Line(line.cells[:1], line.indent) for line in lines]
    return [*left, *(Line(line.cells[1:]) for line in pairs)]


def _written(text: str, indents: Indents) -> Iterator[Line]:
    for raw in text.split("\n"):
        cells = tuple(cell for part in raw.split(" | ") if (cell := part.strip(" |")))
        if cells and not _RULE.fullmatch(" ".join(cells)):
            yield Line(_unnumbered(cells), indents.next_of(cells[0]))
