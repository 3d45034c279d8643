"""Heads of plain text, over several columns: no cell tells how far one reaches, only where its words stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from docai.document.tables.figures import MONTHS, YEAR
from docai.document.tables.grid import GridCell, GridRow
from docai.document.tables.scales.exceptions import says_only
from docai.document.tables.scales.units import scale_in
from docai.document.tables.typed.rules import DIGITS, PERIOD, are_of_one_kind, pieces

_SHARE = 0.08
_LEAST = 3.0
_ASIDE = 1
_SENTENCES = 3
"""Characters from a colon to the next word, where two blanks part them as they do sentences."""


_NAME = re.compile(r"(?:\band|&)\s+(?:consolidated\s+)?(?:subsidiar|affiliate)", re.I)
"""The filer's name on each page: "Loom, Inc. and Subsidiaries"."""


_IN_BRACKETS = re.compile(r"\([A-Za-z ]{3,20}\)")
_YEAR = re.compile(rf"{YEAR.pattern}(?:\s\([A-Za-z ]{{3,20}}\))?")
"""A year, with what is said of it: "1999 (restated)"."""


_PART_OF_DATE = re.compile(rf"(?:{MONTHS})|[0-3]?[0-9],", re.I)
"""The month, or the day, of a date over several lines."""


def spread(rows: Sequence[GridRow], columns: Sequence[tuple[int, int]], edge: int) -> list[GridRow]:
    """Return the rows of a head in which words over the middle of several columns reach over all of these.

    Those are a period alone in its row ("Year ended May 31"), and words each over one of as many groups of equally many
    columns: years, or words over the middle of a group. Those that a rule has made wide stay so.
    """
    cut = [
        _cut(row, [*rows[max(0, at - 1) : at], *rows[at + 1 : at + 2]], columns, edge)
        for at, row in enumerate(rows)
    ]
    return [
        _spread(row, cut[at + 1] if at + 1 < len(cut) else None, columns, edge)
        for at, row in enumerate(cut)
    ]


def _cut(
    row: GridRow, beside: Sequence[GridRow], columns: Sequence[tuple[int, int]], edge: int
) -> GridRow:
    """Return a row of a head with each field cut that is the heads of several columns with one blank between them.

    Its pieces stand over one column each. They say the same, but for figures ("Year Ended Year Ended"), or other fields of the row stand over one
    column each, and the pieces in line with those of a row above or below, as words over the middle of several columns do not. Two that say
    different things are none, but where the first is one in brackets, and each has a word of its own above or below: "(Denominator) Amount".
    """
    cells: list[GridCell] = []
    single = unsure = 0
    for cell in row.cells:
        touched = [] if cell.last < edge or is_wide(cell) else _touched(cell, columns)
        single += len(touched) == 1
        parts = _parts(cell, [columns[at] for at in touched]) if len(touched) > 1 else []
        if not parts:
            cells.append(cell)
            continue
        if not _say_the_same(parts):
            if _IN_BRACKETS.fullmatch(parts[0].words):
                good = _are_stacked(parts, beside)
            else:
                good = len(parts) > 2 and _are_in_line(parts, beside)
            if not (good and are_of_one_kind(parts)):
                cells.append(cell)
                continue
            unsure += 1
        cells += [_within(part, columns[at]) for part, at in zip(parts, touched, strict=True)]
    return (
        row
        if len(cells) == len(row.cells) or (unsure and not single)
        else row._replace(cells=cells)
    )


def _touched(cell: GridCell, columns: Sequence[tuple[int, int]]) -> list[int]:
    return [at for at, one in enumerate(columns) if one[0] <= cell.last and cell.first <= one[1]]


def _within(part: GridCell, column: tuple[int, int]) -> GridCell:
    """Return a piece of a head over its column alone."""
    first, last = column
    return part._replace(
        first=min(max(part.first, first), last), last=max(min(part.last, last), first)
    )


def _parts(cell: GridCell, columns: Sequence[tuple[int, int]]) -> list[GridCell]:
    """Return the pieces of a cell over one column each, cut at the blanks nearest to the middles between columns; none where it has too few."""
    cuts: list[int] = []
    for (_, last), (first, _) in pairwise(columns):
        middle = (last + first) / 2 - cell.first
        blanks = [at for at, one in enumerate(cell.words) if one == " "]
        if not blanks:
            return []
        cuts.append(min(blanks, key=lambda at: abs(at - middle)))
    if len(set(cuts)) < len(cuts):
        return []
    same = _repeated(cell, len(columns))
    parts = same or pieces(cell, cuts)
    fits = all(
        part.first <= last + 1 and first - 1 <= part.last
        for part, (first, last) in zip(parts, columns, strict=True)
    )
    return parts if fits else []


def _repeated(cell: GridCell, count: int) -> list[GridCell]:
    """Return the words of a cell in ``count`` pieces that are the same but for figures; none where they are not."""
    words = cell.words.split(" ")
    each, rest = divmod(len(words), count)
    if rest or not each:
        return []
    cuts: list[int] = []
    at = -1
    for place, word in enumerate(words, 1):
        at += len(word) + 1
        if place % each == 0 and place < len(words):
            cuts.append(at)
    parts = pieces(cell, cuts)
    return parts if _say_the_same(parts) else []


def _say_the_same(parts: Sequence[GridCell]) -> bool:
    """Return whether pieces have equally many words, and the same one at the end: "4th Quarter", "3rd Quarter"; "May 31, 1996", "May 31, 1995"."""
    words = [DIGITS.sub("#", part.words).split(" ") for part in parts]
    return len({(len(one), one[-1]) for one in words}) == 1


