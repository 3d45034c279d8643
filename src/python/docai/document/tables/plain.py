"""Tables of plain text to rows of cells: those between EDGAR's tags <TABLE> and </TABLE>, and those that their columns show.

The tags: https://www.sec.gov/info/edgar/edgarfm-vol2.htm, "Tagging Tables": <S> and <C> begin the label and the other columns,
in a font whose characters are equally wide.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from docai.document.marked_text import MarkedText
from docai.document.marks import PAGE
from docai.document.tables.assemble import Draft
from docai.document.tables.figures import DASH, LONGEST, figure_of
from docai.document.tables.grid import GridCell, GridRow, add_cell
from docai.document.tables.typed.fields import (
    WIDE,
    ends_in_range,
    has_figures_behind,
    is_justified,
    rejoined,
    tokens_of,
)
from docai.document.tables.typed.notes import notes_in, with_marks, without_numbers
from docai.document.tables.typed.over import head_above
from docai.document.tables.typed.rules import (
    DRAWN_LINE,
    is_rule,
    rule_beside,
    underlines,
    unescaped,
    widen,
    widen_years,
)
from docai.document.tables.typed.tabs import Line, with_stops
from docai.document.tables.typed.tagged import tagged

_TAB = " " * 8
"""What a tab became when the document was read."""
_COLUMN_TAGS = frozenset(("[S]", "[C]", "[s]", "[c]"))
"""<S> and <C>, as some filers wrote them."""
_PAGE_NUMBER = re.compile(r"\s*(?:page\s+)?[-–(]?\s?(?:[A-Z]-)?[0-9ivx]{1,4}\s?[-–)]?\s*", re.I)
_BETWEEN_DASHES = re.compile(r" {10,}- ?[0-9]{1,3} ?-\s*")
_NEAR_PAGE = 4
_GAP = 4
"""Lines without figures that a table may have in a row."""
_LONGEST_GAP = 9
"""Lines between two parts of one table, a group's name and blank ones among them."""
_ASIDE = 2
_MOST_NAMES = 3
"""Lines of names of groups between two rows of one table."""
_HEAD_LINES = 14
_BLANKS = 2
_PROSE = 62
_FIGURE_SIGN = re.compile(rf"[0-9]|{DASH}")
"""What every figure has one of, nil among them."""


def drafts_of_lines(text: MarkedText, source: str) -> list[Draft]:
    """Return the tables of a document that kept its lines, as filed those of ``source``."""
    raw = text.raw
    lines = _lines(raw)
    if "\t" in source:
        lines = [_at_stops(text, line, source) if _TAB in line.words else line for line in lines]
    starts = [line.start for line in lines]
    tables = tagged(text)
    drafts: list[Draft] = []
    since = 0
    for first, last in _regions(lines, starts, tables):
        rows = rows_of(lines[first:last])
        start, end = lines[first].start, lines[last - 1].place(len(lines[last - 1].words))
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


def _at_stops(text: MarkedText, line: Line, source: str) -> Line:
    start = text.source_offset(line.start)
    filed = source[start : source.find("\n", start)].rstrip("\r")
    return with_stops(line, filed) if "\t" in filed else line


def _regions(
    lines: Sequence[Line], starts: Sequence[int], tables: Sequence[tuple[int, int, bool]]
) -> list[tuple[int, int]]:
    """Return the first line, and the one after the last, of each stretch that may be a table."""
    regions: list[tuple[int, int]] = []
    at = 0
    for start, end, goes_on in tables:
        first = max(_line_at(starts, start), at)
        last = _line_at(starts, end - 1) + 1
        if first >= last:
            continue  # it stands on a line that the table before it has taken
        while goes_on and last > first + 1 and not _ends_table(lines[last - 1].words):
            last -= 1
        first = head_above(lines, first, last, at)
        regions += _runs(lines, at, first)
        regions.append((first, last))
        at = last
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
            if begin is None or (at - end > _GAP and not _is_one_table(lines, end, at)):
                if begin is not None and count > 1:
                    runs.append((begin, end + 1))
                begin, count = at, 0
            end = at
            count += 1
        elif begin is not None and (
            PAGE in words or (_is_prose(words) and not _is_label(words, lines[end].words))
        ):
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
    if "  " not in words and "..." not in words and not has_figures_behind(words):
        return False
    end = len(words.rstrip())
    if _FIGURE_SIGN.search(words, max(0, end - LONGEST), end) is None:
        return False  # most lines that end in words
    tokens = tokens_of(words)
    return (
        len(tokens) > 1
        and (figure_of(tokens[-1][2]) is not None or ends_in_range(tokens))
        and not DRAWN_LINE.fullmatch(words)
        and not is_justified(words, tokens)
    )


def _ends_table(words: str) -> bool:
    return _is_row(words) or (words.strip() != "" and DRAWN_LINE.fullmatch(words) is not None)


