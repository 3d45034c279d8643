"""An annual report bound in behind an Item that says that there is nothing to say."""

from __future__ import annotations

import pytest

from docai.tenk import read_filing

REPORT = (
    "The looms ran on, and what was woven in the year was sold in the towns along the river. " * 60
)


@pytest.mark.parametrize(
    ("item", "title"),
    [
        ("9", "Changes in and Disagreements with Accountants on Accounting and Financial Disclosure"),
        ("9B", "Other Information"),
        ("9C", "Disclosure Regarding Foreign Jurisdictions that Prevent Inspections"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("answer", ["None.", "Not applicable."])
def test_an_answer_of_a_word_ends_its_item(item: str, title: str, answer: str) -> None:
    filing = read_filing(
        f"FORM 10-K\n\nItem 1. Business\n\nWe weave.\n\nItem {item}. {title}\n\n{answer}\n\n{REPORT}\n\nItem 15. Exhibits\n\nA list.".encode(),
        file_name="a.txt",
    )
    found = filing.item(item)
    assert found is not None
    assert found.text.split()[-len(answer.split()) :] == answer.split()


def test_a_longer_answer_goes_on() -> None:
    filing = read_filing(
        f"FORM 10-K\n\nItem 1. Business\n\nWe weave.\n\nItem 9B. Other Information\n\nWe let a shed.\n\n{REPORT}\n\nItem 15. Exhibits\n\nA list.".encode(),
        file_name="a.txt",
    )
    found = filing.item("9B")
    assert found is not None
    assert "woven" in found.text
