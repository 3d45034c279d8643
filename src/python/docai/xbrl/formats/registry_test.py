"""What each format makes of a text."""

from __future__ import annotations

import pytest

from docai.xbrl.formats.errors import DoesNotFit
from docai.xbrl.formats.registry import transformed

_SEC = "http://www.sec.gov/inlineXBRL/transformation/2015-08-31"
_XBRL = "http://www.xbrl.org/inlineXBRL/transformation/"

READ = [
    ("2010-04-20", "numcommadot", "1,234.50", "1234.50"),
    ("2010-04-20", "numspacecomma", "1 234,5", "1234.5"),
    ("2010-04-20", "numdash", "—", "0"),
    ("2010-04-20", "dateslashus", "9/28/2024", "2024-09-28"),
    ("2010-04-20", "dateslasheu", "28/9/24", "2024-09-28"),
    ("2010-04-20", "datelongus", "September 28, 2024", "2024-09-28"),
    ("2010-04-20", "dateshortuk", "28 Sep. 2024", "2024-09-28"),
    ("2011-07-31", "datemonthdayen", "September\xa028", "--09-28"),
    ("2011-07-31", "datemonthdayen", "February 29", "--02-29"),
    ("2011-07-31", "numunitdecimal", "1,234 dollars 5 cents", "1234.05"),
    ("2011-07-31", "dateerayearmonthdayjp", "令和元年5月1日", "2019-05-01"),
    ("2011-07-31", "dateyearmonthdaycjk", "2024年9月28日", "2024-09-28"),
    ("2011-07-31", "nocontent", "anything", ""),
    ("2015-02-26", "numdotdecimal", "1\xa0234.5", "1234.5"),
    ("2015-02-26", "numcommadecimal", "1.234,5", "1234.5"),
    ("2015-02-26", "zerodash", "-", "0"),
    ("2015-02-26", "datemonthdayyearen", "September 28th, 2024", "2024-09-28"),
    ("2015-02-26", "datedaymonthyeardk", "28. september 2024", "2024-09-28"),
    ("2015-02-26", "calindaymonthyear", "11 चैत्र 1946", "2024-03-31"),
    ("2015-02-26", "booleantrue", "ja", "true"),
    ("2020-02-12", "num-dot-decimal", "12", "12"),
    ("2020-02-12", "fixed-zero", "no amount", "0"),
    ("2020-02-12", "fixed-false", "☐", "false"),
    ("2020-02-12", "date-month-day", "09/28", "--09-28"),
    ("2020-02-12", "date-monthname-day-year-en", "Sept. 28, 2024", "2024-09-28"),
    ("2020-02-12", "date-day-monthname-year-de", "28. März 2024", "2024-03-28"),
    ("2020-02-12", "date-day-monthname-year-fr", "1 août 2024", "2024-08-01"),
    ("2020-02-12", "date-day-monthname-year-cs", "1. července 2024", "2024-07-01"),
    ("2020-02-12", "date-monthname-year-en", "September 2024", "2024-09"),
    ("2020-02-12", "date-year-month-day", "2024-09-28", "2024-09-28"),
    ("2022-02-16", "num-dot-decimal-apos", "1’234.5", "1234.5"),
    ("2022-02-16", "date-day-monthroman-year-pl", "28 IX 2024", "2024-09-28"),
]
REFUSED = [
    ("2015-02-26", "numdotdecimal", "n/a"),
    ("2015-02-26", "numdotdecimal", ""),
    ("2015-02-26", "numdotdecimal", "1.2.3"),
    ("2015-02-26", "datemonthdayyearen", "Smarch 28, 2024"),
    ("2015-02-26", "datemonthdayyearen", "February 30, 2024"),
    ("2015-02-26", "datemonthdayyearen", "September 28"),
    ("2020-02-12", "date-month-day-year", "13/01/2024"),
    ("2020-02-12", "no-such-format", "1"),
    ("2010-04-20", "numdash", "5"),
]
SEC = [
    ("duryear", "4.3", "P4Y3M18D"),
    ("duryear", "0.8", "P0Y9M18D"),
    ("duryear", "1.46", "P1Y5M15D"),
    ("durmonth", "7.3", "P7M9D"),
    ("durweek", "52", "P364D"),
    ("durday", " 7.5 ", "P7DT12H"),
    ("durhour", "-7", "-PT7H"),
    ("durwordsen", "three\u2011year", "P3Y"),
    ("durwordsen", "two years, six months and four days", "P2Y6M4D"),
    ("numwordsen", "none", "0"),
    ("numwordsen", "eighteen million three hundred thousand and fifty\u2014one", "18300051"),
    ("numwordsen", "one hundred five", "105"),
    ("boolballotbox", "☒", "true"),
    ("boolballotbox", "☐", "false"),
    ("boolballotbox", "☑", "true"),
    ("yesnoballotbox", "☒", "Yes"),
    ("countrynameen", "The Kingdom of Denmark", "DK"),
    ("countrynameen", "Curaçao", "CW"),
    ("edgarprovcountryen", "Ontario", "A6"),
    ("edgarprovcountryen", "United\xa0Kingdom", "X0"),
    ("stateprovnameen", "new york", "NY"),
    ("stateprovnameen", "State of Delaware", "DE"),
    ("exchnameen", "The Nasdaq Stock Market LLC", "NASDAQ"),
    ("entityfilercategoryen", "large accelerated filer", "Large Accelerated Filer"),
    ("entityfilercategoryen", "Non-accelerated filer", "Non-accelerated Filer"),
    ("datequarterend", "The last quarter, 1999", "1999-12-31"),
    ("datequarterend", "Q3 1999", "1999-09-30"),
    ("numinf", "∞", "INF"),
]
SEC_REFUSED = [
    ("duryear", "seven"),
    ("durday", "7.5\xa0"),
    ("durwordsen", "about four days"),
    ("durwordsen", "four days and two years"),
    ("numwordsen", "fiftyone"),
    ("numwordsen", "one hundred and"),
    ("numwordsen", "one two"),
    ("numwordsen", "zero hundred"),
    ("numwordsen", "zero\xa0"),
    ("boolballotbox", "x"),
    ("countrynameen", "Atlantis"),
    ("countrynameen", "\xa0France"),
    ("stateprovnameen", "Greenland"),
    ("exchnameen", "A Street Corner"),
    ("datequarterend", "33rd quarter, 1999"),
]


@pytest.mark.parametrize(("year", "name", "text", "value"), READ)
def test_a_format_of_a_registry_reads_its_text(year: str, name: str, text: str, value: str) -> None:
    assert transformed(_XBRL + year, name, text) == value


@pytest.mark.parametrize(("year", "name", "text"), REFUSED)
def test_a_format_refuses_what_it_does_not_know(year: str, name: str, text: str) -> None:
    with pytest.raises(DoesNotFit):
        transformed(_XBRL + year, name, text)


@pytest.mark.parametrize(("name", "text", "value"), SEC)
def test_a_format_of_the_sec_reads_its_text(name: str, text: str, value: str) -> None:
    assert transformed(_SEC, name, text) == value


@pytest.mark.parametrize(("name", "text"), SEC_REFUSED)
def test_a_format_of_the_sec_refuses_what_it_does_not_know(name: str, text: str) -> None:
    with pytest.raises(DoesNotFit):
        transformed(_SEC, name, text)


def test_a_registry_that_nobody_knows_has_no_formats() -> None:
    with pytest.raises(DoesNotFit):
        transformed("http://example.com/formats", "numdotdecimal", "1")