def _is_prose(words: str) -> bool:
    return (
        len(words.strip()) > _PROSE
        and WIDE.search(words.strip()) is None
        and not DRAWN_LINE.fullmatch(words)
    )


def _is_label(words: str, row: str) -> bool:
    """Return whether a long line ends left of the figures of the row above: it is a label, and the table wider than prose."""
    figures = [first for first, _, token in tokens_of(row)[1:] if figure_of(token) is not None]
    return bool(figures) and len(words.rstrip()) < figures[0]


def _is_one_table(lines: Sequence[Line], end: int, at: int) -> bool:
    """Return whether two rows far from each other stand in one table: their last figures in line, no head between them."""
    if at - end > _LONGEST_GAP:
        return False
    between = [words for words in (line.words for line in lines[end + 1 : at]) if words.strip()]
    named = [words for words in between if not DRAWN_LINE.fullmatch(words)]
    if len(named) > _MOST_NAMES or any(WIDE.search(words.strip()) for words in named):
        return False
    one, other = tokens_of(lines[end].words), tokens_of(lines[at].words)
    return len(one) == len(other) and abs(one[-1][1] - other[-1][1]) <= _ASIDE


def _head_of(lines: Sequence[Line], start: int, floor: int) -> int:
    """Return the first line of the head of a table whose rows begin at ``start``.

    It ends where two blank lines, prose or a page do. Behind a blank line and words that are no head of columns ("Revenues"), only
    a line over the columns belongs to it, and what stands right above that.
    """
    first = start
    blanks = since = 0
    far = False
    for at in range(start - 1, max(floor, start - _HEAD_LINES) - 1, -1):
        words = lines[at].words
        if not words.strip():
            blanks += 1
            since += 1
            if since > _BLANKS or (blanks > _BLANKS and not far):
                break
            continue
        since = 0
        if _is_prose(words) or PAGE in words:
            break
        drawn = DRAWN_LINE.fullmatch(words) is not None
        if far:
            if drawn or not _is_over(words, lines[start].words):
                continue
            far, blanks = False, 0
        elif blanks and not (WIDE.search(words) or drawn or words.startswith("   ")):
            far = True
            continue
        first = at
    return first


def _is_over(words: str, row: str) -> bool:
    """Return whether the fields of a line stand over at least two of the row's figures, and are none of their own."""
    fields = tokens_of(words)
    figures = [one for one in tokens_of(row)[1:] if figure_of(one[2]) is not None]
    if not all((found := figure_of(one[2])) is None or found.year for one in fields):
        return False
    over = sum(
        any(one[0] - _ASIDE <= last and first <= one[1] + _ASIDE for first, last, _ in fields)
        for one in figures
    )
    return len(fields) > 1 and over > 1


def rows_of(lines: Sequence[Line]) -> list[GridRow]:
    """Return the rows of a stretch of lines. Extents are characters of the line; a rule under words widens them to its own."""
    rows: list[GridRow] = []
    apart = False
    pages = {at for at, line in enumerate(lines) if PAGE in line.words}
    notes = notes_in(lines)
    rules: list[tuple[int, str]] = []
    for at, line in enumerate(lines):
        words = line.words.replace("|", " ") if "|" in line.words else line.words
        if not words.strip(" \f") or at in notes or _is_page_number(words, at, pages):
            apart = True
            continue
        short = bool(rows) and DRAWN_LINE.fullmatch(words) and underlines(words, rows[-1])
        if short or is_rule(words):
            words = unescaped(words, rows)
            widen(rows, words)
            if rows and underlines(words, rows[-1]):
                rows[-1] = rows[-1]._replace(underlined=True)
            rules.append((len(rows), words))
            apart = True
            continue
        rule, words = rule_beside(words) if "-----" in words else ("", words)
        if rule and rows:
            widen(rows, rule)
        cells: list[GridCell] = []
        fields = tokens_of(words)
        if "]" in words and all(token in _COLUMN_TAGS for _, _, token in fields):
            apart = True
            continue
        for first, last, token in fields:
            if len(token) > 3 and not token.strip("-=_ \u2500"):
                continue
            add_cell(cells, GridCell(first, last, token, line.place(first), line.place(last) + 1))
        if cells:
            rows.append(GridRow(cells, line.start, apart))
            apart = False
    widen_years(rows, rules)
    return rejoined(with_marks(without_numbers(rows)))


def _is_page_number(words: str, at: int, pages: set[int]) -> bool:
    if _BETWEEN_DASHES.fullmatch(words):
        return True
    return _PAGE_NUMBER.fullmatch(words.replace(PAGE, "")) is not None and any(
        near in pages for near in range(at - _NEAR_PAGE, at + _NEAR_PAGE + 1)
    )
