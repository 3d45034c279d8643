"""How a line looks, from the tags around it."""

from __future__ import annotations

import pytest

from docai.document.markup import read_html
from docai.tenk.structure.looks import Look, Looks


def look(source: str, words: str = "Looms of oak") -> Look:
    text = read_html(f"<html><p>Before</p>{source}</html>")
    ink = len(words) - words.count(" ")
    return Looks(text, typed=False).at(text.raw.index(words[:3]), ink)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>Looms of oak</p>", Look()),
        ("<p><b>Looms of oak</b></p>", Look(bold=10)),
        ("<p><b>Looms</b> of oak</p>", Look(bold=5)),
        ("<p><b>Looms <i>of</i> oak</b></p>", Look(bold=10)),
        ("<p><b><i>Looms of</i> oak</b></p>", Look(bold=10, italic=7)),
        ("<p><b>Looms of <span style='font-weight:normal'>oak</span></b></p>", Look(bold=7)),
        ("<p><em style='font: inherit'>Looms of oak</em></p>", Look()),
        ("<p align=center><u>Looms of oak</u></p>", Look(underlined=10, centred=True)),
        ("<center><p>Looms of oak</p></center>", Look(centred=True)),
        ("<p style='text-align:center;font-size:12pt'>Looms of oak</p>", Look(centred=True, size=12.0)),
        ("<p style='font-size:16px'>Looms of oak</p>", Look(size=12.0)),
        ("<p><font size=+1>Looms of oak</font></p>", Look(size=13.5)),
        ("<p style='text-transform:uppercase'>Looms of oak</p>", Look(capitals=True)),
        ("<p style='color:#0000ff'>Looms of oak</p>", Look(colour="#0000ff")),
        ("<p style='color:#000000;background-color:#cccccc'>Looms of oak</p>", Look()),
        ("<p style='color:rgb(0, 0, 0)'>Looms of oak</p>", Look()),
        ("<p><b>Shuttle</b></p><p>Looms of oak</p>", Look()),
        ("<p><b>Shuttle</b><br>Looms of oak</p>", Look()),
        ("<p><b>Shuttle<br>Looms of oak</b></p>", Look(bold=10)),
        ("<b><p></p><p>Looms of oak</p></b>", Look(bold=10)),
        ("<b><div>&nbsp;</div><div>Looms of oak</div></b>", Look(bold=10)),
        ("<div style='font-weight:bold'><p></p><p>Looms of oak</p></div>", Look(bold=10)),
        ("<b><p>Shuttle</p></b><p>Looms of oak</p>", Look()),
        ("<b><p></p></b><p>Looms of oak</p>", Look()),
        ("<p><b><a href='#x'>Looms of oak</a></b></p>", Look(bold=10)),
        ("<p><ix:nonNumeric name='b'><b>Looms of oak</b></ix:nonNumeric></p>", Look(bold=10)),
    ],
)  # fmt: skip
def test_a_line_looks_as_its_tags_say(source: str, expected: Look) -> None:
    assert look(source) == expected


def test_a_bullet_in_a_cell_of_its_own_is_part_of_the_line() -> None:
    source = "<table><tr><td><b>(1)</b></td><td><b>Looms of oak</b></td></tr></table>"
    assert look(source, "(1) Looms of oak").bold == 13
