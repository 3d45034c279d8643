"""Heads within a table: new ones, and the one on top for another period."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from docai.document.tables.grid import GridRow
from docai.document.tables.scales.exceptions import says_only
from docai.document.tables.scales.units import scale_in

PERIOD = re.compile(
    r"\b(?:years?|months?|quarters?|weeks?|fiscal|ended|ending|as\s+of|at|december|january|february|march|april|may|june|july|august|september|october|november|period)\b",
    re.I,
)
_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")


@dataclass(slots=True)
class Head:
    """A head: from which row of the body on it holds, its rows, and the labels that it gives the columns.

    ``dated``: the row that names its period anew, of a head that is else the one before.
    """

    since: int
    rows: list[GridRow]
    labels: list[str] = field(default_factory=list)
    narrow: list[bool] = field(default_factory=list)
    dated: list[GridRow] = field(default_factory=list)


def is_new_head(rows: Sequence[GridRow], kinds: Sequence[str], at: int, edge: int) -> bool:
    """Return whether a head within the table begins at this row."""
    row = rows[at]
    label = row.cells[0].words if row.cells[0].first < edge else ""
    count = len(row.cells) - bool(label)
    if kinds[at] == "years":
        return (
            not label or (PERIOD.search(label) is not None and len(label) < 60) or says_only(label)
        )
    if label and not (PERIOD.search(label) and scale_in(label) is None and count > 1):
        return False
    following = kinds[at + 1] if at + 1 < len(rows) else ""
    return count > 1 or following == "years"


def named_anew(rows: Sequence[GridRow], kinds: Sequence[str], top: int, edge: int) -> list[int]:
    """Return which rows of the body are names of groups beside the years of the head, which come again: "Gas     1995     1994".

    ``top`` is where the body begins, ``edge`` where the values do.
    """
    if "years" not in kinds[:top] or "years" not in kinds[top:]:
        return []
    last = max(at for at in range(top) if kinds[at] == "years")
    years = [cell.words for cell in rows[last].cells if cell.first >= edge]
    return [
        at
        for at in range(top, len(rows))
        if kinds[at] == "years"
        and (label := rows[at].cells[0]).first < edge
        and PERIOD.search(label.words) is None
        and not says_only(label.words)
        and [cell.words for cell in rows[at].cells if cell.first >= edge] == years
        and len(years) > 1
    ]


def renewed(head: Sequence[GridRow], row: GridRow) -> list[GridRow] | None:
    """Return the rows of a head for the period that ``row`` names within the table, None for a row that does not.

    It is one cell with a year over the columns that a cell alone with a year stands over in the head.
    """
    if not _is_dated(row):
        return None
    extent = row.cells[0][:2]
    for at, one in enumerate(head):
        if _is_dated(one) and one.cells[0][:2] == extent:
            return [*head[:at], row, *head[at + 1 :]]
    return None


def _is_dated(row: GridRow) -> bool:
    return len(row.cells) == 1 and _YEAR.search(row.cells[0].words) is not None
