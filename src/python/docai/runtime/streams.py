"""stdout and stderr that may be closed, or stand on a disk that is full: what a program then does.

A program that has done its work is done, also where nobody can be told: ``tell`` prints a summary and never fails.
What is printed otherwise is the work itself (the rows of a query): when stdout does not take it, NotPrinted ends the
program with exit code 3, ReaderGone with 0, and NoSuchCharacter with 2. stderr holds words beside the work: what it does not take is lost, and changes nothing.
"""

from __future__ import annotations

import io
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from docai.runtime.errors import CallerError, OtherSideError
from docai.runtime.exit_codes import ExitCode

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_log = logging.getLogger(__name__)

STDOUT, STDERR = 1, 2


class NotPrinted(OtherSideError):
    """stdout did not take what was printed: its disk is full, or the device failed."""


class ReaderGone(NotPrinted):
    """Whoever reads our results has enough of them, as in ``| head``."""

    # no BrokenPipeError: rich ends the process with 1 where it meets one
    exit_code = ExitCode.DONE


class NoSuchCharacter(CallerError):
    """stdout's encoding lacks a character of what is to be printed. Results are never printed as something else."""


class _Words(io.TextIOWrapper):
    """stdout as text; raises NoSuchCharacter."""

    def write(self, text: str, /) -> int:
        try:
            return super().write(text)
        except UnicodeEncodeError as error:
            lacking = ascii(error.object[error.start])
            raise NoSuchCharacter(
                f"stdout takes {self.encoding} only, which lacks the character {lacking}: set LC_ALL=C.UTF-8, or "
                "PYTHONIOENCODING=utf-8"
            ) from error


class _Stdout(io.FileIO):
    """File descriptor 1. Raises NotPrinted or ReaderGone once; what comes after it goes nowhere."""

    def write(self, data: ReadableBuffer, /) -> int:
        try:
            return super().write(data)
        except BrokenPipeError as error:
            _leads_nowhere(STDOUT)
            raise ReaderGone("nobody reads stdout any more") from error
        except OSError as error:
            _leads_nowhere(STDOUT)
            raise NotPrinted(
                f"what was asked for cannot be printed on stdout: {error.strerror or error}"
            ) from error


class _Stderr(io.FileIO):
    """File descriptor 2, which takes everything."""

    def write(self, data: ReadableBuffer, /) -> int:
        try:
            return super().write(data)
        except OSError:
            _leads_nowhere(STDERR)
            return memoryview(data).nbytes


def guard_streams() -> None:
    """Make sys.stdout and sys.stderr such streams; one that is closed leads nowhere.

    Without it, the next file that is opened would take the number of a closed stream, and get what is printed there.
    """
    for descriptor in (0, STDOUT, STDERR):
        try:
            os.fstat(descriptor)
        except OSError:
            _leads_nowhere(descriptor)
    stdout, stderr = _Stdout(STDOUT, "wb", closefd=False), _Stderr(STDERR, "wb", closefd=False)
    sys.stdout = _text(_Words, stdout, sys.stdout, "strict")
    sys.stderr = _text(io.TextIOWrapper, stderr, sys.stderr, "backslashreplace")


def flush_stdout(code: ExitCode) -> ExitCode:
    """Have all that was printed reach its reader; return ``code``, or that of NotPrinted in place of 0."""
    try:
        sys.stdout.flush()
    except ReaderGone:
        return code
    except NotPrinted as error:
        _log.error("%s", error, extra={"exit_code": int(error.exit_code)})
        return code or error.exit_code
    return code


@contextmanager
def telling_of_what_is_done() -> Iterator[None]:
    """Let what is printed inside fail: where stdout does not take it, or lacks a character, the log says so, and all is well."""
    try:
        yield
        sys.stdout.flush()
    except ReaderGone:
        return
    except (NotPrinted, NoSuchCharacter) as error:
        _log.warning("the work is done, but its summary cannot be printed: %s", error)


def tell(summary: str) -> None:
    """Print ``summary`` of work that is done; never fails."""
    with telling_of_what_is_done():
        print(summary)


def _text(
    kind: type[io.TextIOWrapper], raw: io.FileIO, old: TextIO | None, errors: str
) -> io.TextIOWrapper:
    line_buffering = raw.fileno() == STDERR or raw.isatty()
    encoding = "utf-8"
    if isinstance(old, io.TextIOWrapper):
        old.flush()
        encoding, errors = old.encoding, old.errors or errors
        line_buffering = line_buffering or old.line_buffering or old.write_through
    return kind(
        io.BufferedWriter(raw), encoding=encoding, errors=errors, line_buffering=line_buffering
    )


def _leads_nowhere(descriptor: int) -> None:
    null = os.open(os.devnull, os.O_RDWR)
    if null != descriptor:
        os.dup2(null, descriptor)
        os.close(null)
