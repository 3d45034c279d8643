"""The consumed marks in the lake: read, left, and kept few."""

from __future__ import annotations

import secrets
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from docai.lake.errors import NotFound
from docai.lake.lake import Lake
from spark_delta import marks as wire
from spark_delta.errors import DamagedManifest
from spark_delta.marks import Marks
from spark_delta.places import CONSUMED, STAGING

MOST_FILES = 16
"""More marks than this are replaced by one."""

_TRIES = 5


class ConsumedMarks:
    """The marks of one lake."""

    def __init__(self, lake: Lake) -> None:
        self._lake = lake

    def load(self) -> Marks:
        """Return all marks together. Raises LakeError, and DamagedManifest when a mark is none."""
        for _ in range(_TRIES):
            try:
                return self._read(self._names())
            except NotFound:
                continue  # somebody replaced several by one since they were listed
        return self._read(self._names())

    def leave(self, marks: Marks) -> None:
        """Add ``marks``, durably."""
        if marks.parts:
            self._publish(marks)

    def keep_few(self) -> None:
        """Replace many marks by one that says the same; the old ones go only after it stands."""
        names = self._names()
        if len(names) <= MOST_FILES:
            return
        try:
            together = self._read(names)
        except NotFound:
            return  # another writer is at it
        self._publish(together)
        for name in names:
            self._lake.delete(name)

    def _names(self) -> list[str]:
        return [entry.path for entry in self._lake.list(CONSUMED) if entry.path.endswith(".json")]

    def _read(self, names: list[str]) -> Marks:
        with ThreadPoolExecutor(8, thread_name_prefix="marks") as pool:
            return wire.merge(map(_decoded, names, pool.map(self._lake.read, names)))

    def _publish(self, marks: Marks) -> None:
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}-{secrets.token_hex(4)}.json"
        self._lake.publish(
            f"{CONSUMED}/{name}",
            wire.to_bytes(marks),
            staging_path=f"{STAGING}/marks/{name}",
        )


def _decoded(name: str, data: bytes) -> Marks:
    try:
        return wire.from_bytes(data)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedManifest(
            f"{name} is no mark of consumed parts ({error}); delete it: its parts are then looked at again"
        ) from error
