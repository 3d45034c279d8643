"""EDGAR's limit on the rate of requests: too many in any one second, and the client is blocked for a while."""

from __future__ import annotations

import threading
from collections import deque


class RateLimit:
    """Counts requests of all clients together, as EDGAR counts those of one user over all machines.

    `max_rate` is the most that may arrive in any one second, 0 for no limit.
    """

    def __init__(self, max_rate: int, block_seconds: float) -> None:
        self.max_rate, self.block_seconds = max_rate, block_seconds
        self._lock = threading.Lock()
        self._recent: deque[float] = deque()
        self._blocked_until = float("-inf")

    def blocks(self, now: float) -> bool:
        """Takes note of a request at time `now` (seconds) and says whether it is refused."""
        if not self.max_rate:
            return False
        with self._lock:
            if now < self._blocked_until:
                return True
            while self._recent and now - self._recent[0] >= 1.0:
                self._recent.popleft()
            self._recent.append(now)
            if len(self._recent) <= self.max_rate:
                return False
            self._blocked_until = now + self.block_seconds
            self._recent.clear()
            return True

    def clear(self) -> None:
        """Forgets the past, a block included."""
        with self._lock:
            self._recent.clear()
            self._blocked_until = float("-inf")
