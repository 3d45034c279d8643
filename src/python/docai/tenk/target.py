"""A document as a place where an Item's words may be: by printed page, by caption, by what a section is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from docai.tenk.headings import lowered
from docai.tenk.markup import CELL, PAGE, ROW, ROW_END, SPAN, TABLE, MarkedText
from docai.tenk.pages import Pages, find_pages
from docai.tenk.render import render_html, render_text
from docai.tenk.vocabulary import letters

_LONGEST_CAPTION = 160
_BALANCE = re.compile(r"total\s{1,20}assets\b")
_BALANCE_GOES_ON = re.compile(
    r"total\s{1,20}(?:current\s{1,20})?liabilities|stockholders|shareholders|shareowners|equity"
)
_BALANCE_REACH = 12_000
_MOST_BALANCES = 60
_MOST_PLACES = 8
"""Places that one direction is tried at."""
_SHORT_DISCUSSION = 1500
_STATEMENTS_REACH = 120_000

_LINE = re.compile(rf"[^\n{CELL}{SPAN}{ROW}{ROW_END}{TABLE}{PAGE}]+")
_NUMBER_FOLLOWS = re.compile(
    rf"[\s.·_|{CELL}{SPAN}–—-]{{0,80}}(?:page )?(?:[a-z]{{1,2}}-)?\d{{1,3}}(?:[–-]\d{{1,3}})?(?:[ ,{CELL}]{{1,20}}(?:[a-z]-)?\d{{1,3}}){{0,2}}[ {CELL}{SPAN}]*(?:[\n{ROW}{ROW_END}{TABLE}]|$)"
)
_DOTS = re.compile(r"\.{3,}|\s{3,}(?:[a-z]-)?\d{1,3}$")
_STATEMENT_HEADS = re.compile(
    r"indexto(?:the)?(?:audited)?(?:consolidated)?financialstatement|(?:consolidated)?financialstatementsandsupplementa|consolidatedfinancialstatements?$|financialstatements$|"
    r"reportsofindependent|reportofindependent|independentauditors|independentregistered|independentaccountants|reportof\w{3,40}(?:independent|auditors|accountants)|"
    r"(?:managements?)?reportofmanagement|managements?(?:statementof)?(?:report|responsibilit)|statementofmanagement|"
    r"(?:consolidated)?(?:condensed)?(?:balancesheets?|statements?of(?:consolidated)?(?:operations|income|earnings|financialposition|financialcondition|loss|comprehensive|cashflow)|incomestatements?)"
)
_MDA_HEADS = re.compile(
    r"(?:item)?managements?s?discussion|managementsanalysis|discussionandanalysis|financialreview|managementsfinancialreview|operatingandfinancialreview|reviewofoperations|financialcommentary"
)
_AFTER_MDA = re.compile(
    r"quantitativeandqualitative|reportsofindependent|reportofindependent|independentauditors|reportofmanagement|managements?responsib|managementsreport|statementofmanagement|"
    r"(?:consolidated)?(?:balancesheets?|statements?of(?:consolidated)?(?:operations|income|earnings|financialposition|loss|comprehensive|cashflow))(?:and)?\w{0,30}$|incomestatements?$|"
    r"(?:five|six|ten|eleven)year\w{0,30}(?:summary|review|data)|selected(?:consolidated)?financialdata$|notestoconsolidated|notestofinancial"
)
_ENDS = re.compile(r"signatures?$|exhibitindex|indextoexhibits|exhibits$|listofexhibits")


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or the text of a cell: where it begins and ends, and its letters."""

    start: int
    end: int
    letters: str


Stretch = tuple[int, int]
"""Where a stretch of the marked text begins and ends."""


def _note_heading(number: str) -> re.Pattern[str]:
    """Return what the heading of a note to the financial statements looks like, in lower case."""
    one = re.escape(number.lower())
    return re.compile(
        rf"\s{{0,40}}(?:(?:note\s{{0,9}})?{one}\s{{0,9}}[.:)–—-]{{1,3}}\s{{0,9}}[a-z]|note\s{{0,9}}{one}\s{{0,40}}$)"
    )


def _next_note(number: str) -> str:
    return str(int(number) + 1) if number.isdigit() else chr(ord(number) + 1)


