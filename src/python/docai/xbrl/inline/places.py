"""Where the elements of inline facts stand in their document, which a parser of XML does not say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docai.document.charset import decode
from docai.xbrl.xml import Element

Place = tuple[int | None, int | None]
"""From and to, in characters of the decoded document."""

_NOWHERE: Place = (None, None)
_TAG = (
    r"<(?P<close>/?)(?:%s):(?P<name>nonFraction|nonNumeric|fraction)(?=[\s/>])"
    r"(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+>"
)
_ASIDE = r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|"


def places(body: bytes, elements: Sequence[Element]) -> list[Place]:
    """Return where each of ``elements``, in document order, stands: nowhere where that cannot be told for sure."""
    prefixes = sorted({element.prefix for element in elements if element.prefix})
    if not elements or not prefixes:
        return [_NOWHERE] * len(elements)
    text = decode(body)
    tag = _TAG % "|".join(map(re.escape, prefixes))
    for pattern in (tag, _ASIDE + tag):
        found = _matched(re.compile(pattern, re.S), text)
        if found is not None and len(found) == len(elements):
            return list(found)
    return [_NOWHERE] * len(elements)


def _matched(pattern: re.Pattern[str], text: str) -> list[Place] | None:
    """Return each element from its start tag to its end tag, None where they do not match one another."""
    found: list[Place] = []
    open_: list[tuple[str, int]] = []
    for tag in pattern.finditer(text):
        name = tag["name"]
        if name is None:
            continue
        if tag["close"]:
            if not open_ or open_[-1][0] != name:
                return None
            _, at = open_.pop()
            found[at] = (found[at][0], tag.end())
        else:
            found.append((tag.start(), tag.end()))
            if not tag[0].endswith("/>"):
                open_.append((name, len(found) - 1))
    return None if open_ else found
