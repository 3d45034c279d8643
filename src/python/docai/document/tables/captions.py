"""The captions of the tables of a document, without what stands above many of them: running heads, the filer's name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from docai.document.furniture import without_continued
from docai.document.tables.model import Table

PARTS = " - "
"""What parts the lines of a caption."""
_FEWEST = 4
_SHARE = 0.1
_DIGITS = re.compile(r"[0-9]+")
_FILER = re.compile(
    r"(?:[0-9]{1,3}\s+)?.{2,80}\b(?:inc|incorporated|corp|corporation|company|co|ltd|llc|l\.?p|subsidiaries|affiliates)\b\.?",
    re.I,
)
"""The filer's name, with or without the number of the page above it."""


def with_captions(tables: Sequence[Table]) -> tuple[Table, ...]:
    """Return the tables, their captions without the lines that stand above so many tables that they name none.

    A line that ends in a colon is no running head: "Sales were as follows:".
    """
    counts = Counter(shape for table in tables for shape in set(map(_shape, _parts(table.caption))))
    least = max(_FEWEST, _SHARE * len(tables))
    often = {shape for shape, count in counts.items() if count >= least and shape[-1:] != ":"}
    made: list[Table] = []
    for table in tables:
        parts = _parts(table.caption)
        kept = [part for part in parts if _shape(part) not in often]
        if "ontinued" in table.caption or "ONTINUED" in table.caption:
            kept = _without_heads(kept)
        made.append(table if kept == parts else replace(table, caption=PARTS.join(kept)))
    return tuple(made)


def _without_heads(parts: Sequence[str]) -> list[str]:
    """Return the lines of a caption without the head of a page that says that a part goes on, and the filer's name above that."""
    kept: list[str] = []
    for part in parts:
        rest = without_continued(part)
        if rest != part and kept and _FILER.fullmatch(kept[-1]):
            kept.pop()
        if rest:
            kept.append(rest)
    return kept


def _parts(caption: str) -> list[str]:
    return caption.split(PARTS) if caption else []


def _shape(part: str) -> str:
    return _DIGITS.sub("#", part.lower())
