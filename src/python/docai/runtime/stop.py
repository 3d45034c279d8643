"""Stopping on request: SIGTERM and SIGINT ask, the program puts its work down and ends with 143."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Mapping
from types import FrameType, TracebackType
from typing import Any

from docai.runtime.errors import Stopped
from docai.runtime.exit_codes import ExitCode

LOOK = 0.05
"""Seconds between two looks of somebody who waits."""

_STOPPING = b"\nstopping; Ctrl-C again = at once; run it again to resume\n"
_SHOW_CURSOR = b"\x1b[?25h"


class StopSignal:
    """Hears SIGTERM and SIGINT while it is entered; the second one ends the program at once.

    Ctrl-C at a terminal is answered there at once, whatever the program is doing.

    Outside the main thread no handler is set, and only ``request`` stops.
    """

    def __init__(self) -> None:
        # A plain flag: a handler that took a lock would wait for ever for the thread that it interrupted.
        self._asked = False
        self._former: dict[int, Any] = {}

    def __enter__(self) -> StopSignal:
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGTERM, signal.SIGINT):
                self._former[number] = signal.signal(number, self._heard)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        former: Mapping[int, Any] = self._former
        for number, handler in former.items():
            signal.signal(number, handler)
        self._former = {}

    def _heard(self, number: int, frame: FrameType | None) -> None:
        at_terminal = number == signal.SIGINT and os.isatty(2)
        if self._asked:
            if at_terminal:
                os.write(2, _SHOW_CURSOR)  # a progress bar hides it
            os._exit(ExitCode.STOPPED)
        self._asked = True
        if at_terminal:
            # Not by a stream or the log: this may have interrupted either of them.
            os.write(2, _STOPPING)

    @property
    def requested(self) -> bool:
        """Return whether a stop was asked for."""
        return self._asked

    def request(self) -> None:
        """Ask for a stop from inside the program."""
        self._asked = True

    def wait(self, seconds: float | None) -> bool:
        """Sleep for ``seconds`` or until a stop is asked for; say whether it was."""
        until = None if seconds is None else time.monotonic() + seconds
        while not self._asked:
            left = LOOK if until is None else min(LOOK, until - time.monotonic())
            if left <= 0:
                return False
            time.sleep(left)
        return True

    def raise_if_requested(self) -> None:
        """Raise Stopped when a stop was asked for."""
        if self.requested:
            raise Stopped("stopped on request")
