"""Rows of cells with their extents, and the columns that these make: the same for HTML and for plain text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from docai.document.tables.figures import DASH


class GridCell(NamedTuple):
    """A cell that is not empty: first and last column of the grid (characters in plain text), words, place in the text."""

    first: int
    last: int
    words: str
    start: int
    end: int


class GridRow(NamedTuple):
    """A row: its cells in order, where it begins in the text, whether an empty row or a rule stands above, and a rule under its words alone."""

    cells: list[GridCell]
    start: int = 0
    apart: bool = False
    underlined: bool = False


NOTE_MARK = re.compile(
    r"(?:\((?:[0-9]{1,2}|[a-zA-Z]{1,2}|\*{1,3})\)|\[[0-9a-z]{1,2}\]|\*{1,4}|[†‡§¹²³]+|[a-z](?:,[a-z])*)(?:\s*+,?\s*+\([0-9a-z]{1,2}\))*"
)
"""A mark of a footnote in a cell of its own."""

_SIGNS = "$€£¥("
_CURRENCIES = frozenset(("$", "€", "£", "¥", "(", "$ (", "$(", "US$", "C$", "R$", "-$", "($"))
_OPENS_NUMBER = re.compile(rf"[0-9(.,$]|{DASH}|nil\b|n/?[am]\b|n\.[am]\.|\*", re.I)
_CLOSERS = frozenset(
    (
        ")",
        "%",
        ")%",
        "%)",
        ") %",
        "% )",
        "))",
        "pts",
        "bps",
        "bp",
        "pp",
        "x",
        "¢",
        ")bps",
        ") bps",
        ")pts",
        ") pts",
        ")pp",
        ") pp",
        "ppts",
        "ppts.",
        ")ppts",
        ") ppts",
        ")ppts.",
        ") ppts.",
    )
)
_ENDS_NUMBER = re.compile(rf"(?:[0-9).*]|{DASH})$")


def add_cell(row: list[GridCell], cell: GridCell) -> None:
    """Add a cell to its row, or join it with the one before: a sign in front of a number, a bracket or percent sign behind."""
    words = cell.words
    if row:
        before = row[-1]
        if (
            words[0] in ")%pbx¢"
            and words in _CLOSERS
            and _ENDS_NUMBER.search(before.words)
            and not (words == "%" and _A_YEAR.fullmatch(before.words))
        ):
            joined = before.words + ("" if words[0] in ")%x¢" else " ") + words.replace(" ", "")
            row[-1] = GridCell(before.first, cell.last, joined, before.start, cell.end)
            return
        if (
            before.words[-1] in _SIGNS
            and before.words in _CURRENCIES
            and _OPENS_NUMBER.match(words)
        ):
            sign = before.words.replace(" ", "")
            row[-1] = GridCell(before.first, cell.last, sign + words, before.start, cell.end)
            return
        if words[0] == "." and before.words[-1].isdigit() and _is_decimals(before, cell):
            row[-1] = GridCell(
                before.first, cell.last, before.words + words, before.start, cell.end
            )
            return
        if before.words in _HYPHENS and len(row) > 1 and _ends_years(row, cell):
            begun = row[-2]
            years = f"{begun.words} {before.words} {words}"
            row[-2:] = [GridCell(begun.first, cell.last, years, begun.start, cell.end)]
            return
    row.append(cell)


_HYPHENS = frozenset("-\u2013")
_DECIMALS = re.compile(r"\.[0-9]+\s?[%)]*")
_WHOLE = re.compile(r"[$(\s-]*[0-9][0-9,]*")
_A_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def _is_decimals(before: GridCell, cell: GridCell) -> bool:
    """Return whether a cell holds the decimals of the figure in the cell right before it: "35" and ".0%"."""
    return (
        before.last + 1 == cell.first
        and _DECIMALS.fullmatch(cell.words) is not None
        and _WHOLE.fullmatch(before.words) is not None
    )


def _ends_years(row: Sequence[GridCell], cell: GridCell) -> bool:
    """Return whether a cell is the second year of a range whose first one and hyphen stand in the two cells right before it."""
    begun, hyphen = row[-2:]
    return (
        begun.last + 1 == hyphen.first
        and hyphen.last + 1 == cell.first
        and _A_YEAR.fullmatch(begun.words) is not None
        and _A_YEAR.fullmatch(cell.words) is not None
        and begun.words < cell.words
    )


def columns_of(extents: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the columns that cells with these extents make, in order.

    Cells that overlap share a column: narrow ones make the columns, and one that spans several of them changes nothing.
    """
    columns: list[list[int]] = []
    for first, last in sorted(set(extents), key=_narrow_first):
        touched = [column for column in columns if column[0] <= last and first <= column[1]]
        if not touched:
            columns.append([first, last])
        elif len(touched) == 1:
            column = touched[0]
            column[0], column[1] = min(column[0], first), max(column[1], last)
    columns.sort()
    return [(first, last) for first, last in columns]


def _narrow_first(extent: tuple[int, int]) -> tuple[int, int]:
    return extent[1] - extent[0], extent[0]


def places_in(columns: Sequence[tuple[int, int]], first: int, last: int) -> list[int]:
    """Return the columns that an extent touches, by their number from 0; the nearest where it touches none."""
    touched = [at for at, column in enumerate(columns) if column[0] <= last and first <= column[1]]
    if touched or not columns:
        return touched
    return [
        min(
            range(len(columns)),
            key=lambda at: (max(columns[at][0] - last, first - columns[at][1]), -at),
        )
    ]


def merged(
    columns: list[tuple[int, int]],
    rows: Sequence[Sequence[tuple[int, int]]],
    heads: Sequence[tuple[int, int]],
) -> list[tuple[int, int]]:
    """Return the columns with those joined that are one: neighbours that no row fills both of, under no head of their own.

    ``rows`` are the extents of each row's cells, ``heads`` those of the head's narrowest cells.
    """
    if len(columns) < 2:
        return columns
    known = {extent: places_in(columns, *extent)[0] for extent in set(chain.from_iterable(rows))}
    # most rows have their cells where others have them
    alike = Counter(map(tuple, rows))
    filled: Counter[frozenset[int]] = Counter()
    for row, often in alike.items():
        filled[frozenset([known[extent] for extent in row])] += often
    counts = [
        sum(often for row, often in filled.items() if at in row) for at in range(len(columns))
    ]
    kept = [columns[0]]
    members = [{0}]
    for at in range(1, len(columns)):
        first, last = kept[-1][0], columns[at][1]
        together = any(at in row and row & members[-1] for row in filled)
        one_head = any(head[0] <= kept[-1][1] and head[1] >= columns[at][0] for head in heads)
        own = [
            sum(head[0] <= column[1] and column[0] <= head[1] for head in heads) > 0
            for column in (kept[-1], columns[at])
        ]
        few = min(counts[at], sum(counts[one] for one in members[-1]))
        if not together and (one_head or (heads and not all(own))) and few < 0.5 * len(rows) + 1:
            kept[-1] = (first, last)
            members[-1].add(at)
        else:
            kept.append(columns[at])
            members.append({at})
    return kept
