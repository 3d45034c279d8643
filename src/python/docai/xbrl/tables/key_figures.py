"""The key figures and the concepts that say them: a table of data to read and change.

A figure takes the first of its concepts that the filing says for its own period, without dimensions. ``by_kind`` goes
before ``concepts`` for a bank (a broker or another lender among them), an insurer or a REIT. ``tags`` are those of EX-27 schedules, of whatever article.

``A - B`` and ``A + B`` are the difference and the sum of two concepts, where both are said in one unit. ``*:NAME`` is a
concept of the filer's own that is called so.

Two figures that schedules say in parts are left empty. COMMON, PREFERRED and OTHER-SE of article 5 sum to another equity than that
of the balance sheet in some 15 of 270 schedules (OTHER-SE is the whole, or lacks what was retained), and PREFERRED-MANDATORY, where
it is not 0, is common stock in others; nothing in the schedule tells which. The revenue of article 7 is the sum of PREMIUMS,
INVESTMENT-INCOME, INVESTMENT-GAINS and OTHER-INCOME in 12 of 18, and the schedule's own income before tax proves it in four.

A concept of ``partial`` is not taken where the filing says more by one of ``beside``: it is a part of the figure then.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

_NAME = re.compile(r"\w+")
_SIGN = re.compile(r"[+-]")

CompanyKind = Literal["bank", "insurer", "reit", "commerce"]
When = Literal["period", "end", "cover"]
"""Over the filing's own period, on its last day, or on the day that the cover gives."""
Classes = Literal["same", "sum", "one"]
"""A figure that is said for classes of stock alone: taken where it is the ``same`` for all, their ``sum``, or where ``one`` class says it."""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure that analysts ask for, and the concepts that say it, in order of preference."""

    name: str
    when: When
    concepts: tuple[str, ...]
    tags: tuple[str, ...] = ()
    by_kind: Mapping[CompanyKind, tuple[str, ...]] = field(default_factory=dict)
    classes: Classes | None = None
    partial: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


def _gaap(names: str) -> tuple[str, ...]:
    """Return the concepts called ``names``, of us-gaap where they have no prefix."""
    return tuple(name if ":" in name else _of_us_gaap(name) for name in names.split())


def _of_us_gaap(name: str) -> str:
    return _NAME.sub(r"us-gaap:\g<0>", _SIGN.sub(r" \g<0> ", name))


KEY_FIGURES: tuple[KeyFigure, ...] = (
    KeyFigure(
        "revenue",
        "period",
        _gaap("Revenues RegulatedAndUnregulatedOperatingRevenue RevenuesNetOfInterestExpense RevenueFromContractWithCustomerExcludingAssessedTax RevenueFromContractWithCustomerIncludingAssessedTax "
              "SalesRevenueNet RealEstateRevenueNet HealthCareOrganizationRevenue ContractsRevenue OilAndGasRevenue "
              "SalesRevenueGoodsNet SalesRevenueServicesNet GrossInvestmentIncomeOperating"),
        ("TOTAL-REVENUES", "TOTAL-REVENUE", "GROSS-OPERATING-REVENUE", "SALES"),
        {
            # Regulation S-X, rule 9-04: lines 10 and 13. The fees that a bank has by contracts with customers are a part of the latter.
            "bank": _gaap("Revenues RevenuesNetOfInterestExpense InterestIncomeExpenseNet+NoninterestIncome"),
            "reit": _gaap("Revenues RealEstateRevenueNet OperatingLeasesIncomeStatementLeaseRevenue RevenueFromContractWithCustomerExcludingAssessedTax "
                          "RevenueFromContractWithCustomerIncludingAssessedTax OperatingLeaseLeaseIncome LeaseIncome"),
        },
        # Accounting Standards Codification 606-10-15-2: leases, insurance and financial instruments are no contracts with customers.
        partial=_gaap("RevenueFromContractWithCustomerExcludingAssessedTax RevenueFromContractWithCustomerIncludingAssessedTax"),
        beside=_gaap("InterestIncomeExpenseNet InterestAndDividendIncomeOperating PremiumsEarnedNet OperatingLeaseLeaseIncome LeaseIncome"),
    ),
    KeyFigure("cost_of_revenue", "period", _gaap("CostOfRevenue CostOfGoodsAndServicesSold CostOfGoodsSold CostOfServices CostOfGoodsAndServiceExcludingDepreciationDepletionAndAmortization"), ("CGS",)),
    KeyFigure("gross_profit", "period", _gaap("GrossProfit")),
    KeyFigure("research_and_development", "period", _gaap("ResearchAndDevelopmentExpense ResearchAndDevelopmentExpenseExcludingAcquiredInProcessCost ResearchAndDevelopmentExpenseSoftwareExcludingAcquiredInProcessCost *:ResearchAndDevelopmentCosts")),
    KeyFigure(
        "selling_general_administrative",
        "period",
        _gaap("SellingGeneralAndAdministrativeExpense SellingAndMarketingExpense+GeneralAndAdministrativeExpense SellingExpense+GeneralAndAdministrativeExpense MarketingExpense+GeneralAndAdministrativeExpense"),
    ),
    KeyFigure("operating_income", "period", _gaap("OperatingIncomeLoss"), ("OPERATING-INCOME-LOSS",)),
    KeyFigure("interest_expense", "period", _gaap("InterestExpense InterestExpenseOperating InterestExpenseNonoperating InterestAndDebtExpense InterestExpenseDebt *:InterestAndOtherFinancialCharges"), ("INTEREST-EXPENSE", "TOTAL-INTEREST-EXPENSE")),
    KeyFigure("net_interest_income", "period", _gaap("InterestIncomeExpenseNet"), ("INTEREST-INCOME-NET",)),
    KeyFigure("premiums_earned", "period", _gaap("PremiumsEarnedNet"), ("PREMIUMS",)),
    KeyFigure(
        "income_before_tax",
        "period",
        _gaap(
            "IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest "
            "IncomeLossFromContinuingOperationsBeforeIncomeTaxesMinorityInterestAndIncomeLossFromEquityMethodInvestments "
            "IncomeLossIncludingPortionAttributableToNoncontrollingInterest *:IncomeLossFromContinuingOperationsBeforeIncomeTaxes *:IncomeLossBeforeIncomeTaxes "
            "IncomeLossFromContinuingOperationsBeforeIncomeTaxesDomestic+IncomeLossFromContinuingOperationsBeforeIncomeTaxesForeign"
        ),
        ("INCOME-PRETAX",),
    ),
    KeyFigure("income_tax", "period", _gaap("IncomeTaxExpenseBenefit"), ("INCOME-TAX", "INCOME-TAX-EXPENSE-NET")),
    KeyFigure("net_income", "period", _gaap("NetIncomeLoss ProfitLoss-NetIncomeLossAttributableToNoncontrollingInterest ProfitLoss NetIncomeLossAvailableToCommonStockholdersBasic NetIncreaseDecreaseInNetAssetsResultingFromOperations"), ("NET-INCOME", "NET-CHANGE-FROM-OPS")),
    KeyFigure("eps_basic", "period", _gaap("EarningsPerShareBasic EarningsPerShareBasicAndDiluted NetIncomeLossPerOutstandingLimitedPartnershipUnitBasicNetOfTax NetIncomeLossPerOutstandingLimitedPartnershipUnit IncomeLossFromContinuingOperationsPerBasicShare"), ("EPS-BASIC", "EPS-PRIMARY"), classes="same"),
    KeyFigure("eps_diluted", "period", _gaap("EarningsPerShareDiluted EarningsPerShareBasicAndDiluted NetIncomeLossNetOfTaxPerOutstandingLimitedPartnershipUnitDiluted NetIncomeLossPerOutstandingLimitedPartnershipUnit IncomeLossFromContinuingOperationsPerDilutedShare"), ("EPS-DILUTED",), classes="same"),
    KeyFigure("shares_basic", "period", _gaap("WeightedAverageNumberOfSharesOutstandingBasic WeightedAverageNumberOfShareOutstandingBasicAndDiluted WeightedAverageNumberOfSharesIssuedBasic WeightedAverageLimitedPartnershipUnitsOutstanding"), classes="one"),
    KeyFigure("shares_diluted", "period", _gaap("WeightedAverageNumberOfDilutedSharesOutstanding WeightedAverageNumberOfShareOutstandingBasicAndDiluted WeightedAverageLimitedPartnershipUnitsOutstandingDiluted"), classes="one"),
    KeyFigure("dividends_per_share", "period", _gaap("CommonStockDividendsPerShareDeclared CommonStockDividendsPerShareCashPaid"), classes="same"),
    KeyFigure("assets", "end", _gaap("Assets"), ("TOTAL-ASSETS",)),
    KeyFigure("current_assets", "end", _gaap("AssetsCurrent"), ("CURRENT-ASSETS", "TOTAL-CURRENT-ASSETS")),
    KeyFigure(
        "cash",
        "end",
        _gaap("CashAndCashEquivalentsAtCarryingValue Cash CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents"),
        ("CASH",),
        {"bank": _gaap("CashAndDueFromBanks CashAndCashEquivalentsAtCarryingValue")},
    ),
    KeyFigure("receivables", "end", _gaap("AccountsReceivableNetCurrent ReceivablesNetCurrent AccountsNotesAndLoansReceivableNetCurrent AccountsAndOtherReceivablesNetCurrent AccountsReceivableExcludingAccruedInterestAfterAllowanceForCreditLossCurrent AccountsReceivableNet"), ("RECEIVABLES",), {"insurer": _gaap("PremiumsAndOtherReceivablesNet PremiumsReceivableAtCarryingValue")}),
    KeyFigure("inventory", "end", _gaap("InventoryNet InventoryNetOfAllowancesCustomerAdvancesAndProgressBillings RetailRelatedInventoryMerchandise AirlineRelatedInventoryNet EnergyRelatedInventory InventoryRealEstate InventoryFinishedGoodsNetOfReserves"), ("INVENTORY",)),
    KeyFigure(
        "loans",
        "end",
        (),
        ("LOANS",),
        {"bank": _gaap("LoansAndLeasesReceivableNetReportedAmount FinancingReceivableExcludingAccruedInterestAfterAllowanceForCreditLoss FinancingReceivableAfterAllowanceForCreditLoss LoansAndLeasesReceivableNetOfDeferredIncome "
                       "FinancingReceivableExcludingAccruedInterestBeforeAllowanceForCreditLoss NotesReceivableNet")},
    ),
    KeyFigure("deposits", "end", (), ("DEPOSITS",), {"bank": _gaap("Deposits"), "insurer": _gaap("Deposits")}),
    KeyFigure("current_liabilities", "end", _gaap("LiabilitiesCurrent"), ("CURRENT-LIABILITIES", "TOTAL-CURRENT-LIABILITIES")),
    KeyFigure(
        "long_term_debt",
        "end",
        _gaap("LongTermDebtNoncurrent LongTermDebtAndCapitalLeaseObligations LongTermDebt LongTermDebtAndCapitalLeaseObligationsIncludingCurrentMaturities LongTermNotesPayable LongTermNotesAndLoans SeniorLongTermNotes ConvertibleDebtNoncurrent ConvertibleLongTermNotesPayable"),
        ("BONDS", "LONG-TERM", "LONG-TERM-DEBT-NET", "NOTES-PAYABLE"),
        {"bank": _gaap("LongTermDebt"), "insurer": _gaap("LongTermDebt DebtLongtermAndShorttermCombinedAmount JuniorSubordinatedNotes"), "reit": _gaap("DebtLongtermAndShorttermCombinedAmount LongTermDebt SecuredDebt")},
    ),
    KeyFigure("liabilities", "end", _gaap("Liabilities"), ("TOTAL-LIABILITIES",)),
    KeyFigure("equity", "end", _gaap("StockholdersEquity StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest-MinorityInterest StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest PartnersCapital "
              "PartnersCapitalIncludingPortionAttributableToNoncontrollingInterest-PartnersCapitalAttributableToNoncontrollingInterest PartnersCapitalIncludingPortionAttributableToNoncontrollingInterest MembersEquity CommonStockholdersEquity AssetsNet"), ("TOTAL-COMMON-STOCKHOLDERS-EQ", "NET-ASSETS")),
    KeyFigure("equity_with_noncontrolling", "end", _gaap("StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest PartnersCapitalIncludingPortionAttributableToNoncontrollingInterest")),
    KeyFigure("liabilities_and_equity", "end", _gaap("LiabilitiesAndStockholdersEquity"), ("TOTAL-LIABILITY-AND-EQUITY", "TOTAL-LIABILITIES-AND-EQUITY", "LIABILITY-AND-EQUITY", "TOT-CAPITALIZATION-AND-LIAB")),
    KeyFigure("operating_cash_flow", "period", _gaap("NetCashProvidedByUsedInOperatingActivities NetCashProvidedByUsedInOperatingActivitiesContinuingOperations"), ("CASH-FLOW-OPERATIONS",)),
    KeyFigure("investing_cash_flow", "period", _gaap("NetCashProvidedByUsedInInvestingActivities NetCashProvidedByUsedInInvestingActivitiesContinuingOperations")),
    KeyFigure("financing_cash_flow", "period", _gaap("NetCashProvidedByUsedInFinancingActivities NetCashProvidedByUsedInFinancingActivitiesContinuingOperations")),
    KeyFigure("capital_expenditure", "period", _gaap("PaymentsToAcquireOilAndGasPropertyAndEquipment+PaymentsToAcquirePropertyPlantAndEquipment PaymentsToAcquirePropertyPlantAndEquipment PaymentsToAcquireProductiveAssets "
              "PaymentsToAcquireOilAndGasPropertyAndEquipment+PaymentsToAcquireOtherPropertyPlantAndEquipment PaymentsToAcquireOilAndGasPropertyAndEquipment PaymentsToExploreAndDevelopOilAndGasProperties "
              "PaymentsForCapitalImprovements PaymentsToAcquireOtherPropertyPlantAndEquipment PaymentsToAcquireMachineryAndEquipment PaymentsToAcquireOtherProductiveAssets"), (), {"reit": _gaap("PaymentsToAcquireRealEstateHeldForInvestment PaymentsToAcquireProductiveAssets")}),
    KeyFigure("dividends_paid", "period", _gaap("PaymentsOfDividends PaymentsOfDividendsCommonStock PaymentsOfOrdinaryDividends DistributionMadeToLimitedPartnerCashDistributionsPaid PaymentsOfCapitalDistribution"), ("COMMON-STOCK-DIVIDENDS", "TOTAL-COMMON-STOCK-DIVIDENDS")),
    KeyFigure("employees", "cover", _gaap("dei:EntityNumberOfEmployees")),
    KeyFigure("public_float", "cover", _gaap("dei:EntityPublicFloat")),
    KeyFigure("shares_outstanding", "cover", _gaap("dei:EntityCommonStockSharesOutstanding"), classes="sum"),
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
    "RedeemableNoncontrollingInterestEquityCarryingAmount RedeemableNoncontrollingInterestEquityCommonCarryingAmount "
    "RedeemableNoncontrollingInterestEquityFairValue"
)
"""What stands between liabilities and equity."""

MINORITY_INTEREST = _gaap("MinorityInterest PartnersCapitalAttributableToNoncontrollingInterest")
"""What others hold of subsidiaries, where the filing says no equity that has it in it."""

EXCHANGE_RATE_EFFECT = _gaap(
    "EffectOfExchangeRateOnCashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents EffectOfExchangeRateOnCashAndCashEquivalents "
    "EffectOfExchangeRateOnCashCashEquivalentsRestrictedCashAndRestrictedCashEquivalentsIncludingDisposalGroupAndDiscontinuedOperations "
    "EffectOfExchangeRateOnCashCashEquivalentsRestrictedCashAndRestrictedCashEquivalentsDisposalGroupIncludingDiscontinuedOperations"
)
CASH_CHANGE_BEFORE_EXCHANGE = _gaap(
    "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalentsPeriodIncreaseDecreaseExcludingExchangeRateEffect "
    "CashAndCashEquivalentsPeriodIncreaseDecreaseExcludingExchangeRateEffect"
)
"""The change of cash without what exchange rates did, where no other is said."""

CASH_CHANGE = _gaap(
    "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalentsPeriodIncreaseDecreaseIncludingExchangeRateEffectDisposalGroupIncludingDiscontinuedOperations "
    "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalentsPeriodIncreaseDecreaseIncludingExchangeRateEffect CashAndCashEquivalentsPeriodIncreaseDecrease"
)
"""The change of cash; before others the one that has in it what operations to be sold hold, as the three cash flows do."""

DISCONTINUED_FLOWS = _gaap("NetCashProvidedByUsedInDiscontinuedOperations")
"""Cash flows of discontinued operations: some filers have them in the three flows, some beside them."""
