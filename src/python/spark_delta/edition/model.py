"""An edition as values: what happened to which filing, and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum


class Kind(Enum):
    """What happened to a filing. The value is its name in the feed."""

    CAME = "new"
    AMENDS = "amendment"
    RELEASED = "left-quarantine"
    FETCHED_AGAIN = "fetched-again"
    READ_AGAIN = "read-again"
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True)
class Filing:
    """A filing as the tables have it; what is not known is empty or None. ``page`` is EDGAR's page about it.

    ``amends`` is the accession number of the report that an amendment is about, empty where the tables hold none.
    """

    accession: str
    cik: str
    company: str = ""
    form: str = ""
    filed: date | None = None
    fiscal_year: int | None = None
    accepted_at: datetime | None = None
    items: int | None = None
    page: str = ""
    period: date | None = None
    sha256: str = ""
    parser_version: str = ""
    amends: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """``kind`` happened to ``filing`` at the moment ``at`` (UTC); ``why`` is more about it, for a person."""

    kind: Kind
    filing: Filing
    at: datetime
    why: str = ""


@dataclass(frozen=True, slots=True)
class News:
    """What the tables say of the last days: the newest ``events``, newest first, and how many there were in all by day and kind."""

    events: Sequence[Event] = ()
    counts: Counter[tuple[date, Kind]] = field(default_factory=Counter)

    @property
    def day(self) -> date | None:
        """Return the day of the newest event (UTC), None where nothing happened."""
        return max((day for day, _ in self.counts), default=None)

    def count(self, day: date, kind: Kind) -> int:
        """Return how many events of a kind a day had."""
        return self.counts[day, kind]

    def of_day(self, day: date, kind: Kind) -> list[Event]:
        """Return a day's events of a kind, as far as they were kept, newest first."""
        return [each for each in self.events if each.kind is kind and each.at.date() == day]


_WORDS = {
    Kind.CAME: ("{} new filing", "{} new filings"),
    Kind.AMENDS: ("{} amendment", "{} amendments"),
    Kind.RELEASED: ("{} out of quarantine", "{} out of quarantine"),
    Kind.FETCHED_AGAIN: ("{} fetched again", "{} fetched again"),
    Kind.READ_AGAIN: ("{} read again", "{} read again"),
    Kind.QUARANTINED: ("{} into quarantine", "{} into quarantine"),
}


def headline(news: News, day: date) -> str:
    """Return what a day brought, in words: ``3 new filings, 1 amendment``."""
    parts = [
        words[count != 1].format(f"{count:,}")
        for kind, words in _WORDS.items()
        if (count := news.count(day, kind))
    ]
    return ", ".join(parts) or "nothing new"


def day_text(day: date) -> str:
    """Return a day as a person writes it: ``3 March 2026``."""
    return f"{day.day} {day:%B %Y}"
