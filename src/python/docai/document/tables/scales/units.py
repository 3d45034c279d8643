"""What a table says of its figures: "in millions, except per share data"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

SIZES = {
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "thous": 10**3,
    "mil": 10**6,
}
_SIZE = r"(?P<size{0}>thousand|million|billion|trillion|thous\b|mil\b)s?"
SCALE = re.compile(
    r"\b(?:in|as)\s+(?:the\s+)?(?:[a-z.]{1,9}\s+){0,3}?" + _SIZE.format(1) + r"\b"
    r"|(?:\$|£|€|dollars?|amounts?)\s*,?\s*(?:in\s+)?[(\[]?" + _SIZE.format(2) + r"\b"
    r"|[(\[$]\s*" + _SIZE.format(3) + r"\b(?!\s+shares)"
    r"|\b" + _SIZE.format(4) + r"\s+(?:of\s+)?(?:u\.?s\.?\s+|canadian\s+)?dollars"
    r"|(?P<zeros>(?<![0-9])(?<![0-9][,.])(?:"
    r"(?:\(?\$?\s?0{3}(?:[’',]?s\b|[,’']?0{3}[’']?s?)?|1,0{3}[’']?s\b|\((?:in\s+)?\$?\s?1,0{3})(?:\s+(?:omitted|except)\b|\s*\))"
    r"|1,0{3}\s+(?:omitted|except)\b))"
    r"|(?P<zeros2>(?:\bin\s?|\$\s?)0{3}(?:[,’']0{3})?(?:[’']?s)?\b(?![,.]?[0-9]))"
    r"|^\s*[(\[]?" + _SIZE.format(5) + r"(?=\s*$|[,;)]|\s+(?:except|for|as\s+of))"
    r"|(?P<mm>\$\s?mm?\b|\bin\s+\$?mm\b)",
    re.I,
)
"""A scale that is said: "in millions", "$000s omitted", "(thousands of dollars)"."""
_EXCEPT = re.compile(r"\bexcept(?:ing)?\b|\bexcluding\b|\bother\s+than\b", re.I)
_PER_SHARE_DATA = re.compile(
    r"\b(?:per|a)[\s-]+(?:[a-z]+\s+){0,2}?(?:shares?|units?)\b|\bshare\s+prices?\b",
    re.I,
)
_EXCEPT_SHARES = re.compile(
    r"\bshares?\b|\bunits\b|\b(?:unit|stock)\s+(?:data|amounts?|information)\b", re.I
)
_SHARES_IN = re.compile(
    r"\bshares?(?:\s+(?:data|amounts|counts?|outstanding|and\s+units))?,?\s+(?:which\s+are\s+|that\s+are\s+)?(?:reflected\s+|presented\s+|stated\s+|shown\s+|are\s+)?in\s+(?P<size>thousand|million|billion)s?\b",
    re.I,
)
"""Shares have a scale of their own: "number of shares, which are reflected in thousands"."""
_ALL_SHARES = re.compile(
    r"\b(?:dollars?|amounts?)\s+and\s+shares?\s+in\b|\bshares?\s+and\s+(?:dollars?|amounts?)\s+in\b",
    re.I,
)


class Unit(NamedTuple):
    """What is said of figures: ``text`` as filed, ``scale``, ``shares`` that of shares and ``money`` of money where they have their own."""

    text: str = ""
    scale: int = 1
    shares: int | None = None
    money: int | None = None


NOTHING = Unit()
_HINTS = ("illion", "ILLION", "housand", "HOUSAND", "000")
_SHORT_HINTS = ("thous", "Thous", "THOUS", "mil", "Mil", "MIL", "MM", "mm", "$m", "$M")
_SHORT_SIZE = re.compile(r"(?:thous|mil|mm|\$\s?m)\b", re.I)
"""How a size is spelled that is not written out: in "similar" and "summary" stands none."""


@lru_cache(maxsize=8192)
def scale_in(text: str) -> re.Match[str] | None:
    """Return where a text says a scale; None where it does not."""
    for hint in _HINTS:
        if hint in text:
            return SCALE.search(text)
    for hint in _SHORT_HINTS:
        if hint in text:
            return SCALE.search(text) if _SHORT_SIZE.search(text) else None
    return None


def unit_of(text: str) -> Unit | None:
    """Return what ``text`` says of figures, None where it says nothing of their scale."""
    match = scale_in(text)
    if match is None:
        return None
    scale = _size(match)
    shares: int | None = None
    except_ = _EXCEPT.search(text)
    own = _SHARES_IN.search(text)
    if own is not None and not _ALL_SHARES.search(text):
        shares = SIZES[own["size"].lower()]
        if own.start() < match.start() <= own.end():
            # only shares have a scale so far
            later = SCALE.search(text, own.end())
            earlier = SCALE.search(text, 0, own.start())
            other = later or earlier
            scale = _size(other) if other else scale
    elif except_ is not None and _EXCEPT_SHARES.search(
        _PER_SHARE_DATA.sub("", text[except_.start() :])
    ):
        shares = 1
    return Unit(text, scale, shares)


def _size(match: re.Match[str]) -> int:
    said = match["size1"] or match["size2"] or match["size3"] or match["size4"] or match["size5"]
    if said:
        return SIZES[said.lower()]
    if match["mm"]:
        return 10**6
    zeros = match["zeros"] or match["zeros2"]
    return int(10 ** str(zeros).count("0"))
