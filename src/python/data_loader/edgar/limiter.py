"""One limit for all requests of a loader, counted as the server sees them.

The SEC allows 10 requests a second per user over all machines (https://www.sec.gov/os/accessing-edgar-data). Starts are
spaced evenly, and a request may begin only when a full second has passed since the server can last have seen the tenth
request before it: between its start here and its answer here, at most ``ALLOWANCE`` after the start.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from data_loader.edgar.gate import BlockGate
from data_loader.ending import Ending

PER_WINDOW = 10
WINDOW = 1.0
DEFAULT_RATE = 9.3
HIGHEST_RATE = 9.5

ALLOWANCE = 0.09
"""Seconds that a request may take to the server; answers that are slower do not slow the loader below 9.1/s."""

HELD_POLL = 0.1
"""Seconds between two looks whether the lease on the budget is ours again."""

CATCH_UP = 0.93
"""A start that came late lets the next follow by no less than this share of the regular distance."""


@dataclass(slots=True)
class _Start:
    at: float
    answered: float | None = None

    def seen_by(self) -> float:
        latest = self.at + ALLOWANCE
        return latest if self.answered is None else min(self.answered, latest)


class Limiter:
    """Lets requests start, one after the other; safe to use from all workers."""

    def __init__(
        self,
        rate: float,
        *,
        gate: BlockGate,
        ending: Ending,
        held: Callable[[], bool] = lambda: True,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``held`` says whether the budget is (still) this loader's to spend."""
        self._distance = 1.0 / rate
        self._gate = gate
        self._ending = ending
        self._clock = clock
        self._turn = threading.Lock()
        self._held = held
        self._next = clock()
        self._recent: deque[_Start] = deque(maxlen=PER_WINDOW)
        self._mine = threading.local()
        self.started = 0

    def start(self) -> None:
        """Wait until a request may start now, and count it; raises Stopped when the run ends meanwhile.

        Call it last before the request's first byte is sent.
        """
        with self._turn:
            while True:
                self._ending.raise_if_requested()
                now = self._clock()
                wait = self._due() - now
                if wait <= 0 and not self._held():
                    wait = HELD_POLL
                if wait <= 0:
                    wait = self._gate.admit(now)
                if wait <= 0:
                    break
                self._ending.wait(wait)
            self._next = max(self._next + self._distance, now + self._distance * CATCH_UP)
            start = _Start(now)
            self._recent.append(start)
            self._mine.start = start
            self.started += 1

    def answered(self) -> None:
        """Note that the calling thread's request has begun to be answered: the server has seen it."""
        start: _Start | None = getattr(self._mine, "start", None)
        if start is not None and start.answered is None:
            start.answered = self._clock()

    def quiet_in(self) -> float:
        """Return in how many seconds whoever has the budget next may use it to the full."""
        with self._turn:
            if not self._recent:
                return 0.0
            return max(0.0, self._recent[-1].seen_by() + WINDOW - self._clock())

    def _due(self) -> float:
        if len(self._recent) < PER_WINDOW:
            return self._next
        return max(self._next, self._recent[0].seen_by() + WINDOW)
