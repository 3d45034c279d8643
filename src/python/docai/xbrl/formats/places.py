"""Formats that look a name up: countries, states, exchanges, categories of filers (formats of the SEC)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

from docai.xbrl.formats.countries import COUNTRIES, EDGAR_ONLY
from docai.xbrl.formats.errors import DoesNotFit
from docai.xbrl.formats.states import CATEGORIES, EXCHANGES, PROVINCES, STATES

_SPACES = re.compile(r"[ \t\r\n\xa0]+")
_FORMALLY = re.compile(
    r"(?:(?:republic|kingdom|state|principality|commonwealth|union|province|territory) of (?:the )?)"
)
_NO_COUNTRY = frozenset({"the democratic republic of the congo"})
"""What the SEC's own test of its format calls not valid."""
_LONGEST = 200


def _pairs(table: str, column: int, columns: int) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in table.strip().splitlines():
        *codes, names = line.split(" ", columns)
        if codes[column] != "-":
            found.update(dict.fromkeys(names.split("|"), codes[column]))
    return found


def _lookup(table: Mapping[str, str], *, formal: bool = False) -> Callable[[str], str]:
    """Return a format that gives the code of a name; ``formal`` also takes 'Republic of' and the like before it."""

    def read(text: str) -> str:
        name = _plain(text)
        if name in table:
            return table[name]
        if formal and name in _NO_COUNTRY:
            raise DoesNotFit(text)
        name = name.removeprefix("the ")
        if formal and name not in table:
            name = _FORMALLY.sub("", name, count=1) if _FORMALLY.match(name) else name
        if name not in table:
            raise DoesNotFit(text[:_LONGEST])
        return table[name]

    return read


def _plain(text: str) -> str:
    """Return a name in lower case without accents; raises DoesNotFit where a non-breaking space begins or ends it."""
    stripped = text.strip(" \t\r\n")
    if len(stripped) > _LONGEST or stripped != stripped.strip("\xa0"):
        raise DoesNotFit(text[:_LONGEST])
    plain = _SPACES.sub(" ", stripped).lower()
    if not plain.isascii():
        letters = unicodedata.normalize("NFKD", plain)
        plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return plain.replace("\u2019", "'").replace("&", "and")


country = _lookup(_pairs(COUNTRIES, 0, 2), formal=True)
"""A country's code of ISO 3166-1."""

edgar_place = _lookup(
    {
        **_pairs(STATES, 0, 1),
        **_pairs(COUNTRIES, 1, 2),
        **_pairs(PROVINCES, 1, 2),
        **_pairs(EDGAR_ONLY, 0, 1),
        "puerto rico": "PR",
        "american samoa": "B5",
    },
    formal=True,
)
"""EDGAR's code of a country or of a province of Canada."""

state = _lookup({**_pairs(STATES, 0, 1), **_pairs(PROVINCES, 0, 2)}, formal=True)
"""The postal code of a state or a province of Canada."""

exchange = _lookup(_pairs(EXCHANGES, 0, 1))
"""The SEC's code of an exchange."""

filer_category = _lookup(
    {
        key: name
        for name in CATEGORIES
        for key in (name.lower(), name.lower().replace("-", " "), name.lower() + "s")
    }
)
"""The name of a filer's category as the SEC's taxonomy has it."""
