"""Rows and columns whose figures no scale of a table speaks of: numbers of contracts, inputs of a valuation, capacities and volumes a day."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docai.document.tables.scales.said import Said
from docai.document.tables.scales.units import Unit

AS_SHOWN = Unit()
"""What is said of figures that are multiplied by nothing."""
_NUMBER = re.compile(
    r"\b(?:number|no\.)\s+of\s+(?:[a-z/-]+\s+){0,4}?(?:facilities|stores|hotels|communities|buildings|sites|assets|issues|securities|counter-?\s?parties|agreements|instruments|swaps|contracts|loans|leases|borrowers|properties|investments|positions)(?:\s+held)?\s*(?:\([0-9a-z]\))?$"
    r"|\b(?:property|store|unit)\s+count\s*(?:\([0-9a-z]\))?$",
    re.I,
)
"""A column that counts what no filer has millions of."""
_INPUTS = re.compile(
    r"\b(?:un)?observable\s+inputs?\b|\binput/|\bvaluation\s+(?:techniques?|methods?)\b", re.I
)
"""A column that says how something is valued: others hold what it is valued by."""
_OF_INPUTS = re.compile(
    r"\brange\b|\b(?:weighted[\s-]+average|average|median)\s*(?:\([0-9a-z]\))?$", re.I
)
_A_DAY = re.compile(
    r"\b(?:mw|[mg]wh|mmbtu|m?bbls?|m[cm]?cf|bcf)/d(?:ay)?\b|\((?:net\s+)?[mg]w\)|\bmw$|\bmegawatts\b|\((?:m{0,2}bbls?|m{0,2}boe|m{0,2}cfe?|[bt]cfe?|mmbtus?|[kmgt]wh)\)\s*(?:\([0-9a-z]\))?$",
    re.I,
)
"""A capacity, a volume a day, or a unit of energy that has its own thousands."""


def as_shown(head: Sequence[Said], labels: Sequence[str]) -> list[Said]:
    """Return what the labels of all columns say, those whose figures are multiplied by nothing with that for a scale."""
    if not _any_hint(_HINTS, labels):
        return list(head)
    inputs = any(map(_INPUTS.search, labels)) and any("ange" in label for label in labels)
    return [
        (
            one._replace(own=AS_SHOWN)
            if one.own is None
            and (
                _NUMBER.search(label)
                or _A_DAY.search(label)
                or (inputs and _OF_INPUTS.search(label))
            )
            else one
        )
        for one, label in zip(head, labels, strict=True)
    ]


def rows_a_day(labels: Sequence[str]) -> set[int]:
    """Return the rows, from 0, whose labels say that figures are capacities or volumes a day."""
    if not _any_hint(_HINTS_OF_A_DAY, labels):
        return set()
    return {at for at, label in enumerate(labels) if _A_DAY.search(label)}


_HINTS_OF_A_DAY = ("/d", "/D", "MW", "W)", "w)", "egawatt", "EGAWATT", "bbl", "Bbl", "BBL", "oe)", "OE)", "cf", "CF", "Btu", "BTU", "btu")  # fmt: skip
_HINTS = (*_HINTS_OF_A_DAY, "umber", "UMBER", "o. of", "O. OF",  " count", " Count", " COUNT", "nput", "NPUT", "aluation", "ALUATION")  # fmt: skip
"""What a label holds that the patterns may match."""


def _any_hint(hints: Sequence[str], labels: Sequence[str]) -> bool:
    joined = "\n".join(labels)
    # a loop takes half the time of a generator
    for hint in hints:  # noqa: SIM110
        if hint in joined:
            return True
    return False
