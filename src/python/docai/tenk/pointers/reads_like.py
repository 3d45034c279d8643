"""How much words read like what an Item is about, so that a pointer is known to have led to them."""

from __future__ import annotations

import re
from itertools import islice

_ASSETS = re.compile(r"(?:total|net)\s{1,40}(?:current\s{1,40})?assets")
_MOVES = re.compile(r"\b(?:increase|decrease|compared)", re.I)
_LEAST_MOVES = 6
_SUITS = re.compile(
    r"\b(?:claims?|lawsuits?|litigation|legal|proceedings?|plaintiffs?|court|contingenc(?:y|ies)|investigations?|suits?)\b",
    re.I,
)
"""What legal proceedings, and the notes that they point to, are about."""
_LEAST_STATEMENTS = 3000
_LEAST_DISCUSSION = 2500
_USUAL = 8000
"""Characters of a discussion, or of statements, above which there is hardly a doubt."""
_LEAST_WORDS = 200
_LEAST_RISKS = 1500
LONGEST_HEADING = 200
SURE = 2
_NOTES_FIRST = re.compile(
    r"(?:[^\n]{0,90}\n++){0,2}(?:the )?notes to (?:the |our )?(?:consolidated )?financial statements"
)
"""How the notes begin, which the balance sheet stands before."""


def _heading_end(text: str) -> int:
    """Return where a heading such as "Contingencies" ends, which may be a row of a balance sheet, and no suit; else 0."""
    end = max(0, text.find("\n", 0, LONGEST_HEADING))
    return end if "contingenc" in text[:end].lower() else 0


def likeness_of(kind: str, text: str) -> int:
    """Return how much words read like what an Item of that kind holds: 0 not at all, 1 they may be it, SURE."""
    length = len(text)
    if kind == "statements":
        low = text.lower()
        if length < _LEAST_STATEMENTS or not _ASSETS.search(low):
            return 0
        return SURE if length >= _USUAL and not _NOTES_FIRST.match(low) else 1
    if kind == "mda":
        moves = sum(1 for _ in islice(_MOVES.finditer(text), 2 * _LEAST_MOVES + 1))
        if length < _LEAST_DISCUSSION or moves < _LEAST_MOVES:
            return 0
        return SURE if length >= _USUAL and moves > 2 * _LEAST_MOVES else 1
    if kind == "legal" and not _SUITS.search(text, _heading_end(text)):
        return 0
    if kind == "risk_factors" and _LEAST_WORDS <= length < _LEAST_RISKS:
        return 1
    return SURE if length >= _LEAST_WORDS else 0
