"""The lines of the statements by the name of their concept in us-gaap, and the years and units that they are said for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from stand_ins.sample.model import Filing

OF_THE_YEAR = {
    "Revenue": "Revenues",
    "Cost of revenue": "CostOfRevenue",
    "Gross profit": "GrossProfit",
    "Selling, general and administrative": "SellingGeneralAndAdministrativeExpense",
    "Research and development": "ResearchAndDevelopmentExpense",
    "Operating income (loss)": "OperatingIncomeLoss",
    "Interest expense": "InterestExpense",
    "Income (loss) before income taxes": "IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest",
    "Income taxes": "IncomeTaxExpenseBenefit",
    "Net income (loss)": "NetIncomeLoss",
    "Cash provided by (used in) operating activities": "NetCashProvidedByUsedInOperatingActivities",
    "Capital expenditures": "PaymentsToAcquirePropertyPlantAndEquipment",
    "Depreciation and amortization": "DepreciationDepletionAndAmortization",
}
PER_SHARE = {"Net income (loss) per share": "EarningsPerShareBasicAndDiluted"}
AT_ITS_END = {
    "Cash and cash equivalents": "CashAndCashEquivalentsAtCarryingValue",
    "Receivables, net": "ReceivablesNetCurrent",
    "Inventories": "InventoryNet",
    "Property, plant and equipment, net": "PropertyPlantAndEquipmentNet",
    "Goodwill": "Goodwill",
    "Total assets": "Assets",
    "Accounts payable and accrued expenses": "AccountsPayableAndAccruedLiabilitiesCurrent",
    "Debt": "LongTermDebt",
    "Stockholders' equity": "StockholdersEquity",
    "Total liabilities and stockholders' equity": "LiabilitiesAndStockholdersEquity",
    "Cash at end of year": "CashAndCashEquivalentsAtCarryingValue",
}
YEARS = 5
"""Fiscal years that a filing has contexts for: c-1 is its own year, i-1 the end of it."""
UNITS = (
    '<xbrli:unit id="usd"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit>'
    '<xbrli:unit id="usd-per-share"><xbrli:divide><xbrli:unitNumerator><xbrli:measure>iso4217:USD</xbrli:measure>'
    "</xbrli:unitNumerator><xbrli:unitDenominator><xbrli:measure>xbrli:shares</xbrli:measure></xbrli:unitDenominator>"
    "</xbrli:divide></xbrli:unit>"
)


def concept_of(label: str) -> tuple[str, str, bool] | None:
    """Return a line's concept, its unit's id, and whether it is of a moment; None for a line that has none."""
    if label in PER_SHARE:
        return PER_SHARE[label], "usd-per-share", False
    if label in OF_THE_YEAR:
        return OF_THE_YEAR[label], "usd", False
    return (AT_ITS_END[label], "usd", True) if label in AT_ITS_END else None


def document_facts(filing: Filing) -> dict[str, str]:
    """Return the facts about the report itself, by the names of dei."""
    spec = filing.spec
    return {
        "AmendmentFlag": "true" if spec.form.endswith("/A") else "false",
        "EntityCentralIndexKey": f"{filing.company.cik:010d}",
        "DocumentFiscalYearFocus": str(spec.fiscal_year),
        "DocumentFiscalPeriodFocus": "FY",
        "CurrentFiscalYearEndDate": f"--{spec.period:%m-%d}",
    }


def periods(filing: Filing) -> Iterator[tuple[str, str]]:
    """Yield the id and the period of each context."""
    spec = filing.spec
    ends = [_in_year(spec.period, spec.period.year - back) for back in range(YEARS + 1)]
    for n, (end, before) in enumerate(pairwise(ends), 1):
        yield (
            f"c-{n}",
            f"<xbrli:startDate>{before + timedelta(1)}</xbrli:startDate><xbrli:endDate>{end}</xbrli:endDate>",
        )
        yield f"i-{n}", f"<xbrli:instant>{end}</xbrli:instant>"


def context(filing: Filing, name: str, period: str, segment: str = "") -> str:
    """Return the context ``name``; ``segment`` holds its dimensions."""
    inside = f"<xbrli:segment>{segment}</xbrli:segment>" if segment else ""
    return (
        f'<xbrli:context id="{name}"><xbrli:entity><xbrli:identifier scheme="http://www.sec.gov/CIK">'
        f"{filing.company.cik:010d}</xbrli:identifier>{inside}</xbrli:entity><xbrli:period>{period}</xbrli:period></xbrli:context>"
    )


def stem(filing: Filing) -> str:
    """Return what the names of its XBRL files begin with."""
    ticker = (filing.company.tickers or ("x",))[0].lower().replace("-", "")
    return f"{ticker}-{filing.spec.period:%Y%m%d}"


def _in_year(day: date, year: int) -> date:
    """Return the last day of a fiscal year that ends like the one that ends on ``day``."""
    return day.replace(year=year, day=28 if (day.month, day.day) == (2, 29) else day.day)
