"""What tells the first line of a paragraph from a heading."""

from __future__ import annotations

import pytest

from docai.tenk.pointers.conftest import ASSETS, WORDS, followed
from docai.tenk.pointers.paragraphs import begins_paragraph, is_title


@pytest.mark.parametrize(
    ("line", "below", "begins"),
    [
        ("The looms ran on and the sheds stayed", "\nopen all year.", True), ("The looms ran all. The sheds", "\nStayed open", True), ("The looms ran all.  The sheds", "\n\nOpen", True),
        ("Market Risk", "\n\nThe looms", False), ("Market Risk", "\nThe looms", False), ("Teel Co. Looms", "\nOpen", False), ("Note 1. Looms", "\nOpen", False), ("Market Risk", "", False),
        ("Quantitative Disclosures", "\n        about Market Risk", True), ("Market Risk", "\n\nopen", False),
    ],
)  # fmt: skip
def test_a_paragraph_goes_on_below_its_first_line(line: str, below: str, begins: bool) -> None:
    raw = f"Before it.\n{line}{below}"
    start = raw.index(line)
    assert begins_paragraph(raw, raw.lower(), start, start + len(line)) == begins


@pytest.mark.parametrize(
    ("line", "title"),
    [("Statements of Income", True), ("Looms with “Sheds” (Old)", True), ("LOOMS", True), ("Looms Over sheds", False), ("Looms 1998", False), ("Risk about Income", True), ("Teel v. Ash et al.", False), ("", False), ("the looms", False)],
)  # fmt: skip
def test_the_long_words_of_a_title_begin_with_capitals(line: str, title: bool) -> None:
    assert is_title(line) == title


PARAGRAPHS = "".join(f"  We wove the cloth of year {at} of long\nwool, and sold it in the towns. {WORDS}\n\n" for at in range(4))  # fmt: skip


@pytest.mark.parametrize(("head", "following"), [("Market Risk of Wool", "Risks of the Rivers"), ("Our looms", "Our sheds")])  # fmt: skip
def test_a_section_goes_on_over_its_paragraphs(head: str, following: str) -> None:
    text = f"\n\n{head}\n\n{PARAGRAPHS}{following}\n\n{PARAGRAPHS}"
    found = followed(text, "market_risk", captions=(head,))
    assert found is not None
    assert found.text.count("of year") == 4
    assert following not in found.text


@pytest.mark.parametrize("above", ["\n\n", "\n12\n<PAGE>\n"])
def test_a_heading_at_the_top_of_a_page_ends_a_section_too(above: str) -> None:
    text = f"\n\nOUR LOOMS\n\n{PARAGRAPHS}{above}OUR SHEDS\n\n{PARAGRAPHS}"
    found = followed(text, "market", captions=("Our Looms",))
    assert found is not None
    assert "OUR SHEDS" not in found.text


@pytest.mark.parametrize(("head", "is_end"), [("SHAREHOLDER INFORMATION", True), ("Directors and Officers", True), ("SHEDS AND LOOMS", False), ("DIRECTORS AND OFFICERS OF IT", False)])  # fmt: skip
def test_what_holders_of_stock_ask_for_is_no_part_of_the_statements(
    head: str, is_end: bool
) -> None:
    text = f"\n\nCONSOLIDATED BALANCE SHEETS\n\n{ASSETS}Total liabilities 3.\n\n{WORDS * 20}\n\n{head}\n\n{WORDS}"
    found = followed("", "statements", exhibits=(text,), to_report=True)
    assert found is not None
    assert (head not in found.text) == is_end
