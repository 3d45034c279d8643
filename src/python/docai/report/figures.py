"""Numbers as a person writes them."""

from __future__ import annotations

import math
from collections.abc import Collection
from datetime import UTC, datetime

_UNITS = ("kB", "MB", "GB", "TB")
_LONG = 100
"""From so many days on, hours say nothing."""


def count_text(number: float) -> str:
    """Return a number with thousands separators: ``1,389``; three significant digits when it is no whole one."""
    if not math.isfinite(number):
        return "unknown"
    return f"{number:,.0f}" if number == int(number) else f"{number:,.3g}"


def size_text(size: float) -> str:
    """Return ``size`` bytes in powers of 1,000: ``812 bytes``, ``6.8 MB``, ``41 GB``."""
    if not math.isfinite(size):
        return "unknown"
    if round(size) < 1000:
        return "1 byte" if round(size) == 1 else f"{size:.0f} bytes"
    for unit in _UNITS:
        size /= 1000
        if size < 999.5 or unit == _UNITS[-1]:
            break
    return f"{size:,.1f} {unit}" if size < 9.95 else f"{size:,.0f} {unit}"


def duration_text(seconds: float) -> str:
    """Return a stretch of time: ``0 s``, ``0.8 s``, ``42 s``, ``2 min 13 s``, ``1 h 5 min``, ``2 d 3 h``, ``9,382 d``."""
    if not math.isfinite(seconds):
        return "unknown"
    if seconds < 0.05:
        return "0 s"
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return _two(whole, 60, "min", "s")
    minutes = round(seconds / 60)
    if minutes < 24 * 60:
        return _two(minutes, 60, "h", "min")
    hours = round(seconds / 3600)
    if hours < _LONG * 24:
        return _two(hours, 24, "d", "h")
    return f"{round(seconds / 86400):,} d"


def moment_text(moment: datetime) -> str:
    """Return a time in UTC: ``2026-01-02 03:04 UTC``."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def figure_text(name: str, value: float) -> str:
    """Return ``value`` by the unit that its ``name`` carries: ``bytes_read``, ``writer_seconds``, ``lag_hours``; else as a count."""
    words = name.split("_")
    if "bytes" in words:
        return size_text(value)
    if "seconds" in words:
        return duration_text(value)
    if "hours" in words:
        return duration_text(3600 * value)
    return count_text(value)


def every_year(years: Collection[str]) -> list[str]:
    """Return the years from the first to the last, those without a filing too, and what is no year behind them."""
    numbers = [int(year) for year in years if year.isdecimal()]
    between = map(str, range(min(numbers), max(numbers) + 1)) if numbers else ()
    return [*between, *sorted(year for year in years if not year.isdecimal())]


def _two(number: int, per: int, large: str, small: str) -> str:
    whole, rest = divmod(number, per)
    return f"{whole} {large} {rest} {small}" if rest else f"{whole} {large}"
