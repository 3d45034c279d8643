"""The inline XBRL of a sample document: hidden header, contexts, cover facts, tagged numbers."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

from stand_ins.sample.model import Filing
from stand_ins.sample.words.cover import cover_lines, file_number

NUMBER = re.compile(r"^\(?([0-9][0-9,]{0,20}(?:\.[0-9]{2})?)\)?$")
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
}
PER_SHARE = {"Net income (loss) per share": "EarningsPerShareBasicAndDiluted"}
AT_ITS_END = {
    "Cash and cash equivalents": "CashAndCashEquivalentsAtCarryingValue",
    "Receivables, net": "ReceivablesNetCurrent",
    "Inventories": "InventoryNet",
    "Property, plant and equipment, net": "PropertyPlantAndEquipmentNet",
    "Goodwill": "Goodwill",
    "Total assets": "Assets",
    "Debt": "LongTermDebt",
    "Stockholders' equity": "StockholdersEquity",
    "Total liabilities and stockholders' equity": "LiabilitiesAndStockholdersEquity",
}
"""Lines of the statements by the name of their concept in us-gaap."""
YEARS = 5
NAMESPACES = {
    "": "http://www.w3.org/1999/xhtml",
    "ix": "http://www.xbrl.org/2013/inlineXBRL",
    "ixt": "http://www.xbrl.org/inlineXBRL/transformation/2020-02-12",
    "xbrli": "http://www.xbrl.org/2003/instance",
    "link": "http://www.xbrl.org/2003/linkbase",
    "xlink": "http://www.w3.org/1999/xlink",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "iso4217": "http://www.xbrl.org/2003/iso4217",
    "dei": "http://xbrl.sec.gov/dei/2023",
    "us-gaap": "http://fasb.org/us-gaap/2023",
}


def _hidden(name: str, value: str, number: int) -> str:
    return (
        f'<ix:nonNumeric contextRef="c-1" name="dei:{name}" id="f-{number}">{value}</ix:nonNumeric>'
    )


def opening(filing: Filing, title: str) -> str:
    """Everything up to the visible cover, the hidden ix:header among it."""
    spec, cik = filing.spec, f"{filing.company.cik:010d}"
    facts = {
        "AmendmentFlag": "true" if spec.form.endswith("/A") else "false",
        "EntityCentralIndexKey": cik,
        "DocumentFiscalYearFocus": str(spec.fiscal_year),
        "DocumentFiscalPeriodFocus": "FY",
        "CurrentFiscalYearEndDate": f"--{spec.period:%m-%d}",
    }
    hidden = "".join(_hidden(name, value, n) for n, (name, value) in enumerate(facts.items(), 1))
    ends = [_in_year(spec.period, spec.period.year - back) for back in range(YEARS + 1)]
    namespaces = " ".join(
        f'xmlns{":" + prefix if prefix else ""}="{address}"'
        for prefix, address in NAMESPACES.items()
    )
    contexts = "".join(
        _context(
            f"c-{n}",
            cik,
            f"<xbrli:startDate>{before + timedelta(1)}</xbrli:startDate><xbrli:endDate>{end}</xbrli:endDate>",
        )
        + _context(f"i-{n}", cik, f"<xbrli:instant>{end}</xbrli:instant>")
        for n, (end, before) in enumerate(pairwise(ends), 1)
    )
    schema = f"{filing.company.tickers[0].lower()}-{spec.period:%Y%m%d}.xsd"
    return (
        f"<?xml version='1.0' encoding='ASCII'?>\n<html {namespaces} xml:lang=\"en-US\">\n<head>"
        f'<meta http-equiv="Content-Type" content="text/html"/><title>{title}</title></head>\n<body>'
        f'<div style="display:none"><ix:header><ix:hidden>{hidden}</ix:hidden><ix:references xml:lang="en-US">'
        f'<link:schemaRef xlink:type="simple" xlink:href="{schema}"/></ix:references>'
        f'<ix:resources>{contexts}<xbrli:unit id="usd"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit>'
        '<xbrli:unit id="usd-per-share"><xbrli:divide><xbrli:unitNumerator><xbrli:measure>iso4217:USD</xbrli:measure>'
        "</xbrli:unitNumerator><xbrli:unitDenominator><xbrli:measure>xbrli:shares</xbrli:measure></xbrli:unitDenominator>"
        "</xbrli:divide></xbrli:unit></ix:resources></ix:header></div>"
    )


def _in_year(day: date, year: int) -> date:
    """Return the last day of a fiscal year that ends like the one that ends on ``day``."""
    return day.replace(year=year, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _context(name: str, cik: str, period: str) -> str:
    return (
        f'<xbrli:context id="{name}"><xbrli:entity><xbrli:identifier scheme="http://www.sec.gov/CIK">{cik}'
        f"</xbrli:identifier></xbrli:entity><xbrli:period>{period}</xbrli:period></xbrli:context>"
    )


def tag_cover(filing: Filing, text: str, markup: str) -> str:
    """`markup` of a cover line with its fact around the words, if the line states one."""
    if text not in cover_lines(filing):
        return markup
    names = {
        filing.facts["name_plain"].upper(): "EntityRegistrantName",
        f"Commission file number {file_number(filing.company.cik)}": "EntityFileNumber",
    }
    concept = "DocumentType" if text.startswith("FORM 10-K") else names.get(text)
    if concept is None:
        return markup
    start, end = markup.index("<span"), markup.rindex("</span>")
    inside = markup.index(">", start) + 1
    words = (
        f'<ix:nonNumeric contextRef="c-1" name="dei:{concept}">{markup[inside:end]}</ix:nonNumeric>'
    )
    return markup[:inside] + words + markup[end:]


def tag_number(label: str, column: int, cell: str) -> str:
    """The cell of a statement as a fact, in thousands of dollars or dollars a share, if its line has a concept."""
    match = NUMBER.match(cell)
    if match is None or column > YEARS:
        return cell
    if label in PER_SHARE:
        fact = f'unitRef="usd-per-share" contextRef="c-{column}" decimals="2" name="us-gaap:{PER_SHARE[label]}"'
    elif label in OF_THE_YEAR:
        fact = f'unitRef="usd" contextRef="c-{column}" decimals="-3" scale="3" name="us-gaap:{OF_THE_YEAR[label]}"'
    elif label in AT_ITS_END:
        fact = f'unitRef="usd" contextRef="i-{column}" decimals="-3" scale="3" name="us-gaap:{AT_ITS_END[label]}"'
    else:
        return cell
    sign = ' sign="-"' if cell.startswith("(") else ""
    return cell.replace(
        match[1],
        f'<ix:nonFraction {fact} format="ixt:num-dot-decimal"{sign}>{match[1]}</ix:nonFraction>',
    )
