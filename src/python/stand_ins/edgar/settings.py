"""How a replay behaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class ReplaySettings:
    """Every choice of a replay. Times in seconds, sizes in bytes.

    `port` 0 takes a free one. `page_size`: filings on a page of a company's submissions. `max_rate` 0: no limit.
    `synthetic` filings of `size` bytes are made on the fly. `contact`: a User-Agent must name one. `today` is the
    day it is at this EDGAR, None for the real one.

    With a `clock` (it returns a moment with its zone) a filing is there from its acceptance on, and the indexes hold the days
    whose night has come; `today` does not count then. Without one, all filings are there.
    """

    host: str = "127.0.0.1"
    port: int = 0
    page_size: int = 1000
    latency: float = 0.0
    max_rate: int = 0
    block_seconds: float = 600.0
    drip_seconds: float = 2.0
    synthetic: int = 0
    size: int = 200_000
    contact: bool = True
    today: date | None = None
    clock: Callable[[], datetime] | None = None
