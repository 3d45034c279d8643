"""Contexts and units: what ``contextRef`` and ``unitRef`` of a fact point to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from docai.xbrl.model import Context, Dimension
from docai.xbrl.names import XBRLDI, XBRLI, Names
from docai.xbrl.xml import Element

CONTEXT, UNIT = XBRLI + "context", XBRLI + "unit"
_INSTANT, _START, _END = XBRLI + "instant", XBRLI + "startDate", XBRLI + "endDate"
_IDENTIFIER = XBRLI + "identifier"
_EXPLICIT, _TYPED = XBRLDI + "explicitMember", XBRLDI + "typedMember"
_FOREVER, _PERIOD, _ENTITY = XBRLI + "forever", XBRLI + "period", XBRLI + "entity"
_MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d)T00:00(?::00(?:\.0+)?)?(?:Z|[+-]\d\d:\d\d)?$")
_DATE_ALONE = len("2024-12-31")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T[\d:.]+)?(?:Z|[+-]\d\d:\d\d)?$")


def read_context(element: Element, names: Names) -> Context:
    """Return the context that ``element`` defines."""
    instant = start = end = None
    forever = False
    entity = ""
    dims: list[Dimension] = []
    for part in element:
        if part.tag == _PERIOD:
            for date_ in part:
                tag, text = date_.tag, (date_.text or "").strip()
                if tag == _INSTANT:
                    instant = last_day(text)
                elif tag == _START:
                    start = _first_day(text)
                elif tag == _END:
                    end = last_day(text)
                elif tag == _FOREVER:
                    forever = True
        elif part.tag == _ENTITY:
            for said in part:
                if said.tag == _IDENTIFIER:
                    entity = (said.text or "").strip()
                else:
                    dims.extend(_dimensions(said, names))
        else:
            dims.extend(_dimensions(part, names))
    if len(dims) > 1:
        dims.sort(key=str)
    return Context(element.get("id", ""), instant, start, end, tuple(dims), forever, entity)


def _dimensions(within: Element, names: Names) -> Iterator[Dimension]:
    """Yield the dimensions of a segment or scenario."""
    for part in within:
        if part.tag not in (_EXPLICIT, _TYPED):
            continue
        local = part.nsmap if names.redeclared else None
        axis = names.of_text(part.get("dimension", ""), local)
        if part.tag == _EXPLICIT:
            yield Dimension(axis, names.of_text((part.text or "").strip(), local))
        else:
            yield Dimension(axis, "".join(part.itertext()).strip(), typed=True)


def last_day(text: str) -> str:
    """Return the last day of a period that ends then: midnight is the end of the day before (XBRL 2.1, section 4.7.2)."""
    midnight = _MIDNIGHT.match(text) if len(text) > _DATE_ALONE else None
    if midnight:
        try:
            return (date.fromisoformat(midnight[1]) - timedelta(days=1)).isoformat()
        except (ValueError, OverflowError):
            return text
    return _first_day(text)


def _first_day(text: str) -> str:
    if len(text) == _DATE_ALONE:
        return text
    day = _DAY.match(text)
    return day[1] if day else text


def read_unit(element: Element) -> str:
    """Return a unit by the local names of its measures: ``USD``, ``USD/shares``; factors are joined with ``*``."""
    parts: dict[str, list[str]] = {"": [], "unitNumerator": [], "unitDenominator": []}
    for measure in element.iter(XBRLI + "measure"):
        over = measure.getparent().tag.rpartition("}")[2]
        parts[over if over in parts else ""].append((measure.text or "").strip().rpartition(":")[2])
    above = "*".join(parts["unitNumerator"] or parts[""])
    below = "*".join(parts["unitDenominator"])
    return f"{above}/{below}" if below else above


class Definitions:
    """The contexts and units of an instance, or of all documents of an inline set."""

    def __init__(self) -> None:
        self.contexts: dict[str, Context] = {}
        self.units: dict[str, str] = {}

    def add(self, elements: Iterable[Element], names: Names) -> None:
        """Add what ``elements`` define; of two with the same id the first counts."""
        for element in elements:
            if element.tag == CONTEXT:
                context = read_context(element, names)
                self.contexts.setdefault(context.id, context)
            else:
                self.units.setdefault(element.get("id", ""), read_unit(element))