class Target:
    """A marked document, with what is needed to find a stretch of it. Everything is found out when first asked for."""

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
    def pages(self) -> Pages:
        """The pages of the document."""
        return find_pages(self.text.raw)

    @cached_property
    def captions(self) -> list[Line]:
        """Every short line that is not an entry of a table of contents."""
        found: list[Line] = []
        for match in _LINE.finditer(self.low):
            if match.end() - match.start() > 4 * _LONGEST_CAPTION:
                continue
            words = match[0].strip()
            if (
                not words
                or len(words) > _LONGEST_CAPTION
                or _DOTS.search(words)
                or words[-1:] in ",;"
            ):
                continue
            if _NUMBER_FOLLOWS.match(self.low, match.end()):
                continue
            if said := letters(words):
                found.append(Line(match.start(), match.end(), said))
        return found

    def words(self, start: int, end: int) -> str:
        """Return the readable text of a stretch, without what stands between its pages."""
        raw = self.pages.words(start, end)
        return render_html(raw) if self.html else render_text(raw)

    def by_pages(self, first: str, last: str) -> Stretch | None:
        """Return the stretch from printed page ``first`` to ``last``."""
        return self.pages.span(first, last)

    def by_page_on(self, first: str) -> Stretch | None:
        """Return the stretch from printed page ``first`` to the end of the statements that begin there."""
        span = self.pages.span(first, first)
        return (span[0], self._statements_end(span[0])) if span else None

    def by_caption(self, caption: str) -> Iterator[Stretch]:
        """Yield the stretches under headings that say ``caption`` (letters), to the next heading that looks alike."""
        places = (
            index
            for index, line in enumerate(self.captions)
            if line.letters.startswith(caption) and len(line.letters) <= len(caption) + 12
        )
        for index in islice(places, _MOST_PLACES):
            yield self.captions[index].start, self._section_end(index)

    def by_note(self, number: str, captions: tuple[str, ...] = ()) -> Iterator[Stretch]:
        """Yield the stretches of the note to the financial statements with that number or letter.

        With ``captions``, the note's heading must say one of them.
        """
        here, after = _note_heading(number), _note_heading(_next_note(number))
        places = (
            index
            for index, line in enumerate(self.captions)
            if here.match(self.low, line.start, line.end)
            and (not captions or any(part in line.letters for part in captions))
        )
        for index in islice(places, _MOST_PLACES):
            following = (
                line.start
                for line in self.captions[index + 1 :]
                if after.match(self.low, line.start, line.end)
            )
            yield self.captions[index].start, next(following, None) or self._section_end(index)

    def statements(self, outside: Stretch, borders: list[int]) -> Iterator[Stretch]:
        """Yield the stretches that may be the financial statements: each holds a balance sheet.

        ``outside`` is a stretch that they cannot be in; ``borders`` are places, in order, that they do not reach over.
        """
        reached = 0
        for match in islice(_BALANCE.finditer(self.low), _MOST_BALANCES):
            at = match.start()
            if at < reached or outside[0] <= at < outside[1]:
                continue
            if not _BALANCE_GOES_ON.search(self.low, at, at + _BALANCE_REACH):
                continue
            floor = max(
                at - _STATEMENTS_REACH, *(border for border in [0, *borders] if border <= at)
            )
            if outside[0] <= floor < outside[1]:
                floor = outside[1]
            heads = (line.start for line in self._statement_heads if floor <= line.start < at)
            head = next(heads, None)
            if head is not None:
                reached = self._statements_end(at, borders)
                yield head, reached

    @cached_property
    def _statement_heads(self) -> list[Line]:
        return [line for line in self.captions if _STATEMENT_HEADS.match(line.letters)]

    @cached_property
    def _ends(self) -> list[int]:
        return [line.start for line in self.captions if _ENDS.match(line.letters)]

    def _statements_end(self, at: int, borders: list[int] | None = None) -> int:
        ends = (end for end in [*self._ends, *(borders or [])] if end > at)
        return min(ends, default=len(self.text.raw))

    def discussion(self) -> Iterator[Stretch]:
        """Yield the stretches that may be management's discussion and analysis."""
        places = (
            index
            for index, line in enumerate(self.captions)
            if _MDA_HEADS.match(line.letters) and len(line.letters) < 120
        )
        for index in islice(places, _MOST_PLACES):
            start = self.captions[index].start
            following = (
                line.start
                for line in self.captions[index + 1 :]
                if line.start > start + _SHORT_DISCUSSION and _AFTER_MDA.match(line.letters)
            )
            yield start, next(following, len(self.text.raw))

    def is_before_signatures(self, start: int, at: int) -> bool:
        """Say whether no line of signatures stands between ``start`` and ``at``."""
        return not any(
            start < line.start < at and _ENDS.match(line.letters) for line in self.captions
        )

    def _section_end(self, index: int) -> int:
        line = self.captions[index]
        look = self._look(line)
        limit = len(self.text.raw)
        for following in self.captions[index + 1 :]:
            if (
                following.start - line.end > 20
                and following.letters != line.letters
                and self._look(following) == look
            ):
                return following.start
        return limit

    def _look(self, line: Line) -> str:
        first = next((at for at in range(line.start, line.end) if self.low[at] > " "), line.start)
        if self.html:
            return self.text.tag_at(first)
        words = self.text.raw[first : line.end].strip()
        indent = first - line.start
        alone = self.low[max(0, line.start - 2) : line.start] in ("\n\n", "\n" + PAGE, "")
        return f"{words.isupper()}{words.istitle()}{min(indent, 30) // 6}{alone}"
