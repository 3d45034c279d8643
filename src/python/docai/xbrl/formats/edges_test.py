"""Formats of facts at the edge of each rule."""

from __future__ import annotations

import pytest

from docai.xbrl.formats.errors import DoesNotFit
from docai.xbrl.formats.registry import format_named, transformed

SEC = "http://www.sec.gov/inlineXBRL/transformation/2015-08-31"
XBRL = "http://www.xbrl.org/inlineXBRL/transformation/2020-02-12"


def _read(registry: str, name: str, text: str) -> str | None:
    """Return what a text means, None where it does not fit the format."""
    try:
        return transformed(registry, name, text)
    except DoesNotFit:
        return None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        *((f"{said} 1999", f"1999-{end}") for said, end in {"Q1": "03-31", "Q2": "06-30", "first": "03-31", "second quarter": "06-30", "third qtr": "09-30", "fourth": "12-31", "last": "12-31", "1st": "03-31", "2nd": "06-30", "3rd": "09-30", "4th": "12-31", "the first quarter ended": "03-31", "the first quarter end": "03-31", "first quarter of": "03-31", "first quarter, of": "03-31", "q1'": "03-31", "q1,": "03-31"}.items()),
        *((f"1999 {said}", f"1999-{end}") for said, end in {"Q3": "09-30", "first": "03-31", "second": "06-30", "third": "09-30", "fourth": "12-31", "last qtr": "12-31", "1st": "03-31", "2nd": "06-30", "3rd quarter": "09-30", "4th quarter ended": "12-31", "4th quarter end": "12-31"}.items()),
        ("1999,Q4", "1999-12-31"), ("Q5 1999", None), ("1999", None), ("\xa0Q1 1999", None), ("Q1\xa01999", "1999-03-31"),
    ],
)  # fmt: skip
def test_the_end_of_a_quarter(text: str, meant: str | None) -> None:
    assert _read(SEC, "datequarterend", text) == meant


