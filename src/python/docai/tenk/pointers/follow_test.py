"""Pointers followed: which direction leads to words, and when these read like what the Item is about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from docai.tenk.pointers.conftest import (
    ASSETS,
    BOUND,
    END,
    MOVES,
    NO_ITEM,
    NOWHERE,
    PAGES,
    SUIT,
    filled,
    followed,
    target_in,
)
from docai.tenk.pointers.follow import follow


@pytest.mark.parametrize(
    ("kind", "start", "length", "found"),
    [
        ("properties", "", 200, True), ("properties", "", 199, False), ("legal", SUIT, 200, True), ("legal", SUIT, 199, False), ("legal", "", 400, False),
        ("statements", ASSETS, 3000, True), ("statements", ASSETS, 2999, False), ("statements", "", 9000, False),
        ("mda", MOVES, 2500, True), ("mda", MOVES, 2499, False), ("mda", "increased " * 5, 9000, False),
    ],
)  # fmt: skip
def test_what_is_found_reads_like_the_item(kind: str, start: str, length: int, found: bool) -> None:
    text = filled("LOOMS OF OAK", start, length)
    words = followed(text + END, kind, captions=("Looms of Oak",))
    assert (words is not None) == found
    if words:
        assert (len(words.text), words.text, words.source) == (length, text.strip(), "elsewhere")


@pytest.mark.parametrize(
    ("kind", "start", "length", "sure"),
    [
        ("statements", ASSETS, 8000, True), ("statements", ASSETS, 7999, False), ("mda", "increased " * 13, 8000, True), ("mda", "increased " * 13, 7999, False),
        ("mda", "increased " * 12, 9000, False), ("properties", "", 200, True),
    ],
)  # fmt: skip
def test_a_sure_place_is_taken_before_one_that_may_be_it(
    kind: str, start: str, length: int, sure: bool
) -> None:
    second = filled("SHEDS OF ELM", ASSETS + "increased " * 13, 9000)
    text = filled("LOOMS OF OAK", start, length) + second + END
    found = followed(text, kind, captions=("Looms of Oak", "Sheds of Elm"))
    assert found is not None
    assert found.text.startswith("LOOMS" if sure else "SHEDS")
    # of two places that may be it the first is taken
    weak = filled("LOOMS OF OAK", ASSETS + MOVES, 4000) + filled("SHEDS OF ELM", ASSETS + MOVES, 4000)  # fmt: skip
    found = followed(weak + END, "statements", captions=("Looms of Oak", "Sheds of Elm"))
    assert found is not None
    assert found.text.startswith("LOOMS")


LOOMS = filled("LOOMS OF OAK", "", 300)
PROXY_KINDS = ("directors", "compensation", "ownership", "relationships", "fees", "exhibits", "summary")  # fmt: skip


@pytest.mark.parametrize("kind", PROXY_KINDS)
def test_items_of_the_proxy_statement_stay_here_for_pages_notes_and_items(kind: str) -> None:
    note = filled("Note 3. Looms", "", 300) + filled("Note 4. Sheds", "", 300)
    assert followed(LOOMS + END, kind, captions=("Looms of Oak",)) is None
    assert followed(LOOMS + END, kind, captions=("Looms of Oak",), only_pages=True) is not None
    assert followed(LOOMS + note, kind, captions=("Looms of Oak",), notes=("3",)) is not None
    assert followed(LOOMS + END, kind, captions=("Looms of Oak",), items=("3",)) is not None
    assert followed(LOOMS + END, kind, captions=("Looms of Oak",), only_pages=True, to_proxy=True) is None  # fmt: skip
    assert followed(LOOMS + END, "properties", captions=("Looms of Oak",)) is not None


@pytest.mark.parametrize(
    ("kind", "followed"),
    [
        ("properties", True), ("legal", True), ("directors", True), ("statements", False), ("mda", False), ("votes", False), ("mine_safety", False), ("exhibits", False), ("business", False),
    ],
)  # fmt: skip
def test_another_item_stands_for_some_but_not_for_others(kind: str, followed: bool) -> None:
    text = "w " * 20 + SUIT + ASSETS + MOVES * 3 + "w " * 5000
    pointer = replace(NOWHERE, items=("9", "3"))
    found = follow(pointer, kind, NO_ITEM, target_in(text), [], [], {"3": (20, 9500)})
    assert ((found.start, found.end) == (20, 9500) if found else False) == followed


@pytest.mark.parametrize(("before", "found"), [(11, True), (12, False)])
def test_twelve_names_are_looked_for(before: int, found: bool) -> None:
    names = tuple(f"Sheds {at} of it" for at in range(before))
    assert (followed(LOOMS + END, "market", captions=(*names, "Looms of Oak")) is not None) == found
    numbers = tuple(str(30 + at) for at in range(before))
    note = filled("Note 3. Looms", "", 300) + filled("Note 4. Sheds", "", 300)
    assert (followed(note, "market", notes=(*numbers, "3")) is not None) == found
    pointer = replace(NOWHERE, items=(*numbers, "3"))
    assert (follow(pointer, "market", NO_ITEM, target_in(LOOMS), [], [], {"3": (9, 300)}) is not None) == found  # fmt: skip


def test_the_name_of_another_item_is_no_caption() -> None:
    text = filled("LEGAL PROCEEDINGS", SUIT, 300) + filled("SUMMARY", "", 300) + END
    assert followed(text, "legal", captions=("Legal Proceedings",)) is not None
    assert followed(text, "market", captions=("Legal Proceedings",)) is None
    assert followed(text, "market", captions=("Summary",)) is not None


def test_a_section_ends_where_the_next_item_begins() -> None:
    text = "FORM 10-K\n\n" + LOOMS + END
    start = text.index("LOOMS")
    for borders, end in (((start, start + 250), start + 250), ((start - 5,), text.index("END OF"))):
        found = followed(LOOMS + END, "market", captions=("Looms of Oak",), borders=borders)
        assert found is not None
        assert (found.start, found.end) == (start, end)


def test_words_of_the_item_itself_are_none_that_it_points_to() -> None:
    start = ("FORM 10-K\n\n" + LOOMS).index("LOOMS")
    captions = ("Looms of Oak",)
    assert followed(LOOMS + END, "market", own=(start, start + 1), captions=captions) is None
    assert followed(LOOMS + END, "market", own=(start - 5, start), captions=captions) is not None
    whole = followed(LOOMS + END, "market", captions=captions)
    assert whole is not None
    assert (
        followed(LOOMS + END, "market", own=(whole.end, whole.end + 5), captions=captions)
        is not None
    )
    assert (
        followed(LOOMS + END, "market", own=(whole.end - 1, whole.end + 5), captions=captions)
        is None
    )
    # in an exhibit every place counts
    other = followed("", "market", own=(start, start + 1), exhibits=(LOOMS + END,), to_report=True, captions=captions)  # fmt: skip
    assert other is not None
    assert other.source == "exhibit-13"


@pytest.mark.parametrize(
    ("kind", "ranges", "open_ended", "marks"),
    [
        ("market", (("4", "6"),), False, [4, 5, 6]), ("market", (("4", "4"), ("9", "10")), False, [4, 9, 10]), ("market", (("4", "5"), ("6", "6")), False, [4, 5, 6]),
        ("market", (("4", "4"),), True, list(range(4, 14))), ("statements", (("4", "4"),), False, list(range(4, 14))), ("statements", (("4", "12"),), False, list(range(4, 13))),
        ("market", (("4", "4"), ("90", "91")), False, [4]), ("market", (("4", "4"), ("90", "91"), ("92", "93")), False, []),
    ],
)  # fmt: skip
def test_pages_are_followed_where_half_of_them_are_there(
    kind: str, ranges: tuple[tuple[str, str], ...], open_ended: bool, marks: list[int]
) -> None:
    found = followed(PAGES, kind, ranges=ranges, open_ended=open_ended)
    words = found.text if found else ""
    assert [page for page in range(2, 14) if f"Mark{page}x" in words] == marks


@pytest.mark.parametrize(
    ("kind", "border", "begins"),
    [("mda", 5, "MANAGEMENT'S"), ("statements", 5, "CONSOLIDATED"), ("market", 5, None), ("mda", 60, None), ("statements", 60, None), ("statements", 9500, None)],
)  # fmt: skip
def test_a_report_may_be_bound_in_behind_the_signatures(
    kind: str, border: int, begins: str | None
) -> None:
    found = followed(BOUND, kind, borders=(border,), to_report=True, captions=("We wove",))
    assert (found.text.split()[0] if found else None) == begins


def test_a_note_whose_heading_says_the_caption_goes_first() -> None:
    notes = filled("Note 3. Looms of Oak", "", 300) + filled("Note 4. Sheds of Elm", "", 300)
    found = followed(notes + END, "market", notes=("3", "4"), captions=("Sheds of Elm",))
    assert found is not None
    assert found.text.startswith("Note 4.")
    found = followed(notes + END, "market", notes=("3", "4"), captions=("Barges",))
    assert found is not None
    assert found.text.startswith("Note 3.")
    assert followed(notes + END, "statements", notes=("3",)) is None
