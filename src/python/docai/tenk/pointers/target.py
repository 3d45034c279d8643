"""A document as a place where an Item's words may be: by printed page, by caption, by what a section is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from docai.document.marked_text import MarkedText
from docai.document.marks import CELL, MARKS, PAGE, ROW, ROW_END, SPAN, TABLE
from docai.document.pages import Pages, find_pages
from docai.document.readable.html import render_html
from docai.document.readable.plain import render_text
from docai.tenk.headings.lines import lowered
from docai.tenk.pointers.note_headings import next_note, note_heading
from docai.tenk.pointers.paragraphs import begins_paragraph, is_title
from docai.tenk.vocabulary import letters

_LONGEST_CAPTION = 160
_BALANCE = re.compile(r"total\s{1,20}assets\b")
_BALANCE_UNTITLED = re.compile(r"total\s{1,20}current\s{1,20}assets\b")
"""What a balance sheet has that leaves the total of all assets without a name."""
_BALANCE_GOES_ON = re.compile(
    r"total\s{1,20}(?:current\s{1,20})?liabilities|stockholders|shareholders|shareowners|equity"
)
_BALANCE_REACH = 12_000
_MOST_BALANCES = 60
_WORDS = re.compile(r"[a-z0-9]+")
_MOST_WORDS = 16
_MOST_LINES = 4000
_MOST_INDENT = 100
_ALONE = ("\n\n", "\n" + PAGE, PAGE + "\n", "")
_MOST_PLACES = 8
"""Places that one direction is tried at."""
_SHORT_DISCUSSION = 1500
_STATEMENTS_REACH = 120_000

_BREAKS = rf"\n{CELL}{SPAN}{ROW}{ROW_END}{TABLE}{PAGE}"
_IN_ROW = f" {CELL}{SPAN}"
_ROW_STARTS = f"\n{ROW}{ROW_END}{TABLE}{PAGE}"
_LINE = re.compile(rf"[^{_BREAKS}]+")
_NUMBER_FOLLOWS = re.compile(
    rf"[\s.·_|{CELL}{SPAN}–—-]{{0,80}}+(?:page )?(?:[a-z]{{1,2}}-)?\d{{1,3}}(?:[–-]\d{{1,3}})?"
    rf"(?:[ ,{CELL}]{{1,20}}(?:[a-z]-)?\d{{1,3}}){{0,2}}[ {CELL}{SPAN}]*+(?:[\n{ROW}{ROW_END}{TABLE}]|$)"
)
_HEAD = re.compile(
    r"\n[ ]{0,90}+(?P<line>(?:item [78]\S{0,2} |the |audited |our )?"
    r"(?:consol|conden|financ|report|independ|manage|index|balanc|statem|income|quantit|select|five|six|ten.year|eleven|shareh|shareo|stockh|stocko|invest|corpor|direct"
    r"|notes to|signat|exhibit|list of|discus|operating and|review)[^\n]{0,200})"
)
"""Lines that can be a head of the financial statements, of management's discussion, or of what follows them."""
_DOTS = re.compile(r"\.{3,}|\s{3,}(?:[a-z]-)?\d{1,3}$")
_STATEMENT_HEADS = re.compile(
    r"indexto(?:the)?(?:audited)?(?:consolidated)?financialstatement|(?:consolidated)?financialstatementsandsupplementa|consolidatedfinancialstatements?$|financialstatements$|"
    r"reportsofindependent|reportofindependent|independentauditors|independentregistered|independentaccountants|reportof\w{3,40}(?:independent|auditors|accountants)|"
    r"(?:managements?)?reportofmanagement|managements?(?:statementof)?(?:report|responsibilit)|statementofmanagement|"
    r"(?:consolidated)?(?:condensed)?(?:balancesheets?|statements?of(?:consolidated)?(?:operations|income|earnings|financialposition|financialcondition|loss|comprehensive|cashflow)|incomestatements?)"
)
_MDA_HEADS = re.compile(
    r"(?:item)?managements?s?discussion|managementsanalysis|managementsnarrative|discussionandanalysis|financialreview|managementsfinancialreview|operatingandfinancialreview|reviewofoperations|financialcommentary"
)
_AFTER_MDA = re.compile(
    r"quantitativeandqualitative|reportsofindependent|reportofindependent|independentauditors|reportofmanagement|managements?responsib|managementsreport|statementofmanagement|"
    r"(?:consolidated)?(?:balancesheets?|statements?of(?:consolidated)?(?:operations|income|earnings|financialposition|loss|comprehensive|cashflow))(?:and)?\w{0,30}$|incomestatements?$|"
    r"(?:five|six|ten|eleven)year\w{0,30}(?:summary|review|data)|selected(?:consolidated)?financialdata$|notestoconsolidated|notestofinancial"
)
_ENDS = re.compile(r"signatures?$|exhibitindex|indextoexhibits|exhibits$|listofexhibits")
_AFTER_STATEMENTS = re.compile(
    r"(?:share|stock)(?:holders?|owners?)information$|investorinformation$|corporate(?:information|directory)$|directorsandofficers$"
)
"""What follows the statements in an annual report, beside what ends any report."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or the text of a cell: where it begins and ends, and its letters."""

    start: int
    end: int
    letters: str


