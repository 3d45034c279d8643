"""A filing as EDGAR disseminates it: the SGML header of its time, then each document."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from stand_ins.sample.assemble import Piece, exhibit_13_pieces, pieces_of
from stand_ins.sample.items import EXHIBIT_13_TITLES
from stand_ins.sample.model import Company, Filing, Heading, Paragraph
from stand_ins.sample.schedule import schedule
from stand_ins.sample.styles.concepts import stem
from stand_ins.sample.styles.html import render_html
from stand_ins.sample.styles.instance import instance, labels, presentation, schema
from stand_ins.sample.styles.text import render_text
from stand_ins.sample.words.cover import file_number
from stand_ins.sample.words.expand import seeded

PEM_UNTIL = 2000
IMS_UNTIL = 1995
SCHEDULES = (1995, 2000)
"""Years in which filings carried a financial data schedule."""
XBRL_SINCE = 2012
"""Since fiscal years that ended after June 2011 every filer, however small, adds its figures as XBRL (Release 33-9002)."""
GRAPHIC_FILERS = {9100329, 9100012, 9100103}


@dataclass(frozen=True)
class Document:
    """One <DOCUMENT> of a submission."""

    kind: str
    filename: str
    description: str
    text: str


def documents_of(filing: Filing) -> tuple[Document, ...]:
    """The primary document, the exhibits, and perhaps a graphic, in order of sequence."""
    return tuple(_documents(filing))


def _documents(filing: Filing) -> Iterator[Document]:
    spec, company = filing.spec, filing.company
    suffix = "txt" if spec.style == "text" else "htm"
    root = f"{(company.tickers or ('x',))[0].lower().replace('-', '')}{spec.period:%Y%m%d}"
    name = (
        f"{root}.{suffix}"
        if spec.style == "ixbrl"
        else f"d{company.cik % 1000}{spec.period:%y}10k.{suffix}"
    )
    title = f"{filing.facts['name_plain']} - Form {spec.form}"

    yield Document(spec.form, name, f"FORM {spec.form}", _render(filing, pieces_of(filing), title))
    if spec.shape == "exhibit-13":
        report = _render(filing, exhibit_13_pieces(filing, EXHIBIT_13_TITLES), "EX-13")
        yield Document("EX-13", f"ex13.{suffix}", "ANNUAL REPORT TO STOCKHOLDERS", report)
    if spec.shape != "part-iii":
        for kind, heading, words in _small_exhibits(filing):
            pieces: list[Piece] = [Heading(heading), *map(Paragraph, words.split("\n"))]
            file_name = f"{kind.lower().replace('-', '').replace('.', '')}.{suffix}"
            yield Document(kind, file_name, heading.upper(), _render(filing, pieces, kind))
        if SCHEDULES[0] <= spec.filed.year <= SCHEDULES[1]:
            yield Document("EX-27", "ex27.txt", "FINANCIAL DATA SCHEDULE", schedule(filing))
    if spec.shape != "part-iii" and spec.style != "text" and spec.filed.year >= XBRL_SINCE:
        yield from _xbrl_exhibits(filing)
    if company.cik in GRAPHIC_FILERS and spec.style != "text":
        yield Document("GRAPHIC", f"g{company.cik % 1000}logo.gif", "GRAPHIC", _graphic(company))


def _render(filing: Filing, pieces: Iterable[Piece], title: str) -> str:
    if filing.spec.style == "text":
        return render_text(filing, pieces)
    return render_html(filing, pieces, title)


def _small_exhibits(filing: Filing) -> Iterator[tuple[str, str, str]]:
    facts, spec = filing.facts, filing.spec
    yield (
        "EX-21",
        "Subsidiaries of the Registrant",
        f"{facts['city_plain']} Holdings LLC, Delaware\n{filing.company.segments[0]} International Limited, Ireland",
    )
    yield (
        "EX-23",
        "Consent of Independent Auditors",
        f"We consent to the incorporation by reference in the registration statements on Form S-8 of {facts['name_plain']} of "
        f"our report on its financial statements for fiscal {spec.fiscal_year}. {facts['auditor']}",
    )
    if spec.filed.year >= 2003:
        yield (
            "EX-31.1",
            "Certification under Section 302",
            f"I, {facts['director_1']}, certify that I have reviewed this annual report of {facts['name_plain']} and that, based "
            "on my knowledge, it contains no untrue statement of a material fact.",
        )


def _xbrl_exhibits(filing: Filing) -> Iterator[Document]:
    """The instance, where the document itself is none, then schema, labels and presentation."""
    name = stem(filing)
    if filing.spec.style != "ixbrl":
        yield Document("EX-101.INS", f"{name}.xml", "XBRL INSTANCE DOCUMENT", instance(filing))
    yield Document("EX-101.SCH", f"{name}.xsd", "XBRL SCHEMA", schema(filing))
    yield Document("EX-101.LAB", f"{name}_lab.xml", "XBRL LABELS", labels(filing))
    yield Document("EX-101.PRE", f"{name}_pre.xml", "XBRL PRESENTATION", presentation(filing))


def _graphic(company: Company) -> str:
    """Bytes that look like a GIF, uuencoded as EDGAR carries them."""
    body = b"GIF89a" + seeded(company.cik).randbytes(2400) + b";"
    lines = [
        binascii.b2a_uu(body[start : start + 45]).decode().rstrip("\n")
        for start in range(0, len(body), 45)
    ]
    return "\n".join([f"begin 644 g{company.cik % 1000}logo.gif", *lines, "`", "end"]) + "\n"


def submission_of(filing: Filing) -> bytes:
    """The complete submission, as served under its accession number with .txt after it."""
    documents = documents_of(filing)
    year = filing.spec.filed.year
    outer = "IMS-DOCUMENT" if year <= IMS_UNTIL else "SEC-DOCUMENT"
    inner = outer.replace("DOCUMENT", "HEADER")
    day = f"{filing.spec.filed:%Y%m%d}"
    parts = [
        _pem(filing) if year <= PEM_UNTIL else "",
        f"<{outer}>{filing.accession}.txt : {day}\n<{inner}>{filing.accession}.hdr.sgml : {day}\n",
        _header(filing, len(documents)),
        f"</{inner}>\n",
        *(_document(filing, number, each) for number, each in enumerate(documents, 1)),
        f"</{outer}>\n",
        "-----END PRIVACY-ENHANCED MESSAGE-----\n" if year <= PEM_UNTIL else "",
    ]
    return "".join(parts).encode("ascii")


def _document(filing: Filing, number: int, document: Document) -> str:
    text = document.text
    inline = filing.spec.style == "ixbrl" and document.kind == filing.spec.form
    if inline or document.kind.startswith("EX-101"):
        text = f"<XBRL>\n{text}</XBRL>\n"
    file_line = f"<FILENAME>{document.filename}\n" if filing.spec.filed.year > PEM_UNTIL else ""
    return (
        f"<DOCUMENT>\n<TYPE>{document.kind}\n<SEQUENCE>{number}\n{file_line}"
        f"<DESCRIPTION>{document.description}\n<TEXT>\n{text}</TEXT>\n</DOCUMENT>\n"
    )


def _pem(filing: Filing) -> str:
    key = base64.b64encode(seeded(filing.accession).randbytes(94)).decode()
    mic = base64.b64encode(seeded(filing.accession + "!").randbytes(64)).decode()
    return (
        "-----BEGIN PRIVACY-ENHANCED MESSAGE-----\nProc-Type: 2001,MIC-CLEAR\nOriginator-Name: keymaster@sample.invalid\n"
        f"Originator-Key-Asymmetric:\n {key[:64]}\n {key[64:]}\nMIC-Info: RSA-MD5,RSA,\n {mic[:64]}\n {mic[64:]}\n\n"
    )


def _header(filing: Filing, count: int) -> str:
    spec, year = filing.spec, filing.spec.filed.year
    sequence = int(filing.accession[-6:])
    lines = [
        (
            f"<ACCEPTANCE-DATETIME>{spec.filed:%Y%m%d}16{sequence % 60:02d}27"
            if year > PEM_UNTIL
            else ""
        ),
        f"ACCESSION NUMBER:\t\t{filing.accession}",
        f"CONFORMED SUBMISSION TYPE:\t{spec.form}",
        f"PUBLIC DOCUMENT COUNT:\t\t{count}",
        f"CONFORMED PERIOD OF REPORT:\t{spec.period:%Y%m%d}",
        f"FILED AS OF DATE:\t\t{spec.filed:%Y%m%d}",
        f"DATE AS OF CHANGE:\t\t{spec.filed:%Y%m%d}" if year > PEM_UNTIL else "",
        "SROS:\t\t\tNYSE" if filing.company.exchange == "NYSE" and year <= PEM_UNTIL else "",
    ]
    head = "\n".join(line for line in lines if line) + "\n"
    filers = [filing.company, *filter(None, (filing.company.co_registrant,))]
    return head + "".join(_filer(each, filing, n) for n, each in enumerate(filers))


def _filer(company: Company, filing: Filing, number: int) -> str:
    spec, year = filing.spec, filing.spec.filed.year
    old = year <= IMS_UNTIL
    industry = company.sic if old else f"{company.sic_name} [{company.sic}]"
    film = f"{year % 100:02d}{500000 + company.cik % 9973 * 31 + number}"
    address = (
        f"\t\tSTREET 1:\t\t{company.street}\n\t\tCITY:\t\t\t{company.city}\n"
        f"\t\tSTATE:\t\t\t{company.state}\n\t\tZIP:\t\t\t{company.zip_code}\n"
    )
    former = "".join(
        f"\n\tFORMER COMPANY:\t\n\t\tFORMER CONFORMED NAME:\t{name}\n\t\tDATE OF NAME CHANGE:\t{changed}0602\n"
        for changed, name in company.former_in(year)
    )
    return (
        f"\nFILER:\n\n\tCOMPANY DATA:\t\n\t\tCOMPANY CONFORMED NAME:\t\t\t{company.name_in(year)}\n"
        f"\t\tCENTRAL INDEX KEY:\t\t\t{company.cik:010d}\n\t\tSTANDARD INDUSTRIAL CLASSIFICATION:\t{industry}\n"
        f"\t\tIRS NUMBER:\t\t\t\t{company.ein}\n\t\tSTATE OF INCORPORATION:\t\t\t{company.state}\n"
        f"\t\tFISCAL YEAR END:\t\t\t{company.fiscal_year_end}\n\n"
        f"\tFILING VALUES:\n\t\tFORM TYPE:\t\t{spec.form}\n\t\tSEC ACT:\t\t{'34' if old else '1934 Act'}\n"
        f"\t\tSEC FILE NUMBER:\t{file_number(company.cik)}\n\t\tFILM NUMBER:\t\t{film}\n\n"
        f"\tBUSINESS ADDRESS:\t\n{address}\t\tBUSINESS PHONE:\t\t{company.phone}\n\n\tMAIL ADDRESS:\t\n{address}{former}"
    )
