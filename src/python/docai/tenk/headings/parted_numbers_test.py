"""Numbers whose letter stands apart, numbers without the word Item, and words that begin on the line of the title."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from docai.document.marks import CELL
from docai.tenk import Filing, read_filing
from docai.tenk.headings.candidates import find_headings
from docai.tenk.headings.holes import is_numbered_between, numbered_lack
from docai.tenk.headings.lines import lowered
from docai.tenk.vocabulary import ANNUAL, name

TITLES = {
    "1": "Business", "1A": "Risk Factors", "1B": "Unresolved Staff Comments", "2": "Properties", "3": "Legal Proceedings",
    "4": "Mine Safety Disclosures", "5": "Market for Registrant's Common Equity", "7": "Management's Discussion and Analysis",
    "7A": "Quantitative and Qualitative Disclosures About Market Risk", "8": "Financial Statements and Supplementary Data",
    "9": "Changes in and Disagreements with Accountants", "9A": "Controls and Procedures", "9B": "Other Information",
    "10": "Directors, Executive Officers and Corporate Governance", "11": "Executive Compensation", "15": "Exhibits and Financial Statement Schedules",
}  # fmt: skip
WORDS = "The looms ran on, and what was woven was sold in the towns along the river. " * 4
Heading = Callable[[str, str, str, str], str]
"""The number, its letter, the title and the words below, to what is filed."""


def _row(*cells: str) -> str:
    return f"<table><tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr></table>"


SHAPES: dict[str, Heading] = {
    "a cell for the letter": lambda n, a, title, words: f"{_row(n, a, title)}<p>{words}</p>",
    "a cell for the letter, with Item": lambda n, a, title, words: f"{_row(f'Item {n}', a, title)}<p>{words}</p>",
    "a blank before the letter": lambda n, a, title, words: f"<p>{n}{' ' * bool(a)}{a}. {title}</p><p>{words}</p>",
    "a stop before the letter": lambda n, a, title, words: f"<p>{n}.{a}{'.' * bool(a)} {title}</p><p>{words}</p>",
    "words run in": lambda n, a, title, words: f"<p>{n}{a}. {title}. {words}</p>",
    "words run in behind a bold title": lambda n, a, title, words: f"<p><b>{n}{a}. {title}</b> Once again {words}</p>",
    "words run in behind a dash": lambda n, a, title, words: f"<p>{n}{a}. {title} – {words}</p>",
}  # fmt: skip


def _report(shape: Heading) -> Filing:
    parts = [
        shape(number.rstrip("AB"), number[len(number.rstrip("AB")) :], title, f"Wool{number}x. {WORDS}")
        for number, title in TITLES.items()
    ]  # fmt: skip
    signed = "<p>SIGNATURES</p><p>Pursuant to the requirements of Section 13</p>"
    body = f"<p>FORM 10-K</p><p>For the fiscal year ended December 31, 2009</p>{''.join(parts)}{signed}"
    return read_filing(f"<html><body>{body}</body></html>".encode(), file_name="a.htm")


@pytest.mark.parametrize("shape", SHAPES)
def test_each_item_holds_its_own_words(shape: str) -> None:
    filing = _report(SHAPES[shape])
    assert [item.item for item in filing.items] == list(TITLES)
    for item in filing.items:
        assert f"Wool{item.item}x." in item.text
        assert item.text.count("Wool") == 1


def test_an_item_with_its_own_number_fills_a_hole_between_others() -> None:
    def shape(number: str, letter: str, title: str, words: str) -> str:
        label = "" if letter and number == "9" else "Item "
        return f"<p>{label}{number}{letter}. {title}</p><p>{words}</p>"

    filing = _report(shape)
    assert [item.item for item in filing.items] == list(TITLES)


def test_a_title_without_a_number_fills_no_hole_of_an_item_with_a_letter() -> None:
    def shape(number: str, letter: str, title: str, words: str) -> str:
        label = "" if number + letter == "9A" else f"Item {number}{letter}. "
        return f"<p>{label}{title}</p><p>{words}</p>"

    items = [item.item for item in _report(shape).items]
    assert items == [number for number in TITLES if number != "9A"]


@pytest.mark.parametrize(
    ("line", "item"),
    [
        (f"Item 9{CELL}A{CELL}Controls and Procedures", "9A"),
        (f"Item 9. {CELL} {CELL}A. {CELL}Controls and Procedures", "9A"),
        (f"Item 9 {CELL}A change of accountants", "9"),
        (f"Item 1 {CELL}A {CELL}General Development of Business", "1"),
    ],
)
def test_a_letter_in_a_cell_of_its_own_is_the_numbers(line: str, item: str) -> None:
    raw = f"\n{line}\n\nWe have controls.\n"
    (heading,) = find_headings(raw, lowered(raw), ANNUAL)
    assert name(heading.key) == item


@pytest.mark.parametrize(
    ("numbers", "lacking"),
    [
        ("1 1A 2 7 7A 8 9 10", {"1B", "9A", "9B"}),
        ("1 2 7 7A 8 9 10", set()),
        ("1 1A 1B 2 7 7A 8 9 9A 9B 10", set()),
        ("1A 2 9A 9B 10", {"1B", "7A"}),
    ],
)
def test_items_with_a_letter_are_missed_in_reports_that_have_others(
    numbers: str, lacking: set[str]
) -> None:
    raw = "".join(f"\n\nItem {number}. Looms\n\nWords.\n" for number in numbers.split())
    found = numbered_lack(find_headings(raw, lowered(raw), ANNUAL))
    assert {name(key) for _, _, keys in found for key in keys} == lacking


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("9A. Controls", True), (f"  9 {CELL}A{CELL} Controls", True), ("(9a) Controls", True), ("9. Allowances", False), ("In 9A. Controls", False), ("9C. Looms", False),
    ],
)  # fmt: skip
def test_titles_are_looked_for_where_a_line_begins_with_the_number(line: str, found: bool) -> None:
    raw = f"\n\nItem 1A. Looms\n\nItem 1B. Looms\n\nItem 9. Looms\n\nWords.\n{line}\n\nItem 10. Looms\n\nWords.\n"
    low = lowered(raw)
    assert is_numbered_between(find_headings(raw, low, ANNUAL), low) == found
