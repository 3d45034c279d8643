"""Sentences that a page break cuts: what is joined, and what stays apart."""

from __future__ import annotations

import pytest

from docai.document.markup import read_html
from docai.document.readable.html import render_html
from docai.document.readable.plain import render_text
from docai.document.seams import join_html, join_lines

_CUT = "We replaced the valves of our existing"
_LONG = (
    "In the year that ended we sold more pumps than in any other year that was known to Amberley"
)

_NAMES = "Mr. Teel was Chair of the Amberley Forum, of Teel Pumps and Wells, of Upper Mills, and of the Board of Oak, Loom and Company, Inc."


def _over(one: str, two: str) -> str:
    return render_html(join_html([read_html(part).raw for part in (one, two)]))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (_CUT, "software platforms."),
        ("We sell in the U.S.", "government pumps of all kinds"),
        ("We sold pumps, which are made of", "Amberley steel of the best kind."),
        ("We sold pumps to very many mines,", "Amberley farms and some others."),
        (_LONG, "Pump Company, and to all of its other owners."),
        ("We sold pumps worth $5 (in all)", "over the year."),
        ("lowered costs, and", "made more pumps"),
        (f"{_NAMES} Mr. Teel", "received a prize for it."),
        ("Sales depend on the price of steel; changes in rates;", "the weather; and wars."),
    ],
)
def test_a_cut_sentence_is_one_paragraph_again(one: str, two: str) -> None:
    assert _over(f"<p>{one}</p>", f"<p>{two}</p>") == f"{one} {two}"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("We sold pumps.", "and valves"),
        ("RESULTS OF OPERATIONS", "net of tax"),
        ("Results of Operations", "We sold pumps."),
        ("We sold many pumps to farms and", "(a) to mines"),
        ("We sold many pumps to farms and", "• to mines"),
        ("We sold many pumps to farms and", "Item 7. Pumps"),
        ("loss of customers", "rising prices"),
        ("a change in the rates at which we can borrow;", "the weather in the countries;"),
        ("We sold pumps; and valves;", "Wells were drilled"),
        (_NAMES.upper(), "of that year"),
        (_LONG, "Results of Operations"),
    ],
)
def test_what_is_no_cut_sentence_stays_apart(one: str, two: str) -> None:
    assert _over(f"<p>{one}</p>", f"<p>{two}</p>") == f"{one}\n\n{two}"


_ROW = "<table><tr><td>•</td><td>{}</td></tr></table>"
_ENTRY = "pumps that were replaced in many plants of our existing"


def test_an_entry_goes_on_over_the_page() -> None:
    joined = f"• {_ENTRY} farms and mines"
    assert (
        _over(_ROW.format(_ENTRY), "<table><tr><td></td><td>farms and mines</td></tr></table>")
        == joined
    )
    assert _over(_ROW.format(_ENTRY), "<p>farms and mines</p>") == joined
    assert (
        _over(f"<p>{_CUT}</p>", "<table><tr><td></td><td>farms</td></tr></table>")
        == f"{_CUT} farms"
    )


def test_rows_of_figures_stay_apart() -> None:
    row = "<table><tr><td>{}</td><td>5</td><td>6</td></tr></table>"
    assert _over(row.format(_ENTRY), "<p>farms and mines</p>").count("\n") == 2
    assert _over(f"<p>{_CUT}</p>", row.format("farms")) == f"{_CUT}\n\nfarms | 5 | 6"


def test_an_empty_table_or_page_between_is_passed_over() -> None:
    empty = "<table><tr><td></td></tr></table>"
    assert _over(f"<p>{_CUT}</p>{empty}", f"{empty}<p>farms</p>") == f"{_CUT} farms"
    parts = [read_html(part).raw for part in (f"<p>{_CUT}</p>", "<p></p>", "<p>farms</p>")]
    assert render_html(join_html(parts)) == f"{_CUT} farms"


def test_a_line_of_plain_text_goes_on_over_the_page() -> None:
    begun = "We make pumps for farms and for mines in all of the country,\nand sell to"
    assert render_text(join_lines([f"{begun}\n\n", "\n\nour customers.\n"])) == (
        f"{begun} our customers.".replace("\n", " ")
    )


def test_rows_of_plain_text_stay_apart() -> None:
    row = "pumps sold in the year      5      6"
    assert "\x07" not in join_lines([row, "valves sold in the year      5      6"])
