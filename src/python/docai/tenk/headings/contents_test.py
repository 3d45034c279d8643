"""Which headings stand in a list: each rule of the list at its edge.

A document is written as rows: an Item and what stands behind it. What is told of it is a letter for each heading:
"L" in a list, "." in the body.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from docai.document.marks import CELL, PAGE, ROW, ROW_END
from docai.tenk.headings.candidates import Heading
from docai.tenk.headings.contents import are_rows, is_index, mark_contents
from docai.tenk.vocabulary import ANNUAL, Key

LONG = " looms and sheds" * 120
"""More than a list has between two rows."""
MANY = ("1", "1A", "1B", "2", "3", "4", "5", "6", "7", "7A", "8")


@dataclass
class Row:
    """An Item, and what stands between the end of its heading and the next."""

    item: str
    behind: str = " title\n"
    score: float = 10.0
    kind: str | None = None
    page_after: bool = False


def _document(rows: list[Row]) -> tuple[list[Heading], str]:
    low = "\n"
    headings: list[Heading] = []
    for row in rows:
        number, letter = re.fullmatch(r"(\d+)(.*)", row.item).groups()  # type: ignore[union-attr]
        key: Key = (int(number), letter)
        at = len(low)
        low += f"item {row.item.lower()}"
        kind = ANNUAL.kind_of(key) if row.kind is None else row.kind
        headings.append(
            Heading(at, at, len(low), key, (key,), kind, row.score, page_after=row.page_after)
        )
        low += row.behind
    return headings, low


def _told(*rows: Row) -> str:
    headings, low = _document(list(rows))
    marked = mark_contents(headings, low)
    assert [one.score for one in marked] == [
        one.score - 14 * two.in_contents for one, two in zip(headings, marked, strict=True)
    ]
    return "".join("L" if heading.in_contents else "." for heading in marked)


def _rows(items: str, *behind: str) -> list[Row]:
    """Return the rows of a list, the last one with the body's words below it."""
    return [Row(item, text) for item, text in zip(items.split(), [*behind, LONG], strict=True)]


def _bodies(items: str, score: float = 10.0) -> list[Row]:
    return [Row(item, LONG, score) for item in items.split()]


P = " title .... 3\n"
"""A title and its page."""
T = " title\n"


@pytest.mark.parametrize(
    ("items", "behind", "again", "told"),
    [
        ("1 2 3", (P, P), "", "LLL"),
        ("1 2", (P,), "", ".."),
        ("2 3 4", (P, P), "", "LLL"),
        ("3 4 5", (P, P), "", "..."),
        # half of its Items stand again
        ("3 4 5 6", (P, P, P), "5 6", "LLLL.."),
        ("3 4 5 6", (P, P, P), "6", "....."),
        # an Item twice is one
        ("1 1 2", (P, P), "", "..."),
        # six of ten have a page
        ("1 2 3 4 5 6", (P, T, P, P, T), "", "LLLLLL"),
        ("1 2 3 4 5 6", (P, T, T, P, T), "", "......"),
        ("3 2 1", (P, P), "", "..."),
    ],
)  # fmt: skip
def test_a_list_has_pages_and_begins_with_the_first_items_or_is_a_list_of_others(
    items: str, behind: tuple[str, ...], again: str, told: str
) -> None:
    assert _told(*_rows(items, *behind), *_bodies(again)) == told


@pytest.mark.parametrize(
    ("behind", "told"),
    [
        ((P, P, " title n/a\n", T, T), "LLLLLL"), ((P, P, f"{CELL}n/a.{CELL}{ROW_END}", T, T), "LLLLLL"),
        ((P, " title n/a\n", " title n/a\n", " title n/a\n", " title n/a\n"), "......"),
    ],
)  # fmt: skip
def test_not_applicable_stands_for_a_page_where_as_many_rows_have_one(
    behind: tuple[str, ...], told: str
) -> None:
    assert _told(*_rows("1 2 3 4 5 6", *behind)) == told


@pytest.mark.parametrize(
    ("behind", "listed"),
    [
        (f" {'w' * 150} 3\n", True), (f" {'w' * 151} 3\n", False),
        (" not applicable 3\n", False), (" 3\n incorporated", False), (" 3\n by reference", False),
        (f" 3{'.' * 14}\n", False), (" looms\n", False),
        (f" 3\n{' ' * 12}{PAGE}", False), (f" 3\n{' ' * 13}{PAGE}", True),
        (f"{CELL}{CELL}-{ROW_END}", True),
    ],
)  # fmt: skip
def test_a_page_ends_a_row_behind_a_title_and_not_a_page_of_the_document(
    behind: str, listed: bool
) -> None:
    assert _told(*_rows("1 2 3", behind, behind)) == ("LLL" if listed else "...")


