"""The captions of the tables of a document, without what stands above many of them: running heads, the filer's name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from docai.document.tables.model import Table

PARTS = " - "
"""What parts the lines of a caption."""
_FEWEST = 4
_SHARE = 0.1
_DIGITS = re.compile(r"[0-9]+")


def with_captions(tables: Sequence[Table]) -> tuple[Table, ...]:
    """Return the tables, their captions without the lines that stand above so many tables that they name none.

    A line that ends in a colon is no running head: "Sales were as follows:".
    """
    counts = Counter(shape for table in tables for shape in set(map(_shape, _parts(table.caption))))
    least = max(_FEWEST, _SHARE * len(tables))
    often = {shape for shape, count in counts.items() if count >= least and shape[-1:] != ":"}
    if not often:
        return tuple(tables)
    made: list[Table] = []
    for table in tables:
        parts = _parts(table.caption)
        kept = [part for part in parts if _shape(part) not in often]
        made.append(table if len(kept) == len(parts) else replace(table, caption=PARTS.join(kept)))
    return tuple(made)


def _parts(caption: str) -> list[str]:
    return caption.split(PARTS) if caption else []


def _shape(part: str) -> str:
    return _DIGITS.sub("#", part.lower())
