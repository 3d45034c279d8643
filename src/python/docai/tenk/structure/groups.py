"""Names of groups between the parts of a typed table: they part no table."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from docai.document.marked_text import MarkedText
from docai.tenk.structure.model import Unit
from docai.tenk.structure.reading import ReadItem
from docai.tenk.structure.words import CAPTION

_LONGEST_GROUP = 100
_TABLE_TAGS = frozenset(("table", "/table"))


def take_in_groups(read: ReadItem, units: Sequence[Unit]) -> None:
    """Make a short line between two parts of one typed table a part of it too: the name of a group, one side of a balance sheet."""
    spans: list[int] | None = None
    for before, unit, after in zip(units, units[1:], units[2:], strict=False):
        words = read.item.text[unit.start : unit.end]
        if not (before.typed and after.typed and _is_group(words)) or unit.number:
            continue
        if not CAPTION.match(words):
            spans = _tables_of(read.marked) if spans is None else spans
            place = bisect_right(spans, before.at)
            if not (
                place % 2 and 0 <= before.at < after.at and place == bisect_right(spans, after.at)
            ):
                continue
        unit.kind, unit.typed = "table", True


def _is_group(words: str) -> bool:
    """Return whether words may name a group of rows."""
    return len(words) <= _LONGEST_GROUP and "\n" not in words and words[-1] != "."


def _tables_of(marked: MarkedText) -> list[int]:
    """Return where the tables between <TABLE> and </TABLE> begin and end, in order."""
    places: list[int] = []
    for name, at in marked.tags(_TABLE_TAGS):
        if (name == "table") == (len(places) % 2 == 0):
            places.append(at)
    return places
