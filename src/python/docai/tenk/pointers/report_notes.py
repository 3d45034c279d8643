"""A marked document with the headings of its notes to the financial statements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from docai.document.marks import CELL, PAGE, ROW, ROW_END, SPAN, TABLE
from docai.tenk.pointers.note_headings import note_heading
from docai.tenk.pointers.paragraphs import is_title
from docai.tenk.pointers.report_lines import ReportLines

MOST_INDENT = 100
_IN_ROW = f" {CELL}{SPAN}"
_ROW_STARTS = f"\n{ROW}{ROW_END}{TABLE}{PAGE}"
_PARTED = re.compile(rf"\s*{CELL}\s*")
"""What stands between a number in a cell of its own and the title beside it."""
_NUMBER = re.compile(r"\(\d{1,2}\)[\s.]*")
_COMPOUND = re.compile(r"\d{1,2}-[a-z]")
"""A number that a sentence goes on with: "20-year licenses"."""


Stretch = tuple[int, int]
"""Where a stretch of the marked text begins and ends."""


class ReportNotes(ReportLines):
    """A marked document, its lines, and where its notes may begin. A number is looked for once."""

    def note_heads(self, number: str) -> list[Stretch]:
        """Return the lines that can be the heading of a note, those with a number in brackets last.

        The number may stand in the first cell of a row.
        """
        if number not in self._heads_of_notes:
            heads = list(self.note_heads_from(number, 0))
            self._heads_of_notes[number] = sorted(heads, key=lambda head: self.opens(head[0]))
        return self._heads_of_notes[number]

    @cached_property
    def _heads_of_notes(self) -> dict[str, list[Stretch]]:
        return {}

    def note_heads_from(self, number: str, start: int) -> Iterator[Stretch]:
        """Yield such lines from a place on, in order."""
        for match in note_heading(number).finditer(self.in_lines, start):
            line = match.span("line")
            before = self.low[max(0, line[0] - MOST_INDENT) : line[0]].rstrip(_IN_ROW)
            compound = _COMPOUND.match(self.text.raw, line[0])
            words = self.low[slice(*line)].rstrip()
            # "(1) Includes sheds that we let." is a footnote
            title = _NUMBER.sub("", self.text.raw[slice(*line)].strip())
            footnote = self.opens(line[0]) and not is_title(title)
            in_a_line = "\n" not in _PARTED.sub("", words) and before[-1:] in _ROW_STARTS
            if in_a_line and not (compound or footnote):
                yield line

    def opens(self, at: int) -> bool:
        """Return whether a bracket stands at a place."""
        return self.low[at] == "("
