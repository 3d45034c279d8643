"""The period that a filing is about, and the fiscal year that its filer counts it to."""

from __future__ import annotations

import re
from datetime import date, datetime

from docai.document.marks import MARKS
from docai.filing.header import SubmissionHeader
from docai.tenk.said_year import said_year

_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_MONTH = rf"(?:{_MONTHS}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?"
_DATE = (
    rf"(?:{_MONTH}\s*\d{{1,2}}(?:st|nd|rd|th)?\s*,?\s*(?:[1l]9|20)\d\d"
    rf"|\d{{1,2}}[\s-](?:of\s)?{_MONTH}[\s,-]*(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)"
)
"""A date as covers have it: "Dec. 31st, 1997", "31 December 1997", "1997-12-31"; a 1 may be typed as the letter l."""
_COVER_PERIOD = re.compile(
    rf"\b(?:year|period|weeks)\s*+(?:end(?:ed|ing)|to)\s*+:?\s*+_*+\s*+(?:commission\sfile(?:\s(?:number|no\.?))?\s)?(?:(?:sun|mon|tues|wednes|thurs|fri|satur)day,?\s)?(?P<end>{_DATE})"
    rf"|\bperiod\s*+from\s(?:[a-z ]{{0,30}}\(?)?{_DATE}\)?\s*+(?:to|through)\s*+(?P<until>{_DATE})"
)
_NUMERIC_PERIOD = re.compile(r"year\s++end(?:ed)?\s*+:?\s*+(\d{1,2})/(\d{1,2})/((?:19|20)?\d\d)\b")
_FIRST_LETTERS = "janfebmaraprmayjunjulaugsepoctnovdec"
_MONTH_NAMED = re.compile("jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec")
_NUMBER = re.compile(r"\d+")
_TYPED_ONE = re.compile(r"l(?=9\d\d)")
_COVER = 15_000
_AS_BLANKS = str.maketrans(MARKS, " " * len(MARKS))
"""Covers stand in tables too: "For the fiscal year ended" in one cell, the date in the next."""
_FACT = '"dei:{}"'
_OPENS, _CLOSES = "<ix:nonNumeric", "</ix:nonNumeric>"
_TAG = re.compile(r"<[^>]*>")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LATE = (2, 15)
"""A year that ends before this day (month, day) is counted to the calendar year before."""

FISCAL_YEARS = range(1980, 2101)
"""Filings are of these years: EDGAR began in 1993, with reports of some years before."""


def period_of(header: SubmissionHeader | None, source: str, raw: str) -> date | None:
    """Return the day on which the period ends: by the header, the inline XBRL cover or the words of the cover.

    ``source`` is the document's source where it has inline XBRL, else "".
    """
    if header and header.period:
        return header.period
    fact = _fact(source, "DocumentPeriodEndDate")
    if fact and (day := _spelled(fact)):
        return day
    cover = " ".join(raw[:_COVER].translate(_AS_BLANKS).lower().split())
    match = _COVER_PERIOD.search(cover)
    if match:
        return _written(match["end"] or match["until"])
    numeric = _NUMERIC_PERIOD.search(cover)
    if numeric:
        month, day_of, year = (int(number) for number in numeric.groups())
        return _day(year if year > 99 else year + (1900 if year > 90 else 2000), month, day_of)
    return None


def fiscal_year_of(source: str, period: date | None, raw: str = "") -> int | None:
    """Return the fiscal year: dei:DocumentFiscalYearFocus, else as the report in ``raw`` names it, else by its end alone.

    A year outside FISCAL_YEARS, as of a period that is mistyped, is none.
    """
    focus = _fact(source, "DocumentFiscalYearFocus")
    if focus and (match := _YEAR.search(focus)) and int(match[0]) in FISCAL_YEARS:
        return int(match[0])
    if period is None:
        return None
    said = said_year(raw, period) if raw else None
    return year_of_period(period) if said is None else said


def year_of_period(period: date) -> int | None:
    """Return the fiscal year by the last day of its period alone: that day's year, minus one if it is early in it.

    None outside FISCAL_YEARS.
    """
    year = period.year - ((period.month, period.day) < _LATE)
    return year if year in FISCAL_YEARS else None


def _fact(source: str, concept: str) -> str:
    """Return the words of the first inline XBRL fact of that concept of the dei taxonomy; "" if there is none."""
    at = source.find(_FACT.format(concept))
    if at < 0:
        return ""
    start = source.find(">", at) + 1
    end = source.find(_CLOSES, start, start + 4000)
    while end > 0 and source.count(_OPENS, start, end) > source.count(_CLOSES, start, end):
        # a fact within this one, as the day of the year in the date
        end = source.find(_CLOSES, end + len(_CLOSES), start + 4000)
    return (
        " ".join(_TAG.sub("", source[start:end]).replace("&#160;", " ").split())
        if start and end > 0
        else ""
    )


def _spelled(text: str) -> date | None:
    text = text.replace(",", " ").replace(".", " ")
    text = " ".join(text.split())
    for form in ("%B %d %Y", "%b %d %Y", "%Y-%m-%d", "%d %B %Y", "%m/%d/%Y"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


def _written(words: str) -> date | None:
    """Return the day that ``words`` in lower case say, which ``_DATE`` matches; None where no month has it."""
    numbers = [int(number) for number in _NUMBER.findall(_TYPED_ONE.sub("1", words))]
    month = _MONTH_NAMED.search(words)
    if month is None:
        return _day(*numbers)
    day, year = numbers
    return _day(year, _FIRST_LETTERS.index(month[0]) // 3 + 1, day)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
