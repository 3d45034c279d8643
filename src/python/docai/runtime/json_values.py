"""Values out of a JSON file that anybody may have written: each is what it should be, or refused."""

from __future__ import annotations

import math
from datetime import datetime


def moment(text: str) -> datetime:
    """Return a time with its zone; raises ValueError, and TypeError for what is no text."""
    read = datetime.fromisoformat(text)
    if read.tzinfo is None:
        raise ValueError(f"{text!r} names no time zone")
    return read


def whole(value: object) -> int:
    """Return a whole number; raises TypeError."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{value!r} is no whole number")
    return value


def number(value: object) -> float:
    """Return a finite number; raises TypeError, ValueError, and OverflowError for one that no float can hold."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{value!r} is no number")
    read = float(value)
    if not math.isfinite(read):
        raise ValueError(f"{value!r} is no finite number")
    return read
