"""Where Items end: at the signatures, at the next part's heading, and in an index at the end of their row."""

from __future__ import annotations

import pytest

from docai.document.marks import CELL, PAGE, ROW, ROW_END
from docai.tenk.headings.lines import lowered
from docai.tenk.headings.spans import find_spans
from docai.tenk.vocabulary import name

WORDS = "The looms ran on, and what was woven was sold in the towns along the river. " * 12
INDEX = {
    "1": "Business", "2": "Properties", "3": "Legal Proceedings", "5": "Market for Registrant's Common Equity",
    "7": "Management's Discussion and Analysis", "8": "Financial Statements", "9": "Changes in and Disagreements with Accountants",
    "10": "Directors", "11": "Executive Compensation",
}  # fmt: skip


def _texts(raw: str) -> dict[str, str]:
    return {
        name(span.heading.key): raw[span.start : span.end]
        for span in find_spans(raw, lowered(raw), "10-K").spans
    }


def _index(after: dict[str, str], *, tabled: bool = False) -> str:
    """Return a cross-reference index, with more words behind the rows of some Items."""
    row = (
        f"{ROW}{CELL}Item {{}}.{CELL}{{}}{CELL}{{}}{ROW_END}"
        if tabled
        else "Item {}. {} .... {}\n\n"
    )
    return "\n" + "".join(
        row.format(item, title, page) + after.get(item, "")
        for page, (item, title) in enumerate(INDEX.items(), 3)
    )  # fmt: skip


@pytest.mark.parametrize(("before", "read"), [(0, True), (499, True), (500, False)])
def test_the_signatures_are_among_the_first_500_lines_that_say_so(before: int, read: bool) -> None:
    item = f"Item 15. Exhibits\n\n{WORDS}\n"
    others = f"Signatures\n{'x' * 500}\n" * before
    signed = "Signatures\nPursuant to the requirements of Section 13"
    text = _texts(f"\nItem 1. Business\n\n{WORDS}\n{item}{others}{signed}")["15"]
    assert text == (item + others if read else item)


@pytest.mark.parametrize(
    "line",
    ["SIGNATURES", "Signature", "S I G N A T U R E S", "s i g n a t u r e", "Signatures: . ", "SIGNATURES\t"],
)  # fmt: skip
def test_a_document_ends_at_its_signatures_however_these_are_set(line: str) -> None:
    item = f"Item 15. Exhibits\n\n{WORDS}\n"
    assert _texts(f"\nItem 1. Business\n\n{WORDS}\n{item}{line}\nJ. Weaver")["15"] == item


@pytest.mark.parametrize(
    "words", ["the Signatures\n", "Signatures of all weavers\n", "J. S I G N A L\n"]
)
def test_words_with_signatures_in_them_end_nothing(words: str) -> None:
    raw = f"\nItem 1. Business\n\n{WORDS}\nItem 15. Exhibits\n\n{WORDS}\n{words}"
    assert _texts(raw)["15"].endswith(words)


def test_without_that_word_a_document_ends_where_it_is_signed() -> None:
    item = f"Item 15. Exhibits\n\n{WORDS}\n"
    signed = "Pursuant to the\nrequirements of Section 13 or 15(d), this was signed."
    assert _texts(f"\nItem 1. Business\n\n{WORDS}\n{item}{signed}")["15"] == item


@pytest.mark.parametrize(("tail", "left"), [(360, 0), (361, 1)])
def test_the_next_parts_heading_is_looked_for_in_the_last_360_characters(
    tail: int, left: int
) -> None:
    part = "PART II\n"
    item = f"Item 1. Business\n\n{WORDS}End."
    raw = f"\n{item}{part.rjust(tail, chr(10))}Item 5. Market for Registrant's Common Equity\n\n{WORDS}"
    assert _texts(raw)["1"] == item + "\n" * left


@pytest.mark.parametrize(("letters", "whole"), [(600, True), (601, False)])
def test_words_behind_a_row_are_its_own_up_to_600_characters(letters: int, whole: bool) -> None:
    row = "Item 1. Business .... 3\n\n"
    # the title that is known ends before its last two letters
    words = "x" * (letters - len("ss .... 3\n\n") - 1) + "\n"
    text = _texts(_index({"1": words}))["1"]
    assert text == (row + words if whole else row.rstrip())


def test_rows_behind_a_row_are_its_own_however_many() -> None:
    parts = "".join(f"The looms, the sheds and all that was woven in year {page} .... {page}\n" for page in range(4, 17))  # fmt: skip
    assert len(parts) > 600
    text = _texts(_index({"3": parts}))["3"]
    assert text == f"Item 3. Legal Proceedings .... 5\n\n{parts}"


@pytest.mark.parametrize(
    ("tabled", "last"),
    [(False, "Item 11. Executive Compensation .... 11"), (True, f"{ROW}{CELL}Item 11.{CELL}Executive Compensation{CELL}11")],
)  # fmt: skip
def test_the_last_row_ends_with_its_line_or_its_table_row(tabled: bool, last: str) -> None:
    below = f"Words below the index.\n\n{WORDS}"
    assert _texts(_index({"11": below}, tabled=tabled))["11"] == last


def test_rows_of_an_index_are_less_sure_than_headings() -> None:
    spans = find_spans(_index({}), lowered(_index({})), "10-K").spans
    assert [span.is_row for span in spans] == [True] * len(INDEX)
    assert {round(span.confidence, 3) for span in spans[:2]} == {round(0.93 * 0.998 * 0.998, 3)}


@pytest.mark.parametrize(
    "head", ["Part I\n\nItem 2", "PART I, II\nITEM 2", "Part\n\nII", "PART II.\n- --------"]
)
def test_the_head_of_the_page_that_the_next_item_begins_on_is_none_of_an_items_words(
    head: str,
) -> None:
    raw = (
        f"\n\nItem 1. Business\n\n{WORDS}\n12\n{PAGE}\n{head}\n\n\nItem 2. Properties\n\n{WORDS}\n"
    )
    assert _texts(raw)["1"].rstrip().removesuffix("12").rstrip() == f"Item 1. Business\n\n{WORDS}".rstrip()  # fmt: skip
