"""Items that the report says it leaves out, in a sentence, in a row of its contents, at the foot of these, or on the cover."""

from __future__ import annotations

import pytest

from docai.document.marks import CELL, ROW, ROW_END
from docai.tenk.headings.candidates import Heading
from docai.tenk.outline.omitted import is_reserved, omitted_items, points_elsewhere, points_to_proxy
from docai.tenk.vocabulary import Key, name


def _omitted(
    low: str, listed: list[Heading] | None = None, *, whole: bool = True
) -> dict[str, str]:
    found = omitted_items(low, listed or [], has_part_three=whole)
    return {name(key): said for key, said in found.items()}


@pytest.mark.parametrize(
    ("sentence", "items"),
    [
        ("items 2, 3 and 5 are not applicable", "2 3 5"), ("items 10 through 13 are omitted", "10 11 12 13"), ("items 2, 4-6 and 9 are omitted", "2 4 5 6 9"), ("items 0, 1, 16 and 17 are omitted", "1 16"),
        ("item 9a is omitted", "9A"), ("items 7 and 7a not required", "7 7A"), ("items 9 and 10 are incorporated from the proxy statement", "10"), ("items 9a and 14 are in the proxy statement, incorporated here", "14"),
        ("item 10 is incorporated", ""),
        ("items 2, and 3 are omitted", "2 3"), ("items 2 & 4 are omitted", "2 4"), ("items 10 thru 12 are omitted", "10 11 12"), ("items 10 to item 12 are omitted", "10 11 12"),
        ("items 10-12 are omitted", "10 11 12"), ("items 10–12 are omitted", "10 11 12"),
    ],
)  # fmt: skip
def test_a_sentence_leaves_items_out(sentence: str, items: str) -> None:
    assert _omitted(f"x. {sentence} here.") == dict.fromkeys(items.split(), f"{sentence} here")


def test_the_first_sentence_counts_and_500_characters_of_it() -> None:
    assert _omitted("item 2 is omitted. item 2 is inapplicable.") == {"2": "item 2 is omitted"}
    said = f"item 10 {'w' * 290} incorporated {'w' * 290} proxy statement"
    assert _omitted(said) == {"10": said[:500]}


@pytest.mark.parametrize(("before", "found"), [(199, True), (200, False)])
def test_200_sentences_are_read(before: int, found: bool) -> None:
    assert ("2" in _omitted("item 1 is omitted. " * before + "item 2 is omitted.")) == found


def _listed(*rows: tuple[str, str], foot: str = "") -> dict[str, str]:
    """Return what rows of contents say, each an Item's number and what stands behind it."""
    low = "\n"
    headings: list[Heading] = []
    for item, behind in rows:
        key: Key = (int(item), "")
        low += f"{ROW}{CELL}"
        at = len(low)
        low += f"no {item}"
        headings.append(Heading(at, at, len(low), key, (key,), "", -4.0, in_contents=True))
        low += behind + ROW_END
    return _omitted(low + foot, headings)


@pytest.mark.parametrize(
    "says",
    ["(omitted", "not applicable", "not required", "inapplicable", "n/a", "na", "[reserved]"],
)
def test_a_row_says_that_its_item_is_left_out(says: str) -> None:
    assert _listed(("4", f" {says}"), ("5", " 12")) == {"4": f"no 4 {says}{ROW_END}{ROW}{CELL}"}
    assert _listed(("5", " 12"), ("4", f" {says}")) == {"4": f"no 4 {says}"}


@pytest.mark.parametrize(("letters", "found"), [(491, True), (492, False)])
def test_a_row_has_500_characters(letters: int, found: bool) -> None:
    rows = [("4", f" {'w' * letters} omitted"), ("5", " 12")]
    assert ("4" in _listed(*rows)) == found
    assert ("4" in _listed(*rows[::-1])) == found


def test_the_last_row_ends_with_its_line() -> None:
    assert _listed(("3", " 9"), ("4", f" 12{ROW_END}not applicable")) == {}
    assert _listed(("3", " 9"), ("4", " 12\n \nnot applicable")) == {}


@pytest.mark.parametrize("mark", ["*", "**", "***", "†", "‡", "(a)", "(1)"])
def test_a_mark_in_a_row_is_said_at_the_foot(mark: str) -> None:
    foot = f"\n{mark} these items are omitted by us.\n"
    assert _listed(("4", f"{CELL}{mark}"), ("5", " 12"), ("6", f" {mark}"), foot=foot) == dict.fromkeys(("4", "6"), "these items are omitted by us.")  # fmt: skip
    assert _listed(("4", f"{CELL}{mark}"), ("5", " 12"), foot=f"\n{mark} see there.\n") == {}
    assert _listed(("4", " 11"), ("5", " 12"), foot=foot) == {}


@pytest.mark.parametrize(
    ("foot", "said"),
    [
        ("(a) pages 4-9 of the report to weavers are incorporated\n   herein by reference.", "pages 4-9 of the report to weavers are incorporated herein by reference."),
        ("(a)  incorporated by reference to the\n  proxy statement of 1995", "incorporated by reference to the proxy statement of 1995"), ("(a) hereby incorporated hereby by reference", "hereby incorporated hereby by reference"),
        ("(a) the mill was incorporated in spring", None), ("(a) pages 4-9\n\nare incorporated by reference", None),
    ],
)  # fmt: skip
def test_the_foot_may_say_that_its_items_are_incorporated_by_reference(foot: str, said: str | None) -> None:  # fmt: skip
    found = _listed(("4", f"{CELL}(a)"), ("5", " 12"), foot=f"\n{foot}\n\nlooms")
    assert found == ({"4": said} if said else {})


@pytest.mark.parametrize(("apart", "found"), [(5981, True), (5982, False)])
def test_the_foot_is_6000_characters_below_at_most(apart: int, found: bool) -> None:
    foot = "w" * (apart - len(" *") - 2) + "\n* these are omitted"
    assert ("4" in _listed(("3", " 9"), ("4", " *"), foot=foot)) == found


PORTIONS = "portions of the proxy statement are part iii"


@pytest.mark.parametrize(
    ("low", "whole", "found"),
    [
        (PORTIONS, False, True), (PORTIONS, True, False), (f"{PORTIONS[:-1]} of it", False, False),
        (PORTIONS.rjust(12_000), False, True), (PORTIONS.rjust(12_001), False, False),
    ],
)  # fmt: skip
def test_the_cover_says_of_a_whole_part_that_the_proxy_statement_has_it(
    low: str, whole: bool, found: bool
) -> None:
    said = "proxy statement are part iii"
    assert _omitted(low, whole=whole) == (dict.fromkeys(("10", "11", "12", "13", "14"), said) if found else {})  # fmt: skip


def test_what_is_reserved() -> None:
    assert is_reserved("item 6. [reserved]")
    assert not is_reserved("unreserved seats")


def test_what_points_to_the_proxy_statement() -> None:
    assert points_to_proxy("in the information  statement")
    assert not points_to_proxy("a statement by proxy")


def test_what_points_elsewhere() -> None:
    assert points_elsewhere("pages 4-9 are incorporated by reference")
    assert not points_elsewhere("not applicable to the incorporators")
