"""What a pointer leads to that is found, but not surely: too long, too short, or without an end; and what is not it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from docai.tenk.pointers.conftest import (
    ASSETS,
    BOUND,
    END,
    NO_ITEM,
    NOWHERE,
    PAGES,
    SUIT,
    filled,
    followed,
    section,
    target_in,
)
from docai.tenk.pointers.follow import follow

BEHIND = (
    "\n\nWe wove.\n\nSIGNATURES\n\nJ. Weaver\n\n" + filled("SELECTED DATA", "w " * 100, 600)
    + filled("MANAGEMENT'S DISCUSSION AND ANALYSIS", "increased " * 13, 9000) + filled("DYES", "w ", 600)
    + section("CONSOLIDATED BALANCE SHEETS", "Total assets 9\nTotal liabilities 3\n" + "w " * 4500)
)  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "caption", "length"),
    [("selected", "Selected data", 600), ("market_risk", "Dyes", 600)],
)
def test_a_section_of_a_report_that_is_bound_in_is_found_but_not_surely(
    kind: str, caption: str, length: int
) -> None:
    # the line at its end looks like no other: the next head of the report ends it
    text = BEHIND.replace("MANAGEMENT'S", "Management's").replace("CONSOLIDATED", "Consolidated")
    found = followed(text, kind, borders=(5,), to_report=True, captions=(caption,))
    assert found is not None
    assert (len(found.text), found.sure) == (length, False)
    assert followed(text, kind, borders=(60,), to_report=True, captions=(caption,)) is None


def test_words_that_read_too_little_like_the_item_are_not_sure() -> None:
    few = filled("LOOMS OF OAK", ASSETS, 3000)
    many = filled("LOOMS OF OAK", ASSETS, 8000)
    for text, sure in ((few, False), (many, True)):
        found = followed(text + END, "statements", captions=("Looms of Oak",))
        assert found is not None
        assert found.sure == sure


@pytest.mark.parametrize(
    ("item", "says", "found"),
    [
        ("8", {"notes": ("9",)}, False), ("8", {"captions": ("Suits at law",)}, False), ("14", {"notes": ("9",)}, False), ("15", {"notes": ("9",)}, False),
        ("8", {}, True), ("7", {"notes": ("9",)}, True),
    ],
)  # fmt: skip
def test_all_of_item_8_is_not_the_note_in_it(
    item: str, says: dict[str, object], found: bool
) -> None:
    text = filled("LOOMS OF OAK", SUIT, 400)
    pointer = replace(NOWHERE, items=(item,), **says)  # type: ignore[arg-type]
    words = follow(pointer, "legal", NO_ITEM, target_in(text), [], [], {item: (20, 350)})
    assert (words is not None) == found


@pytest.mark.parametrize(
    ("head", "words", "found"),
    [
        ("Contingencies", "Looms 9. ", False), ("Looms and contingency", "Looms 9. ", False), ("Contingencies", "A suit. ", True), ("Suits at law", "Looms 9. ", True), ("Looms", "A suit. ", True), ("Looms", "Looms 9. ", False),
    ],
)  # fmt: skip
def test_a_row_of_a_balance_sheet_is_no_legal_proceeding(
    head: str, words: str, found: bool
) -> None:
    text = section(head, words * 30) + END
    assert (followed(text, "legal", captions=(head,)) is not None) == found


def test_an_open_page_says_where_a_section_begins_and_its_caption_where_it_ends() -> None:
    text = PAGES.replace("Mark5x.", "\n\nLOOMS OF OAK\n\nMark5x.").replace("Mark7x.", "\n\nSHEDS OF ELM\n\nMark7x.")  # fmt: skip
    found = followed(text, "market", ranges=(("4", "4"),), open_ended=True, captions=("Looms of Oak",))  # fmt: skip
    assert found is not None
    assert [page for page in range(2, 14) if f"Mark{page}x" in found.text] == [5, 6]
    assert found.sure
    found = followed(text, "market", ranges=(("4", "4"),), open_ended=True)
    assert found is not None
    assert not found.sure
    # the statements go on to their end
    found = followed(text, "statements", ranges=(("4", "4"),), open_ended=True, captions=("Looms of Oak",))  # fmt: skip
    assert found is not None
    assert "Mark13x" in found.text
    alone = followed(text, "statements", ranges=(("4", "4"),), open_ended=True)
    assert alone is not None
    assert alone.text == found.text


@pytest.mark.parametrize(
    ("caption", "found"),
    [("Our Business Risks", True), ("Our Businesses", False), ("Business", False), ("Legal Proceedings in Oak", False)],
)  # fmt: skip
def test_a_caption_may_begin_like_the_name_of_another_item(caption: str, found: bool) -> None:
    text = filled(caption.upper(), "", 300) + END
    assert (followed(text, "market_risk", captions=(caption,)) is not None) == found


@pytest.mark.parametrize(
    ("kind", "length", "sure"),
    [
        ("legal", 80_000, True), ("legal", 80_001, False), ("market_risk", 80_001, False), ("properties", 80_001, False), ("market", 80_001, False), ("selected", 80_001, False), ("risk_factors", 80_001, True),
        ("risk_factors", 1500, True), ("risk_factors", 1499, False),
    ],
)  # fmt: skip
def test_too_much_or_too_little_is_not_sure(kind: str, length: int, sure: bool) -> None:
    found = followed(filled("LOOMS OF OAK", SUIT, length) + END, kind, captions=("Looms of Oak",))
    assert found is not None
    assert (len(found.text), found.sure) == (length, sure)


@pytest.mark.parametrize(("head", "found"), [("INDEX TO FINANCIAL STATEMENT SCHEDULES", False), ("INDEX TO FINANCIAL STATEMENTS", True)])  # fmt: skip
def test_schedules_are_not_the_report_that_is_bound_in(head: str, found: bool) -> None:
    text = BOUND.replace("CONSOLIDATED BALANCE SHEETS", head)
    assert (followed(text, "statements", borders=(5,), to_report=True) is not None) == found


def test_statements_go_on_from_their_first_page_whatever_caption_is_named() -> None:
    text = PAGES.replace("Mark5x.", "\n\nLOOMS OF OAK\n\nMark5x.").replace("Mark13x.", "\n\nSHEDS OF ELM\n\nMark13x.")  # fmt: skip
    for kind, begins in (("statements", "Mark4x"), ("market", "LOOMS OF OAK")):
        found = followed(text, kind, ranges=(("4", "4"),), open_ended=True, captions=("Looms of Oak",))  # fmt: skip
        assert found is not None
        assert found.text.startswith(begins)
