"""Which parts of the manifests need not be read again.

A mark is an immutable JSON file that names parts: for each loader run, ranges of part numbers, and the parts whose
filings went to quarantine, with the parser version that could not read them. Marks add up: whoever knows a part, it is
consumed; where two speak of one part, the later file counts. So any number of writers may leave marks at once, and a few
marks may at any time be replaced by one that says the same.

A mark names the tables that it speaks of, each by its id and a version that it had reached. Where a table is another one by
now, or was put back to an older version, the mark holds no longer: its parts are looked at again. Marks are made again from
manifests and tables; losing one costs time and no filing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from spark_delta.delta_access.delta_log import TableNow
from spark_delta.tables.schema import CONTENT, FILINGS, QUARANTINE, SECTIONS

FORMAT = 1
"""Of the file. A program that knows it reads what a newer one adds, and the other way round."""

_OF_AN_OLDER_DOCAI = frozenset((FILINGS.name, SECTIONS.name, QUARANTINE.name))
"""The tables of which a mark speaks that names none: those that its writer had."""

GREATEST_PART = 999_999
"""A loader run has no part with a greater number: it would have taken months."""


class OtherFormat(ValueError):
    """A mark of a format that this program does not know."""


@dataclass(frozen=True, slots=True, order=True)
class PartName:
    """A part of a manifest: the loader run's name and the part's number. Sorts by age."""

    run: str
    number: int


@dataclass(frozen=True, slots=True)
class TablePoint:
    """A table as a mark names it: its id (None where that could not be had) and a version that it had reached."""

    id: str | None
    version: int


@dataclass(frozen=True, slots=True)
class MarkFile:
    """What one file says: the parts as in Marks, and the tables by name; None in a file of an older docai, which says nothing."""

    parts: Mapping[PartName, str | None]
    tables: Mapping[str, TablePoint] | None

    def holds(self, name: str, now: Mapping[str, TableNow]) -> bool:
        """Return whether the table called ``name`` still has what this file says was written to it."""
        table = now.get(name)
        if self.tables is None:
            return table is not None or name not in _OF_AN_OLDER_DOCAI
        point = self.tables.get(name)
        if point is None:
            return True
        return table is not None and table.has_kept(point.id, point.version)


@dataclass(frozen=True, slots=True)
class Marks:
    """The consumed parts; the value is the parser version under which some of its filings were quarantined, or None.

    ``half``: parts that are not consumed and yet may have rows in ``filings``, while other rows of them are gone.
    """

    parts: Mapping[PartName, str | None] = field(default_factory=dict)
    half: frozenset[PartName] = frozenset()

    def settled(self, part: PartName, parser_version: str, *, retry_quarantine: bool) -> bool:
        """Return whether ``part`` holds no work: consumed, and what it left in quarantine is not to be tried again."""
        if part not in self.parts:
            return False
        quarantined_by = self.parts[part]
        if quarantined_by is None:
            return True
        return quarantined_by == parser_version and not retry_quarantine

    def merged(self, later: Marks) -> Marks:
        """Return both together; ``later`` counts where both speak of one part."""
        return Marks({**self.parts, **later.parts}, (self.half - later.parts.keys()) | later.half)


def held(files: Iterable[MarkFile], now: Mapping[str, TableNow]) -> Marks:
    """Return what ``files``, oldest first, say together, as far as it holds for the tables ``now``."""
    parts: dict[PartName, str | None] = {}
    half: set[PartName] = set()
    for file in files:
        filings, quarantine = (file.holds(table.name, now) for table in (FILINGS, QUARANTINE))
        content = all(file.holds(table.name, now) for table in CONTENT)
        for part, quarantined_by in file.parts.items():
            half.discard(part)
            parts.pop(part, None)
            if filings and content and (quarantined_by is None or quarantine):
                parts[part] = quarantined_by
            elif not content:
                half.add(part)
    return Marks(parts, frozenset(half))


def to_bytes(marks: Marks, tables: Mapping[str, TablePoint]) -> bytes:
    """Return a file that says ``marks`` of ``tables``."""
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
    points = {name: {"id": point.id, "version": point.version} for name, point in tables.items()}
    said = {"format": FORMAT, "tables": points, "runs": runs}
    return json.dumps(said, separators=(",", ":")).encode()


def from_bytes(data: bytes) -> MarkFile:
    """Return what a file says; raises ValueError, whatever ``data`` holds, and OtherFormat for a newer kind of file."""
    try:
        content = json.loads(data)
        if content["format"] != FORMAT:
            raise OtherFormat(
                f"a mark of format {content['format']!r}; this program knows {FORMAT}"
            )
        tables = content.get("tables")
        return MarkFile(
            _parts(content["runs"]),
            None if tables is None else {str(name): _point(of) for name, of in tables.items()},
        )
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"{type(error).__name__}: {error}"[:300]) from error


def _parts(runs: Mapping[str, dict[str, object]]) -> dict[PartName, str | None]:
    parts: dict[PartName, str | None] = {}
    for run, said in runs.items():
        quarantined, consumed = said.get("quarantined_by", {}), said["consumed"]
        if not isinstance(quarantined, dict) or not isinstance(consumed, list):
            raise TypeError(f"of the run {run!r} it names no ranges of parts")
        for first, last in consumed:
            low, high = _number(first), _number(last)
            for number in range(low, high + 1):
                version = quarantined.get(str(number))
                parts[PartName(run, number)] = None if version is None else str(version)
    return parts


def _number(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= GREATEST_PART:
        raise ValueError(f"{value!r:.40} is no number of a part")
    return value


def _point(said: Mapping[str, object]) -> TablePoint:
    version, name = said["version"], said["id"]
    if isinstance(version, bool) or not isinstance(version, int):
        raise TypeError(f"{version!r:.40} is no version of a table")
    return TablePoint(None if name is None else str(name), version)


def _ranges(numbers: list[int]) -> list[list[int]]:
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return ranges
