"""Rows that count employees, stores and the like beside dollars in millions."""

from __future__ import annotations

import pytest

from docai.document.tables.scales.whole_test import amounts, read, table
from stand_ins.patterns import Examples

_THINGS = "employees|associates|stores|restaurants|hotels|branches|offices|locations|facilities|properties|warehouses|theaters|theatres|screens|clubs|dealers|dealerships|franchisees|aircraft|vessels|locomotives|rigs|schools|countries|states|shareholders|stockholders|unitholders|holders of record|owners"
SEARCHED_FOR_COUNTS: Examples = {
    "counts._COUNT": (
        (*(f"Number of {one}" for one in _THINGS.split("|")), "Average number of full-time employees", "Number of units refranchised", "Number of company units re-franchised", "Number of units opened", "number of units closed", "Number of common shareholders of record",
         *(f"{one} employees" for one in ("Average", "Total", "Full-time", "Part-time", "Approximate", "Our")), "Employees", "Employees (at year end)", "Employees, full-time", "Employees - oak", "Employees – oak", "Employees — oak", "Employees at May 31", "Employees as of May 31", "Employees in Utah", "Employees on May 31",
         *(f"{one} opened" for one in ("Stores", "Restaurants", "Hotels", "Branches", "Theaters", "Theatres", "Warehouses", "Clubs")), *(f"Company stores {how}" for how in ("operated", "open", "closed", "acquired", "in operation", "at year end", "at the end", "at end", "at beginning", "at period end", "end of year", "beginning of year", "(at year-end)", ", end of year", "– end of", "— end of")),
         "Shareholders of record", "stockholders of record", "Unitholders of record", "Average headcount"),
        ("Employees eligible to retire", "Other employees", "Stores", "Restaurants", "Store closing costs", "Company restaurants", "Number of shares", "Number of options held by employees", "Number of shares of employees", "Number given to employees", "Number sold by stores", "Number of units", "Number of stores' shares", "Loans to employees", "Shareholders' equity"),
    ),
}  # fmt: skip
STATED = "Selected data (in millions, except per share data)"


@pytest.mark.parametrize(
    ("rows", "amount"),
    [
        ("Sales;$1,234;$1,111\nNumber of employees;30,709;30,806", 30_709),
        ("Sales;$1,234;$1,111\nStores operated;841;842", 841),
        ("Sales;$1,234;$1,111\nEmployees at year end;;\nUtah;163,000;173,000", 163_000),
        # a scale of their own; dollars; no number of employees but what they are paid
        ("Sales;$1,234;$1,111\nNumber of employees (in thousands);31;30", 31_000),
        ("Sales;$1,234;$1,111\nNumber of stores;$31;$30", 31_000_000),
        ("Sales;$1,234;$1,111\nOther employees;450;440", 450_000_000),
    ],
)
def test_what_is_counted_is_in_ones_beside_dollars_in_millions(rows: str, amount: int) -> None:
    (one,) = read(table(rows, above=STATED))
    assert amounts(one)[2] == amount


def test_where_all_rows_count_the_scale_is_said_of_them() -> None:
    (one,) = read(
        table("Number of stores;1,234;1,111\nNumber of clubs;12;11", above="Stores (in thousands)")
    )
    assert amounts(one) == [1_234_000, 1_111_000, 12_000, 11_000]


def test_units_that_are_sold_are_no_shares() -> None:
    (one,) = read(table("Sales;$1,234;$1,111\nNumber of units refranchised;775;420", above=STATED))
    assert [cell.unit for cell in one.cells] == ["$", "$", "", ""]
