"""The edition into the lake: ``delta/_reports/latest.html`` and ``latest.atom``, replaced as a whole."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

from docai.lake.lake import Lake
from docai.runtime.errors import DocaiError
from spark_delta.delta_access.delta_log import last_written
from spark_delta.edition.feed import feed
from spark_delta.edition.model import headline
from spark_delta.edition.page import page
from spark_delta.lake_paths import LATEST_FEED, LATEST_PAGE
from spark_delta.tables.schema import FILINGS, QUARANTINE

_log = logging.getLogger(__name__)


def is_behind(lake: Lake) -> bool:
    """Return whether the tables were changed after the edition was made: a run was killed before it came to that."""
    page = lake.stat(LATEST_PAGE)
    changes = (last_written(lake, table) for table in (FILINGS, QUARANTINE))
    return any(at is not None and (page is None or at > page.modified) for at in changes)


def publish_edition(lake: Lake, *, changed: bool) -> None:
    """Make the edition anew when the run ``changed`` something, and leave it as it is otherwise; say which.

    An edition that cannot be made is said, and changes nothing about the run: the next one makes it.
    """
    if not changed:
        _log.info("nothing new: the edition %s stays as it was", LATEST_PAGE)
        return
    # delta-rs takes a moment to import: a run without work does without.
    from spark_delta.edition.changes import news_of

    try:
        news = news_of(lake.uri, datetime.now(UTC))
        if news.day is None:
            _log.info("nothing new: the edition %s stays as it was", LATEST_PAGE)
            return
        lake.replace(LATEST_FEED, feed(news, lake.uri))
        lake.replace(LATEST_PAGE, page(news, lake.uri))
    except DocaiError as error:
        _log.warning("the edition of the day could not be made: %s", error)
    else:
        _log.info("the edition %s says: %s", LATEST_PAGE, headline(news, news.day))
