"""HTML by era: typed by hand with FONT tags (2001-2008), from tools (2009-2018), inline XBRL (2019 on).

By hand, an Item's head is split over table cells and quotes are Windows-1252 references; tools style every
paragraph, put a page number and a link back to the contents on each page; inline XBRL adds hidden facts.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from html import escape

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
from stand_ins.sample.styles import inline_xbrl
from stand_ins.sample.styles.pagination import numbered, pages_of_heads, paginate
from stand_ins.sample.words.cover import cover_lines


def render_html(filing: Filing, pieces: Iterable[Piece], title: str) -> str:
    """The document as one page of HTML, ASCII with character references."""
    looks: dict[str, Callable[[Filing], Look]] = {
        "font": ByHand,
        "tool": ByTool,
        "ixbrl": InlineXbrl,
    }
    page = looks[filing.spec.style](filing)
    placed = list(paginate(pieces))
    pages = pages_of_heads(placed)
    out = [page.start(title)]
    for each in placed:
        if each.ended:
            out.append(page.page_break(each.ended))
        out.append(page.piece(numbered(each.piece, pages)))
    return "\n".join([*out, page.end()]) + "\n"


class Look(ABC):
    """How one era writes each piece."""

    apostrophe, opening, closing = "&#8217;", "&#8220;", "&#8221;"

    def __init__(self, filing: Filing) -> None:
        self.filing = filing

    def words(self, text: str) -> str:
        """Text escaped, with typographic quotes as this era refers to them."""
        parts = escape(text, quote=False).split('"')
        quoted = "".join(
            part + (self.opening if n % 2 == 0 else self.closing) * (n < len(parts) - 1)
            for n, part in enumerate(parts)
        )
        return quoted.replace("'", self.apostrophe)

    def piece(self, piece: Piece) -> str:
        match piece:
            case PageBreak():
                return ""
            case Cover():
                return "\n".join(
                    self.center(line, n < 7) for n, line in enumerate(self.cover()) if line
                )
            case Contents(entries):
                return self.contents(entries)
            case PartHead(part):
                return self.center(f"PART {part}", True)
            case ItemHead():
                return self.item(piece)
            case OwnHead(text):
                return self.center(text, True)
            case CrossReference(rows):
                return self.table(
                    Table(("Title", "Pages"), tuple(rows), "Form 10-K Item number and title")
                )
            case Heading(text, level):
                return self.heading(text, level)
            case Paragraph(text):
                return self.paragraph(text)
            case Table():
                return self.table(piece)

    def cover(self) -> list[str]:
        return cover_lines(self.filing)

    def anchor(self, label: str) -> str:
        return "item" + label.lower().replace("items", "").replace("item", "").strip(" .").replace(
            " ", "_"
        )

    @abstractmethod
    def start(self, title: str) -> str: ...

    @abstractmethod
    def end(self) -> str: ...

    @abstractmethod
    def page_break(self, number: str) -> str: ...

    @abstractmethod
    def center(self, text: str, bold: bool) -> str: ...

    @abstractmethod
    def contents(self, entries: Iterable[tuple[str, str, str]]) -> str: ...

    @abstractmethod
    def item(self, head: ItemHead) -> str: ...

    @abstractmethod
    def heading(self, text: str, level: int) -> str: ...

    @abstractmethod
    def paragraph(self, text: str) -> str: ...

    @abstractmethod
    def table(self, table: Table) -> str: ...


class ByHand(Look):
    """2001-2008: capital tags, FONT, paragraphs left open, heads in table cells."""

    apostrophe, opening, closing = "&#146;", "&#147;", "&#148;"
    font = '<FONT FACE="Times New Roman" SIZE="2">'

    def start(self, title: str) -> str:
        return (
            f'<HTML>\n<HEAD>\n<TITLE>{self.words(title)}</TITLE>\n</HEAD>\n<BODY BGCOLOR="#FFFFFF">'
        )

    def end(self) -> str:
        return "</BODY>\n</HTML>"

    def page_break(self, number: str) -> str:
        return f'<P ALIGN="CENTER">{self.font}{number}</FONT></P>\n<HR SIZE="3" NOSHADE>\n<!-- PAGE BREAK -->'

    def center(self, text: str, bold: bool) -> str:
        words = f"<B>{self.words(text)}</B>" if bold else self.words(text)
        return f'<P ALIGN="CENTER">{self.font}{words}</FONT></P>'

    def contents(self, entries: Iterable[tuple[str, str, str]]) -> str:
        rows = "\n".join(
            f'<TR VALIGN="TOP"><TD>{self.font}{label}</FONT></TD><TD>{self.font}<A HREF="#{self.anchor(label)}">'
            f'{self.words(title)}</A></FONT></TD><TD ALIGN="RIGHT">{self.font}{number}</FONT></TD></TR>'
            for label, title, number in entries
        )
        return f'{self.center("TABLE OF CONTENTS", True)}\n<TABLE WIDTH="100%" BORDER="0">\n{rows}\n</TABLE>'

    def item(self, head: ItemHead) -> str:
        word, _, number = head.label.partition(" ")
        name = f'<A NAME="{self.anchor(head.label)}"></A>'
        return (
            f'<TABLE BORDER="0" CELLPADDING="0" CELLSPACING="0" WIDTH="100%"><TR VALIGN="TOP">\n'
            f'<TD WIDTH="6%">{name}{self.font}<B>{word.upper()}</B></FONT></TD>\n'
            f'<TD WIDTH="8%">{self.font}<B>{number.upper()}</B></FONT></TD>\n'
            f"<TD>{self.font}<B>{self.words(head.title)}</B></FONT></TD></TR></TABLE>"
        )

    def heading(self, text: str, level: int) -> str:
        tag = "B" if level == 2 else "I"
        return f"<P>{self.font}<{tag}>{self.words(text)}</{tag}></FONT></P>"

    def paragraph(self, text: str) -> str:
        return f"<P>{self.font}&nbsp;&nbsp;&nbsp;&nbsp;{self.words(text)}</FONT>"

    def table(self, table: Table) -> str:
        head = "".join(f'<TH ALIGN="RIGHT">{self.font}{each}</FONT></TH>' for each in table.columns)
        rows = "\n".join(
            f"<TR><TD NOWRAP>{self.font}{self.words(row[0])}</FONT></TD>"
            + "".join(
                f'<TD ALIGN="RIGHT">{self.font}{self.words(cell)}</FONT></TD>' for cell in row[1:]
            )
            + "</TR>"
            for row in table.rows
        )
        return (
            f"{self.heading(table.caption, 2)}\n<TABLE BORDER=0 WIDTH=90%>\n"
            f"<TR><TD>&nbsp;</TD>{head}</TR>\n{rows}\n</TABLE>"
        )


class ByTool(Look):
    """2009-2018: every paragraph with its style, a number and a link to the contents on every page."""

    face = "font-family:Times New Roman,Times,serif;font-size:10pt"
    block, inline = "p", "font"

    def start(self, title: str) -> str:
        return (
            '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd">\n'
            f"<html>\n<head>\n<title>{self.words(title)}</title>\n</head>\n"
            '<body style="margin:0 4%">'
        )

    def end(self) -> str:
        return "</body>\n</html>"

    def span(self, text: str, extra: str = "") -> str:
        return f'<{self.inline} style="{self.face}{extra}">{text}</{self.inline}>'

    def box(self, inner: str, extra: str) -> str:
        return (
            f'<{self.block} style="margin-top:6pt;margin-bottom:0pt;{extra}">{inner}</{self.block}>'
        )

    def page_break(self, number: str) -> str:
        back = self.span('<a href="#toc">Table of Contents</a>', ";font-size:8pt")
        return (
            f'{self.box(self.span(number), "text-align:center")}\n'
            f'<hr style="page-break-after:always">\n{self.box(back, "text-align:left")}'
        )

    def center(self, text: str, bold: bool) -> str:
        weight = ";font-weight:bold" if bold else ""
        return self.box(self.span(self.words(text), weight), "text-align:center")

    def contents(self, entries: Iterable[tuple[str, str, str]]) -> str:
        rows = "\n".join(
            f'<tr><td style="width:12%">{self.span(self.words(label))}</td><td>'
            f'{self.span(f"""<a href="#{self.anchor(label)}">{self.words(title)}</a>""")}</td>'
            f'<td style="text-align:right">{self.span(number)}</td></tr>'
            for label, title, number in entries
        )
        head = self.center("TABLE OF CONTENTS", True)
        return f'<a name="toc"></a>{head}\n<table style="width:100%;border-collapse:collapse">\n{rows}\n</table>'

    def item(self, head: ItemHead) -> str:
        text = self.span(
            f"{self.words(head.label)}&#160;&#160;{self.words(head.title)}", ";font-weight:bold"
        )
        return f'<a name="{self.anchor(head.label)}"></a>{self.box(text, "text-align:left")}'

    def heading(self, text: str, level: int) -> str:
        weight = ";font-weight:bold" if level == 2 else ";font-style:italic;font-weight:bold"
        return self.box(self.span(self.words(text), weight), "text-align:left")

    def paragraph(self, text: str) -> str:
        return self.box(self.span(self.words(text)), "text-indent:4%;text-align:justify")

    def cell(self, row: tuple[str, ...], column: int) -> str:
        return self.span(self.words(row[column]))

    def table(self, table: Table) -> str:
        cells = "".join(
            f'<td style="text-align:right;border-bottom:1pt solid #000">{self.span(each, ";font-weight:bold")}</td>'
            for each in table.columns
        )
        rows = "\n".join(
            f'<tr style="background-color:{("#cceeff", "#ffffff")[n % 2]}"><td>{self.span(self.words(row[0]))}</td>'
            + "".join(
                f'<td style="text-align:right;vertical-align:bottom">{self.cell(row, column)}</td>'
                for column in range(1, len(row))
            )
            + "</tr>"
            for n, row in enumerate(table.rows)
        )
        return (
            f"{self.heading(table.caption, 2)}\n"
            f'<table style="width:100%;border-collapse:collapse"><tr><td>&#160;</td>{cells}</tr>\n{rows}\n</table>'
        )


class InlineXbrl(ByTool):
    """2019 on: XHTML whose cover and statements carry facts, with a hidden header before them."""

    block, inline = "div", "span"

    def start(self, title: str) -> str:
        return inline_xbrl.opening(self.filing, self.words(title))

    def cover(self) -> list[str]:
        return cover_lines(self.filing)

    def words(self, text: str) -> str:
        return super().words(text).replace("&nbsp;", "&#160;")

    def center(self, text: str, bold: bool) -> str:
        return inline_xbrl.tag_cover(self.filing, text, super().center(text, bold))

    def cell(self, row: tuple[str, ...], column: int) -> str:
        return self.span(inline_xbrl.tag_number(row[0], column, self.words(row[column])))

    def page_break(self, number: str) -> str:
        return super().page_break(number).replace('always">', 'always"/>')

    def contents(self, entries: Iterable[tuple[str, str, str]]) -> str:
        return super().contents(entries).replace('<a name="', '<a id="')

    def item(self, head: ItemHead) -> str:
        return super().item(head).replace('<a name="', '<a id="')
