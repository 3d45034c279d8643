"""Several registrants in one report that repeat nothing but their financial statements."""

from __future__ import annotations

import pytest

from docai.tenk import Filing, read_filing

WORDS = "The looms ran on, and what was woven was sold in the towns along the river. " * 20
HEADING = "Item 8.  Financial Statements and Supplementary Data"


def _report(names: list[str]) -> Filing:
    before = "".join(
        f"Item {number}. {title}\n\n{WORDS}\n\n"
        for number, title in (
            ("1", "Business"), ("2", "Properties"), ("3", "Legal Proceedings"), ("5", "Market for Registrant's Common Equity"),
            ("6", "Selected Financial Data"), ("7", "Management's Discussion and Analysis"),
        )
    )  # fmt: skip
    statements = "".join(
        f"{name}\n\n{HEADING}\n\nWool of {at}. {WORDS}\n\n" for at, name in enumerate(names)
    )
    after = f"Item 9. Changes in and Disagreements with Accountants\n\nNone.\n\nItem 10. Directors\n\n{WORDS}"
    return read_filing(f"FORM 10-K\n\n{before}{statements}{after}".encode(), file_name="a.txt")


NAMES = ["Loom Corporation", "Barge Electric Company", "Teel Power Company"]


@pytest.mark.parametrize("count", [2, 3])
def test_each_registrant_has_its_statements(count: int) -> None:
    filing = _report(NAMES[:count])
    found = [item for item in filing.items if item.item == "8"]
    assert [item.registrant for item in found] == NAMES[:count]
    for at, item in enumerate(found):
        assert [f"Wool of {one}." in item.text for one in range(count)] == [
            one == at for one in range(count)
        ]
    assert [item.item for item in filing.items if item.item != "8"] == ["1", "2", "3", "5", "6", "7", "9", "10"]  # fmt: skip


@pytest.mark.parametrize(
    "names",
    [
        ["Loom Corporation", "LOOM CORPORATION"],
        ["Loom Corporation", "We weave."],
        ["We weave.", "Loom Corporation"],
        ["We weave.", "We dye."],
    ],
)
def test_a_heading_over_every_page_is_of_one_registrant(names: list[str]) -> None:
    filing = _report(names)
    assert {item.registrant for item in filing.items} == {""}
    assert [item.item for item in filing.items] == ["1", "2", "3", "5", "6", "7", "8", "9", "10"]
