"""Rules drawn with dashes: those under words say how far the words reach."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from docai.document.tables.figures import YEAR, figure_of
from docai.document.tables.grid import GridCell, GridRow

DRAWN_LINE = re.compile(r"[\s]*[-=_*\u2500][-=_*\u2500\s|+$]*")
_DASHES = re.compile(r"\s*-(?: -){2,}\s*")
"""Dashes that single blanks part: no filer writes so that nothing stands in three columns."""
PERIOD = re.compile(
    r"\b(?:years?|months?|quarters?|weeks?|periods?)\s+end(?:ed|ing)\b|\bfiscal\b|\bas\s+of\b"
    r"|\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\s+[0-9]",
    re.I,
)
"""Words that say a period or a day: they speak of all columns under them."""
DIGITS = re.compile(r"[0-9]+")
_SEGMENT = re.compile(r"[-=_\u2500]{2,}")
_DRAWN_BESIDE = re.compile(r"(?<!\S)[-=_\u2500]{5,}(?!\S)")
"""A rule under one group of columns in a line of words for the others."""
_MARGIN = 2
_FEW = 2
_MANY = 8
_HEADS_BELOW = 3
_HEAD_LINES = 8
"""Lines of a head over its rule."""


Segments = Sequence[tuple[int, int]]


def unescaped(rule: str, rows: Sequence[GridRow]) -> str:
    """Return a rule as it was typed: filings sent as privacy-enhanced mail have "- " in front of lines that begin with a dash.

    Only where its gaps then meet fewer words of the last row: some filers typed their tables behind it (RFC 1421, 4.3.2.2).
    """
    if not rule.startswith("- -") or not rows:
        return rule
    words = [(one.first, one.last) for one in rows[-1].cells]
    typed = rule[2:]
    return typed if _torn(typed, words) < _torn(rule, words) else rule


def _torn(rule: str, words: Segments) -> int:
    """Return how many gaps of a rule stand within words."""
    segments = _segments(rule)
    return sum(
        any(one < end and begin < other for one, other in words)
        for (_, begin), (end, _) in pairwise(segments)
    )


def rule_beside(words: str) -> tuple[str, str]:
    """Return a line of a head that a rule and words share as two: the rule, and the words; "" and the line where it holds no rule."""
    if _DRAWN_BESIDE.search(words) is None:
        return "", words
    rule = [" "] * len(words)
    for match in _DRAWN_BESIDE.finditer(words):
        rule[match.start() : match.end()] = match[0]
    return "".join(rule), _DRAWN_BESIDE.sub(lambda match: " " * len(match[0]), words)


def is_rule(words: str) -> bool:
    """Return whether a line is a rule, and no row in which dashes stand for nothing."""
    if not DRAWN_LINE.fullmatch(words) or words.strip().isalnum():
        return False
    parts = words.split()
    return (
        any(len(part) > _FEW for part in parts)
        or len(parts) > _MANY
        or _DASHES.fullmatch(words) is not None
    )


def widen_years(rows: list[GridRow], rules: Sequence[tuple[int, str]]) -> None:
    """Make each year as wide as the segment of the rule under it, where the next rows have several fields over that.

    ``rules`` are those drawn, each with the number of rows above it.
    """
    for below, rule in rules:
        if not 0 < below < len(rows):
            continue
        row = rows[below - 1]
        if not any(YEAR.fullmatch(cell.words) for cell in row.cells) or _holds_figures(row):
            continue
        segments = _segments(rule)
        cells: list[GridCell] = []
        for cell in row.cells:
            under = [one for one in segments if one[0] <= cell.last and cell.first <= one[1]]
            over = [
                one
                for one in row.cells
                if under and one.first <= under[0][1] and under[0][0] <= one.last
            ]
            if (
                len(under) == 1
                and over == [cell]
                and any(
                    sum(under[0][0] <= one.last and one.first <= under[0][1] for one in next_.cells)
                    > 1
                    for next_ in rows[below : below + _HEADS_BELOW]
                )
            ):
                first, last = under[0]
                cell = cell._replace(first=min(cell.first, first), last=max(cell.last, last))
            cells.append(cell)
        rows[below - 1] = row._replace(cells=cells)


def _segments(rule: str) -> list[tuple[int, int]]:
    """Return the first and last characters of a rule's segments; none for one under the whole line."""
    found = [(match.start(), match.end() - 1) for match in _SEGMENT.finditer(rule)]
    return [] if len(found) == 1 and found[0][0] <= _MARGIN else found


def underlines(rule: str, row: GridRow) -> bool:
    """Return whether a rule is drawn under the words of a row alone, from the first letter to the last, and those are no figure."""
    if len(row.cells) != 1 or figure_of(row.cells[0].words) is not None:
        return False
    cell = row.cells[0]
    first, last = len(rule) - len(rule.lstrip()), len(rule.rstrip()) - 1
    return abs(first - cell.first) <= 1 and abs(last - cell.first - len(cell.words) + 1) <= 1


