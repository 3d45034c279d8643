"""Ctrl-C and SIGTERM while a program's modules are still imported: a line and exit code 143, where Python shows a traceback.

An entry module calls ``answer_stops`` before its other imports; ``docai.runtime.program.run_program`` takes over when they are
done. Python needs a moment until it comes here, so this module imports nothing that is not there already.
"""

from __future__ import annotations

import os
import sys

# The module signal, which is made of this one, imports enum and so re.
from _signal import SIGINT, SIGTERM, signal  # type: ignore[import-not-found]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType
    from typing import Any

_SAID = "stopped on request"
_STOPPED = 143  # ExitCode.STOPPED
_former: dict[int, Any] = {}


def answer_stops() -> None:
    """End the process when SIGINT or SIGTERM comes. There is nothing yet to put down."""
    for number in (SIGINT, SIGTERM):
        former = signal(number, _end)
        _former.setdefault(number, former)


def hand_over() -> None:
    """Set the handlers again that were there before ``answer_stops``, if it was called."""
    while _former:
        signal(*_former.popitem())


def is_run(package: str) -> bool:
    """Return whether this process is at the beginning of ``python -m PACKAGE...``, where it imports the package itself."""
    given = sys.orig_argv
    if sys.argv[:1] != ["-m"] or "-m" not in given[:-1]:
        return False
    return given[given.index("-m") + 1].split(".")[0] == package


def _end(number: int, frame: FrameType | None) -> None:
    os.write(2, _line().encode())
    os._exit(_STOPPED)


def _line() -> str:
    """Return what the log would say; the log itself may not be imported yet, or only half of it."""
    import json
    import time

    log = os.environ.get("DOCAI_LOG", "")
    if log == "text" or (not log and os.isatty(2)):
        return f"\n{time.strftime('%H:%M:%S')} warning: {_SAID}\n"
    moment = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime())
    line = {"time": moment, "level": "warning", "logger": __name__, "message": _SAID}
    return json.dumps({**line, "exit_code": _STOPPED}) + "\n"
