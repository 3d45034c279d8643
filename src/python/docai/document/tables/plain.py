"""Tables of plain text to rows of cells: those between EDGAR's tags <TABLE> and </TABLE>, and those that their columns show.

The tags: https://www.sec.gov/info/edgar/edgarfm-vol2.htm, "Tagging Tables": <S> and <C> begin the label and the other columns,
in a font whose characters are equally wide.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from docai.document.marked_text import MarkedText
from docai.document.marks import PAGE
from docai.document.tables.assemble import Draft
from docai.document.tables.figures import DASH, figure_of
from docai.document.tables.grid import GridCell, GridRow, add_cell

_TAGS = frozenset(("table", "/table"))
_TOKEN = re.compile(r"[^\s]+(?: [^\s]+)*")
"""Words that single blanks part."""
_DRAWN_LINE = re.compile(r"[\s]*[-=_*\u2500][-=_*\u2500\s|+$]*")
_LEADERS = re.compile(r"(?:\s?\.){3,}|\s\.\s?\.(?=\s)")
_PARTS = re.compile(r"[^\s]+")
_BEHIND_LABEL = re.compile(
    rf"(?P<label>.*[A-Za-z)\]:%])\s(?P<figure>(?:\$\s?)?\(?\$?\s?[0-9]{{1,3}}(?:,[0-9]{{3}})+\)?|\$\s?\(?[0-9.,]+\)?|{DASH}{{2,3}})"
)
"""A label with a figure behind it, of which one blank parts it."""
_SIGNS = frozenset(("$", "(", ")", "%"))
_PAGE_NUMBER = re.compile(r"\s*(?:page\s+)?[-–(]?\s?(?:[A-Z]-)?[0-9ivx]{1,4}\s?[-–)]?\s*", re.I)
_NEAR_PAGE = 4
_GAP = 4
"""Lines without figures that a table may have in a row."""
_HEAD_LINES = 9
_PROSE = 62
_WIDE = re.compile(r"\S {3,}\S")


class Line(NamedTuple):
    """A line: where it begins in the text, and its characters."""

    start: int
    words: str


def drafts_of_lines(text: MarkedText) -> list[Draft]:
    """Return the tables of a document that kept its lines."""
    raw = text.raw
    lines = _lines(raw)
    starts = [line.start for line in lines]
    tagged = _tagged(text)
    drafts: list[Draft] = []
    since = 0
    for first, last in _regions(lines, starts, tagged):
        rows = rows_of(lines[first:last])
        start, end = lines[first].start, lines[last - 1].start + len(lines[last - 1].words)
        draft = Draft.of(raw, rows, start, end, since, spans=False)
        if draft is not None:
            drafts.append(draft)
            since = end
    return drafts


def _lines(raw: str) -> list[Line]:
    lines: list[Line] = []
    at = 0
    for words in raw.split("\n"):
        lines.append(Line(at, words))
        at += len(words) + 1
    return lines


def _tagged(text: MarkedText) -> list[tuple[int, int]]:
    """Return from and to of what stands between <TABLE> and </TABLE>; a table that is not closed ends where the next begins."""
    found: list[tuple[int, int]] = []
    open_at: int | None = None
    for name, at in text.tags(_TAGS):
        if open_at is not None:
            found.append((open_at, at))
            open_at = None
        if name == "table":
            open_at = at
    return [(start, end) for start, end in found if end > start]


def _regions(
    lines: Sequence[Line], starts: Sequence[int], tagged: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Return the first line, and the one after the last, of each stretch that may be a table."""
    regions: list[tuple[int, int]] = []
    at = 0
    for start, end in tagged:
        first = _line_at(starts, start)
        last = _line_at(starts, max(start, end - 1)) + 1
        regions += _runs(lines, at, first)
        regions.append((first, max(last, first + 1)))
        at = max(last, first + 1)
    regions += _runs(lines, at, len(lines))
    return regions


def _line_at(starts: Sequence[int], at: int) -> int:
    return bisect_right(starts, at) - 1


def _runs(lines: Sequence[Line], first: int, last: int) -> list[tuple[int, int]]:
    """Return the stretches of rows of figures among lines without tags, each with its head."""
    runs: list[tuple[int, int]] = []
    begin: int | None = None
    end = count = 0
    for at in range(first, last):
        words = lines[at].words
        if _is_row(words):
            if begin is None or at - end > _GAP:
                if begin is not None and count > 1:
                    runs.append((begin, end + 1))
                begin, count = at, 0
            end = at
            count += 1
        elif begin is not None and (_is_prose(words) or PAGE in words):
            if count > 1:
                runs.append((begin, end + 1))
            begin, count = None, 0
    if begin is not None and count > 1:
        runs.append((begin, end + 1))
    floor = first
    found: list[tuple[int, int]] = []
    for start, stop in runs:
        found.append((_head_of(lines, start, floor), stop))
        floor = stop
    return found


