"""Which Items a form has in which year, and what stands under each.

The Items came and went with the rules: 7A in 1997, controls in 2003 (numbered 14 in their first year, which
moved the exhibits to 15), 9A and 9B after them, 1A and 1B in 2005, Mine Safety in 2011, Form 10-K Summary in 2016,
6 reserved and 9C in 2021, 1C for years ending on or after 15 December 2023. A 10-KSB has its own numbers.
"""

from __future__ import annotations

from datetime import date

from stand_ins.sample.model import Block, Company, FilingSpec, Paragraph, Section
from stand_ins.sample.words import prose_notes as notes
from stand_ins.sample.words.writer import Writer

ELSEWHERE_IN_EXHIBIT_13 = (
    'The information required by this Item is incorporated by reference to the section "{title}" of the '
    "{year} Annual Report to Stockholders, which is filed as Exhibit 13 to this report."
)
ON_F_PAGES = (
    "The consolidated financial statements, together with the report of the independent auditors, appear "
    "beginning on page F-1 of this report and are incorporated in this Item by reference."
)
NONE = "None."
EXHIBIT_13_TITLES = {
    "5": "Common Stock Prices and Dividends",
    "6": "Selected Financial Data",
    "7": "Management's Discussion and Analysis",
    "7A": "Quantitative and Qualitative Disclosures About Market Risk",
    "8": "Financial Statements and Supplementary Data",
}


def sections_of(company: Company, spec: FilingSpec) -> tuple[Section, ...]:
    """The Items of one filing, in the order in which they stand."""
    writer = Writer(company, spec)
    if spec.shape == "part-iii":
        return tuple(_part_iii(writer, last="15"))
    if "KSB" in spec.form:
        return tuple(_small_business(writer))
    sections = [
        *_part_i(writer),
        *_part_ii(writer),
        *_part_iii(writer, "14" if spec.fiscal_year < 2002 else "15"),
    ]
    if spec.fiscal_year >= 2016:
        sections.append(
            Section("16", "IV", "Form 10-K Summary", writer.only(NONE)),
        )
    return tuple(sections)


def _part_i(writer: Writer) -> list[Section]:
    year = writer.year
    if "mining" in writer.company.tags:
        both = (*writer.business(), *writer.properties())
        first = [Section("1", "I", "Business and Properties", both, combined_with="2")]
    else:
        first = [Section("1", "I", "Business", writer.business())]
    if year >= 2005:
        first.append(Section("1A", "I", "Risk Factors", writer.risk_factors()))
        first.append(Section("1B", "I", "Unresolved Staff Comments", writer.only(NONE)))
    if writer.spec.period >= date(2023, 12, 15):
        first.append(Section("1C", "I", "Cybersecurity", writer.cybersecurity()))
    if "mining" not in writer.company.tags:
        first.append(Section("2", "I", "Properties", writer.properties()))
    first.append(Section("3", "I", "Legal Proceedings", writer.legal()))
    if year >= 2011:
        mine = writer.only("Not applicable.")
        first.append(Section("4", "I", "Mine Safety Disclosures", mine))
    elif year in (2009, 2010):
        first.append(Section("4", "I", "(Removed and Reserved)", ()))
    else:
        title = "Submission of Matters to a Vote of Security Holders"
        first.append(Section("4", "I", title, writer.only(notes.NO_VOTE)))
    return first


def _part_ii(writer: Writer) -> list[Section]:
    year, spec = writer.year, writer.spec
    market_title = "Market for Registrant's Common Equity and Related Stockholder Matters"
    if year >= 2004:
        market_title = (
            "Market for Registrant's Common Equity, Related Stockholder Matters and Issuer Purchases of "
            "Equity Securities"
        )
    mdna_title = (
        "Management's Discussion and Analysis of Financial Condition and Results of Operations"
    )
    sections = [_annual(writer, "5", market_title, writer.market())]
    if year >= 2021:
        sections.append(Section("6", "II", "[Reserved]", ()))
    else:
        sections.append(_annual(writer, "6", "Selected Financial Data", writer.selected_data()))
    sections.append(_annual(writer, "7", mdna_title, writer.mdna()))
    if year >= 1997:
        title = "Quantitative and Qualitative Disclosures About Market Risk"
        sections.append(_annual(writer, "7A", title, writer.market_risk()))
    statements_title = "Financial Statements and Supplementary Data"
    if spec.shape == "f-pages":
        sections.append(
            Section(
                "8",
                "II",
                statements_title,
                writer.only(ON_F_PAGES),
                writer.statements(),
                "elsewhere",
            )
        )
    else:
        sections.append(_annual(writer, "8", statements_title, writer.statements()))
    title = "Changes in and Disagreements with Accountants on Accounting and Financial Disclosure"
    sections.append(Section("9", "II", title, writer.only(notes.NO_DISAGREEMENT)))
    if year >= 2003:
        sections.append(Section("9A", "II", "Controls and Procedures", writer.controls()))
    if year >= 2004:
        sections.append(Section("9B", "II", "Other Information", writer.only(NONE)))
    if year >= 2021:
        title = "Disclosure Regarding Foreign Jurisdictions that Prevent Inspections"
        sections.append(Section("9C", "II", title, writer.only("Not applicable.")))
    return sections


