"""Stretches of a document by caption, by note, by what a section is: each rule at its edge."""

from __future__ import annotations

import pytest

from docai.document.marks import ROW
from docai.tenk import open_scans
from docai.tenk.pointers.report_notes import Stretch
from docai.tenk.pointers.target import Target

W = "w"


def _target(text: str, *, html: bool = False) -> Target:
    source = f"<html><body><p>FORM 10-K</p>{text}</body></html>" if html else f"FORM 10-K\n\n{text}"
    name = "a.htm" if html else "a.txt"
    scans = open_scans(source.encode(), file_name=name)
    scan = scans.of(scans.submission.documents[0])
    return Target(scan.text, name, html=scan.html)


def _caption(text: str, caption: str = "Looms of Oak", *, html: bool = False) -> list[str]:
    target = _target(text, html=html)
    return [target.words(*stretch) for stretch in target.by_caption(caption)]


def _section(head: str, words: str = "We wove.") -> str:
    return f"{head}\n\n{words}\n\n"


def test_a_section_goes_on_to_the_next_heading_that_looks_alike() -> None:
    looms, sheds = "LOOMS OF OAK\n\nWe wove.\n\nIn Spring\n\nMore.", "SHEDS OF ELM\n\nWe dyed."
    assert _caption(f"{looms}\n\n{sheds}\n") == [looms]
    # the heading once more is none that follows
    assert _caption(f"{looms}\n\nLOOMS OF OAK\n\nMore.\n\n{sheds}\n")[0] == f"{looms}\n\nLOOMS OF OAK\n\nMore."  # fmt: skip
    assert _caption(looms) == [looms]
    assert _caption(sheds) == []
    assert _caption(looms, "–") == []


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        ("SHEDS OF ELM", True), ("Sheds of elm", False), ("Sheds Of Elm", False), ("    SHEDS OF ELM", True), ("      SHEDS OF ELM", False), ("SHEDS OF ELM ..... 3", False), ("SHEDS OF ELM,", False), ("SHEDS OF ELM;", False),
        ("SHEDS OF ELM   F-3", False), ("SHEDS OF ELM\n\n12\n", False), ("12 - 13", False),
        ("S" + "H" * 159, True), ("S" + "H" * 160, False), ("We wove\nSHEDS OF ELM", False),
    ],
)  # fmt: skip
def test_what_looks_alike_in_plain_text(line: str, ends: bool) -> None:
    looms = "LOOMS OF OAK\n\nWe wove wool in the sheds."
    (found,) = _caption(f"{looms}\n\n{line}\n\nWe dyed.\n")
    assert (found == looms) == ends


def test_what_looks_alike_in_html_has_the_same_tag() -> None:
    found = _caption(
        "<p><b>Looms of Oak</b></p><p>We wove.</p><p><i>In spring</i></p><p>More.</p><p><b>Sheds</b></p><p>We dyed.</p>",
        html=True,
    )
    assert found == ["Looms of Oak\n\nWe wove.\n\nIn spring\n\nMore."]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Looms of Oak", True), ("LOOMS OF OAK", True), ("   Looms - of - Oak", True), ("Looms of Oak and Elm Sheds", True), ("Looms of Oak" + W * 12, True), ("Looms of Oak" + W * 13, False),
        ("looms of oak", False), ("The Looms of Oak", False), ("Looms of Oak .... 3", False), ("Looms of Oak,", False), ("Looms", False),
    ],
)  # fmt: skip
def test_a_caption_is_a_line_that_says_it_and_little_more(line: str, found: bool) -> None:
    assert bool(_caption(f"{line}\n\nWe wove.\n")) == found


@pytest.mark.parametrize(("known", "found"), [(16, True), (15, False)])
def test_a_caption_is_told_by_its_first_16_words(known: int, found: bool) -> None:
    words = [f"A{at}" for at in range(17)]
    line = " ".join([*words[:known], *("x" for _ in words[known:])])
    assert bool(_caption(f"{line}\n\nWe wove.\n", " ".join(words))) == found


def test_a_caption_is_looked_for_at_eight_places() -> None:
    assert len(_caption(_section("Looms of Oak") * 8)) == 8
    assert len(_caption(_section("Looms of Oak") * 9)) == 8


def test_the_number_of_a_note_may_stand_in_a_cell_of_its_own() -> None:
    rows = "".join(
        f"<table><tr><td>{n}.</td><td>{title}</td></tr></table><p>We wove.</p>"
        for n, title in (("3", "Looms of Oak"), ("4", "Sheds"))
    )
    target = _target(rows, html=True)
    (found,) = (target.words(*one) for one in target.by_note("3"))
    assert found == "3. Looms of Oak\n\nWe wove."
    figures = "<p>Note 3</p><p>$ 4,500</p><table><tr><td>Looms</td><td>Note 3</td><td>We wove</td></tr></table>"
    target = _target(figures + rows, html=True)
    assert [target.words(*one) for one in target.by_note("3")] == [found]
    assert _notes("We wove in 3.\n\n3.\nlooms ran.\n", "3") == []


def _notes(text: str, number: str, *captions: str) -> list[str]:
    target = _target(text)
    return [target.words(*stretch).split("\n")[0] for stretch in target.by_note(number, captions)]


