"""The title of an Item, as filed and on one line."""

from __future__ import annotations

import pytest

from docai.document.markup import read_html
from docai.tenk.headings.candidates import find_headings
from docai.tenk.headings.lines import lowered
from docai.tenk.headings.title import title_of
from docai.tenk.vocabulary import ANNUAL


def _title(raw: str) -> str:
    best = max(find_headings(raw, lowered(raw), ANNUAL), key=lambda heading: heading.score)
    return title_of(raw, best)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("\nItem 1. Business\n\nWords", "Business"),
        ("\nITEM 2 - PROPERTIES\nWords", "PROPERTIES"),
        ("\nItem 3. Legal Proceedings. The company is", "Legal Proceedings"),
        ("\nItem 7. Management’s Discussion and Analysis of\nFinancial Condition\n", "Management’s Discussion and Analysis of Financial Condition"),
        ("\nItem 4.\n\nMine Safety Disclosures\n", "Mine Safety Disclosures"),
        ("\nItem Two.  Properties\n", "Properties"),
        ("\nItem 9A(T). Controls and Procedures\n", "Controls and Procedures"),
        ("\nItems 1 and 2.  Business and Properties\n", "Business and Properties"),
        ("\nItem 5. Market for Registrant's Common Equity....... 12\n", "Market for Registrant's Common Equity"),
    ],
)  # fmt: skip
def test_a_title_ends_where_the_words_begin(text: str, title: str) -> None:
    assert _title(text) == title


def test_a_title_in_the_next_cell_is_found() -> None:
    source = "<table><tr><td>Item 1A.</td><td> </td><td>Risk Factors</td></tr></table><p>Words.</p>"
    assert _title(read_html(source).raw) == "Risk Factors"


def test_an_unknown_title_is_taken_if_it_is_a_short_line() -> None:
    assert _title("\nItem 15. Pumps of the Company\n\nWords") == "Pumps of the Company"
    assert _title("\nItem 15. Pumps of the Company.\n\nWords") == "Pumps of the Company"
    assert _title(f"\nItem 15. {'Pumps and more pumps of the company ' * 7}\n\nWords") == ""


@pytest.mark.parametrize(
    "cell",
    ["None", "none.", "Not applicable", "NOT APPLICABLE.", "N/A", "(a)", "12", "F-3", "pages 4-6", "4 to 6", "4, 6", "4; 6", "4 and 6", "4 & 6", "4 – 6", "4 — 6", "S-2", "12, 15*", "12-14***", "12†", "12‡"],
)  # fmt: skip
def test_what_stands_for_a_page_in_the_next_cell_is_not_of_the_title(cell: str) -> None:
    source = f"<table><tr><td>Item 3.</td><td>Legal Proceedings</td><td>{cell}</td></tr><tr><td>x</td></tr></table>"
    assert _title(read_html(source).raw) == "Legal Proceedings"


def test_words_in_the_next_cell_are_of_the_title() -> None:
    source = "<table><tr><td>Item 3.</td><td>Legal</td><td>Proceedings of nonesuch</td></tr></table>"  # fmt: skip
    assert _title(read_html(source).raw) == "Legal Proceedings of nonesuch"
