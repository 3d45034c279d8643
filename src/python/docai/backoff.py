"""How long to wait before something is tried again."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count


@dataclass(frozen=True, slots=True)
class Backoff:
    """Waits in seconds that double from ``first`` to ``longest``, each shortened by up to half at random.

    The chance keeps callers that failed together from coming back together.
    """

    first: float = 0.25
    longest: float = 8.0

    def after(self, failures: int, asked: float | None = None) -> float:
        """Return the seconds to wait after the ``failures``-th failure (from 1), at least those that the server ``asked`` for."""
        doubled = min(self.first * 2.0 ** min(failures - 1, 30), self.longest)
        spread = random.uniform(0.5, 1.0)  # noqa: S311 - spreads callers, keeps no secret
        return max(doubled * spread, asked or 0.0)

    def waits(self) -> Iterator[float]:
        """Yield the waits after the first failure, the second and so on, without end."""
        return map(self.after, count(1))
