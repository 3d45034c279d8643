"""When to ask again, and after how long."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from docai.cluster.errors import Unavailable

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Backoff:
    """Waits in seconds that double from ``first`` to ``longest``, each shortened by up to half at random."""

    first: float = 0.25
    longest: float = 8.0

    def waits(self) -> Iterator[float]:
        """Yield the waits, without end."""
        wait = self.first
        while True:
            yield wait * random.uniform(0.5, 1.0)  # noqa: S311 - spreads callers, keeps no secret
            wait = min(wait * 2, self.longest)


DEFAULT = Backoff()


def retried(
    ask: Callable[[], T],
    *,
    patience: float,
    backoff: Backoff = DEFAULT,
    sleep: Callable[[float], object] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> T:
    """Return what ``ask`` returns, asking again while the API server is unavailable, for ``patience`` seconds.

    Raises the last Unavailable, and any other error at once.
    """
    end = clock() + patience
    for wait in backoff.waits():
        try:
            return ask()
        except Unavailable as error:
            pause = max(wait, error.retry_after or 0.0)
            if clock() + pause > end:
                raise
            sleep(pause)
    raise AssertionError("the waits have no end")
