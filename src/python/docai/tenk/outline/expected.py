"""Which Items a form asks for, by the day on which its period ends.

Sources: Form 10-K and the releases that changed it: 33-7386 (7A, 1997), 33-8238 (9A, 2003), 33-8183 (fees as Item 14, 2003),
33-8400 (9B, 2004), 33-8591 (1A and 1B, December 2005), 33-9089 (Item 4 reserved, February 2010), Dodd-Frank section 1503
(Item 4 mine safety, January 2012), 34-93701 (9C, 2021), 33-11216 (1C, December 2023); Form 10-KSB until March 2009; Form
10-K, General Instruction J (asset-backed issuers). Item 16 is at the filer's option.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

_ALWAYS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14")
_SINCE = {
    "7A": date(1997, 6, 15),
    "9A": date(2003, 8, 31),
    "15": date(2002, 8, 29),
    "9B": date(2004, 8, 31),
    "1A": date(2005, 12, 1),
    "1B": date(2005, 12, 1),
    "9C": date(2021, 12, 15),
    "1C": date(2023, 12, 15),
}
"""The Items of Form 10-K that not every year has, and the first end of a period that has them."""
_SMALL_ALWAYS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13")
_SMALL_SINCE = {"8A": date(2003, 8, 31), "8B": date(2004, 8, 31), "14": date(2003, 12, 15)}
_ASSET_BACKED = ("9B", "15", "1112", "1114", "1115", "1117", "1119", "1122", "1123")
_SERVICING = {"1122", "1123"}


def expected_items(form: str, period: date | None, found: Collection[str]) -> tuple[str, ...]:
    """Return the Items that a report has to have, in the form's order.

    An amendment has to have none: it repeats what it changes. Without a ``period`` only the Items of every year are
    expected. ``found`` tells a report of an asset-backed issuer, which has Items 1122 and 1123.
    """
    form = form.upper()
    if form.endswith("/A"):
        return ()
    if _SERVICING.intersection(found):
        return _ASSET_BACKED
    always, since = (_SMALL_ALWAYS, _SMALL_SINCE) if "SB" in form else (_ALWAYS, _SINCE)
    later = (item for item, first in since.items() if period and period >= first)
    return tuple(sorted((*always, *later), key=_in_order))


def _in_order(item: str) -> tuple[int, str]:
    number = item.rstrip("ABCD")
    return int(number), item[len(number) :]
