"""Room for temporary files: what cannot be written there ends a program in a sentence, never as a defect."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager

from docai.runtime.errors import OtherSideError

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""What the operating system says when a disk is full, or a quota or a limit for files is reached."""


class NoScratch(OtherSideError):
    """Temporary files cannot be written."""


def no_room(error: OSError) -> str:
    """Return the sentence for a disk that is full."""
    where = f" ({error.filename})" if error.filename else ""
    return f"no room is left on a disk{where}: {error.strerror}; {_advice()}"


@contextmanager
def told_as_no_scratch(doing: str) -> Iterator[None]:
    """Turn every OSError inside into NoScratch; ``doing`` begins its sentence, as in ``cannot keep X``."""
    try:
        yield
    except OSError as error:
        raise NoScratch(f"{doing}: {error.strerror or error}; {_advice()}") from error


def _advice() -> str:
    now = os.environ.get("TMPDIR")
    return (
        f"make room in the folder for temporary files (TMPDIR, now {now or 'not set'}), "
        "or name another one, and run it again"
    )
