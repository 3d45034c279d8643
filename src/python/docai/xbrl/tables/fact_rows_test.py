"""Facts as rows: folded, numbered, classed, with the line that shows them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from docai.xbrl.model import (
    Context,
    Dimension,
    Fact,
    Figures,
    Line,
    Role,
    Schedule,
    ScheduleColumn,
    ScheduleFigure,
)
from docai.xbrl.tables.fact_rows import as_number, fact_rows, folded, multiplied

_YEAR = Context("y", start="2024-01-01", end="2024-12-31")
_END = Context("e", instant="2024-12-31")
_NAME = Fact("dei:EntityRegistrantName", "Acme", None, None, _YEAR, nil=False, numeric=False, id=None)  # fmt: skip


def _fact(value: str | None, decimals: str | None = "-6", context: Context = _YEAR) -> Fact:
    nil = value is None
    return Fact("us-gaap:Revenues", value, "USD", decimals, context, nil=nil, numeric=True, id=None)


def _folded(*facts: Fact) -> list[tuple[str | None, int]]:
    return [(fact.value, copies) for fact, copies in folded(facts)]


def test_a_rounded_copy_is_counted_and_the_exact_one_stands() -> None:
    assert _folded(
        _fact("16800000000", "-8"), _fact("16758000000", "-6"), _fact("16758000000.0", "-6")
    ) == [("16758000000", 2)]


def test_facts_that_contradict_each_other_both_stand() -> None:
    assert _folded(_fact("16758000000"), _fact("17000000000")) == [
        ("16758000000", 0),
        ("17000000000", 0),
    ]


def test_a_fact_of_another_period_unit_or_dimension_is_another() -> None:
    member = _YEAR._replace(dims=(Dimension("us-gaap:SegmentAxis", "acme:RocketsMember"),))
    others = [_fact("5", context=_END), _fact("5", context=member), _fact("5")._replace(unit="EUR"), _fact(None)]  # fmt: skip
    assert _folded(_fact("5"), *others) == [("5", 0)] * 4 + [(None, 0)]


def test_texts_are_copies_where_they_read_the_same() -> None:
    assert _folded(_NAME, _NAME._replace(value="Acme\n "), _NAME._replace(value="Other")) == [
        ("Acme", 1),
        ("Other", 0),
    ]


def test_a_row_says_where_the_fact_stands_and_whether_it_is_this_years() -> None:
    cover = Role("c", "1 - Document - Cover", "1", "Document", "Cover")
    note = Role("p", "2 - Statement - Income (Parenthetical)", "2", "Statement", "Income (Parenthetical)")  # fmt: skip
    income = Role("i", "3 - Statement - Income", "3", "Statement", "Income")
    lines = tuple(
        Line(role, position, 1, "us-gaap:Revenues", None, None, "Sales")
        for role, position in ((cover, 4), (note, 2), (income, 7))
    )
    member = _YEAR._replace(dims=(Dimension("us-gaap:SegmentAxis", "acme:RocketsMember"),))
    before = Context("b", start="2023-01-01", end="2023-12-31")
    facts = (_NAME, _fact("5"), _fact("4", context=before), _fact("3", context=member))
    rows = fact_rows(Figures("instance", facts, lines, (("us-gaap:Revenues", "Sales"),)))
    assert [row.n for row in rows] == [1, 2, 3, 4]
    name, current, earlier, segment = rows
    assert (name.number, name.chars, name.is_current) == (None, 4, True)
    assert (current.statement, current.line, current.label) == ("Income", 7, "Sales")
    assert (current.number, current.duration, current.is_current) == (Decimal(5), "year", True)
    assert (earlier.is_current, earlier.start) == (False, "2023-01-01")
    assert (segment.statement, segment.dimensions) == (
        None,
        "us-gaap:SegmentAxis=acme:RocketsMember",
    )


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("-0.0000000001", Decimal("-0.0000000001")),
        ("9" * 28, Decimal("9" * 28)),
        ("1" + "0" * 28, None),
        ("0.00000000001", None),
        ("INF", None),
        ("1/3", None),
        (None, None),
    ],
)
def test_a_number_fits_its_column_or_is_none(text: str | None, number: Decimal | None) -> None:
    assert as_number(text) == number


def test_a_schedule_is_multiplied_only_by_what_it_says() -> None:
    assert multiplied("CASH", "5", 1000) == Decimal(5000)
    assert multiplied("CASH", "5", None) is None
    for tag in ("EPS-PRIMARY", "PER-SHARE-NAV-END", "EXPENSE-RATIO", "YIELD-ACTUAL"):
        assert multiplied(tag, "1.25", 1000) == Decimal("1.25")


def test_the_latest_column_of_schedules_is_current() -> None:
    columns = tuple(
        ScheduleColumn(
            n, "12-MOS", None, None, end, None, None, (ScheduleFigure("CASH", "5", "5"),)
        )
        for n, end in ((1, "1996-12-31"), (2, "1997-12-31"))
    )
    rows = fact_rows(Figures("ex-27", (), schedules=(Schedule(1, "EX-27", "s", "5", None, columns),)))  # fmt: skip
    assert [(row.concept, row.is_current, row.number, row.duration) for row in rows] == [
        ("ex-27:CASH", False, None, "year"),
        ("ex-27:CASH", True, None, "year"),
    ]


@pytest.mark.parametrize(
    ("period_type", "fiscal_year_end", "is_current"),
    [("YEAR", "1997-12-31", True), ("3-MOS", "1997-12-31", False), ("YEAR", None, False)],
)
def test_a_year_without_its_last_day_ends_with_the_fiscal_year(
    period_type: str, fiscal_year_end: str | None, is_current: bool
) -> None:
    cash = (ScheduleFigure("CASH", "5", "5"),)
    column = ScheduleColumn(1, period_type, fiscal_year_end, None, None, None, None, cash)
    (row,) = fact_rows(Figures("ex-27", (), schedules=(Schedule(1, "EX-27", "s", "5", 1, (column,)),)))  # fmt: skip
    assert (row.is_current, row.end) == (is_current, fiscal_year_end if is_current else None)
