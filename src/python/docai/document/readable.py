"""Marked text to text that a person and a model can read: paragraphs, and tables as rows with their columns kept."""

from __future__ import annotations

import re

from docai.document.marks import CELL, PAGE, ROW, ROW_END, SPAN, TABLE

_DOLLAR = re.compile(rf"\$[ \n]*{CELL}[ \n]*(?=[\d(—–.-])")
_WIDE_DOLLAR = re.compile(rf"\$[ \n]*({CELL}{SPAN}+)[ \n]*(?=[\d(—–.-])")
_CURRENCY = re.compile(rf"([€£¥])[ \n]*({CELL}{SPAN}*)[ \n]*(?=[\d(—–.-])")
_CLOSING = re.compile(
    rf"{CELL}(?<=[\d)—–. \n]{CELL})({SPAN}*)[ \n]*(\)?%|\))(?=[ \n]*[{CELL}{ROW_END}])"
)
_BULLET = re.compile(
    r"[•●▪■◦·○\uf0b7*–—§o-]|\(?(?:[0-9]{1,3}|[a-zA-Z]|[ivx]{1,4})[.)]|\(?[*†‡]{1,3}\)?|item [0-9]{1,2}[a-d]?\.?",
    re.I,
)
_EMPTY_LINES = re.compile(r"\n\n[ \n]+|\n +\n[ \n]*")
"""More than one empty line, or blanks in it: what is one empty line already is left alone."""
_SHORT_CELL = 160
_MARK_LEFT = str.maketrans(dict.fromkeys(CELL + ROW + ROW_END + SPAN + TABLE, "\n"))

_Cell = tuple[int, int, str]
"""First column, last column, words."""


def render_html(raw: str) -> str:
    """Return the readable text of a stretch of marked HTML.

    A paragraph is a line, with an empty line between two. A table row is a line too, its cells parted by " | ": columns
    that are empty all the way down are left out, an empty cell of another stays, so that a number keeps its column;
    signs, brackets and currency are joined to their numbers.
    """
    out: list[str] = []
    text = raw.replace(PAGE, "")
    if ROW in text:
        if "$" in text:
            text = _DOLLAR.sub(f"{CELL}$", text)
            if SPAN in text:
                text = _WIDE_DOLLAR.sub(r"\1$", text)
        if "€" in text or "£" in text or "¥" in text:
            text = _CURRENCY.sub(r"\2\1", text)
        text = _CLOSING.sub(rf"\2{CELL}\1", text).replace(" )", ")").replace(" %", "%")
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
    if "\n " in text:
        text = text.replace("\n ", "\n")
    if " \n" in text:
        text = text.replace(" \n", "\n")
    text = _EMPTY_LINES.sub("\n\n", text)
    return text.replace("  ", " ") if "  " in text else text


def _table(part: str) -> list[str]:
    """Return what stands before the first row, the table as one block of lines, and what stands after the last."""
    before, *rows = part.split(ROW)
    blocks = [] if before.isspace() or not before else [_paragraphs(before)]
    table: list[list[_Cell]] = []
    after = ""
    for row in rows:
        inside, _, after = row.partition(ROW_END)
        cells = _cells(inside)
        if cells:
            table.append(cells)
        if after and not after.isspace():
            blocks += [_rows(table), _paragraphs(after)]
            table = []
    blocks.append(_rows(table))
    return blocks


def _cells(row: str) -> list[_Cell]:
    """Return the cells of a row that are not empty."""
    found: list[_Cell] = []
    column = 0
    if SPAN not in row:
        for column, cell in enumerate(row.split(CELL)):
            if cell and not cell.isspace():
                found.append((column, column, cell.strip(" \n")))
        return found
    for cell in row.split(CELL):
        if cell[:1] == SPAN:
            words = cell.lstrip(SPAN)
            last = column + len(cell) - len(words)
            if words and not words.isspace():
                found.append((column, last, words.strip(" \n")))
            column = last + 1
        else:
            if cell and not cell.isspace():
                found.append((column, column, cell.strip(" \n")))
            column += 1
    return found


