"""The cells of a table: what each figure counts, and by what it is to be multiplied."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from docai.document.tables.body import Body
from docai.document.tables.figures import ONE, Figure, figure_of
from docai.document.tables.grid import GridCell
from docai.document.tables.labels.rows import Row
from docai.document.tables.model import Cell
from docai.document.tables.scales.cents import (
    TO_CENTS,
    all_cents,
    cents_and_rates,
    is_of_each,
)
from docai.document.tables.scales.counts import rows_of_counts
from docai.document.tables.scales.each import AS_SHOWN, as_shown, rows_a_day
from docai.document.tables.scales.exceptions import (
    excepted_by,
    named_in,
    of_awards,
    of_money_alone,
)
from docai.document.tables.scales.footnotes import scale_by
from docai.document.tables.scales.group_lines import said_of
from docai.document.tables.scales.percents import (
    NO_PERCENT,
    columns_with,
    percent_columns,
    percent_rows,
    rows_with,
    says_percent,
)
from docai.document.tables.scales.said import Said, said_by, subject
from docai.document.tables.scales.units import Unit

_PERCENT = Decimal("0.01")
_LARGE = 1000
"""What is as large is no price of a share, rate or number of years, unless cents stand behind it."""
_MOST = Decimal(10) ** 14
_MOST_SHARES = Decimal(10) ** 11
"""No filer has more of anything, or more shares: a number that would be is not in thousands."""
_MANY_SHARES = Decimal(10) ** 9
"""Few have more shares: under "dollars in thousands" such numbers are in ones."""


class Cells:
    """Makes the cells of one table: what each figure counts, and by what it is to be multiplied."""

    def __init__(
        self,
        body: Body,
        rows: Sequence[Row],
        grid: Sequence[dict[int, GridCell]],
        unit: Unit,
        notes: dict[str, int],
        caption: str = "",
    ) -> None:
        self._unit = unit
        excepted, named = excepted_by(unit.text), named_in(unit.text)

        def told(said: Said, label: str) -> Said:
            said = _except(said, label, excepted, named)
            return _noted(said, label, notes) if notes else said

        self._rows = [told(said_of(row.label), row.label.text) for row in rows]
        self._head = [told(said_by(label, column=True), label) for label in body.heads[0].labels]
        self._head = list(map(of_awards, self._head, body.heads[0].labels))
        if any(said.cents for said in self._head) and not any(
            said.money and not said.cents for said in self._head
        ):
            # beside numbers of shares alone, a par value is that of each
            self._head = [said._replace(cents=False) for said in self._head]
        if unit.scale != 1:
            for at in rows_a_day([row.label.text for row in rows]):
                self._rows[at] = self._rows[at]._replace(own=AS_SHOWN)
            self._head = as_shown(self._head, body.heads[0].labels)
        self._plain = unit.scale == 1 and not unit.shares
        self._counts = set() if self._plain else rows_of_counts([row.label for row in rows])
        self._scale_of_money = Decimal(unit.scale)
        words = "|".join([cell.words for row in grid for cell in row.values()])
        self._percents = percent_columns(grid) if says_percent(words) else {}
        percents = columns_with("%", grid) if "%" in words else set()
        named_so = percents or any(said.percent for said in self._head)
        money = columns_with("$", grid) if named_so else set()
        self._percent_rows = percent_rows(grid, money) if percents else set()
        self._money = money - percents
        self._rows_apart = rows_with("%", grid, percents - money) if money else set()
        self._may_be_percent = bool(
            self._percents
            or self._percent_rows
            or named_so
            or any(said.percent for said in self._rows)
        )
        self._dollars = columns_with("$", grid) if unit.money is not None else set()
        self._shares_in_ones = False
        self._in_ones = self._columns_in_ones(grid) if unit.scale != 1 else set()
        self._share_columns = any(said.shares for said in self._head)
        self._each = bool(body.stub) and said_by(" ".join(body.stub)).per_share
        self._cents: set[int] = set()
        self._rates: set[int] = set()
        if unit.scale != 1 and "." in words:
            self._cents, self._rates = cents_and_rates(grid, self._rows, each=self._each)
            own = any(said.per_share or said.shares for said in (*self._rows, *self._head))
            if not own and is_of_each(caption) and all_cents(grid):
                self._cents = set(range(len(grid)))

    def cell(self, at: int, column: int, cell: GridCell, start: int, end: int) -> Cell:
        """Return the cell of the row ``at`` (from 0) in ``column`` (from 0)."""
        figure = figure_of(cell.words)
        if figure is None:
            return Cell(at + 1, column + 1, cell.words, None, ONE, False, "", start, end)
        row, head = self._rows[at], self._head[column]
        percent = (
            figure.percent
            or at in self._rates
            or (self._may_be_percent and self._is_percent(figure, row, head, at, column))
        )
        scale = _PERCENT if percent else self._scale(figure, row, head, column)
        counted = at in self._counts and _is_count(figure, row, head)
        if (counted or at in self._cents) and not (
            figure.of or percent or figure.factor is not ONE
        ):
            scale = ONE
        of_column = figure.currency if head.shares and figure.currency else head.unit
        unit = "%" if percent else (row.unit if not counted else "") or of_column or figure.currency
        if unit == "per share" and scale > 1:
            unit = figure.currency
        return Cell(at + 1, column + 1, cell.words, figure.number, scale, percent, unit, start, end)

    def _columns_in_ones(self, grid: Sequence[dict[int, GridCell]]) -> set[int]:
        """Return the columns that cannot be in thousands or millions: more than any filer has would stand there."""
        found: set[int] = set()
        dollars = self._unit.scale == _LARGE and of_money_alone(self._unit.text)
        most_shares = _MANY_SHARES if dollars else _MOST_SHARES
        # a number has no more digits than its cell has characters
        least = len(str(int(most_shares) // self._unit.scale)) - 1
        limit = most_shares / self._unit.scale
        large = [
            (at, column, figure)
            for at, row in enumerate(grid)
            for column, cell in row.items()
            if len(cell.words) > least
            and (figure := figure_of(cell.words)) is not None
            and (figure.number > limit or figure.number < -limit)
        ]
        for at, column, figure in large:
            if self._head[column].shares or abs(figure.number) * self._unit.scale > _MOST:
                found.add(column)
            elif self._rows[at].shares and not figure.currency:
                self._shares_in_ones = True
        if not found:
            return found
        money = {
            column
            for row in grid
            for column, cell in row.items()
            if (figure := figure_of(cell.words)) is not None and figure.currency
        }
        # a table without money that has one such column counts shares
        return found - money if money else set(range(len(self._head)))

    def _is_percent(self, figure: Figure, row: Said, head: Said, at: int, column: int) -> bool:
        if not (
            (row.percent and not (column in self._money and at in self._rows_apart))
            or (head.percent and column not in self._money)
            or at <= self._percents.get(column, -1)
            or at in self._percent_rows
        ):
            return False
        years = figure.year or figure.of or (row.life and not row.percent)
        return not (figure.currency or years or abs(figure.number) >= NO_PERCENT)

    def _scale(self, figure: Figure, row: Said, head: Said, column: int) -> Decimal:
        if figure.factor is not ONE:
            return figure.factor
        if figure.of:
            return ONE
        unit = self._unit
        if self._plain and not (row.own or head.own):
            return ONE
        if head.own is not None and head.shares:
            return Decimal(head.own.scale)
        if (head.per_share or row.per_share) and not _is_amount(figure, row, head):
            cents = figure.number != figure.number.to_integral_value() or "." in str(figure.number)
            whole = row.per_share and not (row.price or figure.currency)
            if cents or not (_is_large(figure) or whole) or head.price:
                return ONE
        own = row.own or head.own
        if own is not None:
            return Decimal(own.scale)
        scale = self._scale_of_money
        if unit.money is not None and (
            figure.currency
            or (
                column in self._dollars
                and (head.money or row.money)
                and not (head.shares or row.shares)
            )
        ):
            return Decimal(unit.money)
        if (head.shares and not row.unscaled) or (
            row.shares and not head.money and not self._share_columns
        ):
            if not figure.currency and unit.shares is not None:
                scale = Decimal(unit.shares)
        elif (row.unscaled or head.unscaled or figure.year) and not (
            figure.currency or _is_large(figure)
        ):
            scale = ONE
        if scale != 1 and (
            column in self._in_ones or (row.shares and not figure.currency and self._shares_in_ones)
        ):
            return ONE if unit.shares is None else Decimal(unit.shares)
        return scale


def _is_count(figure: Figure, row: Said, head: Said) -> bool:
    """Return whether a figure is as many as it says: no dollars, no decimals, no scale of its own."""
    own = row.own or head.own
    return not (figure.currency or own or figure.number != figure.number.to_integral_value())


def _is_amount(figure: Figure, row: Said, head: Said) -> bool:
    """Return whether a figure is of all shares though its label, or its group's, says "per share": it shows no cents."""
    if int(figure.number.as_tuple().exponent) <= TO_CENTS or figure.nil:
        return False
    if head.per_share:
        return head.cents
    if head.shares:
        return row.cents
    return row.cents or (head.money and bool(figure.currency) and not row.price)


def _is_large(figure: Figure) -> bool:
    return abs(figure.number) >= _LARGE


def _except(
    said: Said, label: str, excepted: Sequence[str], named: Sequence[tuple[str, int]]
) -> Said:
    """Return what a label says; what the unit of the table excepts by this name is not scaled, or has a scale of its own."""
    if not (excepted or named) or not label:
        return said
    if said.own is not None:
        return said
    low = subject(label).lower()
    if any(one in low for one in excepted):
        # years are those that figures count: "Useful lives (in years)", not "Fiscal years ended"
        return said if _ENDED.search(label) else said._replace(own=AS_SHOWN)
    for name, scale in named:
        if name in low or (name.count(" ") > 1 and " ".join(name.split()[-2:]) in low):
            return said._replace(own=Unit(scale=scale))
    return said


def _noted(said: Said, label: str, notes: dict[str, int]) -> Said:
    """Return what a label says; where a footnote says its scale, that."""
    scale = scale_by(label, notes)
    return said if scale is None else said._replace(own=Unit(scale=scale))


_ENDED = re.compile(r"\byears?\s+end(?:ed|ing)\b", re.I)
