"""The scale of shares, by what the figures of a document show: earnings divided by them, and how many a filer can have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from docai.document.tables.model import Cell, Table
from docai.document.tables.scales.whole import is_balance

_LEAST = 1000
"""No earnings per share are as large."""
_TIMES_MOST = 20
"""A filer has no more shares than so many times its largest amount of money."""
_MOST = Decimal(10) ** 14
_ZERO, _ONE = Decimal(0), Decimal(1)
_TIMES_SHARES = 10
"""No award or issue is of so many times the shares that the filer has."""
_SCALES = (_ONE, Decimal(1000), Decimal(10) ** 6)
_CENT = Decimal("0.02")
"""Smaller earnings per share are too coarse to tell."""
_HALF = Decimal("0.0051")
_NO_MONEY = frozenset(("", "shares"))


def with_shares(tables: Sequence[Table]) -> tuple[Table, ...]:
    """Return the tables, the scale of shares mended where the figures show that what is said of it is wrong.

    Earnings divided by shares are earnings per share. More shares than any filer has next to its money are in ones.
    """
    most = _TIMES_MOST * max(filter(None, map(_most_money, tables)), default=_MOST)
    mended = tuple(_mended(table, most) for table in tables)
    shares = max(map(_shares_of_earnings, mended), default=_ZERO)
    return tuple(_granted(table, _TIMES_SHARES * shares) for table in mended) if shares else mended


def _shares_of_earnings(table: Table) -> Decimal:
    """Return the largest number of shares that earnings were divided by to those per share, 0 where there is none."""
    units = {cell.unit for cell in table.cells} if table.scale != 1 else set()
    if not {"shares", "per share"} <= units:
        return _ZERO
    most = _ZERO
    for cells in _by_column(table).values():
        each = _each(cells)
        money = _money(cells, table.scale) if each else []
        for cell in cells:
            if cell.unit == "shares" and cell.number:
                shares = abs(cell.number) * cell.scale
                if shares > most and _divide(money, shares, each):
                    most = shares
    return most


def _granted(table: Table, most: Decimal) -> Table:
    """Return a table of awards or issues, its shares in ones where some would be more than ``most``."""
    if table.scale == 1:
        return table
    limit = most / table.scale
    if not any(
        cell.unit == "shares"
        and cell.number is not None
        and (cell.number > limit or cell.number < -limit)
        for cell in table.cells
    ):
        return table
    money = {cell.column for cell in table.cells if cell.unit == "$"}
    shares = {
        place: abs(cell.number)
        for place, cell in enumerate(table.cells)
        if cell.unit == "shares"
        and cell.number is not None
        and cell.scale == table.scale
        and cell.column not in money
    }
    if (
        is_balance(table)
        or not any(number > limit for number in shares.values())
        or any("." in table.cells[place].text for place in shares)
    ):
        return table
    cells = tuple(
        cell._replace(scale=_ONE) if place in shares else cell
        for place, cell in enumerate(table.cells)
    )
    return replace(table, cells=cells)


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
    for cells in _by_column(table).values():
        shares = [cell for cell in cells if cell.unit == "shares"]
        each = _each(cells)
        if not shares or not each:
            continue
        tried += 1
        money = _money(cells, table.scale)
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


def _by_column(table: Table) -> dict[int, list[Cell]]:
    columns: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.number:
            columns.setdefault(cell.column, []).append(cell)
    return columns


def _each(cells: Sequence[Cell]) -> list[Decimal]:
    """Return the earnings per share of a column that are large enough to tell."""
    return [
        abs(cell.number)
        for cell in cells
        if cell.unit == "per share" and cell.number and _CENT <= abs(cell.number) < _LEAST
    ]


def _money(cells: Sequence[Cell], scale: int) -> list[Decimal]:
    return [
        abs(cell.number) * cell.scale
        for cell in cells
        if cell.unit in ("$", "") and cell.scale == scale and cell.number
    ]