@pytest.mark.parametrize(
    ("name", "text", "meant"),
    [
        # eras of Japan, by name and by letter
        *(("dateerayearmonthdayjp", f"{era}2年5月1日", f"{year}-05-01") for era, year in {"明治": 1869, "大正": 1913, "昭和": 1927, "平成": 1990, "令和": 2020, "明": 1869, "M": 1869, "T.": 1913, "S": 1927, "H": 1990, "R": 2020}.items()), ("dateerayearmonthdayjp", "2019年5月1日", None),
        # India's calendar: its year 1946 began in 2024, a leap year; 1922 in 2000, 2022 in 2100; its month 1 has 31 days then
        ("calindaymonthyear", "1 चैत्र 1946", "2024-03-21"), ("calindaymonthyear", "31 चैत्र 1946", "2024-04-20"), ("calindaymonthyear", "1 चैत्र 1945", "2023-03-22"), ("calindaymonthyear", "31 चैत्र 1945", None), ("calindaymonthyear", "0 चैत्र 1946", None), ("calindaymonthyear", "1 चैत्र 1922", "2000-03-21"), ("calindaymonthyear", "1 चैत्र 2022", "2100-03-22"), ("calindaymonthyear", "32 चैत्र 1946", None), ("calindaymonthyear", "1 चैत्र 8922", "9000-03-22"), ("calindaymonthyear", "1 चैत्र 8923", None),
        ("date-ind-day-month-year", "1 13 1946", None), ("date-ind-day-month-year", "1 0 1946", None), ("date-ind-day-month-year", "1 1 1946", "2024-03-21"), ("date-ind-day-monthname-year-hi", "1 चैत्र 1946", "2024-03-21"),
        # a day has two digits, a year four; of two digits it is one of this century; nothing is left over
        ("date-day-month-year", "001/2/2024", None), ("date-day-month-year", "1/2/20245", None), ("date-day-month-year", "1/2/2024", "2024-02-01"), ("date-day-month-year", "1/2/99", "2099-02-01"), ("date-day-month-year", "1/2/2024 3", None), ("date-day-month-year", "1/2", None), ("date-day-month-year", "1/May/2024", None),
        ("date-day-month-year", "1/2/2024".ljust(200), "2024-02-01"), ("date-day-month-year", "1/2/2024".ljust(201), None),
        # a format has two parts at least, and one language at most
        ("date-day", "1", None), ("date-day-month-en-fr", "1/2", None), ("date-day-month", "1/2", "--02-01"),
    ],
)  # fmt: skip
def test_dates(name: str, text: str, meant: str | None) -> None:
    assert _read(XBRL, name, text) == meant


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("no", "0"), ("None", "0"), ("nil", "0"), ("zero", "0"), ("a hundred", "100"), ("a", "1"), ("one a hundred", None), ("twenty a", None), ("zero one", None), ("one zero", None), ("twenty-nine", "29"), ("twenty ten", None), ("twenty zero", None), ("one two", None), ("ten one", None), ("eleven one", None), ("one twenty", None), ("ten twenty", None), ("twenty thirty", None), ("twenty eleven", None),
        ("hundred", None), ("ninety-nine hundred", "9900"), ("one hundred hundred", None), ("one hundred and one", "101"), ("one hundred one hundred", None), ("and one", None), ("one and one", None), ("one hundred and", None), ("thousand", None), ("one thousand thousand", None), ("two thousand one million", None), ("one thousand two thousand", None), ("one million one thousand one", "1001001"), ("one thousand and one", "1001"), ("one trillion", "1000000000000"), ("wool", None), ("", None), ("\xa0one", None), ("one\xa0hundred", "100"),
        ("one" + " " * 394 + "hundred", None), ("one" + " " * 390 + "hundred", "100"), ("one" + " " * 391 + "hundred", None),
    ],
)  # fmt: skip
def test_numbers_in_words(text: str, number: str | None) -> None:
    assert _read(SEC, "numwordsen", text) == number


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("two weeks", "P14D"), ("a week and one day", "P8D"), ("1 year", "P1Y"), ("no years, 3 months", "P0Y3M"), ("3 months, 2 years", None), ("two years two years", None), ("years", None), ("two", None), ("two years and", "P2Y"), ("two years and a", None), ("two years, three weeks", "P2Y21D"), ("years' two", None), ("2 years\xa0", None), ("2\xa0years", "P2Y"), ("", None), ("one hundred and one days", "P101D"),
        ("2 years".ljust(400), "P2Y"), ("2 years".ljust(401), None),
    ],
)  # fmt: skip
def test_lengths_of_time_in_words(text: str, length: str | None) -> None:
    assert _read(SEC, "durwordsen", text) == length


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        *(("countrynameen", f"{form} of Mexico", "MX") for form in ("Republic", "Kingdom", "State", "Principality", "Commonwealth", "Union", "Province", "Territory", "the Republic")), ("countrynameen", "Mexico", "MX"), ("countrynameen", "The Mexico", "MX"), ("countrynameen", "League of Mexico", None), ("countrynameen", "The Democratic Republic of the Congo", None), ("countrynameen", "Ruritania", None),
        ("stateprovnameen", "Republic of Texas", "TX"), ("stateprovnameen", "Texas", "TX"), ("stateprovnameen", "\xa0Texas", None), ("stateprovnameen", "Texas".ljust(300), "TX"), ("stateprovnameen", "New" + " " * 193 + "York", "NY"), ("stateprovnameen", "New" + " " * 194 + "York", None),
        ("boolballotbox", "☐", "false"), ("boolballotbox", " ☑ ", "true"), ("boolballotbox", "☒", "true"), ("boolballotbox", "x", None), ("yesnoballotbox", "☐", "No"),
    ],
)  # fmt: skip
def test_names(name: str, text: str, code: str | None) -> None:
    assert _read(SEC, name, text) == code


def test_digits_of_other_scripts_are_read() -> None:
    assert _read(XBRL, "num-dot-decimal", "१,२३४.५") == "1234.5"


def test_names_of_formats_are_short() -> None:
    for registry, name in ((XBRL.ljust(200, "x"), "fixed-zero"), (XBRL, "date-day-month-".ljust(100, "x"))):  # fmt: skip
        with pytest.raises(DoesNotFit, match="no format"):
            format_named(registry, name)
    assert format_named(XBRL.ljust(199, "x"), "fixed-zero")("") == "0"
    assert format_named(XBRL, "date-day-month-".ljust(99, "x"))("1/2") == "--02-01"
