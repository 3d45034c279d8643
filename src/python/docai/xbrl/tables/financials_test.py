"""Key figures: the concept preferred by the table, null where not said, and checks."""

from __future__ import annotations

from decimal import Decimal

import pytest

from docai.xbrl.model import (
    Context,
    Dimension,
    Fact,
    Figures,
    Schedule,
    ScheduleColumn,
    ScheduleFigure,
)
from docai.xbrl.tables.fact_rows import fact_rows
from docai.xbrl.tables.financials import Check, Financials, financials
from docai.xbrl.tables.key_figures import EQUITY_BETWEEN, KEY_FIGURES

_YEAR = Context("y", start="2024-01-01", end="2024-12-31")
_END = Context("e", instant="2024-12-31")
_COVER = Fact("dei:DocumentType", "10-K", None, None, _YEAR, nil=False, numeric=False, id=None)


def _fact(name: str, value: int, context: Context, decimals: str = "-6") -> Fact:
    concept = name if ":" in name else f"us-gaap:{name}"
    return Fact(concept, str(value), "USD", decimals, context, nil=False, numeric=True, id=None)


def _read(*facts: Fact, sic: str | None = None) -> Financials:
    found = financials(fact_rows(Figures("instance", (_COVER, *facts))), sic)
    assert found is not None
    return found


def _check(read: Financials, name: str) -> Check:
    return next(check for check in read.checks if check.name == name)


def test_the_first_concept_of_the_table_that_is_said_is_chosen() -> None:
    read = _read(
        _fact("SalesRevenueNet", 4, _YEAR),
        _fact("RevenueFromContractWithCustomerExcludingAssessedTax", 5, _YEAR),
    )
    revenue = read.figure("revenue")
    assert (revenue.value, revenue.concept) == (
        Decimal(5),
        "us-gaap:RevenueFromContractWithCustomerExcludingAssessedTax",
    )
    assert read.figure("assets").value is None
    assert read.figure("assets").concept is None
    assert [one.name for one in read.figures] == [one.name for one in KEY_FIGURES]


def test_figures_of_other_years_and_of_segments_are_not_chosen() -> None:
    before = Context("b", start="2023-01-01", end="2023-12-31")
    segment = Context("s", instant="2024-12-31", dims=(Dimension("us-gaap:A", "us-gaap:B"),))
    read = _read(
        _fact("Revenues", 5, before), _fact("Assets", 5, segment), _fact("Liabilities", 1, _END)
    )
    assert read.figure("revenue").value is None
    assert read.figure("assets").value is None
    assert read.period_end == "2024-12-31"


@pytest.mark.parametrize(
    ("sic", "names", "kind"),
    [
        ("6021", (), "bank"),
        ("6331", (), "insurer"),
        ("6798", (), "reit"),
        ("3571", ("Deposits", "InterestIncomeExpenseNet"), "commerce"),
        (None, ("Deposits", "InterestIncomeExpenseNet"), "bank"),
        (None, ("Deposits",), "commerce"),
        (None, ("RealEstateInvestmentPropertyNet",), "reit"),
    ],
)
def test_the_kind_of_company_comes_from_its_sic_code_else_from_what_it_says(
    sic: str | None, names: tuple[str, ...], kind: str
) -> None:
    facts = [_fact(name, 1, _END) for name in ("Assets", *names)]
    assert _read(*facts, sic=sic).kind == kind


def test_a_banks_cash_is_what_banks_call_it() -> None:
    facts = (_fact("CashAndDueFromBanks", 1, _END), _fact("CashAndCashEquivalentsAtCarryingValue", 2, _END))  # fmt: skip
    assert _read(*facts, sic="6021").figure("cash").value == 1
    assert _read(*facts, sic="3571").figure("cash").value == 2


