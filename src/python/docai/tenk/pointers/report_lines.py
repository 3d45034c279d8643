"""A marked document in lines: which of them may be captions, and the words between two places."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from docai.document.marked_text import MarkedText
from docai.document.marks import CELL, MARKS, ROW, ROW_END, SPAN, TABLE
from docai.document.pages import Pages, find_pages
from docai.document.readable.html import render_html
from docai.document.readable.plain import render_text
from docai.tenk.headings.lines import lowered
from docai.tenk.pointers.report_heads import HEAD
from docai.tenk.vocabulary import letters

LONGEST_CAPTION = 160
_NUMBER_FOLLOWS = re.compile(
    rf"[\s.·_|{CELL}{SPAN}–—-]{{0,80}}+(?:page )?(?:[a-z]{{1,2}}-)?\d{{1,3}}(?:[–-]\d{{1,3}})?"
    rf"(?:[ ,{CELL}]{{1,20}}(?:[a-z]-)?\d{{1,3}}){{0,2}}[ {CELL}{SPAN}]*+(?:[\n{ROW}{ROW_END}{TABLE}]|$)"
)
_DOTS = re.compile(r"\.{3,}|\s{3,}(?:[a-z]-)?\d{1,3}$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or the text of a cell: where it begins and ends, and its letters."""

    start: int
    end: int
    letters: str


_TO_LINES = bytes.maketrans(MARKS.encode(), b"\n" * len(MARKS))


class ReportLines:
    """A marked document, its lines, and its pages. Everything is found out when first asked for."""

    def __init__(
        self, text: MarkedText, file_name: str, *, html: bool, low: str | None = None
    ) -> None:
        self.text, self.file_name, self.html = text, file_name, html
        self._low = low

    @cached_property
    def low(self) -> str:
        """The text in lower case."""
        return self._low if self._low is not None else lowered(self.text.raw)

    @cached_property
    def in_lines(self) -> str:
        """The text in lower case, every cell and row a line of its own: ``re`` searches for a newline many times faster."""
        return (
            self.low.encode("utf-8", "surrogatepass")
            .translate(_TO_LINES)
            .decode("utf-8", "surrogatepass")
        )

    @cached_property
    def pages(self) -> Pages:
        """The pages of the document."""
        return find_pages(self.text.raw)

    @cached_property
    def heads(self) -> list[Line]:
        """Every line that can be the head of a part of an annual report, contents left out."""
        return list(self.lines_of(HEAD))

    def lines_of(
        self, pattern: re.Pattern[str], start: int = 0, end: int = sys.maxsize
    ) -> Iterator[Line]:
        """Yield the short lines that ``pattern`` finds (its group ``line``) and that are no entries of contents."""
        for match in pattern.finditer(self.in_lines, start, end):
            line = self.caption(*match.span("line"))
            if line:
                yield line

    def caption(self, start: int, end: int) -> Line | None:
        """Return the line at a place if it may be a caption: short, no sentence, no entry of contents; else None."""
        words = self.low[start:end].strip()
        if not words or len(words) > LONGEST_CAPTION or words[-1] in ",;" or _DOTS.search(words):
            return None
        if self.text.raw[start:end].lstrip()[0].islower():
            # a sentence that goes on
            return None
        if _NUMBER_FOLLOWS.match(self.low, end):
            return None
        said = letters(words)
        return Line(start, end, said) if said else None

    def words(self, start: int, end: int) -> str:
        """Return the readable text of a stretch, without what stands between its pages."""
        lines = not self.html or self.text.is_typed
        raw = self.pages.words(start, end, lines=lines)
        return render_text(raw) if lines and ROW not in raw else render_html(raw)
