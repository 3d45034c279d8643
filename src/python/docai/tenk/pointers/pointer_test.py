"""What the words under a heading point to: the whole pointer, and each rule at its edge."""

from __future__ import annotations

from dataclasses import replace

import pytest

from docai.tenk.pointers.pointer import Pointer, find_pointer

NOWHERE = Pointer(False, False, (), False, (), (), False)
W = "w"


def _points(words: str) -> bool:
    return find_pointer(words) is not None


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("See page 3.", {"ranges": (("3", "3"),)}), ("Page 12", {"ranges": (("12", "12"),), "only_pages": True}), ("Business | page 3-9", {"ranges": (("3", "9"),), "only_pages": True}),
        ("See page 12", {"ranges": (("12", "12"),)}), ("Page 3\nSee there.", {"ranges": (("3", "3"),)}),
        ("The statements begin on page F-3.", {"ranges": (("F-3", "F-3"),), "open_ended": True}), ("See pages 3 and 9, beginning on page 3.", {"ranges": (("3", "3"), ("9", "9"))}),
        ("They begin on pages 3 to 9 as said at page 3 to 9.", {"ranges": (("3", "9"),)}), ("See pages 3, 9 to 12.", {"ranges": (("3", "3"), ("9", "12"))}), ("See page 3 and page 3.", {"ranges": (("3", "3"),)}),
        ("See pages A3 to A5.", {"ranges": (("A3", "A5"),)}), ("See pages F-3 to F-5, F-9.", {"ranges": (("F-3", "F-5"), ("F-9", "F-9"))}), ("See pages 3–5.", {"ranges": (("3", "5"),)}),
        ("See pages 3—5.", {"ranges": (("3", "5"),)}), ("See pages 3-5.", {"ranges": (("3", "5"),)}), ("See pages 3 thru 5.", {"ranges": (("3", "5"),)}), ("See pages 3 through A5.", {"ranges": (("3", "A5"),)}),
        ("See pages 3 to page 5.", {"ranges": (("3", "5"),)}), ("It begins at page 3.", {"ranges": (("3", "3"),), "open_ended": True}), ("It starts with page 3.", {"ranges": (("3", "3"),), "open_ended": True}),
        ("See the annual report to shareholders.", {"to_report": True}), ("See this annual report.", {}), ("See this annual report and Exhibit 13.", {"to_report": True}),
        ("See the proxy statement.", {"to_proxy": True}), ("See Schedule 14A.", {"to_proxy": True}),
        ("See Item 7 and Item 7a, and Item 7.", {"items": ("7",)}), ("See Item 7. See Item 7a. See Item 7.", {"items": ("7", "7A")}),
        ("See Note 3, Note b, and note 3.", {"notes": ("3", "B")}), ("See “Looms of Oak” there.", {"captions": ("Looms of Oak",)}),
        ("See “Sheds and Suits” and the caption “Looms of Oak” there.", {"captions": ("Looms of Oak", "Sheds and Suits")}), ("See “Review – Looms” there.", {"captions": ("Looms", "Review", "Review – Looms")}),
        ("See the section Looms of Oak in the report.", {"captions": ("Looms of Oak",)}), ("See “Loom” there.", {}), ("See “Looms” there.", {"captions": ("Looms",)}),
        ("See Notes to Financial Statements - Leases of Looms.", {"captions": ("Leases of Looms",)}),
    ],
)  # fmt: skip
def test_what_a_sentence_points_to(words: str, says: dict[str, object]) -> None:
    assert find_pointer(words) == replace(NOWHERE, **says)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "points"),
    [
        (f"See {W * 2388} page 3.", True), (f"See {W * 2389} page 3.", False), (f"  See {W * 2388} page 3.  \n", True), ("", False), (" \n", False),
        # 90 letters of own words
        (f"See page 33. W{W * 89}.", True), (f"See page 33. W{W * 90}.", False), (f"See page 33. W{W * 44}. W{W * 44}.", True), (f"See page 33. W{W * 44}. W{W * 45}.", False),
        (f"W{W * 89}.", False), ("None. Not applicable.", False), (f"See page 33. Not applicable {W * 90}.", True),
        # facts
        ("See page 33. There are 240 holders.", False), ("See page 33. It is on the NYSE.", False), ("See page 33. There are no officers.", False),
        # the entries of a list that was announced, and titles of parts, have 110 letters
        (f"The following is incorporated by reference from the proxy statement:\nW{W * 109}", True), (f"The following is incorporated by reference from the proxy statement:\nW{W * 110}", False),
        (f"The following is incorporated by reference from the proxy statement:\nW {W * 98} | {W}", False), (f"See these:\nW{W * 109}", False), (f"See the proxy statement.\nW{W * 109}", False),
        (f"See these in the annual report:\nW{W * 109}", True), (f"See page 3.\n(a) W{W * 108}", True), (f"See page 3.\n(a) W{W * 109}", False),
    ],
)  # fmt: skip
def test_words_of_its_own_are_no_pointer(words: str, points: bool) -> None:
    assert _points(words) == points


