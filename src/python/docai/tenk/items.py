"""From marked text to the spans of the Items in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docai.tenk.contents import mark_contents
from docai.tenk.headings import Heading, find_headings
from docai.tenk.markup import CELL, PAGE, ROW, ROW_END, SPAN, TABLE
from docai.tenk.path import best_path
from docai.tenk.vocabulary import ANNUAL, CORE, SMALL_BUSINESS, Key, Numbering

_SIGNATURES = re.compile(rf"(?<=[\n{ROW}{CELL}{PAGE}])[ \t{CELL}{PAGE}\n]*s ?i ?g ?n ?a ?t ?u ?r ?e ?s?[ \t:.]*(?=[\n{ROW_END}{CELL}])")
_PART_TAIL = re.compile(rf"(?:[\s{CELL}{SPAN}{TABLE}{ROW}{ROW_END}{PAGE}]*(?:part[ \t]*(?:iii|ii|iv|[2-4])\.?|table of contents|back to (?:contents|top)))+[\s{CELL}{SPAN}{TABLE}{ROW}{ROW_END}{PAGE}]*$")
_HEAD_SCORE_FOR_SURE = 9.0


@dataclass(frozen=True, slots=True)
class Span:
    """Where an Item stands in the marked text, and why we think so."""

    heading: Heading
    start: int
    end: int
    confidence: float


def choose_numbering(headings: list[Heading], small: list[Heading], form: str) -> tuple[Numbering, list[Heading]]:
    """Return the numbering that the headings keep, by how often number and title agree, and by the form."""
    agree = sum(bool(h.kind) and h.score >= _HEAD_SCORE_FOR_SURE for h in headings)
    agree_small = sum(bool(h.kind) and h.score >= _HEAD_SCORE_FOR_SURE for h in small)
    if "SB" in form.upper():
        agree_small += 3
    return (SMALL_BUSINESS, small) if agree_small > agree else (ANNUAL, headings)


def find_spans(raw: str, low: str, form: str) -> tuple[Numbering, list[Span]]:
    """Return the numbering and the Items' spans, in the order in which they stand. ``low`` is ``lowered(raw)``."""
    headings = find_headings(raw, low, ANNUAL)
    numbering: Numbering = ANNUAL
    if "SB" in form.upper() or "10-ksb" in low[:6000]:
        numbering, headings = choose_numbering(
            headings, find_headings(raw, low, SMALL_BUSINESS), form
        )
    path = best_path(mark_contents(headings, low))
    return numbering, _spans(path, low)


def _missing_core(path: list[Heading]) -> list[Key]:
    found = {key for heading in path for key in heading.covers}
    return [key for key in CORE if key not in found]


def _spans(path: list[Heading], low: str) -> list[Span]:
    spans: list[Span] = []
    for index, heading in enumerate(path):
        limit = path[index + 1].start if index + 1 < len(path) else _document_end(low, heading.end)
        spans.append(Span(heading, heading.start, _trimmed(low, heading.end, limit), min(1.0, heading.score / 11)))
    return spans


def _document_end(low: str, start: int) -> int:
    """Return where the last Item ends: at the signatures, if they follow."""
    first = None
    for match in _SIGNATURES.finditer(low, start):
        if "pursuant to the requirement" in " ".join(low[match.end() : match.end() + 500].split()):
            return match.start()
        first = match.start() if first is None else first
    return first if first is not None else len(low)


def _trimmed(low: str, start: int, end: int) -> int:
    """Return ``end`` without the heading of the next part, which stands before the next Item."""
    tail = _PART_TAIL.search(low, max(start, end - 200), end)
    return tail.start() if tail else end