def _annual(writer: Writer, item: str, title: str, words: tuple[Block, ...]) -> Section:
    """An Item of Part II, in the report itself or, for some filers, in the annual report to holders."""
    if writer.spec.shape != "exhibit-13" or item not in EXHIBIT_13_TITLES:
        return Section(item, "II", title, words)
    writer.facts["title"] = EXHIBIT_13_TITLES[item]
    pointer = writer.only(ELSEWHERE_IN_EXHIBIT_13)
    return Section(item, "II", title, pointer, words, "exhibit-13")


def _part_iii(writer: Writer, last: str) -> list[Section]:
    year, related = writer.year, "Certain Relationships and Related Transactions"
    ownership = "Security Ownership of Certain Beneficial Owners and Management"
    if year >= 2007:
        related += ", and Director Independence"
    if year >= 2002:
        ownership += " and Related Stockholder Matters"
    officers = "Directors and Executive Officers of the Registrant"
    if year >= 2006:
        officers = "Directors, Executive Officers and Corporate Governance"
    plan = [
        ("10", officers, "directors", "Election of Directors"),
        ("11", "Executive Compensation", "compensation", "Executive Compensation"),
        ("12", ownership, "ownership", "Ownership of Stock"),
        ("13", related, "transactions", "Related Transactions"),
    ]
    if year >= 2003:
        title = "Principal Accountant Fees and Services"
        plan.append(("14", title, "accountant", "Ratification of Auditors"))
    sections = [
        Section(item, "III", title, writer.part_iii(subject, heading))
        for item, title, subject, heading in plan
    ]
    if year == 2002:
        sections.append(Section("14", "III", "Controls and Procedures", writer.controls()))
    title = "Exhibits, Financial Statement Schedules, and Reports on Form 8-K"
    if year >= 2004:
        title = "Exhibits and Financial Statement Schedules"
    sections.append(Section(last, "IV", title, writer.exhibits()))
    return sections


def _small_business(writer: Writer) -> list[Section]:
    year = writer.year
    vote = "Submission of Matters to a Vote of Security Holders"
    market = "Market for Common Equity and Related Stockholder Matters"
    disagreements = (
        "Changes in and Disagreements with Accountants on Accounting and Financial Disclosure"
    )
    people = "Directors, Executive Officers, Promoters and Control Persons; Compliance with Section 16(a) of the Exchange Act"
    ownership = "Security Ownership of Certain Beneficial Owners and Management"
    sections = [
        Section("1", "I", "Description of Business", writer.business()),
        Section("2", "I", "Description of Property", writer.properties()),
        Section("3", "I", "Legal Proceedings", writer.legal()),
        Section("4", "I", vote, writer.only(notes.NO_VOTE)),
        Section("5", "II", market, writer.market()),
        Section(
            "6",
            "II",
            "Management's Discussion and Analysis or Plan of Operation",
            writer.mdna(),
        ),
        Section("7", "II", "Financial Statements", writer.statements()),
        Section("8", "II", disagreements, writer.only(notes.NO_DISAGREEMENT)),
    ]
    if year >= 2003:
        sections.append(Section("8A", "II", "Controls and Procedures", writer.controls()))
    if year >= 2004:
        sections.append(Section("8B", "II", "Other Information", writer.only(NONE)))
    sections += [
        Section("9", "III", people, writer.part_iii("directors")),
        Section("10", "III", "Executive Compensation", writer.part_iii("compensation")),
        Section("11", "III", ownership, writer.part_iii("ownership")),
        Section(
            "12",
            "III",
            "Certain Relationships and Related Transactions",
            writer.part_iii("transactions"),
        ),
        Section("13", "III", "Exhibits and Reports on Form 8-K", writer.exhibits()),
    ]
    if year >= 2003:
        title = "Principal Accountant Fees and Services"
        sections.append(Section("14", "III", title, writer.part_iii("accountant")))
    return sections


def signature_blocks(signer: str, name: str, filed: date) -> tuple[Block, ...]:
    """The signatures that end the report."""
    day = f"{filed:%B} {filed.day}, {filed.year}"
    return (
        Paragraph(
            "Pursuant to the requirements of Section 13 or 15(d) of the Securities Exchange Act of 1934, the registrant "
            "has duly caused this report to be signed on its behalf by the undersigned, thereunto duly authorized."
        ),
        Paragraph(f"{name} By: /s/ {signer} {signer}, Chief Executive Officer. Date: {day}"),
    )
