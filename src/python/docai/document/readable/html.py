"""Marked HTML to text: a paragraph or an entry of a list is a line, and so is a row of a table."""

from __future__ import annotations

import re

from docai.document.marks import CELL, PAGE, ROW, ROW_END, SPAN, TABLE
from docai.document.readable.heads import unshifted
from docai.document.readable.table import SHORT_CELL, Cell, cells_of, is_bullet, is_rule, places_of
from docai.document.seams import SEAM, goes_on_over, is_cut

_EMPTY_LINES = re.compile(r"\n\n\n+")
"""More than one empty line."""
_BULLET = re.compile(
    r"\n(?:([•●▪■◦·○\uf0b7\uf0a7§o*†‡–—-]|\((?:[0-9]{1,2}|[a-z]|[ivx]{2,4})\)|[0-9]{1,2}[.)]|[a-z][.)])\n+(?=\S)|([•●▪■◦·○\uf0b7–])(?=[^\W\d_])|(\((?:[0-9]{1,2}|[a-z]|[ivx]{2,4})\))(?=[^\W\d_]{2}|[“\"$]))"
)
"""A bullet, or the number of an entry, on a line of its own before its words; or one right before them."""
_BULLETS = frozenset("•●▪■◦·○\uf0b7–")
_COLUMN_END = re.compile(r" \n\n\n+(?=[a-z])")
"""Where a sentence may go on in the next column, or under a picture: the blank before its next word is kept there."""
_CUT = re.compile(r"\n\n?(?=[a-z][a-z ])")
"""Where a sentence may go on in the next paragraph."""
_RULE = re.compile(r"\n\n*[-=_–—―][-=_–—― ]+[-=_–—―](?=\n)")
"""A line drawn with dashes. It begins with one plain newline, as ``re`` searches for a literal many times faster."""
_LINE = 400
_ENDS = ".:;?!"
_DASHES = "-=_—–― "
_MARK_LEFT = str.maketrans(dict.fromkeys(CELL + ROW + ROW_END + SPAN + TABLE, "\n"))


def render_html(raw: str) -> str:
    """Return the readable text of a stretch of marked HTML.

    A paragraph is a line, with an empty line between two. A table row is a line too, its cells parted by " | ": columns
    that are empty all the way down are left out, an empty cell of another stays, so that a number keeps its column;
    signs, brackets and currency are joined to their numbers. Lines drawn with dashes are left out.
    """
    out: list[str] = []
    text = raw.replace(PAGE, "")
    if SEAM in text:
        text = text.replace(f"{SEAM}\n", " ")
    for part in text.split(TABLE):
        if ROW in part:
            out += _table(part)
        elif part and not part.isspace():
            out.append(_paragraphs(part))
    return "\n\n".join(filter(None, out))


def _paragraphs(text: str) -> str:
    if CELL in text or ROW_END in text:
        text = text.translate(_MARK_LEFT)
    text = text.strip(" \n")
    if "\n" not in text:
        if len(text) < 2:
            return text
        if len(text) > 2 and not text.strip(_DASHES):
            return ""
        if text[0] in _BULLETS and text[1].isalpha():
            text = f"{text[0]} {text[1:]}"
        return text.replace("  ", " ") if "  " in text else text
    if " \n\n\n" in text:
        text = _COLUMN_END.sub(_next_column, text)
    text = _EMPTY_LINES.sub("\n\n", "\n".join(map(str.strip, text.split("\n"))))
    text = _RULE.sub("", f"\n{text}\n")
    text = _BULLET.sub(r"\n\1\2\3 ", text).strip("\n")
    text = _CUT.sub(_next_paragraph, text)
    return text.replace("  ", " ") if "  " in text else text


def _next_column(gap: re.Match[str]) -> str:
    text = gap.string
    begun = text[text.rfind("\n", 0, gap.start()) + 1 : gap.start()]
    goes_on = text[gap.end() : gap.end() + _LINE].partition("\n")[0]
    return " " if goes_on_over(begun, goes_on) else gap[0]


def _next_paragraph(gap: re.Match[str]) -> str:
    text, at = gap.string, gap.start()
    if text[at - 1] in _ENDS:
        return gap[0]
    begun = text[text.rfind("\n", 0, at) + 1 : at]
    goes_on = text[gap.end() : gap.end() + _LINE].partition("\n")[0]
    return " " if is_cut(begun, goes_on) else gap[0]


def _table(part: str) -> list[str]:
    """Return what stands before the first row, the table as one block of lines, and what stands after the last."""
    before, *rows = part.split(ROW)
    blocks = [] if before.isspace() or not before else [_paragraphs(before)]
    table: list[list[Cell]] = []
    after = ""
    for row in rows:
        inside, _, after = row.partition(ROW_END)
        cells = cells_of(inside)
        if cells and not is_rule(cells):
            table.append(cells)
        if after and not after.isspace():
            blocks += [_rows(table), _paragraphs(after)]
            table = []
    blocks.append(_rows(table))
    return blocks


def _rows(table: list[list[Cell]]) -> str:
    """Return the rows as lines. A table that only lays out text, one or two cells a row, gives its paragraphs."""
    if not table:
        return ""
    widest = max(map(len, table))
    if widest == 1:
        return _joined([_paragraphs(row[0][1]) for row in table])
    if widest == 2 and all(len(row) < 2 or is_bullet(row[0][1]) for row in table):
        return _joined([" ".join(_paragraphs(words) for _, words in row) for row in table])
    table = unshifted(table)
    places = places_of(table)
    count = max(places.values()) + 1
    lines: list[str] = []
    for row in table:
        if len(row) == 1 and len(row[0][1]) > SHORT_CELL:
            words = _paragraphs(row[0][1])
            # several paragraphs at the end are the footnotes
            lines.append(f"\n{words}" if row is table[-1] and "\n\n" in words else words)
            continue
        line = [""] * count
        for extent, words in row:
            place = places[extent]
            if "\n" in words:
                words = " ".join(words.split())
            line[place] = f"{line[place]} {words}" if line[place] else words
        while not line[-1]:
            line.pop()
        lines.append(" | ".join(line))
    return "\n".join(lines)


def _joined(paragraphs: list[str]) -> str:
    separator = "\n\n" if any(len(paragraph) > SHORT_CELL for paragraph in paragraphs) else "\n"
    return separator.join(paragraphs)
