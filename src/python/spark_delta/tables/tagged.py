"""The tagged numbers of inline documents by their places, so that the cell which shows one finds it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property

from docai.document.scan import Scan
from docai.xbrl import Fact, Figures

Placed = tuple[int, int, Fact]
"""First character of a fact's element in the decoded document, the one after its last, the fact."""

_ELEMENT = re.compile(
    r"<(?P<prefix>[\w.-]{1,40}):nonFraction\s(?:[^>\"']|\"[^\"]*\"|'[^']*'){0,200}?\bid\s*=\s*[\"'](?P<id>[^\"']{1,200})[\"']"
)
"""The begin of an inline number that has an id."""


class Tagged:
    """The facts of a filing's inline documents, with their places.

    Where EDGAR's extraction is read instead of the inline documents, it kept the ids of their elements.
    """

    def __init__(self, figures: Figures) -> None:
        self._figures = figures
        self._made: dict[str, tuple[list[int], list[Placed]]] = {}

    @cached_property
    def _by_id(self) -> dict[str, Fact]:
        return {fact.id: fact for fact in self._figures.facts if fact.id and fact.numeric}

    def within(self, scan: Scan, places: Iterable[tuple[int, int]]) -> list[Fact | None]:
        """Return the fact whose element stands at each place (from, to; in order), None where none or several do.

        Elements that stand in one another are the same number: the outermost counts.
        """
        if not scan.text.is_inline_xbrl:
            return [None for _ in places]
        starts, facts = self._of(scan)
        found: list[Fact | None] = []
        for first, end in places:
            at = bisect_left(starts, end)
            here: Placed | None = None
            several = False
            while at and facts[at - 1][1] > first:
                at -= 1
                one = facts[at]
                several = several or (here is not None and not _holds(one, here))
                here = one
            found.append(None if here is None or several else here[2])
        return found

    def _of(self, scan: Scan) -> tuple[list[int], list[Placed]]:
        """Return where the elements of a document begin, and the elements, in order."""
        name = scan.document.file_name
        found = self._made.get(name)
        if found is None:
            if self._figures.source == "inline":
                made = [
                    (fact.start_at, fact.end_at, fact)
                    for fact in self._figures.facts
                    if fact.numeric
                    and fact.source_file == name
                    and fact.start_at is not None
                    and fact.end_at is not None
                ]
            elif self._figures.source == "extracted":
                made = list(_by_ids(scan.source, self._by_id))
            else:
                made = []
            made.sort(key=lambda one: (one[0], -one[1]))
            found = self._made[name] = [start for start, _, _ in made], made
        return found


def _holds(outer: Placed, inner: Placed) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _by_ids(source: str, facts: dict[str, Fact]) -> Iterable[Placed]:
    for element in _ELEMENT.finditer(source):
        fact = facts.get(element["id"])
        end = source.find(f"</{element['prefix']}:nonFraction", element.end())
        if fact is not None and end >= 0:
            yield element.start(), end, fact
