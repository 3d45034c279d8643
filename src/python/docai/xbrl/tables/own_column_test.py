"""Schedules of several registrants in one filing: the figures are those of the first, whatever it leaves unsaid."""

from __future__ import annotations

from decimal import Decimal

import pytest

from docai.xbrl.model import Figures, Schedule, ScheduleColumn, ScheduleFigure
from docai.xbrl.tables.fact_rows import fact_rows
from docai.xbrl.tables.financials import financials

UTILITY = {"BOOK-VALUE": "PER-BOOK", "TOTAL-ASSETS": "60", "TOT-CAPITALIZATION-AND-LIAB": "60", "GROSS-OPERATING-REVENUE": "25", "NET-INCOME": "3"}  # fmt: skip
COMMERCE = {"CASH": "1", "TOTAL-ASSETS": "6", "TOTAL-REVENUES": "9", "NET-INCOME": "2"}
INSURER = {"DEBT-HELD-FOR-SALE": "5", "CASH": "2", "TOTAL-ASSETS": "7", "PREMIUMS": "4", "NET-INCOME": "1"}  # fmt: skip
FUND = {"INVESTMENTS-AT-COST": "8", "TOTAL-ASSETS": "9", "NET-ASSETS": "8", "NET-CHANGE-FROM-OPS": "1"}  # fmt: skip


def _column(
    said: dict[str, str], kind: str = "YEAR", end: str = "1997-12-31", number: int = 1
) -> ScheduleColumn:
    figures = tuple(
        ScheduleFigure(tag, text, text if text.isdigit() else None) for tag, text in said.items()
    )
    return ScheduleColumn(number, kind, None, None, end, None, None, figures)


def _read(*columns: ScheduleColumn, file_names: tuple[str, ...] = ()) -> dict[str, Decimal]:
    """Return the figures of a filing with a schedule for each of ``columns``."""
    names = file_names or ("EX-27",) * len(columns)
    schedules = tuple(
        Schedule(number, "EX-27", name, None, 1, (column,))
        for number, (column, name) in enumerate(zip(columns, names, strict=True), 1)
    )
    read = financials(fact_rows(Figures("ex-27", (), schedules=schedules)))
    assert read is not None
    return {one.name: one.value for one in read.figures if one.value is not None}


@pytest.mark.parametrize("file_names", [("EX-27", "EX-27"), ("ex271.txt", "ex272.txt")])
@pytest.mark.parametrize("second", [COMMERCE, INSURER, FUND, UTILITY])
def test_a_subsidiarys_figures_do_not_stand_for_those_that_the_parent_leaves_unsaid(
    second: dict[str, str], file_names: tuple[str, ...]
) -> None:
    read = _read(_column(UTILITY), _column(second), file_names=file_names)
    assert read == {"revenue": 25, "net_income": 3, "assets": 60, "liabilities_and_equity": 60}


def test_an_insurers_cash_stands_behind_its_investments() -> None:
    assert _read(_column(INSURER))["cash"] == 2


def test_the_first_column_of_a_year_counts_whatever_stands_before_it() -> None:
    read = _read(_column({"SALES": "1"}, "3-MOS"), _column(COMMERCE), _column({"SALES": "7"}))
    assert read["revenue"] == 9
    assert _read(_column({"SALES": "1"}, "3-MOS"), _column({"SALES": "4"}, "OTHER"))["revenue"] == 1


def test_a_restated_year_before_is_none_of_the_filings() -> None:
    before = _column({"TOTAL-REVENUES": "4", "INVENTORY": "3"}, end="1996-12-31")
    assert _read(before, _column(COMMERCE)) == _read(_column(COMMERCE), before)
    assert "inventory" not in _read(before, _column(COMMERCE))


@pytest.mark.parametrize(
    ("total", "sales", "revenue"), [("9", "8", 9), ("0", "8", 8), ("0", "0", 0), ("9", "0", 9)]
)
def test_a_nought_does_not_go_before_a_figure(total: str, sales: str, revenue: int) -> None:
    assert _read(_column({"TOTAL-REVENUES": total, "SALES": sales}))["revenue"] == revenue


def test_a_fund_earns_what_its_operations_change() -> None:
    assert _read(_column(FUND)) == {"net_income": 1, "assets": 9, "equity": 8}
