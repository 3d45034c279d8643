"""Quarters of a year, by which EDGAR's full index is cut."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

QUARTER = re.compile(r"(\d{4})-?Q(?:TR)?([1-4])", re.ASCII | re.IGNORECASE)
"""A quarter: ``2023Q1``, ``2023-Q1``, ``2023QTR1``."""

_SPAN = re.compile(r"([^.]+?)\s*\.\.\s*([^.]+)")


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """The ``number``-th quarter (1 to 4) of ``year``."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Quarter:
        """Return the quarter of ``day``."""
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """Return the quarter that is written as ``2023Q1``; raises ValueError."""
        match = QUARTER.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"{text!r} is not a quarter: write it as 2023Q1")
        if int(match[1]) < FIRST_YEAR:
            raise ValueError(f"{text!r} is before EDGAR: its index begins in {FIRST}")
        return cls(int(match[1]), int(match[2]))

    @property
    def first_day(self) -> date:
        """Return its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last_day(self) -> date:
        """Return its last day."""
        return self.next().first_day - timedelta(days=1)

    @property
    def folder(self) -> str:
        """Return its folder in EDGAR's indexes: ``2023/QTR1``."""
        return f"{self.year}/QTR{self.number}"

    def next(self) -> Quarter:
        """Return the quarter after it."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"


FIRST_YEAR = 1993
FIRST = Quarter(FIRST_YEAR, 1)
"""EDGAR's full index begins here."""


def quarters(first: Quarter, last: Quarter) -> Iterator[Quarter]:
    """Yield the quarters from ``first`` to ``last``, both included; nothing when ``last`` comes before."""
    while first <= last:
        yield first
        first = first.next()


def quarter_list(text: str) -> tuple[Quarter, ...]:
    """Return the quarters of ``2023Q1..2024Q4``, ``2023Q1`` or several of them with commas, each once, in order."""
    found: set[Quarter] = set()
    for part in text.split(","):
        if not part.strip():
            continue
        span = _SPAN.fullmatch(part.strip())
        first, last = (Quarter.parse(span[1]), Quarter.parse(span[2])) if span else (None, None)
        if first is None or last is None:
            found.add(Quarter.parse(part))
        elif last < first:
            raise ValueError(
                f"{part.strip()!r} ends before it begins: write the earlier quarter first"
            )
        else:
            found.update(quarters(first, last))
    if not found:
        raise ValueError(f"{text!r} names no quarter: write 2023Q1 or 2023Q1..2024Q4")
    return tuple(sorted(found))


def spans(quarters: Iterable[Quarter]) -> str:
    """Return quarters in order as people write them, those that follow each other as one: ``2022Q1, 2023Q4..2024Q2``."""
    found: list[list[Quarter]] = []
    for each in quarters:
        if found and found[-1][-1].next() == each:
            found[-1].append(each)
        else:
            found.append([each])
    return ", ".join(str(span[0]) if len(span) == 1 else f"{span[0]}..{span[-1]}" for span in found)
