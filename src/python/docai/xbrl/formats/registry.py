"""All formats by name: what reads the text of an inline fact.

XBRL's registries of 2010-04-20, 2011-07-31, 2015-02-26, 2020-02-12 and 2022-02-16 (https://www.xbrl.org/Specification/inlineXBRL-transformationRegistry/),
and the SEC's (EDGAR Filer Manual, volume II, section 6.25). A name means the same in every registry that has it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from docai.xbrl.formats import dates, numbers, places, words
from docai.xbrl.formats.errors import DoesNotFit

Format = Callable[[str], str]

_DASH = re.compile("[ \xa0\u00ad\u2010-\u2015\u2212\ufe58\ufe63\uff0d-]*")
_OWN = "http://www.sec.gov/inlineXBRL/transformation/"


def _constant(value: str) -> Format:
    return lambda text: value


def _dash(text: str) -> str:
    if _DASH.fullmatch(text) is None:
        raise DoesNotFit(text[:100])
    return "0"


def _box(empty: str, ticked: str) -> Format:
    said = {"\u2610": empty, "\u2611": ticked, "\u2612": ticked}

    def read(text: str) -> str:
        found = said.get(text.strip(" \t\r\n"))
        if found is None:
            raise DoesNotFit(text[:100])
        return found

    return read


_XBRL: Mapping[str, Format] = {
    "numdotdecimal": numbers.dot_decimal, "num-dot-decimal": numbers.dot_decimal, "num-dot-decimal-apos": numbers.dot_decimal,
    "numcommadot": numbers.dot_decimal, "numspacedot": numbers.dot_decimal, "numdotdecimalin": numbers.dot_decimal,
    "numcommadecimal": numbers.comma_decimal, "num-comma-decimal": numbers.comma_decimal,
    "num-comma-decimal-apos": numbers.comma_decimal,
    "numdotcomma": numbers.comma_decimal, "numspacecomma": numbers.comma_decimal, "numcomma": numbers.comma_decimal,
    "numunitdecimal": numbers.unit_decimal, "num-unit-decimal": numbers.unit_decimal, "num-unit-decimal-apos": numbers.unit_decimal,
    "numunitdecimalin": numbers.unit_decimal,
    "numdash": _dash, "zerodash": _constant("0"), "fixed-zero": _constant("0"),
    "nocontent": _constant(""), "fixed-empty": _constant(""),
    "booleantrue": _constant("true"), "fixed-true": _constant("true"),
    "booleanfalse": _constant("false"), "fixed-false": _constant("false"),
}  # fmt: skip
_SEC: Mapping[str, Format] = {
    "duryear": words.years, "durmonth": words.months, "durweek": words.weeks, "durday": words.days, "durhour": words.hours,
    "durwordsen": words.duration_in_words, "numwordsen": words.number_in_words,
    "numinf": _constant("INF"), "numneginf": _constant("-INF"), "numnan": _constant("NaN"),
    "boolballotbox": _box("false", "true"), "yesnoballotbox": _box("No", "Yes"),
    "datequarterend": lambda text: dates.quarter_end(_quarter(text)),
    "countrynameen": places.country, "edgarprovcountryen": places.edgar_place, "stateprovnameen": places.state,
    "exchnameen": places.exchange, "entityfilercategoryen": places.filer_category,
}  # fmt: skip


def _quarter(text: str) -> str:
    stripped = text.strip(" \t\r\n")
    if stripped != stripped.strip("\xa0"):
        raise DoesNotFit(text[:100])
    return stripped.replace("\xa0", " ")


@lru_cache(maxsize=1024)
def _known(registry: str, name: str) -> Format | None:
    if registry.startswith(_OWN):
        return _SEC.get(name)
    if registry.startswith("http://www.xbrl.org/inlineXBRL/transformation/"):
        return _XBRL.get(name) or dates.date_format(name)
    return None


def transformed(registry: str, name: str, text: str) -> str:
    """Return what ``text`` means by the format ``name`` of the registry with that namespace. Raises DoesNotFit."""
    return format_named(registry, name)(text)


def format_named(registry: str, name: str) -> Format:
    """Return the format ``name`` of the registry with that namespace. Raises DoesNotFit."""
    format_ = _known(registry, name) if len(registry) < 200 and len(name) < 100 else None
    if format_ is None:
        raise DoesNotFit(f"no format {name[:100]!r} in {registry[:200]!r}")
    return format_
