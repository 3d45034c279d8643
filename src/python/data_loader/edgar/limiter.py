"""One limit for all requests of a loader, counted as the server sees them.

The SEC allows 10 requests a second per user over all machines (https://www.sec.gov/os/accessing-edgar-data). Starts are
spaced evenly. That alone is not enough: a request that is held up on its way may arrive together with later ones. So a
request may begin only when a full second has passed since the server can last have seen the tenth request before it. The
server has seen a request no later than its answer came, less the shortest time that an answer takes.
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
DEFAULT_RATE = 9.4
HIGHEST_RATE = 9.5

HELD_UP = 0.5
"""Seconds that a request is thought to be held up at most: EDGAR being slow must not slow the loader for good."""

ANSWERS = 40
"""The shortest time to an answer is that of so many last answers."""

HELD_POLL = 0.1
"""Seconds between two looks whether the lease on the budget is ours again."""

CATCH_UP = 0.85
"""A start that came late lets the next follow by no less than this share of the regular distance."""


@dataclass(slots=True)
class _Start:
    at: float
    answered: float | None = None

    def seen_by(self, now: float, shortest: float) -> float:
        answered = now if self.answered is None else self.answered
        return min(max(answered - shortest, self.at), self.at + HELD_UP)


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
        self._waits: deque[float] = deque(maxlen=ANSWERS)
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
                wait = self._due(now) - now
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
            self._waits.append(start.answered - start.at)

    def quiet_in(self) -> float:
        """Return in how many seconds whoever has the budget next may use it to the full."""
        with self._turn:
            if not self._recent:
                return 0.0
            now = self._clock()
            return max(0.0, self._recent[-1].seen_by(now, self._shortest()) + WINDOW - now)

    def _due(self, now: float) -> float:
        if len(self._recent) < PER_WINDOW:
            return self._next
        return max(self._next, self._recent[0].seen_by(now, self._shortest()) + WINDOW)

    def _shortest(self) -> float:
        return min(tuple(self._waits), default=0.0)
