"""Ctrl-C and SIGTERM while a program's modules are still imported: a line and exit code 143, where Python shows a traceback.

An entry module calls ``answer_stops`` before its other imports; ``docai.runtime.program.run_program`` takes over when they are
done. One whose libraries need much address space calls ``need_address_space`` too: without it they end the process in ways that
nothing in Python can answer. Python needs a moment until it comes here, so this module imports nothing that is not there already.
"""

from __future__ import annotations

import atexit
import os
import sys

# The module signal, which is made of this one, imports enum and so re.
from _signal import SIGINT, SIGTERM, signal  # type: ignore[import-not-found]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType
    from typing import Any, NoReturn

_SAID = "stopped on request"
_STOPPED = 143  # ExitCode.STOPPED
_CALLER = 2  # ExitCode.CALLER
_former: dict[int, Any] = {}
_ends_with: list[int] = []


def answer_stops() -> None:
    """End the process when SIGINT or SIGTERM comes. There is nothing yet to put down."""
    # the first that is registered is called last, when all others have put down what they hold
    atexit.register(_leave)
    for number in (SIGINT, SIGTERM):
        former = signal(number, _end)
        _former.setdefault(number, former)


def hand_over() -> None:
    """Set the handlers again that were there before ``answer_stops``, if it was called."""
    while _former:
        signal(*_former.popitem())


def end_with(code: int) -> NoReturn:
    """End the process with ``code``. Of a program that called ``answer_stops``, without taking the interpreter apart.

    Its work is done then, and its exit functions were called; native threads of Arrow and delta-rs may still run. Two of nineteen
    runs that a full disk had stopped before ended with SIGABRT after all was written.
    """
    _ends_with[:] = [code]
    sys.exit(code)


def too_little_address_space(megabytes: int) -> str:
    """Return what to say when this process may have less address space than ``megabytes`` (RLIMIT_AS); empty when it has enough."""
    import resource

    limit = resource.getrlimit(resource.RLIMIT_AS)[0]
    if limit == resource.RLIM_INFINITY or limit >= megabytes * 1_000_000:
        return ""
    return (
        f"this process may have {limit // 1_000_000:,} MB of address space (ulimit -v), and its libraries need {megabytes:,} MB "
        "before they do anything: set ulimit -v to more, or to unlimited, and bound memory otherwise"
    )


def need_address_space(megabytes: int) -> None:
    """End the process with 2 and a sentence when it may have less address space than ``megabytes``."""
    said = too_little_address_space(megabytes)
    if said:
        try:
            os.write(2, _line(said, "error", _CALLER).encode())
        finally:  # also when stderr is closed
            os._exit(_CALLER)


def is_run(package: str) -> bool:
    """Return whether this process is at the beginning of ``python -m PACKAGE...``, where it imports the package itself."""
    given = sys.orig_argv
    if sys.argv[:1] != ["-m"] or "-m" not in given[:-1]:
        return False
    return given[given.index("-m") + 1].split(".")[0] == package


def _leave() -> None:
    if _ends_with:
        try:
            if sys.stderr is not None:
                sys.stderr.flush()
        finally:  # also when nobody reads it
            os._exit(_ends_with[0])


def _end(number: int, frame: FrameType | None) -> None:
    os.write(2, b"\n" * _is_text() + _line(_SAID, "warning", _STOPPED).encode())
    os._exit(_STOPPED)


def _is_text() -> bool:
    log = os.environ.get("DOCAI_LOG", "")
    return log == "text" or (not log and os.isatty(2))


def _line(said: str, level: str, code: int) -> str:
    """Return what the log would say; the log itself may not be imported yet, or only half of it."""
    import json
    import time

    if _is_text():
        return f"{time.strftime('%H:%M:%S')} {level}: {said}\n"
    moment = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime())
    line = {"time": moment, "level": level, "logger": __name__, "message": said}
    return json.dumps({**line, "exit_code": code}) + "\n"
