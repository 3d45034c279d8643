"""Periods by their length, and the filing's own."""

from __future__ import annotations

import pytest

from docai.xbrl.model import Context, Fact
from docai.xbrl.tables.periods import duration, is_current, own_period


@pytest.mark.parametrize(
    ("start", "end", "name"),
    [
        ("2024-01-01", "2024-12-31", "year"),
        ("2022-01-30", "2023-02-04", "year"),
        ("2024-10-01", "2024-12-31", "quarter"),
        ("2024-09-29", "2025-01-04", "quarter"),
        ("2024-01-01", "2024-06-30", "half"),
        ("2024-01-01", "2024-09-30", "nine-months"),
        ("2024-01-01", "2024-01-31", "other"),
        ("2020-01-01", "2024-12-31", "other"),
        ("soon", "2024-12-31", "other"),
        (None, None, "other"),
    ],
)
def test_a_duration_is_named_by_its_days(start: str | None, end: str | None, name: str) -> None:
    assert duration(Context("", start=start, end=end)) == name


def test_a_day_is_an_instant() -> None:
    assert duration(Context("", instant="2024-12-31")) == "instant"


def _cover(concept: str, value: str, start: str, end: str) -> Fact:
    context = Context("", start=start, end=end)
    return Fact(concept, value, None, None, context, nil=False, numeric=False, id=None)


def test_the_filings_own_period_is_that_of_its_cover() -> None:
    own = own_period(
        [
            _cover("dei:DocumentPeriodEndDate", "2024-12-28", "2023-12-31", "2024-12-28"),
            _cover("dei:EntityRegistrantName", "Acme", "2023-12-31", "2024-12-28"),
            _cover("dei:TradingSymbol", "A", "2024-10-01", "2024-12-28"),
        ]
    )
    assert own == Context("", start="2023-12-31", end="2024-12-28")
    assert is_current(Context("c", start="2023-12-31", end="2024-12-28"), own)
    assert is_current(Context("c", instant="2024-12-28"), own)
    assert not is_current(Context("c", instant="2023-12-30"), own)
    assert not is_current(Context("c", start="2024-10-01", end="2024-12-28"), own)


def test_a_date_that_no_context_is_near_does_not_count() -> None:
    own = own_period(
        [_cover("dei:DocumentPeriodEndDate", "2031-01-01", "2024-01-01", "2024-12-31")]
    )
    assert own == Context("", start="2024-01-01", end="2024-12-31")


def test_without_a_cover_nothing_is_current() -> None:
    assert own_period([]) is None
    assert not is_current(Context("", instant="2024-12-28"), None)
