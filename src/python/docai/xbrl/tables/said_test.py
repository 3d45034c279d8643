"""What a filing says by two concepts, by one of its own, and by classes of stock."""

from __future__ import annotations

from decimal import Decimal

import pytest

from docai.xbrl.model import Context, Dimension, Fact, Figures
from docai.xbrl.tables.fact_rows import fact_rows
from docai.xbrl.tables.financials import Financials, financials
from docai.xbrl.tables.key_figures import KEY_FIGURES
from docai.xbrl.tables.said import OF_TWO

YEAR = ("2024-01-01", "2024-12-31")
STOCK = "us-gaap:StatementClassOfStockAxis"


def _during(*dims: Dimension) -> Context:
    return Context("y", start=YEAR[0], end=YEAR[1], dims=dims)


def _at(day: str = YEAR[1], *dims: Dimension) -> Context:
    return Context("e", instant=day, dims=dims)


def _class(letter: str) -> Dimension:
    return Dimension(STOCK, f"us-gaap:CommonClass{letter}Member")


def _fact(name: str, value: str, context: Context, decimals: str = "0", unit: str = "USD") -> Fact:
    concept = name if ":" in name else f"us-gaap:{name}"
    return Fact(concept, value, unit, decimals, context, nil=False, numeric=True, id=None)


def _read(*facts: Fact) -> Financials:
    kind = Fact("dei:DocumentType", "10-K", None, None, _during(), nil=False, numeric=False, id=None)  # fmt: skip
    assets = _fact("Assets", "100", _at())
    found = financials(fact_rows(Figures("instance", (kind, assets, *facts))))
    assert found is not None
    return found


def test_income_of_the_parent_is_all_income_without_what_others_have() -> None:
    read = _read(
        _fact("ProfitLoss", "5239", _during()),
        _fact("NetIncomeLossAttributableToNoncontrollingInterest", "2", _during()),
    )
    income = read.figure("net_income")
    assert income.value == 5237
    assert income.concept == "us-gaap:ProfitLoss - us-gaap:NetIncomeLossAttributableToNoncontrollingInterest"  # fmt: skip


def test_what_the_filing_says_itself_goes_before_a_difference() -> None:
    read = _read(
        _fact("NetIncomeLoss", "7", _during()),
        _fact("ProfitLoss", "9", _during()),
        _fact("NetIncomeLossAttributableToNoncontrollingInterest", "1", _during()),
    )
    assert read.figure("net_income").value == 7


def test_without_what_others_have_all_is_the_parents() -> None:
    assert _read(_fact("ProfitLoss", "9", _during())).figure("net_income").value == 9


def test_equity_of_the_parent_and_of_all() -> None:
    whole = "StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest"
    read = _read(_fact(whole, "47000000", _at(), "-6"), _fact("MinorityInterest", "385000", _at(), "-3"))  # fmt: skip
    assert (read.figure("equity").value, read.figure("equity").decimals) == (
        Decimal(46_615_000),
        "-6",
    )
    assert read.figure("equity_with_noncontrolling").value == 47_000_000


def test_two_concepts_of_different_units_make_nothing() -> None:
    read = _read(
        _fact("IncomeLossFromContinuingOperationsBeforeIncomeTaxesDomestic", "7", _during()),
        _fact("IncomeLossFromContinuingOperationsBeforeIncomeTaxesForeign", "2", _during(), unit="EUR"),
    )  # fmt: skip
    assert read.figure("income_before_tax").value is None


def test_income_before_tax_is_that_at_home_and_abroad() -> None:
    read = _read(
        _fact("IncomeLossFromContinuingOperationsBeforeIncomeTaxesDomestic", "7", _during()),
        _fact("IncomeLossFromContinuingOperationsBeforeIncomeTaxesForeign", "-2", _during()),
    )
    assert read.figure("income_before_tax").value == 5


