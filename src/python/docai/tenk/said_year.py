"""The fiscal year as the filer names it in its report, where the date of its end leaves two names open.

A year that ends in January to May is the one before for some (retailers: fiscal 2009 ended January 30, 2010) and that of its
end for others (fiscal 2010). Later ones nearly all have the year of their end.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime

LAST_OPEN_MONTH = 5
"""Years that end in June or later are named after the year of their end."""

FEWEST = 3
"""So many mentions of either name, and no less, say which one it is."""

_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_DAY = rf"({_MONTHS})\s+(\d{{1,2}})\s*,?\s*((?:19|20)\d\d)"
_QUOTE = "\"'\u201c\u201d\u2018\u2019"

NAMED_BEHIND = re.compile(
    rf"(?:ended|ending)\s+(?:on\s+)?{_DAY}\s*,?\s*\((?:the\s+|our\s+|referred\s+to\s+as\s+)?[{_QUOTE}]?f$",
    re.I,
)
"""What stands before the name of a year of which the day was said: ``the year ended January 30, 2010 ("fiscal 2009")``."""

NAMED_BEFORE = re.compile(
    rf"[{_QUOTE}]?\s*+(?:,|\(|-|\u2013|\u2014|:|\||means|is|was|refers\s+to|represents|which)?\s*+(?:the\s+|our\s+)?"
    rf"(?:(?:fiscal\s+)?year|5[23](?:\s+|-)weeks?(?:\s+(?:fiscal\s+)?(?:year|period))?)?\s*+"
    rf"(?:that\s+|which\s+)?(?:ended|ending|ends)\s+(?:on\s+)?{_DAY}",
    re.I,
)
"""What stands behind the name of a year: ``fiscal 2009, which ended January 30, 2010``."""

MENTION = re.compile(r"iscal\s+(?:[Yy]ear\s+)?((?:19|20)\d\d)\b")
"""``in fiscal 2009``, ``Fiscal year 2009``: it begins with letters that have one form alone, which are found fast."""

REACH = 70
"""Characters before a name in which the day of its end may stand."""


def said_year(raw: str, period: date) -> int | None:
    """Return the fiscal year that ends with ``period`` as the report in ``raw`` names it; None where it does not, or need not.

    What it says of this very day counts. Else, a report that speaks of one name half as often as of the year before means its
    own year by it: of the year to come a report says little.
    """
    if period.month > LAST_OPEN_MONTH:
        return None
    open_names = (period.year - 1, period.year)
    mentions: Counter[int] = Counter()
    named: Counter[int] = Counter()
    for mention in MENTION.finditer(raw):
        year = int(mention[1])
        mentions[year] += 1
        if year in open_names and (
            _ends(period, NAMED_BEFORE.match(raw, mention.end()))
            or _ends(
                period, NAMED_BEHIND.search(raw, max(mention.start() - REACH, 0), mention.start())
            )
        ):
            named[year] += 1
    if named:
        return max((count, year) for year, count in named.items())[1]
    before, own = (mentions[year] for year in open_names)
    if before + own < FEWEST:
        return None
    return period.year if 2 * own >= before else period.year - 1


def _ends(period: date, match: re.Match[str] | None) -> bool:
    if match is None:
        return False
    try:
        return datetime.strptime(" ".join(match.group(1, 2, 3)), "%B %d %Y").date() == period
    except ValueError:
        return False