def test_a_note_is_found_by_its_number_and_by_what_its_heading_says() -> None:
    words = "We wove. " * 20 + "So it was."
    heads = ("Note 3. Looms of Oak", "Note 4. Sheds", "Note B. Barges", "Note 3. Suits\nof Weavers", "Note C - Rail")  # fmt: skip
    text = "".join(_section(head, words) for head in heads)
    assert _notes(text, "3") == ["Note 3. Looms of Oak", "Note 3. Suits"]
    assert _notes(text, "3", "Sheds", "Of Weavers") == ["Note 3. Suits"]
    assert _notes(text, "3", "Sheds") == []
    target = _target(text)
    ends = [target.words(*next(target.by_note(number))) for number in ("3", "B")]
    assert ends == ["\n\n".join((heads[0], words)), "\n\n".join((heads[2], words, heads[3], words))]
    assert len(_notes(_section("Note 3. Looms") * 9, "3")) == 8


SHEET = "CONSOLIDATED BALANCE SHEETS\n\n{}Total assets 9\n{}Total liabilities 4\n\n"


def _statements(text: str, outside: Stretch = (-1, -1), *borders: int) -> list[tuple[int, int]]:
    return list(_target(text).statements(outside, list(borders)))


@pytest.mark.parametrize("line", ["Total liabilities", "total current liabilities", "Stockholders", "Shareholders", "Shareowners", "Equity"])  # fmt: skip
def test_a_balance_sheet_has_assets_and_what_stands_against_them(line: str) -> None:
    text = _section("CONSOLIDATED BALANCE SHEETS", f"Total assets 9\n{line} 4")
    assert _statements(text) == [(11, 11 + len(text))]
    assert _statements(text.replace(line, "Looms")) == []
    assert _statements(text.replace("CONSOLIDATED BALANCE SHEETS", "LOOMS")) == []


@pytest.mark.parametrize(
    ("above", "between", "found"),
    [(0, 11_967, True), (0, 11_968, False), (119_970, 0, True), (119_971, 0, False)],
)
def test_a_balance_sheet_is_near_its_head_and_its_other_side(
    above: int, between: int, found: bool
) -> None:
    filler = [f"{'w' * 99}\n" * (size // 100) + "w" * (size % 100) + "\n" for size in (above, between)]  # fmt: skip
    assert bool(_statements(SHEET.format(*filler))) == found


def test_statements_end_at_the_signatures_the_exhibits_or_an_item() -> None:
    sheet = SHEET.format("", "")
    for end in ("SIGNATURES", "Signature", "EXHIBIT INDEX", "Index to Exhibits", "Exhibits", "List of Exhibits"):  # fmt: skip
        text = _section("SIGNATURES") + sheet + _section(end) + sheet
        start = 11 + len(_section("SIGNATURES"))
        assert _statements(text)[0] == (start, start + len(sheet))
    middle = 11 + len(sheet)
    assert _statements(sheet * 2, (-1, -1), 11, middle) == [
        (11, middle),
        (middle, middle + len(sheet)),
    ]


def test_statements_stand_outside_of_the_item_itself() -> None:
    sheet = SHEET.format("", "")
    size = len(sheet)
    whole = _statements(sheet * 2)
    assert whole == [(11, 11 + 2 * size)]
    at = ("FORM 10-K\n\n" + sheet).index("Total assets")
    assert _statements(sheet * 2, (0, 11 + size)) == [(11 + size, 11 + 2 * size)]
    assert _statements(sheet, (at, at + 1)) == []
    assert _statements(sheet, (at - 1, at)) == [(11, 11 + size)]


def _discussions(text: str) -> list[Stretch]:
    return list(_target(text).discussion())


@pytest.mark.parametrize(("length", "ends"), [(1501, True), (1500, False)])
def test_a_discussion_has_more_than_1500_characters_before_what_follows_it(
    length: int, ends: bool
) -> None:
    head = "FINANCIAL REVIEW\n\n"
    words = head + "w" * (length - len(head) - 1) + "\n"
    text = f"{words}CONSOLIDATED BALANCE SHEETS\n\n{'We wove. ' * 10}\n"
    assert _discussions(text) == [(11, 11 + len(words) if ends else 11 + len(text))]


@pytest.mark.parametrize(("letters", "found"), [(119, True), (120, False)])
def test_the_head_of_a_discussion_has_fewer_than_120_letters(letters: int, found: bool) -> None:
    assert bool(_discussions(_section("FINANCIAL REVIEW " + "W" * (letters - 15)))) == found
    assert _discussions(_section("LOOMS OF OAK")) == []
    assert len(_discussions(_section("FINANCIAL REVIEW") * 9)) == 8


def test_signatures_between_two_places() -> None:
    text = "FORM 10-K\n\n" + _section("LOOMS") + _section("SIGNATURES")
    target, at = _target(text.removeprefix("FORM 10-K\n\n")), text.index("SIGNATURES")
    told = [target.is_before_signatures(*one) for one in ((0, at), (0, at + 1), (at, at + 9), (at - 1, at + 1))]  # fmt: skip
    assert told == [True, False, True, False]


def test_pages_are_read_from_one_to_the_end_of_the_statements() -> None:
    text = "".join(f"Mark{page}x. {'We wove. ' * 20}\n\n{page}\n<PAGE>\n" for page in range(2, 8)) + _section("SIGNATURES")  # fmt: skip
    target = _target(text)
    stretch = target.by_page_on("4")
    assert stretch is not None
    marks = [mark for mark in target.words(*stretch).split() if mark.startswith("Mark")]
    assert marks == ["Mark4x.", "Mark5x.", "Mark6x.", "Mark7x."]
    assert target.by_page_on("40") is None
    assert target.by_pages("40", "41") is None


def test_words_of_a_table_are_read_as_one() -> None:
    target = _target("<table><tr><td>Looms</td><td>3</td></tr></table><p>We wove.</p>", html=True)
    start = target.low.index(ROW)
    assert target.words(start, len(target.low)) == "Looms | 3\n\nWe wove."
