"""HTML and EDGAR's SGML text to one string in which every character knows its place in the source.

A document is cut at each ``<`` and every distinct piece (a tag and the text after it) is read once: filings repeat
the same few thousand pieces tens of thousands of times, so nearly all the work is done by ``str.split``, a dictionary
and ``str.join``. Structure becomes marks, single characters that no filing contains: they stand where a block, a row,
a cell or a page begins.
"""

from __future__ import annotations

import re

from docai.document.characters import plain, prose
from docai.document.hidden import DARK_TAGS, HIDE, leave_out_hidden
from docai.document.marked_text import MarkedText, ReadPieces
from docai.document.marks import CELL, PAGE, ROW, ROW_END, SPAN, TABLE
from docai.document.placed import FEWEST, is_placed, set_in_lines

_HEADER_REACH = 50_000
_PLACED_REACH = 50_000
"""HTML made of PDF has tags with a place of their own from its start on; others, a few further on."""
_NAME = re.compile(r"/?[a-zA-Z][a-zA-Z0-9:]{0,30}")
_BREAKS_PAGE = re.compile(r"(?:page-)?break-(?:before|after)\s*:\s*(?:always|page)", re.I)
_COLSPAN = re.compile(r"colspan\s{0,3}=\s{0,3}[\"']?(\d{1,3})", re.I)
_WIDEST = 100
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_SHOWN_HEADING = re.compile(
    r"\balt\s{0,3}=\s{0,3}([\"'])\s{0,9}(?P<alt>items?\s{1,9}(?:\d{1,2}[a-d]?\b)(?:(?!\1)[^<>]){0,200})",
    re.I,
)
"""A picture whose words for those who cannot see it are the heading of an Item."""
_PRE = ("pre", "/pre")
_BLOCK_TAGS = frozenset(
    [
        "p",
        "div",
        "table",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "center",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "pre",
        "blockquote",
        "body",
        "html",
        "form",
        "section",
        "article",
        "header",
        "footer",
        "caption",
        "tbody",
        "thead",
        "tfoot",
        "address",
        "fieldset",
        "title",
        "head",
    ]
)

_SGML_TAGS = frozenset(
    ["page", "table", "caption", "s", "c", "fn", "footnote", "text", "type", "document"]
)


_HTML_SIGN = re.compile(r"<(?:html|div|font|td|p[ >]|br|ix:)", re.I)
_SIGN_REACH = 200_000


def looks_like_html(text: str) -> bool:
    """Return whether a document is HTML: EDGAR's text documents have tags too (<PAGE>, <TABLE>), but not these."""
    return _HTML_SIGN.search(text, 0, _SIGN_REACH) is not None


def read_html(source: str) -> MarkedText:
    """Return the text of an HTML document with its marks. Comments, scripts, styles and what is hidden are left out."""
    start, end = left_out = _inline_header(source)
    if end:
        source = source[:start] + source[end:]
    pieces = source.split("<")
    reader = _HtmlPieces(places="absolute" in source[:_PLACED_REACH])
    # what stands before the first tag is text, not a tag
    pieces[0] = ">" + pieces[0]
    texts = list(map(reader.__getitem__, pieces))
    pieces[0] = pieces[0][1:]
    in_lines = _keep_preformatted(pieces, texts) if reader.preformatted else 0
    read = ReadPieces(pieces, texts)
    if reader.hides:
        read.join_again(leave_out_hidden(pieces, texts, read.places_of(HIDE), prose))
    if len(reader.placed) >= FEWEST:
        read.join_again(set_in_lines(pieces, texts, reader.placed, prose))
    text = MarkedText(source, read, lines=reader.preformatted, left_out=left_out)
    text.is_inline_xbrl = reader.inline_xbrl or end > 0
    text.is_typed = 2 * in_lines > len(text.raw)
    return text


def _inline_header(source: str) -> tuple[int, int]:
    """Return where the header of inline XBRL begins and ends, its end tag left out; (0, 0) if it has none.

    It is a tenth of a document's tags, and none of it is shown.
    """
    start = source.find("<ix:header", 0, _HEADER_REACH)
    end = source.find("</ix:header>", start) if start >= 0 else -1
    return (start, end) if end > 0 else (0, 0)


def read_text(source: str) -> MarkedText:
    """Return a plain-text document with its marks: lines as they are, page breaks marked, SGML tags left out."""
    pieces = source.split("<")
    reader = _TextPieces()
    texts = [plain(pieces[0]), *map(reader.__getitem__, pieces[1:])]
    return MarkedText(source, ReadPieces(pieces, texts), lines=True)


