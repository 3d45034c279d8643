"""Signatures that stand above the last Items: what is signed ends there."""

from __future__ import annotations

import pytest

from docai.tenk import Filing, read_filing

WORDS = "The looms ran on, and what was woven was sold in the towns along the river. " * 9
SIGNED = "Pursuant to the requirements of Section 13 of the Securities Exchange Act of 1934, the registrant has signed."


def _report(head: str, below: str) -> Filing:
    return read_filing(
        (
            f"FORM 10-K\n\nItem 1. Business\n\n{WORDS}\n\nItem 12. Security Ownership\n\n{WORDS}\n\n"
            f"Item 13. Certain Relationships and Related Transactions\n\nNone.\n\n{head}\n\n{below}\n\n"
            f"J. Weaver, President\n\nItem 14. Exhibits and Reports on Form 8-K\n\nA list of looms.\n"
        ).encode(),
        file_name="a.txt",
    )


@pytest.mark.parametrize(
    ("head", "below", "ends"),
    [
        ("SIGNATURES", SIGNED, True), ("          SIGNATURE", SIGNED, True), ("SIGNATURES", "We sign what we weave.", False),
        ("They put their SIGNATURES", SIGNED, False), ("SIGNATURES OF WEAVERS", SIGNED, False),
    ],
)  # fmt: skip
def test_an_item_ends_at_the_signatures_above_the_next_one(
    head: str, below: str, ends: bool
) -> None:
    filing = _report(head, below)
    assert [item.item for item in filing.items] == ["1", "12", "13", "14"]
    item = filing.item("13")
    assert item is not None
    assert item.text.endswith("None.") == ends
    assert item.text.endswith("President") != ends
    assert item.state == "none" or not ends
    above = filing.item("12")
    assert above is not None
    doubt = 0.94 if ends else 1
    assert item.confidence == pytest.approx(above.confidence * doubt, abs=0.0015)
    last = filing.item("14")
    assert last is not None
    assert last.text.endswith("A list of looms.")
