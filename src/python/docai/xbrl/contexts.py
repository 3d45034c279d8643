"""Contexts and units: what ``contextRef`` and ``unitRef`` of a fact point to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from docai.xbrl.model import Context, Dimension
from docai.xbrl.names import XBRLDI, XBRLI, Names
from docai.xbrl.xml import Element

CONTEXT, UNIT = XBRLI + "context", XBRLI + "unit"
_MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d)T00:00(?::00(?:\.0+)?)?(?:Z|[+-]\d\d:\d\d)?$")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T[\d:.]+)?(?:Z|[+-]\d\d:\d\d)?$")


def read_context(element: Element, names: Names) -> Context:
    """Return the context that ``element`` defines."""
    instant = start = end = None
    forever = False
    entity = ""
    dims: list[Dimension] = []
    for part in element.iter():
        tag = part.tag
        if tag == XBRLI + "instant":
            instant = last_day(_text(part))
        elif tag == XBRLI + "startDate":
            start = _first_day(_text(part))
        elif tag == XBRLI + "endDate":
            end = last_day(_text(part))
        elif tag == XBRLI + "forever":
            forever = True
        elif tag == XBRLI + "identifier":
            entity = _text(part)
        elif tag == XBRLDI + "explicitMember":
            axis, member = part.get("dimension", ""), _text(part)
            local = part.nsmap if names.redeclared else None
            dims.append(Dimension(names.of_text(axis, local), names.of_text(member, local)))
        elif tag == XBRLDI + "typedMember":
            local = part.nsmap if names.redeclared else None
            axis = names.of_text(part.get("dimension", ""), local)
            dims.append(Dimension(axis, _text(part), typed=True))
    dims.sort(key=str)
    return Context(element.get("id", ""), instant, start, end, tuple(dims), forever, entity)


def _text(element: Element) -> str:
    return "".join(element.itertext()).strip()


def last_day(text: str) -> str:
    """Return the last day of a period that ends then: midnight is the end of the day before (XBRL 2.1, section 4.7.2)."""
    midnight = _MIDNIGHT.match(text)
    if midnight:
        try:
            return (date.fromisoformat(midnight[1]) - timedelta(days=1)).isoformat()
        except (ValueError, OverflowError):
            return text
    return _first_day(text)


def _first_day(text: str) -> str:
    day = _DAY.match(text)
    return day[1] if day else text


def read_unit(element: Element) -> str:
    """Return a unit by the local names of its measures: ``USD``, ``USD/shares``; factors are joined with ``*``."""
    parts: dict[str, list[str]] = {"": [], "unitNumerator": [], "unitDenominator": []}
    for measure in element.iter(XBRLI + "measure"):
        over = measure.getparent().tag.rpartition("}")[2]
        parts[over if over in parts else ""].append(_text(measure).rpartition(":")[2])
    above = "*".join(parts["unitNumerator"] or parts[""])
    below = "*".join(parts["unitDenominator"])
    return f"{above}/{below}" if below else above


class Definitions:
    """The contexts and units of an instance, or of all documents of an inline set."""

    def __init__(self) -> None:
        self.contexts: dict[str, Context] = {}
        self.units: dict[str, str] = {}
        self._same: dict[tuple[object, ...], tuple[Dimension, ...]] = {}

    def add(self, elements: Iterator[Element], names: Names) -> None:
        """Add what ``elements`` define; of two with the same id the first counts."""
        for element in elements:
            if element.tag == CONTEXT:
                context = read_context(element, names)
                dims = self._same.setdefault(context.dims, context.dims)
                self.contexts.setdefault(context.id, replace(context, dims=dims))
            else:
                self.units.setdefault(element.get("id", ""), read_unit(element))
