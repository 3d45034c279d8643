"""What is said of figures over several lines: "(in millions, except share" and, below it, "and per share amounts)"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docai.document.tables.grid import GridCell, GridRow
from docai.document.tables.scales.units import scale_in

_OPEN = frozenset(("except", "for", "and", "or", "of", "per", "in", "the", "share", "as"))
"""Words that need another behind them."""
_ROWS = 12
_MOST = 4
_LONGEST = 200


def is_open(words: str) -> bool:
    """Return whether words that say a scale go on below: in an open bracket, or after a word that needs another."""
    # most cells are told apart by their brackets and last word: that costs least
    brackets = words.count("(") - words.count(")") if "(" in words else 0
    if brackets < 0 or len(words) > _LONGEST:
        return False
    if not brackets and words[-1] != "," and words.rpartition(" ")[2].lower() not in _OPEN:
        return False
    return scale_in(words) is not None


def closes(words: str) -> bool:
    """Return whether a line ends a bracket that another has opened."""
    return words.count(")") > words.count("(")


def mended(rows: Sequence[GridRow]) -> list[GridRow]:
    """Return the rows of a table, on top those whose first cell says the scale and goes on below joined."""
    made = list(rows)
    at = 0
    while at < min(len(made) - 1, _ROWS):
        for _ in range(_MOST):
            if at + 1 >= len(made) or not is_open(made[at].cells[0].words):
                break
            joined = _joined(made[at], made[at + 1])
            if joined is None:
                break
            made[at : at + 2] = joined
            if len(joined) > 1:
                break
        at += 1
    return made


def _joined(row: GridRow, below: GridRow) -> list[GridRow] | None:
    """Return two rows with their first cells as one, None where those do not stand over each other or are no words."""
    begun, rest = row.cells[0], below.cells[0]
    if begun.last < rest.first or rest.last < begun.first or not _is_rest(rest.words):
        return None
    cell = GridCell(
        min(begun.first, rest.first),
        max(begun.last, rest.last),
        f"{begun.words} {rest.words}",
        begun.start,
        rest.end,
    )
    if len(row.cells) == 1:
        return [below._replace(cells=[cell, *below.cells[1:]], apart=row.apart)]
    if len(below.cells) == 1:
        return [row._replace(cells=[cell, *row.cells[1:]])]
    return [
        row._replace(cells=list(row.cells[1:])),
        below._replace(cells=[cell, *below.cells[1:]]),
    ]


def _is_rest(words: str) -> bool:
    """Return whether words end what an open line says: nothing else begins with them."""
    return (
        closes(words)
        or words[:1].islower()
        or (words.isupper() and _UNITS.search(words) is not None)
    )


_UNITS = re.compile(r"\b(?:except|shares?|data|amounts?)\b", re.I)
