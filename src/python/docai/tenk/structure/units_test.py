"""The units of an Item: its own heading, headings over several lines, entries, notes and tables: each rule at its edge."""

from __future__ import annotations

from dataclasses import replace

import pytest

from docai.document.markup import read_text
from docai.tenk.model import Item
from docai.tenk.structure.headings import Body
from docai.tenk.structure.lines import lines_of
from docai.tenk.structure.looks import Look
from docai.tenk.structure.model import PassageKind
from docai.tenk.structure.reading import ReadItem
from docai.tenk.structure.units import _place_of_title, _title, units_of
from docai.tenk.structure.words import ink_of

PROSE = (
    "Our looms run day and night, and our weavers mend them where they stand, for they know them."
)


def _read(
    text: str,
    title: str = "",
    *,
    typed: bool = False,
    item: str = "1",
    at: int = 0,
    bold: bool = False,
) -> ReadItem:
    """Return an Item with ``text``, its lines at the places of their text; a line with "!" in front is in bold, or each if ``bold``."""
    lines = lines_of(text, typed=typed)
    for line in lines:
        line.at = at + line.start if at >= 0 else -1
        words = text[line.start : line.end]
        line.look = Look(bold=ink_of(words)) if bold or words[0] == "!" else None
        if words[0] == "!":
            line.start += 1
        if not typed and line.kind == "words" and line.look is None:
            line.look = Look()
    read = Item(
        item, "I", title, text, None, "primary", "a", 0, len(text), 1.0, stretch=(0, len(text))
    )
    return ReadItem(read, read_text(text), typed, lines)


def _kinds(
    text: str, *, typed: bool = False, item: str = "1", bold: bool = False
) -> list[tuple[PassageKind, str]]:
    """Return the kind and the text of each unit behind the Item's own heading."""
    read = _read(f"Item 1.\n\n{text}", typed=typed, item=item, bold=bold)
    return [(one.kind, read.item.text[one.start : one.end]) for one in units_of(read, Body())[1:]]


def _headings(text: str, *, typed: bool = False, item: str = "1", bold: bool = False) -> list[str]:
    return [
        words
        for kind, words in _kinds(text, typed=typed, item=item, bold=bold)
        if kind == "heading"
    ]


@pytest.mark.parametrize(
    ("text", "title", "own"),
    [
        # its title and the stops behind it; without a title the first line
        ("Item 1. Business", "Business", "Item 1. Business"), ("Item 1. Business. We wove.", "Business", "Item 1. Business."), ("Item 1. Business: – We wove.", "Business", "Item 1. Business:"), ("Item 1. Business”) We wove.", "Business", "Item 1. Business”)"), ("Item 1. Wool\n\nWe wove.", "", "Item 1. Wool"), ("Item 1. Wool\n\nWe wove.", "Business", "Item 1. Wool"),
        ("Item 1 | Business | We wove.", "Business", "Item 1 | Business"), ("Business", "Business", "Business"), ("Item 1.\nBusiness of\nLooms We wove cloths and wool.", "Business of Looms", "Item 1.\nBusiness of\nLooms"),
        # two letters more are part of it, three are words
        ("Item 1. Business!!\nWe wove.", "Business", "Item 1. Business!!"), ("Item 1. Business!!!\nWe wove.", "Business", "Item 1. Business"), ("Item 1. Business....\nWe wove.", "Business", "Item 1. Business...."),
        # 39 blanks behind it, and no more
        ("Item 1. Business" + " " * 39 + "\nWe wove.", "Business", "Item 1. Business" + " " * 39), ("Item 1. Business" + " " * 40 + "\nWe wove.", "Business", "Item 1. Business"),
        # its end in the next line
        ("Item 7. Discussion\nand Results of Operations\n\nWe wove.", "Discussion", "Item 7. Discussion\nand Results of Operations"),
        ("Item 7. Discussion of Financial\n    Condition and Results of Operations.\n\nWe wove.", "Discussion of Financial", "Item 7. Discussion of Financial\n    Condition and Results of Operations."),
        ("Item 5. Market for Equity and Related\nStockholder Matters\n\nWe wove.", "Market for Equity and Related", "Item 5. Market for Equity and Related\nStockholder Matters"),
        ("Item 14. Exhibits and Reports\n  on Form 8-K\n\nWe wove.", "Exhibits and Reports", "Item 14. Exhibits and Reports\n  on Form 8-K"),
        ("Item 7. Discussion and Results of Operations\n\nWe wove.", "Discussion", "Item 7. Discussion and Results of Operations"), ("Item 7. Discussion of operations in mills\n\nWe wove.", "Discussion", "Item 7. Discussion"),
        # farther than 300 characters is no title, nor is so long a first line one
        ("W" * 292 + "Business\nWe wove.", "Business", "W" * 292 + "Business"), ("W" * 293 + "Business\nWe wove.", "Business", ""), ("W" * 299 + "\n\nWe wove.", "Business", "W" * 299), ("W" * 300 + "\n\nWe wove.", "Business", ""), ("Item 1 | Wool\n\nWe wove.", "Business", ""),
    ],
)  # fmt: skip
def test_the_items_own_heading(text: str, title: str, own: str) -> None:
    titled, end = _title(_read(text, title))
    assert (titled, text[:end]) == (1 if own else 0, own)


