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
    rf"(?:ended|ending)\s+(?:on\s+)?{_DAY}\s*,?\s*\((?:the\s+|our\s+|referred\s+to\s+as\s+)?[{_QUOTE}]?(?:fiscal|FY)\s*"
    rf"(?:year\s+)?((?:19|20)\d\d)\b",
    re.I,
)
"""``the year ended January 30, 2010 ("fiscal 2009")``."""

NAMED_BEFORE = re.compile(
    rf"\b(?:fiscal|FY)\s*(?:year\s+)?((?:19|20)\d\d)[{_QUOTE}]?\s*(?:,|\(|-|:|\||means|is|was|refers\s+to|represents|which)?\s*"
    rf"(?:the\s+|our\s+)?(?:(?:fiscal\s+)?year|5[23](?:\s+|-)weeks?(?:\s+(?:fiscal\s+)?(?:year|period))?)?\s*"
    rf"(?:that\s+|which\s+)?(?:ended|ending|ends)\s+(?:on\s+)?{_DAY}",
    re.I,
)
"""``fiscal 2009, which ended January 30, 2010``, ``Fiscal 2009 - year ended January 30, 2010``."""

MENTION = re.compile(r"\bfiscal\s+(?:year\s+)?((?:19|20)\d\d)\b", re.I)
"""``in fiscal 2009``, ``fiscal year 2009``."""


def said_year(raw: str, period: date) -> int | None:
    """Return the fiscal year that ends with ``period`` as the report in ``raw`` names it; None where it does not, or need not.

    What it says of this very day counts. Else, a report that speaks of one name half as often as of the year before means its
    own year by it: of the year to come a report says little.
    """
    if period.month > LAST_OPEN_MONTH:
        return None
    open_names = (period.year - 1, period.year)
    named: Counter[int] = Counter()
    for match in NAMED_BEHIND.finditer(raw):
        if _is(period, match.group(1, 2, 3)):
            named[int(match[4])] += 1
    for match in NAMED_BEFORE.finditer(raw):
        if _is(period, match.group(2, 3, 4)):
            named[int(match[1])] += 1
    sure = [(count, year) for year, count in named.items() if year in open_names]
    if sure:
        return max(sure)[1]
    mentions = Counter(map(int, MENTION.findall(raw)))
    before, own = (mentions[year] for year in open_names)
    if before + own < FEWEST:
        return None
    return period.year if 2 * own >= before else period.year - 1


def _is(period: date, words: tuple[str, ...]) -> bool:
    try:
        return datetime.strptime(" ".join(words), "%B %d %Y").date() == period
    except ValueError:
        return False
