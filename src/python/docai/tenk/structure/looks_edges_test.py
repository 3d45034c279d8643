"""How a line looks: which tags count, and how far."""

from __future__ import annotations

import pytest

from docai.document.markup import read_html, read_text
from docai.tenk.structure.looks import Look, Looks
from docai.tenk.structure.looks_test import look

BLOCKS = ("p", "div", "td", "th", "tr", "table", "li", "dd", "dt", "center", "h1", "h2", "h3", "h4", "h5", "h6", "body", "html", "ul", "ol", "dl", "pre", "blockquote")  # fmt: skip


@pytest.mark.parametrize("block", BLOCKS)
def test_of_what_stands_around_a_block_only_tags_right_before_it_count(block: str) -> None:
    assert look(f"<i><{block}>Looms of oak</{block}></i>").italic == 10
    assert look(f"<i>Sheds <{block}>Looms of oak</{block}></i>").italic == 0


@pytest.mark.parametrize("inline", ["span", "b", "font", "sup"])
def test_inside_a_block_words_may_stand_between(inline: str) -> None:
    assert look(f"<i>Sheds <{inline}>Looms of oak</{inline}></i>").italic == 10
    assert look(f"<i>Sheds <{inline}>of</{inline}> Looms of oak</i>").italic == 10
    assert look("<i>Sheds <p>of</p> Looms of oak</i>").italic == 0


@pytest.mark.parametrize("colour", ["#000000", "#000", "black", "rgb(0, 0, 0)", "windowtext", "inherit", "BLACK"])  # fmt: skip
def test_black_is_no_colour(colour: str) -> None:
    assert look(f"<p style='color:{colour}'>Looms of oak</p>") == Look()
    assert look(f"<p><font color={colour.replace(' ', '')}>Looms of oak</font></p>") == Look()


@pytest.mark.parametrize("void", ["br", "hr", "img"])
def test_no_words_are_in_a_void_tag(void: str) -> None:
    plain = f"<{void} style='font-weight:normal' align=center>"
    assert look(f"<b>(1){plain}Looms of oak</b>", "(1)Looms of oak") == Look(bold=13)
    assert look(f"{plain.replace('normal', 'bold')}Looms of oak") == Look()
    assert look(f"{plain}<p>Looms of oak</p>") == Look()


@pytest.mark.parametrize("link", ["a href='#a'", "a name=b", "A HREF='#a'", "a id=c"])
def test_a_link_says_nothing(link: str) -> None:
    styled = f"<{link} style='font-weight:bold;text-decoration:underline'>"
    assert look(f"<p>{styled}Looms of oak</a></p>") == Look()
    assert look(f"<p>{styled}1. </a>Looms of oak</p>") == Look()
    assert look(f"<p><b>{styled}Looms of oak</a></b></p>") == Look(bold=10)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # a comment, a tag of inline XBRL, an empty tag
        ("<b>Looms <!-- a -->of oak</b>", Look(bold=10)), ("<b>Looms <ix:x>of</ix:x> oak</b>", Look(bold=10)), ("<b>Looms <span/>of oak</b>", Look(bold=10)), ("<b/>Looms of oak", Look()),
        # underlined in part, and from the second word on
        ("<b><u>Looms</u> of oak</b>", Look(bold=10, underlined=5)), ("<b>Looms <u>of oak</u></b>", Look(bold=10)),
        # a stop that is set otherwise
        ("<b>Looms</b>, <b>of oak</b>", Look(bold=11)), ("<b>Looms</b>a <b>of oak</b>", Look(bold=5)),
        # the shorthand of CSS says all, or that all is as around it
        ("<p style='font:700 10pt serif'>Looms of oak</p>", Look(bold=10)), ("<p style='font:bold 10pt serif'>Looms of oak</p>", Look(bold=10)), ("<p style='font:italic 10pt serif'>Looms of oak</p>", Look(italic=10)),
        ("<b><span style='font:10pt serif'>Looms of oak</span></b>", Look()), ("<i><span style='font:10pt serif'>Looms of oak</span></i>", Look()), ("<i><b><span style='font:inherit'>Looms of oak</span></b></i>", Look(bold=10, italic=10)),
        ("<p style='font:bold inherit'>Looms of oak</p>", Look()), ("<pre><b>Looms\nof oak</b></pre>", Look(bold=5)),
    ],
)  # fmt: skip
def test_what_the_tags_of_a_line_say(source: str, expected: Look) -> None:
    words = {Look(bold=11): "Looms, of oak"}.get(expected, "Looms of oak")
    assert look(source, "Looms" if "<pre>" in source else words) == expected


