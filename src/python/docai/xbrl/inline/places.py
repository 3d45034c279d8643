"""Where the elements of inline facts stand in their document, which a parser of XML does not say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docai.document.charset import decode
from docai.xbrl.xml import Element

Place = tuple[int | None, int | None]
"""From and to, in characters of the decoded document."""

_NOWHERE: Place = (None, None)
_NAMES = "(?:nonFraction|nonNumeric|fraction)"
_BEGINS = rf"<%s:{_NAMES}(?=[\s/>])[^<>\"'/]*+(?:(?:\"[^\"<]*+\"|'[^'<]*+')[^<>\"'/]*+)*+(/)?+>"
_ENDS = rf"</%s:{_NAMES}\s*+>"
_ASIDE = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.S)


def places(body: bytes, elements: Sequence[Element]) -> list[Place]:
    """Return where each of ``elements``, in document order, stands: nowhere where that cannot be told for sure."""
    prefixes = sorted({element.prefix for element in elements if element.prefix})
    nowhere = [_NOWHERE] * len(elements)
    if not prefixes:
        return nowhere
    text = decode(body)
    found = _matched(text, prefixes, len(elements))
    if found is None and _ASIDE.search(text):
        bare = _ASIDE.sub(lambda aside: " " * len(aside[0]), text)
        found = _matched(bare, prefixes, len(elements))
    return nowhere if found is None else found


def _matched(text: str, prefixes: Sequence[str], elements: int) -> list[Place] | None:
    """Return each element from its start tag to its end tag, None where there are more or fewer tags than elements.

    The document is well-formed: where the counts agree, each tag is one of an element, and they nest.
    """
    prefix = "|".join(map(re.escape, prefixes))
    if len(prefixes) > 1:
        prefix = f"(?:{prefix})"
    begins = [
        (tag.start(), None if tag.lastindex is None else tag.end())
        for tag in re.finditer(_BEGINS % prefix, text)
    ]
    ends = [(tag.start(), tag.end()) for tag in re.finditer(_ENDS % prefix, text)]
    empty = sum(end is not None for _, end in begins)
    if len(begins) != elements or len(ends) != elements - empty:
        return None
    found: list[Place] = [_NOWHERE] * elements
    open_: list[int] = []
    closing = 0
    ends.append((len(text), len(text)))
    for number, (at, end) in enumerate(begins):
        while ends[closing][0] < at:
            if not open_:
                return None
            closed = open_.pop()
            found[closed] = (begins[closed][0], ends[closing][1])
            closing += 1
        if end is None:
            open_.append(number)
        else:
            found[number] = (at, end)
    while open_:
        closed = open_.pop()
        found[closed] = (begins[closed][0], ends[closing][1])
        closing += 1
    return found
