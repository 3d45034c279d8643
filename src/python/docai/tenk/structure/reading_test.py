"""How lines look that are broken, or whose number is set apart."""

from __future__ import annotations

import pytest

from docai.document.markup import read_html
from docai.tenk.model import Item
from docai.tenk.structure.looks import Look, Looks
from docai.tenk.structure.reading import _place_of, looks_of, read_item


def _looks(source: str, text: str, *, typed: bool = False) -> list[Look | None]:
    """Return the look of each line of an Item with ``text``, whose document is ``source``."""
    marked = read_html(f"<html>{source}</html>")
    item = Item("1", "I", "", text, None, "primary", "a", 0, 0, 1.0, stretch=(0, len(marked.raw)))
    read = read_item(item, marked, Looks(marked, typed=typed), typed=typed)
    assert looks_of(read) == [(line.end - line.start, line.look) for line in read.lines if line.look]  # fmt: skip
    return [line.look for line in read.lines]


def _look(source: str, text: str) -> Look:
    (found,) = _looks(source, text)
    assert found is not None
    return found


@pytest.mark.parametrize("tag", ["b", "i", "u"])
def test_a_number_before_words_that_stand_out_stands_out_too(tag: str) -> None:
    expected = {"b": Look(bold=6), "i": Look(italic=6), "u": Look(underlined=6)}[tag]
    assert _look(f"<p>1. <{tag}>Wool</{tag}></p>", "1. Wool") == expected
    # of what follows at least four characters are looked for
    assert _look(f"<p>1. <{tag}>Oak</{tag}></p>", "1. Oak") == Look()
    assert _look("<p>1. Wool</p>", "1. Wool") == Look()
    assert _look(f"<p>No. <{tag}>Wool</{tag}></p>", "No. Wool") == Look()


@pytest.mark.parametrize("tag", ["b", "i", "u"])
def test_a_heading_goes_on_behind_the_break_of_a_page(tag: str) -> None:
    name = {"b": "bold", "i": "italic", "u": "underlined"}[tag]

    def letters(middle: str, rest: str = "oak") -> int:
        found = _look(f"<p><{tag}>Looms of</{tag}>{middle}<{tag}>{rest} sheds</{tag}></p>", f"Looms of {rest} sheds")  # fmt: skip
        assert found in (Look(bold=found.bold), Look(italic=found.italic), Look(underlined=found.underlined))  # fmt: skip
        number: int = getattr(found, name)
        return number

    page = "<p>1234</p>"
    assert letters(page) == 15
    # the rest is looked for in the next 4,000 characters
    assert letters(f"<p>{'w' * 3_900}</p>") == 15
    assert letters(f"<p>{'w' * 4_000}</p>") == 7


def test_what_ends_before_the_break_does_not_go_on_behind_it() -> None:
    page = "<p>1234</p>"
    source = f"<p><b><i>Looms</i> of</b></p>{page}<p><b><i>oak sheds</i></b></p>"
    assert _look(source, "Looms of oak sheds") == Look(bold=15, italic=5)
    source = f"<p><i><b>Looms</b> of</i></p>{page}<p><b><i>oak sheds</i></b></p>"
    assert _look(source, "Looms of oak sheds") == Look(bold=5, italic=15)
    source = f"<p><b><u>Looms</u> of</b></p>{page}<p><b><u>oak sheds</u></b></p>"
    assert _look(source, "Looms of oak sheds") == Look(bold=15, underlined=5)
    # two letters behind the break are not looked for
    assert _look(f"<p><b>Looms of</b></p>{page}<p><b>oa</b></p>", "Looms of oa") == Look(bold=7)
    assert _look(f"<p><b>Looms of</b></p>{page}<p><b>oaks</b></p>", "Looms of oaks") == Look(
        bold=11
    )


def test_the_rest_of_a_heading_is_where_it_is_expected_or_behind_a_break() -> None:
    # it goes on at once, in another look
    assert _look("<p><b>Looms of</b> oak sheds</p>", "Looms of oak sheds") == Look(bold=7)


