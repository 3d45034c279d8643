"""The XBRL exhibits of a filing: its figures as an instance, its schema, labels and presentation.

As filed beside HTML from 2011 to 2019; with inline XBRL the schema and the linkbases remain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from stand_ins.sample.model import Company, Filing, Table
from stand_ins.sample.styles.concepts import (
    UNITS,
    concept_of,
    context,
    document_facts,
    periods,
    stem,
)
from stand_ins.sample.words.tables import (
    balance_sheet,
    cash_flows,
    income_statement,
    segment_table,
)

_AXIS = "us-gaap:StatementBusinessSegmentsAxis"
_NS = {
    "xbrli": "http://www.xbrl.org/2003/instance",
    "link": "http://www.xbrl.org/2003/linkbase",
    "xlink": "http://www.w3.org/1999/xlink",
    "xbrldi": "http://xbrl.org/2006/xbrldi",
    "iso4217": "http://www.xbrl.org/2003/iso4217",
    "dei": "http://xbrl.sec.gov/dei/2014-01-31",
    "us-gaap": "http://fasb.org/us-gaap/2015-01-31",
}
_TAXONOMY = "http://xbrl.fasb.org/us-gaap/2015/elts/us-gaap-2015-01-31.xsd"
_ROLE = "http://www.xbrl.org/2003/role/"
_ARC = "http://www.xbrl.org/2003/arcrole/"


@dataclass(frozen=True)
class Statement:
    """A statement with the name of its role and the abstract concept that its lines stand under."""

    number: int
    role: str
    title: str
    abstract: str
    table: Table

    def uri(self, filing: Filing) -> str:
        """Return the address of its role."""
        return f"{_own(filing)}/role/{self.role}"


def statements(filing: Filing) -> tuple[Statement, ...]:
    """Return the statements in the order of the report."""
    company, year = filing.company, filing.spec.fiscal_year
    made = (
        ("Income", "IncomeStatementAbstract", income_statement),
        ("Balance", "StatementOfFinancialPositionAbstract", balance_sheet),
        ("CashFlows", "StatementOfCashFlowsAbstract", cash_flows),
    )
    tables = [(role, abstract, make(company, year)) for role, abstract, make in made]
    return tuple(
        Statement(number, role, table.caption.split(" (")[0], abstract, table)
        for number, (role, abstract, table) in enumerate(tables, 2)
    )


def instance(filing: Filing) -> str:
    """Return the instance: facts about the report, the lines of the statements, and revenue by segment."""
    own = _own(filing)
    body = "".join(context(filing, name, period) for name, period in periods(filing))
    body += "".join(_segment_contexts(filing)) + UNITS
    body += "".join(
        f'<dei:{name} contextRef="c-1">{value}</dei:{name}>'
        for name, value in document_facts(filing).items()
    )
    body += "\n".join(dict.fromkeys(_facts(filing)))
    return (
        f'<?xml version="1.0" encoding="US-ASCII"?>\n<xbrli:xbrl {_declared(_NS)} xmlns:own="{own}">\n'
        f'<link:schemaRef xlink:href="{stem(filing)}.xsd" xlink:type="simple"/>\n{body}\n</xbrli:xbrl>\n'
    )


def _facts(filing: Filing) -> Iterator[str]:
    for statement in statements(filing):
        for label, *cells in statement.table.rows:
            found = concept_of(label)
            for column, cell in enumerate(cells, 1):
                if found is not None:
                    concept, unit, instant = found
                    name = f"{'i' if instant else 'c'}-{column}"
                    yield _fact(concept, name, unit, cell)
    segments = segment_table(filing.company, filing.spec.fiscal_year).rows[:-1]
    for number, (_, *cells) in enumerate(segments, 1):
        for column, cell in enumerate(cells, 1):
            yield _fact("Revenues", f"s{number}-{column}", "usd", cell)


def _fact(concept: str, name: str, unit: str, cell: str) -> str:
    digits = cell.strip("()").replace(",", "")
    thousands = unit == "usd" and digits != "0"
    value, decimals = f"{digits}000" if thousands else digits, "-3" if unit == "usd" else "2"
    sign = "-" if cell.startswith("(") else ""
    return (
        f'<us-gaap:{concept} contextRef="{name}" unitRef="{unit}" decimals="{decimals}">'
        f"{sign}{value}</us-gaap:{concept}>"
    )


def _segment_contexts(filing: Filing) -> Iterator[str]:
    years = {name: period for name, period in periods(filing) if name.startswith("c-")}
    for number, member in enumerate(_members(filing.company), 1):
        for column in (1, 2, 3):
            dimension = (
                f'<xbrldi:explicitMember dimension="{_AXIS}">own:{member}</xbrldi:explicitMember>'
            )
            yield context(filing, f"s{number}-{column}", years[f"c-{column}"], dimension)


def _members(company: Company) -> tuple[str, ...]:
    """Return the names of the filer's own members, one for each segment."""
    return tuple(re.sub(r"[^A-Za-z]", "", name.title()) + "Member" for name in company.segments)


