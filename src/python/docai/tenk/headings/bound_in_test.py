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


@pytest.mark.parametrize("line", ["Signatures", "SIGNATURES:", "S I G N A T U R E S"])
def test_the_last_item_ends_at_the_signatures_that_are_signed(line: str) -> None:
    filing = read_filing(
        f"FORM 10-K\n\nItem 1. Business\n\nWe weave.\n\nItem 15. Exhibits\n\n{line}\n\n{REPORT}\n\nLetters that we had.\n\n{line}\n\nPursuant to the requirements of Section 13, signed.".encode(),
        file_name="a.txt",
    )
    found = filing.item("15")
    assert found is not None
    assert found.text.endswith("Letters that we had.")


def test_the_last_item_ends_at_the_first_signatures_where_none_are_signed() -> None:
    filing = read_filing(
        b"FORM 10-K\n\nItem 1. Business\n\nWe weave.\n\nItem 15. Exhibits\n\nA list.\n\nSIGNATURES\n\nA. Loom\n\nSIGNATURES\n\nB. Loom",
        file_name="a.txt",
    )
    found = filing.item("15")
    assert found is not None
    assert found.text.endswith("A list.")


@pytest.mark.parametrize("answer", ["None.", "Omitted at registrant's option."])
def test_an_index_of_exhibits_is_no_summary(answer: str) -> None:
    filing = read_filing(
        f"FORM 10-K\n\nItem 1. Business\n\nWe weave.\n\nItem 15. Exhibits\n\nBelow.\n\nItem 16. Form 10-K Summary\n\n{answer}\n\n{REPORT}".encode(),
        file_name="a.txt",
    )
    found = filing.item("16")
    assert found is not None
    assert (found.text, found.state) == (f"Item 16. Form 10-K Summary\n\n{answer}", "none")
