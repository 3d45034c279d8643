"""Where the elements of inline facts stand in their document, which a parser of XML does not say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docai.document.charset import decode

Place = tuple[int | None, int | None]
"""From and to, in characters of the decoded document."""

_NOWHERE: Place = (None, None)
_NAMES = "(?:nonFraction|nonNumeric|fraction)"
_TAG = rf"<(/)?+%s:{_NAMES}(?=[\s/>])[^<>\"'/]*+(?:(?:\"[^\"<]*+\"|'[^'<]*+')[^<>\"'/]*+)*+(/)?+>"
_CLOSES = 1
"""The group of an end tag; the other is that of an element's only tag."""
_ASIDE = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.S)


def places(body: bytes, prefixes: Sequence[str], facts: int) -> list[Place]:
    """Return where the elements of so many facts, with these prefixes, stand in document order: nowhere where that cannot be told for sure."""
    nowhere = [_NOWHERE] * facts
    if not (prefixes and facts):
        return nowhere
    text = decode(body)
    found = _matched(text, prefixes, facts)
    if found is None and _ASIDE.search(text):
        bare = _ASIDE.sub(lambda aside: " " * len(aside[0]), text)
        found = _matched(bare, prefixes, facts)
    return nowhere if found is None else found


def _matched(text: str, prefixes: Sequence[str], facts: int) -> list[Place] | None:
    """Return each element from its start tag to its end tag, None where there are more or fewer tags than elements.

    The document is well-formed: where the counts agree, each tag is one of an element, and they nest.
    """
    prefix = "|".join(map(re.escape, prefixes))
    if len(prefixes) > 1:
        prefix = f"(?:{prefix})"
    found: list[Place] = []
    open_: list[int] = []
    for tag in re.finditer(_TAG % prefix, text):
        kind = tag.lastindex
        if kind is None:
            open_.append(len(found))
            found.append((tag.start(), None))
        elif kind != _CLOSES:
            found.append(tag.span())
        elif open_:
            begun = open_.pop()
            found[begun] = (found[begun][0], tag.end())
        else:
            return None
    return found if len(found) == facts and not open_ else None
