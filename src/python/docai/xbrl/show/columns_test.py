"""Which periods a statement shows, the fact of a line in each, and how a figure is written: each rule at its edge."""

from __future__ import annotations

import pytest

from docai.xbrl.model import Context, Dimension, Fact
from docai.xbrl.show.columns import (
    Period,
    best_facts,
    choose,
    period_of,
    scales_of,
    shown,
    value_in,
)

YEAR, BEFORE, QUARTER = ("2024-01-01", "2024-12-31"), ("2023-01-01", "2023-12-31"), ("2024-10-01", "2024-12-31")  # fmt: skip
END, START = ("", "2024-12-31"), ("", "2023-12-31")
MILL = Dimension("a:MillAxis", "a:OakMember")


def _fact(
    value: str | None = "5",
    period: tuple[str | None, str | None] = YEAR,
    *,
    decimals: str | None = "0",
    unit: str | None = "USD",
    nil: bool = False,
    numeric: bool = True,
) -> Fact:
    start, end = period
    context = Context("c", instant=end) if start == "" else Context("c", start=start, end=end)
    return Fact("a:Wool", value, unit, decimals, context, nil, numeric, None)


def test_the_period_of_a_fact() -> None:
    assert period_of(_fact(period=YEAR)) == YEAR
    assert period_of(_fact(period=END)) == END
    assert period_of(_fact(period=(None, "2024-12-31"))) is None
    assert period_of(_fact(period=("2024-01-01", None))) is None


def test_of_facts_that_say_the_same_the_most_exact_counts() -> None:
    rough, exact, same = _fact("5", decimals="-6"), _fact("5.1", decimals="-3"), _fact("5.2", decimals="-3")  # fmt: skip
    key = ("a:Wool", (), YEAR)
    assert best_facts([rough, exact, same]) == best_facts([exact, rough]) == {key: exact}
    assert best_facts([exact, _fact(period=BEFORE)]).keys() == {key, ("a:Wool", (), BEFORE)}
    without = [_fact(numeric=False), _fact(nil=True), _fact(period=(None, None))]
    assert best_facts(without) == {}


@pytest.mark.parametrize(
    ("counts", "most", "periods"),
    [
        # the latest first, of one end the longest; as many as there is room for
        ({YEAR: 4, BEFORE: 4}, 9, [YEAR, BEFORE]), ({BEFORE: 4, QUARTER: 4, YEAR: 4}, 9, [YEAR, QUARTER, BEFORE]), ({BEFORE: 4, YEAR: 4}, 1, [YEAR]),
        # periods or days, whichever has more figures
        ({YEAR: 4, END: 4}, 9, [YEAR]), ({YEAR: 4, END: 5}, 9, [END]), ({YEAR: 3, BEFORE: 2, END: 4}, 9, [YEAR, BEFORE]),
        # one with fewer than a quarter of the figures is another's
        ({YEAR: 8, BEFORE: 2}, 9, [YEAR, BEFORE]), ({YEAR: 8, BEFORE: 1}, 9, [YEAR]), ({}, 9, []),
        # one that is shorter than the fullest has half of the figures at least: a quarter beside the years
        ({YEAR: 8, BEFORE: 8, QUARTER: 3}, 9, [YEAR, BEFORE]), ({YEAR: 8, QUARTER: 4}, 9, [YEAR, QUARTER]), ({QUARTER: 8, YEAR: 2}, 9, [YEAR, QUARTER]),
        ({YEAR: 8, ("2023-01-14", "2023-12-31"): 2}, 9, [YEAR, ("2023-01-14", "2023-12-31")]), ({YEAR: 8, ("2023-01-15", "2023-12-31"): 2}, 9, [YEAR]),
        ({YEAR: 8, ("soon", "2023-12-31"): 2}, 9, [YEAR]), ({END: 8, START: 2}, 9, [END, START]),
    ],
)  # fmt: skip
def test_the_columns_of_a_statement(
    counts: dict[Period, int], most: int, periods: list[Period]
) -> None:
    keys = [(f"a:{at}", (), period) for period, count in counts.items() for at in range(count)]
    assert choose(keys, most) == periods
    # figures of a part of the company choose none
    assert choose([*keys, *[("a:Wool", (MILL,), ("", "2020-12-31"))] * 20], most) == periods


def test_a_balance_stands_where_its_period_opens_or_closes() -> None:
    opening, closing = _fact("1", START), _fact("2", END)
    best = best_facts([opening, closing])

    def found(period: Period, label: str | None) -> Fact | None:
        return value_in(best, "a:Wool", (), period, label)

    assert found(YEAR, None) is found(YEAR, "http://a/totalLabel") is closing
    assert found(YEAR, "http://a/periodStartLabel") is opening
    assert found(END, "http://a/periodStartLabel") is closing
    assert found(("", "2022-12-31"), None) is None
    assert found(("soon", "later"), "http://a/periodStartLabel") is None
    flow = _fact("3", YEAR)
    assert value_in(best_facts([flow, opening]), "a:Wool", (), YEAR, "periodStartLabel") is flow


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("1234567", "1,234,567 "), ("-1234", "(1,234)"), ("0", "0 "), ("1.50", "1.50 "), ("2.00", "2 "), ("1e3", "1,000 "), (None, ""), ("soon", "soon"), (" 5 ", "5 "), ("INF", "INF"), ("NaN", "NaN"), ("1e20", "100,000,000,000,000,000,000 "), ("1e21", "1e21"), ("1e-20", "0.00000000000000000001 "), ("1e-21", "1e-21"),
    ],
)  # fmt: skip
def test_a_figure_for_people(value: str | None, said: str) -> None:
    assert shown(_fact(value), {}, negated=False) == said


def test_a_figure_in_the_scale_of_its_unit() -> None:
    scales = {"USD": 6}
    assert shown(_fact("12000000"), scales, negated=False) == "12 "
    assert shown(_fact("12500000"), scales, negated=False) == "12.5 "
    assert shown(_fact("1.50", unit=None), scales, negated=False) == "1.50 "
    assert shown(_fact("12000000"), scales, negated=True) == "(12)"
    assert shown(_fact("-12000000"), scales, negated=True) == "12 "


@pytest.mark.parametrize(
    ("value", "decimals", "said"),
    [
        ("12000000", "-5", "12.0 "), ("-1234500000", "-5", "(1,234.5)"), ("12340000", "-4", "12.34 "), ("12500000", "-4", "12.50 "),
        ("12345678", "-5", "12.345678 "), ("12000000", "-6", "12 "), ("12500000", "-3", "12.5 "), ("12500000", "INF", "12.5 "), ("12500000", "9" * 20, "12.5 "),
    ],
)  # fmt: skip
def test_places_that_a_figure_declares_are_shown_in_its_scale(
    value: str, decimals: str, said: str
) -> None:
    assert shown(_fact(value, decimals=decimals), {"USD": 6}, negated=False) == said


def test_the_scale_of_a_unit_is_that_of_most_facts() -> None:
    def scales(*decimals: str | None, unit: str | None = "USD") -> dict[str, int]:
        return scales_of(_fact(decimals=each, unit=unit) for each in decimals)

    assert scales("-6", "-6", "0") == {"USD": 6}
    assert scales("-3") == {"USD": 3}
    assert scales("-5") == scales("-4") == {"USD": 6}
    assert scales("-2") == scales("-7") == scales("0") == scales(None) == scales("INF") == {}
    assert scales("-6", unit="USD/shares") == scales("-6", unit="pure") == {}
    assert scales("-6", unit=None) == {}