@pytest.mark.parametrize(("letters", "items"), [(260, ("7",)), (261, ())])
def test_other_items_are_named_in_260_letters(letters: int, items: tuple[str, ...]) -> None:
    pointer = find_pointer(f"See Item 7 {W * (letters - len('SeeItem'))}.")
    assert pointer is not None
    assert pointer.items == items


@pytest.mark.parametrize(
    ("lines", "first"),
    [
        (("Balance Sheets F-3", "Statements of Income F-4", "Looms and Cloth F-6"), "F-3"), (("Balance Sheets 3", "Statements of Income 4"), None),
        (("Balance Sheets 3", "Statements of Income 4", "Looms 6"), None), (("Balance Sheets 3", "Statements of Income 4", "Looms abcd 6"), "3"), (("Balance Sheets 3", "Statements of Income 4", "Looms abc 6"), None),
        (("Balance Sheets 3", "Statements of Income 4", "Looms and Notes 1995"), None), (("Looms and Sheds 3", "Looms and Barges 4", "Looms and Notes 6"), None),
        (("A balance sheet 3", "Looms and Barges 4", "Looms and Cloth 6", "7"), "3"), (("The statement 3", "Looms and Barges 4", "Looms and Notes 6"), None),
    ],
)  # fmt: skip
def test_three_statements_with_their_pages_are_a_list(
    lines: tuple[str, ...], first: str | None
) -> None:
    expected = replace(NOWHERE, ranges=((first, first),), open_ended=True) if first else None
    found = find_pointer("\n".join(lines))
    assert (replace(found, only_pages=False) if found else None) == expected


@pytest.mark.parametrize(
    ("row", "listed"),
    [
        ("{} | 124 | 1,103 | 242 | 96{}", False), ("{} $ 4,500 $ 96{}", False), ("{} (12) 9{}", False), ("{} .......... F-{}", True), ("{} at May 1, 2001 and 2000 | F-{}", True), ("{} | 4{}", True),
    ],
)  # fmt: skip
def test_a_table_of_figures_is_no_list_of_statements_with_their_pages(
    row: str, listed: bool
) -> None:
    names = (
        "Balance sheets",
        "Statements of looms",
        "Statements of sheds",
        "Notes to the statements",
    )
    rows = "\n".join(row.format(name, page) for page, name in enumerate(names, start=2))
    assert (find_pointer(rows) is not None) == listed


LISTED = (
    "(a) The following statements are presented following Item 16 of this report:\n\nReport of Independent Auditors\n\nConsolidated Balance Sheets at year end\n\n"
    "Consolidated Statements of Income for the year\n\nNotes to Consolidated Financial Statements\n\nSchedule II – Reserves"
)  # fmt: skip


@pytest.mark.parametrize(
    ("words", "kind", "points"),
    [
        (LISTED, "statements", True), (LISTED, "exhibits", False), (LISTED.replace("presented following", "as good as"), "statements", False),
        (f"{LISTED}\n\nThe balance sheets are those of the looms and of the sheds by the water, and they show what we own and what we owe to all others.", "statements", False),
        (LISTED.replace("Notes to", f"Notes to {W * 120}"), "statements", False),
    ],
)  # fmt: skip
def test_titles_of_statements_are_no_words_of_the_item_that_asks_for_them(
    words: str, kind: str, points: bool
) -> None:
    assert (find_pointer(words, kind) is not None) == points


def test_a_name_with_initials_in_a_quotation_ends_no_sentence() -> None:
    found = find_pointer("It is in the annual report on pages 3 to 9 under “U.S. Loom Consolidated Balance Sheet of the Year,” “U.S. Loom Consolidated Statement of Income,” and “U.S. Loom Consolidated Statement of Equity.”")  # fmt: skip
    assert found is not None
    assert found.ranges == (("3", "9"),)


def test_the_first_page_of_a_list_of_statements_may_be_that_of_a_range() -> None:
    rows = "Reports of Auditors | F-1 through F-4\nBalance Sheets | F-5\nStatements of Income | F-6"
    found = find_pointer(rows, "statements")
    assert found is not None
    assert found.ranges == (("F-1", "F-1"),)


def test_the_list_of_exhibits_leads_to_no_page() -> None:
    rows = (
        "Balance Sheets of the year | 12\nStatements of Income | 13\nStatements of Cash Flows | 14"
    )
    assert find_pointer(rows) is not None
    assert find_pointer(rows, "exhibits") is None