def test_the_covers_figures_have_a_day_of_their_own() -> None:
    read = _read(
        _fact("Assets", 1, _END),
        _fact("dei:EntityPublicFloat", 7, Context("f", instant="2024-06-30")),
        _fact("dei:EntityCommonStockSharesOutstanding", 8, Context("g", instant="2025-02-01")),
    )
    assert read.figure("public_float").value == Decimal(7)
    assert read.figure("shares_outstanding").value == Decimal(8)


@pytest.mark.parametrize(
    ("equity", "holds"), [(40_000_000, True), (41_000_000, True), (42_000_000, False)]
)
def test_a_check_holds_within_rounding(equity: int, holds: bool) -> None:
    read = _read(
        _fact("Assets", 100_000_000, _END),
        _fact("Liabilities", 60_000_000, _END),
        _fact("StockholdersEquity", equity, _END),
    )
    check = _check(read, "assets_are_liabilities_plus_equity")
    assert (check.holds, check.difference) == (holds, Decimal(40_000_000 - equity))
    assert read.figure("equity").value == equity


@pytest.mark.parametrize(
    ("assets", "liabilities", "equity", "holds"),
    [
        (100_000_000, 60_000_000, 41_000_000, True),
        (100_000_000, 60_000_000, 42_000_000, False),
        (100_000, 60_000, 41_000, True),
        (100_000, 60_000, 42_000, False),
        (100_100, 60_000, 41_000, False),
        (100_000_000, 0, 101_000_000, False),
        (50_000_000, 30_000_000, 21_000_000, True),
        (49_000_000, 30_000_000, 20_000_000, False),
        (-100_000_000, -60_000_000, -41_000_000, True),
    ],
    ids=[
        "millions",
        "too far",
        "thousands",
        "too far too",
        "not all whole",
        "two alone",
        "fifty of them",
        "fewer",
        "below nought",
    ],
)
def test_figures_that_are_shown_in_millions_are_rounded_so_whatever_they_declare(
    assets: int, liabilities: int, equity: int, holds: bool
) -> None:
    read = _read(
        _fact("Assets", assets, _END, "0"),
        _fact("Liabilities", liabilities, _END, "0"),
        _fact("StockholdersEquity", equity, _END, "0"),
    )
    assert _check(read, "assets_are_liabilities_plus_equity").holds is holds


def test_an_odd_cent_means_that_nothing_is_rounded() -> None:
    names = {"Assets": "100000.5", "Liabilities": "60000", "StockholdersEquity": "41000"}
    facts = [Fact(f"us-gaap:{name}", value, "USD", "2", _END, nil=False, numeric=True, id=None) for name, value in names.items()]  # fmt: skip
    assert _check(_read(*facts), "assets_are_liabilities_plus_equity").holds is False


@pytest.mark.parametrize("between", [one.removeprefix("us-gaap:") for one in EQUITY_BETWEEN])
def test_what_stands_between_liabilities_and_equity_counts_in_the_check(between: str) -> None:
    read = _read(
        _fact("Assets", 100, _END, "0"),
        _fact("Liabilities", 50, _END, "0"),
        _fact(between, 30, _END, "0"),
        _fact("StockholdersEquity", 20, _END, "0"),
    )
    assert _check(read, "assets_are_liabilities_plus_equity").holds is True


def test_what_others_hold_counts_in_the_check_where_no_equity_has_it() -> None:
    said = [_fact("Assets", 100, _END, "0"), _fact("Liabilities", 50, _END, "0"), _fact("StockholdersEquity", 40, _END, "0"), _fact("MinorityInterest", 10, _END, "0")]  # fmt: skip
    assert _check(_read(*said), "assets_are_liabilities_plus_equity").holds is True
    both = _fact("StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest", 50, _END, "0")  # fmt: skip
    assert _check(_read(*said, both), "assets_are_liabilities_plus_equity").holds is True


