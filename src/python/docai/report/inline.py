"""The content of a page of ours, to stand inside another one.

The page comes from the lake, where others may write. So it is read as markup and written again: elements, attributes
and styles that docai.report makes are kept, all else is dropped, and every element is closed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from html.parser import HTMLParser

from docai.report.elements import Html, text

_KEPT = frozenset(
    [
        "header",
        "section",
        "div",
        "span",
        "p",
        "b",
        "i",
        "h1",
        "h2",
        "h3",
        "dl",
        "dt",
        "dd",
        "pre",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    ]
)
_DEEPER = {"h1": "h2", "h2": "h3"}
"""Headings go down one level: the page that they come to has its own title."""

_SILENT = frozenset({"script", "style", "title", "template", "noscript", "iframe", "object"})
"""Elements whose content is no text of the page."""

_CLASS = re.compile(r"[a-z]{1,20}(?: [a-z]{1,20}){0,3}", re.ASCII)
"""Classes as docai.report writes them: ``bar wide``."""

_STYLE = re.compile(r"width:\d{1,3}%|--share:[01]\.\d\d", re.ASCII)
"""The two styles that elements carry: the length of a bar, the colour of a cell."""

_SCOPES = frozenset({"row", "col"})


def content_of(page: str) -> Html:
    """Return what stands in the ``main`` element of ``page``; empty when there is none."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.content()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._inside = False
        self._silent = 0
        self._open: list[str] = []
        self._made: list[str] = []

    def content(self) -> Html:
        """Return what was kept, with every element closed."""
        return Html("".join(self._made) + "".join(f"</{tag}>" for tag in reversed(self._open)))

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "main":
            self._inside = True
        elif self._inside and not self._silent and tag in _KEPT:
            tag = _DEEPER.get(tag, tag)
            kept = "".join(
                f' {name}="{escape(value or "")}"'
                for name, value in attrs
                if _is_ours(name, value or "")
            )
            self._made.append(f"<{tag}{kept}>")
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "main":
            self._inside = False
        elif self._inside and not self._silent and _DEEPER.get(tag, tag) in self._open:
            tag = _DEEPER.get(tag, tag)
            while True:
                closed = self._open.pop()
                self._made.append(f"</{closed}>")
                if closed == tag:
                    break

    def handle_data(self, data: str) -> None:
        if self._inside and not self._silent:
            self._made.append(text(data))


def _is_ours(name: str, value: str) -> bool:
    match name:
        case "class":
            return _CLASS.fullmatch(value) is not None
        case "style":
            return _STYLE.fullmatch(value) is not None
        case "scope":
            return value in _SCOPES
        case _:
            return False
