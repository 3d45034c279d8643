"""Rows that count what no filer has millions of: employees, stores. No scale that a table says of its dollars is theirs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from docai.document.tables.model import RowLabel

_THINGS = r"(?:employees|associates|stores|restaurants|hotels|branches|offices|locations|facilities|properties|warehouses|theat(?:er|re)s|screens|clubs|dealers|dealerships|franchisees|aircraft|vessels|locomotives|rigs|schools|countries|states|(?:(?:share|stock|unit)?holders|owners)(?:\s+of\s+record)?)"
_COUNT = re.compile(
    rf"\bnumber\s+of\s+(?:(?!(?:by|to|of|options)\b)[a-z/-]+\s+){{0,3}}?{_THINGS}\b(?!.*\b(?:shares?|held)\b)|\bnumber\s+of\s+(?:[a-z/-]+\s+){{0,2}}?units\s+(?:re-?franchised|opened|closed)\b"
    r"|^(?:(?:average|total|full-time|part-time|approximate|our)\s+)*employees(?:\s*$|\s*[-,(–—]|\s+(?:at|as\s+of|in|on)\b)"
    r"|^(?:[a-z/-]+\s+){0,2}?(?:stores|restaurants|hotels|branches|theat(?:er|re)s|warehouses|clubs)\s*[,(–—-]?\s*(?:operated|opened|open|closed|acquired|in\s+operation|at\s+(?:year|the\s+end|end|beginning|period)|(?:end|beginning)\s+of)\b"
    r"|^(?:share|stock|unit)holders\s+of\s+record\b|\bheadcount\b",
    re.I,
)
_HINTS = ("umber of", "mployees", "tores", "estaurants", "otels", "ranches", "heat", "arehouses", "lubs", "of record", "eadcount", "UMBER OF", "MPLOYEES", "TORES", "ESTAURANTS", "OTELS", "RANCHES", "HEAT", "AREHOUSES", "LUBS", "OF RECORD")  # fmt: skip
"""What a label holds that the pattern may match."""


def rows_of_counts(labels: Sequence[RowLabel]) -> set[int]:
    """Return the rows, from 0, that count such things by their own label, or else by the group that they stand in.

    None where all rows do: then the scale of the table is said of them.
    """
    found = {
        at
        for at, label in enumerate(labels)
        if _counts(label.text) or (label.group and _counts(label.group[-1]))
    }
    return found if len(found) < len(labels) else set()


@lru_cache(maxsize=4096)
def _counts(label: str) -> bool:
    for hint in _HINTS:
        if hint in label:
            return _COUNT.search(label) is not None
    return False