def schema(filing: Filing) -> str:
    """Return the filer's schema: the roles of the statements, and its own members."""
    own = _own(filing)
    roles = "".join(
        f'<link:roleType roleURI="{each.uri(filing)}" id="{each.role}"><link:definition>{each.number:04d} - Statement - '
        f"{each.title}</link:definition><link:usedOn>link:presentationLink</link:usedOn></link:roleType>"
        for each in statements(filing)
    )
    elements = "".join(
        f'<element id="own_{member}" name="{member}" abstract="true" nillable="true" '
        'substitutionGroup="xbrli:item" type="xbrli:stringItemType" xbrli:periodType="duration"/>'
        for member in _members(filing.company)
    )
    return (
        f'<?xml version="1.0" encoding="US-ASCII"?>\n<schema xmlns="http://www.w3.org/2001/XMLSchema" {_declared(_NS)} '
        f'targetNamespace="{own}" xmlns:own="{own}"><annotation><appinfo>{roles}</appinfo></annotation>{elements}</schema>\n'
    )


def labels(filing: Filing) -> str:
    """Return the label linkbase: each line by the words of the report, the last line of cash as its label for an end."""
    found: dict[tuple[str, str], str] = {}
    for statement in statements(filing):
        for label, *cells in statement.table.rows:
            concept = concept_of(label)
            if concept is not None and cells:
                found.setdefault((f"us-gaap_{concept[0]}", _label_role(label)), label)
    for name, member in zip(filing.company.segments, _members(filing.company), strict=True):
        found[f"own_{member}", "label"] = f"{name} [Member]"
    known = dict.fromkeys(concept for concept, _ in found)
    locators = "".join(_locator(filing, concept) for concept in known)
    texts = "".join(
        f'<link:label xlink:type="resource" xlink:label="lab_{concept}" xlink:role="{_ROLE}{role}" '
        f'xml:lang="en-US">{escape(text)}</link:label>'
        for (concept, role), text in found.items()
    )
    arcs = "".join(
        f'<link:labelArc xlink:type="arc" xlink:arcrole="{_ARC}concept-label" xlink:from="{concept}" '
        f'xlink:to="lab_{concept}"/>'
        for concept in known
    )
    return _linkbase(
        f'<link:labelLink xlink:type="extended" xlink:role="{_ROLE}link">{locators}{texts}{arcs}</link:labelLink>'
    )


def presentation(filing: Filing) -> str:
    """Return the presentation linkbase: the lines of each statement in their order, headings of groups left out."""
    return _linkbase("".join(_presented(filing, statement) for statement in statements(filing)))


def _presented(filing: Filing, statement: Statement) -> str:
    root = f"us-gaap_{statement.abstract}"
    parts = [_locator(filing, root)]
    for order, (label, *cells) in enumerate(statement.table.rows, 1):
        concept = concept_of(label)
        if concept is None or not cells:
            continue
        name = f"us-gaap_{concept[0]}"
        parts.append(_locator(filing, name))
        parts.append(
            f'<link:presentationArc xlink:type="arc" xlink:arcrole="{_ARC}parent-child" xlink:from="{root}" '
            f'xlink:to="{name}" order="{order}" preferredLabel="{_ROLE}{_label_role(label)}"/>'
        )
    return (
        f'<link:presentationLink xlink:type="extended" xlink:role="{statement.uri(filing)}">'
        f"{''.join(parts)}</link:presentationLink>"
    )


def _label_role(label: str) -> str:
    if label.startswith("Total "):
        return "totalLabel"
    return "periodEndLabel" if label.endswith(" at end of year") else "label"


def _locator(filing: Filing, concept: str) -> str:
    place = f"{stem(filing)}.xsd" if concept.startswith("own_") else _TAXONOMY
    return (
        f'<link:loc xlink:type="locator" xlink:href="{place}#{concept}" xlink:label="{concept}"/>'
    )


def _linkbase(links: str) -> str:
    return f'<?xml version="1.0" encoding="US-ASCII"?>\n<link:linkbase {_declared(_NS)}>\n{links}\n</link:linkbase>\n'


def _declared(namespaces: dict[str, str]) -> str:
    return " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in namespaces.items())


def _own(filing: Filing) -> str:
    ticker, day = stem(filing).split("-")
    return f"http://www.{ticker}.example/{day}"
