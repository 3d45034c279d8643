"""What the tables of a document say of each other's figures: the scale of one that says none."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from docai.document.tables.model import Cell, Table
from docai.document.tables.scales.units import Unit, unit_of

_LEAST = 1000
"""A smaller figure may stand in two tables by chance."""
_SURE = 10_000
"""Two figures of this size that stand in another table are no chance."""
_FEWEST = 3
_FEWEST_SURE = 2
_SHARE = 0.4
_MANY = 1_000_000
_INDEX = 100
_FEW_BEHIND = 10
_SHORT = 8
BALANCE = re.compile(r"total\s+(?:current\s+)?assets\b|total\s+liabilities\b", re.I)
"""A row of a balance sheet."""
_ONE = Decimal(1)


def silent(table: Table) -> bool:
    """Return whether a table of money says nothing of its scale."""
    return table.scale == 1 and not table.unit and any(cell.unit == "$" for cell in table.cells)


def unit_by_figures(
    table: Table, others: Iterable[Table], known: dict[int, set[Decimal]]
) -> Unit | None:
    """Return what tables that say a scale make of a silent one's figures: those of it that stand there too show it.

    None where too few do, or where its figures would be larger than any of the others. ``known`` keeps the amounts of those that say
    a scale, by ``Table.n``, for the next question about the same ``others``.
    """
    own = _figures(cell for cell in table.cells if cell.scale == 1)
    if len(own) < _FEWEST_SURE:
        return None
    hits: Counter[int] = Counter()
    sure: Counter[int] = Counter()
    said: dict[int, Table] = {}
    most: dict[int, Decimal] = {}
    for other in others:
        if other.scale == 1:
            continue
        figures = known.get(other.n)
        if figures is None:
            figures = _figures(cell for cell in other.cells if cell.scale == other.scale)
            known[other.n] = figures
        most[other.scale] = max(most.get(other.scale, _ONE), *figures, _ONE)
        common = own & figures
        if common:
            hits[other.scale] += len(common)
            sure[other.scale] += sum(figure >= _SURE for figure in common)
            said.setdefault(other.scale, other)
    if len(hits) != 1:
        return None
    ((scale, count),) = hits.items()
    if max(own) > most[scale]:
        return None
    if (
        count >= _FEWEST
        or sure[scale] >= _FEWEST_SURE
        or (count > 1 and count >= _SHARE * len(own))
    ):
        return _as_of(said[scale])
    return None


def unit_by_place(tables: Sequence[Table], at: int) -> Unit | None:
    """Return the unit of the statements and notes that the silent table ``tables[at]`` stands among, None where it stands elsewhere.

    They begin with the balance sheet, and end with the last table that says a scale, or has rows of those that do. None for a table with cents, with
    dollars as they are or in round thousands, or with an index of 100.
    """
    scaled = [place for place, table in enumerate(tables) if table.scale != 1 and table.unit]
    first = next((place for place in scaled if is_balance(tables[place])), len(tables))
    if not scaled or at < first or (at > scaled[-1] and not _is_known(tables, at, scaled)):
        return None
    money = [
        (cell, abs(cell.number))
        for cell in tables[at].cells
        if cell.number is not None and cell.unit in ("$", "") and not cell.percent
    ]
    if any(number >= _MANY or "." in cell.text for cell, number in money):
        return None
    if len(money) >= _FEWEST and not any(number % _LEAST for _, number in money):
        return None
    if all(number == _INDEX for cell, number in money if cell.column == 1):
        return None
    counts = Counter(tables[place].scale for place in scaled if place >= first)
    ((scale, _),) = counts.most_common(1)
    before = reversed(scaled[: bisect_left(scaled, at)])
    said = next((tables[place] for place in before if tables[place].scale == scale), None)
    return None if said is None else _as_of(said)


def _as_of(said: Table) -> Unit:
    """Return the unit of a table for one that has the same."""
    unit = unit_of(said.unit)
    return Unit(said.unit, said.scale, 1 if unit is None else unit.shares)


def _is_known(tables: Sequence[Table], at: int, scaled: Sequence[int]) -> bool:
    """Return whether a table behind the last one with a scale has several rows of tables with one."""
    if at - scaled[-1] > _FEW_BEHIND:
        return False
    own = {label.text.lower() for label in tables[at].labels if len(label.text) > _SHORT}
    known = {label.text.lower() for place in scaled for label in tables[place].labels}
    return len(own & known) >= _FEWEST


def is_balance(table: Table) -> bool:
    return any(BALANCE.match(label.text) for label in table.labels)


def _figures(cells: Iterable[Cell]) -> set[Decimal]:
    """Return the amounts of money of some size, without their signs."""
    return {
        abs(cell.number)
        for cell in cells
        if cell.number is not None
        and (cell.unit == "$" or not cell.unit)
        and (cell.number >= _LEAST or cell.number <= -_LEAST)
        and not (len(cell.text) == 4 and cell.text[:2] in ("19", "20"))
    }
