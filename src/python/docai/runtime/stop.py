"""Stopping on request: SIGTERM and SIGINT ask, the program puts its work down and ends with 143."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Mapping
from types import FrameType, TracebackType
from typing import Any

from docai.runtime.errors import Stopped
from docai.runtime.exit_codes import ExitCode


class StopSignal:
    """Hears SIGTERM and SIGINT while it is entered; the second one ends the program at once.

    Outside the main thread no handler is set, and only ``request`` stops.
    """

    def __init__(self) -> None:
        self._event = threading.Event()
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
        if self._event.is_set():
            os._exit(ExitCode.STOPPED)
        self._event.set()

    @property
    def requested(self) -> bool:
        """Say whether a stop was asked for."""
        return self._event.is_set()

    def request(self) -> None:
        """Ask for a stop from inside the program."""
        self._event.set()

    def wait(self, seconds: float | None) -> bool:
        """Sleep for ``seconds`` or until a stop is asked for; say whether it was."""
        return self._event.wait(seconds)

    def raise_if_requested(self) -> None:
        """Raise Stopped when a stop was asked for."""
        if self.requested:
            raise Stopped("stopped on request")