@pytest.mark.parametrize(
    ("home", "abroad", "value"),
    [
        ("9" * 28, "1", None),
        ("-" + "9" * 28, "-1", None),
        ("9" * 27 + ".0000000001", "1", Decimal("1" + "0" * 27 + ".0000000001")),
    ],
)
def test_what_two_concepts_make_is_exact_or_not_said(
    home: str, abroad: str, value: Decimal | None
) -> None:
    read = _read(
        _fact("IncomeLossFromContinuingOperationsBeforeIncomeTaxesDomestic", home, _during()),
        _fact("IncomeLossFromContinuingOperationsBeforeIncomeTaxesForeign", abroad, _during()),
    )
    assert read.figure("income_before_tax").value == value


@pytest.mark.parametrize(("prefix", "value"), [("lantern", Decimal(6)), ("us-gaap", None), ("srt", None)])  # fmt: skip
def test_a_concept_of_the_filers_own_counts_by_its_name(prefix: str, value: Decimal | None) -> None:
    name = f"{prefix}:IncomeLossFromContinuingOperationsBeforeIncomeTaxes"
    income = _read(_fact(name, "6", _during())).figure("income_before_tax")
    assert (income.value, income.concept) == (value, name if value else None)


@pytest.mark.parametrize(("b", "value"), [("0.27", Decimal("0.27")), ("0.3", None)])
def test_a_figure_a_share_is_that_of_every_class_where_it_is_the_same(
    b: str, value: Decimal | None
) -> None:
    read = _read(
        _fact("EarningsPerShareBasic", "0.27", _during(_class("A")), "2", "USD/shares"),
        _fact("EarningsPerShareBasic", b, _during(_class("B")), "2", "USD/shares"),
    )
    assert read.figure("eps_basic").value == value


def test_weighted_shares_of_classes_are_not_added() -> None:
    facts = (_fact("WeightedAverageNumberOfSharesOutstandingBasic", "7", _during(_class(one))) for one in "AB")  # fmt: skip
    assert _read(*facts).figure("shares_basic").value is None


@pytest.mark.parametrize("name", ["SharesOutstandingBasic", "DilutedSharesOutstanding"])
def test_weighted_shares_that_one_class_alone_says_are_the_filers(name: str) -> None:
    fact = _fact(f"WeightedAverageNumberOf{name}", "7", _during(_class("A")))
    figure = "shares_basic" if name.endswith("Basic") else "shares_diluted"
    assert _read(fact).figure(figure).value == 7


def test_the_covers_shares_are_those_of_all_classes_on_its_latest_day() -> None:
    shares = "dei:EntityCommonStockSharesOutstanding"
    entity = Dimension("dei:LegalEntityAxis", "lantern:WickMember")
    read = _read(
        _fact(shares, "1", _at("2024-06-30", _class("A"))),
        _fact(shares, "3827355", _at("2025-02-21", _class("B"))),
        _fact(shares, "9192749", _at("2025-02-21", _class("A"))),
        _fact(shares, "7", _at("2025-02-21", entity)),
    )
    assert read.figure("shares_outstanding").value == 13_020_104


def test_shares_without_a_class_go_before_those_of_classes() -> None:
    shares = "dei:EntityCommonStockSharesOutstanding"
    read = _read(_fact(shares, "9", _at("2025-02-21")), _fact(shares, "4", _at("2025-02-21", _class("A"))))  # fmt: skip
    assert read.figure("shares_outstanding").value == 9


def test_concepts_of_the_table_have_their_prefixes() -> None:
    every = [name for one in KEY_FIGURES for names in (one.concepts, *one.by_kind.values()) for name in names]  # fmt: skip
    assert all(":" in name for name in every)
    assert all(name.count("us-gaap:") == 2 for name in every if OF_TWO.fullmatch(name))
    assert all(OF_TWO.fullmatch(name) for name in every if " " in name)