def test_the_page_that_a_heading_itself_has_counts() -> None:
    rows = _rows("1 2 3", T, T)
    assert _told(*rows) == "..."
    rows[0].page_after = rows[1].page_after = True
    assert _told(*rows) == "LLL"


ROWS = "".join(f"{'w' * 139} {page}\n" for page in range(3, 15))


@pytest.mark.parametrize(
    ("gap", "near"),
    [
        (f" 3\n{'w' * 417}", True),
        (f" 3\n{'w' * 418}", True),
        (f" 3\n{'w' * 419}", False),
        # dots, cells and blanks are no words
        (f" 3\n{'. _' * 200}{CELL}{ROW}{ROW_END}{PAGE}", True),
        (f" 3\n{'w' * 417}{' ' * 100}.", True),
        (f" 3{' ' * 1677}\n", True),
        (f" 3{' ' * 1678}\n", False),
        # rows of a list within the list
        (f" 3\n{ROWS[:1677]}", True),
        (f" 3\n{ROWS[:1678]}", False),
    ],
)  # fmt: skip
def test_rows_are_not_far_from_each_other(gap: str, near: bool) -> None:
    assert _told(*_rows("1 2 3", " 3\n", gap)) == ("LLL" if near else "...")


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        ("a 3\nb 4\nc 5\n", True), ("a 3\nb 4\n", False), ("a 3\n \n\nb 4\n", False),
        (f"a 3{ROW_END}{ROW}{CELL} {ROW_END}b 4{ROW_END}c 5{ROW_END}", True),
        ("a 3\n" * 7 + "a\n" * 3, True), ("a 3\n" * 6 + "a\n" * 3, False),
        ("a 3\n" * 420, True), ("a 3\n" * 420 + "\n", False),
    ],
)  # fmt: skip
def test_three_lines_are_rows_where_seven_of_ten_end_in_a_page(lines: str, rows: bool) -> None:
    assert are_rows(lines) == rows


@pytest.mark.parametrize(("score", "told"), [(7.1, "LLLL"), (7.0, ".LLL")])
def test_an_item_that_is_repeated_much_less_surely_begins_another_list(
    score: float, told: str
) -> None:
    rows = _rows("1 1 2 3", P, P, P)
    for row in rows[1:]:
        row.score = score
    assert _told(*rows) == told


@pytest.mark.parametrize(
    ("items", "behind", "again", "told"),
    [
        ("1 2 3 4 5", (T,) * 4, "1 2 3", "LLLLL..."),
        ("1 2 3 4 5", (T,) * 4, "2 3", "......."),
        ("1 2 3 4", (T,) * 3, "1 2 3", "......."),
        # four of five are bare
        ("1 2 3 4 5 6", (T, T, T, T, " none\n"), "1 2 3 4", "LLLLLL...."),
        ("1 2 3 4 5 6", (T, T, T, " none\n", " none\n"), "1 2 3 4", ".........."),
        ("1 2 3 4 5 6", (T, T, T, T, f" {'w' * 151}\n"), "1 2 3 4", "LLLLLL...."),
        ("1 2 3 4 5 6", (T, T, T, f" {'w' * 150}\n", f" {'w' * 151}\n"), "1 2 3 4", "LLLLLL...."),
        ("1 2 3 4 5 6", (T, T, T, f" {'w' * 151}\n", f" {'w' * 151}\n"), "1 2 3 4", ".........."),
    ],
)  # fmt: skip
def test_titles_alone_are_a_list_where_six_of_ten_stand_again(
    items: str, behind: tuple[str, ...], again: str, told: str
) -> None:
    assert _told(*_rows(items, *behind), *_bodies(again)) == told


def test_what_stands_again_in_another_list_does_not_count() -> None:
    titles, pages = _rows("1 2 3 4 5", T, T, T, T), _rows("1 2 3 4 5", P, P, P, P)
    assert _told(*titles, *pages) == ".....LLLLL"


