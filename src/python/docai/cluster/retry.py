"""When the API server is asked again."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from docai.backoff import Backoff
from docai.cluster.errors import Unavailable

T = TypeVar("T")


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
