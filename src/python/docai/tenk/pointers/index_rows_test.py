"""A cross-reference index whose pages stand in columns, one for each document that it names."""

from __future__ import annotations

import pytest

from docai.tenk.pointers.index_rows import Index

ROWS = [
    "Item 1. | Business | 1-6, 9 | 34-57 | —",
    "Item 1A. | Risk Factors | 12-21 | — | —",
    "Item 1B. | Unresolved Staff Comments (3) | — | — | —",
    "Item 2. | Properties | 27 | 77 | —",
    "Item 3. | Legal Proceedings | – | 104 | –",
    "Item 6. | Selected Financial Data | n/a | 37 | n/a",
    "Item 7. | Management's Discussion and Analysis | - | 34-57 | -",
    "Item 8. | Financial Statements | — | 60 to 113 | —",
    "Item 10. | Directors | 29-31 | — | 9, 16-21",
    "Item 14. | Fees | — | — | 45-46 (4)",
]


@pytest.mark.parametrize(
    ("row", "ranges", "report", "proxy"),
    [
        (0, (("1", "6"), ("9", "9")), False, False),
        (3, (("27", "27"),), False, False),
        (4, (("104", "104"),), True, False),
        (5, (("37", "37"),), True, False),
        (6, (("34", "57"),), True, False),
        (7, (("60", "113"),), True, False),
        (8, (("29", "31"),), False, False),
        (9, (("45", "46"),), False, True),
    ],
)
def test_the_first_column_has_pages_of_the_10_k_and_the_others_those_of_other_documents(
    row: int, ranges: tuple[tuple[str, str], ...], report: bool, proxy: bool
) -> None:
    pointer = Index(ROWS).pointer(ROWS[row], "", in_proxy=row >= 8)
    assert pointer is not None
    assert pointer.ranges == ranges
    assert (pointer.to_report, pointer.to_proxy) == (report, proxy)
    assert pointer.only_pages
    assert not pointer.open_ended


def test_a_row_of_dashes_points_nowhere() -> None:
    assert Index(ROWS).pointer(ROWS[2], "staff_comments") is None


def test_an_index_of_one_column_is_read_as_before() -> None:
    rows = [row.rsplit(" | ", 2)[0] for row in ROWS]
    pointer = Index(rows).pointer("Item 2. | Properties | 27 | 77", "properties")
    assert pointer is not None
    assert pointer.ranges == (("27", "27"), ("77", "77"))
    assert not pointer.to_report


def test_a_row_of_fewer_columns_than_the_others_is_read_as_a_whole() -> None:
    pointer = Index(ROWS).pointer("Item 5. | Market | 6 | 60", "market")
    assert pointer is not None
    assert pointer.ranges == (("6", "6"), ("60", "60"))


@pytest.mark.parametrize(("many", "columns"), [(6, True), (5, False)])
def test_three_fifths_of_the_rows_have_columns_where_an_index_does(
    many: int, columns: bool
) -> None:
    rows = [ROWS[3]] * many + ["Item 9. | Changes | 12"] * (10 - many)
    pointer = Index(rows).pointer(ROWS[4], "legal")
    assert pointer is not None
    assert pointer.to_report == columns


def test_four_columns_are_figures_and_no_pages() -> None:
    row = "Item 2. | Properties | 27 | 77 | 12 | 13"
    pointer = Index([row] * 10).pointer("Item 3. | Legal | — | 1 | 2 | 3", "legal")
    assert pointer is not None
    assert not pointer.to_report


TYPED = [
    "Item 1.  Business\n           Description of Business              2-5       6-68              --\n           Looms by Shed                         7        16-17, 43         --\n             Spindles                           --       20                --",
    "Item 2.  Properties                               11        --                --",
    "Item 3.  Legal Proceedings                        --        61                --",
    "Item 5.  Market for Registrant's Common Equity    --        38, 45            --",
    "Item 7.  Management's Discussion                  --        6-38              --",
    "Item 8.  Financial Statements                     --        39-68             --",
    "Item 9.  Changes in Accountants (3)               --        --                --",
    "Item 10. Directors                                12        --                6-9",
    "Item 11. Executive Compensation                   --        --                3-4, 10-15",
]


@pytest.mark.parametrize(
    ("row", "ranges", "report", "proxy"),
    [
        (0, (("2", "5"), ("7", "7")), False, False), (1, (("11", "11"),), False, False), (2, (("61", "61"),), True, False), (3, (("38", "38"), ("45", "45")), True, False),
        (5, (("39", "68"),), True, False), (7, (("12", "12"),), False, False), (8, (("3", "4"), ("10", "15")), False, True),
    ],
)  # fmt: skip
def test_columns_may_be_typed_with_blanks_between_them_and_a_row_have_several_lines(
    row: int, ranges: tuple[tuple[str, str], ...], report: bool, proxy: bool
) -> None:
    index = Index(TYPED)
    assert index.is_one
    pointer = index.pointer(TYPED[row], "", in_proxy=row >= 7)
    assert pointer is not None
    assert pointer.ranges == ranges
    assert (pointer.to_report, pointer.to_proxy) == (report, proxy)
    assert index.pointer(TYPED[6], "accountants") is None


@pytest.mark.parametrize(("named", "long", "found"), [(3, 700, True), (2, 700, False), (3, 400, True), (4, 0, True)])  # fmt: skip
def test_a_long_row_names_a_page_for_each_part_of_its_item(named: int, long: int, found: bool) -> None:  # fmt: skip
    lines = [f"  Looms of shed number {part} ..... {part}" for part in range(1, named + 1)]
    row = "\n".join(["Item 1. Business".ljust(long, "."), *lines, "  and other looms"])
    pointer = Index([row]).pointer(row, "business")
    assert (pointer is not None) == found
    if pointer:
        assert [first for first, _ in pointer.ranges] == [str(n) for n in range(1, named + 1)]
        assert (pointer.captions == ()) == (len(row) > 700)


@pytest.mark.parametrize(("letters", "columns"), [(2780, True), (2800, False)])
def test_what_is_longer_than_four_long_rows_has_no_columns(letters: int, columns: bool) -> None:
    row = f"{'w' * letters} |  -- | 14"
    index = Index(["Item 2. Properties | 11 | --"] * 9)
    pointer = index.pointer(row, "properties")
    assert (pointer is not None) == columns
