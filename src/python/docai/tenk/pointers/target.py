"""A document as a place where an Item's words may be: by printed page, by caption, by what a section is."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice

from docai.document.marks import CELL, PAGE, ROW, ROW_END, SPAN, TABLE
from docai.tenk.pointers.note_headings import next_note
from docai.tenk.pointers.paragraphs import begins_paragraph, is_title
from docai.tenk.pointers.report_heads import (
    AFTER_MDA,
    AFTER_STATEMENTS,
    ENDS,
    MDA_HEADS,
    STATEMENT_HEADS,
    STOCK_PRICES,
)
from docai.tenk.pointers.report_lines import LONGEST_CAPTION, Line
from docai.tenk.pointers.report_notes import MOST_INDENT, ReportNotes, Stretch
from docai.tenk.vocabulary import letters

_BALANCE = re.compile(r"total\s{1,20}assets\b")
_BALANCE_UNTITLED = re.compile(r"total\s{1,20}current\s{1,20}assets\b")
"""What a balance sheet has that leaves the total of all assets without a name."""
_BALANCE_GOES_ON = re.compile(
    r"total\s{1,20}(?:current\s{1,20})?liabilities|stockholders|shareholders|shareowners|equity"
)
_BALANCE_REACH = 12_000
_OF_PARENT = re.compile(
    r"condensed\s{1,90}financial\s{1,90}information\s{1,90}of\s{1,90}(?:the\s{1,90})?(?:registrant|parent)"
)
"""Over the balance sheet of the parent alone, which is no statement but a schedule: Regulation S-X, Rules 5-04 and 12-04."""
_SCHEDULE_REACH = 3000
_MOST_BALANCES = 60
_WORDS = re.compile(r"[a-z0-9]+")
_MOST_WORDS = 16
_MOST_LINES = 4000
_ALONE = ("\n\n", "\n" + PAGE, PAGE + "\n", "")
_MOST_PLACES = 8
"""Places that one direction is tried at."""
_SHORT_DISCUSSION = 1500
_STATEMENTS_REACH = 120_000
_ABOVE_HEAD = 150
"""Letters above the head of the statements on their first page that are those of another section, not the filer's name."""

_BREAKS = rf"\n{CELL}{SPAN}{ROW}{ROW_END}{TABLE}{PAGE}"
_LINE = re.compile(rf"[^{_BREAKS}]+")
_ROW_REACH = 200
_PAGE_BEHIND = re.compile(r"[ -](?:[a-z]-)?\d{1,3}$")
"""A page at the end of a line of contents, behind a blank or dashes."""
_LONG = 15_000
"""Characters of a section of which the end may not have been found."""
_REPORTS = ("report", "independent", "management")
_RUNNING = 6
"""A head more often there than this stands on every page, and heads nothing."""


