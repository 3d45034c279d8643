"""Formats of dates: a text to ``2024-09-28``, ``2024-09`` or ``--09-28`` (dates of XML Schema)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from docai.xbrl.formats.errors import DoesNotFit
from docai.xbrl.formats.months import month_named

_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+(?:[\u0900-\u097f\u0300-\u036f]+[^\W\d_]*)*")
_ERA = re.compile(r"(明治|大正|昭和|平成|令和|[MTSHR明大昭平令])\.?(元|\d{1,2})")
_ERAS = {"明": 1867, "M": 1867, "大": 1911, "T": 1911, "昭": 1925, "S": 1925, "平": 1988, "H": 1988, "令": 2018, "R": 2018}  # fmt: skip
"""The year before the first of an era of Japan."""
_QUARTERS = ((3, 31), (6, 30), (9, 30), (12, 31))
_QUARTER_ENDS = re.compile(
    r"(?:the )?(?:(?:q(?P<q>[1-4])|(?P<ordinal>first|second|third|fourth|last|1st|2nd|3rd|4th)(?: quarter| qtr)?"
    r"(?: end(?:ed)?)?)(?:,? of|[,']|,?) ?(?P<year>\d{4})"
    r"|(?P<before>\d{4})[, ] ?(?:q(?P<after>[1-4])|(?P<last>first|second|third|fourth|last|1st|2nd|3rd|4th)(?: quarter| qtr)?(?: end(?:ed)?)?))"
)
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 4}  # fmt: skip

_OLD_NAMES = {
    "dateslashus": "month-day-year", "datedotus": "month-day-year", "dateslasheu": "day-month-year", "datedoteu": "day-month-year",
    "datelongus": "monthname-day-year-en", "dateshortus": "monthname-day-year-en",
    "datelonguk": "day-monthname-year-en", "dateshortuk": "day-monthname-year-en",
    "dateslashdaymontheu": "day-month", "dateslashmonthdayus": "month-day",
    "datelongdaymonthuk": "day-monthname-en", "dateshortdaymonthuk": "day-monthname-en",
    "datelongmonthdayus": "monthname-day-en", "dateshortmonthdayus": "monthname-day-en",
    "datelongmonthyear": "monthname-year-en", "dateshortmonthyear": "monthname-year-en",
    "datelongyearmonth": "year-monthname-en", "dateshortyearmonth": "year-monthname-en",
    "datedaymonth": "day-month", "datedaymonthyear": "day-month-year", "datemonthday": "month-day", "datemonthdayyear": "month-day-year",
    "datemonthyear": "month-year", "dateyearmonthday": "year-month-day",
    "datedaymonthen": "day-monthname-en", "datedaymonthyearen": "day-monthname-year-en", "datemonthdayen": "monthname-day-en",
    "datemonthdayyearen": "monthname-day-year-en", "datemonthyearen": "monthname-year-en", "dateyearmonthen": "year-monthname-en",
    "datedaymonthdk": "day-monthname-da", "datedaymonthyeardk": "day-monthname-year-da", "datemonthyeardk": "monthname-year-da",
    "datedaymonthyearin": "day-monthname-year-hi", "datemonthyearin": "monthname-year-hi",
    "dateyearmonthdaycjk": "year-month-day", "dateyearmonthcjk": "year-month",
    "dateerayearmonthdayjp": "jpn-era-year-month-day", "dateerayearmonthjp": "jpn-era-year-month",
    "calindaymonthyear": "ind-day-monthname-year-hi",
}  # fmt: skip
"""Names up to 2015 by those since 2020."""
_PARTS = frozenset({"day", "month", "monthname", "monthroman", "year"})


def date_format(name: str) -> Callable[[str], str] | None:
    """Return what reads a text by the format called ``name``, None where it is no format of dates."""
    said = _OLD_NAMES.get(name) or (name[5:] if name.startswith("date-") else "")
    words = said.split("-")
    indian, japanese = words[0] == "ind", words[:2] == ["jpn", "era"]
    words = words[2:] if japanese else words[1:] if indian else words
    parts = tuple(word for word in words if word in _PARTS)
    others = [word for word in words if word not in _PARTS]
    if len(parts) < 2 or len(others) > 1:
        return None
    language = "ind" if indian else others[0] if others else ""
    return lambda text: _read(text, parts, language, japanese)


def _read(text: str, parts: tuple[str, ...], language: str, japanese: bool) -> str:
    if len(text) > 200:
        raise DoesNotFit(text[:200])
    found: dict[str, int] = {}
    if japanese:
        era = _ERA.search(text)
        if era is None:
            raise DoesNotFit(text)
        found["year"] = _ERAS[era[1][0]] + (1 if era[2] == "元" else int(era[2]))
        text = text[era.end() :]
        parts = tuple(part for part in parts if part != "year")
    numbers = [int(one) for one in _NUMBER.findall(text)]
    widths = [len(one) for one in _NUMBER.findall(text)]
    for part in parts:
        if part == "monthname" or part == "monthroman":
            found["month"] = _named_month(text, "roman" if part == "monthroman" else language)
        elif part == "month" and not numbers and language == "ind":
            found["month"] = _named_month(text, language)
        elif not numbers:
            raise DoesNotFit(text)
        else:
            number, width = numbers.pop(0), widths.pop(0)
            if width > 4 or (part != "year" and width > 2):
                raise DoesNotFit(text)
            found[part] = number + 2000 if part == "year" and width <= 2 else number
    if numbers:
        raise DoesNotFit(text)
    if language == "ind":
        return _of_india(text, found)
    return _spelled(text, found.get("year"), found["month"], found.get("day"))


def _named_month(text: str, language: str) -> int:
    for word in _WORD.findall(text):
        try:
            return month_named(word, language)
        except DoesNotFit:
            continue
    raise DoesNotFit(text)


def _spelled(text: str, year: int | None, month: int, day: int | None) -> str:
    try:
        # 2000 was a leap year: --02-29 is a day
        whole = date(2000 if year is None else year, month, 1 if day is None else day)
    except ValueError as error:
        raise DoesNotFit(text) from error
    if year is None:
        return f"--{whole:%m-%d}"
    return f"{year:04}-{month:02}" if day is None else whole.isoformat()


def _of_india(text: str, found: dict[str, int]) -> str:
    """A date of India's national calendar (Saka): its year begins on 22 March, in leap years on 21 March."""
    year, month, day = found.get("year", 0) + 78, found["month"], found.get("day", 1)
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    lengths = [31 if leap else 30, 31, 31, 31, 31, 31, *[30] * 6]
    if not 1 <= month <= 12 or not 1 <= day <= lengths[month - 1] or not 1 <= year <= 9000:
        raise DoesNotFit(text)
    begins = date(year, 3, 21 if leap else 22)
    whole = begins + timedelta(days=sum(lengths[: month - 1]) + day - 1)
    return whole.isoformat() if "day" in found else f"{whole:%Y-%m}"


def quarter_end(text: str) -> str:
    """``Q3 1999`` and ``The last quarter, 1999`` to the last day of the quarter. Raises DoesNotFit."""
    found = _QUARTER_ENDS.fullmatch(text.lower())
    if found is None:
        raise DoesNotFit(text[:200])
    said = found["q"] or found["after"]
    quarter = int(said) if said else _ORDINALS[found["ordinal"] or found["last"]]
    month, day = _QUARTERS[quarter - 1]
    return f"{found['year'] or found['before']}-{month:02}-{day}"