@pytest.mark.parametrize(("including", "effect"), [(True, "5"), (False, "500")])
def test_the_change_of_cash_counts_exchange_rates_where_it_has_them_in_it(
    including: bool, effect: str
) -> None:
    change = (
        "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalentsPeriodIncreaseDecrease"
        f"{'In' if including else 'Ex'}cludingExchangeRateEffect"
    )
    read = _read(
        *_flows(),
        _fact("EffectOfExchangeRateOnCashAndCashEquivalents", effect, _during()),
        _fact(change, "45" if including else "40", _during()),
    )  # fmt: skip
    assert _change_of_cash(read) == (True, Decimal(0))


@pytest.mark.parametrize(
    ("discontinued", "change"),
    [("7", "40"), ("7", "47")],
    ids=["within the flows", "beside the flows"],
)
def test_cash_flows_of_discontinued_operations_are_within_the_three_or_beside_them(
    discontinued: str, change: str
) -> None:
    read = _read(
        *_flows(),
        _fact("NetCashProvidedByUsedInDiscontinuedOperations", discontinued, _during()),
        _fact("CashAndCashEquivalentsPeriodIncreaseDecrease", change, _during()),
    )
    assert _change_of_cash(read) == (True, Decimal(0))


def test_cash_flows_that_make_no_sum_are_told_without_discontinued_ones() -> None:
    read = _read(
        *_flows(),
        _fact("NetCashProvidedByUsedInDiscontinuedOperations", "7", _during()),
        _fact("CashAndCashEquivalentsPeriodIncreaseDecrease", "43", _during()),
    )
    assert _change_of_cash(read) == (False, Decimal(3))


def test_a_change_before_exchange_rates_counts_where_the_one_that_is_called_whole_does_not_fit() -> (
    None
):
    whole = f"{_CASH}PeriodIncreaseDecreaseIncludingExchangeRateEffect"
    before = whole.replace("Including", "Excluding")
    read = _read(*_flows(), _fact(whole, "-1", _during()), _fact(before, "40", _during()))
    assert _change_of_cash(read) == (True, Decimal(0))
    read = _read(*_flows(), _fact(whole, "-1", _during()), _fact(before, "44", _during()))
    assert _change_of_cash(read) == (False, Decimal(-41))


_CASH = "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents"


@pytest.mark.parametrize(
    "effect",
    [
        "EffectOfExchangeRateOnCashAndCashEquivalents",
        f"EffectOfExchangeRateOn{_CASH}",
        f"EffectOfExchangeRateOn{_CASH}IncludingDisposalGroupAndDiscontinuedOperations",
        f"EffectOfExchangeRateOn{_CASH}DisposalGroupIncludingDiscontinuedOperations",
    ],
)
def test_exchange_rates_count_by_whatever_name(effect: str) -> None:
    read = _read(
        *_flows(),
        _fact(effect, "5", _during()),
        _fact("CashAndCashEquivalentsPeriodIncreaseDecrease", "45", _during()),
    )
    assert _change_of_cash(read) == (True, Decimal(0))


def test_the_change_of_cash_of_all_operations_goes_before_that_of_those_kept() -> None:
    including = f"{_CASH}PeriodIncreaseDecreaseIncludingExchangeRateEffect"
    read = _read(
        *_flows(),
        _fact(including, "33", _during()),
        _fact(f"{including}DisposalGroupIncludingDiscontinuedOperations", "40", _during()),
    )
    assert _change_of_cash(read) == (True, Decimal(0))


def _flows() -> list[Fact]:
    """Return the three cash flows, 40 together."""
    flows = {"Operating": "90", "Investing": "-30", "Financing": "-20"}
    return [
        _fact(f"NetCashProvidedByUsedIn{name}Activities", value, _during())
        for name, value in flows.items()
    ]


def _change_of_cash(read: Financials) -> tuple[bool | None, Decimal | None]:
    check = next(one for one in read.checks if one.name == "cash_flows_sum_to_change")
    return check.holds, check.difference
