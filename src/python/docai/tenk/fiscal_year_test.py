"""The period and the fiscal year, from inline XBRL, from the words of the cover, and from the date alone."""

from __future__ import annotations

from datetime import date

import pytest

from docai.document.marks import CELL, ROW_END, SPAN
from docai.tenk.fiscal_year import fiscal_year_of, period_of

FACT = '<ix:nonNumeric name="dei:{}" contextRef="c-1"><span>{}</span></ix:nonNumeric>'


@pytest.mark.parametrize(
    ("cover", "day"),
    [
        ("For the fiscal year ended December 31, 1995", date(1995, 12, 31)),
        ("FOR THE FISCAL YEAR ENDED:  JUNE 30,\n 2001", date(2001, 6, 30)),
        ("for the 52 weeks ended January 28, 2012", date(2012, 1, 28)),
        ("for the transition period to March 3, 1999", date(1999, 3, 3)),
        ("Year ended 12/31/96", date(1996, 12, 31)),
        ("year ended 6/30/2003", date(2003, 6, 30)),
        ("year ended 1/31/04", date(2004, 1, 31)),
        ("Fiscal year end: 9/30/06", date(2006, 9, 30)),
        ("For the year ended December 31st, 2001", date(2001, 12, 31)),
        ("For the fifty-three weeks ended January 3, 2009", date(2009, 1, 3)),
        ("For the fiscal year ended Sunday, January 2, 2011", date(2011, 1, 2)),
        ("FISCAL YEAR ENDED 31 DECEMBER 2005", date(2005, 12, 31)),
        ("year ended 1st of May 1997", None),
        ("year ended 1 of May, 1997", date(1997, 5, 1)),
        ("year ended 30-Sep-2006", date(2006, 9, 30)),
        ("year ended Sept. 30, 2006", date(2006, 9, 30)),
        ("year ended April9, l997", date(1997, 4, 9)),
        ("year ended 2008-12-31", date(2008, 12, 31)),
        ("year ended 2008-13-31", None),
        (
            "[ ] For the fiscal year ended ____ [X] For the transition period from October 1, 1999 to December 31, 1999",
            date(1999, 12, 31),
        ),
        (
            "For the fiscal year ended May 31, 2013 or for the transition period from ____ to ____",
            date(2013, 5, 31),
        ),
        (
            "For the period from inception (March 3, 2004) through December 31, 2004",
            date(2004, 12, 31),
        ),
        (f"For the fiscal year ended{CELL}{SPAN}May 31{CELL}, 2024{ROW_END}", date(2024, 5, 31)),
        (
            "For the fiscal year ended Commission file\nDecember 31, 2005 number 1-5",
            date(2005, 12, 31),
        ),
        ("For the year ended    Commission File Number\nMay 3, 2005   1-5", date(2005, 5, 3)),
        ("For the year ended    Commission File No.\nMay 3, 2005   1-5", date(2005, 5, 3)),
        ("For the year ended    Commission File No\nMay 3, 2005   1-5", date(2005, 5, 3)),
        ("for the year ended February 31, 1995", None),
        ("year ended 13/31/96", None),
        ("The year ended well", None),
    ],
)
def test_the_cover_says_when_the_period_ends(cover: str, day: date | None) -> None:
    assert period_of(None, "", cover) == day


def test_words_far_from_the_cover_are_not_the_cover() -> None:
    assert period_of(None, "", "x" * 15_000 + " fiscal year ended May 1, 2000") is None


@pytest.mark.parametrize(
    "spelled", ["September 28, 2024", "2024-09-28", "Sep. 28, 2024", "28 September 2024"]
)
def test_an_inline_fact_goes_before_the_words(spelled: str) -> None:
    source = FACT.format("DocumentPeriodEndDate", spelled)
    assert period_of(None, source, "year ended May 1, 2000") == date(2024, 9, 28)


def test_a_fact_may_hold_another() -> None:
    day = FACT.format("CurrentFiscalYearEndDate", "May 31")
    assert period_of(None, FACT.format("DocumentPeriodEndDate", f"{day}, 2024"), "") == date(2024, 5, 31)  # fmt: skip
    unclosed = FACT.format("DocumentPeriodEndDate", f"<ix:nonNumeric>May 31{' ' * 4000}, 2024")
    assert period_of(None, unclosed, "year ended May 1, 2000") == date(2000, 5, 1)


def test_the_filers_own_year_goes_before_the_date() -> None:
    assert fiscal_year_of(FACT.format("DocumentFiscalYearFocus", "2023"), date(2024, 6, 1)) == 2023


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2024, 2, 14), 2023),
        (date(2024, 2, 15), 2024),
        (date(2024, 12, 31), 2024),
        (date(2025, 1, 3), 2024),
    ],
)
def test_a_year_that_ends_early_is_counted_to_the_one_before(day: date, year: int) -> None:
    assert fiscal_year_of("", day) == year


def test_without_a_date_there_is_no_year() -> None:
    assert fiscal_year_of("", None) is None
    assert fiscal_year_of(FACT.format("DocumentFiscalYearFocus", "soon"), None) is None
    assert fiscal_year_of('name="dei:DocumentFiscalYearFocus" never closed', None) is None


@pytest.mark.parametrize("year", [1, 1582, 1901, 1979, 2102, 9999])
def test_a_year_of_no_filing_is_none(year: int) -> None:
    assert fiscal_year_of("", date(year, 6, 30)) is None
    focus = FACT.format("DocumentFiscalYearFocus", f"{year:04d}")
    assert fiscal_year_of(focus, date(2024, 6, 30)) == 2024
