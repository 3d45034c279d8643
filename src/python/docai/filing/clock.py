"""EDGAR's clock: filing dates, and the day that it is, are those of New York (https://www.sec.gov/submit-filings)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

EDGAR_TIME = ZoneInfo("America/New_York")


def today_at_edgar(now: datetime | None = None) -> date:
    """Return the day it is at EDGAR, now or at the moment ``now`` (with its zone)."""
    return (now or datetime.now(UTC)).astimezone(EDGAR_TIME).date()
