"""The key figures and the concepts that say them: a table of data to read and change.

A figure takes the first of its concepts that the filing says for its own period, without dimensions. ``by_kind`` goes
before ``concepts`` for a bank (a broker or another lender among them), an insurer or a REIT. ``tags`` are those of EX-27 schedules, of whatever article.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

CompanyKind = Literal["bank", "insurer", "reit", "commerce"]
When = Literal["period", "end", "cover"]
"""Over the filing's own period, on its last day, or on the day that the cover gives."""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure that analysts ask for, and the concepts that say it, in order of preference."""

    name: str
    when: When
    concepts: tuple[str, ...]
    tags: tuple[str, ...] = ()
    by_kind: Mapping[CompanyKind, tuple[str, ...]] = field(default_factory=dict)


def _gaap(names: str) -> tuple[str, ...]:
    return tuple(name if ":" in name else f"us-gaap:{name}" for name in names.split())


KEY_FIGURES: tuple[KeyFigure, ...] = (
    KeyFigure(
        "revenue",
        "period",
        _gaap("Revenues RevenueFromContractWithCustomerExcludingAssessedTax RevenueFromContractWithCustomerIncludingAssessedTax SalesRevenueNet "
              "RevenuesNetOfInterestExpense RegulatedAndUnregulatedOperatingRevenue RealEstateRevenueNet HealthCareOrganizationRevenue ContractsRevenue OilAndGasRevenue "
              "SalesRevenueGoodsNet SalesRevenueServicesNet"),
        ("TOTAL-REVENUES", "TOTAL-REVENUE", "GROSS-OPERATING-REVENUE", "SALES"),
        {
            "bank": _gaap("Revenues RevenuesNetOfInterestExpense"),
            "reit": _gaap("Revenues RealEstateRevenueNet OperatingLeasesIncomeStatementLeaseRevenue"),
        },
    ),
    KeyFigure("cost_of_revenue", "period", _gaap("CostOfRevenue CostOfGoodsAndServicesSold CostOfGoodsSold CostOfServices CostOfGoodsAndServiceExcludingDepreciationDepletionAndAmortization"), ("CGS",)),
    KeyFigure("gross_profit", "period", _gaap("GrossProfit")),
    KeyFigure("research_and_development", "period", _gaap("ResearchAndDevelopmentExpense ResearchAndDevelopmentExpenseExcludingAcquiredInProcessCost")),
    KeyFigure("selling_general_administrative", "period", _gaap("SellingGeneralAndAdministrativeExpense")),
    KeyFigure("operating_income", "period", _gaap("OperatingIncomeLoss"), ("OPERATING-INCOME-LOSS",)),
    KeyFigure("interest_expense", "period", _gaap("InterestExpense InterestExpenseNonoperating InterestAndDebtExpense InterestExpenseDebt"), ("INTEREST-EXPENSE", "TOTAL-INTEREST-EXPENSE")),
    KeyFigure("net_interest_income", "period", _gaap("InterestIncomeExpenseNet"), ("INTEREST-INCOME-NET",)),
    KeyFigure("premiums_earned", "period", _gaap("PremiumsEarnedNet"), ("PREMIUMS",)),
    KeyFigure(
        "income_before_tax",
        "period",
        _gaap(
            "IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest "
            "IncomeLossFromContinuingOperationsBeforeIncomeTaxesMinorityInterestAndIncomeLossFromEquityMethodInvestments "
            "IncomeLossIncludingPortionAttributableToNoncontrollingInterest"
        ),
        ("INCOME-PRETAX",),
    ),
    KeyFigure("income_tax", "period", _gaap("IncomeTaxExpenseBenefit"), ("INCOME-TAX", "INCOME-TAX-EXPENSE-NET")),
    KeyFigure("net_income", "period", _gaap("NetIncomeLoss ProfitLoss NetIncomeLossAvailableToCommonStockholdersBasic"), ("NET-INCOME",)),
    KeyFigure("eps_basic", "period", _gaap("EarningsPerShareBasic EarningsPerShareBasicAndDiluted IncomeLossFromContinuingOperationsPerBasicShare"), ("EPS-BASIC", "EPS-PRIMARY")),
    KeyFigure("eps_diluted", "period", _gaap("EarningsPerShareDiluted EarningsPerShareBasicAndDiluted IncomeLossFromContinuingOperationsPerDilutedShare"), ("EPS-DILUTED",)),
    KeyFigure("shares_basic", "period", _gaap("WeightedAverageNumberOfSharesOutstandingBasic WeightedAverageNumberOfShareOutstandingBasicAndDiluted")),
    KeyFigure("shares_diluted", "period", _gaap("WeightedAverageNumberOfDilutedSharesOutstanding WeightedAverageNumberOfShareOutstandingBasicAndDiluted")),
    KeyFigure("dividends_per_share", "period", _gaap("CommonStockDividendsPerShareDeclared CommonStockDividendsPerShareCashPaid")),
    KeyFigure("assets", "end", _gaap("Assets"), ("TOTAL-ASSETS",)),
    KeyFigure("current_assets", "end", _gaap("AssetsCurrent"), ("CURRENT-ASSETS", "TOTAL-CURRENT-ASSETS")),
    KeyFigure(
        "cash",
        "end",
        _gaap("CashAndCashEquivalentsAtCarryingValue Cash CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents"),
        ("CASH",),
        {"bank": _gaap("CashAndDueFromBanks CashAndCashEquivalentsAtCarryingValue")},
    ),
    KeyFigure("receivables", "end", _gaap("AccountsReceivableNetCurrent ReceivablesNetCurrent AccountsNotesAndLoansReceivableNetCurrent AccountsReceivableNet"), ("RECEIVABLES",), {"insurer": _gaap("PremiumsAndOtherReceivablesNet PremiumsReceivableAtCarryingValue")}),
    KeyFigure("inventory", "end", _gaap("InventoryNet InventoryNetOfAllowancesCustomerAdvancesAndProgressBillings"), ("INVENTORY",)),
    KeyFigure(
        "loans",
        "end",
        (),
        ("LOANS",),
        {"bank": _gaap("LoansAndLeasesReceivableNetReportedAmount FinancingReceivableExcludingAccruedInterestAfterAllowanceForCreditLoss LoansAndLeasesReceivableNetOfDeferredIncome")},
    ),
    KeyFigure("deposits", "end", (), ("DEPOSITS",), {"bank": _gaap("Deposits"), "insurer": _gaap("Deposits")}),
    KeyFigure("current_liabilities", "end", _gaap("LiabilitiesCurrent"), ("CURRENT-LIABILITIES", "TOTAL-CURRENT-LIABILITIES")),
    KeyFigure(
        "long_term_debt",
        "end",
        _gaap("LongTermDebtNoncurrent LongTermDebtAndCapitalLeaseObligations LongTermDebt"),
        ("BONDS", "LONG-TERM", "LONG-TERM-DEBT-NET"),
        {"bank": _gaap("LongTermDebt"), "insurer": _gaap("LongTermDebt DebtLongtermAndShorttermCombinedAmount JuniorSubordinatedNotes"), "reit": _gaap("DebtLongtermAndShorttermCombinedAmount LongTermDebt SecuredDebt")},
    ),
    KeyFigure("liabilities", "end", _gaap("Liabilities"), ("TOTAL-LIABILITIES",)),
    KeyFigure("equity", "end", _gaap("StockholdersEquity StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest PartnersCapital MembersEquity"), ("TOTAL-COMMON-STOCKHOLDERS-EQ", "NET-ASSETS")),
    KeyFigure("equity_with_noncontrolling", "end", _gaap("StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest PartnersCapitalIncludingPortionAttributableToNoncontrollingInterest")),
    KeyFigure("liabilities_and_equity", "end", _gaap("LiabilitiesAndStockholdersEquity"), ("TOTAL-LIABILITY-AND-EQUITY", "TOTAL-LIABILITIES-AND-EQUITY", "LIABILITY-AND-EQUITY")),
    KeyFigure("operating_cash_flow", "period", _gaap("NetCashProvidedByUsedInOperatingActivities NetCashProvidedByUsedInOperatingActivitiesContinuingOperations"), ("CASH-FLOW-OPERATIONS",)),
    KeyFigure("investing_cash_flow", "period", _gaap("NetCashProvidedByUsedInInvestingActivities NetCashProvidedByUsedInInvestingActivitiesContinuingOperations")),
    KeyFigure("financing_cash_flow", "period", _gaap("NetCashProvidedByUsedInFinancingActivities NetCashProvidedByUsedInFinancingActivitiesContinuingOperations")),
    KeyFigure("capital_expenditure", "period", _gaap("PaymentsToAcquirePropertyPlantAndEquipment PaymentsToAcquireProductiveAssets PaymentsForCapitalImprovements PaymentsToAcquireOtherPropertyPlantAndEquipment PaymentsToAcquireMachineryAndEquipment"), (), {"reit": _gaap("PaymentsToAcquireRealEstateHeldForInvestment PaymentsToAcquireProductiveAssets")}),
    KeyFigure("dividends_paid", "period", _gaap("PaymentsOfDividends PaymentsOfDividendsCommonStock PaymentsOfOrdinaryDividends"), ("COMMON-STOCK-DIVIDENDS", "TOTAL-COMMON-STOCK-DIVIDENDS")),
    KeyFigure("employees", "cover", _gaap("dei:EntityNumberOfEmployees")),
    KeyFigure("public_float", "cover", _gaap("dei:EntityPublicFloat")),
    KeyFigure("shares_outstanding", "cover", _gaap("dei:EntityCommonStockSharesOutstanding")),
)  # fmt: skip

