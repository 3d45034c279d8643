from __future__ import annotations

from datetime import date

import pytest

from docai.tenk.fiscal_year import fiscal_year_of, year_of_period
from docai.tenk.said_year import said_year

END = date(2010, 1, 30)


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ('for the year ended January 30, 2010 ("fiscal 2009") sales rose', 2009),
        ("the 52 weeks ended January 30, 2010 (fiscal 2010)", 2010),
        ("Fiscal 2009, which ended January 30, 2010, had 52 weeks", 2009),
        ("fiscal year 2010 - year ended January 30, 2010", 2010),
        ("fiscal 2010 refers to the fiscal year ended January 30, 2010", 2010),
        # another year's end says nothing of this one
        ('the year ended January 31, 2009 ("fiscal 2009")', None),
        ("In fiscal 2010 we grew. In fiscal 2009 too. By the end of fiscal 2010", 2010),
        ("In fiscal 2009 we grew. Fiscal 2009 was long. Fiscal 2009! In fiscal 2010 we hope", 2009),
        ("In fiscal 2010 we grew.", None),
        ("", None),
    ],
)
def test_the_filers_own_word(words: str, year: int | None) -> None:
    assert said_year(words, END) == year


def test_a_year_that_ends_late_needs_no_word() -> None:
    assert said_year("fiscal 2009, ended June 30, 2010", date(2010, 6, 30)) is None


def test_the_filers_word_goes_before_the_rule_and_a_tagged_year_before_both() -> None:
    words = 'the year ended January 30, 2010 ("fiscal 2010")'
    assert fiscal_year_of("", END, words) == 2010
    assert year_of_period(END) == 2009
    tagged = '<ix:nonNumeric name="dei:DocumentFiscalYearFocus">2009</ix:nonNumeric>'
    assert fiscal_year_of(tagged, END, words) == 2009
