"""Contents in plain text whose first Item has many rows of its parts below it: its row is not where the Item begins."""

from __future__ import annotations

import pytest

from docai.tenk import Filing
from docai.tenk.conftest import LONG, items_found, text_filing, words_of
from docai.tenk.headings.contents import are_rows

TITLES = {
    "1": "Business", "2": "Properties", "3": "Legal Proceedings", "5": "Market for Registrant's Common Equity", "7": "Management's Discussion and Analysis",
    "8": "Financial Statements and Supplementary Data", "9": "Changes in and Disagreements with Accountants", "10": "Directors and Executive Officers",
    "11": "Executive Compensation", "14": "Exhibits and Reports on Form 8-K",
}  # fmt: skip
PARTS = ["The Company", "Looms and Spindles", "Sheds by the River", "Cloth for the Towns"]


def _filing(first: str, parts: list[str], *, capitals: bool) -> Filing:
    rows = [
        first,
        *parts,
        *(f"Item {n}. {title} ...... {n}" for n, title in TITLES.items() if n != "1"),
    ]
    body = [
        f"{'ITEM' if capitals else 'Item'} {n}. {title}\n\nWool{n}x. {LONG}"
        for n, title in TITLES.items()
    ]
    return text_filing("CONTENTS", "\n".join(rows), *body)


@pytest.mark.parametrize("capitals", [True, False])
@pytest.mark.parametrize("first", ["Item 1. Business", "Item 1. Business ........ 2"])
@pytest.mark.parametrize("many", [3, 12])
@pytest.mark.parametrize(
    "shape",
    ["  {}                          4", "    {} . . . . . . . . . .  4", "  {}.................4"],
)
def test_item_1_begins_below_its_row(shape: str, many: int, first: str, capitals: bool) -> None:
    filing = _filing(first, [shape.format(part) for part in PARTS] * many, capitals=capitals)
    assert items_found(filing) == list(TITLES)
    assert words_of(filing, "1").split("\n\n")[1].startswith("Wool1x.")


def test_dots_that_lead_to_no_page_end_no_sentence() -> None:
    parts = [f"    {part[4:]} of the mill . . . . . . . . ." for part in PARTS] * 12
    filing = _filing("Item 1. Business . . . . . . .", parts, capitals=True)
    assert words_of(filing, "1").split("\n\n")[1].startswith("Wool1x.")


def test_a_heading_that_stands_again_on_its_pages_begins_where_it_first_stands() -> None:
    """No row of a list follows the first of them, though nothing but titles stands between."""
    filing = text_filing(
        "Item 1. Business", LONG, "Item 8. Financial Statements", "Balance Sheets\n\nStatements of Income\n\n" * 9,
        "ITEM 8. FINANCIAL STATEMENTS", LONG, "Item 14. Exhibits", LONG,
    )  # fmt: skip
    assert words_of(filing, "8").startswith("Item 8. Financial Statements\n\nBalance Sheets")


@pytest.mark.parametrize(("reach", "rows"), [(60, True), (59, False)])
def test_rows_may_reach_further(reach: int, rows: bool) -> None:
    assert are_rows("Looms of the mill 3\n" * 3, reach) == rows
