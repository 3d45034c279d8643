"""Figures of cells: what each spelling is, and what is none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from docai.document.tables.figures import figure_of


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("1,250", "1250"), ("$1,250", "1250"), ("$ 1,250", "1250"), ("(1,250)", "-1250"), ("$(1,250)", "-1250"),
        ("($1,250)", "-1250"), ("-3.5", "-3.5"), ("– 3.5", "-3.5"), ("$-12", "-12"), ("12.5%", "12.5"), ("(12.5)%", "-12.5"),
        ("(12.5%)", "-12.5"), (".75", "0.75"), ("—", "0"), ("$ —", "0"), ("--", "0"), ("—%", "0"), ("-0-", "0"),
        ("12 1/4", "12.25"), ("9-7/8", "9.875"), ("12½", "12.5"), ("1,250 (1)", "1250"), ("1,250*", "1250"),
        ("5 years", "5"), ("1.2x", "1.2"), ("€ 7", "7"), ("2024", "2024"), ("$1.5 million", "1.5"), ("$— (1)", "0"),
    ],
)  # fmt: skip
def test_a_figure_is_its_number(words: str, number: str) -> None:
    found = figure_of(words)
    assert found is not None
    assert found.number == Decimal(number)


@pytest.mark.parametrize(
    "words",
    ["Pumps", "1-800-555", "12,34", "33 - 36", "0.1-2.0", "10 to 15", "04512", "N/A", "NM", "*", "December 31, 2024", "Level 1", "1.2.3", "F-6", "", "12/0", "12 km"],
)  # fmt: skip
def test_words_ranges_and_codes_are_no_figures(words: str) -> None:
    assert figure_of(words) is None


def test_what_stands_beside_a_figure_is_told() -> None:
    for words, factor, percent, currency, year in [
        ("$1.5 million", 10**6, False, "$", False),
        ("2 billion", 10**9, False, "", False),
        ("12%", 1, True, "", False),
        ("2024", 1, False, "", True),
        ("20.4", 1, False, "", False),
        ("2,024", 1, False, "", False),
    ]:
        found = figure_of(words)
        assert found is not None
        assert (int(found.factor), found.percent, found.currency, found.year) == (
            factor,
            percent,
            currency,
            year,
        )
