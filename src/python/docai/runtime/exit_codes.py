"""What a program's exit code tells the one who started it: the same in every component."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """The exit codes of docai; ``meaning`` is what one says to a person."""

    meaning: str

    def __new__(cls, code: int, meaning: str = "") -> ExitCode:
        """Return the exit code ``code``."""
        made = int.__new__(cls, code)
        made._value_ = code
        made.meaning = meaning
        return made

    DONE = 0, "everything that was asked for is done"
    DEFECT = 1, "the program itself failed, which is a defect"
    CALLER = 2, "an option, a credential, a permission or a name has to be changed"
    OTHER_SIDE = 3, "EDGAR, the storage or the cluster refused or failed, also after retries"
    PARTIAL = 4, "done in part: more filings failed than is tolerated"
    OUT_OF_MEMORY = 5, "out of memory"
    TIMED_OUT = 6, "the time limit was reached"
    NOT_STARTED = 7, "the job could not start"
    STOPPED = 143, "stopped on request (SIGTERM), cleanly"
