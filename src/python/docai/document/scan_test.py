import pytest

from docai.document import scan as room
from docai.document.scan import Scan, Scans, scan
from docai.document.submission import Document, Submission, open_submission


def _document(body: bytes) -> Document:
    return open_submission(body, "a.htm").primary()


def test_html_and_plain_text_are_told_apart() -> None:
    assert scan(_document(b"<html><p>Item 1. Business</p></html>")).html
    assert not scan(_document(b"ITEM 1.   BUSINESS\n\nWe make pumps.\n")).html


def test_offsets_count_characters_of_the_source() -> None:
    scanned = scan(_document("<html><p>Café</p><p>Item 1</p></html>".encode()))
    at = scanned.text.raw.index("Item")
    assert scanned.source[scanned.text.source_offset(at) :].startswith("Item 1")


def test_a_document_is_scanned_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Document] = []

    def counted(document: Document) -> Scan:
        asked.append(document)
        return scan(document)

    monkeypatch.setattr(room, "scan", counted)
    first, second = _document(b"<p>one</p>"), _document(b"<p>one</p>")
    scans = Scans(Submission(None, (first, second)))
    assert scans.of(first) is scans.of(first)
    assert scans.of(second) is not scans.of(first)
    assert asked == [first, second]
