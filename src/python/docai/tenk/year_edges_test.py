"""The period and the fiscal year at the edges of their rules."""

from __future__ import annotations

from datetime import date

import pytest

from docai.tenk.fiscal_year import fiscal_year_of, period_of, year_of_period
from docai.tenk.patterns_test import PATTERNS
from docai.tenk.said_year import said_year
from stand_ins.patterns import is_matched

FACT = '<ix:nonNumeric name="dei:{}" contextRef="c-1">{}</ix:nonNumeric>'
ENDED = "year ended May 1, 2000"


@pytest.mark.parametrize(("before", "day"), [(14_978, date(2000, 5, 1)), (14_979, None)])
def test_the_cover_has_15000_characters(before: int, day: date | None) -> None:
    assert period_of(None, "", ENDED.rjust(before + len(ENDED))) == day


@pytest.mark.parametrize(
    ("year", "full"), [("00", 2000), ("90", 2090), ("91", 1991), ("99", 1999), ("2005", 2005)]
)
def test_a_year_of_two_digits_is_of_1991_to_2090(year: str, full: int) -> None:
    assert period_of(None, "", f"year ended 6/30/{year}") == date(full, 6, 30)


def test_a_fact_that_is_no_day_gives_way_to_the_words() -> None:
    for fact in ("soon", "", "31 June 2024"):
        source = FACT.format("DocumentPeriodEndDate", fact)
        assert period_of(None, source, ENDED) == date(2000, 5, 1)
    assert period_of(None, "dei:DocumentPeriodEndDate 2024-09-28</ix:nonNumeric>", ENDED) == date(2000, 5, 1)  # fmt: skip
    assert period_of(None, FACT.format("DocumentPeriodEndDate", "June&#160;30, <b>2024</b>"), "") == date(2024, 6, 30)  # fmt: skip


@pytest.mark.parametrize(("year", "told"), [(1979, None), (1980, 1980), (2100, 2100), (2101, None)])
def test_filings_are_of_the_years_1980_to_2100(year: int, told: int | None) -> None:
    assert year_of_period(date(year, 6, 30)) == told
    tagged = fiscal_year_of(FACT.format("DocumentFiscalYearFocus", year), None)
    assert tagged == (told if year < 2100 else None)


@pytest.mark.parametrize(("month", "year"), [(1, 2009), (5, 2009), (6, None), (12, None)])
def test_a_year_that_ends_in_january_to_may_may_have_either_name(
    month: int, year: int | None
) -> None:
    words = f"fiscal 2009, which ended {date(2010, month, 1):%B} 1, 2010"
    assert said_year(words, date(2010, month, 1)) == year


@pytest.mark.parametrize(
    ("own", "before", "year"),
    [(3, 0, 2010), (2, 0, None), (0, 3, 2009), (0, 2, None), (1, 2, 2010), (1, 3, 2009), (2, 4, 2010), (2, 5, 2009), (2, 1, 2010)],
)  # fmt: skip
def test_a_name_said_half_as_often_as_the_year_before_is_its_own(
    own: int, before: int, year: int | None
) -> None:
    assert said_year("In fiscal 2010. " * own + "In fiscal 2009. " * before, date(2010, 1, 30)) == year  # fmt: skip


@pytest.mark.parametrize(("between", "year"), [(70, 2009), (71, None)])
def test_the_day_stands_in_70_characters_before_the_name(between: int, year: int | None) -> None:
    before = 'ended on January 30, 2010 (referred to as "f'
    blanks = " " * (between - len(before) + 1)
    words = before.replace("30, 2010", f"30,{blanks}2010")
    assert said_year(f'The year {words}iscal 2009") was long.', date(2010, 1, 30)) == year


def test_of_two_names_for_the_same_day_the_one_said_more_often_counts() -> None:
    first, second = (f"Fiscal {year}, ended January 30, 2010. " for year in (2009, 2010))
    assert said_year(first * 2 + second, date(2010, 1, 30)) == 2009
    assert said_year(first + second, date(2010, 1, 30)) == 2010
    assert said_year(first + "In fiscal 2010. " * 9, date(2010, 1, 30)) == 2009
    assert said_year("Fiscal 2008, ended January 30, 2010. " * 3, date(2010, 1, 30)) is None
    assert said_year("Fiscal 2009, ended January 31, 2010. Fiscal 2009, ended January 35, 2010.", date(2010, 1, 30)) is None  # fmt: skip


MONTHS = tuple(f"{date(2009, month, 1):%B}" for month in range(1, 13))
NAMED = {
    "NAMED_BEHIND": (
        *(f"ended {month} 2, 2009 (f" for month in MONTHS), "ending on May 2, 1999 (f", *(f"ended May 2, 2009 ({who}f" for who in ("the ", "our ", "referred to as ", "“")),
    ),
    "NAMED_BEFORE": (
        *(f", ended {month} 2, 2009" for month in MONTHS), " ended May 2, 1999", *(f" {link} year {how} on May 2, 2009" for link in ("(", "-", "–", "—", ":", "|", "means", "is", "was", "refers to", "represents", "which") for how in ("ended", "ending", "ends")),
        *(f" {who} fiscal year that ended May 2, 2009" for who in ("the", "our")), *(f", the {weeks} which ended May 2, 2009" for weeks in ("52 weeks", "53-week year", "52-week period", "52 week fiscal year")),
    ),
    "MENTION": ("iscal 2009", "iscal year 1999", "iscal Year 2009"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, texts in NAMED.items() for text in texts]
)
def test_the_ways_to_name_a_year(name: str, text: str) -> None:
    method = "search" if name == "NAMED_BEHIND" else "match"
    assert is_matched(PATTERNS[f"said_year.{name}"], method, text)