class _HtmlPieces(dict[str, str]):
    """What each piece "tag attributes>text" becomes, found out once for each distinct piece."""

    def __init__(self, *, places: bool) -> None:
        """``places``: look for tags that have a place on the page."""
        self.places = places
        self.tags: dict[str, str] = {"": ""}
        self.unbalanced: set[str] = set()
        self.placed: set[str] = set()
        self.hides = self.preformatted = self.inline_xbrl = False

    def __missing__(self, piece: str) -> str:
        tag, closed, text = piece.partition(">")
        mark = self.tags.get(tag)
        if mark is None:
            mark = self.tags[tag] = self._mark(tag)
        is_plain = text.isprintable() and "&" not in text and "  " not in text
        if is_plain and text and not mark and tag not in self.unbalanced:
            # nearly all the pieces there are
            read = text
        elif not text and closed:
            read = mark
        elif mark == HIDE:
            # the very same string for every hidden piece: they are found again by it
            read = HIDE
        elif mark == "<":
            read = prose("<" + piece)
        elif not closed and tag:
            read = ""
        elif tag in self.unbalanced and '">' in text[:400]:
            read = mark + prose(text.partition('">')[2])
        elif is_plain:
            read = mark + text.lstrip(" ")
        else:
            read = prose(text)
            if mark:
                read = mark + read.lstrip(" ")
        self[piece] = read
        return read

    def _mark(self, tag: str) -> str:
        """Return the mark that a tag leaves: "" for none, HIDE for what is not shown, "<" for what is no tag."""
        name = tag.partition(" ")[0]
        mark = _TAG_MARKS.get(name)
        if mark is None:
            if name.startswith(("ix:", "/ix:")):
                self.inline_xbrl = True
                if name != "ix:header":
                    return ""
            match = _NAME.match(tag)
            if match is None:
                if tag.startswith("!--"):
                    self.hides = True
                    return HIDE
                return "" if tag[:1] in ("!", "?", "/") else "<"
            name = match[0].lower()
            if name in DARK_TAGS:
                self.hides = True
                return HIDE
            self.preformatted |= name in _PRE
            mark = "\n" if name in _PRE else _TAG_MARKS.get(name, "")
        if len(tag) > len(name) + 8:
            if name == "img" and (heading := _SHOWN_HEADING.search(tag)):
                return f"\n{prose(heading['alt'])}\n"
            if tag.count('"') % 2:
                self.unbalanced.add(tag)
            if ("reak" in tag or "REAK" in tag) and _BREAKS_PAGE.search(tag):
                mark = PAGE + "\n"
            if mark == CELL and ("pan" in tag or "PAN" in tag) and (span := _COLSPAN.search(tag)):
                mark += SPAN * (min(int(span[1]), _WIDEST) - 1)
            if ("one" in tag or "hidden" in tag or "ONE" in tag) and _HIDDEN.search(tag):
                if tag[-1] == "/":
                    # nothing is in it that could be hidden
                    return ""
                self.hides = True
                mark = HIDE
            elif self.places and is_placed(tag):
                self.placed.add(tag)
        return mark


_MARKS_OF_TAGS: dict[str, str] = {
    **dict.fromkeys(_BLOCK_TAGS, "\n"),
    **{f"/{name}": "\n" for name in _BLOCK_TAGS},
    "table": "\n" + TABLE,
    "/table": TABLE + "\n",
    "br": "\n",
    "br/": "\n",
    "hr": "\n",
    "tr": ROW,
    "/tr": ROW_END,
    "td": CELL,
    "th": CELL,
    "page": PAGE,
    **dict.fromkeys(
        (
            "span",
            "/span",
            "font",
            "/font",
            "b",
            "/b",
            "i",
            "/i",
            "u",
            "/u",
            "a",
            "/a",
            "/td",
            "/th",
            "sup",
            "/sup",
        ),
        "",
    ),
}
_TAG_MARKS = {
    spelled: mark
    for name, mark in _MARKS_OF_TAGS.items()
    if name not in _PRE and name.lstrip("/") not in DARK_TAGS
    for spelled in (name, name.upper())
}


class _TextPieces(dict[str, str]):
    """What each piece of a plain-text document becomes."""

    def __missing__(self, piece: str) -> str:
        tag, closed, text = piece.partition(">")
        name = tag.lower().lstrip("/").split(" ", 1)[0]
        if (
            closed
            and len(tag) < 80
            and (name in _SGML_TAGS or (name[:1] == "f" and name[1:].isdigit()))
        ):
            read = (PAGE if name == "page" else "") + plain(text)
        elif closed and len(tag) < 80 and name in _TEXT_HTML:
            read = _TEXT_HTML[name] + plain(text)
        else:
            read = "<" + plain(piece)
        self[piece] = read
        return read


_TEXT_HTML = {"b": "", "i": "", "u": "", "pre": "", "a": "", "xbrl": "", "/xbrl": ""}


def _keep_preformatted(pieces: list[str], read: list[str]) -> int:
    """Read what stands between <pre> and </pre> again, with its lines kept; return how many characters that are."""
    inside = False
    count = 0
    for index, piece in enumerate(pieces):
        name = piece[:5].lower()
        if name.startswith("pre") and name[3:4] in (">", " "):
            inside = True
        elif name == "/pre>":
            inside = False
        if inside:
            tag, _, text = piece.partition(">")
            match = _NAME.match(tag)
            mark = "\n" if match and match[0].lower() in _BLOCK_TAGS else ""
            read[index] = mark + plain(text)
            count += len(read[index])
    return count