def test_24_letters_of_the_rest_are_looked_for() -> None:
    rest = "oak sheds and of ash ones"
    source = f"<p><b>Looms of</b></p><p>1234</p><p><b>{rest[:24]}<br>{rest[24:]}</b></p>"
    assert _look(source, f"Looms of {rest}").bold > 7
    # where fewer letters are the same, it is none
    source = f"<p><b>Looms of</b></p><p>1234</p><p><b>{rest[:20]}</b></p>"
    assert _look(source, f"Looms of {rest}").bold == 7


def _red(words: str, rest: str = "") -> str:
    return f"<p><font color=red>{words}</font>{rest}</p>"


def test_a_line_is_in_a_colour_if_its_last_words_are() -> None:
    words = "We wove cloth of wool " * 20
    for length, coloured in ((400, True), (401, False)):
        line = words[: length - 1].strip().ljust(length - 1, "w") + "."
        assert _look(_red(line), line) == Look(colour="red", coloured=coloured)
    assert _look(_red("We wove.", " We sold."), "We wove. We sold.") == Look(colour="red")
    assert _look(_red("We", " wove."), "We wove.") == Look(colour="red")
    assert _look(_red("We wove", "."), "We wove.") == Look(colour="red", coloured=True)
    assert _look("<p>We wove.</p>", "We wove.") == Look()
    # what is bold needs no colour
    assert _look("<b>" + _red("We wove.") + "</b>", "We wove.") == Look(bold=7, colour="red")


def test_the_last_20_letters_tell_the_colour() -> None:
    # the document breaks the line before them
    line = "We wove many cloths of oak sheds"
    assert _look(_red(f"{line[:7]}<br>{line[8:]}"), line).coloured
    # their last ten stand in the coloured part too
    line = "We of oak sheds and of sheds of oak sheds"
    assert not _look(_red("We of oak sheds", line[15:]), line).coloured
    # a page may be between
    assert _look(_red("We wove") + f"<p>{'1' * 3_900}</p>" + _red("many cloths of oak sheds"), "We wove many cloths of oak sheds").coloured  # fmt: skip
    assert not _look(_red("We wove") + f"<p>{'1' * 4_000}</p>" + _red("many cloths of oak sheds"), "We wove many cloths of oak sheds").coloured  # fmt: skip


def test_a_line_of_more_than_1000_characters_is_looked_at_where_it_begins() -> None:
    for length, bold in ((1_000, 999), (1_001, 0)):
        words = "w" * (length - 3)
        assert _look(f"<p>1. <b>{words}</b></p>", f"1. {words}").bold == bold


@pytest.mark.parametrize(
    ("letters", "place"), [(0, 0), (4, 0), (5, 6), (6, 6), (7, 9), (9, 9), (10, 13)]
)
def test_where_so_many_letters_have_passed(letters: int, place: int) -> None:
    assert _place_of("Looms of oak", letters) == place


def test_entries_of_lists_and_tables_of_rows_have_no_look() -> None:
    bold = "<p><b>{}</b></p>"
    assert _looks(bold.format("• Wool"), "• Wool") == [None]
    entry = "• We wove the cloth of all our looms."
    assert _looks(bold.format(entry), entry) == [Look(bold=29)]
    assert _looks(bold.format(entry), entry, typed=True) == [None]
    assert _looks(bold.format("W" * 1_000), "W" * 1_000, typed=True) == [Look(bold=1_000)]
    assert _looks(bold.format("W" * 1_001), "W" * 1_001, typed=True) == [None]
    assert _looks("<p>Sheds</p>", "Wool") == [None]

    def table(*rows: str) -> list[Look | None]:
        cells = "".join(f"<tr><td><b>{row}</b></td><td>b</td></tr>" for row in rows)
        return _looks(f"<table>{cells}</table>", "\n".join(f"{row} | b" for row in rows))

    assert table("Wool") == [Look(bold=4)]
    assert table("Wool", "Oak") == [None]
    # the row of 999 characters is one, that of 1,000 none
    assert table("W" * 995) == [Look(bold=995)]
    assert table("W" * 996) == [None]
