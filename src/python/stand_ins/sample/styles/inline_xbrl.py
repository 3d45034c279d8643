"""The inline XBRL of a sample document: hidden header, contexts, cover facts, tagged numbers."""

from __future__ import annotations

import re

from stand_ins.sample.model import Filing
from stand_ins.sample.styles.concepts import (
    UNITS,
    YEARS,
    concept_of,
    context,
    document_facts,
    periods,
    stem,
)
from stand_ins.sample.words.cover import cover_lines, file_number

NUMBER = re.compile(r"^\(?([0-9][0-9,]{0,20}(?:\.[0-9]{2})?)\)?$")
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
    hidden = "".join(
        _hidden(name, value, n) for n, (name, value) in enumerate(document_facts(filing).items(), 1)
    )
    namespaces = " ".join(
        f'xmlns{":" + prefix if prefix else ""}="{address}"'
        for prefix, address in NAMESPACES.items()
    )
    contexts = "".join(context(filing, name, period) for name, period in periods(filing))
    schema = f"{stem(filing)}.xsd"
    return (
        f"<?xml version='1.0' encoding='ASCII'?>\n<html {namespaces} xml:lang=\"en-US\">\n<head>"
        f'<meta http-equiv="Content-Type" content="text/html"/><title>{title}</title></head>\n<body>'
        f'<div style="display:none"><ix:header><ix:hidden>{hidden}</ix:hidden><ix:references xml:lang="en-US">'
        f'<link:schemaRef xlink:type="simple" xlink:href="{schema}"/></ix:references>'
        f"<ix:resources>{contexts}{UNITS}</ix:resources></ix:header></div>"
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
    found = concept_of(label)
    if found is None:
        return cell
    concept, unit, instant = found
    scale = "" if unit == "usd-per-share" else ' scale="3"'
    fact = (
        f'unitRef="{unit}" contextRef="{"i" if instant else "c"}-{column}" '
        f'decimals="{-3 if scale else 2}"{scale} name="us-gaap:{concept}"'
    )
    sign = ' sign="-"' if cell.startswith("(") else ""
    return cell.replace(
        match[1],
        f'<ix:nonFraction {fact} format="ixt:num-dot-decimal"{sign}>{match[1]}</ix:nonFraction>',
    )