def widen(rows: list[GridRow], rule: str) -> None:
    """Make each cell of the last row, and of the lines of words right above it, as wide as the segment of the rule under it alone.

    Words of one field that blanks part over all gaps of the rule become several. A rule under the whole line, or under
    several cells, says nothing of one.
    """
    segments = _segments(rule)
    if not rows or not segments:
        return
    last = rows[-1]
    if len(segments) > _FEW:
        last = last._replace(cells=[part for cell in last.cells for part in parted(cell, segments)])
    rows[-1] = _wide(last, segments)
    above, below, stacked = len(rows) - 2, last, True
    if rows[-1].apart or _holds_figures(last):
        return
    while above >= max(0, len(rows) - _HEAD_LINES):
        row = rows[above]
        if _holds_figures(row):
            return
        if len(segments) > _FEW:
            row = _cut_like(row, below, segments)
        stacked = stacked and _is_stacked(row, below)
        rows[above] = _wide(row, segments) if stacked else row
        if row.apart:
            return
        above, below = above - 1, row


def _wide(row: GridRow, segments: Segments) -> GridRow:
    under = [
        [one for one in segments if one[0] <= cell.last and cell.first <= one[1]]
        for cell in row.cells
    ]
    over = Counter(one for of in under for one in of)
    cells: list[GridCell] = []
    for cell, of in zip(row.cells, under, strict=True):
        if len(of) == 1 and over[of[0]] == 1 and figure_of(cell.words) is None:
            cell = cell._replace(first=min(cell.first, of[0][0]), last=max(cell.last, of[0][1]))
        cells.append(cell)
    return row._replace(cells=cells)


def _holds_figures(row: GridRow) -> bool:
    """Return whether a figure that is no year stands in a row."""
    return any((found := figure_of(cell.words)) and not found.year for cell in row.cells)


def _is_stacked(row: GridRow, below: GridRow) -> bool:
    """Return whether each field of a line stands over one of the next, and over no other: "Fourth Quarter", "Net Income"."""
    return len(row.cells) == len(below.cells) and all(
        one.first <= other.last and other.first <= one.last
        for one, other in zip(row.cells, below.cells, strict=True)
    )


def _cut_like(row: GridRow, below: GridRow, segments: Segments) -> GridRow:
    """Return a line of a head with the fields cut as the rule is, where others are over one segment, and pieces stand as the words below.

    Words over the middle of several segments are whole: their pieces stand in line with nothing.
    """
    cells: list[GridCell] = []
    whole = cut = 0
    for cell in row.cells:
        parts = parted(cell, segments)
        if (
            len(parts) > 1
            and all(_is_in_line(part, below.cells) for part in parts)
            and are_of_one_kind(parts)
        ):
            cells += parts
            cut += 1
        else:
            cells.append(cell)
            whole += sum(one[0] <= cell.last and cell.first <= one[1] for one in segments) == 1
    return row._replace(cells=cells) if cut and whole else row


def are_of_one_kind(parts: Sequence[GridCell]) -> bool:
    """Return whether pieces of a head may be heads of their own: none is a period, or all say the same but for their figures.

    "Year Ended" and "October 31," are two pieces of one head.
    """
    if not any(PERIOD.search(part.words) for part in parts):
        return True
    return len({DIGITS.sub("#", part.words.lower()) for part in parts}) == 1


def _is_in_line(part: GridCell, cells: Sequence[GridCell]) -> bool:
    return any(
        part.first == one.first
        or part.last == one.last
        or abs(part.first + part.last - one.first - one.last) <= _MARGIN + 1
        for one in cells
        if one.first <= part.last and part.first <= one.last
    )


def parted(cell: GridCell, segments: Segments) -> list[GridCell]:
    """Return the words of a cell, each over its segment of the rule under them, where blanks stand over all the gaps between.

    ``segments`` are the first and last characters of the rule's pieces.
    """
    under = [one for one in segments if one[0] <= cell.last and cell.first <= one[1]]
    if len(under) < _FEW or cell.last - cell.first + 1 != len(cell.words):
        return [cell]
    cuts: list[int] = []
    for (_, last), (first, _) in pairwise(under):
        at = cell.words.find(" ", max(0, last + 1 - cell.first), max(0, first + 1 - cell.first))
        if at < 0:
            return [cell]
        cuts.append(at)
    return pieces(cell, cuts)


def pieces(cell: GridCell, cuts: Sequence[int]) -> list[GridCell]:
    """Return the words of a cell that stands as it was typed, cut at the blanks that stand at ``cuts`` in it."""
    parts: list[GridCell] = []
    for begin, end in pairwise([-1, *cuts, len(cell.words)]):
        words = cell.words[begin + 1 : end]
        if not words.strip():
            continue
        begin += 1 + len(words) - len(words.lstrip())
        words = words.strip()
        first, start = cell.first + begin, cell.start + begin
        parts.append(GridCell(first, first + len(words) - 1, words, start, start + len(words)))
    return parts
