"""The Items that a heading names: "Item 7A", "Items 1 and 2", "Items 10 through 14"."""

from __future__ import annotations

import re

from docai.tenk.vocabulary import WORDS, Key, number_value

WORD_NUMBERS = "|".join(WORDS)
"""Numbers in words, for a pattern."""

_MORE = re.compile(rf"(\d{{1,2}})([a-d]?)|\b({WORD_NUMBERS}|[ivx]{{1,5}})\b")
_RANGE = re.compile(r"through|thru|\bto\b|[–—-]")


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
