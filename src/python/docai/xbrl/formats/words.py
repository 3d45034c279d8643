"""Numbers and lengths of time in English words, and lengths of time in digits: formats of the SEC."""

from __future__ import annotations

import re
from decimal import ROUND_DOWN, Decimal

from docai.xbrl.formats.errors import DoesNotFit

_DASHES = re.compile(
    "[-\u00ad\u058a\u05be\u2010-\u2015\u2212\ufe58\ufe63\uff0d]"  # the hyphens and dashes of Unicode that English text has
)
_ONES = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    word: 10 * number
    for number, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2
    )
}
_LARGE = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_NONE = frozenset({"no", "none", "nil"})
_LONGEST = 400
_DURATION = re.compile(r"(?P<sign>-?)(?P<digits>\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})")
_UNITS = {"year": "Y", "month": "M", "week": "W", "day": "D"}
_UNIT = re.compile(r"(year|month|week|day)s?'?")


def number_in_words(text: str) -> str:
    """``eighteen million three hundred thousand and fifty-one`` to ``18300051``; ``no`` is 0. Raises DoesNotFit."""
    plain = text.strip(" \t\r\n")
    if len(plain) > _LONGEST or plain != plain.strip("\xa0"):
        raise DoesNotFit(text[:_LONGEST])
    plain = _DASHES.sub("-", plain).lower().replace("\xa0", " ")
    return "0" if plain in _NONE else str(_number(plain))


def _number(text: str) -> int:
    words = text.replace(",", " ").replace("-", " ").split()
    if not words:
        raise DoesNotFit(text)
    total = group = 0
    last = "start"
    scale = 10**15
    for word in words:
        if word == "and":
            if last not in ("large", "hundred"):
                raise DoesNotFit(text)
            last = "and"
        elif word == "a" and last == "start":
            group, last = 1, "one"
        elif word in _ONES:
            if last in ("one", "teen") or (word == "zero" and len(words) > 1):
                raise DoesNotFit(text)
            if last == "ten" and not 1 <= _ONES[word] <= 9:
                raise DoesNotFit(text)
            group, last = group + _ONES[word], "one" if _ONES[word] < 10 else "teen"
        elif word in _TENS:
            if last in ("one", "teen", "ten"):
                raise DoesNotFit(text)
            group, last = group + _TENS[word], "ten"
        elif word == "hundred":
            if not 1 <= group <= 99 or last == "hundred":
                raise DoesNotFit(text)
            group, last = 100 * group, "hundred"
        elif word in _LARGE:
            if not group or _LARGE[word] >= scale:
                raise DoesNotFit(text)
            scale = _LARGE[word]
            total, group, last = total + group * scale, 0, "large"
        else:
            raise DoesNotFit(text)
    if last == "and":
        raise DoesNotFit(text)
    return total + group


def duration_in_words(text: str) -> str:
    """``twelve years, six months and four days`` to ``P12Y6M4D``. Raises DoesNotFit."""
    if len(text) > _LONGEST or text.strip(" ").endswith("\xa0"):
        raise DoesNotFit(text[:_LONGEST])
    words = _DASHES.sub(" ", text).lower().replace("\xa0", " ").replace(",", " ").split()
    found: dict[str, int] = {}
    number: list[str] = []
    for word in words:
        unit = _UNIT.fullmatch(word)
        if unit is None:
            if word != "and" or number:
                number.append(word)
            continue
        letter = _UNITS[unit[1]]
        if not number or letter in found or _later(found, letter):
            raise DoesNotFit(text)
        found[letter] = _amount(" ".join(number))
        number = []
    if number or not found:
        raise DoesNotFit(text)
    days = found.pop("W", None)
    if days is not None:
        found["D"] = found.get("D", 0) + 7 * days
    return "P" + "".join(f"{found[letter]}{letter}" for letter in "YMD" if letter in found)


def _later(found: dict[str, int], letter: str) -> bool:
    return any("YMWD".index(one) > "YMWD".index(letter) for one in found)


def _amount(text: str) -> int:
    if text.isascii() and text.isdigit():
        return int(text[:9])
    return 0 if text in _NONE else _number(text)


def years(text: str) -> str:
    """``4.3`` years to ``P4Y3M18D``. Raises DoesNotFit."""
    sign, amount = _digits(text)
    whole, rest = divmod(amount, 1)
    months, rest = divmod(rest * 12, 1)
    return sign + f"P{whole:f}Y" + _rest(months, _rounded(rest * 30))


def months(text: str) -> str:
    """``7.3`` months to ``P7M9D``. Raises DoesNotFit."""
    sign, amount = _digits(text)
    whole, rest = divmod(amount, 1)
    return sign + f"P{whole:f}M" + _rest(Decimal(0), _rounded(rest * 30))


def weeks(text: str) -> str:
    """``52`` weeks to ``P364D``. Raises DoesNotFit."""
    sign, amount = _digits(text)
    return sign + _days(amount * 7)


def days(text: str) -> str:
    """``7.5`` days to ``P7DT12H``. Raises DoesNotFit."""
    sign, amount = _digits(text)
    return sign + _days(amount)


def hours(text: str) -> str:
    """``7`` hours to ``PT7H``. Raises DoesNotFit."""
    sign, amount = _digits(text)
    whole, rest = divmod(amount, 1)
    minutes = _rounded(rest * 60)
    return sign + f"PT{whole:f}H" + (f"{minutes}M" if minutes else "")


def _digits(text: str) -> tuple[str, Decimal]:
    found = _DURATION.fullmatch(text.strip(" \t\r\n"))
    if found is None:
        raise DoesNotFit(text[:_LONGEST])
    return found["sign"], Decimal(found["digits"])


def _rounded(amount: Decimal) -> int:
    return int(amount.to_integral_value(ROUND_DOWN))


def _rest(months_: Decimal, days_: int) -> str:
    return (f"{months_:f}M" if months_ else "") + (f"{days_}D" if days_ else "")


def _days(amount: Decimal) -> str:
    whole, rest = divmod(amount, 1)
    hours_ = _rounded(rest * 24)
    return f"P{whole:f}D" + (f"T{hours_}H" if hours_ else "")
