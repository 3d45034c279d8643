"""Reading a log again from where it was left, without a gap or a repeat.

The kubelet serves lines from a time on, and that by the whole second. So a place in a log is a second and how many of the
lines from then on have been seen: those are passed over when the log is read again. Lines of stdout and stderr can change
places within a moment, so the place lies a second behind the newest line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

STAMPED = re.compile(rb"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,9})?(Z|[+-]\d\d:\d\d) ?", re.ASCII)
"""The time in front of a line: ``2026-11-23T05:38:07.263887123Z text``."""

PLACE = re.compile(r"(\d{1,12})\+(\d{1,9})@(\d{1,12}\.\d{9})", re.ASCII)
"""A place as it is kept: ``SECOND+LINES@NEWEST``, times since 1970."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line and its time in seconds since 1970, exact to the nanosecond (as text, since a float is not)."""

    at: str
    text: str

    @property
    def second(self) -> int:
        """The whole second of its time."""
        return int(self.at.partition(".")[0])


def line_of(data: bytes) -> Line | None:
    """Return a log line, or None for one without a time: the kubelet's own words, not the container's."""
    match = STAMPED.match(data)
    if match is None:
        return None
    zone = match[3].decode().replace("Z", "+00:00")
    whole = datetime.fromisoformat(match[1].decode() + zone)
    fraction = (match[2] or b".")[1:].decode().ljust(9, "0")
    return Line(
        f"{int(whole.timestamp())}.{fraction}", data[match.end() :].decode(errors="replace")
    )


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a log: ``lines`` from ``second`` on have been seen, the newest at ``newest``."""

    second: int
    lines: int
    newest: str

    def __str__(self) -> str:
        return f"{self.second}+{self.lines}@{self.newest}"

    @classmethod
    def parse(cls, text: str) -> Place | None:
        """Return the place that ``text`` keeps, None when it is none."""
        match = PLACE.fullmatch(text)
        return cls(int(match[1]), int(match[2]), match[3]) if match else None


class LogCursor:
    """Remembers which lines have been seen; ``begin`` before every reading, ``accept`` for every line of it."""

    def __init__(self, place: Place | None = None) -> None:
        self._base = place
        self._newest = "" if place is None else place.newest
        self._counts: dict[int, int] = {}
        self._skip = 0 if place is None else place.lines

    def begin(self) -> datetime | None:
        """Return from when on to read; None means from the beginning."""
        self._base = self.place
        self._counts = {}
        self._skip = 0 if self._base is None else self._base.lines
        return None if self._base is None else datetime.fromtimestamp(self._base.second, UTC)

    def accept(self, line: Line) -> bool:
        """Return whether ``line`` is new; a line that is counts as seen from now on."""
        # Of a log that was rotated fewer old lines are left than were seen: what is newer than all of those is new.
        known = self._skip > 0 and self._base is not None and _not_after(line.at, self._base.newest)
        self._skip = self._skip - 1 if known else 0
        if not self._newest or not _not_after(line.at, self._newest):
            self._newest = line.at
        self._counts[line.second] = self._counts.get(line.second, 0) + 1
        self._counts = {at: n for at, n in self._counts.items() if at >= self._from}
        return not known

    @property
    def place(self) -> Place | None:
        """Where it stands; None before the first line."""
        if self._skip > 0 or not self._newest:
            return self._base
        return Place(self._from, sum(self._counts.values()), self._newest)

    @property
    def _from(self) -> int:
        return int(self._newest.partition(".")[0]) - 1


def _not_after(one: str, other: str) -> bool:
    return (len(one), one) <= (len(other), other)
