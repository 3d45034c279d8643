from __future__ import annotations

import pytest

from docai.document.charset import decode


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Café – “quoted”".encode(), "Café – “quoted”"),
        ("Café – “quoted”".encode("cp1252"), "Café – “quoted”"),
        (b"\x93quoted\x94 \x81", "“quoted” \x81"),
        ("Résumé".encode("utf-16"), "Résumé"),
        (b"\xef\xbb\xbfplain", "plain"),
        (b'<meta charset="iso-8859-1">' + "“a”".encode(), '<meta charset="iso-8859-1">“a”'),
        (
            b'<meta charset="windows-1251">\xcf\xf0\xe8\xe2\xe5\xf2',
            '<meta charset="windows-1251">Привет',
        ),
        (b'<meta charset="no-such-thing">\x93', '<meta charset="no-such-thing">“'),
    ],
)
def test_bytes_are_read_by_what_they_are_not_by_what_they_say(data: bytes, text: str) -> None:
    assert decode(data) == text


def test_one_broken_byte_does_not_spoil_a_utf8_document() -> None:
    data = ("é" * 50).encode() + b"\x92" + ("ü" * 50).encode()
    assert decode(data) == "é" * 50 + "’" + "ü" * 50


def test_no_byte_is_lost() -> None:
    assert len(decode(bytes(range(128, 256)) * 3)) == 128 * 3
