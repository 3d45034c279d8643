"""What a document says once of the figures of all tables that follow: "tabular amounts in millions unless otherwise noted"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from docai.document.marks import MARKS
from docai.document.tables.scales.units import Unit, unit_of

_SIZES = ("millions", "Millions", "MILLIONS", "thousands", "Thousands", "THOUSANDS")
_EDGE = re.compile(rf"[\n{MARKS}]")
_OTHERWISE = re.compile(
    r"\botherwise\b|\btabular\b|\b(?:in|the)\s+(?:the\s+)?(?:[a-z]+\s+){0,3}tables\b|\btables\s+are\b|\ball\s+(?:dollar\s+)?amounts\b",
    re.I,
)
"""Words of a sentence that speaks of all tables."""
_INTRODUCES = re.compile(
    r"\s*the\s+(?:following\s+tables?|tables?\s+(?:below|above))\s+(?!are\b|is\b)(?!.*\botherwise\b)",
    re.I,
)
"""How a sentence begins that introduces some tables: what it says of figures holds for those alone."""
SCALE_ALONE = re.compile(
    r"[(\[]?\s*(?:(?:all|tables|present|tabular|columnar|u\.?s\.?|canadian|dollars?|amounts?|figures|values?|shares?|units?|data|numbers?|and|or|of|the|except|for|per|are|is|in|expressed|stated|presented|shown|reported|\$)[\s,]*)*\bin\s+(?:thousand|million|billion)s\b[^.]{0,120}\.?\s*[)\]]?",
    re.I,
)
"""A line that says a scale and nothing else."""
_SECTION = re.compile(
    r"\s*(?:item\s+[0-9]{1,2}[a-c]?\b|notes\s+to\s+(?:the\s+)?(?:consolidated\s+)?financial\s+statements\b|management.s\s+discussion\b)[^()]{0,160}\([^()]*\bin\s+(?:thousand|million|billion)s\b[^()]*\)\s*",
    re.I,
)
"""The heading of an Item, or of the notes, that says a scale: it holds for all below."""
_ASIDE = re.compile(
    r"\s*(?:notes\s+to\b.*|(?:consolidated\s+)?financial\s+statements) {3,}(?P<unit>[(\[].*)", re.I
)
"""The heading of the notes in plain text, with the scale at the other margin."""
_LONGEST_LINE = 160
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z(])")
_LONGEST = 2000
_EDGES = "\n" + MARKS
_FEW = 8
"""How many tables a sentence may introduce."""
_NEAR = 700
"""A line that stands closer above a table speaks of that table."""


class Standing:
    """The scales that hold for the tables below them, by their places."""

    def __init__(self, raw: str, tables: Sequence[tuple[int, int]]) -> None:
        self._places: list[int] = []
        self._units: list[Unit] = []
        self._ends: list[int] = []
        starts = [start for start, _ in tables]
        ends = [end for _, end in tables]
        for at in _occurrences(raw):
            line_end = _EDGE.search(raw, at, at + _LONGEST)
            end = line_end.start() if line_end else min(len(raw), at + _LONGEST)
            floor = max(0, at - _LONGEST)
            start = max(floor, *(raw.rfind(mark, floor, at) + 1 for mark in _EDGES))
            before = bisect_right(starts, at) - 1
            if before >= 0 and at < ends[before]:
                continue
            unit = _said(raw[start:end], at - start)
            if unit is None:
                continue
            following = bisect_right(starts, at)
            if (
                unit[1]
                and following < len(starts)
                and starts[following] - end < _NEAR
                and not _prose_between(raw[end : starts[following]])
            ):
                continue
            self._places.append(at)
            self._units.append(unit[0])
            few = _INTRODUCES.match(unit[0].text) and following + _FEW <= len(starts)
            self._ends.append(starts[following + _FEW - 1] if few else len(raw))

    def at(self, place: int, since: int = 0, scale: int = 1) -> Unit | None:
        """Return what holds at a place of the text; what was said before ``since`` only if it is ``scale`` too."""
        before = bisect_right(self._places, place) - 1
        while before >= 0 and self._ends[before] < place:
            before -= 1
        if before < 0:
            return None
        unit = self._units[before]
        return unit if self._places[before] >= since or unit.scale == scale else None


def _occurrences(raw: str) -> list[int]:
    found: list[int] = []
    for word in _SIZES:
        at = raw.find(word)
        while at >= 0:
            found.append(at)
            at = raw.find(word, at + 1)
    return sorted(found)


def _said(line: str, at: int) -> tuple[Unit, bool] | None:
    """Return the unit of a line that speaks of all that follows, and whether the line says nothing else."""
    if len(line) <= _LONGEST_LINE and SCALE_ALONE.fullmatch(" ".join(line.split())):
        unit = unit_of(line)
        return None if unit is None else (unit, True)
    if len(line) <= 2 * _LONGEST_LINE and _SECTION.fullmatch(line):
        unit = unit_of(line)
        return None if unit is None else (unit, False)
    aside = _ASIDE.fullmatch(line)
    if aside and SCALE_ALONE.fullmatch(aside["unit"]):
        unit = unit_of(aside["unit"])
        return None if unit is None else (unit, False)
    if not _OTHERWISE.search(line):
        return None
    begin = 0
    for sentence in _SENTENCE.split(line):
        if begin <= at <= begin + len(sentence) and _OTHERWISE.search(sentence):
            unit = unit_of(sentence)
            return None if unit is None else (unit, False)
        begin += len(sentence) + 1
    return None


def _prose_between(text: str) -> bool:
    return any(len(line) > _LONGEST_LINE for line in _EDGE.split(text))
