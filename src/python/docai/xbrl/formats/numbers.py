"""Formats of numbers: digits with marks of groups and decimals to the digits of XML Schema's decimal."""

from __future__ import annotations

import re

from docai.xbrl.formats.errors import DoesNotFit

_GROUP = re.compile(r"[\s'`´\u2018\u2019\u2032\u02b9]")
_DOT = re.compile(r"\d*(?:\.\d*)?")
_UNITS = re.compile(r"(?P<whole>\d[\d.,]*)[^\d.,]+(?:(?P<part>\d{1,2})[^\d]*)?")


def dot_decimal(text: str) -> str:
    """``1,234.5`` and ``1 234.5`` to ``1234.5``. Raises DoesNotFit."""
    digits = text.replace(",", "")
    if digits.isascii() and digits.isdigit():
        return digits
    return _checked(_GROUP.sub("", digits))


def comma_decimal(text: str) -> str:
    """``1.234,5`` and ``1 234,5`` to ``1234.5``. Raises DoesNotFit."""
    return _checked(_GROUP.sub("", text.replace(".", "")).replace(",", "."))


def unit_decimal(text: str) -> str:
    """``1,234 dollars 5 cents`` to ``1234.05``. Raises DoesNotFit."""
    found = _UNITS.fullmatch(_GROUP.sub("", text))
    if found is None:
        raise DoesNotFit(text)
    whole = found["whole"].replace(",", "").replace(".", "")
    return _checked(f"{whole}.{found['part'].zfill(2)}" if found["part"] else whole)


def _checked(digits: str) -> str:
    if not any(map(str.isdigit, digits)) or _DOT.fullmatch(digits) is None:
        raise DoesNotFit(digits)
    if digits.isascii():
        return digits
    # digits of other scripts
    return "".join("." if digit == "." else str(int(digit)) for digit in digits)
