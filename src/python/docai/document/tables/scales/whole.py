"""What the tables of a document say of each other's figures: the scale of one that says none, and one that cannot be."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from docai.document.tables.model import Cell, Table
from docai.document.tables.scales.units import Unit

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
_TIMES_MOST = 20
"""A filer has no more shares than so many times its largest amount of money."""
_MOST = Decimal(10) ** 14
_ONE = Decimal(1)
_SCALES = (_ONE, Decimal(1000), Decimal(10) ** 6)
_CENT = Decimal("0.02")
"""Smaller earnings per share are too coarse to tell."""
_HALF = Decimal("0.0051")
_NO_MONEY = frozenset(("", "shares"))


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
        return Unit(said[scale].unit, scale, 1)
    return None


def unit_by_place(tables: Sequence[Table], at: int) -> Unit | None:
    """Return the unit of the statements and notes that the silent table ``tables[at]`` stands among, None where it stands elsewhere.

    They begin with the balance sheet, and end with the last table that says a scale, or has rows of those that do. None for a table with cents, with
    dollars as they are, or with an index of 100.
    """
    scaled = [place for place, table in enumerate(tables) if table.scale != 1 and table.unit]
    first = next((place for place in scaled if _is_balance(tables[place])), len(tables))
    if not scaled or at < first or (at > scaled[-1] and not _is_known(tables, at, scaled)):
        return None
    money = [
        (cell, abs(cell.number))
        for cell in tables[at].cells
        if cell.number is not None and cell.unit in ("$", "") and not cell.percent
    ]
    if any(number >= _MANY or "." in cell.text for cell, number in money):
        return None
    if all(number == _INDEX for cell, number in money if cell.column == 1):
        return None
    counts = Counter(tables[place].scale for place in scaled if place >= first)
    ((scale, _),) = counts.most_common(1)
    before = reversed(scaled[: bisect_left(scaled, at)])
    said = next((tables[place] for place in before if tables[place].scale == scale), None)
    return None if said is None else Unit(said.unit, scale, 1)


def _is_known(tables: Sequence[Table], at: int, scaled: Sequence[int]) -> bool:
    """Return whether a table behind the last one with a scale has several rows of tables with one."""
    if at - scaled[-1] > _FEW_BEHIND:
        return False
    own = {label.text.lower() for label in tables[at].labels if len(label.text) > _SHORT}
    known = {label.text.lower() for place in scaled for label in tables[place].labels}
    return len(own & known) >= _FEWEST


def _is_balance(table: Table) -> bool:
    return any(BALANCE.match(label.text) for label in table.labels)


def _figures(cells: Iterable[Cell]) -> set[Decimal]:
    """Return the amounts of money of some size, without their signs."""
    return {
        abs(cell.number)
        for cell in cells
        if cell.number is not None
        and (cell.unit == "$" or not cell.unit)
        and (cell.number >= _LEAST or cell.number <= -_LEAST)
        and cell.number == cell.number.to_integral_value()
        and not (len(cell.text) == 4 and cell.text[:2] in ("19", "20"))
    }


def with_shares(tables: Sequence[Table]) -> tuple[Table, ...]:
    """Return the tables, the scale of shares mended where the figures show that what is said of it is wrong.

    Earnings divided by shares are earnings per share. More shares than any filer has next to its money are in ones.
    """
    most = _TIMES_MOST * max(filter(None, map(_most_money, tables)), default=_MOST)
    return tuple(_mended(table, most) for table in tables)


def _most_money(table: Table) -> Decimal | None:
    """Return the largest amount that stands beside a "$" in a table that says a scale."""
    if table.scale == 1:
        return None
    money = [
        abs(cell.number)
        for cell in table.cells
        if cell.unit == "$" and cell.number is not None and cell.scale == table.scale
    ]
    return max(money) * table.scale if money else None


def _mended(table: Table, most: Decimal) -> Table:
    if table.scale == 1:
        return table
    shares = {cell.scale for cell in table.cells if cell.unit == "shares"}
    scale = _scale_by_earnings(table) if len(shares) == 1 else None
    if scale is not None:
        return _shares_in(table, scale, set())
    limit = most / table.scale
    large = {place for place, cell in enumerate(table.cells) if _is_large(cell, limit, table.scale)}
    if not large:
        return table
    money = {cell.column for cell in table.cells if cell.unit == "$"}
    columns = {table.cells[place].column for place in large} - money
    mended = _shares_in(table, _ONE, columns)
    cells = tuple(
        cell._replace(scale=_ONE) if place in large else cell
        for place, cell in enumerate(mended.cells)
    )
    return replace(mended, cells=cells)


def _is_large(cell: Cell, limit: Decimal, scale: int) -> bool:
    return (
        cell.number is not None
        and (cell.number > limit or cell.number < -limit)
        and cell.unit in _NO_MONEY
        and cell.scale == scale
    )


def _shares_in(table: Table, scale: Decimal, columns: set[int]) -> Table:
    """Return a table whose shares, and whose figures in ``columns`` that name no unit, are to be multiplied by ``scale``."""
    cells = tuple(
        (
            cell._replace(scale=scale)
            if cell.number is not None
            and (cell.unit == "shares" or (not cell.unit and cell.column in columns))
            and cell.scale != scale
            else cell
        )
        for cell in table.cells
    )
    return replace(table, cells=cells)


def _scale_by_earnings(table: Table) -> Decimal | None:
    """Return the scale of shares that makes of earnings divided by shares what the table says they are per share.

    None where that of the table does, or where none does in most columns.
    """
    found: Counter[Decimal] = Counter()
    tried = 0
    columns: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.number:
            columns.setdefault(cell.column, []).append(cell)
    for cells in columns.values():
        shares = [cell for cell in cells if cell.unit == "shares"]
        each = [
            abs(cell.number)
            for cell in cells
            if cell.unit == "per share" and cell.number and _CENT <= abs(cell.number) < _LEAST
        ]
        if not shares or not each:
            continue
        tried += 1
        money = [
            abs(cell.number) * cell.scale
            for cell in cells
            if cell.unit in ("$", "") and cell.scale == table.scale and cell.number
        ]
        for scale in (shares[0].scale, *(one for one in _SCALES if one != shares[0].scale)):
            if any(_divide(money, abs(one.number or _ONE) * scale, each) for one in shares):
                found[scale] += 1
                break
    if not found:
        return None
    ((scale, count),) = found.most_common(1)
    now = next(cell.scale for cell in table.cells if cell.unit == "shares")
    return scale if scale != now and 2 * count > tried else None


def _divide(money: Iterable[Decimal], shares: Decimal, each: Sequence[Decimal]) -> bool:
    """Return whether one of ``money`` divided by ``shares`` is one of ``each``, to half a cent."""
    return any(abs(amount / shares - one) <= _HALF for amount in money for one in each)
