"""The number that an inline fact shows, spelled as EDGAR spells it in the instance that it extracts."""

from __future__ import annotations

import re
from decimal import Context, Decimal, InvalidOperation
from functools import lru_cache

from docai.xbrl.formats.errors import DoesNotFit

_WIDE = Context(prec=600)
_LONGEST = 300
_LARGEST_SCALE = 100
_POWERS = {power: Decimal(10) ** power for power in range(-_LARGEST_SCALE, _LARGEST_SCALE + 1)}
_SCALE = re.compile(r"\s*([+-]?\d{1,3})\s*")


def spelled(digits: str, scale: str | None, negative: bool) -> str:
    """Return ``digits`` times ten to the power of ``scale``, with a minus where it is ``negative``.

    Zeros are kept (``7.00``; 5.0 at scale 6 is ``5000000.0``, 10.0 at scale -2 ``0.100``), but a whole number has no
    point where the digits had no ``.0`` (16.2 at scale 6 is ``16200000``). Raises DoesNotFit.
    """
    text = digits.strip()
    power = _power(scale)
    if (
        power >= 0
        and text.isascii()
        and text.isdigit()
        and len(text) < _LONGEST
        and (text[0] != "0" or text == "0")
    ):
        number = text if text == "0" else text + "0" * power
        return "-" + number if negative else number
    if text in ("INF", "-INF", "NaN"):
        return text
    if len(text) > _LONGEST:
        raise DoesNotFit("a number of more digits than any has")
    try:
        value = Decimal(text)
    except InvalidOperation as error:
        raise DoesNotFit(text) from error
    if not value.is_finite() or abs(value.adjusted()) > _LONGEST:
        raise DoesNotFit(text)
    value = _WIDE.multiply(value, _POWERS[power])
    if ".0" not in text and value == value.to_integral_value():
        value = value.quantize(Decimal(1), context=_WIDE)
    return (
        f"-{value:f}"
        if negative and not text.startswith("-")
        else f"{value.copy_abs() if negative else value:f}"
    )


@lru_cache(maxsize=1024)
def _power(scale: str | None) -> int:
    if scale is None or scale == "0":
        return 0
    found = _SCALE.fullmatch(scale)
    if found is None or abs(int(found[1])) > _LARGEST_SCALE:
        raise DoesNotFit(f"scale {scale[:40]!r}")
    return int(found[1])