def _are_in_line(parts: Sequence[GridCell], rows: Sequence[GridRow]) -> bool:
    """Return whether each piece begins or ends, or has its middle, where words of another row do."""
    return any(
        all(
            any(
                abs(part.first - one.first) <= _ASIDE
                or abs(part.last - one.last) <= _ASIDE
                or abs(part.first + part.last - one.first - one.last) <= 2 * _ASIDE
                for one in row.cells
                if one.first <= part.last and part.first <= one.last
            )
            for part in parts
        )
        for row in rows
    )


def _are_stacked(parts: Sequence[GridCell], rows: Sequence[GridRow]) -> bool:
    """Return whether each piece stands over or under a field of its own of another row."""
    return any(
        all(
            sum(one.first <= part.last and part.first <= one.last for one in row.cells) == 1
            for part in parts
        )
        and all(
            sum(one.first <= part.last and part.first <= one.last for part in parts) <= 1
            for one in row.cells
        )
        for row in rows
    )


def _spread(
    row: GridRow, under: GridRow | None, columns: Sequence[tuple[int, int]], edge: int
) -> GridRow:
    label = [cell for cell in row.cells if cell.first < edge]
    cells = [cell for cell in row.cells if cell.first >= edge]
    if any(is_wide(cell) and not YEAR.fullmatch(cell.words) for cell in cells):
        return row
    if len(cells) == 1 and (
        PERIOD.search(cells[0].words) or _PART_OF_DATE.fullmatch(cells[0].words)
    ):
        return row._replace(cells=[*label, _centred(cells[0], columns)])
    if len(cells) < 2 or len(cells) == len(columns) or len(columns) % len(cells):
        return row
    each = len(columns) // len(cells)
    wide: list[GridCell] = []
    for at, cell in enumerate(cells):
        group = columns[at * each : (at + 1) * each]
        first, last = group[0][0], group[-1][1]
        centre = (cell.first + cell.last) / 2
        if not first <= centre <= last:
            return row
        if not (_YEAR.fullmatch(cell.words) or PERIOD.search(cell.words)):
            aside = abs((first + last) / 2 - centre)
            if aside > 1 + min(abs((one[0] + one[1]) / 2 - centre) for one in group):
                return row
            if each % 2 and not _are_years(under, edge):
                return row  # over the column in the middle: its own words
        wide.append(cell._replace(first=first, last=last))
    return row._replace(cells=[*label, *wide])


def is_wide(cell: GridCell) -> bool:
    """Return whether a rule has made a cell wider than its words."""
    return cell.last - cell.first >= len(cell.words)


def is_wide_period(cell: GridCell, edge: int) -> bool:
    """Return whether a rule has made a period as wide as the columns that it speaks of."""
    return cell.first >= edge and is_wide(cell) and PERIOD.search(cell.words) is not None


def is_running_head(row: GridRow, below: GridRow, edge: int) -> bool:
    """Return whether a row is the head of a page: a title over the labels, and the filer's name at the other margin.

    So is a title behind a word with a colon: "CHART:  SALES COMPARED WITH 1988".
    """
    if len(row.cells) != 2 or not row.cells[0].words.isupper():
        return False
    title, name = (cell.words for cell in row.cells)
    if title[-1] == ":" and row.cells[1].first - row.cells[0].last <= _SENTENCES:
        return True
    if row.cells[0].first >= edge or all(PERIOD.search(cell.words) for cell in row.cells):
        return False
    if title[-1] == ":" and name.endswith(")") and scale_in(name) is not None:
        return True
    return _NAME.search(name) is not None or (
        " " in title and " " in name and name.isupper() and below.apart
    )


def is_unit_alone(row: GridRow, edge: int) -> bool:
    """Return whether nothing but a unit stands over the columns: "1991    (Dollars in millions)"."""
    over = [cell for cell in row.cells if cell.first >= edge]
    return len(over) == 1 and says_only(over[0].words)


_HYPHEN = re.compile(r"(?<=[a-zA-Z])- (?=[a-zA-Z])(?!(?:and|or|to)\b)")


def unbroken(label: str) -> str:
    """Return a label without the blanks that the end of a line leaves behind a hyphen: "Acquisition- Related"."""
    return _HYPHEN.sub("-", label) if "- " in label else label


def is_unit_beside(row: GridRow, cell: GridCell, columns: int) -> bool:
    """Return whether the last field of the first row of a head, over several columns, is the unit of all: "Additions    (dollars in millions)"."""
    return columns > 1 and cell is row.cells[-1] and says_only(cell.words)


def is_head(cell: GridCell, below: GridRow) -> bool:
    """Return whether words alone in a row are of a head: a period, wide by a rule, or over the middle of words right below."""
    if PERIOD.search(cell.words) or cell.last - cell.first > len(cell.words) + _ASIDE:
        return True
    return not below.apart and any(
        one.first <= cell.last
        and cell.first <= one.last
        and abs(one.first + one.last - cell.first - cell.last) <= 2 * _LEAST
        for one in below.cells
    )


def _are_years(row: GridRow | None, edge: int) -> bool:
    return row is not None and all(
        YEAR.fullmatch(cell.words) for cell in row.cells if cell.first >= edge
    )


def _centred(cell: GridCell, columns: Sequence[tuple[int, int]]) -> GridCell:
    """Return the cell as wide as the most columns of which it stands in the middle."""
    centre = (cell.first + cell.last) / 2
    best = cell
    for left, (first, _) in enumerate(columns):
        for _, last in columns[left:]:
            width = last - first
            if (
                width > best.last - best.first
                and first <= cell.last
                and cell.first <= last
                and abs((first + last) / 2 - centre) <= max(_LEAST, _SHARE * width)
            ):
                best = cell._replace(first=min(cell.first, first), last=max(cell.last, last))
    return best
