"""Rows of an index of pages: each rule at its edge."""

from __future__ import annotations

import pytest

from docai.tenk.pointers.index_rows import Index

ROW = "Item 2. | Properties | {}"


def _index(*pages: str) -> Index:
    return Index([ROW.format(one) for one in pages])


@pytest.mark.parametrize(
    ("rows", "one"),
    [
        (["Item 2. | Looms | 3"] * 6, True), (["Item 2. | Looms | 3"] * 5, False), ([], False),
        # four of ten name pages
        (["Item 2. | Looms | 3"] * 6 + ["Item 3. | Suits"] * 9, True), (["Item 2. | Looms | 3"] * 6 + ["Item 3. | Suits"] * 10, False),
        # eight of ten are short
        (["Item 2. | Looms | 3"] * 8 + ["w" * 701] * 2, True), (["Item 2. | Looms | 3"] * 7 + ["w" * 701] * 2, False), (["Item 2. | Looms | 3"] * 7 + ["w" * 700] * 2, True),
    ],
)  # fmt: skip
def test_items_are_an_index_where_most_are_short_and_name_pages(rows: list[str], one: bool) -> None:
    assert Index(rows).is_one == one


@pytest.mark.parametrize(
    ("row", "ranges"),
    [
        ("Item 2. | Properties | 3", (("3", "3"),)), ("Item 2. | Properties | F-3 to F-5, 9", (("F-3", "F-5"), ("9", "9"))), ("Item 2. | Properties\n 3\n 4-5", (("3", "3"), ("4", "5"))),
        ("Item 2. | Properties 3 | 3", (("3", "3"),)), ("Item 2. | Properties", None), ("ITEM 2", None), ("Item 2. | See there. | 3", (("3", "3"),)), ("Item 2. | See there. We wove. | 3", None),
        ("Item 2. | " + "w" * 686 + " | 3", (("3", "3"),)), ("Item 2. | " + "w" * 687 + " | 3", None),
    ],
)  # fmt: skip
def test_a_row_names_its_pages_at_the_ends_of_its_lines(
    row: str, ranges: tuple[tuple[str, str], ...] | None
) -> None:
    pointer = _index("1-2", "3-4", "5-9").pointer(row, "")
    assert (pointer.ranges if pointer else None) == ranges


@pytest.mark.parametrize(
    ("pages", "ends"),
    [
        (("3", "7", "F-4", "F-9", "12"), {"3": "6", "7": "11", "12": "12", "F-4": "F-8", "F-9": "F-9"}),
        # where one row in five names a range, the others name all their pages
        (("3-4", "7", "9", "11", "13"), {"7": "8"}), (("3-4", "7", "9", "11"), {"7": "7"}),
    ],
)  # fmt: skip
def test_where_rows_name_first_pages_each_goes_on_to_the_next(
    pages: tuple[str, ...], ends: dict[str, str]
) -> None:
    for first, last in ends.items():
        pointer = _index(*pages).pointer(ROW.format(first), "properties")
        assert pointer is not None
        assert pointer.ranges == ((first, last),)
        assert pointer.captions == ("Properties", "Our Properties")
        assert (pointer.to_report, pointer.to_proxy, pointer.open_ended) == (False, False, False)


@pytest.mark.parametrize(
    ("cell", "page"),
    [("—", True), ("–", True), ("-", True), ("n/a", True), ("N/A", True), ("NA", True), ("9 (a)", True), ("none", False)],
)  # fmt: skip
def test_a_dash_in_the_first_column_leads_to_another_document(cell: str, page: bool) -> None:
    rows = ["Item 2. | Properties | 27 | 77"] * 5
    pointer = Index(rows).pointer(f"Item 3. | Legal | {cell} | 104", "legal")
    assert pointer is not None
    assert pointer.to_report == (page and cell != "9 (a)")


@pytest.mark.parametrize(("columns", "report"), [(1, False), (2, True), (3, True), (4, False)])
def test_an_index_has_two_or_three_columns_of_pages(columns: int, report: bool) -> None:
    rows = ["Item 2. | Properties" + " | 27" * columns] * 5
    pointer = Index(rows).pointer("Item 3. | Legal" + " | —" * (columns - 1) + " | 104", "legal")
    assert pointer is not None
    assert pointer.to_report == report