def _is_row(words: str) -> bool:
    if "  " not in words and "..." not in words:
        return False
    tokens = tokens_of(words)
    return (
        len(tokens) > 1
        and figure_of(tokens[-1][2]) is not None
        and not _DRAWN_LINE.fullmatch(words)
    )


def _is_prose(words: str) -> bool:
    return (
        len(words.strip()) > _PROSE
        and _WIDE.search(words.strip()) is None
        and not _DRAWN_LINE.fullmatch(words)
    )


def _head_of(lines: Sequence[Line], start: int, floor: int) -> int:
    """Return the first line of the head of a table whose rows begin at ``start``."""
    first = start
    blanks = 0
    for at in range(start - 1, max(floor, start - _HEAD_LINES) - 1, -1):
        words = lines[at].words
        if not words.strip():
            blanks += 1
            if blanks > 2:
                break
            continue
        if _is_prose(words) or PAGE in words:
            break
        if (
            blanks
            and not _WIDE.search(words)
            and not _DRAWN_LINE.fullmatch(words)
            and not words.startswith("   ")
        ):
            break
        first = at
    return first


def rows_of(lines: Sequence[Line]) -> list[GridRow]:
    """Return the rows of a stretch of lines. Extents are characters of the line; a rule under words widens them to its own."""
    rows: list[GridRow] = []
    apart = False
    pages = {at for at, line in enumerate(lines) if PAGE in line.words}
    for at, line in enumerate(lines):
        words = line.words.replace("|", " ") if "|" in line.words else line.words
        if not words.strip(" \f") or (pages and _is_page_number(words, at, pages)):
            apart = True
            continue
        if _DRAWN_LINE.fullmatch(words) and not words.strip().isalnum() and _is_rule(words):
            if rows:
                rows[-1] = _widened(rows[-1], words)
            apart = True
            continue
        cells: list[GridCell] = []
        for first, last, token in tokens_of(words):
            if len(token) > 3 and not token.strip("-=_ \u2500"):
                continue
            add_cell(cells, GridCell(first, last, token, line.start + first, line.start + last + 1))
        if cells:
            rows.append(GridRow(cells, line.start, apart))
            apart = False
    return rows


def _is_rule(words: str) -> bool:
    return any(len(part) > 2 for part in words.split()) or len(words.split()) > 8


def _is_page_number(words: str, at: int, pages: set[int]) -> bool:
    return _PAGE_NUMBER.fullmatch(words.replace(PAGE, "")) is not None and any(
        near in pages for near in range(at - _NEAR_PAGE, at + _NEAR_PAGE + 1)
    )


@lru_cache(maxsize=4096)
def tokens_of(words: str) -> tuple[tuple[int, int, str], ...]:
    """Return the fields of a line: first and last character, words. Leaders are left out, figures stand alone."""
    if "." in words:
        words = _LEADERS.sub(_blanks, words)
    found: list[tuple[int, int, str]] = []
    for token in _TOKEN.finditer(words.replace(PAGE, " ")):
        _split(token.start(), token[0], found)
    return tuple(found)


def _blanks(leaders: re.Match[str]) -> str:
    return " " * len(leaders[0])


def _split(at: int, token: str, found: list[tuple[int, int, str]]) -> None:
    """Add a field; one that holds several figures, or a label and a figure, is several."""
    if " " in token:
        parts = [(part.start(), part[0]) for part in _PARTS.finditer(token)]
        if _are_figures(parts):
            if figure_of(token) is None or len(parts) > 2:
                for start, part in parts:
                    if ")(" in part:
                        _split(at + start, part, found)
                        continue
                    found.append((at + start, at + start + len(part) - 1, part))
                return
        else:
            label = _BEHIND_LABEL.fullmatch(token)
            if label:
                found.append((at, at + label.end("label") - 1, label["label"]))
                start = at + label.start("figure")
                found.append((start, start + len(label["figure"]) - 1, label["figure"]))
                return
    glued = token.find(")(")
    if glued > 0 and figure_of(token[: glued + 1]) and figure_of(token[glued + 1 :]):
        found.append((at, at + glued, token[: glued + 1]))
        at, token = at + glued + 1, token[glued + 1 :]
    found.append((at, at + len(token) - 1, token))


def _are_figures(parts: Sequence[tuple[int, str]]) -> bool:
    for _, part in parts:  # no generator: that takes twice the time, and most parts are words
        is_figure = part in _SIGNS or figure_of(part) is not None
        if not is_figure:
            return False
    return True


def _widened(row: GridRow, rule: str) -> GridRow:
    """Return a row with each cell as wide as the segment of the rule that stands under it."""
    segments = [(match.start(), match.end() - 1) for match in re.finditer(r"[-=_\u2500]+", rule)]
    cells: list[GridCell] = []
    for cell in row.cells:
        under = [one for one in segments if one[0] <= cell.last and cell.first <= one[1]]
        if len(under) == 1 and figure_of(cell.words) is None:
            cell = cell._replace(
                first=min(cell.first, under[0][0]), last=max(cell.last, under[0][1])
            )
        cells.append(cell)
    return row._replace(cells=cells)
