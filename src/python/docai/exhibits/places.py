"""Whether a text names a state or a country, as lists of subsidiaries write it: ``Delaware``, ``Del.``, ``Ontario, Canada``."""

from __future__ import annotations

import re
from functools import lru_cache

from docai.xbrl.formats.errors import DoesNotFit
from docai.xbrl.formats.places import country, edgar_place, state

LONGEST = 60
"""Characters; no place has more."""

FOOTNOTE = re.compile(r"(?<![*†‡§\s])(?:\s*+(?:\(\d{1,2}\)|\([a-z]\)|[*†‡§]))+$")
"""Marks behind a place or a name: ``Delaware (1)``, ``Ireland*``."""

POSTAL = re.compile(r"[A-Z]{2}", re.ASCII)
"""A state by its postal code: ``DE``."""

_CODES = (
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY "
    "NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY PR UK US"
)
_POSTAL = frozenset(_CODES.split())
_NAMES = (
    "del|calif|mass|conn|penn|pa|fla|tex|ill|mich|minn|wisc|wash|va|md|n.y|n.j|n.c|s.c|n.d|s.d|n.h|n.m|"
    "w. va|r.i|u.s|u.s.a|usa|u.k|uk|england|scotland|wales|england and wales|northern ireland|"
    "great britain|korea|south korea|russia|taiwan|vietnam|czech republic|holland|the netherlands|"
    "netherlands antilles|hong kong|macau|peoples republic of china|people's republic of china|"
    "p.r. china|prc|p.r.c|west germany|federal republic of germany|ivory coast|dubai|u.a.e|uae|bvi|b.v.i|"
    "british virgin islands|u.s. virgin islands|virgin islands|channel islands|jersey|guernsey|"
    "isle of man|curacao|kosovo|burma|yugoslavia|zaire|turkey|marshall islands|republic of ireland|"
    "new zealand|luxembourg|sweden|nova scotia|quebec|new south wales|victoria|cayman islands|cayman|"
    "puerto rico|bermuda|queensland|western australia|south australia|tasmania|czechoslovakia|"
    "england & wales|u.s.s.r|newfoundland|labrador"
)
_OTHERS = frozenset(_NAMES.split("|"))


def is_place(text: str) -> bool:
    """Return whether the whole of ``text`` names a state or country, or a few of them, or one within another."""
    bare = FOOTNOTE.sub("", " ".join(text.split())).strip(" .,;:")
    if not bare or len(bare) > LONGEST:
        return False
    if _is_one(bare):
        return True
    parts = re.split(r"\s*[,/;]\s*|\s+and\s+", bare)
    return 2 <= len(parts) <= 3 and all(map(_is_one, parts))


@lru_cache(maxsize=4096)
def _is_one(text: str) -> bool:
    """Return whether ``text``, of ``LONGEST`` characters at most, is one place. A list says "Delaware" a hundred times."""
    if POSTAL.fullmatch(text):
        return text in _POSTAL
    plain = text.lower().strip(" .()").replace("&", "and").replace("\u2019", "'")
    plain = plain.removeprefix("state of ").removeprefix("commonwealth of ")
    if plain in _OTHERS:
        return True
    for known in (edgar_place, state, country):
        try:
            known(plain)
        except DoesNotFit:
            continue
        return True
    return False
