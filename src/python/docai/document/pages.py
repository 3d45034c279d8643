"""The pages of a document: where each begins and ends, the number printed on it, and its running head and foot."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice, pairwise

from docai.document.marks import CELL, PAGE, ROW, ROW_END, SPAN, TABLE
from docai.document.page_rows import row_start, whole_row
from docai.document.seams import join_html, join_lines

_EDGE = 300
"""A running head or foot stands within this many characters of the page's edge, marks included."""
_LINES_AT_EDGE = 3
_FEWEST_PAGES = 4
_LONGEST_FURNITURE = 110

_BREAKS = f"\n{ROW}{ROW_END}{TABLE}{PAGE}"
_LINE = re.compile(rf"[^{_BREAKS}{CELL}{SPAN} ][^{_BREAKS}]*")
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(
    r"(?:.{0,70}[|\s])??(?:page )?[-–—(\[]{0,2} ?(?P<label>(?:(?:iii|[a-z]{1,2}) ?- ?|[a-z])?\d{1,3})(?: of \d{1,3})? ?[-–—)\]]{0,2}(?: table of contents)?"
)
_NUMBER_FIRST = re.compile(
    r"(?:page )?(?P<label>(?:(?:iii|[a-z]{1,2}) ?- ?|[a-z])?\d{1,3}) ?[|•·/–—\s] ?[a-z].{0,90}"
)
"""The same where the number goes before a name: "34 | Teel Bancorp 2009 Annual Report"."""
_BARE_NUMBER = re.compile(
    r"(?:page )?[-–—(\[]{0,3} ?(?:(?:iii|[a-z]{1,2}) ?- ?|[a-z])?\d{1,3}(?: of \d{1,3})? ?[-–—)\]]{0,3}"
)
_NUMBER_LINE = re.compile(
    rf"\n[ {CELL}{SPAN}]*(?:[Pp]age )?[-–—(]{{0,2}} ?(?P<label>(?:[FS]-)?\d{{1,3}}) ?[-–—)]{{0,2}}[ {CELL}{SPAN}]*(?=\n|{ROW_END})"
)
_SECTION = re.compile(
    r"(?:form 10-k,? ?)?(?:part [iv]{1,3},? ?)?(?:items? \d{1,2}[ab]?\.?)?"
    r"|(?:notes to |condensed |consolidated |audited )*(?:financial statements|notes)(?: and supplementary data)?(?:[-–—,( ]{0,4}continued\)?)?"
    r"|management['’]s discussion and analysis[a-z ]{0,60}(?:[-–—,( ]{0,4}continued\)?)?"
)
"""A running head that says which part of the report a page belongs to."""
_FEWEST_OF_A_SECTION = 3
_LINKS = frozenset(
    ("table of contents", "index", "back to contents", "return to table of contents")
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page from ``start`` to ``end``; its words, without running head and foot, from ``top`` to ``bottom``."""

    start: int
    top: int
    bottom: int
    end: int


_EdgeLine = tuple[int, int, str, str]
"""Start, end, words (in lower case and on one line), and these with their digits made alike; "" for a long line."""
_Edges = tuple[Sequence[list[_EdgeLine]], Sequence[list[_EdgeLine]]]
"""The lines at the head and at the foot of each page."""


class Pages:
    """The pages of one marked text, in order."""

    def __init__(self, raw: str, pages: list[Page], edges: _Edges = ((), ())) -> None:
        self._raw, self._edges = raw, edges
        self.pages = pages
        self._starts = [page.start for page in pages]

    @cached_property
    def labels(self) -> list[str]:
        """The number printed on each page, "" where none is."""
        return _labels(*self._edges) if self._edges[0] else [""] * len(self.pages)

    def words(self, start: int, end: int, *, lines: bool = False) -> str:
        """Return ``raw[start:end]`` without running heads, feet and page numbers between its pages.

        A sentence that a page break cuts is one again; ``lines`` says that the text kept its lines (see ``seams``).
        """
        first = max(0, bisect_right(self._starts, start) - 1)
        parts: list[str] = []
        for page in self.pages[first:]:
            if page.start >= end:
                break
            # the first line of a stretch is never furniture: it is what was asked for
            top = start if page.start <= start else page.top
            bottom = min(end, page.bottom if start < page.bottom else page.end)
            parts.append(self._raw[top:bottom])
        if len(parts) > 1:
            return join_lines(parts) if lines else join_html(parts)
        return parts[0] if parts else ""

    def span(self, first: str, last: str) -> tuple[int, int] | None:
        """Return where the pages numbered ``first`` to ``last`` begin and end; None if they are not there."""
        if first not in self.labels:
            return None
        start = self.pages[self.labels.index(first)].top
        ends = (
            page.bottom
            for page, label in zip(self.pages, self.labels, strict=True)
            if label == last and page.bottom >= start
        )
        end = next(ends, None)
        return (start, end) if end is not None else None


def find_pages(raw: str) -> Pages:
    """Return the pages of a marked text: by its page breaks, else by lines that are nothing but rising numbers."""
    bounds = _bounds(raw)
    if len(bounds) <= _FEWEST_PAGES:
        return Pages(raw, [Page(0, 0, len(raw), len(raw))])
    heads = [_first_lines(raw, start, min(end, start + _EDGE)) for start, end in bounds]
    feet = [_last_lines(raw, max(start, end - _EDGE), end) for start, end in bounds]
    often = max(4, len(bounds) // 4)
    furniture = _repeated(heads, often) | _repeated(feet, often)
    sections = _sections(heads)
    pages = [
        Page(
            start,
            row_start(
                raw,
                _past(head, furniture | _said_before(heads, number, sections), start, last=True),
            ),
            whole_row(raw, start, _past(foot, furniture, end, last=False)),
            end,
        )
        for number, ((start, end), head, foot) in enumerate(zip(bounds, heads, feet, strict=True))
    ]
    return Pages(raw, pages, (heads, feet))


def _bounds(raw: str) -> list[tuple[int, int]]:
    starts = [0]
    at = raw.find(PAGE)
    while at >= 0:
        starts.append(at + 1)
        at = raw.find(PAGE, at + 1)
    if len(starts) <= _FEWEST_PAGES:
        starts = [0, *_numbered_breaks(raw)]
    return [
        (start, end)
        for start, end in zip(starts, [*starts[1:], len(raw)], strict=True)
        if end - start > 10 or end == len(raw)
    ]


def _numbered_breaks(raw: str) -> list[int]:
    """Return where lines end that hold nothing but the next page's number."""
    breaks: list[int] = []
    last = ""
    for match in _NUMBER_LINE.finditer(raw):
        prefix, _, number = match["label"].rpartition("-")
        last_prefix, _, last_number = last.rpartition("-")
        if last and prefix == last_prefix and not 0 < int(number) - int(last_number) <= 2:
            continue
        if (not last and int(number) > 9) or (prefix != last_prefix and int(number) > 3):
            continue
        breaks.append(match.end())
        last = match["label"]
    return breaks


def _said_before(
    heads: list[list[_EdgeLine]], number: int, sections: frozenset[str]
) -> frozenset[str]:
    """Return those ``sections`` that stood at the head of one of the two pages before: the first is a heading."""
    before = (line[2] for head in heads[max(0, number - 2) : number] for line in head)
    return frozenset(words for words in before if words in sections) if sections else sections


def _first_lines(raw: str, start: int, end: int) -> list[_EdgeLine]:
    return [
        _edge_line(raw, *match.span())
        for match in islice(_LINE.finditer(raw, start, end), _LINES_AT_EDGE)
    ]


def _last_lines(raw: str, start: int, end: int) -> list[_EdgeLine]:
    spans = [match.span() for match in _LINE.finditer(raw, start, end)]
    return [_edge_line(raw, *span) for span in spans[: -_LINES_AT_EDGE - 1 : -1]]


def _edge_line(raw: str, start: int, end: int) -> _EdgeLine:
    line = raw[start:end]
    if len(line) > _LONGEST_FURNITURE + 1 and CELL not in line and "  " not in line:
        # prose, by far the most there are
        return start, end, "", ""
    return start, end, *_furniture_words(line)


_ANSWER = re.compile(
    r"\W*(?:n/?a|\[?reserved|no(?:t| matters?) [a-z ]{1,60}|see (?:item|note) .{1,60}|(?:the )?information (?:required|called for) .{1,99}"
    r"|(?:.{1,99}\W)?(?:none|omitted|inapplicable|not (?:applicable|required)|(?:there (?:are|is|was|were)|ha[sd]|have) no|by reference)\b.*)\W*"
)
"""Short answers, which may end page after page of a report that has nothing to say, and are no running feet."""


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
    return words, words if words.isalpha() else _DIGITS.sub("#", words)


def _repeated(edges: list[list[_EdgeLine]], often: int) -> frozenset[str]:
    """Return the lines, digits aside, that stand at the edge of so many pages that they are furniture."""
    counts = Counter(shape for lines in edges for shape in {line[3] for line in lines if line[3]})
    return frozenset(
        shape for shape, count in counts.items() if count >= often and not _ANSWER.fullmatch(shape)
    )


def _sections(heads: list[list[_EdgeLine]]) -> frozenset[str]:
    """Return the running heads that name a section: word for word on some pages, fewer than other furniture needs."""
    counts = Counter(words for lines in heads for words in {line[2] for line in lines})
    return frozenset(
        words
        for words, count in counts.items()
        if words and count >= _FEWEST_OF_A_SECTION and _SECTION.fullmatch(words)
    )


def _past(lines: list[_EdgeLine], furniture: frozenset[str], edge: int, *, last: bool) -> int:
    """Return the edge of a page's words: past every line, from the outside in, that is furniture."""
    for start, end, words, shape in lines:
        known = shape in furniture or words in furniture or words in _LINKS
        if not known and ("#" not in shape or not _BARE_NUMBER.fullmatch(words)):
            break
        edge = end if last else start
    return edge


def _labels(heads: Sequence[list[_EdgeLine]], feet: Sequence[list[_EdgeLine]]) -> list[str]:
    """Return the number printed on each page, "" where none is; a missing one between two others is inferred."""
    from_feet = [_label(lines) for lines in feet]
    from_heads = [_label(lines) for lines in heads]
    labels = max(from_feet, from_heads, key=_steps)
    for index in range(1, len(labels)):
        before = labels[index - 1]
        following = _next_label(before)
        if (
            following
            and labels[index] != following
            and (
                not labels[index]
                or following in labels[index + 1 : index + 3]
                or _next_label(following) in labels[index + 1 : index + 2]
            )
        ):
            labels[index] = following
    return [
        (
            label
            if label
            and (
                _next_label(label) in labels[at + 1 : at + 2]
                or label in map(_next_label, labels[at - 1 : at])
            )
            else ""
        )
        for at, label in enumerate(labels)
    ]


def _label(lines: list[_EdgeLine]) -> str:
    for pattern in (_NUMBER, _NUMBER_FIRST):
        for _, _, words, shape in lines:
            match = pattern.fullmatch(words) if "#" in shape else None
            if match:
                return match["label"].replace(" ", "").upper()
    return ""


def _steps(labels: list[str]) -> int:
    """Return how often a label is followed by the next."""
    return sum(bool(one) and _next_label(one) == two for one, two in pairwise(labels))


def _next_label(label: str) -> str:
    number = label.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ-")
    return f"{label[: len(label) - len(number)]}{int(number) + 1}" if number else ""
