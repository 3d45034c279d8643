"""One door to storage: what every lake can do.

Paths are relative to the lake's root, with forward slashes and without ``.`` or ``..``. A published file is whole or
absent, for every reader and after every crash; it is never changed afterwards. The two exceptions are named: ``replace``
for small files that have one owner, and ``delete``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Protocol

SHORTEST_LEASE = 15.0
LONGEST_LEASE = 60.0
"""Seconds; ADLS Gen2 grants no others that run out by themselves."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in the lake: its path below the root, size in bytes and time of its last change (with zone)."""

    path: str
    size: int
    modified: datetime


class StagedFile(Protocol):
    """An upload under way. Nobody reads it until it is published; leaving its context unpublished discards it."""

    def write(self, data: bytes) -> None:
        """Append ``data``; memory stays bounded however much is written. Raises LakeError."""

    def publish(self, path: str) -> bool:
        """Make what was written, durably and at once, the file at ``path``.

        Returns True when it now stands there by this call, False when ``path`` was taken before (the staged bytes are then
        discarded). Raises DamagedUpload when the storage holds other bytes than were written, and LakeError.
        """


class Lease(Protocol):
    """A lock that runs out by itself when its holder dies."""

    def renew(self) -> None:
        """Extend the lease by its duration; raises LeaseHeld when it ran out and another took it."""

    def release(self) -> None:
        """Give the lease up; safe to repeat."""


class Lake(Protocol):
    """A folder tree on some storage."""

    @property
    def uri(self) -> str:
        """Return the lake's address as Spark and people write it: ``file:///DIR`` or ``abfss://FS@ACCOUNT.../ROOT``."""

    def read(self, path: str) -> bytes:
        """Return the file's bytes. Raises NotFound and LakeError."""

    def open(self, path: str) -> AbstractContextManager[BinaryIO]:
        """Return a context whose value reads the file in order, in bounded memory. Raises NotFound and LakeError."""

    def stat(self, path: str) -> Entry | None:
        """Return what is known of the file, or None when there is none."""

    def list(self, prefix: str = "", *, recursive: bool = True) -> Iterator[Entry]:
        """Yield the files below the folder ``prefix`` in the order of their paths; nothing when it is absent."""

    def folders(self, prefix: str = "") -> Iterator[str]:
        """Yield the paths of the folders directly below ``prefix`` in order; nothing when it is absent."""

    def stage(self, staging_path: str) -> AbstractContextManager[StagedFile]:
        """Begin an upload at ``staging_path``, on the storage that will hold the published file."""

    def publish(self, path: str, data: bytes, *, staging_path: str) -> bool:
        """Stage and publish ``data`` in as few requests as the storage allows; see StagedFile.publish."""

    def replace(self, path: str, data: bytes) -> None:
        """Put ``data`` at ``path`` atomically, whatever stands there."""

    def delete(self, path: str, *, recursive: bool = False) -> None:
        """Delete a file or an empty folder, with ``recursive`` a full one; nothing happens when it is absent.

        Raises WrongLake for a folder that is not empty.
        """

    def acquire_lease(self, path: str, *, holder: str, seconds: float) -> Lease:
        """Take the lease at ``path`` for ``seconds`` (15 to 60). Raises LeaseHeld, which names the present holder."""

    def check_writable(self) -> None:
        """Make the root if need be and prove that it can be written; raises WrongLake, AccessRefused, LakeUnavailable."""


def lease_seconds(seconds: float) -> int:
    """Return ``seconds`` in whole ones, rounded up; raises ValueError outside of what storage grants."""
    if not SHORTEST_LEASE <= seconds <= LONGEST_LEASE:
        raise ValueError(
            f"a lease lasts {SHORTEST_LEASE:.0f} to {LONGEST_LEASE:.0f} seconds, not {seconds}"
        )
    return math.ceil(seconds)
