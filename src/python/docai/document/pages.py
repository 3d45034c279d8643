"""The pages of a document: where each begins and ends, the number printed on it, and its running head and foot."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from docai.document.furniture import EdgeLine, Furniture, row_start, whole_row
from docai.document.marks import CELL, PAGE, ROW_END, SPAN
from docai.document.seams import join_html, join_lines

_FEWEST_PAGES = 4
_LINES_WITH_NUMBER = 3
"""Lines at a page's edge in which its number may stand."""

_NUMBER = re.compile(
    r"(?:.{0,70}[|\s])??(?:page )?[-–—(\[]{0,2} ?(?P<label>(?:(?:iii|[a-z]{1,2}) ?- ?|[a-z])?\d{1,3})(?: of \d{1,3})? ?[-–—)\]]{0,2}(?: table of contents)?"
)
_NUMBER_FIRST = re.compile(
    r"(?:page )?(?P<label>(?:(?:iii|[a-z]{1,2}) ?- ?|[a-z])?\d{1,3}) ?[|•·/–—\s] ?[a-z].{0,90}"
)
"""The same where the number goes before a name: "34 | Teel Bancorp 2009 Annual Report"."""
_NUMBER_LINE = re.compile(
    rf"\n[ {CELL}{SPAN}]*(?:[Pp]age )?[-–—(]{{0,2}} ?(?P<label>(?:[FS]-)?\d{{1,3}}) ?[-–—)]{{0,2}}[ {CELL}{SPAN}]*(?=\n|{ROW_END})"
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page from ``start`` to ``end``; its words, without running head and foot, from ``top`` to ``bottom``."""

    start: int
    top: int
    bottom: int
    end: int


_Edges = tuple[Sequence[list[EdgeLine]], Sequence[list[EdgeLine]]]
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
    furniture = Furniture(raw, bounds)
    pages = [
        Page(
            start,
            row_start(raw, furniture.top(number)),
            whole_row(raw, start, furniture.bottom(number)),
            end,
        )
        for number, (start, end) in enumerate(bounds)
    ]
    return Pages(raw, pages, (furniture.heads, furniture.feet))


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


def _labels(heads: Sequence[list[EdgeLine]], feet: Sequence[list[EdgeLine]]) -> list[str]:
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


def _label(lines: list[EdgeLine]) -> str:
    for pattern in (_NUMBER, _NUMBER_FIRST):
        for _, _, words, shape in lines[:_LINES_WITH_NUMBER]:
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
