"""How a program begins and ends: logging on, one sentence for a failure that is understood, the right exit code."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NoReturn

from docai.runtime import logs
from docai.runtime.errors import DocaiError
from docai.runtime.exit_codes import ExitCode
from docai.runtime.scratch import NO_ROOM, no_room
from docai.runtime.streams import ReaderGone, flush_stdout, guard_streams
from docai.starting import end_with, hand_over

_log = logging.getLogger(__name__)

Main = Callable[[Sequence[str]], ExitCode]
"""What an entry module defines: takes the arguments after the program's name, returns the exit code or raises."""

_CALLED: ContextVar[tuple[str, str] | None] = ContextVar("called", default=None)


@contextmanager
def called_as(module: str, name: str) -> Iterator[None]:
    """Have help and messages speak of the program ``name`` (``docai load``) where they say ``python -m MODULE``."""
    before = _CALLED.set((module, name))
    try:
        yield
    finally:
        _CALLED.reset(before)


def as_called(text: str) -> str:
    """Return a text that names a program by its module, with the name that it was called by."""
    called = _CALLED.get()
    if called is None:
        return text
    module, name = called
    return text.replace(f"python -m {module}", name).replace(module, name)


def execute(main: Main, argv: Sequence[str]) -> ExitCode:
    """Run ``main``; return its exit code, or that of what it raised after saying on stderr what happened."""
    return flush_stdout(_code_of(main, argv))


def _code_of(main: Main, argv: Sequence[str]) -> ExitCode:
    try:
        logs.set_up()
    except DocaiError as error:
        logs.set_up(environment={})
        _log.error("%s", error)
        return error.exit_code
    try:
        return main(argv)
    except ReaderGone as error:
        return error.exit_code
    except DocaiError as error:
        level = logging.WARNING if error.exit_code is ExitCode.STOPPED else logging.ERROR
        _log.log(level, "%s", error, extra={"exit_code": int(error.exit_code)})
        return error.exit_code
    except KeyboardInterrupt:
        _log.warning("stopped on request", extra={"exit_code": int(ExitCode.STOPPED)})
        return ExitCode.STOPPED
    except MemoryError:
        _log.exception("out of memory", extra={"exit_code": int(ExitCode.OUT_OF_MEMORY)})
        return ExitCode.OUT_OF_MEMORY
    except OSError as error:
        if error.errno in NO_ROOM:
            _log.error("%s", no_room(error), extra={"exit_code": int(ExitCode.OTHER_SIDE)})
            return ExitCode.OTHER_SIDE
        return _defect()
    except Exception:  # noqa: BLE001 - the top of every program: reported in full, and exit code 1
        return _defect()


def _defect() -> ExitCode:
    _log.exception(
        "this is a defect of docai; please report it with the lines above and below",
        extra={"exit_code": int(ExitCode.DEFECT)},
    )
    return ExitCode.DEFECT


def run_program(main: Main) -> NoReturn:
    """Run ``main`` with the command line's arguments and end the process with its exit code."""
    hand_over()
    guard_streams()
    end_with(int(execute(main, sys.argv[1:])))
