"""Contexts and units: what ``contextRef`` and ``unitRef`` of a fact point to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from operator import itemgetter

from docai.xbrl.model import Context, Dimension
from docai.xbrl.names import XBRLDI, XBRLI, Names
from docai.xbrl.xml import Element

CONTEXT, UNIT = XBRLI + "context", XBRLI + "unit"
_INSTANT, _START, _END = XBRLI + "instant", XBRLI + "startDate", XBRLI + "endDate"
_IDENTIFIER = XBRLI + "identifier"
_EXPLICIT, _TYPED = XBRLDI + "explicitMember", XBRLDI + "typedMember"
_FOREVER = XBRLI + "forever"
DEFINED = (CONTEXT, UNIT, _IDENTIFIER, _INSTANT, _START, _END, _FOREVER, _EXPLICIT, _TYPED)
"""Tags of what says contexts and units."""
_MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d)T00:00(?::00(?:\.0+)?)?(?:Z|[+-]\d\d:\d\d)?$")
_DATE_ALONE = len("2024-12-31")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T[\d:.]+)?(?:Z|[+-]\d\d:\d\d)?$")


def _dimension(part: Element, names: Names) -> tuple[str, Dimension]:
    """Return a dimension of a segment or scenario, and its text to sort by."""
    local = part.nsmap if names.redeclared else None
    axis = names.of_text(part.get("dimension", ""), local)
    if part.tag == _EXPLICIT:
        made = Dimension(axis, names.of_text((part.text or "").strip(), local))
    else:
        made = Dimension(axis, "".join(part.itertext()).strip(), typed=True)
    return str(made), made


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


def unit_named(units: Mapping[str, str], name: str) -> str:
    """Return the unit with this id, white space round it aside; the id where there is none."""
    return units.get(name) or units.get(name.strip()) or name


class Definitions:
    """The contexts and units of an instance, or of all documents of an inline set."""

    def __init__(self) -> None:
        self.contexts: dict[str, Context] = {}
        self.units: dict[str, str] = {}

    def add(self, elements: Iterable[Element], names: Names) -> None:
        """Add what ``elements`` define, those with a tag of ``DEFINED`` as they stand; of two with the same id the first counts.

        Contexts are a third of an instance's elements: one walk over all of them takes half the time of a walk in each.
        """
        known: dict[tuple[str | None, str | None], tuple[str, Dimension]] = {}
        redeclared = names.redeclared
        within: str | None = None
        instant: str | None = None
        start: str | None = None
        end: str | None = None
        entity, forever = "", False
        dims: list[tuple[str, Dimension]] = []
        for element in elements:
            tag = element.tag
            if tag == CONTEXT:
                if within is not None:
                    self._keep(within, instant, start, end, dims, forever, entity)
                within = element.get("id", "")
                instant = start = end = None
                entity, forever, dims = "", False, []
            elif tag == UNIT:
                self.units.setdefault(element.get("id", ""), read_unit(element))
            elif within is None:
                continue
            elif tag == _EXPLICIT and not redeclared:
                key = (element.get("dimension"), element.text)
                pair = known.get(key)
                if pair is None:
                    pair = known[key] = _dimension(element, names)
                dims.append(pair)
            elif tag in (_EXPLICIT, _TYPED):
                dims.append(_dimension(element, names))
            elif tag == _FOREVER:
                forever = True
            else:
                text = (element.text or "").strip()
                if tag == _INSTANT:
                    instant = last_day(text)
                elif tag == _START:
                    start = _first_day(text)
                elif tag == _END:
                    end = last_day(text)
                else:
                    entity = text
        if within is not None:
            self._keep(within, instant, start, end, dims, forever, entity)

    def add_segment(self, part: Element, names: Names) -> None:
        """Add what a segment or scenario holds that is no dimension, as a typed one: its name and its text."""
        above = part.getparent()
        while above.tag != CONTEXT:
            above = above.getparent()
        context = self.contexts.get(above.get("id", ""))
        if context is not None:
            name = names.of_tag(part.tag, part.prefix)
            made = Dimension(name, " ".join("".join(part.itertext()).split()), typed=True)
            dims = tuple(sorted((*context.dims, made), key=str))
            self.contexts[context.id] = context._replace(dims=dims)

    def _keep(
        self,
        within: str,
        instant: str | None,
        start: str | None,
        end: str | None,
        dims: list[tuple[str, Dimension]],
        forever: bool,
        entity: str,
    ) -> None:
        if within not in self.contexts:
            if len(dims) > 1:
                dims.sort(key=_text_of)
            sorted_ = tuple([made for _, made in dims])
            self.contexts[within] = Context(within, instant, start, end, sorted_, forever, entity)


_text_of = itemgetter(0)
