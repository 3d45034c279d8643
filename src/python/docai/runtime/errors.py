"""What ends a program, by what the one who started it can do about it.

DocaiError            a sentence for a person, and the exit code it means
├── CallerError       change something: option, credential, permission, name (exit 2)
├── OtherSideError    the other side refused or failed after retries: try later (exit 3)
├── PartialError      done in part, above what ``--tolerate`` allows (exit 4)
├── OutOfMemory       give it more memory, or less work at once (exit 5)
├── TimedOut          give it more time (exit 6)
├── NotStarted        the job could not start (exit 7)
└── Stopped           a stop was asked for and has been carried out (exit 143)

Rooms derive their own errors from these; whatever else reaches the top is a defect (exit 1).
"""

from __future__ import annotations

from typing import ClassVar

from docai.runtime.exit_codes import ExitCode


class DocaiError(Exception):
    """A failure that is understood: its text says what was given, what is wrong and what would be right."""

    exit_code: ClassVar[ExitCode] = ExitCode.DEFECT


class CallerError(DocaiError):
    """The caller must change something."""

    exit_code = ExitCode.CALLER


class OtherSideError(DocaiError):
    """The other side refused or failed, also after retries."""

    exit_code = ExitCode.OTHER_SIDE


class PartialError(DocaiError):
    """The work is done in part only."""

    exit_code = ExitCode.PARTIAL


class OutOfMemory(DocaiError):
    """Memory ran out."""

    exit_code = ExitCode.OUT_OF_MEMORY


class TimedOut(DocaiError):
    """Time ran out."""

    exit_code = ExitCode.TIMED_OUT


class NotStarted(DocaiError):
    """The job could not start."""

    exit_code = ExitCode.NOT_STARTED


class Stopped(DocaiError):
    """A stop was asked for, and the work has been put down cleanly."""

    exit_code = ExitCode.STOPPED
