"""The text of a financial data schedule as lines of a tag and what stands behind it, however it was typed.

Filers typed several tags in one line, the value in the line below its tag, dots between the two, end tags that the format
does not have, and since 2000 HTML round it all, the schedule's own tags then escaped.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

TAG = re.compile(
    r"<([A-Za-z0-9][A-Za-z0-9&;.,/()'#_-]{0,60}(?: [A-Za-z0-9&-]{1,30}){0,4})>[ \t]*([^\n]*)"
)
MARK = re.compile(r"<([A-Za-z]{1,2}\d{1,3})>")
_OPENS = re.compile(r"<[A-Za-z0-9][^<>\n]{0,120}>")
_ESCAPED = re.compile(r"&lt;[A-Za-z][A-Za-z&;.,-]{1,60}&gt;")
_ENDS_ROW = re.compile(r"</tr>|<br */?>|</p>|</div>|</li>", re.I)
_ENDS_CELL = re.compile(r"</t[dh]>", re.I)
_ANY_TAG = re.compile(r"<[^<>]{0,2000}>")
_HTML_TAG = re.compile(
    r"<(?:html|head|title|meta|body|pre|p|br|hr|div|span|font|center|b|i|u|tr|td|th|a)(?:[ /][^<>]{0,2000})?>",
    re.I,
)
_END_TAG = re.compile(r"</[A-Za-z][^<>\n]{0,120}>")
_LEADERS = re.compile(
    r"(?:\.{2,}+|\.(?=[ \t]))(?:[ \t]*(?:\.{2,}+|\.(?=[ \t])))*+[ \t]*+(?=[\d$(.<-])"
)
_VALUE = re.compile(r"[-$(. \t]*\d")
_HTML = re.compile(r"<(?:html|body|pre|tr)\b", re.I)


def schedule_lines(text: str) -> Iterator[str]:
    """Yield the lines of a schedule, each with one tag at most, which stands first."""
    waiting = ""
    for line in _bare(text).replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if waiting and _VALUE.match(line):
            yield f"{waiting} {line.strip()}"
            waiting = ""
            continue
        if waiting and line.strip():
            yield waiting
            waiting = ""
        for part in _by_tag(line):
            if waiting:
                yield waiting
            tag = TAG.match(part.lstrip())
            alone = tag is not None and not tag[2].strip() and MARK.match(part.lstrip()) is None
            waiting = part.rstrip() if alone else ""
            if not alone:
                yield part
    if waiting:
        yield waiting


def value_of(rest: str) -> str:
    """Return what stands behind a tag without dots that lead to it."""
    plain = rest.strip()
    leaders = _LEADERS.match(plain)
    return plain[leaders.end() :] if leaders else plain


def _by_tag(line: str) -> Iterator[str]:
    starts = [one.start() for one in _OPENS.finditer(line) if MARK.fullmatch(one[0]) is None]
    if len(starts) < 2 or not TAG.match(line.lstrip()):
        yield line
        return
    for start, end in zip(starts, [*starts[1:], len(line)], strict=True):
        yield line[start:end]


def _bare(text: str) -> str:
    """Return the text without the HTML round it and without end tags."""
    if _ESCAPED.search(text):
        if "<tr" in text.lower():
            text = text.replace("\n", " ")
        text = _ENDS_CELL.sub("  ", _ENDS_ROW.sub("\n", text))
        text = html.unescape(_ANY_TAG.sub("", text)).replace("\xa0", " ")
    if _HTML.search(text):
        text = _HTML_TAG.sub("", text)
    return _END_TAG.sub(_kept_legend, text)


def _kept_legend(tag: re.Match[str]) -> str:
    """The legend is prose, and its end tag says where that ends."""
    return tag[0] if tag[0].upper() == "</LEGEND>" else ""
