"""HTML and EDGAR's SGML text to one string in which every character knows its place in the source.

A document is cut at each ``<`` and every distinct piece (a tag and the text after it) is read once: filings repeat
the same few thousand pieces tens of thousands of times, so nearly all the work is done by ``str.split``, a dictionary
and ``str.join``. Structure becomes marks, single characters that no filing contains: they stand where a block, a row,
a cell or a page begins.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate

from docai.tenk.hidden import DARK_TAGS, HIDE, leave_out_hidden

ROW = "\x01"
ROW_END = "\x02"
CELL = "\x03"
SPAN = "\x04"
"""One for each further column that a cell spans; they follow its CELL mark."""
TABLE = "\x05"
"""Where a table begins or ends."""
PAGE = "\x0c"
MARKS = ROW + ROW_END + CELL + SPAN + TABLE + PAGE

_PIECES_PER_RUN = 64
_BLOCK = 4096
_HEADER_REACH = 50_000
_NAME = re.compile(r"/?[a-zA-Z][a-zA-Z0-9:]{0,30}")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_INVISIBLE = re.compile(r"[\u200b-\u200d\u2060\ufeff\xad]")
_BREAKS_PAGE = re.compile(r"(?:page-)?break-(?:before|after)\s*:\s*(?:always|page)", re.I)
_COLSPAN = re.compile(r"colspan\s{0,3}=\s{0,3}[\"']?(\d{1,3})", re.I)
_WIDEST = 100
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
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


class _Read:
    """The pieces of a document, the text that each became, and these joined in runs."""

    def __init__(self, pieces: list[str], texts: list[str]) -> None:
        self.pieces, self.texts = pieces, texts
        starts = range(0, len(texts), _PIECES_PER_RUN)
        self.runs = ["".join(texts[at : at + _PIECES_PER_RUN]) for at in starts]

    def places_of(self, text: str) -> Iterator[int]:
        """Yield the pieces that were read as ``text``, a mark; those emptied since are passed over."""
        for run, joined in enumerate(self.runs):
            if text in joined:
                first = run * _PIECES_PER_RUN
                for index in range(first, min(first + _PIECES_PER_RUN, len(self.texts))):
                    if self.texts[index] == text:
                        yield index

    def join_again(self, changed: Iterable[range]) -> None:
        """Join the runs again in which pieces have changed."""
        stale = {
            run
            for part in list(changed)
            for run in range(part.start // _PIECES_PER_RUN, (part.stop - 1) // _PIECES_PER_RUN + 1)
        }
        for run in stale:
            at = run * _PIECES_PER_RUN
            self.runs[run] = "".join(self.texts[at : at + _PIECES_PER_RUN])


class MarkedText:
    """``raw``, the text with its marks, and the way back from a place in it to the place in the source.

    ``left_out`` is the stretch of the source that was cut out before it became ``source``.
    """

    def __init__(
        self, source: str, read: _Read, *, lines: bool, left_out: tuple[int, int] = (0, 0)
    ) -> None:
        self._source, self._lines, self._left_out = source, lines, left_out
        self.is_inline_xbrl = False
        self._places: dict[int, int] = {}
        self._pieces, self._read = read.pieces, read.texts
        self.raw = "".join(read.runs)
        self._run_ends = list(accumulate(map(len, read.runs)))
        self._tags_before: list[int] | None = None

    def source_offset(self, at: int) -> int:
        """Return where in ``source`` the character ``raw[at]`` stands; exact to the character, entities aside."""
        if at >= len(self.raw):
            return len(self._source) + self._left_out[1] - self._left_out[0]
        if at not in self._places:
            index, raw_at = self._piece(at)
            place = self._piece_start(index) + _within(
                self._pieces[index], self._read[index], at - raw_at, lines=self._lines
            )
            start, end = self._left_out
            self._places[at] = place if place < start else place + end - start
        return self._places[at]

    def tag_at(self, at: int) -> str:
        """Return the tag, with its attributes, that stands before the text at ``raw[at]``: how that text looks."""
        return self._pieces[self._piece(at)[0]].partition(">")[0] if at < len(self.raw) else ""

    def _piece(self, at: int) -> tuple[int, int]:
        """Return the index of the piece that holds ``raw[at]``, and where it begins in ``raw``."""
        run = bisect_right(self._run_ends, at)
        index = run * _PIECES_PER_RUN
        raw_at = self._run_ends[run - 1] if run else 0
        while raw_at + len(self._read[index]) <= at:
            raw_at += len(self._read[index])
            index += 1
        return index, raw_at

    def _piece_start(self, index: int) -> int:
        """Return where in ``source`` the piece of that index begins: after as many "<" as there are pieces before."""
        if not index:
            return 0
        if self._tags_before is None:
            blocks = range(0, len(self._source), _BLOCK)
            counts = (self._source.count("<", at, at + _BLOCK) for at in blocks)
            self._tags_before = [0, *accumulate(counts)]
        block = bisect_left(self._tags_before, index) - 1
        at = block * _BLOCK - 1
        for _ in range(index - self._tags_before[block]):
            at = self._source.find("<", at + 1)
        return at + 1


def _within(piece: str, read: str, ahead: int, *, lines: bool) -> int:
    """Return where in ``piece`` the character stands that became ``read[ahead]``; ``lines``: the text kept its lines."""
    literal = read.startswith("<")
    at = 0 if literal else piece.find(">") + 1
    marks = len(read) - len(read.lstrip(MARKS if lines else MARKS + "\n"))
    ahead -= 1 if literal else marks
    if marks and not lines:
        at = len(piece) - len(piece[at:].lstrip())
    for change in (_CHANGES_IN_LINES if lines else _CHANGES).finditer(piece, at):
        if ahead < change.start() - at:
            break
        ahead -= change.start() - at
        width = _width(change[0], lines=lines)
        if ahead < width:
            return change.start()
        ahead -= width
        at = change.end()
    return max(0, min(at + ahead, len(piece)))


_CHANGES_IN_LINES = re.compile(rf"\r\n|\t|{_ENTITY.pattern}")
_CHANGES = re.compile(
    rf"(?:\s|&nbsp;?|&#160;?|&#[xX][aA]0;?)+|{_INVISIBLE.pattern}|{_ENTITY.pattern}"
)


def _width(change: str, *, lines: bool) -> int:
    """Return how many characters of the text one changed change of the source has become."""
    if change[0] == "&" and not (not lines and _CHANGES_TO_BLANK.match(change)):
        return len(_character(change)) if lines else len(_prose(change))
    if change == "\t":
        return 8 if lines else 1
    return 0 if _INVISIBLE.match(change) else 1


_CHANGES_TO_BLANK = re.compile(r"&nbsp|&#160|&#[xX][aA]0")


_HTML_SIGNS = ("<html", "<div", "<font", "<td", "<p>", "<p ", "<br", "<ix:")


def looks_like_html(text: str) -> bool:
    """Say whether a document is HTML: EDGAR's text documents have tags too (<PAGE>, <TABLE>), but not these."""
    return _has_html_tags(text[:2000]) or _has_html_tags(text[:200_000])


