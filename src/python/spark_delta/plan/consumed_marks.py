"""The consumed marks in the lake: read, left, and kept few."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime

from docai.lake.errors import NotFound
from docai.lake.lake import Lake
from spark_delta.delta_access.delta_log import TableNow, table_now
from spark_delta.lake_paths import CONSUMED, STAGING
from spark_delta.plan import marks as wire
from spark_delta.plan.marks import MarkFile, Marks, OtherFormat, TablePoint
from spark_delta.tables.schema import TABLES

MOST_FILES = 16
"""More marks than this are replaced by one."""

_TRIES = 5

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Read:
    """The files that were read by name, oldest first; those that are damaged; what holds of them; the tables at that time."""

    files: Mapping[str, MarkFile]
    damaged: Sequence[str]
    marks: Marks
    now: Mapping[str, TableNow]

    @property
    def worn(self) -> bool:
        return bool(self.damaged) or any(file.tables is None for file in self.files.values())

    def replaceable(self) -> list[str]:
        """Return the files whose every part is known to be consumed by some mark, and the damaged ones."""
        known = self.marks.parts.keys()
        return [name for name, file in self.files.items() if file.parts.keys() <= known] + [
            *self.damaged
        ]


class ConsumedMarks:
    """The marks of one lake."""

    def __init__(self, lake: Lake) -> None:
        self._lake = lake
        self._worn = False

    @property
    def worn(self) -> bool:
        """Return whether a mark that was loaded is damaged or of an older docai: ``keep_few`` puts a new one in its place."""
        return self._worn

    def load(self) -> Marks:
        """Return what all marks say together, as far as it holds for the tables as they are. Raises LakeError.

        A mark that is damaged says nothing: its parts are looked at again.
        """
        read = self._read_all()
        self._worn = read.worn
        open_again = {part for file in read.files.values() for part in file.parts}
        open_again -= read.marks.parts.keys()
        if open_again:
            _log.warning(
                "the tables were deleted, made anew or put back since %d parts of manifests were written: "
                "these are looked at again",
                len(open_again),
            )
        return read.marks

    def leave(self, marks: Marks) -> None:
        """Add ``marks`` of the tables as they are now, durably."""
        if marks.parts:
            self._publish(marks, _points(_tables_now(self._lake, None)))

    def keep_few(self) -> None:
        """Replace many marks, damaged ones and those of an older docai by one; the old ones go only after it stands."""
        try:
            read = self._read(self._names())
        except NotFound:
            return  # another writer is at it
        if len(read.files) <= MOST_FILES and not read.worn:
            return
        if read.marks.parts:
            self._publish(read.marks, _points(read.now))
        for name in read.replaceable():
            self._lake.delete(name)

    def _names(self) -> list[str]:
        return [entry.path for entry in self._lake.list(CONSUMED) if entry.path.endswith(".json")]

    def _read_all(self) -> _Read:
        for _ in range(_TRIES):
            try:
                return self._read(self._names())
            except NotFound:
                continue  # somebody replaced several by one since they were listed
        return self._read(self._names())

    def _read(self, names: list[str]) -> _Read:
        files: dict[str, MarkFile] = {}
        damaged: list[str] = []
        with ThreadPoolExecutor(8, thread_name_prefix="marks") as pool:
            for name, data in zip(names, pool.map(self._lake.read, names), strict=True):
                try:
                    files[name] = wire.from_bytes(data)
                except OtherFormat as error:
                    _log.warning("ignoring %s: %s", name, error)
                except ValueError as error:
                    _log.warning(
                        "%s is damaged, and its parts are looked at again: %s", name, error
                    )
                    damaged.append(name)
        now = _tables_now(self._lake, list(files.values()))
        return _Read(files, damaged, wire.held(files.values(), now), now)

    def _publish(self, marks: Marks, tables: Mapping[str, TablePoint]) -> None:
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}-{secrets.token_hex(4)}.json"
        self._lake.publish(
            f"{CONSUMED}/{name}",
            wire.to_bytes(marks, tables),
            staging_path=f"{STAGING}/marks/{name}",
        )


def _points(now: Mapping[str, TableNow]) -> dict[str, TablePoint]:
    return {name: TablePoint(table.id, table.version) for name, table in now.items()}


def _tables_now(lake: Lake, files: Sequence[MarkFile] | None) -> dict[str, TableNow]:
    """Return the tables that there are; with ``files``, also what was undone since the oldest version that one names."""
    found = {}
    for table in TABLES:
        versions = [
            file.tables[table.name].version
            for file in files or ()
            if file.tables is not None and table.name in file.tables
        ]
        now = table_now(lake, table, min(versions, default=None))
        if now is not None:
            found[table.name] = now
    return found
