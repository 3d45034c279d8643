"""Running heads and feet: the lines at the edges of pages that are none of their words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

from docai.document.marks import CELL, MARKS, PAGE, ROW, ROW_END, SPAN, TABLE

_EDGE = 300
"""A running foot stands within this many characters of the page's end, marks included."""
_HEAD = 600
"""A running head of several centred lines, from the page's beginning on."""
_LINES_OF_HEAD = 6
_LINES_OF_FOOT = 3
_LONGEST_FURNITURE = 110

_BREAKS = f"\n{ROW}{ROW_END}{TABLE}{PAGE}"
_LINE = re.compile(rf"[^{_BREAKS}{CELL}{SPAN} ][^{_BREAKS}]*")
_DIGITS = re.compile(r"\d+")
_BARE_NUMBER = re.compile(
    r"(?:page )?[-–—(\[]{0,3} ?(?:(?:iii|[a-z]{1,2}) ?- ?|[a-z])?\d{1,3}(?: of \d{1,3})? ?[-–—)\]]{0,3}"
)
_SECTION = re.compile(
    r"(?:form 10-k,? ?)?(?:part [iv]{1,3},? ?)?(?:items? \d{1,2}[ab]?\.?)?"
    r"|(?:notes to |condensed |consolidated |audited )*(?:financial statements|notes)(?: and supplementary data)?(?:[-–—,( ]{0,4}continued\)?)?"
    r"|management['’]s discussion and analysis[a-z ]{0,60}(?:[-–—,( ]{0,4}continued\)?)?"
)
"""A running head that says which part of the report a page belongs to."""
_ITEMS = re.compile(r"items? #[abc]?(?:(?:,| and|, and| &) (?:items? )?#[abc]?)*\.?")
"""The Items that a page belongs to, digits made alike: "item 1", "items 1a, 2"."""
_CONTINUED = re.compile(
    r"(?:(?:(?:items?|notes?|part|schedule|management['’]s)\b|\(?(?:\d{1,2}|[a-z])[.)] ).{1,100}[-–—,:(] ?|\(?)"
    r"(?:continued|cont['’.]d|cont\.)\)?[.:]?"
)
"""A head that says that a numbered part goes on: "Note 3 - Debt (Continued)"; not the title of a table that does."""
_FEWEST_OF_A_SECTION = 3
_OF_FIGURES = re.compile(r"thousands?\b|millions?\b|billions?\b|\$|000")
"""What a line says that speaks of the columns under it."""
_LINKS = frozenset(
    ("table of contents", "index", "back to contents", "return to table of contents")
)
_ANSWER = re.compile(
    r"\W*(?:n/?a|\[?reserved|no(?:t| matters?) [a-z ]{1,60}|see (?:item|note) .{1,60}|(?:the )?information (?:required|called for) .{1,99}"
    r"|(?:.{1,99}\W)?(?:none|omitted|inapplicable|not (?:applicable|required)|(?:there (?:are|is|was|were)|ha[sd]|have) no|by reference)\b.*)\W*"
)
"""Short answers, which may end page after page of a report that has nothing to say, and are no running feet."""

EdgeLine = tuple[int, int, str, str]
"""Start, end, words (in lower case and on one line), and these with their digits made alike; "" for a long line."""


