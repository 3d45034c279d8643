"""A JVM that starts on a full disk: it cannot tell PySpark its port, stays, and PySpark waits for it without end.

pyspark/java_gateway.py, ``launch_gateway``: it waits for a file in the folder for temporary files, or for the process to end.
"""

from __future__ import annotations

import os
import signal
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pyspark.errors import PySparkRuntimeError

from docai.runtime.scratch import NO_ROOM, told_as_no_scratch

PATIENCE = 5.0
"""Seconds that the disk may be full while the JVM starts. It writes for a moment only, but nobody can tell which."""

_LOOK_EVERY = 0.5
_BLOCK = b"\0" * 4096
_SHELL = b"pyspark-shell"
"""In the command line of every JVM that PySpark starts."""


@contextmanager
def ended_without_room() -> Iterator[None]:
    """Start a JVM inside; when the disk for temporary files stays full meanwhile, end it. Raises NoScratch when it fails there."""
    over = threading.Event()
    full: list[OSError] = []

    def watch() -> None:
        looks = 0
        while not over.wait(_LOOK_EVERY):
            error = _no_room()
            looks = 0 if error is None else looks + 1
            if error is not None and looks * _LOOK_EVERY >= PATIENCE:
                full.append(error)
                for pid in _starting():
                    with suppress(ProcessLookupError):
                        os.kill(pid, signal.SIGKILL)

    watcher = threading.Thread(target=watch, name="room for the JVM", daemon=True)
    watcher.start()
    try:
        yield
    except (PySparkRuntimeError, OSError):
        # It may have ended by itself: what it said of that had no room either.
        error = full[0] if full else _no_room()
        if error is None:
            raise
        with told_as_no_scratch("Spark's JVM cannot start without temporary files"):
            raise error from None
    finally:
        over.set()
        watcher.join()


def _no_room() -> OSError | None:
    """Return what keeps a block from being written among the temporary files, if the disk is full."""
    try:
        with tempfile.TemporaryFile() as probe:
            probe.write(_BLOCK)
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as error:
        return error if error.errno in NO_ROOM else None
    return None


def _starting() -> Iterator[int]:
    """Yield the processes that this one started for PySpark, where the system tells (Linux, proc(5))."""
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has just ended
            parent = (entry / "stat").read_text().rpartition(")")[2].split()[1]
            if int(parent) == os.getpid() and _SHELL in (entry / "cmdline").read_bytes():
                yield int(entry.name)
