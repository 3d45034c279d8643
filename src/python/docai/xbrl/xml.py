"""Bytes of a document to a tree of XML, with nothing fetched, no entity expanded, and bounds on what it may cost."""

from __future__ import annotations

import html.entities
import re
from dataclasses import dataclass
from typing import Any

from lxml import etree

from docai.document.charset import decode
from docai.xbrl.errors import Forbidden, NotXml, TooMuch
from docai.xbrl.names import Names

Element = Any
"""An element of lxml, which has no types of its own."""

MAX_BYTES = 256_000_000
MAX_MARKS = 4_000_000
"""Tags and attributes of one document: a tree costs some 150 bytes for each. The largest filings have a tenth of it."""

_OPENS = re.compile(rb"<(?:XBRL|XML)>")
_CLOSES = re.compile(rb"</(?:XBRL|XML)>")
_REACH = 4096
"""What is wrapped round a document, and what stands before it by mistake, takes no more bytes than this."""
_BEGINS = re.compile(rb"<(?:\?xml|!--|!DOCTYPE|[A-Za-z_])")
_DOCTYPE = re.compile(rb"(?:\s++|<!--.*?-->|<\?.*?\?>)*+<!DOCTYPE", re.S)
"""A document type, which stands before the root and nowhere else (XML 1.0, production 22)."""
_PAGE_END = re.compile(rb"</(?:[A-Za-z_][\w.-]*:)?html\s*>")
"""Where a page ends. Who serves copies of filings may add a script behind it."""
_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,30});")
_XML_ENTITIES = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed document: its root and its names."""

    root: Element
    names: Names


def parse(body: bytes) -> Tree:
    """Return the tree of the XML in ``body``, whatever stands around it. Raises NotXml, Forbidden, TooMuch."""
    if len(body) > MAX_BYTES:
        raise TooMuch(f"{len(body):,} bytes, where at most {MAX_BYTES:,} are read")
    data = as_utf8(body)
    start, end = _bounds(data)
    # a tag takes four bytes at least, an attribute five: a small document need not be counted
    small = end - start < 4 * MAX_MARKS
    marks = 0 if small else data.count(b"<", start, end) + data.count(b"=", start, end)
    if marks > MAX_MARKS:
        raise TooMuch(f"{marks:,} tags and attributes, where at most {MAX_MARKS:,} are read")
    if _DOCTYPE.match(data, start, end) and data.find(b"<!ENTITY", start, end) >= 0:
        raise Forbidden("the document declares entities")
    root = _root(memoryview(data)[start:end])
    if root is None:
        raise NotXml("the document has no root element")
    declared = dict(root.nsmap)
    # few stand behind the root's own tag: looking for the last takes two thirds of the time of counting to the end
    last = data.rfind(b"xmlns", start, end) + len(b"xmlns")
    redeclared = data.count(b"xmlns", start, last) > len(declared)
    return Tree(root, Names(declared, redeclared=redeclared))


def _root(data: bytes | memoryview) -> Element:
    """Return the root element; what stands behind a page is left out, and entities of HTML are read. Raises NotXml."""
    while True:
        try:
            return _parse(data)
        except etree.XMLSyntaxError as error:
            mended = _mended(data, str(error))
            if mended is None:
                raise NotXml(str(error)[:300]) from error
            data = mended


def _mended(data: bytes | memoryview, fault: str) -> bytes | memoryview | None:
    """Return ``data`` without the ``fault`` that the parser tells, None where it is none of those that can be mended."""
    if "Extra content" in fault:
        end = _PAGE_END.search(data)
        return data[: end.end()] if end and end.end() < len(data) else None
    if "ntity" in fault and _NAMED.search(data):
        numbered = _NAMED.sub(_numbered, data)
        return numbered if numbered != data else None
    return None


def as_utf8(body: bytes) -> bytes:
    """Return the body as UTF-8, so that no declared encoding can hide a mark from a look at the bytes."""
    if not body.isascii():
        try:
            body.decode("utf-8")
        except UnicodeDecodeError:
            return decode(body).encode("utf-8", "replace")
    if b"\x00" in body[:64]:
        return decode(body).encode("utf-8", "replace")
    return body


def _bounds(data: bytes) -> tuple[int, int]:
    """Return from where to where stands what is between the wrappers of EDGAR, from the first tag to the last."""
    start = max((one.end() for one in _OPENS.finditer(data, 0, _REACH)), default=0)
    begins = _BEGINS.search(data, start, start + _REACH)
    if begins is None:
        raise NotXml(f"no tag in the first {_REACH:,} bytes")
    tail = max(begins.start(), len(data) - _REACH)
    closes = _CLOSES.search(data, tail)
    end = data.rfind(b">", 0, closes.start() if closes else len(data)) + 1
    return begins.start(), end


def _parse(data: bytes | memoryview) -> Element:
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        dtd_validation=False,
        attribute_defaults=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,
        collect_ids=False,
    )
    return etree.fromstring(data, parser)


def _numbered(match: re.Match[bytes]) -> bytes:
    """Write an entity of HTML as the number of its character: XML knows five by name."""
    if match[1] in _XML_ENTITIES:
        return match[0]
    point = html.entities.name2codepoint.get(match[1].decode("ascii"))
    return match[0] if point is None else b"&#%d;" % point
