"""Periods of facts: how long they are, and which is the filing's own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Literal

from docai.xbrl.model import Context, Fact

Duration = Literal["instant", "quarter", "half", "nine-months", "year", "other"]

_LENGTHS: tuple[tuple[Duration, int, int], ...] = (
    ("quarter", 80, 100),
    ("half", 170, 192),
    ("nine-months", 260, 284),
    ("year", 350, 380),
)
"""Days from and to: fiscal quarters have 12 to 14 weeks, years 52 or 53."""


def days(start: str | None, end: str | None) -> int | None:
    """Return how many days a period has, its last one among them; None where a date is missing or is none."""
    try:
        return (date.fromisoformat(end or "") - date.fromisoformat(start or "")).days + 1
    except ValueError:
        return None


def duration(context: Context) -> Duration:
    """Return the class of a context's period."""
    if context.instant is not None:
        return "instant"
    length = days(context.start, context.end)
    for name, shortest, longest in _LENGTHS:
        if length is not None and shortest <= length <= longest:
            return name
    return "other"


def own_period(facts: Iterable[Fact]) -> Context | None:
    """Return the filing's own fiscal period as a context without dimensions: None where no cover fact says it.

    The cover's ``dei:DocumentPeriodEndDate`` says the end; the context that most cover facts have says the start. Where
    the date said and the contexts differ by more than ten days, the contexts count: they are what the figures refer to.
    """
    covers: Counter[tuple[str, str]] = Counter()
    said = ""
    for fact in facts:
        if not fact.concept.startswith("dei:") or fact.dims:
            continue
        if fact.start is not None and fact.end is not None:
            covers[fact.start, fact.end] += 1
        if fact.concept == "dei:DocumentPeriodEndDate" and fact.value:
            said = fact.value.strip()
    if not covers:
        return None
    near = [span for span in covers if abs((days(span[1], said) or 999) - 1) <= 10]
    among = near or list(covers)
    start, end = max(among, key=lambda span: (covers[span], days(*span) or 0))
    return Context("", start=start, end=end)


def is_current(context: Context, own: Context | None) -> bool:
    """Return whether a fact is of the filing's own fiscal period: of the whole of it, or of its last day."""
    if own is None:
        return False
    if context.instant is not None:
        return context.instant == own.end
    return (context.start, context.end) == (own.start, own.end)
