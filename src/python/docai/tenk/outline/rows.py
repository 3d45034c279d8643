"""The outline of a filing: a row for each Item that was found, or that its form and year ask for."""

from __future__ import annotations

from dataclasses import dataclass

from docai.document.marks import MARKS
from docai.tenk.model import Filing
from docai.tenk.outline.expected import expected_items
from docai.tenk.outline.omitted import is_reserved, points_elsewhere, points_to_proxy
from docai.tenk.outline.state import State

_SURELY_ABSENT = 0.94
"""How sure an absence is, where all else that is expected was found, or what a sentence says of an Item without a heading."""


_NO_MARKS = str.maketrans(MARKS, " " * len(MARKS))


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """What became of an Item.

    ``expected``: the form and year ask for it. ``target`` is what it points to, as filed, or "". ``confidence`` is the
    chance, by our own measure, that the state is right.
    """

    registrant: str
    item: str
    expected: bool
    state: State
    target: str
    confidence: float


def outline_of(filing: Filing) -> tuple[OutlineRow, ...]:
    """Return the outline: the Items that were found in their order, then those that are absent."""
    found = {item.item for item in filing.items}
    expected = expected_items(filing.form, filing.period, found)
    rows = [
        OutlineRow(
            item.registrant,
            item.item,
            item.item in expected,
            item.state,
            item.target,
            round(item.confidence * item.state_confidence, 3),
        )
        for item in filing.items
    ]
    absent = [item for item in expected if item not in found]
    confidence = round(_SURELY_ABSENT * (1 - len(absent) / max(1, len(expected))), 3)
    left_out = dict(filing.omitted)
    for item in absent:
        if item in left_out:
            said = left_out[item]
            state = _left_out(said)
            shown = " ".join(said.translate(_NO_MARKS).split())
            rows.append(OutlineRow("", item, True, state, shown, _SURELY_ABSENT))
        else:
            rows.append(OutlineRow("", item, True, "absent", "", confidence))
    return tuple(rows)


def _left_out(said: str) -> State:
    """Return the state of an Item without a heading of which that is ``said``."""
    if points_to_proxy(said):
        return "proxy"
    if points_elsewhere(said):
        return "elsewhere"
    return "reserved" if is_reserved(said) else "none"