class Target(ReportNotes):
    """A marked document, with what is needed to find a stretch of it. Everything is found out when first asked for."""

    def by_pages(self, first: str, last: str) -> Stretch | None:
        """Return the stretch from printed page ``first`` to ``last``."""
        return self.pages.span(first, last)

    def by_page_on(self, first: str) -> Stretch | None:
        """Return the stretch from printed page ``first`` to the end of the statements that begin there."""
        span = self.pages.span(first, first)
        return (span[0], self._statements_end(span[0])) if span else None

    def statements_on(self, first: str, stretch: Stretch, borders: Sequence[int] = ()) -> Stretch:
        """Return of a ``stretch`` that begins with printed page ``first`` what the financial statements are.

        ``borders`` are places where Items begin. The page may hold the end of another section above their head; where it
        holds Items or signatures and no head, they begin at the next head. The last page may hold what follows them.
        """
        start, end = stretch
        page = self.pages.span(first, first) or stretch
        below = min(page[1], end)
        heads = [line.start for line in self._statement_heads if self._stands_apart(line)]
        head = next((at for at in heads if start <= at < below), -1)
        if head == -1:
            others = any(start < border < below for border in borders)
            others = others or self.report_end(start - 1) < below
            head = next((at for at in heads if others and below <= at < end), start)
        if len(letters(self.low[start:head])) >= _ABOVE_HEAD:
            start = head
        return start, self.statements_until(start, end)

    def statements_until(self, start: int, end: int) -> int:
        """Return where the financial statements end that stand in a stretch; its end if there is no balance sheet."""
        balance = _BALANCE.search(self.low, start, end)
        return min(end, self._statements_end(balance.start())) if balance else end

    def by_caption(self, caption: str, start: int = 0, end: int = sys.maxsize) -> Iterator[Stretch]:
        """Yield the stretches under headings that say ``caption``, to the next heading that looks alike.

        The headings stand between ``start`` and ``end``.
        """
        words = [re.escape(word) for word in _WORDS.findall(caption.lower())][:_MOST_WORDS]
        said = letters(caption)
        if not said or not words:
            return
        pattern = re.compile(
            rf"\n[ ]{{0,90}}+(?P<line>{'[^a-z0-9]{1,9}'.join(words)}[^\n]{{0,80}})"
        )
        lines = self.lines_of(pattern, start, end)
        places = (line for line in lines if len(line.letters) <= len(said) + 12)
        for line in islice(places, _MOST_PLACES):
            yield line.start, self._section_end(line)

    def by_note(self, number: str, captions: tuple[str, ...] = ()) -> Iterator[Stretch]:
        """Yield the stretches of the note to the financial statements with that number or letter.

        With ``captions``, the note's heading must say one of them.
        """
        for line in islice(self._notes_called(number, captions), _MOST_PLACES):
            heads = self.note_heads_from(next_note(number), line.end)
            alike = (one for one, _ in heads if self.opens(one) == self.opens(line.start))
            following = next(alike, None)
            yield line.start, self._notes_end(line) if following is None else following

    def note_is_called(self, number: str, caption: str) -> bool:
        """Return whether the heading of a note with that number says ``caption``."""
        return any(True for _ in self._notes_called(number, (caption,)))

    def _notes_called(self, number: str, captions: tuple[str, ...]) -> Iterator[Line]:
        named = [letters(caption) for caption in captions]
        for stretch in self.note_heads(number):
            line = self.caption(*stretch)
            if (
                line
                and not line.letters.startswith("exhibits")
                and (not named or any(part in self._with_next(line) for part in named))
            ):
                yield line

    def _with_next(self, line: Line) -> str:
        return letters(self.low[line.start : line.end + LONGEST_CAPTION])

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
            if _OF_PARENT.search(self.low, max(0, at - _SCHEDULE_REACH), at):
                continue
            floor = max(
                at - _STATEMENTS_REACH, *(border for border in [0, *borders] if border <= at)
            )
            if outside[0] <= floor < outside[1]:
                floor = outside[1]
            heads = [line.start for line in self._statement_heads if floor <= line.start < at]
            # the list in Item 15 names them too: behind it exhibits and signatures end, before the statements begin
            ended = max((end for end in self._ends if floor <= end < at), default=floor)
            head = next((one for one in heads if one > ended), next(iter(heads), None))
            if head is not None:
                reached = self._statements_end(at, borders)
                yield head, reached

    @cached_property
    def _statement_heads(self) -> list[Line]:
        heads = [
            line
            for line in self.heads
            if STATEMENT_HEADS.match(line.letters)
            and not line.letters.endswith("data")
            and self.low[line.start : line.end].rstrip()[-1] != ":"
            and not _PAGE_BEHIND.search(self.low[line.start : line.end].rstrip())
            and not self._is_label(line)
        ]
        often = Counter(line.letters for line in heads)
        return [line for line in heads if often[line.letters] <= _RUNNING]

    def _is_label(self, line: Line) -> bool:
        """Return whether a line is a cell of a row that has words in others: no head, but what they are of."""
        row = self.low.rfind(ROW, max(0, line.start - MOST_INDENT), line.start)
        if row == -1 or ROW_END in self.low[row : line.start]:
            return False
        before = self.low[row : line.start].rpartition(CELL)[0]
        rest = self.low[line.end : line.end + _ROW_REACH].partition(ROW_END)[0].partition(CELL)[2]
        return any(map(str.isalnum, before + rest))

    @cached_property
    def _ends(self) -> list[int]:
        return [line.start for line in self.heads if ENDS.match(line.letters)]

    def _statements_end(self, at: int, borders: list[int] | None = None) -> int:
        others = [line.start for line in self.heads if AFTER_STATEMENTS.match(line.letters)]
        ends = (end for end in [*self._ends, *others, *(borders or [])] if end > at)
        end = min(ends, default=len(self.text.raw))
        heads = (line.start for line in self._statement_heads if self._stands_apart(line))
        last = max((head for head in heads if at < head < end), default=at)
        # prices of the stock may stand before the auditors' report, and a glossary behind all
        prices = (line for line in self.heads if STOCK_PRICES.match(line.letters))
        return min(
            (one.start for one in prices if last < one.start < end and self._is_head(one)),
            default=end,
        )

    def _is_head(self, line: Line) -> bool:
        """Return whether a line is a head, and no row of a table: "Stock price range  107-92"."""
        figures = any(map(str.isdigit, self.low[line.start : line.end]))
        return not figures and self._stands_apart(line) and not self._is_label(line)

    def discussion(self) -> Iterator[Stretch]:
        """Yield the stretches that may be management's discussion and analysis."""
        places = (
            index
            for index, line in enumerate(self.heads)
            if MDA_HEADS.match(line.letters) and len(line.letters) < 120
        )
        for index in islice(places, _MOST_PLACES):
            start = self.heads[index].start
            following = (
                line.start
                for line in self.heads[index + 1 :]
                if line.start > start + _SHORT_DISCUSSION and AFTER_MDA.match(line.letters)
            )
            yield start, next(following, len(self.text.raw))

    def head_after(self, start: int, end: int, *, discussion: bool) -> int:
        """Return where the first head of the statements stands between two places; ``end`` if there is none.

        With ``discussion``, that of the discussion too.
        """
        mda = [line for line in self.heads if discussion and MDA_HEADS.match(line.letters)]
        heads = (line for line in [*mda, *self._statement_heads] if self._stands_apart(line))
        return min((line.start for line in heads if start < line.start < end), default=end)

    def _stands_apart(self, line: Line) -> bool:
        """Return whether a line begins a paragraph."""
        before = self.low[max(0, line.start - MOST_INDENT) : line.start].rstrip(" ")
        return before.endswith(("\n\n", PAGE, ROW, ROW_END))

    def report_end(self, start: int) -> int:
        """Return where signatures or exhibits begin behind a place; the end of the document if there are none."""
        return min((end for end in self._ends if end > start), default=len(self.text.raw))

    def is_before_signatures(self, start: int, at: int) -> bool:
        """Return whether no line of signatures stands between ``start`` and ``at``."""
        return not any(start < end < at for end in self._ends)

    def _section_end(self, line: Line) -> int:
        look = self._look(line)
        for match in islice(_LINE.finditer(self.low, line.end + 20), _MOST_LINES):
            following = self.caption(*match.span())
            if (
                following
                and following.letters != line.letters
                and self._look(following) == look
                and (self.html or not begins_paragraph(self.text.raw, self.low, *match.span()))
            ):
                end = following.start
                break
        else:
            end = len(self.text.raw)
        far = end - line.start > _LONG or end == len(self.text.raw)
        return min(end, self.report_end(line.start)) if far else end

    def _notes_end(self, line: Line) -> int:
        """Return where the last note ends: at the report of auditors or managers, if one stands behind it."""
        end = self._section_end(line)
        reports = (one for one in self._statement_heads if one.letters.startswith(_REPORTS))
        return min([end, *(one.start for one in reports if one.start > line.start)])

    def _look(self, line: Line) -> str:
        first = next((at for at in range(line.start, line.end) if self.low[at] > " "), line.start)
        if self.html:
            return self.text.tag_at(first)
        words, indent = self.text.raw[first : line.end].strip(), first - line.start
        alone = self.low[max(0, line.start - 2) : line.start] in _ALONE
        return f"{words.isupper()}{is_title(words)}{min(indent, 30) // 6}{alone}"
