"""The 1990s: plain text of eighty columns, page numbers, <PAGE> marks, dot leaders, spaced letters."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from stand_ins.sample.assemble import (
    Contents,
    Cover,
    CrossReference,
    ItemHead,
    OwnHead,
    PageBreak,
    PartHead,
    Piece,
)
from stand_ins.sample.model import Filing, Heading, Paragraph, Table
from stand_ins.sample.styles.pagination import numbered
from stand_ins.sample.words.cover import cover_lines

WIDTH = 76
LINES_ON_A_PAGE = 54
SPACED_OUT = {9100171, 9100047}  # filers whose typist liked spaced letters
UPPER = {9100012, 9100226, 9100284}


def spaced(words: str) -> str:
    """INDEX -> I N D E X, words apart by three spaces."""
    return "   ".join(" ".join(word) for word in words.split())


class _Pages:
    """Lines that fall onto numbered pages."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.on_page = 0
        self.page = 0
        self.heads: dict[str, str] = {}

    def add(self, lines: Iterable[str], together: bool = False, room: int = 0) -> None:
        """Puts lines down, turning the page when it is full: never within two lines of either end.

        `room` is how many more lines must fit after these, so that no head stands alone at the foot.
        """
        lines = list(lines)
        if (together or room) and self.on_page + len(lines) + room > LINES_ON_A_PAGE:
            self.turn()
        for number, line in enumerate(lines):
            self.lines.append(line)
            self.on_page += 1
            left = len(lines) - number - 1
            if self.on_page >= LINES_ON_A_PAGE and not together and number > 1 and left != 1:
                self.turn()

    def turn(self) -> None:
        if self.on_page == 0:
            return
        self.page += 1
        number = "" if self.page == 1 else f"-{self.page}-".center(WIDTH).rstrip()
        self.lines += ["", number, "<PAGE>", ""]
        self.on_page = 0


def render_text(filing: Filing, pieces: Iterable[Piece]) -> str:
    """The document as one text, lines ended by newlines, ASCII only."""
    pieces = list(pieces)
    pages = _lay_out(filing, pieces)
    # The contents take the same room with their page numbers as without: a second layout fits the first.
    pages = _lay_out(filing, [numbered(piece, pages.heads) for piece in pieces])
    return "\n".join(pages.lines) + "\n"


def _lay_out(filing: Filing, pieces: Iterable[Piece]) -> _Pages:
    pages = _Pages()
    for piece in pieces:
        _add(pages, filing, piece)
        if isinstance(piece, ItemHead):
            pages.heads.setdefault(piece.label, str(pages.page + 1))
    pages.turn()
    return pages


def _add(pages: _Pages, filing: Filing, piece: Piece) -> None:
    match piece:
        case Cover():
            pages.add([line.center(WIDTH).rstrip() for line in cover_lines(filing)], together=True)
        case PageBreak():
            pages.turn()
        case Contents(entries):
            pages.add(_contents(filing, entries))
        case PartHead(part):
            words = f"PART {part}"
            head = spaced(words) if filing.company.cik in SPACED_OUT else words
            pages.add(["", head.center(WIDTH).rstrip(), ""], together=True, room=16)
        case ItemHead():
            pages.add(["", *_item_head(filing, piece), ""], together=True, room=10)
        case OwnHead(text):
            pages.add(["", text.upper().center(WIDTH).rstrip(), ""], together=True)
        case CrossReference(rows):
            lines = [f"{item:<10}{title}: {where}" for item, title, where in rows]
            pages.add([part for line in lines for part in textwrap.wrap(line, WIDTH)])
        case Heading(text, level):
            lines = textwrap.wrap(text, WIDTH)
            mark = ["-" * min(len(text), WIDTH)] if level == 2 else []
            pages.add(["", *lines, *mark], together=True, room=5)
        case Paragraph(text):
            pages.add(["", *textwrap.wrap(text, WIDTH, initial_indent="     ")])
        case Table():
            pages.add(_table(piece), together=True)


def _item_head(filing: Filing, head: ItemHead) -> list[str]:
    cik = filing.company.cik
    if cik in SPACED_OUT and filing.spec.fiscal_year < 1999:
        word, _, number = head.label.partition(" ")
        return textwrap.wrap(f"{spaced(word.upper())}  {number}   {head.title.upper()}", WIDTH)
    label, title = head.label, head.title
    if cik in UPPER:
        label, title = label.upper(), title.upper()
    return textwrap.wrap(f"{label}   {title}", WIDTH, subsequent_indent=" " * 10)


def _contents(filing: Filing, entries: Iterable[tuple[str, str, str]]) -> list[str]:
    title = "TABLE OF CONTENTS"
    if filing.company.cik in SPACED_OUT:
        title = spaced("INDEX")
    lines = ["", title.center(WIDTH).rstrip(), "", "Page".rjust(WIDTH), ""]
    for label, words, number in entries:
        wrapped = textwrap.wrap(words, WIDTH - 24)
        lines += [
            f"{label:<12}{line}" if n == 0 else " " * 12 + line for n, line in enumerate(wrapped)
        ]
        lines[-1] = lines[-1].ljust(WIDTH - 4, ".") + number.rjust(4)
    return lines


def _table(table: Table) -> list[str]:
    label = max([24, *(len(row[0]) for row in table.rows)]) + 2
    widths = [
        max([len(column), *(len(row[n + 1]) for row in table.rows if len(row) > n + 1)]) + 3
        for n, column in enumerate(table.columns)
    ]
    head = " " * label + "".join(
        name.rjust(w) for name, w in zip(table.columns, widths, strict=True)
    )
    marks = "<S>".ljust(label) + "".join("<C>".rjust(w) for w in widths)
    lines = ["", table.caption, "", "<TABLE>", "<CAPTION>", head, marks]
    for row in table.rows:
        cells = "".join(cell.rjust(w) for cell, w in zip(row[1:], widths, strict=False))
        lines.append(row[0].ljust(label) + cells)
    return [*(line.rstrip() for line in lines), "</TABLE>"]