class Furniture:
    """The running heads and feet of the pages of ``raw`` that ``bounds`` tells.

    ``heads`` and ``feet`` are the lines at the edges of each page, from the outside in.
    """

    def __init__(self, raw: str, bounds: Sequence[tuple[int, int]]) -> None:
        self._raw, self._bounds = raw, bounds
        self.heads = [_first_lines(raw, start, end) for start, end in bounds]
        self.feet = [_last_lines(raw, max(start, end - _EDGE), end) for start, end in bounds]
        often = max(4, len(bounds) // 4)
        self._often = _repeated(self.heads, often) | _repeated(self.feet, often)
        counts = Counter(line[2] for lines in self.heads for line in lines)
        self._sections = {words for words, count in counts.items() if count >= _FEWEST_OF_A_SECTION}

    def top(self, number: int) -> int:
        """Return where the words of a page begin: past every line, from its beginning on, that is furniture."""
        edge = self._bounds[number][0]
        waits = False
        for line in self.heads[number]:
            _, end, words, shape = line
            if not words:
                break
            again = words in self._sections and self._stood_before(number, words)
            if (again and _SECTION.fullmatch(words)) or (
                ("cont" in words) and _CONTINUED.fullmatch(words)
            ):
                edge, waits = end, False
            elif shape in self._often or self._is_known(words, shape):
                edge = edge if waits else end
            elif again and self._may_run(line):
                # the filer's name: of the head if the name of a section follows, else over a statement
                waits = True
            else:
                break
        return edge

    def bottom(self, number: int) -> int:
        """Return where the words of a page end: before every line, from its end on, that is furniture."""
        edge = self._bounds[number][1]
        for start, _, words, shape in self.feet[number]:
            if not (shape in self._often or self._is_known(words, shape)):
                break
            edge = start
        return edge

    def _is_known(self, words: str, shape: str) -> bool:
        return (
            words in self._often
            or words in _LINKS
            or ("#" in shape and _BARE_NUMBER.fullmatch(words) is not None)
        )

    def _stood_before(self, number: int, words: str) -> bool:
        """Return whether a line stood, word for word, at the head of one of the two pages before: the first is a heading."""
        return any(
            words == one[2] for head in self.heads[max(0, number - 2) : number] for one in head
        )

    def _may_run(self, line: EdgeLine) -> bool:
        """Return whether a line speaks of no columns under it, and stands in no row of a table."""
        start, end, words, _ = line
        return not (
            "   " in self._raw[start:end].rstrip()
            or CELL in self._raw[start:end]
            or self._raw[max(0, start - _NEAR) : start].rstrip(" \n")[-1:] in (CELL, SPAN)
            or _OF_FIGURES.search(words)
            or _ANSWER.fullmatch(words)
        )


_NEAR = 8


def without_continued(line: str) -> str:
    """Return a line without the head of a page before it that says that a numbered part goes on: "" where it is nothing else."""
    head, bracket, rest = line.partition(")")
    said = (head + bracket).lower()
    if "cont" not in said or _CONTINUED.fullmatch(said) is None:
        return line
    return rest.lstrip(" .:")


def _first_lines(raw: str, start: int, end: int) -> list[EdgeLine]:
    """Return the lines at the head of a page: three, and those behind them as long as all are short."""
    found = _LINE.finditer(raw, start, min(end, start + _EDGE))
    lines = [_edge_line(raw, *match.span()) for match in islice(found, _LINES_OF_FOOT)]
    if len(lines) < _LINES_OF_FOOT or not (lines[0][2] and lines[1][2] and lines[2][2]):
        return lines
    for match in _LINE.finditer(raw, lines[-1][1], min(end, start + _HEAD)):
        lines.append(_edge_line(raw, *match.span()))
        if len(lines) == _LINES_OF_HEAD or not lines[-1][2]:
            break
    return lines


def _last_lines(raw: str, start: int, end: int) -> list[EdgeLine]:
    spans = [match.span() for match in _LINE.finditer(raw, start, end)]
    return [_edge_line(raw, *span) for span in spans[: -_LINES_OF_FOOT - 1 : -1]]


def _edge_line(raw: str, start: int, end: int) -> EdgeLine:
    line = raw[start:end]
    if len(line) > _LONGEST_FURNITURE + 1 and CELL not in line and "  " not in line:
        # prose, by far the most there are
        return start, end, "", ""
    return start, end, *_furniture_words(line)


@lru_cache(maxsize=2048)
def _furniture_words(line: str) -> tuple[str, str]:
    """Return a line's words and their shape; of a line too long to be furniture, nothing."""
    if len(line) > _EDGE - 10 and CELL not in line:
        return "", ""
    words = line.lower()
    if CELL in words:
        words = words.replace(CELL, " ").replace(SPAN, "")
    words = " ".join(words.split())
    if len(words) > _LONGEST_FURNITURE:
        return "", ""
    if words.isalpha():
        return words, words
    shape = _DIGITS.sub("#", words)
    return words, "item #" if shape[:4] == "item" and _ITEMS.fullmatch(shape) else shape


def _repeated(edges: list[list[EdgeLine]], often: int) -> frozenset[str]:
    """Return the lines, digits aside, that stand at the edge of so many pages that they are furniture."""
    counts = Counter(
        shape
        for lines in edges
        for shape in {line[3] for line in lines[:_LINES_OF_FOOT] if line[3]}
    )
    return frozenset(
        shape for shape, count in counts.items() if count >= often and not _ANSWER.fullmatch(shape)
    )


_ROW_EDGE = 300
"""A row that is all foot takes no more characters, marks included."""
_TO_BLANK = str.maketrans(dict.fromkeys(MARKS, " "))


def whole_row(raw: str, start: int, bottom: int) -> int:
    """Return the edge of a page's words. Where it cuts a row: behind the row, whose number is then none of a page.

    A row that stands alone in its table, a part's name beside the page's number, is all foot: there the edge is before it.
    """
    row = raw.rfind(ROW, start, bottom)
    end = raw.find(ROW_END, row, bottom + _ROW_EDGE) if row >= 0 else -1
    if end < bottom:
        return bottom
    table = raw.rfind(TABLE, start, row)
    alone = table >= 0 and not raw[table:row].translate(_TO_BLANK).strip()
    return table if alone and bottom - row <= _ROW_EDGE else end + 1


def row_start(raw: str, top: int) -> int:
    """Return the edge of a page's words; where it cuts a row that has more words, before the row: "(6)" is the number of a note."""
    row = max(
        raw.rfind(mark, top - _ROW_EDGE if top > _ROW_EDGE else 0, top) for mark in (ROW, ROW_END)
    )
    if row < 0 or raw[row] == ROW_END:
        return top
    end = raw.find(ROW_END, top)
    return row if raw[top:end].translate(_TO_BLANK).strip() else top
