"""The figure in a cell: its number, its sign, what stands beside it."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

DASH = r"[-\u2010-\u2015\u2212\u2500\u0096\u0097]"
_NOTE = r"(?:\s*+(?:\((?:[0-9]{1,2}|[a-zA-Z]{1,2}|\*{1,3})\)|\[[0-9a-zA-Z]{1,2}\]|[*†‡§¹²³]|(?<=\s)[a-z]))*"
"""Marks of footnotes behind a figure."""
_CURRENCY = r"(?:US\$|U\.S\.\$|C\$|A\$|NT\$|HK\$|R\$|RMB|EUR|USD|[$€£¥])"
_WORD = r"(?P<word>hundred|thousand|million|billion|trillion|[kK]|[mM]{1,2}|[bB]n?)\b"
FIGURE = re.compile(
    rf"(?P<open>\(\s*+)?(?P<minus>{DASH}\s*+)?(?P<currency>{_CURRENCY})?\s*+(?P<open2>\(\s*+)?(?P<minus2>{DASH}\s*+)?(?:{_CURRENCY}\s*+)?(?P<open3>\(\s*+)?"
    r"(?P<digits>[0-9]{1,3}(?:\s?,\s?[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
    r"(?:[\s-]{1,2}(?P<above>[0-9]{1,2})/(?P<below>[0-9]{1,2})|(?P<half>[¼½¾]))?"
    r"\s*+(?P<percent>%|(?:percent|per cent|pct\.?)\b)?\s*+(?P<close>\)+)?\s*+(?P<percent2>%)?\s*+(?P<close2>\)+)?"
    rf"(?:\s*{_WORD})?"
    r"(?P<rest>\s*(?:bps?|p?pts\.?|pp|years?|yrs?\.?|months?|mos\.?|days?|weeks?|shares?|x|times|cents|¢|MW|acres))?"
    rf"(?P<note>{_NOTE})[.,;]?",
)
"""A single figure, whatever stands around it."""
_NIL = re.compile(
    rf"(?:{_CURRENCY}\s*+)?\(?\s*+(?:{DASH}{{1,4}}|{DASH}\s?0\s?{DASH})\s*+\)?\s*+%?\s*+\)?{_NOTE}"
)
"""Dashes in place of a figure: nothing, zero."""
YEAR = re.compile(
    r"(?:\([0-9a-z]\)\s?){0,3}(?:FY|fy|Fiscal |FISCAL |fiscal )?['’]?(?:19|20)[0-9]{2}[AE]?" + _NOTE
)
RANGE = re.compile(
    rf"[($]*\s?[0-9.,]+\s?%?\s?\)?\s?(?:{DASH}|to|/)\s?[($]*\s?[0-9.,]+\s?%?\s?\)?(?:\s?(?:years?|months?|x))?{_NOTE}|[<>≤≥]\s?\$?[0-9.,]+\s?%?"
)
"""Two figures in one cell, or a bound: none of them is the cell's number."""
_HALVES = {"¼": Decimal("0.25"), "½": Decimal("0.5"), "¾": Decimal("0.75")}
_WORDS = {
    "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "k": 10**3, "m": 10**6, "mm": 10**6, "b": 10**9, "bn": 10**9,
}  # fmt: skip
_POINTS = {
    "bp": Decimal("0.0001"), "bps": Decimal("0.0001"), "pts": Decimal("0.01"), "ppts": Decimal("0.01"), "pp": Decimal("0.01"),
}  # fmt: skip
MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
"""Alternatives of a pattern that ignores case."""
LONGEST = 60
"""Characters of a figure with all that stands beside it."""
_MOST_DIGITS = 24
_DIGITS_OF_YEAR = 4
_ZERO = Decimal(0)
ONE = Decimal(1)
"""The factor of a figure that has none."""


