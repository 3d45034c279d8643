"""Items that stand once for each of several registrants, whose names stand below the headings."""

from __future__ import annotations

import pytest

from docai.tenk import Filing, read_filing

WORDS = "The looms ran on, and what was woven was sold in the towns along the river. " * 20
TITLES = {
    "5": "Market for Registrant's Common Equity\nand Related Stockholder Matters",
    "6": "Selected Financial Data",
    "7": "Management's Discussion and Analysis",
    "8": "Financial Statements and Supplementary Data",
}


def _report(names: list[str], items: str = "5678") -> Filing:
    blocks = [
        f"Item {number}.  {TITLES[number]}\n\n{name}\n\nWool{number}of{at}. {WORDS}"
        for at, name in enumerate(names)
        for number in items
    ]
    text = f"FORM 10-K\n\nItem 1. Business\n\n{WORDS}\n\nItem 2. Properties\n\n{WORDS}\n\nItem 3. Legal Proceedings\n\nNone.\n\n"
    end = f"\n\nItem 9. Changes in and Disagreements with Accountants\n\nNone.\n\nItem 10. Directors\n\n{WORDS}"
    return read_filing((text + "\n\n".join(blocks) + end).encode(), file_name="a.txt")


NAMES = ["Loom Corporation", "Barge Electric Company", "Teel Power Company and Subsidiaries"]


@pytest.mark.parametrize("count", [2, 3])
@pytest.mark.parametrize("items", ["5678", "78", "678"])
def test_each_registrant_has_its_items(count: int, items: str) -> None:
    found = [item for item in _report(NAMES[:count], items).items if item.registrant]
    assert [(item.registrant, item.item) for item in found] == [
        (name, number) for name in NAMES[:count] for number in items
    ]
    for at, name in enumerate(NAMES[:count]):
        for item in found:
            if item.registrant == name:
                assert [w for w in item.text.split() if "of" in w and "Wool" in w] == [f"Wool{item.item}of{at}."]  # fmt: skip


@pytest.mark.parametrize(
    "names",
    [["Loom Corporation", "Loom Corporation"], ["Loom Corporation", "As it was"], ["As it was", "Loom Corporation"]],
)  # fmt: skip
def test_one_name_is_that_of_no_second_registrant(names: list[str]) -> None:
    filing = _report(names)
    assert {item.registrant for item in filing.items} == {""}
    assert [item.item for item in filing.items] == ["1", "2", "3", "5", "6", "7", "8", "9", "10"]


@pytest.mark.parametrize(
    ("names", "registrants"),
    [
        (["Loom Corporation", "Barge Power"], ["Loom Corporation", "Barge Power"]), (["LOOM CORPORATION", "BARGE POWER"], ["LOOM CORPORATION", "BARGE POWER"]),
        (["Loom Corporation", "Loom Corporation"], [""]), (["the Company", "Barge Power"], [""]), (["THE COMPANY", "BARGE POWER"], [""]),
    ],
)  # fmt: skip
def test_the_statements_of_each_company_are_told_by_its_name_in_their_heading(
    names: list[str], registrants: list[str]
) -> None:
    of = "OF" if names[1].isupper() else "of"
    blocks = "".join(f"Item 8. Financial Statements {of} {one}\n\n{WORDS}\n\n" for one in names)
    text = f"FORM 10-K\n\nItem 1. Business\n\n{WORDS}\n\n{blocks}Item 9. Changes in and Disagreements with Accountants\n\nNone."
    found = read_filing(text.encode(), file_name="a.txt").items
    assert [one.registrant for one in found if one.item == "8"] == registrants


def test_a_name_three_lines_below_is_too_far() -> None:
    filing = _report([f"We weave wool.\n\nSo we do.\n\n{name}" for name in NAMES[:2]])
    assert {item.registrant for item in filing.items} == {""}


def test_one_item_twice_is_no_block() -> None:
    assert {item.registrant for item in _report(NAMES[:2], "8").items} == {""}