@pytest.mark.parametrize(
    ("items", "surer", "told"),
    [
        ("1 2 3 4", [("1", 7.0), ("2", 7.0), ("3", 7.0)], "LLLL..."),
        ("1 2 3 4", [("1", 7.0), ("2", 7.0), ("3", 6.9)], "......."),
        ("1 2 3 4", [("1", 7.0), ("2", 7.0), ("9", 9.0)], "......."),
        (" ".join(MANY[:10]), [("1", 7.0), ("2", 7.0), ("3", 7.0)], "LLLLLLLLLL..."),
        (" ".join(MANY), [("1", 7.0), ("2", 7.0), ("3", 7.0)], ".............."),
    ],
)  # fmt: skip
def test_a_list_is_outshone_by_much_surer_headings_of_three_items_in_ten(
    items: str, surer: list[tuple[str, float]], told: str
) -> None:
    rows = _rows(items, *[f" {'w' * 160}\n"] * (len(items.split()) - 1))
    for row in rows:
        row.score = 4.0
    assert _told(*rows, *(Row(item, LONG, score) for item, score in surer)) == told


def test_the_surest_of_an_items_rows_is_the_one_to_outshine() -> None:
    rows = _rows("1 1 2 3 4", *[f" {'w' * 160}\n"] * 4)
    for row in rows:
        row.score = 4.0
    assert _told(*rows, *_bodies("1 2 3", 7.0)) == "LLLLL..."
    rows[1].score = 6.0
    assert _told(*rows, *_bodies("1 2 3", 7.0)) == "........"


@pytest.mark.parametrize(
    ("before", "listed", "after", "told"),
    [
        ("", "1A 7", "1A 7", "LL.."),
        ("", "1A 7", "1A", "..."),
        ("1A 7", "1A 7", "", "...."),
        ("1A", "1A 7", "7", ".LL."),
        ("", "1A 1A", "1A", "..."),
    ],
)
def test_a_list_names_items_that_stand_elsewhere_one_of_them_below(
    before: str, listed: str, after: str, told: str
) -> None:
    assert _told(*_bodies(before), *_rows(listed, T), *_bodies(after)) == told


@pytest.mark.parametrize(
    ("changed", "told"),
    [({}, "LL.."), ({"kind": ""}, "...."), ({"score": 9.9}, "...."), ({"score": 10.1}, "LL..")],
)
def test_what_a_list_names_has_its_title_and_is_as_sure(
    changed: dict[str, float | str], told: str
) -> None:
    rows = [*_rows("1A 7", T), *_bodies("1A 7")]
    for name, value in changed.items():
        setattr(rows[2], name, value)
    assert _told(*rows) == told


def test_what_a_list_names_may_stand_in_no_other_list() -> None:
    rows = [*_rows("1A 7", T), *_rows("1 1A 7", P, P), *_bodies("7")]
    assert _told(*rows) == "..LLL."


def test_a_list_has_titles_and_says_nothing_of_what_it_names() -> None:
    assert _told(*_rows("1A 7", " see below\n"), *_bodies("1A 7")) == "...."
    assert _told(Row("1A", T, kind=""), Row("7", LONG), *_bodies("1A 7")) == "...."


def _is_index(*behind: str) -> bool:
    return is_index(*_document([Row(item, text) for item, text in zip(MANY, behind, strict=False)]))


@pytest.mark.parametrize(
    ("behind", "index"),
    [
        ([P] * 7, True),
        ([P] * 6, False),
        # eight of ten are near the next
        ([P] * 8 + [LONG] * 2 + [P], True),
        ([P] * 7 + [LONG] * 3 + [P], False),
        ([P] * 8 + [LONG] + [f" {'w' * 418}\n"] + [P], True),
        ([P] * 7 + [LONG] * 2 + [f" {'w' * 418}\n"] + [P], True),
        ([P] * 7 + [LONG] * 2 + [f" {'w' * 419}\n"] + [P], False),
        # four of ten name a page
        ([P] * 4 + [T] * 7, True),
        ([P] * 3 + [T] * 8, False),
        ([P] * 3 + [f" {'w' * 150} 3\n"] + [T] * 7, True),
        ([P] * 3 + [f" {'w' * 151} 3\n"] + [T] * 7, False),
        ([P] * 3 + [f" title 3\n{' ' * 13}{PAGE}"] + [T] * 7, True),
        ([P] * 3 + [f" title 3\n{' ' * 12}{PAGE}"] + [T] * 7, False),
    ],
)  # fmt: skip
def test_the_items_are_an_index_where_most_are_near_each_other_and_name_pages(
    behind: list[str], index: bool
) -> None:
    assert _is_index(*behind) == index
