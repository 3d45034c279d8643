"""Rows of an Item's text to Markdown, and back to the very same text.

A row is a line whose cells stand between " | " (see ``docai.document.readable.html``). As Markdown it is ``| a | b |``,
empty cells added up to the table's width, a backslash before each "|" and backslash of a cell. The rule stands under the
first row; a table that has no head gets a first row of empty cells. A table of typed columns is fenced as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from docai.tenk.structure.lines import CELLS

FENCE = "```"
_FIGURE = re.compile(
    r"[(+\-–—]?\s?(?:US|C|A)?[$€£¥]?\s?[(+\-–—]?[\d,.]*\d[\d,.]*\s?[)%xX*]{0,3}(?:\s?\(\w{1,2}\))?"
)
_YEAR = re.compile(r"(?:FY\s?)?(?:19|20)\d\d[AEF*]?(?:\s?\(\w{1,2}\))?")
_MOST_HEADS = 6
_PADDING = re.compile(r"(?: {1,2}\|)+$")
_ESCAPED = re.compile(r"\\(.)")


def width_of(rows: Sequence[str]) -> int:
    """Return how many cells the longest row has."""
    return max(row.count(CELLS) for row in rows) + 1


def head_rows(rows: Sequence[str]) -> int:
    """Return how many rows at the top are the head: those before the first with a figure that is no year."""
    for count, row in enumerate(rows[: _MOST_HEADS + 1]):
        if any(_is_figure(cell) for cell in row.split(CELLS)[1:]):
            return count
    return (
        1
        if len(rows) > 2 and rows[0].count(CELLS) == width_of(rows) - 1 and len(rows[0]) < 300
        else 0
    )


def _is_figure(cell: str) -> bool:
    return _FIGURE.fullmatch(cell) is not None and _YEAR.fullmatch(cell) is None


def table(
    rows: Sequence[str], width: int, heads: Sequence[str] = (), *, headed: bool = False
) -> str:
    """Return rows as a Markdown table of ``width`` columns under the rows ``heads``, which are repeated.

    ``headed``: the first of ``rows`` is the first row of the table's head.
    """
    lines = [_row(row, width) for row in (*heads, *rows)]
    if not heads and not headed:
        lines.insert(0, "| " + CELLS.join([""] * width) + " |")
    lines.insert(1, "|" + " --- |" * width)
    return "\n".join(lines)


def rows_of(markdown: str, repeated: int) -> str:
    """Return the text that ``table`` was made of; ``repeated``: how many rows at its top were."""
    lines = markdown.split("\n")
    del lines[1]
    if repeated:
        del lines[:repeated]
    elif not lines[0].strip("| "):
        del lines[0]
    return "\n".join(map(_text, lines))


def fenced(text: str) -> str:
    """Return typed columns as a block of code."""
    return f"{FENCE}\n{text}\n{FENCE}"


def unfenced(markdown: str) -> str:
    """Return the text that ``fenced`` was made of."""
    return markdown[len(FENCE) + 1 : -len(FENCE) - 1]


def row_bytes(row: str, width: int) -> int:
    """Return at most how many bytes a row takes as Markdown."""
    own = len(row) if row.isascii() else len(row.encode(errors="surrogatepass"))
    return own + 5 + 3 * (width - 1 - row.count(CELLS)) + row.count("|") + row.count("\\")


def _row(row: str, width: int) -> str:
    cells = row.count(CELLS)
    if row.count("|") != cells or "\\" in row:
        escaped = (cell.replace("\\", "\\\\").replace("|", "\\|") for cell in row.split(CELLS))
        row = CELLS.join(escaped)
    return f"| {row} |{'  |' * (width - 1 - cells)}"


def _text(line: str) -> str:
    row = _PADDING.sub("", line[2:])
    return _ESCAPED.sub(r"\1", row) if "\\" in row else row
