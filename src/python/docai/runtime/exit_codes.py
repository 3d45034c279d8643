"""What a program's exit code tells the one who started it: the same in every component."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """The exit codes of docai."""

    DONE = 0
    """Everything that was asked for is done."""
    DEFECT = 1
    """The program itself failed: a defect, to be reported with its traceback."""
    CALLER = 2
    """The caller must change something: an option, a credential, a permission, a name."""
    OTHER_SIDE = 3
    """The other side (EDGAR, the storage, the cluster) refused or failed, also after retries."""
    PARTIAL = 4
    """Done in part: more filings failed than ``--tolerate`` allows."""
    OUT_OF_MEMORY = 5
    """Memory ran out."""
    TIMED_OUT = 6
    """The time that was given ran out."""
    NOT_STARTED = 7
    """The job could not start."""
    STOPPED = 143
    """Stopped on request (SIGTERM), cleanly."""
