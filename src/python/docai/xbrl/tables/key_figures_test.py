"""Which concepts say a key figure: those of drillers, utilities, partnerships and others beside those of most filers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from docai.xbrl.model import Context, Fact, Figures
from docai.xbrl.tables.fact_rows import fact_rows
from docai.xbrl.tables.financials import financials

_YEAR = Context("y", start="2024-01-01", end="2024-12-31")
_END = Context("e", instant="2024-12-31")


def _figure(
    name: str, said: dict[str, str], context: Context = _YEAR, sic: str | None = None
) -> Decimal | None:
    """Return the key figure ``name`` of a filing that says concepts of us-gaap."""
    kind = Fact("dei:DocumentType", "10-K", None, None, _YEAR, nil=False, numeric=False, id=None)
    facts = (
        Fact(f"us-gaap:{concept}", value, "USD", "0", context, nil=False, numeric=True, id=None)
        for concept, value in said.items()
    )
    read = financials(fact_rows(Figures("instance", (kind, *facts))), sic)
    assert read is not None
    return read.figure(name).value


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ({"SellingAndMarketingExpense": "5", "GeneralAndAdministrativeExpense": "2"}, 7),
        ({"SellingExpense": "4", "GeneralAndAdministrativeExpense": "2"}, 6),
        ({"MarketingExpense": "3", "GeneralAndAdministrativeExpense": "2"}, 5),
        ({"SellingGeneralAndAdministrativeExpense": "9", "SellingExpense": "4", "GeneralAndAdministrativeExpense": "2"}, 9),
        ({"GeneralAndAdministrativeExpense": "2"}, None),
    ],
)  # fmt: skip
def test_what_is_spent_on_selling_and_administration_is_one_figure_or_the_sum_of_two(
    said: dict[str, str], value: int | None
) -> None:
    assert _figure("selling_general_administrative", said) == value


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ({"PaymentsToAcquireOilAndGasPropertyAndEquipment": "8", "PaymentsToAcquirePropertyPlantAndEquipment": "1"}, 9),
        ({"PaymentsToAcquireOilAndGasPropertyAndEquipment": "8", "PaymentsToAcquireOtherPropertyPlantAndEquipment": "2"}, 10),
        ({"PaymentsToAcquireOilAndGasPropertyAndEquipment": "8"}, 8),
        ({"PaymentsToExploreAndDevelopOilAndGasProperties": "7", "PaymentsToAcquireOtherPropertyPlantAndEquipment": "2"}, 7),
        ({"PaymentsToAcquirePropertyPlantAndEquipment": "1", "PaymentsToAcquireOtherPropertyPlantAndEquipment": "2"}, 1),
    ],
)  # fmt: skip
def test_what_a_driller_spends_on_wells_is_capital_expenditure(
    said: dict[str, str], value: int
) -> None:
    assert _figure("capital_expenditure", said) == value


@pytest.mark.parametrize(
    ("figure", "concept"),
    [
        ("eps_basic", "NetIncomeLossPerOutstandingLimitedPartnershipUnitBasicNetOfTax"),
        ("eps_basic", "NetIncomeLossPerOutstandingLimitedPartnershipUnit"),
        ("eps_diluted", "NetIncomeLossNetOfTaxPerOutstandingLimitedPartnershipUnitDiluted"),
        ("eps_diluted", "NetIncomeLossPerOutstandingLimitedPartnershipUnit"),
        ("shares_basic", "WeightedAverageLimitedPartnershipUnitsOutstanding"),
        ("shares_diluted", "WeightedAverageLimitedPartnershipUnitsOutstandingDiluted"),
        ("dividends_paid", "DistributionMadeToLimitedPartnerCashDistributionsPaid"),
        ("dividends_paid", "PaymentsOfCapitalDistribution"),
    ],
)
def test_a_partnership_has_units_for_shares_and_distributions_for_dividends(
    figure: str, concept: str
) -> None:
    assert _figure(figure, {concept: "3"}) == 3


@pytest.mark.parametrize(
    "total", ["Revenues", "RegulatedAndUnregulatedOperatingRevenue", "RevenuesNetOfInterestExpense"]
)
def test_the_total_of_a_utility_or_lender_goes_before_what_contracts_brought(total: str) -> None:
    contracts = {"RevenueFromContractWithCustomerExcludingAssessedTax": "7"}
    assert _figure("revenue", {total: "9"} | contracts) == 9
    assert _figure("revenue", contracts) == 7


@pytest.mark.parametrize(
    "concept",
    [
        "RetailRelatedInventoryMerchandise",
        "AirlineRelatedInventoryNet",
        "EnergyRelatedInventory",
        "InventoryRealEstate",
        "InventoryFinishedGoodsNetOfReserves",
    ],
)
def test_an_inventory_of_one_kind_is_the_inventory_where_no_whole_is_said(concept: str) -> None:
    assert _figure("inventory", {concept: "3"}, _END) == 3
    assert _figure("inventory", {concept: "3", "InventoryNet": "9"}, _END) == 9


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ({"InterestIncomeExpenseNet": "60", "NoninterestIncome": "20"}, 80),
        ({"InterestIncomeExpenseNet": "60", "NoninterestIncome": "-5"}, 55),
        ({"InterestIncomeExpenseNet": "60"}, None),
        ({"InterestIncomeExpenseNet": "60", "NoninterestIncome": "20", "RevenuesNetOfInterestExpense": "79"}, 79),
        ({"InterestIncomeExpenseNet": "60", "NoninterestIncome": "20", "RevenueFromContractWithCustomerExcludingAssessedTax": "7"}, 80),
    ],
)  # fmt: skip
def test_a_bank_earns_net_interest_and_other_income(
    said: dict[str, str], value: int | None
) -> None:
    assert _figure("revenue", said | {"Deposits": "1"}) == (value and Decimal(value))


@pytest.mark.parametrize("contracts", ["RevenueFromContractWithCustomerExcludingAssessedTax", "RevenueFromContractWithCustomerIncludingAssessedTax"])  # fmt: skip
@pytest.mark.parametrize(
    ("beside", "alone"),
    [("InterestIncomeExpenseNet", None), ("InterestAndDividendIncomeOperating", None), ("PremiumsEarnedNet", None), ("OperatingLeaseLeaseIncome", 60), ("LeaseIncome", 60)],
)  # fmt: skip
@pytest.mark.parametrize(("more", "less"), [("60", "7"), ("60", "60"), ("60", "61")])
def test_what_contracts_brought_is_no_whole_where_more_came_from_elsewhere(
    contracts: str, beside: str, alone: int | None, more: str, less: str
) -> None:
    is_part = int(less) < int(more)
    assert _figure("revenue", {contracts: less, beside: more}) == (
        None if is_part else Decimal(less)
    )
    read = _figure("revenue", {contracts: less, beside: more}, sic="6798")
    assert read == (alone and Decimal(alone) if is_part else Decimal(less))


def test_a_fund_has_investment_income_net_assets_and_their_change() -> None:
    assert _figure("revenue", {"GrossInvestmentIncomeOperating": "9"}) == 9
    assert _figure("net_income", {"NetIncreaseDecreaseInNetAssetsResultingFromOperations": "5"}) == 5  # fmt: skip
    assert _figure("equity", {"AssetsNet": "8"}, _END) == 8
    assert _figure("equity", {"AssetsNet": "8", "StockholdersEquity": "7"}, _END) == 7


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ({"PartnersCapital": "7", "PartnersCapitalIncludingPortionAttributableToNoncontrollingInterest": "9"}, 7),
        ({"PartnersCapitalIncludingPortionAttributableToNoncontrollingInterest": "9", "PartnersCapitalAttributableToNoncontrollingInterest": "1"}, 8),
        ({"PartnersCapitalIncludingPortionAttributableToNoncontrollingInterest": "9"}, 9),
        ({"MembersEquity": "6"}, 6), ({"CommonStockholdersEquity": "5"}, 5),
    ],
)  # fmt: skip
def test_partners_and_members_have_equity_too(said: dict[str, str], value: int) -> None:
    assert _figure("equity", said, _END) == value