_TO_LINES = bytes.maketrans(MARKS.encode(), b"\n" * len(MARKS))

Stretch = tuple[int, int]
"""Where a stretch of the marked text begins and ends."""


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
    def _in_lines(self) -> str:
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
        return list(self._lines(_HEAD))

    def _lines(self, pattern: re.Pattern[str]) -> Iterator[Line]:
        """Yield the short lines that ``pattern`` finds (its group ``line``) and that are no entries of contents."""
        for match in pattern.finditer(self._in_lines):
            line = self._caption(*match.span("line"))
            if line:
                yield line

    def _caption(self, start: int, end: int) -> Line | None:
        words = self.low[start:end].strip()
        if not words or len(words) > _LONGEST_CAPTION or words[-1] in ",;" or _DOTS.search(words):
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

    def by_pages(self, first: str, last: str) -> Stretch | None:
        """Return the stretch from printed page ``first`` to ``last``."""
        return self.pages.span(first, last)

    def by_page_on(self, first: str) -> Stretch | None:
        """Return the stretch from printed page ``first`` to the end of the statements that begin there."""
        span = self.pages.span(first, first)
        return (span[0], self._statements_end(span[0])) if span else None

    def by_caption(self, caption: str) -> Iterator[Stretch]:
        """Yield the stretches under headings that say ``caption``, to the next heading that looks alike."""
        words = [re.escape(word) for word in _WORDS.findall(caption.lower())][:_MOST_WORDS]
        said = letters(caption)
        if not said or not words:
            return
        pattern = re.compile(
            rf"\n[ ]{{0,90}}+(?P<line>{'[^a-z0-9]{1,9}'.join(words)}[^\n]{{0,80}})"
        )
        places = (line for line in self._lines(pattern) if len(line.letters) <= len(said) + 12)
        for line in islice(places, _MOST_PLACES):
            yield line.start, self._section_end(line)

    def by_note(self, number: str, captions: tuple[str, ...] = ()) -> Iterator[Stretch]:
        """Yield the stretches of the note to the financial statements with that number or letter.

        With ``captions``, the note's heading must say one of them.
        """
        named = [letters(caption) for caption in captions]
        places = (
            line
            for stretch in self._note_heads(number, 0)
            if (line := self._caption(*stretch))
            and (not named or any(part in self._with_next(line) for part in named))
        )
        for line in islice(places, _MOST_PLACES):
            following = next(self._note_heads(next_note(number), line.end), None)
            yield line.start, following[0] if following else self._section_end(line)

    def _note_heads(self, number: str, start: int) -> Iterator[Stretch]:
        """Yield the lines that can be the heading of a note: its number may stand in the first cell of a row."""
        for match in note_heading(number).finditer(self._in_lines, start):
            line = match.span("line")
            before = self.low[max(0, line[0] - _MOST_INDENT) : line[0]].rstrip(_IN_ROW)
            if "\n" not in self.low[slice(*line)] and before[-1:] in _ROW_STARTS:
                yield line

    def _with_next(self, line: Line) -> str:
        return letters(self.low[line.start : line.end + _LONGEST_CAPTION])

    def statements(self, outside: Stretch, borders: list[int]) -> Iterator[Stretch]:
        """Yield the stretches that may be the financial statements: each holds a balance sheet.

        ``outside`` is a stretch that they cannot be in; ``borders`` are places, in order, that they do not reach over.
        """
        for total in (_BALANCE, _BALANCE_UNTITLED):
            yield from self._with_balance(total, outside, borders)

    def _with_balance(
        self, total: re.Pattern[str], outside: Stretch, borders: list[int]
    ) -> Iterator[Stretch]:
        """Yield the stretches that may be the financial statements: each holds what ``total`` finds."""
        reached = 0
        for match in islice(total.finditer(self.low), _MOST_BALANCES):
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
        return [
            line
            for line in self.heads
            if _STATEMENT_HEADS.match(line.letters)
            and not line.letters.endswith("data")
            and self.low[line.start : line.end].rstrip()[-1] != ":"
        ]

    @cached_property
    def _ends(self) -> list[int]:
        return [line.start for line in self.heads if _ENDS.match(line.letters)]

    def _statements_end(self, at: int, borders: list[int] | None = None) -> int:
        others = [line.start for line in self.heads if _AFTER_STATEMENTS.match(line.letters)]
        ends = (end for end in [*self._ends, *others, *(borders or [])] if end > at)
        return min(ends, default=len(self.text.raw))

    def discussion(self) -> Iterator[Stretch]:
        """Yield the stretches that may be management's discussion and analysis."""
        places = (
            index
            for index, line in enumerate(self.heads)
            if _MDA_HEADS.match(line.letters) and len(line.letters) < 120
        )
        for index in islice(places, _MOST_PLACES):
            start = self.heads[index].start
            following = (
                line.start
                for line in self.heads[index + 1 :]
                if line.start > start + _SHORT_DISCUSSION and _AFTER_MDA.match(line.letters)
            )
            yield start, next(following, len(self.text.raw))

    def head_after(self, start: int, end: int, *, discussion: bool) -> int:
        """Return where the first head of the statements stands between two places; ``end`` if there is none.

        With ``discussion``, that of the discussion too.
        """
        mda = [line for line in self.heads if discussion and _MDA_HEADS.match(line.letters)]
        heads = (line for line in [*mda, *self._statement_heads] if self._stands_apart(line))
        return min((line.start for line in heads if start < line.start < end), default=end)

    def _stands_apart(self, line: Line) -> bool:
        """Return whether a line begins a paragraph."""
        before = self.low[max(0, line.start - _MOST_INDENT) : line.start].rstrip(" ")
        return before.endswith(("\n\n", PAGE, ROW, ROW_END))

    def is_before_signatures(self, start: int, at: int) -> bool:
        """Return whether no line of signatures stands between ``start`` and ``at``."""
        return not any(start < end < at for end in self._ends)

    def _section_end(self, line: Line) -> int:
        look = self._look(line)
        for match in islice(_LINE.finditer(self.low, line.end + 20), _MOST_LINES):
            following = self._caption(*match.span())
            if (
                following
                and following.letters != line.letters
                and self._look(following) == look
                and (self.html or not begins_paragraph(self.text.raw, self.low, *match.span()))
            ):
                return following.start
        return len(self.text.raw)

    def _look(self, line: Line) -> str:
        first = next((at for at in range(line.start, line.end) if self.low[at] > " "), line.start)
        if self.html:
            return self.text.tag_at(first)
        words, indent = self.text.raw[first : line.end].strip(), first - line.start
        alone = self.low[max(0, line.start - 2) : line.start] in _ALONE
        return f"{words.isupper()}{is_title(words)}{min(indent, 30) // 6}{alone}"
