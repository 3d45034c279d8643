"""The scale that a footnote says: "Options(a)" over a column and, below the table, "(a) In thousands"."""

from __future__ import annotations

import re

from docai.document.marks import CELL, MARKS
from docai.document.tables.scales.units import SIZES

_NOTE = re.compile(
    rf"(?:^|[\n{MARKS}])\s*(?:[(\[](?P<mark>[a-z0-9]{{1,2}}|\*{{1,3}})[)\]]|(?P<bare>\*{{1,3}}|[0-9]{{1,2}}[.)]?(?=[\s{CELL}])))[\s{CELL}]*(?:(?:options|shares|units|awards|rsus|psus|amounts?|dollars?|presented|expressed|stated|shown|are|is)\s+){{0,4}}in\s+(?P<size>thousand|million|billion)s\b",
    re.I,
)
_MARKS_BEHIND = re.compile(r"(?:\s?[(\[](?:[a-z0-9]{1,2}|\*{1,3})[)\]],?)+$", re.I)
_GLUED = re.compile(
    r"(?:(?<=[A-Za-z%.,’'\u201d)])|(?<=\b(?:19|20)[0-9]{2}))(?P<marks>\((?:[a-rt-z]|[0-9]{1,2}|\*{1,3})\)(?:,?\s?\((?:[a-z]|[0-9]{1,2}|\*{1,3})\))*)$"
)
"""Marks of footnotes right behind a word or a year, where they are set higher: "Options(a)". Not "401(k)", "loss(s)"."""
_MARK = re.compile(r"[a-z0-9]{1,2}|\*{1,3}", re.I)
_IN_TABLE = 600
_BELOW = 1500


def marked(label: str) -> bool:
    """Return whether a mark of a footnote stands behind a label."""
    return label[-1:] in ")]" and _MARKS_BEHIND.search(label) is not None


def apart(label: str) -> str:
    """Return a label with a blank before the marks of footnotes that stand right behind it."""
    return _GLUED.sub(r" \g<marks>", label)


def scales_below(raw: str, start: int, end: int, stop: int) -> dict[str, int]:
    """Return the scales that the footnotes of the table ``raw[start:end]`` say, by their marks; ``stop`` is where the next begins."""
    text = raw[max(start, end - _IN_TABLE) : min(stop, end + _BELOW)]
    if not ("n thousand" in text or "n million" in text or "n billion" in text):
        return {}
    return {
        (note["mark"] or note["bare"].rstrip(".)")).lower(): SIZES[note["size"].lower()]
        for note in _NOTE.finditer(text)
    }


def scale_by(label: str, scales: dict[str, int]) -> int | None:
    """Return the scale that the mark behind a label says, None where it says none."""
    if not scales or not marked(label):
        return None
    match = _MARKS_BEHIND.search(label)
    marks = _MARK.findall(match[0]) if match else []
    return next((scales[mark.lower()] for mark in marks if mark.lower() in scales), None)
