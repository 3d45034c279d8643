"""Bytes to text: no byte is lost to a wrong guess."""

from __future__ import annotations

import codecs
import re

_DECLARED = re.compile(rb"(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9_.:-]{2,40})", re.I)
_BAD_UTF8_SHARE = 0.1
"""More broken sequences than this share of all beyond ASCII, and the bytes are not taken for UTF-8."""


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Read what a codec cannot as cp1252, and its five holes as latin-1: every byte becomes a character."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = bytes(error.object[error.start : error.end])
    return "".join(_CP1252.get(byte, chr(byte)) for byte in wrong), error.end


_CP1252 = {
    byte: bytes([byte]).decode("cp1252")
    for byte in range(256)
    if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
codecs.register_error("docai.windows", _as_windows)


def decode(data: bytes) -> str:
    """Return the text of ``data``: by its byte order mark, as UTF-8, by its declared charset, else as cp1252.

    UTF-8 goes before what is declared, as text that is not UTF-8 hardly ever passes for it, while declarations
    are often wrong. A byte that the charset has no character for is read as cp1252. Raises nothing.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "surrogateescape")
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    broken = len(_ESCAPED.findall(text))
    if broken <= _BAD_UTF8_SHARE * beyond_ascii:
        return data.decode("utf-8", "docai.windows")
    declared = _DECLARED.search(data, 0, 4096)
    if declared and (codec := _known_codec(declared[1].decode("ascii"))):
        return data.decode(codec, "docai.windows")
    return data.decode("cp1252", "docai.windows")


_ESCAPED = re.compile("[\udc80-\udcff]+")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SINGLE_BYTE = re.compile(r"(?:windows-?|cp)?125\d|iso-?8859-?\d{1,2}|koi8-?[ru]|mac-?roman|big5|gbk?|gb2312|gb18030|shift[_-]?jis|euc-(?:jp|kr)", re.I)  # fmt: skip
_LATIN = re.compile(r"iso-?8859-?1$|latin-?1$|(?:us-)?ascii$|(?:windows-?|cp)?1252$|utf", re.I)


def _known_codec(name: str) -> str | None:
    """Return the codec of a declared charset that differs from cp1252; browsers read latin-1 as cp1252 too."""
    if _LATIN.match(name) or not _SINGLE_BYTE.fullmatch(name):
        return None
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None
