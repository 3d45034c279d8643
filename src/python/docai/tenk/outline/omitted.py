"""Items without a heading, of which the report says that it leaves them out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from docai.tenk.headings.candidates import Heading
from docai.tenk.vocabulary import LAST, Key

_NUMBER = r"\d{1,2}[a-c]?(?:[ ]?\([a-z0-9]\))?"
_LIST = re.compile(
    rf"items?\s{{1,9}}(?P<items>{_NUMBER}(?:\s?(?:,\s?and|,|and|&|through|thru|to|-|–)\s{{0,9}}(?:items?\s{{1,9}})?{_NUMBER}){{0,20}})"
    r"(?P<said>[^.]{0,160}?\b(?:not applicable|inapplicable|omitted|not required)\b)"
)
_ONE = re.compile(r"(\d{1,2})([a-c]?)")
_RANGE = re.compile(r"through|thru|\bto\b|-|–")
_ROW_SAYS = re.compile(r"\(?\b(?:omitted|not applicable|not required|inapplicable)\b")
_MOST_LISTS = 200
_LONGEST = 500


def omitted_items(low: str, listed: Iterable[Heading]) -> dict[Key, str]:
    """Return the Items that a sentence leaves out ("Items 2, 3 and 5 are not applicable"), or a row of the contents.

    ``low`` is the document in lower case, ``listed`` the headings in its contents. The values are the words that say so.
    """
    found: dict[Key, str] = {}
    for count, match in enumerate(_LIST.finditer(low)):
        if count == _MOST_LISTS:
            break
        said = " ".join(match[0].split())[:_LONGEST]
        for key in _keys(match["items"]):
            found.setdefault(key, said)
    for row, following in pairwise([*listed, None]):
        assert row is not None
        end = min(following.start if following else row.end + _LONGEST, row.end + _LONGEST)
        words = low[row.at : max(end, row.end)]
        if _ROW_SAYS.search(words):
            found.setdefault(row.key, " ".join(words.split())[:_LONGEST])
    return found


def _keys(items: str) -> list[Key]:
    keys: list[Key] = []
    end = 0
    for match in _ONE.finditer(items):
        key = (int(match[1]), match[2].upper())
        if not (1, "") <= key <= LAST:
            continue
        if keys and _RANGE.search(items, end, match.start()):
            keys += [(number, "") for number in range(keys[-1][0] + 1, key[0])]
        keys.append(key)
        end = match.end()
    return keys
