"""What stands above a table: its caption, and what it says of the figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from docai.document.marks import CELL, PAGE, ROW, ROW_END, SPAN, TABLE
from docai.document.tables.scales.broken import closes, is_open
from docai.document.tables.scales.standing import SCALE_ALONE
from docai.document.tables.scales.units import Unit, unit_of

_NEAR = 500
_REACH = 1500
_LINE = re.compile(rf"[\n{ROW}{ROW_END}{TABLE}]+|(?={PAGE})")
_BLOCK = re.compile(rf"\n[^\S{PAGE}]*\n|(?={PAGE})")
_DRAWN = re.compile(r"(?:^- )?[-=_]{3,}|\|", re.M)
"""A rule, behind the dash that mail put before it (RFC 1421, 4.3.2.2)."""
_TO_BLANK = str.maketrans(dict.fromkeys(CELL + SPAN, " "))
_FURNITURE = re.compile(
    r"(?:(?:annual\s+report\s+)?page\s*)?[-–—(\s]*(?:[a-z]{1,2}-)?[0-9]{1,3}[-–—)\s]*|table\s+of\s+contents|index|part\s+[ivx]{1,4}|item\s+[0-9]{1,2}[a-c]?\.?|[-=_–—*\s.]+|\(?continued\)?|see\s+(?:the\s+)?(?:accompanying\s+)?notes?\b.{0,80}|the\s+accompanying\s+notes\b.{0,90}|<?page>?|/s/.*",
    re.I,
)
"""A line above a table that says nothing of it."""
_LEADS = re.compile(r":\s*$|\b(?:following|below)\b|\bas\s+follows\b", re.I)
_INTRODUCES = re.compile(
    r"\b(?:following|below)\b.{0,60}?\b(?:tables?|schedules?|summar(?:y|ies|izes?)|charts?|sets?\s+forth|shows?|presents?)\b|\b(?:tables?|schedules?|summary|charts?)\b.{0,60}?\b(?:following|below)\b",
    re.I,
)
"""A sentence that tells what the table below it shows, though others follow: "The following table shows ...  See also Note 8."."""
_SENTENCE = re.compile(r"[.!?][”\"’')]?\s+(?=[A-Z“\"(])")
_LAST_SENTENCES = 3
"""The sentences of a paragraph of which one may introduce the table below."""
_LONGEST = 300
"""Characters of a caption; what is longer is cut behind a word."""
_CUT = "…"
_SHORT = 160
_MOST_LINES = 3


def is_furniture(line: str) -> bool:
    """Return whether a line says nothing of a table: a page number, a link to the contents."""
    return _FURNITURE.fullmatch(line) is not None


class Above(NamedTuple):
    """``caption`` is the heading or sentence above a table, or "". ``unit`` what is said of its figures, None where nothing."""

    caption: str
    unit: Unit | None


def above(raw: str, start: int, since: int, *, blocks: bool) -> Above:
    """Return what stands above the table at ``raw[start]``, back to ``since``, where the last table ended.

    ``blocks``: an empty line parts paragraphs, as in plain text; else each line is one.
    """
    near = _read(raw[max(since, start - _NEAR) : start], blocks=blocks, cut=start - since > _NEAR)
    return near or _read(raw[max(since, start - _REACH) : start], blocks=blocks) or Above("", None)


def _read(text: str, *, blocks: bool, cut: bool = False) -> Above | None:
    """Return what the text above a table says; with ``cut``, None where its first lines, which are cut off, would count."""
    pattern = _BLOCK if blocks else _LINE
    if "--" in text or "==" in text or "|" in text or "__" in text:
        text = _DRAWN.sub(" ", text)
    lines = pattern.split(text)
    if cut:
        del lines[0]
    captions: list[str] = []
    unit: Unit | None = None
    left = False
    for at, written in enumerate(reversed(lines)):
        # what stands on the page before names none, where something on its own does
        left = left or (at > 0 and bool(captions) and lines[-at].startswith(PAGE))
        line = " ".join(written.translate(_TO_BLANK).split())
        if not line or _FURNITURE.fullmatch(line):
            continue
        if captions and closes(captions[-1]) and is_open(line):
            rest = captions.pop()
            line = f"{line} {rest}"
            if unit is not None and unit.text == rest:
                unit = None
        said = unit_of(line) if unit is None else None
        if len(line) <= _SHORT and not (line[-1] == "." and len(line) > 60):
            if said is not None:
                unit = said
            if line[-1] == ":" and not captions:
                captions.append(line)
                break
            if left and line[-1] != ":":
                continue
            if said is None or not (line[0] in "([" or SCALE_ALONE.fullmatch(line)):
                captions.append(line)
            if len(captions) >= _MOST_LINES and (unit is not None or len(captions) > _MOST_LINES):
                break
            continue
        sentences = _sentences(line)
        sentence = sentences[-1]
        if said is not None and unit_of(sentence) is not None:
            unit = unit_of(sentence)
        elif said is not None and not captions:
            unit = said
        if not captions:
            captions += _introduction(sentences)
        break
    else:
        if cut:
            return None
    return Above(_shortened(" - ".join(reversed(captions[:_MOST_LINES]))), unit)


def _sentences(line: str) -> list[str]:
    ends = [one.end() for one in _SENTENCE.finditer(line)]
    return [
        line[start:end].rstrip() for start, end in zip([0, *ends], [*ends, len(line)], strict=True)
    ]


def _introduction(sentences: Sequence[str]) -> list[str]:
    """Return the sentence at the end of a paragraph that leads to the table below it, none where none does."""
    last = sentences[-1]
    if last[-1] == ":" or _LEADS.search(last):
        return [last]
    before = reversed(sentences[-_LAST_SENTENCES:-1])
    return next(([one] for one in before if _INTRODUCES.search(one)), [])


def _shortened(caption: str) -> str:
    if len(caption) <= _LONGEST:
        return caption
    return caption[: _LONGEST - 1].rpartition(" ")[0].rstrip(" ,") + _CUT