class Figure(NamedTuple):
    """A figure in a table.

    - ``number``: as shown. ``factor``: what words beside it ("million") multiply it by
    - ``currency``: its sign, or ""
    - ``sure``: it cannot be the number of a page, a year or an entry of a list
    - ``year``: it may be a year
    - ``nil``: dashes stand in its place
    - ``of``: what it counts, where that is said ("years")
    """

    number: Decimal
    factor: Decimal = ONE
    percent: bool = False
    currency: str = ""
    sure: bool = True
    year: bool = False
    nil: bool = False
    of: str = ""


@lru_cache(maxsize=16384)
def figure_of(words: str) -> Figure | None:
    """Return the figure that the words of a cell are, None where they are none, or more than one."""
    if len(words) > LONGEST:
        return None
    plain = _plain(words)
    if plain is not None:
        return plain
    if words[:1] in _LETTERS and words[:1] not in "UCANHRE":
        return None
    if _NIL.fullmatch(words):
        currency = "$" if "$" in words else ""
        return Figure(_ZERO, percent="%" in words, currency=currency, sure=False, nil=True)
    match = FIGURE.fullmatch(words)
    if match is None:
        return None
    (opened, minus, currency, opened2, minus2, opened3, digits, above, below, half,
     percent, close, percent2, close2, word, rest, _) = match.groups()  # fmt: skip
    if words == f"{digits}," and len(digits) < _DIGITS_OF_YEAR:
        return None  # a day, whose month stands above: "31,"
    if len(digits) > _MOST_DIGITS or (digits[0] == "0" and digits.isdigit() and len(digits) > 1):
        return None  # a code: zip, file number
    opens = opened or opened2 or opened3
    closes = close or close2
    if closes and not opens and not (percent or percent2):
        return None
    bare = digits.replace(",", "").replace(" ", "") if "," in digits else digits
    number = Decimal(bare)
    if above:
        if below == "0":
            return None
        number += Decimal(above) / Decimal(below)
    elif half:
        number += _HALVES[half]
    negative = bool(opens or minus or minus2)
    if negative:
        number = -number
    is_percent = percent is not None or percent2 is not None
    year = (
        len(digits) == 4
        and digits[:2] in ("19", "20")
        and digits.isdigit()
        and not (negative or currency or is_percent)
    )
    return Figure(
        number,
        _factor(word, rest),
        is_percent,
        currency or "",
        sure=bool(
            currency
            or is_percent
            or closes
            or minus
            or "," in digits
            or "." in bare
            or above
            or half
        ),
        year=year,
        of=(rest or "").strip(),
    )


def _factor(word: str | None, rest: str | None) -> Decimal:
    """Return what words beside a figure multiply it by: "million", "bps", "pts"."""
    if word:
        return Decimal(_WORDS[word.lower()])
    return _POINTS.get(rest.strip().rstrip(".").lower(), ONE) if rest else ONE


_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _plain(words: str) -> Figure | None:
    """Return the figure of words that are spelled as most are: 1,234 or (1,234) or $1,234 or 12.5%; None for others."""
    digits = words
    currency = ""
    if digits[:1] == "$":
        currency, digits = "$", digits[1:]
    negative = digits[:1] == "("
    if negative:
        if digits[-1:] != ")":
            return None
        digits = digits[1:-1]
    percent = digits[-1:] == "%"
    if percent:
        digits = digits[:-1]
    if not digits.isascii():
        return None
    comma = "," in digits
    bare = digits.replace(",", "") if comma else digits
    whole = bare.isdigit()
    if not whole and not bare.replace(".", "", 1).isdigit():
        return None
    if (
        len(bare) > _MOST_DIGITS
        or (comma and not _GROUPED.fullmatch(digits))
        or (whole and bare[0] == "0" and len(bare) > 1)
    ):
        return None
    number = Decimal(bare)
    return Figure(
        -number if negative else number,
        percent=percent,
        currency=currency,
        sure=bool(currency or percent or negative or not whole or comma),
        year=len(digits) == 4
        and whole
        and digits[:2] in ("19", "20")
        and not (negative or currency or percent),
    )


_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
