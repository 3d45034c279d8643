"""A document as a place where an Item's words may be: by printed page, by caption, by what a section is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from docai.tenk.headings import lowered
from docai.tenk.markup import CELL, PAGE, ROW, ROW_END, SPAN, TABLE, MarkedText
from docai.tenk.pages import Pages, find_pages
from docai.tenk.render import render_html, render_text
from docai.tenk.vocabulary import letters

_LONGEST_CAPTION = 160
_BALANCE_REACH = 12_000
_STATEMENTS_REACH = 120_000

_LINE = re.compile(
    rf"[^\n{CELL}{SPAN}{ROW}{ROW_END}{TABLE}{PAGE}]*[a-z][^\n{CELL}{SPAN}{ROW}{ROW_END}{TABLE}{PAGE}]*"
)
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
            if len(words) > _LONGEST_CAPTION or _DOTS.search(words) or words[-1:] in ",;":
                continue
            if _NUMBER_FOLLOWS.match(self.low, match.end()):
                continue
            found.append(Line(match.start(), match.end(), letters(words)))
        return found

    def words(self, start: int, end: int) -> str:
        """Return the readable text of a stretch, without what stands between its pages."""
        raw = self.pages.words(start, end)
        return render_html(raw) if self.html else render_text(raw)

    def by_pages(self, first: str, last: str) -> tuple[int, int] | None:
        """Return the stretch from printed page ``first`` to ``last``."""
        return self.pages.span(first, last)

    def by_page_on(self, first: str) -> tuple[int, int] | None:
        """Return the stretch from printed page ``first`` to the end of the statements that begin there."""
        span = self.pages.span(first, first)
        return (span[0], self._statements_end(span[0])) if span else None

    def by_caption(self, caption: str) -> list[tuple[int, int]]:
        """Return the stretches under headings that say ``caption`` (letters), to the next heading that looks alike."""
        return [
            (line.start, self._section_end(index))
            for index, line in enumerate(self.captions)
            if line.letters == caption
            or (line.letters.startswith(caption) and len(line.letters) <= len(caption) + 12)
        ]

    def by_note(self, number: str, captions: tuple[str, ...] = ()) -> list[tuple[int, int]]:
        """Return the stretches of the note to the financial statements with that number or letter.

        With ``captions``, the note's heading must say one of them.
        """
        here = re.compile(
            rf"\s*(?:note\s*)?{number.lower()}\s*[.:)–—-]+\s*[a-z]|\s*note\s*{number.lower()}\s*$"
        )
        following = str(int(number) + 1) if number.isdigit() else chr(ord(number) + 1).lower()
        after = re.compile(
            rf"\s*(?:note\s*)?{following}\s*[.:)–—-]+\s*[a-z]|\s*note\s*{following}\s*$"
        )
        spans: list[tuple[int, int]] = []
        for index, line in enumerate(self.captions):
            if captions and not any(part in line.letters for part in captions):
                continue
            if here.match(self.low, line.start, line.end):
                end = next(
                    (
                        n.start
                        for n in self.captions[index + 1 :]
                        if after.match(self.low, n.start, n.end)
                    ),
                    None,
                )
                spans.append((line.start, end if end is not None else self._section_end(index)))
        return spans

    def statements(self, outside: tuple[int, int], borders: list[int]) -> list[tuple[int, int]]:
        """Return the stretches that may be the financial statements: each holds a balance sheet.

        ``outside`` is a stretch that they cannot be in; ``borders`` are places, in order, that they do not reach over.
        """
        found: list[tuple[int, int]] = []
        reached = 0
        for match in re.finditer(r"total\s+assets\b", self.low):
            at = match.start()
            if at < reached or outside[0] <= at < outside[1]:
                continue
            if not re.search(
                r"total\s+(?:current\s+)?liabilities|stockholders|shareholders|shareowners|equity",
                self.low[at : at + _BALANCE_REACH],
            ):
                continue
            floor = max([border for border in borders if border <= at], default=0)
            floor = max(floor, at - _STATEMENTS_REACH)
            if outside[0] <= floor < outside[1]:
                floor = outside[1]
            heads = [
                line.start
                for line in self.captions
                if floor <= line.start < at and _STATEMENT_HEADS.match(line.letters)
            ]
            if not heads:
                continue
            end = self._statements_end(at, borders)
            found.append((heads[0], end))
            reached = end
        return found

    def _statements_end(self, at: int, borders: list[int] | None = None) -> int:
        ends = [
            line.start for line in self.captions if line.start > at and _ENDS.match(line.letters)
        ]
        ends += [border for border in borders or [] if border > at]
        return min(ends, default=len(self.text.raw))

    def discussion(self) -> list[tuple[int, int]]:
        """Return the stretches that may be management's discussion and analysis."""
        return [
            (
                line.start,
                next(
                    (
                        n.start
                        for n in self.captions[index + 1 :]
                        if n.start > line.start + 1500 and _AFTER_MDA.match(n.letters)
                    ),
                    len(self.text.raw),
                ),
            )
            for index, line in enumerate(self.captions)
            if _MDA_HEADS.match(line.letters) and len(line.letters) < 120
        ]

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
