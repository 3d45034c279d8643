"""What is new in the feed since it was last read: page after page, back to what is known already."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from data_loader.edgar.client import EdgarClient
from data_loader.edgar.errors import EdgarUnusable
from data_loader.edgar.hosts import Hosts
from data_loader.watch.feed import Entry, FeedPage, parse_feed

PAGE = 100
"""Entries on a page, the most that EDGAR gives."""

MOST_PAGES = 50
"""Pages that are read at once: two of the busiest days. What stands further back, the indexes bring."""

FIRST_REACH = timedelta(days=4)
"""So far back the feed is read at first: over a weekend and a holiday, for which no index stands."""

OVERLAP = timedelta(hours=1)
"""An entry may appear that much later than newer ones, and is seen all the same."""

FORM = "10-K"
"""All forms that are filed today and may be meant begin so; the feed goes by the beginning."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Feed:
    """How far the feed has been read: up to the entry accepted at ``newest``, None before the first time.

    ``unreadable`` entries were on the pages that were read last.
    """

    newest: datetime | None = None
    unreadable: int = 0

    def read(self, client: EdgarClient, hosts: Hosts) -> tuple[tuple[Entry, ...], Feed]:
        """Return the entries since then, with those of an hour before, and the feed as it has been read now.

        Raises EdgarUnavailable, WrongEdgar and Stopped.
        """
        pages = list(self._pages(client, hosts))
        entries = tuple(each for page in pages for each in page.entries)
        unreadable = sum(page.unreadable for page in pages)
        if unreadable > self.unreadable:
            _log.warning(
                "%d entries of EDGAR's feed of the latest filings cannot be read; the lists will bring what they name",
                unreadable,
            )
        newest = [each.accepted for each in entries]
        if self.newest is not None:
            newest.append(self.newest)
        return entries, Feed(max(newest, default=None), unreadable)

    def _pages(self, client: EdgarClient, hosts: Hosts) -> Iterator[FeedPage]:
        until = None if self.newest is None else self.newest - OVERLAP
        for number in range(MOST_PAGES):
            url = hosts.latest(FORM, start=number * PAGE, count=PAGE)
            page = client.get(url, parse_feed, essential=False)
            if page is None:
                raise EdgarUnusable(f"EDGAR has no feed of the latest filings at {url}")
            yield page
            moments = [each.accepted for each in page.entries]
            if not moments or len(moments) + page.unreadable < PAGE:
                return
            until = until or max(moments) - FIRST_REACH
            if min(moments) < until:
                return
        _log.warning(
            "EDGAR's feed was read %d pages back; the lists will bring older filings", MOST_PAGES
        )