KIND_MARKS: tuple[tuple[CompanyKind, tuple[str, ...]], ...] = (
    ("insurer", _gaap("PremiumsEarnedNet LiabilityForClaimsAndClaimsAdjustmentExpense")),
    ("bank", _gaap("Deposits InterestIncomeExpenseNet")),
    ("reit", _gaap("RealEstateInvestmentPropertyNet")),
    ("insurer", ("ex-27:PREMIUMS",)),
    ("bank", ("ex-27:DEPOSITS", "ex-27:LOANS")),
)
"""What a filing of its own period without a SIC code must say, all of it, to be of a kind; the first that fits counts."""

EQUITY_BETWEEN = _gaap(
    "TemporaryEquityCarryingAmountAttributableToParent TemporaryEquityCarryingAmountIncludingPortionAttributableToNoncontrollingInterests "
    "RedeemableNoncontrollingInterestEquityCarryingAmount"
)
"""What stands between liabilities and equity."""

MINORITY_INTEREST = _gaap("MinorityInterest")
"""What others hold of subsidiaries, where the filing says no equity that has it in it."""

EXCHANGE_RATE_EFFECT = _gaap(
    "EffectOfExchangeRateOnCashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents EffectOfExchangeRateOnCashAndCashEquivalents "
    "EffectOfExchangeRateOnCashCashEquivalentsRestrictedCashAndRestrictedCashEquivalentsIncludingDisposalGroupAndDiscontinuedOperations"
)
CASH_CHANGE = _gaap(
    "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalentsPeriodIncreaseDecreaseIncludingExchangeRateEffect CashAndCashEquivalentsPeriodIncreaseDecrease"
)