def _has_html_tags(text: str) -> bool:
    low = text.lower()
    return any(tag in low for tag in _HTML_SIGNS)


def read_html(source: str) -> MarkedText:
    """Return the text of an HTML document with its marks. Comments, scripts, styles and what is hidden are left out."""
    start, end = left_out = _inline_header(source)
    if end:
        source = source[:start] + source[end:]
    pieces = source.split("<")
    reader = _HtmlPieces()
    # what stands before the first tag is text, not a tag
    pieces[0] = ">" + pieces[0]
    texts = list(map(reader.__getitem__, pieces))
    pieces[0] = pieces[0][1:]
    if reader.preformatted:
        _keep_preformatted(pieces, texts)
    read = _Read(pieces, texts)
    if reader.hides:
        read.join_again(leave_out_hidden(pieces, texts, read.places_of(HIDE), _prose))
    text = MarkedText(source, read, lines=reader.preformatted, left_out=left_out)
    text.is_inline_xbrl = reader.inline_xbrl or end > 0
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
    texts = [_plain(pieces[0]), *map(reader.__getitem__, pieces[1:])]
    return MarkedText(source, _Read(pieces, texts), lines=True)


class _HtmlPieces(dict[str, str]):
    """What each piece "tag attributes>text" becomes, found out once for each distinct piece."""

    def __init__(self) -> None:
        self.tags: dict[str, str] = {"": ""}
        self.unbalanced: set[str] = set()
        self.hides = self.preformatted = self.inline_xbrl = False

    def __missing__(self, piece: str) -> str:
        tag, closed, text = piece.partition(">")
        mark = self.tags.get(tag)
        if mark is None:
            mark = self.tags[tag] = self._mark(tag)
        if not text and closed:
            read = mark
        elif mark == HIDE:
            # the very same string for every hidden piece: they are found again by it
            read = HIDE
        elif mark == "<":
            read = _prose("<" + piece)
        elif not closed and tag:
            read = ""
        elif tag in self.unbalanced and '">' in text[:400]:
            read = mark + _prose(text.partition('">')[2])
        elif text.isprintable() and "&" not in text and "  " not in text:
            read = mark + text.lstrip(" ") if mark else text
        else:
            read = _prose(text)
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


def _prose(text: str) -> str:
    """Return text as HTML shows it: entities read, any run of white space one blank."""
    if "&" in text:
        text = text.replace("&#160;", " ").replace("&nbsp;", " ")
        if "&" in text:
            text = _ENTITY.sub(_entity, text)
    if text.isprintable() and "  " not in text:
        return text
    words = " ".join(text.split())
    if words and not words.isprintable():
        text = _INVISIBLE.sub("", text)
        words = _CONTROL.sub(" ", " ".join(text.split()))
    if not words:
        return " " if text else ""
    return f"{' ' * text[0].isspace()}{words}{' ' * text[-1].isspace()}"


@lru_cache(maxsize=4096)
def _character(reference: str) -> str:
    return html.unescape(reference)


def _entity(match: re.Match[str]) -> str:
    return _character(match[0])


def _plain(text: str) -> str:
    """Return text of a plain-text document: lines kept, entities read, control characters blank."""
    if "&" in text:
        text = html.unescape(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "        ")
    return _CONTROL.sub(" ", text).replace("\xa0", " ")


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
            read = (PAGE if name == "page" else "") + _plain(text)
        elif closed and len(tag) < 80 and name in _TEXT_HTML:
            read = _TEXT_HTML[name] + _plain(text)
        else:
            read = "<" + _plain(piece)
        self[piece] = read
        return read


_TEXT_HTML = {"b": "", "i": "", "u": "", "pre": "", "a": "", "xbrl": "", "/xbrl": ""}


def _keep_preformatted(pieces: list[str], read: list[str]) -> None:
    """Read what stands between <pre> and </pre> again, with its lines kept."""
    inside = False
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
            read[index] = mark + _plain(text)
