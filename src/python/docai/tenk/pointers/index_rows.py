"""A cross-reference index: the Items are rows that name pages of the same document, and have no words of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from docai.tenk.pointers.pointer import Pointer

_PAGE = r"(?:(?:III|[A-Z]{1,2})-)?\d{1,3}"
_RANGE = rf"{_PAGE}(?:\s?(?:-|–|—|to|through)\s?{_PAGE})?"
_RANGES = re.compile(
    rf"[|.\s](?P<ranges>{_RANGE}(?:\s?(?:,|;|and|&|,\s?and)\s?{_RANGE})*)(?:,?\s?\(\w\))*\s*(?:\||$)"
)
_ONE = re.compile(rf"({_PAGE})(?:\s?(?:-|–|—|to|through)\s?({_PAGE}))?")
_PAGES_OR_NONE = re.compile(
    rf"\s*(?:[—–-]{{1,2}}|n/?a|{_RANGE}(?:\s?(?:,|;|and|&|,\s?and)\s?{_RANGE})*(?:,?\s?\(\w\))*)\s*",
    re.I,
)
"""A cell of a column of pages: pages, or a dash where there are none."""
_CELLS = re.compile(r"[|\n]|[ ]{3,}|(?<=\.)[ ]{1,2}(?=[\d–—-])")
"""What parts the cells of a row: in plain text blanks, or the dots before a page."""
_MOST_COLUMNS = 3
_IN_COLUMNS = 0.6
_ITEM_NUMBER = re.compile(r"^\W*items?[\s.|]*\d{1,2}[A-D]?\b", re.I)
_SENTENCE = re.compile(r"[a-z]{3,}\.(?:\s|$)")
_LONGEST_ROW = 700
_LONGEST_TYPED = 4 * _LONGEST_ROW
"""Characters of the longest row with columns: one line for each part of its Item, and the blanks between its pages."""
_FEWEST_ROWS = 6
_NAMED = 0.4
_SHORT = 0.8
_WITH_RANGES = 0.2
_FEWEST_PARTS = 3
_PARTS_NAMED = 0.4
_TITLES = {
    "business": ("Our Business", "Business", "Description of Business", "Business Overview", "Overview"),
    "risk_factors": ("Risk Factors", "Risk Factors Relating to Our Business", "Certain Risk Factors"),
    "cybersecurity": ("Cybersecurity", "Cybersecurity Risk Management"),
    "properties": ("Properties", "Our Properties"),
    "legal": ("Legal Proceedings",),
    "market": ("Market for Common Stock", "Common Stock", "Stock Performance"),
    "selected": ("Selected Financial Data", "Selected Consolidated Financial Data", "Five-Year Summary"),
    "mda": ("Management's Discussion and Analysis", "Financial Review", "Operating and Financial Review"),
    "market_risk": ("Quantitative and Qualitative Disclosures About Market Risk", "Market Risk"),
    "statements": ("Consolidated Financial Statements", "Financial Statements"),
    "controls": ("Controls and Procedures",),
}  # fmt: skip
"""What such reports call the section of an Item, the likeliest first."""


class Index:
    """The rows of an index, in the order in which they stand."""

    def __init__(self, rows: Sequence[str]) -> None:
        self._ranges = [_ranges(row) or _in_columns(row) for row in rows]
        columns = [len(_columns(row)) for row in rows]
        several = [count for count in columns if 2 <= count <= _MOST_COLUMNS]
        self._columns = max(several) if len(several) >= max(1, _IN_COLUMNS * len(rows)) else 1
        self._short = sum(len(row) <= _LONGEST_ROW for row in rows)
        self._starts_only = self._names_first_pages()

    @property
    def is_one(self) -> bool:
        """Return whether the Items are rows of an index: most of them short, and ending in pages."""
        named = sum(bool(ranges) for ranges in self._ranges)
        return (
            named >= _FEWEST_ROWS
            and named >= _NAMED * len(self._ranges)
            and self._short >= _SHORT * len(self._ranges)
        )

    def pointer(self, row: str, kind: str, *, in_proxy: bool = False) -> Pointer | None:
        """Return what a row points to; None where it names no page: "None", "(a)".

        Of several columns the first has pages of the 10-K, the others those of the annual report and of the proxy
        statement, which answers the Items ``in_proxy``.
        """
        captions: tuple[str, ...] = _TITLES.get(kind, ())
        lines = [cells for cells in map(_columns, row.split("\n")) if len(cells) == self._columns]
        columns = lines or [cells for cells in [_columns(row)] if len(cells) == self._columns]
        if self._columns > 1 and columns:
            own, *others = (_pages_of(cells) for cells in zip(*columns, strict=True))
            if not own and any(others):
                return _elsewhere(tuple(page for pages in others for page in pages), in_proxy)
            ranges = own
        else:
            ranges = _ranges(row)
            if not ranges:
                # a section of the Item's title would be the first of its parts alone
                ranges, captions = _of_lines(row), ()
        if not ranges:
            return None
        if self._starts_only:
            ranges = tuple((first, self._page_before_next(first)) for first, _ in ranges)
        return Pointer(
            to_report=False,
            to_proxy=False,
            ranges=ranges,
            open_ended=False,
            captions=captions,
            notes=(),
            only_pages=True,
        )

    def _names_first_pages(self) -> bool:
        """Return whether the index says where each Item begins and leaves open where it ends."""
        named = [ranges for ranges in self._ranges if ranges]
        with_range = sum(any(one != two for one, two in ranges) for ranges in named)
        return with_range <= _WITH_RANGES * len(named)

    def _page_before_next(self, first: str) -> str:
        prefix, number = _split(first)
        others = (
            _split(page)[1]
            for ranges in self._ranges
            for page, _ in ranges
            if _split(page)[0] == prefix
        )
        following = min((other for other in others if other > number), default=number + 1)
        return f"{prefix}{following - 1}"


def _elsewhere(ranges: tuple[tuple[str, str], ...], in_proxy: bool) -> Pointer:
    """Return the pointer to pages of another document: of the proxy statement, or of the annual report."""
    return Pointer(
        to_report=not in_proxy,
        to_proxy=in_proxy,
        ranges=ranges,
        open_ended=False,
        captions=(),
        notes=(),
        only_pages=True,
    )


def _columns(row: str) -> list[str]:
    """Return the cells of pages at the end of a row, those with a dash for them too; [] for an Item that is no row."""
    if len(row) > _LONGEST_TYPED:
        return []
    cells = [cell for cell in _CELLS.split(row) if cell.strip()]
    columns: list[str] = []
    for cell in reversed(cells[1:]):
        if not _PAGES_OR_NONE.fullmatch(cell):
            break
        columns.insert(0, cell.strip())
    return columns


def _in_columns(row: str) -> tuple[tuple[str, str], ...]:
    """Return the pages in the columns of a row, whichever documents they are of; () where it has none."""
    return _pages_of(_columns(row))


def _of_lines(row: str) -> tuple[tuple[str, str], ...]:
    """Return the pages that the lines of a long row name, one for each part of its Item; () where few of them name any."""
    lines = [line for line in row.split("\n") if line.strip()]
    named = [ranges for ranges in map(_ranges, lines) if ranges]
    if len(row) <= _LONGEST_ROW or len(named) < max(_FEWEST_PARTS, _PARTS_NAMED * len(lines)):
        return ()
    return tuple(dict.fromkeys(page for ranges in named for page in ranges))


def _pages_of(cells: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return the pages that cells name, each once."""
    return tuple(dict.fromkeys(page for cell in cells for page in _ranges(f"|{cell}|")))


def _split(page: str) -> tuple[str, int]:
    prefix, dash, number = page.rpartition("-")
    return prefix + dash, int(number)


def _ranges(row: str) -> tuple[tuple[str, str], ...]:
    """Return the pages that a row names at the ends of its lines, first and last; () if it is no row of an index."""
    if len(row) > _LONGEST_ROW:
        return ()
    row = _ITEM_NUMBER.sub("", row.strip())
    if len(_SENTENCE.findall(row)) > 1:
        return ()
    found: list[tuple[str, str]] = []
    for line in row.split("\n"):
        for match in _RANGES.finditer(line):
            found += [
                (one[1].upper(), (one[2] or one[1]).upper())
                for one in _ONE.finditer(match["ranges"])
            ]
    return tuple(dict.fromkeys(found))
