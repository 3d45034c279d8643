"""Headings that name the form, or say that what follows answers an Item."""

from __future__ import annotations

import pytest

from docai.tenk import read_filing

WORDS = "The looms ran on, and what was woven was sold in the towns along the river. " * 9
TITLES = {
    "1": "Business",
    "2": "Properties",
    "3": "Legal Proceedings",
    "5": "Market for Registrant's Common Equity",
    "7": "Management's Discussion and Analysis",
    "8": "Financial Statements and Supplementary Data",
    "9": "Disagreements with Accountants",
    "10": "Directors and Executive Officers",
}


@pytest.mark.parametrize(
    "shape",
    [
        "Item {} of Form 10-K.  {}", "ITEM {} OF FORM 10-K: {}", "Item {} of Form 10-K405 - {}", "Response to Item {}.  {}", "RESPONSE TO ITEM {}. {}",
    ],
)  # fmt: skip
def test_each_item_begins_at_its_heading(shape: str) -> None:
    text = "".join(f"{shape.format(n, title)}\n\n{WORDS}\n\n" for n, title in TITLES.items())
    filing = read_filing(f"FORM 10-K\n\n{text}SIGNATURES\n".encode(), file_name="a.txt")
    assert [item.item for item in filing.items] == list(TITLES)
    for item in filing.items:
        assert item.title == TITLES[item.item]
        assert item.text == f"{shape.format(item.item, item.title)}\n\n{WORDS.strip()}"


@pytest.mark.parametrize(
    "sentence",
    ["Item 7 of Form 10-K. The looms are old.", "Item 7 of Form 10-K asks for business done.", "Response to Item 7, which is short, follows."],
)  # fmt: skip
def test_a_sentence_that_names_the_form_is_no_heading(sentence: str) -> None:
    text = "".join(f"Item {n}. {title}\n\n{WORDS}\n\n" for n, title in TITLES.items())
    text = text.replace("Item 2.", f"{sentence}\n\nItem 2.")
    filing = read_filing(f"FORM 10-K\n\n{text}SIGNATURES\n".encode(), file_name="a.txt")
    assert [item.item for item in filing.items] == list(TITLES)
    assert filing.items[0].text.endswith(sentence)


@pytest.mark.parametrize(
    ("line", "begins"),
    [
        ("Item 2. Properties of this report tells where the mills stand.", False), ("Item 2: Properties in our filing", False),
        ("Item 2. Properties In this report the mills are named.", True), ("Item 2. Properties. In this report the mills are named.", True), ("Item 2. Properties of the mills", True),
    ],
)  # fmt: skip
def test_a_sentence_about_an_item_of_the_report_is_no_heading_though_its_number_has_a_full_stop(
    line: str, begins: bool
) -> None:
    text = "".join(f"Item {n}. {title}\n\n{WORDS}\n\n" for n, title in TITLES.items())
    text = text.replace("Item 2. Properties", f"{line}\n\n{WORDS}\n\nItem 2. Properties")
    filing = read_filing(f"FORM 10-K\n\n{text}SIGNATURES\n".encode(), file_name="a.txt")
    assert [item.item for item in filing.items] == list(TITLES)
    assert filing.items[1].text.startswith(line) == begins
