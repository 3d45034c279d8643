"""How long to wait before a request is tried again, and how often."""

from __future__ import annotations

import random
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """``tries`` requests at most; waits double from ``first`` to ``longest`` seconds, each spread by chance.

    The spread (from half the wait to all of it) keeps workers that failed together from coming back together.
    """

    tries: int = 8
    first: float = 0.5
    longest: float = 30.0
    chance: random.Random = field(default_factory=random.Random, compare=False, repr=False)

    def wait(self, failures: int, asked: float | None = None) -> float:
        """Return the seconds to wait after the ``failures``-th failure (from 1); never less than EDGAR ``asked`` for."""
        doubled = min(self.first * 2.0 ** min(failures - 1, 30), self.longest)
        return max(doubled * self.chance.uniform(0.5, 1.0), asked or 0.0)
