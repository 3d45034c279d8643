"""Tables that were typed with tabs."""

from __future__ import annotations

from docai.document.scan import scan
from docai.document.submission import Document
from docai.document.tables.reader import tables_of
from docai.document.tables.typed.tabs import Line, with_stops

TYPED = "<TABLE>\n\t\tFourth\t\tThird\n\t\tQuarter\t\tQuarter\nNet sales\t$2,321\t\t$2,179\nGross\t\t$  511\t\t$ (403)\n</TABLE>\n"


def test_columns_stand_where_the_tab_stops_put_them() -> None:
    read = scan(Document("10-K", 1, "k.txt", "", TYPED.encode()))
    (one,) = tables_of(read)
    assert one.head == ("Fourth Quarter", "Third Quarter")
    assert [cell.number for cell in one.cells] == [2321, 2179, 511, -403]
    assert [read.source[cell.start : cell.end] for cell in one.cells] == [
        "$2,321", "$2,179", "$  511", "$ (403)",
    ]  # fmt: skip


def test_a_line_in_which_more_than_tabs_changed_stays_as_it_is() -> None:
    line = Line(40, "A & B" + " " * 8 + "12")
    assert with_stops(line, "<i>A & B</i>\t12") is line
    assert with_stops(line, "A & B\t12").words == "A & B   12"
    assert [with_stops(line, "A & B\t12").place(at) for at in (0, 8, 10)] == [40, 53, 55]


def test_an_entity_takes_one_character_of_a_line_with_tabs() -> None:
    line = Line(40, "A & B" + " " * 8 + "12")
    for said in ("&amp;", "&#38;"):
        assert with_stops(line, f"A {said} B\t12").words == "A & B   12"
        assert with_stops(line, f"A {said} B\t12").place(8) == 53
