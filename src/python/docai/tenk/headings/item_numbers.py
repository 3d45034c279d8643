"""The Items that a heading names: "Item 7A", "Items 1 and 2", "Items 10 through 14"."""

from __future__ import annotations

import re

from docai.tenk.vocabulary import WORDS, Key, number_value

WORD_NUMBERS = "|".join(WORDS)
"""Numbers in words, for a pattern."""

_MORE = re.compile(rf"(\d{{1,2}})([a-d]?)|\b({WORD_NUMBERS}|[ivx]{{1,5}})\b")
_RANGE = re.compile(r"through|thru|\bto\b|[–—-]")

_CHAINED = re.compile(
    r"[ \t.:–—-]{0,9}(?:\([^()]{5,150}\)[ \t]{0,3}(?:[,;]|,?\s{1,40}(?:and|&)(?!\w))"
    r"|[a-z](?:[a-z’', -]|\n(?!\n)){3,160}?(?:,|,?\s{1,40}(?:and|&))[ \t]{0,40}\n)"
    r"\s{0,40}items?[ \t.]{1,3}(?P<number>\d{1,2})(?P<letter>[a-d])?\b"
)
"""A title in brackets, or one that a comma or "and" ends with its line, and the Item that it is joined to.

As in "Item 10. (Directors), Item 11. (Compensation) and Item 12." and "Item 1. Business / and / Item 2. Properties".
"""

_CHAIN_REACH = 330
"""The next Item of such a heading is named within so many characters."""


def item_key(number: str, letter: str) -> Key | None:
    """Return the Item of that number and letter; None where no form has that number."""
    value = number_value(number)
    return (value, letter.upper()) if 1 <= value <= 16 else None


def covered_items(match: re.Match[str], key: Key, end: int) -> tuple[tuple[Key, ...], int]:
    """Return every Item that a heading such as "Items 1 and 2" or "Items 10 through 14" names."""
    more = match.string[max(match.end("letter"), match.end("number"), match.end("temporary")) : end]
    if not more.strip():
        return (key,), end
    keys = [key]
    before = 0
    for number in _MORE.finditer(more):
        value, letter = number_value(number[1] or number[3]), (number[2] or "").upper()
        last = keys[-1]
        if not (last[0] <= value <= min(16, last[0] + 8)) or (value, letter) <= last:
            return (key,), match.end("letter") if match["letter"] else match.end("number")
        if _RANGE.search(more, before, number.start()):
            keys += [(between, "") for between in range(last[0] + 1, value)]
        keys.append((value, letter))
        before = number.end()
    return tuple(keys), end


def chained_items(low: str, at: int, key: Key) -> tuple[tuple[Key, ...], int]:
    """Return the Items that a heading joins to its first, ``key``, behind the title of each, and where the last number ends.

    ``at`` is where the first number ends. Each is the next Item; () and 0 if there is none.
    """
    keys: list[Key] = []
    end = 0
    if low.find("item", at, at + _CHAIN_REACH) < 0:
        # nearly always
        return (), 0
    while (found := _CHAINED.match(low, end or at)) is not None:
        following = item_key(found["number"], found["letter"] or "")
        last = keys[-1] if keys else key
        if following is None or not last < following <= (last[0] + 1, ""):
            break
        keys.append(following)
        end = found.end()
    return tuple(keys), end
