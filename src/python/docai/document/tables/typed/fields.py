"""The fields of a line of plain text: what two blanks or more part, and each figure alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from docai.document.marks import PAGE
from docai.document.tables.figures import DASH, RANGE, figure_of
from docai.document.tables.grid import GridCell, GridRow

_TOKEN = re.compile(r"[^\s]+(?: [^\s]+)*")
"""Words that single blanks part."""
_LEADERS = re.compile(r"(?:\s?\.){3,}|\s\.\s?\.(?=\s)")
_PARTS = re.compile(r"[^\s]+")
_BEHIND_LABEL = re.compile(
    rf"(?P<label>.*[A-Za-z)\]:%])\s(?P<figure>(?:\$\s?)?\(?\$?\s?[0-9]{{1,3}}(?:,[0-9]{{3}})+\)?|\$\s?\(?[0-9.,]+\)?|{DASH}{{2,3}})"
)
"""A label with a figure behind it, of which one blank parts it."""
_FIGURES_BEHIND_LABEL = re.compile(
    r"(?P<label>.*?[A-Za-z].*?)(?P<figures>(?: (?:\(?\$ ?\(?[0-9][0-9,.]*\)?|\(?[0-9]{1,3}(?:,[0-9]{3})+\)?)){2,})"
)
"""A label with several figures behind it, of which one blank parts each."""
_LONGEST_ROW = 1000
"""Characters of the longest row that is looked at so: the time grows with their square."""
_FIGURE_ALONE = re.compile(r"(?<= )\(?(?:\$ ?)?\(?[0-9][0-9,.]*\)?")
_PRICES = re.compile(
    r"(?:\$ ?)?[0-9]{1,3}(?: [0-9]{1,2}/[0-9]{1,2})?(?: (?:\$ ?)?[0-9]{1,3}(?: [0-9]{1,2}/[0-9]{1,2})?)+"
)
"""Prices in fractions of a dollar, of which one blank parts each: "$30 3/4 $23"."""
_PRICE = re.compile(r"(?:\$ ?)?[0-9]{1,3}(?: [0-9]{1,2}/[0-9]{1,2})?(?![0-9/])")
_OF_LABEL = re.compile(r"\b(?:of|at|to|in|than|by|and|or|value)$", re.I)
"""How a label ends whose figure is a part of it: "Cash dividends of $0.48"."""
_SPAN = re.compile(
    rf"\$?\s?(?P<low>[0-9,]{{0,9}}\.?[0-9]{{1,4}})\s?{DASH}\s?\$?\s?(?P<high>[0-9,]{{0,9}}\.?[0-9]{{1,4}})"
)
"""Two figures with a dash between them."""
_WIDE_SPAN = re.compile(
    r"(?:(?<= )|^)(?:\$ ?)?[0-9][0-9,.]*[0-9] ?- {2,6}(?:\$ ?)?[0-9][0-9,.]*[0-9](?= |$)"
)
"""Two figures of which the second stands in line with those above it: "5.98-  13.62"."""
_DAY_AND_YEAR = re.compile(r"[0-3]?[0-9], (?:19|20)[0-9]{2}")
"""The end of a date whose month stands above."""
MARKED_YEAR = re.compile(
    r"(?:\([0-9a-z]\) ?){1,3}(?:19|20)[0-9]{2}|(?:19|20)[0-9]{2} ?(?:\([0-9a-z]\) ?){1,4}"
)
"""A year with the marks of footnotes before or behind it."""
_MARKS_BEHIND = re.compile(r"[^(].*?(?:\([0-9a-z]\)){2,}")
"""A figure with several marks of footnotes: "1,250(1)(2)"."""
_BRACKETS = re.compile(r"\([a-zA-Z]{3,20}\)(?=\([a-zA-Z]{3})")
"""Words in brackets right before others: the heads of two columns."""
WIDE = re.compile(r"\S {3,}\S")
_FEW = 2
_SIGNS = frozenset(("$", "(", ")", "%"))
_LAST = 12
"""Characters of a line in which its last figure has a comma or a currency."""
_ENDS = frozenset("0123456789)")


@lru_cache(maxsize=4096)
def tokens_of(words: str) -> tuple[tuple[int, int, str], ...]:
    """Return the fields of a line: first and last character, words. Leaders are left out, figures stand alone."""
    if "." in words:
        words = _LEADERS.sub(_blanks, words)
    found: list[tuple[int, int, str]] = []
    words = words.replace(PAGE, " ")
    at = 0
    if "- " in words:
        for span in _WIDE_SPAN.finditer(words):
            said = " ".join(span[0].split())
            if _is_span(said):
                _split_all(words[: span.start()], at, found)
                found.append((span.start(), span.end() - 1, said))
                at = span.end()
    _split_all(words, at, found)
    return tuple(found)


def _split_all(words: str, at: int, found: list[tuple[int, int, str]]) -> None:
    """Add the fields of ``words[at:]``."""
    for token in _TOKEN.finditer(words, at):
        _split(token.start(), token[0], found)


def _blanks(leaders: re.Match[str]) -> str:
    return " " * len(leaders[0])


def _split(at: int, token: str, found: list[tuple[int, int, str]]) -> None:
    """Add a field; one that holds several figures, or a label and a figure, is several."""
    if " " in token:
        parts = [(part.start(), part[0]) for part in _PARTS.finditer(token)]
        if _is_span(token) or _DAY_AND_YEAR.fullmatch(token) or MARKED_YEAR.fullmatch(token):
            found.append((at, at + len(token) - 1, token))
            return
        if _are_figures(parts):
            if figure_of(token) is None or len(parts) > 2:
                for start, part in parts:
                    if ")(" in part:
                        _split(at + start, part, found)
                        continue
                    found.append((at + start, at + start + len(part) - 1, part))
                return
        elif "/" in token and _PRICES.fullmatch(token):
            if figure_of(token) is None:
                found += [
                    (at + one.start(), at + one.end() - 1, one[0]) for one in _PRICE.finditer(token)
                ]
                return
        else:
            several = _behind_label(token)
            if several is not None:
                found.append((at, at + several.end("label") - 1, several["label"]))
                for one in _FIGURE_ALONE.finditer(token, several.start("figures")):
                    found.append((at + one.start(), at + one.end() - 1, one[0]))
                return
            label = _BEHIND_LABEL.fullmatch(token)
            if label and not _OF_LABEL.search(label["label"]):
                found.append((at, at + label.end("label") - 1, label["label"]))
                start = at + label.start("figure")
                found.append((start, start + len(label["figure"]) - 1, label["figure"]))
                return
    brackets = _BRACKETS.match(token)
    if brackets:
        found.append((at, at + brackets.end() - 1, brackets[0]))
        _split(at + brackets.end(), token[brackets.end() :], found)
        return
    glued = token.find(")(")
    if (
        glued > 0
        and not _MARKS_BEHIND.fullmatch(token)
        and figure_of(token[: glued + 1])
        and figure_of(token[glued + 1 :])
    ):
        found.append((at, at + glued, token[: glued + 1]))
        at, token = at + glued + 1, token[glued + 1 :]
    found.append((at, at + len(token) - 1, token))


def has_figures_behind(words: str) -> bool:
    """Return whether a line is a label with several figures behind it, of which one blank parts each."""
    return _behind_label(words.strip()) is not None


def _behind_label(words: str) -> re.Match[str] | None:
    if len(words) > _LONGEST_ROW:
        return None
    # most lines end in words, or in a figure that may be a year
    if words[-1:] not in _ENDS or not ("," in words[-_LAST:] or "$" in words[-_LAST:]):
        return None
    return _FIGURES_BEHIND_LABEL.fullmatch(words)


def _is_span(token: str) -> bool:
    """Return whether a field is a range: from a number to a higher one, or between two prices ("$25.00 -$16.00")."""
    match = _SPAN.fullmatch(token)
    if match is None:
        return False
    low, high = (Decimal(match[side].replace(",", "")) for side in ("low", "high"))
    return low < high or token.count("$") > 1


def _are_figures(parts: Sequence[tuple[int, str]]) -> bool:
    for _, part in parts:  # no generator: that takes twice the time, and most parts are words
        is_figure = part in _SIGNS or figure_of(part) is not None
        if not is_figure:
            return False
    return True


def rejoined(rows: list[GridRow]) -> list[GridRow]:
    """Return the rows of a table in which a figure right behind words is one of them where no column of figures stands, at the end of its row.

    "Common stock, authorized 10,000,000" over "shares          560": the first figure is no value.
    """
    glued: list[tuple[int, int]] = []
    columns: list[tuple[int, int]] = []
    for at, row in enumerate(rows):
        before: GridCell | None = None
        for place, cell in enumerate(row.cells):
            if figure_of(cell.words) is not None:
                if (
                    before is not None
                    and place == len(row.cells) - 1
                    and cell.first - before.last <= _FEW
                    and before.words[-1] not in "$%"
                    and figure_of(before.words) is None
                ):
                    glued.append((at, place))
                else:
                    columns.append((cell.first, cell.last))
            before = cell
    if not glued or not columns:
        return rows
    for at, place in glued:
        cells = rows[at].cells
        before, cell = cells[place - 1], cells[place]
        if any(first <= cell.last + 1 and cell.first - 1 <= last for first, last in columns):
            continue
        words = f"{before.words} {cell.words}"
        joined = GridCell(before.first, cell.last, words, before.start, cell.end)
        rows[at] = rows[at]._replace(cells=[*cells[: place - 1], joined])
    return rows


def aside(row: GridRow, edge: int, figures: int) -> GridRow:
    """Return a row in which words between labels and figures, nearer to the labels, end where those do."""
    if not any(cell.last < figures and cell.last >= edge for cell in row.cells):
        return row
    return row._replace(
        cells=[
            (
                cell._replace(first=min(cell.first, edge - 1), last=edge - 1)
                if edge <= cell.last < figures
                and (cell.first < edge or cell.first - edge < figures - cell.last)
                else cell
            )
            for cell in row.cells
        ]
    )


def ends_in_range(tokens: Sequence[tuple[int, int, str]]) -> bool:
    """Return whether a figure and, behind it, a range end a line: "179   1998-2003"."""
    return (
        len(tokens) > _FEW
        and RANGE.fullmatch(tokens[-1][2]) is not None
        and figure_of(tokens[-2][2]) is not None
    )


def is_justified(words: str, tokens: Sequence[tuple[int, int, str]]) -> bool:
    """Return whether a line is prose that blanks justify: several words, two blanks between them."""
    return (
        len(tokens) > _FEW
        and "..." not in words
        and WIDE.search(words.strip()) is None
        and sum(figure_of(token) is None for _, _, token in tokens) > 1
    )