def test_no_more_letters_are_counted_than_the_line_has() -> None:
    assert look("<b>Looms of oak<i> and ash</i></b>") == Look(bold=10)


@pytest.mark.parametrize(("spans", "letters"), [(23, 10), (24, 0)])
def test_24_tags_before_a_line_are_looked_at(spans: int, letters: int) -> None:
    assert look(f"<b>{'<span>' * spans}Looms of oak").bold == letters


@pytest.mark.parametrize(("label", "letters"), [("(1234)", 16), ("(12345)", 7)])
def test_a_label_in_a_cell_of_its_own_has_six_letters(label: str, letters: int) -> None:
    source = f"<table><tr><td><b>{label}</b></td><td><b>Looms of oak</b></td></tr></table>"
    assert look(source, f"{label} Looms of oak").bold == letters


def test_60_pieces_of_a_line_are_looked_at() -> None:
    words = "Loo" + "w" * 70
    source = f"<b>Loo{'<span>w' * 70}</b>"
    assert look(source, words).bold == 3 + 59


@pytest.mark.parametrize(
    "edge", ["<tr>", "</tr>", "<td>", "<table>", "<p>", "<br>", "<p style='page-break-before:always'>"]
)  # fmt: skip
def test_a_line_ends_where_the_next_one_begins(edge: str) -> None:
    assert look(f"<b>Looms of oak{edge}Ash<i> and elm</i></b>", "Looms of oak and elm").bold == 10


def test_what_was_seen_farther_away_is_found_out_again() -> None:
    spans = "<span>" * 4
    text = read_html(
        f"<html><p>a</p><p><b>{spans}Looms</b></p><p>a</p><p><i>{spans}Sheds</i></p></html>"
    )
    looks = Looks(text, typed=False)
    found = [looks.at(text.raw.index(words), 5) for words in ("Looms", "Sheds", "Looms")]
    assert found == [Look(bold=5), Look(italic=5), Look(bold=5)]


def test_a_typed_line_may_be_several_lines_of_the_document() -> None:
    text = read_text("Sheds.\n<b>Looms\nof oak</b>\n")
    looks = Looks(text, typed=True)
    assert looks.at(text.raw.index("Looms"), 10) == Look(bold=10)


@pytest.mark.parametrize("around", ["{}", "<p>Wool.</p>{}", "{}\n", "<td>{}</td>"])
def test_each_paragraph_in_a_tag_of_type_is_set_so(around: str) -> None:
    two = "<b><p>Sheds</p><p>Looms of oak</p></b>"
    assert look(around.format(two)).bold == 10
    assert look(around.format(two.upper()), "LOOMS OF OAK").bold == 10
    three = "<b>\n<p>Sheds</p>\n<p><font>Mills</font> and <i>wool</i></p>\n<p>Looms of oak</p></b>"
    assert look(around.format(three)).bold == 10
    both = "<u><b><div><p>Sheds</p></div><p><i>Looms of oak</i></p></b></u>"
    assert look(around.format(both)) == Look(bold=10, italic=10, underlined=10)


@pytest.mark.parametrize(
    "source",
    [
        "<b><p>Sheds</b></p><p>Looms of oak</p>", "<b><p>Sheds</p></b><p>Looms of oak</p>", "<b>Wool <p>Sheds</p><p>Looms of oak</p></b>",
        "<b><p>Sheds</p>and wool<p>Looms of oak</p></b>", "<b></b><p>Sheds</p><p>Looms of oak</p>", "<p>Wool <b></b></p><p>Sheds</p><p>Looms of oak</p>", "<b><div>Wool<p>Sheds</p><p>Looms of oak</p></div></b>",
    ],
)  # fmt: skip
def test_a_tag_that_ends_before_a_paragraph_or_holds_words_of_its_own_says_nothing_of_it(
    source: str,
) -> None:
    assert look(source) == Look()
