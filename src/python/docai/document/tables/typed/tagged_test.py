"""Tables between EDGAR's tags: a second <CAPTION> begins another one."""

from __future__ import annotations

from docai.document.tables.reader import tables_of
from docai.document.tables.typed.heads_test import scanned

_ROWS = """                HIGH      LOW
               ------   ------
<S>            <C>      <C>
First           30.5     23.0
Second          29.5     22.5
"""


def test_a_second_caption_begins_another_table_with_its_own_title() -> None:
    text = f"<TABLE>\n<CAPTION>\n{_ROWS}\n       THE YEAR 1995\n\n<CAPTION>\n{_ROWS}</TABLE>\n"
    one, other = tables_of(scanned(f"       THE YEAR 1994\n\n{text}"))
    assert (one.caption, other.caption) == ("THE YEAR 1994", "THE YEAR 1995")
    assert one.head == other.head == ("HIGH", "LOW")
    assert [len(one.labels), len(other.labels)] == [2, 2]


def test_one_caption_within_a_table_begins_none() -> None:
    (one,) = tables_of(scanned(f"<TABLE>\n     THE YEAR 1994\n<CAPTION>\n{_ROWS}</TABLE>\n"))
    assert one.caption == "THE YEAR 1994"
    assert len(one.labels) == 2


def test_a_table_that_is_not_closed_ends_where_the_next_begins() -> None:
    open_ = f"<TABLE>\n<CAPTION>\n{_ROWS}"
    assert len(tables_of(scanned(f"{open_}\n{open_}</TABLE>\n"))) == 2
