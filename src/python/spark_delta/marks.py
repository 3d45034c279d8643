"""Which parts of the manifests need not be read again.

A mark is an immutable JSON file that names parts: for each loader run, ranges of part numbers, and the parts whose
filings went to quarantine, with the parser version that could not read them. Marks add up: whoever knows a part, it is
consumed; where two speak of one part, the later file counts. So any number of writers may leave marks at once, and a few
marks may at any time be replaced by one that says the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby

FORMAT = 1


@dataclass(frozen=True, slots=True, order=True)
class PartName:
    """A part of a manifest: the loader run's name and the part's number. Sorts by age."""

    run: str
    number: int


@dataclass(frozen=True, slots=True)
class Marks:
    """The consumed parts; the value is the parser version under which some of its filings were quarantined, or None."""

    parts: Mapping[PartName, str | None] = field(default_factory=dict)

    def settled(self, part: PartName, parser_version: str, *, retry_quarantine: bool) -> bool:
        """Say whether ``part`` holds no work: consumed, and what it left in quarantine is not to be tried again."""
        if part not in self.parts:
            return False
        quarantined_by = self.parts[part]
        if quarantined_by is None:
            return True
        return quarantined_by == parser_version and not retry_quarantine

    def merged(self, later: Marks) -> Marks:
        """Return both together; ``later`` counts where both speak of one part."""
        return Marks({**self.parts, **later.parts})


def to_bytes(marks: Marks) -> bytes:
    """Return ``marks`` as a file."""
    runs: dict[str, dict[str, object]] = {}
    for run, parts in groupby(sorted(marks.parts), key=lambda part: part.run):
        numbers = [part.number for part in parts]
        quarantined = {
            str(number): version
            for number in numbers
            if (version := marks.parts[PartName(run, number)]) is not None
        }
        runs[run] = {"consumed": _ranges(numbers)} | (
            {"quarantined_by": quarantined} if quarantined else {}
        )
    return json.dumps({"format": FORMAT, "runs": runs}, separators=(",", ":")).encode()


def from_bytes(data: bytes) -> Marks:
    """Return what a file says; raises ValueError."""
    content = json.loads(data)
    if content["format"] != FORMAT:
        raise ValueError(f"a mark of format {content['format']!r}; this program knows {FORMAT}")
    parts: dict[PartName, str | None] = {}
    for run, said in content["runs"].items():
        quarantined = said.get("quarantined_by", {})
        for first, last in said["consumed"]:
            for number in range(first, last + 1):
                parts[PartName(run, number)] = quarantined.get(str(number))
    return Marks(parts)


def merge(marks: Iterable[Marks]) -> Marks:
    """Return all together, oldest first."""
    parts: dict[PartName, str | None] = {}
    for each in marks:
        parts.update(each.parts)
    return Marks(parts)


def _ranges(numbers: list[int]) -> list[list[int]]:
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return ranges