@pytest.mark.parametrize(("sic", "value"), [("6022", Decimal(7)), ("6211", Decimal(7)), ("7374", None)])  # fmt: skip
def test_deposits_are_those_of_a_bank_or_broker(sic: str, value: Decimal | None) -> None:
    read = financials(fact_rows(Figures("instance", (_COVER, _fact("Deposits", 7, _END)))), sic)
    assert read is not None
    assert read.figure("deposits").value == value


def test_the_column_of_the_year_goes_before_that_of_its_last_quarter() -> None:
    columns = tuple(
        ScheduleColumn(n, kind, None, None, "1997-12-31", None, None, (ScheduleFigure("NET-INCOME", value, value),))
        for n, kind, value in ((1, "3-MOS", "1"), (2, "YEAR", "4"))
    )  # fmt: skip
    schedule = Schedule(1, "EX-27", "s", "5", 1000, columns)
    read = financials(fact_rows(Figures("ex-27", (), schedules=(schedule,))))
    assert read is not None
    assert read.figure("net_income").value == Decimal(4000)


@pytest.mark.parametrize(
    ("article", "tag", "name"),
    [
        ("6", "NET-ASSETS", "equity"),
        ("6", "TOTAL-LIABILITIES", "liabilities"),
        ("7", "PREMIUMS", "premiums_earned"),
        ("9", "INTEREST-INCOME-NET", "net_interest_income"),
        ("BD", "TOTAL-REVENUE", "revenue"),
        ("UT", "TOTAL-COMMON-STOCKHOLDERS-EQ", "equity"),
        ("UT", "INCOME-TAX-EXPENSE-NET", "income_tax"),
        ("UT", "INCOME-BEFORE-INTEREST-EXPEN", None),
        ("5", "OTHER-SE", None),
        ("7", "OTHER-INCOME", None),
    ],
)
def test_each_article_has_its_own_tags(article: str, tag: str, name: str | None) -> None:
    column = ScheduleColumn(1, "YEAR", None, None, "1997-12-31", None, None, (ScheduleFigure(tag, "4", "4"),))  # fmt: skip
    read = financials(fact_rows(Figures("ex-27", (), schedules=(Schedule(1, "EX-27", "s", article, 1, (column,)),))))  # fmt: skip
    assert read is not None
    assert [one.name for one in read.figures if one.value is not None] == ([name] if name else [])


def test_a_check_without_its_figures_says_nothing() -> None:
    read = _read(_fact("Assets", 1, _END))
    assert {check.holds for check in read.checks} == {None}


def test_a_schedule_gives_the_figures_of_its_time() -> None:
    figures = tuple(
        ScheduleFigure(tag, value, value)
        for tag, value in (("TOTAL-REVENUES", "5"), ("TOTAL-ASSETS", "9"), ("TOTAL-LIABILITY-AND-EQUITY", "9"), ("EPS-PRIMARY", "1.5"))
    )  # fmt: skip
    column = ScheduleColumn(1, "YEAR", None, None, "1997-12-31", None, None, figures)
    schedule = Schedule(1, "EX-27", "s", "5", 1000, (column,))
    read = financials(fact_rows(Figures("ex-27", (), schedules=(schedule,))))
    assert read is not None
    assert (read.figure("revenue").value, read.figure("revenue").concept) == (
        Decimal(5000),
        "ex-27:TOTAL-REVENUES",
    )
    assert read.figure("eps_basic").value == Decimal("1.5")
    assert _check(read, "assets_are_liabilities_and_equity").holds is True
    assert read.period_end == "1997-12-31"


def test_a_filing_without_figures_has_no_row() -> None:
    assert financials(fact_rows(Figures(None, ()))) is None
    assert financials(fact_rows(Figures("inline", (_COVER,)))) is None


def test_no_figure_stands_twice_in_the_table() -> None:
    names = [one.name for one in KEY_FIGURES]
    assert len(names) == len(set(names))
    assert all(one.concepts or one.tags or one.by_kind for one in KEY_FIGURES)
