from __future__ import annotations

import pytest

from docai.document.errors import NoPrimaryDocument, TooComplex
from docai.document.submission import Document, open_submission

_HEAD = b"-----BEGIN PRIVACY-ENHANCED MESSAGE-----\nProc-Type: 2001\n\n<IMS-DOCUMENT>x\n<IMS-HEADER>\n</IMS-HEADER>\n"


def _document(kind: str, body: str, name: str = "") -> bytes:
    named = f"<FILENAME>{name}\n" if name else ""
    return f"<DOCUMENT>\n<TYPE>{kind}\n<SEQUENCE>1\n{named}<DESCRIPTION>words\n<TEXT>\n{body}</TEXT>\n</DOCUMENT>\n".encode()


def test_documents_keep_their_order_type_name_and_body() -> None:
    submission = open_submission(
        _HEAD + _document("10-K405", "report\n", "r.txt") + _document("EX-13.1", "annual\n")
    )
    assert [(d.type, d.file_name, d.sequence, d.body) for d in submission.documents] == [
        ("10-K405", "r.txt", 1, b"report\n"),
        ("EX-13.1", "EX-13.1", 1, b"annual\n"),
    ]
    assert submission.documents[1].is_exhibit_13


def test_an_end_tag_quoted_in_the_body_does_not_end_it() -> None:
    submission = open_submission(_HEAD + _document("10-K", "we write </TEXT> here\nand go on\n"))
    assert submission.primary().body.endswith(b"and go on\n")


def test_a_truncated_document_ends_with_the_file() -> None:
    submission = open_submission(_HEAD + b"<DOCUMENT>\n<TYPE>10-K\n<TEXT>\nItem 1. Busi")
    assert submission.primary().body == b"Item 1. Busi"


def test_a_scanned_copy_of_the_10k_is_passed_over() -> None:
    submission = open_submission(
        _HEAD
        + _document("10-K", "<PDF>\nbegin 644 x.pdf\nM)5!$\nend\n")
        + _document("10-K", "words\n", "k.htm")
    )
    assert submission.primary().file_name == "k.htm"


@pytest.mark.parametrize(
    "kind", ["10-K", "10-K405", "10-KSB", "10KSB40", "10-KT", "10-K/A", "10-K405/A", "10KT405/A"]
)
def test_every_form_of_10k_is_primary(kind: str) -> None:
    assert (
        open_submission(_HEAD + _document("EX-99", "x") + _document(kind, "y")).primary().type
        == kind
    )


def test_without_a_10k_the_types_are_named() -> None:
    with pytest.raises(NoPrimaryDocument, match="8-K, EX-99"):
        open_submission(_HEAD + _document("8-K", "x") + _document("EX-99", "y")).primary()


def test_more_documents_than_any_submission_has_are_refused() -> None:
    with pytest.raises(TooComplex):
        open_submission(_HEAD + b"<DOCUMENT>" * 30_000)


def test_a_text_that_speaks_of_documents_is_a_bare_document() -> None:
    data = b"words " * 5000 + b"<DOCUMENT>" + b"more"
    assert open_submission(data, "a.txt").primary().body == data


@pytest.mark.parametrize(
    ("body", "file_name", "kind"),
    [
        ("<html><body>words</body></html>", "k.htm", "html"),
        ("<?xml version='1.0' encoding='utf-8'?>\n<html xmlns='x'><head>", "k.htm", "html"),
        ("<!-- a tool's mark -->\n<DIV>words</DIV>", "k.htm", "html"),
        ("words\n<PAGE>\nmore words\n<TABLE>\n<S> <C>\n", "k.txt", "text"),
        ("", "k.txt", "text"),
        ("<XBRL>\n<?xml version='1.0'?>\n<xbrl>", "k.xml", "xml"),
        ("<XML>\n<xs:schema xmlns:xs='x'>", "k.xsd", "xml"),
        ("<PDF>\nbegin 644 k.pdf\nM", "k.pdf", "pdf"),
        ("begin 644 k.pdf\nM", "k.pdf", "pdf"),
        ("begin 644 g1.JPG\nM", "g1.JPG", "picture"),
        ("GIF89a\x01\x02", "g1", "picture"),
        ("<ZIP>\nbegin 644 k.zip\nM", "k.zip", "archive"),
        ("PK\x03\x04\x14", "k", "archive"),
        ("<EXCEL>\nbegin 644 k.xls\nM", "k.xls", "other"),
        ("begin 644 k.bin\nM", "k.bin", "other"),
    ],
)
def test_the_kind_of_a_body_is_told_by_how_it_begins(body: str, file_name: str, kind: str) -> None:
    assert Document("EX", 1, file_name, "", body.encode("latin-1")).kind == kind


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_text_of_two_bytes_a_character_is_told_by_its_mark(codec: str) -> None:
    mark = "" if codec == "utf-16" else "\ufeff"
    kinds = [
        Document("", None, "k", "", (mark + body).encode(codec)).kind
        for body in ("words " * 40, "<html><body>words</body></html>", "<?xml version='1.0'?><a/>")
    ]
    assert kinds == ["text", "html", "xml"]
    assert open_submission((mark + "words").encode(codec), "k").primary().text() == "words"


@pytest.mark.parametrize("body", [b"<" + b"a" * 5_000_000, b" " * 5_000_000, b"<a " * 1_000_000])
def test_the_kind_of_a_hostile_body_is_told_in_time_that_grows_with_its_size(body: bytes) -> None:
    assert Document("EX", 1, "k.txt", "", body).kind == "text"
