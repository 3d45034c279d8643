from __future__ import annotations

import binascii

from stand_ins.edgar.content.documents import (
    DOCUMENT,
    FILE_NAME,
    TEXT,
    UUENCODED,
    WRAPPER,
    documents_in,
)
from stand_ins.edgar.content.header_details import FIELD, INDUSTRY, read_details

PICTURE = b"GIF89a" + bytes(range(90))
ENCODED = b"".join(binascii.b2a_uu(PICTURE[at : at + 45]) for at in range(0, len(PICTURE), 45))
SUBMISSION = (
    b"<DOCUMENT>\n<TYPE>10-K\n<SEQUENCE>1\n<FILENAME>a.htm\n<TEXT>\n<XBRL>\n<html/>\n</XBRL>\n</TEXT>\n</DOCUMENT>\n"
    b"<DOCUMENT>\n<TYPE>EX-27\n<SEQUENCE>2\n<TEXT>\nno name\n</TEXT>\n</DOCUMENT>\n"
    b"<DOCUMENT>\n<TYPE>GRAPHIC\n<SEQUENCE>3\n<FILENAME>g.gif\n<TEXT>\nbegin 644 g.gif\n"
    + ENCODED
    + b"`\nend\n</TEXT>\n</DOCUMENT>\n"
)


def test_documents_are_unwrapped_and_decoded() -> None:
    page, picture = documents_in(SUBMISSION)
    assert (page.name, page.content_type, page.data) == ("a.htm", "text/html", b"<html/>\n")
    assert (picture.name, picture.content_type, picture.data) == ("g.gif", "image/gif", PICTURE)


def test_patterns_match_their_marks_only() -> None:
    assert DOCUMENT.search(SUBMISSION)
    assert not DOCUMENT.search(b"<DOCUMENT>\nnever ends")
    assert FILE_NAME.search(b"x\n<FILENAME>a.htm\n")
    assert not FILE_NAME.search(b"see <FILENAME>a")
    assert TEXT.search(b"<TEXT>\nx</TEXT>")
    assert not TEXT.search(b"<TEXT>x</TEXT>")
    assert WRAPPER.match(b"<XBRL>\nx\n</XBRL>\n")
    assert not WRAPPER.match(b"<XBRL>\nx\n</XML>\n")
    assert UUENCODED.match(b"begin 644 a\nx\n`\nend")
    assert not UUENCODED.match(b"we begin 644 a\nx\nend")
    assert FIELD.match("\t\tZIP:\t\t\t05199")
    assert not FIELD.match("ZIP: 05199")
    assert INDUSTRY.match("STATE BANKS [6022]")
    assert INDUSTRY.match("4953")
    assert not INDUSTRY.match("STATE BANKS")


def test_details_of_each_filer_are_read_apart() -> None:
    header = (
        b"<SEC-HEADER>\nFILER:\n\n\tCOMPANY DATA:\t\n\t\tCENTRAL INDEX KEY:\t\t\t0000000001\n\t\tIRS NUMBER:\t11\n"
        b"\tFILING VALUES:\n\t\tSEC ACT:\t\t1934 Act\n\tBUSINESS ADDRESS:\t\n\t\tCITY:\tA\n\t\tBUSINESS PHONE:\t1-2\n"
        b"\tMAIL ADDRESS:\t\n\t\tCITY:\tB\n\nFILER:\n\n\t\tCENTRAL INDEX KEY:\t\t\t0000000002\n</SEC-HEADER>\n"
        b"FILER:\n\t\tCENTRAL INDEX KEY:\t3\n"
    )
    details = read_details(header)
    assert set(details) == {"0000000001", "0000000002"}
    first = details["0000000001"]
    assert (first.ein, first.act, first.phone) == ("11", "34", "1-2")
    assert (first.addresses["business"].city, first.addresses["mailing"].city) == ("A", "B")
