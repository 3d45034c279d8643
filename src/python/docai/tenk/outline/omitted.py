"""Items without a heading, of which the report says that it leaves them out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from docai.document.marks import CELL, ROW, ROW_END
from docai.tenk.headings.candidates import Heading
from docai.tenk.vocabulary import LAST, Key

_NUMBER = r"\d{1,2}[a-c]?(?:[ ]?\([a-z0-9]\))?"
_AND_MORE = rf"\s?(?:,\s?and|,|and|&|through|thru|to|-|–)\s{{0,9}}(?:items?\s{{1,9}})?{_NUMBER}"
_STATEMENT = r"\b(?:proxy|information)\s{1,9}statement"
_LIST = re.compile(
    rf"items?\s{{1,9}}(?P<items>{_NUMBER}(?:{_AND_MORE}){{0,60}})(?!{_AND_MORE})"
    rf"(?P<said>[^.]{{0,160}}?\b(?:not applicable|inapplicable|omitted|not required)\b"
    rf"|[^.]{{0,300}}?(?:\bincorporated\b[^.]{{0,300}}?{_STATEMENT}|{_STATEMENT}[^.]{{0,300}}?\bincorporated\b))"
    r"(?P<more>[^.]{0,200})"
)
_COVER = re.compile(
    rf"{_STATEMENT}(?:[^.]|\.(?!\s)){{0,500}}?\bpart\s{{1,9}}iii\b|\bpart\s{{1,9}}iii\b(?:[^.]|\.(?!\s)){{0,500}}?{_STATEMENT}"
)
"""What a cover says of documents that are incorporated by reference: "portions of the proxy statement: Part III"."""
_COVER_REACH = 12_000
_LEGEND = re.compile(r"\bproxy\s{1,20}or\s{1,20}$")
"""Source: cover of Form 10-K, Item 405: "in definitive proxy or information statements incorporated by reference in Part III"."""
_LEGEND_REACH = 60
_PART_THREE = ((10, ""), (11, ""), (12, ""), (13, ""), (14, ""))
_ONE = re.compile(r"(\d{1,2})([a-c]?)")
_RANGE = re.compile(r"through|thru|\bto\b|-|–")
_ROW_SAYS = re.compile(r"\(?\b(?:omitted|not applicable|not required|inapplicable|n/?a|reserved)\b")
_MARK = re.compile(
    rf"[\s.{CELL}](?P<mark>\*{{1,3}}|[†‡]|\([a-z0-9]\))[\s{CELL}{ROW_END}{ROW}]*(?:part [iv]{{1,3}}[\s{CELL}{ROW_END}{ROW}-]*)?$"
)
"""What stands in a row in the place of a page, and is said at the foot: "*"."""
_ROW_OVER = re.compile(rf"{ROW_END}|\n\s*\n")
_SAID_AT_FOOT = (
    r"(?:^|[\n{breaks}])[\s{breaks}]*{mark}[\s{breaks}]*(?P<said>[^\n]{{0,300}}?\b(?:omitted|not applicable|not required|inapplicable)\b[^\n]{{0,100}}"
    r"|(?:[^\n{end}]|\n(?!\s*\n)){{0,300}}?\bincorporated\s{{1,40}}(?:here(?:in|by)\s{{1,40}})?by\s{{1,40}}reference\b(?:[^\n{end}]|\n(?!\s*\n)){{0,160}})"
)
_FOOT_REACH = 6000
_MOST_LISTS = 200
_LONGEST = 500


def omitted_items(low: str, listed: Iterable[Heading], *, has_part_three: bool) -> dict[Key, str]:
    """Return the Items of which a sentence or a row of the contents says that they are left out, or in the proxy statement.

    As in "Items 2, 3 and 5 are not applicable". The values are the words that say so.

    - ``low``: the document in lower case. ``listed``: the headings in its contents
    - ``has_part_three``: the document has Items of part III; else what its cover says of that part is said of each
    """
    found: dict[Key, str] = {}
    for count, match in enumerate(_LIST.finditer(low)):
        if count == _MOST_LISTS:
            break
        said = " ".join(match[0].split())[:_LONGEST]
        for key in _keys(match["items"]):
            if key >= _PART_THREE[0] or not points_to_proxy(said):
                found.setdefault(key, said)
    rows = [*listed]
    feet: dict[str, str] = {}
    for row, following in pairwise([*rows, None]):
        assert row is not None
        end = min(following.start if following else row.end + _LONGEST, row.end + _LONGEST)
        words = low[row.at : max(end, row.end)]
        if not following:
            words = _ROW_OVER.split(words, maxsplit=1)[0]
        if _ROW_SAYS.search(words):
            found.setdefault(row.key, " ".join(words.split())[:_LONGEST])
        elif mark := _MARK.search(words):
            if mark["mark"] not in feet:
                feet[mark["mark"]] = _at_foot(low, rows, mark["mark"])
            if said := feet[mark["mark"]]:
                found.setdefault(row.key, said)
    said = "" if has_part_three else _said_on_cover(low)
    return {**dict.fromkeys(_PART_THREE, said), **found} if said else found


def _said_on_cover(low: str) -> str:
    """Return what the cover says of the proxy statement and part III, the legend that every cover has left out."""
    for match in _COVER.finditer(low, 0, _COVER_REACH):
        if not _LEGEND.search(low, max(0, match.start() - _LEGEND_REACH), match.start()):
            return " ".join(match[0].split())[:_LONGEST]
    return ""


def is_reserved(said: str) -> bool:
    """Return whether a row of the contents says that an Item is reserved: "Item 6. [Reserved]"."""
    return re.search(r"\breserved\b", said) is not None


def points_to_proxy(said: str) -> bool:
    """Return whether words that leave an Item out name the proxy statement, which answers it."""
    return re.search(_STATEMENT, said) is not None


def points_elsewhere(said: str) -> bool:
    """Return whether words that leave an Item out say that it is incorporated by reference."""
    return re.search(r"\bincorporated\b", said) is not None


def _at_foot(low: str, rows: list[Heading], mark: str) -> str:
    """Return what is said below the ``rows`` of a list for those with a ``mark``, if it is that they are left out, or elsewhere."""
    foot = re.compile(
        _SAID_AT_FOOT.format(breaks=CELL + ROW + ROW_END, end=ROW_END, mark=re.escape(mark))
    )
    said = foot.search(low, rows[0].start, rows[-1].end + _FOOT_REACH)
    return " ".join(said["said"].split()) if said else ""


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
