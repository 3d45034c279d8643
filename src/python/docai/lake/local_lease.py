"""A lock in a local folder that runs out by itself when its holder dies.

The lease is a record of fixed length in a file: who holds it, by which token, until when (seconds since 1970). It is read
and written under flock(2), which the kernel gives back when a process dies, and by single writes, so that no reader sees
half a record. The file stays when the lease is released: deleting it would let two processes lock two files of one name.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from docai.lake.errors import LeaseHeld
from docai.lake.local_errors import told_as_lake_errors
from docai.lake.local_files import make_folders

RECORD_BYTES = 2048
HOLDER_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class Record:
    """What the lease's file says; ``token`` is empty when nobody holds it."""

    holder: str
    token: str
    until: float


FREE = Record("", "", 0.0)


class LocalLease:
    """A lease that is held; see docai.lake.lake.Lease."""

    def __init__(
        self, file: Path, mine: Record, seconds: float, clock: Callable[[], float]
    ) -> None:
        self._file = file
        self._mine = mine
        self._seconds = seconds
        self._clock = clock

    def renew(self) -> None:
        """Extend the lease by its duration; raises LeaseHeld when another took it."""
        with _locked(self._file) as descriptor:
            present = _read(descriptor)
            if present.token != self._mine.token:
                holder = present.holder or "nobody"
                raise LeaseHeld(
                    f"the lease {self._file} ran out and is now held by {holder}", holder
                )
            _write(descriptor, Record(present.holder, present.token, self._clock() + self._seconds))

    def release(self) -> None:
        """Give the lease up; nothing happens when it is no longer ours."""
        with _locked(self._file) as descriptor:
            if _read(descriptor).token == self._mine.token:
                _write(descriptor, FREE)


def acquire(
    file: Path, *, holder: str, token: str, seconds: float, clock: Callable[[], float]
) -> LocalLease:
    """Take the lease kept in ``file``; raises LeaseHeld, which names the present holder."""
    mine = Record(holder[:HOLDER_CHARACTERS], token, clock() + seconds)
    with told_as_lake_errors(f"cannot take the lease {file}"):
        make_folders(file.parent)
    with _locked(file) as descriptor:
        present = _read(descriptor)
        left = present.until - clock()
        # a holder's clock that ran ahead must not lock everybody out: no lease is longer than a minute
        if present.token and 0 < left <= max(seconds, 60.0):
            raise LeaseHeld(
                f"the lease {file} is held by {present.holder} for {left:.0f} s more",
                present.holder,
            )
        _write(descriptor, mine)
    return LocalLease(file, mine, seconds, clock)


@contextmanager
def _locked(file: Path) -> Iterator[int]:
    with told_as_lake_errors(f"cannot use the lease {file}"):
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield descriptor
        finally:
            os.close(descriptor)


def _read(descriptor: int) -> Record:
    try:
        fields = json.loads(os.pread(descriptor, RECORD_BYTES, 0))
        return Record(str(fields["holder"]), str(fields["token"]), float(fields["until"]))
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return FREE  # new, torn by a power cut, or damaged: nobody holds it


def _write(descriptor: int, record: Record) -> None:
    fields = {"holder": record.holder, "token": record.token, "until": record.until}
    os.pwrite(descriptor, json.dumps(fields).encode().ljust(RECORD_BYTES), 0)
