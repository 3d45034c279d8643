"""What is said of figures: scales, exceptions, and what a label counts."""

from __future__ import annotations

import pytest

from docai.document.tables.scales.said import said_by, subject
from docai.document.tables.scales.units import unit_of


@pytest.mark.parametrize(
    ("text", "scale", "shares"),
    [
        ("(in millions)", 10**6, None),
        ("(In thousands, except per share data)", 1000, None),
        ("(In thousands, except share and per share data)", 1000, 1),
        ("(Dollars in Millions Except Share and Per Share Amounts)", 10**6, 1),
        ("Dollars in millions; shares in thousands", 10**6, 1000),
        ("(In millions, except number of shares, which are reflected in thousands, and per-share amounts)", 10**6, 1000),
        ("Millions, Except Percentages", 10**6, None),
        ("Thousands", 1000, None),
        ("($000’s) except share information", 1000, 1),
        ("(000's omitted)", 1000, None),
        ("(Thousands of dollars)", 1000, None),
        ("Options (thous.)", 1000, None),
        ("tables are presented in U.S. dollars in millions", 10**6, None),
        ("$ in MM", 10**6, None),
        ("Sales in $000s", 1000, None),
        ("US$ (000,000's omitted)", 10**6, None),
        ("Sales, in $000,000", 10**6, None),
        ("Sales (in $1,000)", 1000, None),
    ],
)  # fmt: skip
def test_a_scale_that_is_said(text: str, scale: int, shares: int | None) -> None:
    unit = unit_of(text)
    assert unit is not None
    assert (unit.scale, unit.shares) == (scale, shares)


@pytest.mark.parametrize(
    "text",
    ["", "Net sales", "we serve millions of homes", "5,000 pumps", "Milford", "Preferred stock (par value $1,000)", "Common stock (issued 2,000,000)"],
)  # fmt: skip
def test_what_says_no_scale(text: str) -> None:
    assert unit_of(text) is None


@pytest.mark.parametrize(
    ("label", "of"),
    [
        ("Common stock, $0.01 par value; 5,000 shares issued", "Common stock"),
        ("Basic earnings per share", "Basic earnings per share"),
        ("Net income (loss) per share", "Net income per share"),
        ("Basic (in shares)", "Basic (in shares)"),
        ("Dividends ($1.79 per share)", "Dividends "),
        ("Treasury stock, at cost (7,473 shares)", "Treasury stock, at cost"),
        ("As of December 31, 2024, Shares", "Shares"),
    ],
)
def test_the_subject_of_a_label(label: str, of: str) -> None:
    assert subject(label) == of


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("Earnings per share", "per share"),
        ("Basic and diluted net loss per Class A and Class B common share", "per share"),
        ("Weighted-average fair value per share of grants", "per share"),
        ("Exercise price", "per share"),
        ("Shares used in computing earnings per share", "shares"),
        ("Weighted average shares outstanding", "shares"),
        ("Number of options", "shares"),
        ("Denominator", "shares"),
        ("Issuance of shares under the plan", ""),
        ("Common shares", ""),
        ("Net sales", ""),
        ("Weighted-average grant date fair value of shares granted, per share", "per share"),
        ("Weighted average exercise price of stock options outstanding", "per share"),
        ("Net income for basic earnings per share", ""),
        ("Purchase price", ""),
        ("Fair value of restricted stock units vested", ""),
        ("Unearned ESOP shares", ""),
        ("Shares: 2024: 1,364,574; 2023: 1,245,857", ""),
    ],
)
def test_what_a_label_counts(label: str, unit: str) -> None:
    assert said_by(label).unit == unit


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("December 31, 2024 Holding units", "shares"),
        ("Basic Earnings Per Share Weighted-Average Shares Outstanding (B)", "shares"),
        ("Weighted Average Option Price", "per share"),
        ("Stock Options Weighted-Average Exercise Price of Shares", "per share"),
        ("Year ended May 31, 2024", ""),
    ],
)
def test_what_a_column_counts(label: str, unit: str) -> None:
    assert said_by(label, column=True).unit == unit


def test_labels_of_rates_and_years() -> None:
    assert said_by("Discount rate").percent
    assert said_by("% of sales").percent
    assert not said_by("3.75% Senior notes").percent
    assert said_by("Weighted-average remaining contractual life (in years)").unscaled
    assert not said_by("Long-term debt due within one year").unscaled
    assert said_by("Paid-in capital", column=True).money
    assert not said_by("Foreign income taxed at different rates").unscaled
    assert not said_by("Income subject to the U.S. federal tax rate").percent
    assert not said_by("2.625 percent notes due 2026").percent
    assert not said_by("$500 floating rate, Jul 2026").unscaled
    assert said_by("Rate of increase in compensation levels").percent
    assert said_by("Rate to which the cost trend rate declines").percent
