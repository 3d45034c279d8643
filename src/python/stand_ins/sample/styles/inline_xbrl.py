"""The inline XBRL of a sample document: hidden header, contexts, cover facts, tagged numbers."""

from __future__ import annotations

import re
from datetime import timedelta

from stand_ins.sample.model import Filing
from stand_ins.sample.words.cover import cover_lines, file_number

NUMBER = re.compile(r"^\(?([0-9][0-9,]{0,20})\)?$")
CONCEPTS = {
    "Revenue": "us-gaap:Revenues",
    "Gross profit": "us-gaap:GrossProfit",
    "Operating income (loss)": "us-gaap:OperatingIncomeLoss",
    "Net income (loss)": "us-gaap:NetIncomeLoss",
    "Total assets": "us-gaap:Assets",
    "Stockholders' equity": "us-gaap:StockholdersEquity",
}
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
    start = spec.period - timedelta(days=364)
    namespaces = " ".join(
        f'xmlns{":" + prefix if prefix else ""}="{address}"'
        for prefix, address in NAMESPACES.items()
    )
    contexts = "".join(
        f'<xbrli:context id="c-{n}"><xbrli:entity><xbrli:identifier scheme="http://www.sec.gov/CIK">{cik}'
        f"</xbrli:identifier></xbrli:entity><xbrli:period><xbrli:startDate>{begin.isoformat()}</xbrli:startDate>"
        f"<xbrli:endDate>{end.isoformat()}</xbrli:endDate></xbrli:period></xbrli:context>"
        for n, (begin, end) in enumerate(
            ((start - timedelta(364 * k), spec.period - timedelta(364 * k)) for k in range(5)), 1
        )
    )
    schema = f"{filing.company.tickers[0].lower()}-{spec.period:%Y%m%d}.xsd"
    return (
        f"<?xml version='1.0' encoding='ASCII'?>\n<html {namespaces} xml:lang=\"en-US\">\n<head>"
        f'<meta http-equiv="Content-Type" content="text/html"/><title>{title}</title></head>\n<body>'
        f'<div style="display:none"><ix:header><ix:hidden>{hidden}</ix:hidden><ix:references xml:lang="en-US">'
        f'<link:schemaRef xlink:type="simple" xlink:href="{schema}"/></ix:references>'
        f'<ix:resources>{contexts}<xbrli:unit id="usd"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit>'
        "</ix:resources></ix:header></div>"
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
    """The cell of a statement as a fact in thousands of dollars, if its line has a concept."""
    match = NUMBER.match(cell)
    if label not in CONCEPTS or match is None:
        return cell
    sign = ' sign="-"' if cell.startswith("(") else ""
    fact = (
        f'<ix:nonFraction unitRef="usd" contextRef="c-{column}" decimals="-3" name="{CONCEPTS[label]}" '
        f'format="ixt:num-dot-decimal" scale="3"{sign}>{match[1]}</ix:nonFraction>'
    )
    return cell.replace(match[1], fact)
