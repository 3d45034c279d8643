from datetime import UTC, date, datetime

import pytest

from docai.filing.errors import NotASubmission
from docai.filing.header import Address, Filer, ends_whole, parse_header

MODERN = b"""<SEC-DOCUMENT>0000990001-24-000017.txt : 20240228
<SEC-HEADER>0000990001-24-000017.hdr.sgml : 20240228
<ACCEPTANCE-DATETIME>20240228163005
ACCESSION NUMBER:\t\t0000990001-24-000017
CONFORMED SUBMISSION TYPE:\t10-K
PUBLIC DOCUMENT COUNT:\t\t97
CONFORMED PERIOD OF REPORT:\t20231231
FILED AS OF DATE:\t\t20240228
DATE AS OF CHANGE:\t\t20240228

FILER:

\tCOMPANY DATA:\t
\t\tCOMPANY CONFORMED NAME:\t\t\tNORTHERN LANTERN CORP
\t\tCENTRAL INDEX KEY:\t\t\t0000990001
\t\tSTANDARD INDUSTRIAL CLASSIFICATION:\tELECTRIC LIGHTING & WIRING EQUIPMENT [3640]
\t\tIRS NUMBER:\t\t\t\t010203040
\t\tSTATE OF INCORPORATION:\t\t\tDE
\t\tFISCAL YEAR END:\t\t\t1231

\tFILING VALUES:
\t\tFORM TYPE:\t\t10-K
\t\tSEC FILE NUMBER:\t001-54321

\tBUSINESS ADDRESS:\t
\t\tSTREET 1:\t\t12 WICK LANE
\t\tSTREET 2:\t\tSUITE 4
\t\tCITY:\t\t\tPORTLAND
\t\tSTATE:\t\t\tME
\t\tZIP:\t\t\t04101
\t\tBUSINESS PHONE:\t\t2075550100

\tMAIL ADDRESS:\t
\t\tSTREET 1:\t\tPO BOX 9
\t\tCITY:\t\t\tBANGOR
\t\tSTATE:\t\t\tME
\t\tZIP:\t\t\t04401

\tFORMER COMPANY:\t
\t\tFORMER CONFORMED NAME:\tLANTERN WORKS INC
\t\tDATE OF NAME CHANGE:\t20010314

FILER:

\tCOMPANY DATA:\t
\t\tCOMPANY CONFORMED NAME:\t\t\tLANTERN FINANCE LLC
\t\tCENTRAL INDEX KEY:\t\t\t0000990002
</SEC-HEADER>
<DOCUMENT>
<TYPE>10-K
"""

OLD = b"""-----BEGIN PRIVACY-ENHANCED MESSAGE-----
Proc-Type: 2001,MIC-CLEAR

<IMS-DOCUMENT>0000990003-95-000002.txt : 19950331
<IMS-HEADER>0000990003-95-000002.hdr.sgml : 19950331
ACCESSION NUMBER:\t\t0000990003-95-000002
CONFORMED SUBMISSION TYPE:\t10-K
CONFORMED PERIOD OF REPORT:\t19941231
FILED AS OF DATE:\t\t19950330

FILER:

\tCOMPANY DATA:\t
\t\tCOMPANY CONFORMED NAME:\t\t\tHARBOR MILLS CO
\t\tCENTRAL INDEX KEY:\t\t\t0000990003
\t\tSTANDARD INDUSTRIAL CLASSIFICATION:\t800
</IMS-HEADER>
"""


def test_a_header_names_form_days_and_the_moment_of_acceptance() -> None:
    header = parse_header(MODERN)
    assert (header.accession, header.form, header.document_count) == (
        "0000990001-24-000017",
        "10-K",
        97,
    )
    assert (header.filed, header.period) == (date(2024, 2, 28), date(2023, 12, 31))
    # EDGAR's clock is New York's: 16:30:05 in winter is 21:30:05 UTC
    assert header.accepted_at == datetime(2024, 2, 28, 21, 30, 5, tzinfo=UTC)


def test_co_registrants_are_filers_in_the_headers_order() -> None:
    header = parse_header(MODERN)
    assert header.filers == (
        Filer(
            "0000990001",
            "NORTHERN LANTERN CORP",
            "3640",
            "DE",
            "1231",
            (("LANTERN WORKS INC", date(2001, 3, 14)),),
            "010203040",
            "001-54321",
            "2075550100",
            Address("12 WICK LANE, SUITE 4", "PORTLAND", "ME", "04101"),
            Address("PO BOX 9", "BANGOR", "ME", "04401"),
        ),
        Filer("0000990002", "LANTERN FINANCE LLC"),
    )
    assert header.filer.cik == "0000990001"
    assert header.ciks == ("0000990001", "0000990002")


def test_a_header_of_the_nineties_in_its_pem_envelope_is_read() -> None:
    header = parse_header(OLD)
    assert header.accession == "0000990003-95-000002"
    assert header.accepted_at is None
    assert header.filer.sic == "0800"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no <SEC-HEADER>"),
        (b"<html>Request Rate Threshold Exceeded</html>", "no <SEC-HEADER>"),
        (MODERN.replace(b"FILED AS OF DATE", b"FILED"), "lacks FILED AS OF DATE"),
        (MODERN.replace(b"0000990001-24-000017\nCONF", b"17\nCONF"), "accession number"),
        (MODERN.replace(b"CENTRAL INDEX KEY", b"INDEX"), "lacks a FILER"),
    ],
)
def test_what_is_no_submission_is_refused_with_what_is_missing(data: bytes, says: str) -> None:
    with pytest.raises(NotASubmission, match=says):
        parse_header(data)


@pytest.mark.parametrize(
    ("tail", "whole"),
    [
        (b"</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>\n", True),
        (b"</DOCUMENT>\n</IMS-DOCUMENT>\n-----END PRIVACY-ENHANCED MESSAGE-----\n", True),
        (b"</TEXT>\n</DOCUMENT>\n", False),
        (b"</SEC-DOCUMENT>\nmore", False),
        (b"", False),
    ],
)
def test_a_submission_is_whole_when_its_end_mark_stands_at_its_end(
    tail: bytes, whole: bool
) -> None:
    assert ends_whole(tail) is whole


def test_a_filer_has_its_numbers_and_addresses_and_the_next_one_has_its_own() -> None:
    first, second = parse_header(MODERN).filers
    assert (first.ein, first.file_number, first.phone) == ("010203040", "001-54321", "2075550100")
    assert first.business == Address("12 WICK LANE, SUITE 4", "PORTLAND", "ME", "04101")
    assert first.mail == Address("PO BOX 9", "BANGOR", "ME", "04401")
    assert first.state == "DE"
    assert second == Filer("0000990002", "LANTERN FINANCE LLC")


def test_the_irs_number_is_also_called_ein() -> None:
    assert parse_header(MODERN.replace(b"IRS NUMBER:", b"EIN:")).filer.ein == "010203040"
