"""How many submissions the workers of one machine have read so far.

Spark tells of whole tasks only, and a small run has one for each core. So workers that share a disk with the driver add a byte
to a file for each submission, and the driver looks at its size.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def tally_file() -> Iterator[str | None]:
    """Give the path of an empty file, gone afterwards; None where the disk has no room for one."""
    path: str | None = None
    with suppress(OSError):
        handle, path = tempfile.mkstemp(prefix="docai-read-")
        os.close(handle)
    try:
        yield path
    finally:
        if path is not None:
            Path(path).unlink(missing_ok=True)


def count_into(path: str | None) -> Callable[[], None]:
    """Return what counts one submission more in the file at ``path``. A full disk costs the count, never the submission."""
    if path is None:
        return lambda: None

    def one_more() -> None:
        # not made again once the driver has given it up
        with suppress(OSError):
            handle = os.open(path, os.O_WRONLY | os.O_APPEND)
            try:
                os.write(handle, b".")
            finally:
                os.close(handle)

    return one_more


def counted(path: str) -> int:
    """Return how many submissions were counted in the file at ``path``."""
    try:
        return os.stat(path).st_size
    except OSError:
        return 0
