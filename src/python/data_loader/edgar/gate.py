"""A pause, after a block page or while EDGAR is away: nobody asks until it is over, then one request goes alone."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

MARGIN = 0.3
"""Seconds that are added to each pause: EDGAR's clock began it when its answer had gone out, which we do not see."""

PROBE_POLL = 0.05
"""Seconds between two looks whether the probe has been answered."""

_log = logging.getLogger(__name__)


class BlockGate:
    """Open, shut until a moment, or waiting for its one probe; safe to use from all workers."""

    def __init__(self, pause: float, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._pause = pause
        self._clock = clock
        self._lock = threading.Lock()
        self._until: float | None = None
        self._prober: int | None = None
        self.pauses = 0
        """Pauses since the beginning."""
        self.in_a_row = 0
        """Pauses since a request was last answered well."""

    def admit(self, now: float) -> float:
        """Return 0 when the calling thread may send a request now, else how many seconds to wait before asking again."""
        with self._lock:
            if self._until is None:
                return 0.0
            if now < self._until:
                return self._until - now
            if self._prober is None:
                self._prober = threading.get_ident()
                return 0.0
            return PROBE_POLL

    def blocked(self, asked: float | None = None) -> None:
        """Shut the gate: a block page has come. ``asked`` is the wait that EDGAR's Retry-After names, in seconds."""
        with self._lock:
            now = self._clock()
            probed = self._prober == threading.get_ident()
            fresh = self._until is None or probed
            if probed:
                self._prober = None
            pause = max(self._pause, asked or 0.0)
            self._until = max(self._until or 0.0, now + pause + MARGIN)
            if fresh:
                self.pauses += 1
                self.in_a_row += 1
        if fresh:
            _log.warning(
                "EDGAR answers with its block page: no request for %.0f s, then one alone",
                pause,
                extra={"pause_seconds": pause},
            )

    def shut(self, seconds: float) -> None:
        """Have nobody ask for ``seconds``, then one request alone: EDGAR is away."""
        with self._lock:
            if self._prober == threading.get_ident():
                self._prober = None
            self._until = max(self._until or 0.0, self._clock() + seconds)

    def opens_in(self) -> float:
        """Return in how many seconds a request may be sent again; 0 when one may now."""
        with self._lock:
            return 0.0 if self._until is None else max(0.0, self._until - self._clock())

    def passed(self) -> None:
        """Open the gate when the calling thread's request was the probe: it was answered, and by no block page."""
        with self._lock:
            if self._until is None:
                self.in_a_row = 0
            elif self._prober == threading.get_ident():
                self._prober = self._until = None
                self.in_a_row = 0

    def failed(self) -> None:
        """Let another request be the probe when the calling thread's was, and brought no answer."""
        with self._lock:
            if self._prober == threading.get_ident():
                self._prober = None
