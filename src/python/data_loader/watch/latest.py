"""What is new in the feed since it was last read: page after page, back to what is known already."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from data_loader.edgar.client import EdgarClient
from data_loader.edgar.errors import EdgarAway, EdgarBlocks, EdgarUnavailable, EdgarUnusable
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

    def read(
        self, client: EdgarClient, hosts: Hosts, *, now: datetime
    ) -> tuple[tuple[Entry, ...], Feed]:
        """Return the entries since then, with those of an hour before, and the feed as it has been read now.

        Where an older page cannot be read, the newer ones are given, and the feed counts as not read any further.
        An entry that will be accepted after ``now`` does not count for how far the feed was read. Raises EdgarUnavailable,
        WrongEdgar and Stopped.
        """
        pages: list[FeedPage] = []
        whole = True
        try:
            pages.extend(self._pages(client, hosts, now))  # keeps what came before an error
        except (EdgarAway, EdgarBlocks):
            raise
        except EdgarUnavailable as error:
            if not pages:
                raise
            _log.warning("%s; what its newer pages name is fetched", error)
            whole = False
        entries = tuple(each for page in pages for each in page.entries)
        unreadable = sum(page.unreadable for page in pages)
        if unreadable > self.unreadable:
            _log.warning(
                "%d entries of EDGAR's feed of the latest filings cannot be read; the lists will bring what they name",
                unreadable,
            )
        newest = _likely((each.accepted for each in entries), now) if whole else []
        if self.newest is not None:
            newest.append(self.newest)
        return entries, Feed(max(newest, default=None), unreadable)

    def _pages(self, client: EdgarClient, hosts: Hosts, now: datetime) -> Iterator[FeedPage]:
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
            until = until or max(_likely(moments, now)) - FIRST_REACH
            if min(moments) < until:
                return
        _log.warning(
            "EDGAR's feed was read %d pages back; the lists will bring older filings", MOST_PAGES
        )


def _likely(moments: Iterable[datetime], now: datetime) -> list[datetime]:
    """Return the moments that have come; all of them where none has: then it is this machine's clock that is wrong."""
    every = list(moments)
    return [each for each in every if each <= now + OVERLAP] or every