def test_an_item_that_was_followed_or_is_empty_has_no_heading_of_its_own() -> None:
    read = _read("Item 1. Business", "Business")
    assert _title(replace_item(read, text_as_filed="See Exhibit 13.")) == (0, 0)
    assert _title(ReadItem(read.item, read.marked, typed=False, lines=[])) == (0, 0)
    # its first line may be a heading like any other
    followed = replace_item(_read(f"!Wool\n\n{PROSE}"), text_as_filed="See Exhibit 13.")
    assert [one.kind for one in units_of(followed, Body())] == ["heading", "prose"]


def replace_item(read: ReadItem, *, text_as_filed: str) -> ReadItem:
    item = replace(read.item, text_as_filed=text_as_filed)
    return ReadItem(item, read.marked, read.typed, read.lines)


@pytest.mark.parametrize(
    ("text", "title", "place"),
    [
        ("Item 1. Business", "Business", 16), ("Business", "Business", 8), ("Business\nof Looms", "Business of Looms", 17), ("a Business |  of\n\nLooms", "Business of Looms", 23), ("BusinessofLooms", "Business of Looms", 15), ("Business, of", "Business of", -1), ("Business on, Business\nof", "Business of", 24),
        ("Item 1.", "Business", -1), ("Item 1.", "", -1), ("w" * 308 + "Business", "Business", 316), ("w" * 309 + "Business", "Business", -1),
    ],
)  # fmt: skip
def test_where_a_title_ends_whatever_blanks_are_in_it(text: str, title: str, place: int) -> None:
    assert _place_of_title(text, title) == place


def test_the_words_behind_a_heading_are_a_unit_of_their_own() -> None:
    def places(text: str, at: int) -> list[tuple[str, str, int]]:
        read = _read(text, "Business", at=at)
        return [(one.kind, text[one.start : one.end], one.at) for one in units_of(read, Body())]

    assert places("Item 1. Business. We wove.", 0) == [("heading", "Item 1. Business.", 0), ("prose", "We wove.", 18)]  # fmt: skip
    assert places("Item 1. Business. We wove.", 7)[1][2] == 25
    assert places("Item 1. Business. We wove.", -1)[1][2] == -1
    assert places("Item 1. Business", 0) == [("heading", "Item 1. Business", 0)]
    assert places("Item 1. Business" + " " * 41, 0) == [("heading", "Item 1. Business", 0)]
    assert places("Item 1. Business  \n\nWe wove.", 0)[1] == ("prose", "We wove.", 20)


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        # the same look, on the next line, or where the first is not finished
        ("WOOL SHEDS\nAND LOOMS", ["WOOL SHEDS\nAND LOOMS"]), ("WOOL SHEDS\n\nAND LOOMS", ["WOOL SHEDS", "AND LOOMS"]), ("Sheds of\n\nLooms", ["Sheds of\n\nLooms"]), ("WOOL SHEDS\nLooms", ["WOOL SHEDS", "Looms"]),
        # no line of it is longer than 149 characters, and all of it has fewer than 1,000
        ("Sheds\nL" + "o" * 148, ["Sheds\nL" + "o" * 148]), ("Sheds\nL" + "o" * 149, ["Sheds", "L" + "o" * 149]),
        # not behind a stop, not a number, not behind the name of a company
        ("Sheds.\nLooms", ["Sheds.", "Looms"]), ("Sheds\n2. Looms", ["Sheds", "2. Looms"]), ("LOOM INC.\nWOOL SHEDS", ["LOOM INC.", "WOOL SHEDS"]), ("LOOM CO\nWOOL SHEDS", ["LOOM CO", "WOOL SHEDS"]),
    ],
)  # fmt: skip
def test_a_heading_over_several_lines(text: str, headings: list[str]) -> None:
    assert _headings(text, bold=True) == headings


