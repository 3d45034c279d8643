"""The words of the cover page, as the form prescribes them."""

from __future__ import annotations

from stand_ins.sample.model import Filing
from stand_ins.sample.words.facts import STATES, plain_name


def form_name(filing: Filing) -> str:
    """The form as the cover calls it: a 10-K405 is a Form 10-K with a box ticked."""
    form = filing.spec.form
    return {
        "10-K405": "10-K",
        "10-KSB40": "10-KSB",
        "10KSB": "10-KSB",
        "10-KT": "10-K",
        "10-K/A": "10-K/A",
    }.get(form, form)


def long_date(filing: Filing) -> str:
    """December 31, 1996"""
    day = filing.spec.period
    return f"{day:%B} {day.day}, {day.year}"


def cover_lines(filing: Filing) -> list[str]:
    """The cover, a line each; empty lines part its groups."""
    return [
        *_form(filing),
        *_registrants(filing),
        *_securities(filing),
        *_check_marks(filing),
        *_incorporated(filing),
    ]


def _form(filing: Filing) -> list[str]:
    spec = filing.spec
    transition = spec.form.startswith("10-KT")
    annual_box, transition_box = ("[ ]", "[X]") if transition else ("[X]", "[ ]")
    ended = "" if transition else long_date(filing)
    lines = [
        "UNITED STATES",
        "SECURITIES AND EXCHANGE COMMISSION",
        "Washington, D.C. 20549",
        "",
        f"FORM {form_name(filing)}",
    ]
    if spec.form.endswith("/A"):
        lines.append("(Amendment No. 1)")
    lines += [
        "",
        f"{annual_box} ANNUAL REPORT PURSUANT TO SECTION 13 OR 15(d)",
        "OF THE SECURITIES EXCHANGE ACT OF 1934",
        f"For the fiscal year ended {ended}".rstrip(),
        f"{transition_box} TRANSITION REPORT PURSUANT TO SECTION 13 OR 15(d)",
        "OF THE SECURITIES EXCHANGE ACT OF 1934",
    ]
    if transition:
        began = f"July 1, {spec.period.year}"
        lines.append(f"For the transition period from {began} to {long_date(filing)}")
    return [*lines, f"Commission file number {file_number(filing.company.cik)}", ""]


def _registrants(filing: Filing) -> list[str]:
    company = filing.company
    lines = []
    for registrant in filter(None, (company, company.co_registrant)):
        name = plain_name(registrant.name_in(filing.spec.filed.year))
        lines += [
            name.upper(),
            "(Exact name of registrant as specified in its charter)",
            f"{STATES[company.state]}     {registrant.ein[:2]}-{registrant.ein[2:]}",
            "(State of incorporation)  (I.R.S. Employer Identification No.)",
            "",
        ]
    return [
        *lines,
        f"{company.street.title()}, {company.city.title()}, {company.state} {company.zip_code}",
        f"Telephone: {company.phone}",
        "",
    ]


def _securities(filing: Filing) -> list[str]:
    company = filing.company
    if not company.tickers:
        return []
    names = [f"Class {letter} Common Stock" for letter in "AB"]
    if len(company.tickers) == 1:
        names = ["Common Stock, $.01 par value"]
    shown = filing.spec.fiscal_year >= 2019
    return [
        "Securities registered pursuant to Section 12(b) of the Act:",
        *(
            f"{name}  {ticker if shown else ''}  {company.exchange}"
            for name, ticker in zip(names, company.tickers, strict=True)
        ),
    ]


def _check_marks(filing: Filing) -> list[str]:
    form = filing.spec.form
    lines = [
        "",
        "Indicate by check mark whether the registrant (1) has filed all reports",
        "required to be filed by Section 13 or 15(d) during the preceding 12 months,",
        "and (2) has been subject to such filing requirements for the past 90 days.",
        "Yes [X]  No [ ]",
    ]
    if "405" in form or "40" in form.removeprefix("10-K"):
        lines += [
            "Indicate by check mark if disclosure of delinquent filers pursuant to Item 405",
            "of Regulation S-K is not contained herein. [X]",
        ]
    lines.append("")
    if "KSB" in form:
        revenue = filing.facts["revenue"]
        lines.append(f"The issuer's revenues for its most recent fiscal year were {revenue}.")
    return lines


def _incorporated(filing: Filing) -> list[str]:
    shape = filing.spec.shape
    if shape == "part-iii":
        return []
    lines = [
        "DOCUMENTS INCORPORATED BY REFERENCE",
        "Portions of the definitive proxy statement are incorporated in Part III.",
    ]
    if shape == "exhibit-13":
        lines.append("Portions of the Annual Report to Stockholders are incorporated in Part II.")
    return lines


def file_number(cik: int) -> str:
    """A Commission file number that stays with the filer."""
    return f"001-{10000 + cik % 90000:05d}"
