"""What ends a run early: a stop that was asked for, or a failure that no further work can mend."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from docai.runtime.errors import Stopped
from docai.runtime.exit_codes import ExitCode
from docai.runtime.stop import StopSignal

LOOK = 0.2
"""Seconds after which a stop is noticed at the latest."""

_log = logging.getLogger(__name__)


class Stop(Protocol):
    """What docai.runtime.stop.StopSignal offers."""

    @property
    def requested(self) -> bool:
        """Return whether a stop was asked for."""


@contextmanager
def carried_out_in(seconds: float, stop: StopSignal) -> Iterator[None]:
    """End the process ``seconds`` after a stop was asked for, if it is still in this context: a lake or a call may hang.

    That is safe at every moment: the next run sees to what was left behind, as after ``kill -9``.
    """
    over = threading.Event()

    def watch() -> None:
        while not stop.wait(LOOK):
            if over.is_set():
                return
        if not over.wait(seconds):
            _log.warning(
                "stopped on request; the next run sees to what could not be put down in time"
            )
            os._exit(ExitCode.STOPPED)

    threading.Thread(target=watch, name="stop-deadline", daemon=True).start()
    try:
        yield
    finally:
        over.set()


class Ending:
    """Says to every thread of a run whether to go on; safe to use from all of them."""

    def __init__(self, stop: Stop) -> None:
        self._stop = stop
        self._event = threading.Event()
        self._lock = threading.Lock()
        self._failure: BaseException | None = None

    @property
    def requested(self) -> bool:
        """Return whether the run is to end."""
        return self._event.is_set() or self._stop.requested

    @property
    def failure(self) -> BaseException | None:
        """Return what the run cannot go on after, if anything."""
        return self._failure

    def fail(self, failure: BaseException) -> None:
        """End the run because of ``failure``; the first one counts."""
        with self._lock:
            if self._failure is None:
                self._failure = failure
        self._event.set()

    def wait(self, seconds: float) -> bool:
        """Sleep for ``seconds`` or until the run is to end; say whether it is."""
        until = time.monotonic() + seconds
        while not self.requested:
            left = until - time.monotonic()
            if left <= 0:
                return False
            self._event.wait(min(left, LOOK))
        return True

    @contextmanager
    def failure_told(self) -> Iterator[None]:
        """Raise in place of Stopped what the run cannot go on after, where that and no request ended it."""
        try:
            yield
        except Stopped:
            if self._failure is not None:
                raise self._failure from None
            raise

    def raise_if_requested(self) -> None:
        """Raise Stopped when the run is to end."""
        if self.requested:
            raise Stopped("stopped on request")