def test_a_heading_over_several_lines_has_fewer_than_1000_characters() -> None:
    lines = ["L" + "o" * 143] * 6
    for last, count in ((129, 1), (130, 2)):
        text = "\n".join([*lines, "L" + "o" * (last - 1)])
        assert len(_headings(text, bold=True)) == count


def test_typed_lines_in_capitals_are_one_heading_however_they_are_set() -> None:
    assert _headings(f"!WOOLEN\nSHEDS OF OAK\n\n{PROSE}", typed=True) == ["WOOLEN\nSHEDS OF OAK"]
    assert _headings(f"!Woolen\nSHEDS OF OAK\n\n{PROSE}", typed=True) == ["Woolen"]


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        # right over a paragraph of 120 characters that begins with a capital
        (f"Net Sales\n{PROSE}".ljust(130, "w"), ["Net Sales"]), (f"Net Sales\n{PROSE}".ljust(129, "w"), []), (f"Net Sales\n{PROSE.lower()}".ljust(130, "w"), []), (f"Looms:\n\n{PROSE}".ljust(130, "w"), ["Looms:"]), ("Looms:\n\nWe wove.", []),
        # three lines are no title over a paragraph
        (f"Net Sales\n{PROSE * 2}\nWe wove.", []), (f"We wove.\nNet Sales\n{PROSE * 2}", []), ("Looms:", []), (f"Looms:\n\nOak  {PROSE * 2}  5\nAsh  5", []),
        # a second line in capitals right under one
        ("WOOLEN\nSHEDS OF OAK\nWe wove.", ["WOOLEN\nSHEDS OF OAK"]), ("We wove.\nSHEDS OF OAK\nWe sold.", []),
    ],
)  # fmt: skip
def test_titles_right_over_typed_paragraphs(text: str, headings: list[str]) -> None:
    assert _headings(text, typed=True) == headings


@pytest.mark.parametrize(("item", "count"), [("13", 0), ("14", 0), ("15", 0), ("12", 1)])
def test_in_the_items_that_list_exhibits_a_number_is_no_heading(item: str, count: int) -> None:
    assert len(_headings("21. Looms of Oak", typed=True, item=item)) == count


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("a | b\nc | d", [("table", "a | b\nc | d")]),
        # a cell too long, an empty row, a row that ends in a blank: its rows are paragraphs
        ("a | " + "b" * 3_996, [("table", "a | " + "b" * 3_996)]), ("a | " + "b" * 3_997, [("prose", "a | " + "b" * 3_997)]), ("a | b\nc | ", [("prose", "a | b"), ("prose", "c | ")]), ("a | b\n\n", [("table", "a | b")]), ("a | b\n  \nc | d", [("prose", "a | b"), ("prose", "c | d")]),
        ("a | b\nc" + "d" * 4_000 + " | e", [("prose", "a | b"), ("prose", "c" + "d" * 4_000 + " | e")]), ("a | b\n\n\nc | d", [("table", "a | b"), ("prose", "c | d")]),
        # a footnote stands behind a table or another footnote
        ("a | b\n\n(1) We wove.\n\n* We sold.\n\nWe wove.\n\n(1) Oak", [("table", "a | b"), ("note", "(1) We wove."), ("note", "* We sold."), ("prose", "We wove."), ("list", "(1) Oak")]),
    ],
)  # fmt: skip
def test_tables_and_their_footnotes(text: str, units: list[tuple[PassageKind, str]]) -> None:
    assert _kinds(text) == units


def test_of_a_table_shown_as_paragraphs_the_first_has_its_place() -> None:
    read = _read("We wove.\n\na | b\nc | ", at=7)
    assert [one.at for one in units_of(read, Body())] == [7, 17, -1]


@pytest.mark.parametrize(
    ("text", "kind", "typed"),
    [
        ("Oak   12\nAsh   13", "table", True), ("-    oak and ash\n     of our sheds", "list", False), ("-    oak   12\n-    ash   13", "table", True), ("--   oak and ash\n     of our sheds", "list", False), ("oak ....  12\n  ash", "table", True), ("  oak and ash\n  of our sheds", "table", True),
    ],
)  # fmt: skip
def test_typed_columns_are_a_table_or_a_list(text: str, kind: PassageKind, typed: bool) -> None:
    read = _read(f"Item 1.\n\n{text}", typed=True)
    found = units_of(read, Body())[-1]
    assert (found.kind, found.typed) == (kind, typed)