def _rows(table: list[list[_Cell]]) -> str:
    """Return the rows as lines. A table that only lays out text, one or two cells a row, gives its paragraphs."""
    if not table:
        return ""
    widest = max(map(len, table))
    if widest == 1:
        return _joined([_paragraphs(row[0][2]) for row in table])
    if widest == 2 and all(len(row) < 2 or _BULLET.fullmatch(row[0][2]) for row in table):
        return _joined([" ".join(_paragraphs(cell[2]) for cell in row) for row in table])
    places = _places(table)
    count = max(places.values()) + 1
    lines: list[str] = []
    for row in table:
        if len(row) == 1 and len(row[0][2]) > _SHORT_CELL:
            lines.append(_paragraphs(row[0][2]))
            continue
        line = [""] * count
        for first, last, words in row:
            place = places[first, last]
            if "\n" in words:
                words = " ".join(words.split())
            line[place] = f"{line[place]} {words}" if line[place] else words
        while not line[-1]:
            line.pop()
        lines.append(" | ".join(line))
    return "\n".join(lines)


def _joined(paragraphs: list[str]) -> str:
    separator = "\n\n" if any(len(paragraph) > _SHORT_CELL for paragraph in paragraphs) else "\n"
    return separator.join(paragraphs)


def _places(table: list[list[_Cell]]) -> dict[tuple[int, int], int]:
    """Return the printed column of each (first, last) column pair that occurs.

    Cells that overlap share a printed column: narrow ones make the columns, and one that spans several of them (the
    head over a group of years) stands in the first.
    """
    extents = sorted({(cell[0], cell[1]) for row in table for cell in row}, key=_narrow_first)
    columns: list[list[int]] = []
    for first, last in extents:
        touched = [column for column in columns if column[0] <= last and first <= column[1]]
        if not touched:
            columns.append([first, last])
        elif len(touched) == 1:
            column = touched[0]
            column[0], column[1] = min(column[0], first), max(column[1], last)
    columns.sort()
    places: dict[tuple[int, int], int] = {}
    for first, last in extents:
        places[first, last] = next(
            place
            for place, column in enumerate(columns)
            if column[0] <= last and first <= column[1]
        )
    return places


def _narrow_first(extent: tuple[int, int]) -> tuple[int, int]:
    return extent[1] - extent[0], extent[0]


_WIDE_BLANK = re.compile(r"\S {3,}\S|[-=_]{5}|\.{4}|^ {24}")


def render_text(raw: str) -> str:
    """Return the readable text of a stretch of a plain-text document: paragraphs unwrapped, tables as they stand."""
    blocks: list[str] = []
    block: list[str] = []
    for line in [*raw.replace(PAGE, "\n\n").split("\n"), ""]:
        line = line.rstrip()
        if line.startswith("- -"):
            # privacy-enhanced mail puts "- " before a line that begins with a dash (RFC 1421, 4.3.2.2)
            line = line[2:]
        if line:
            block.append(line)
        elif block:
            blocks.append(_block(block))
            block = []
    return "\n\n".join(blocks).strip()


def _block(lines: list[str]) -> str:
    """Return one block of lines: a paragraph as one line, anything with columns as it stands."""
    if len(lines) == 1:
        return lines[0].strip()
    columns = sum(
        ("   " in line or "--" in line or "==" in line or "___" in line or "..." in line)
        and _WIDE_BLANK.search(line) is not None
        for line in lines
    )
    longest = max(map(len, lines))
    if columns > len(lines) // 3 and not _justified(lines):
        # as it stands, margin and all: the next block may be the same table's
        return "\n".join(lines)
    if longest < 50:
        return "\n".join(line.strip() for line in lines)
    out: list[list[str]] = []
    for number, line in enumerate(lines):
        words = line.split()
        if not number or len(lines[number - 1]) < 0.6 * longest:
            out.append(words)
        elif (
            out[-1]
            and out[-1][-1][-1:] == "-"
            and out[-1][-1][-2:-1].islower()
            and words[:1]
            and words[0][:1].islower()
        ):
            out[-1][-1] += words[0]
            out[-1] += words[1:]
        else:
            out[-1] += words
    return "\n".join(" ".join(words) for words in out)


def _justified(lines: list[str]) -> bool:
    """Return whether wide blanks come from justified prose: few digits, many words a line."""
    text = " ".join(lines)
    words = len(text.split())
    return words >= 7 * len(lines) and sum(map(str.isdigit, text)) < 0.06 * len(text)
