"""How long a loader goes on trying while EDGAR is away: the health of EDGAR, shared by all workers, and its clock."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from data_loader.edgar.health import Health, News, spent_sentence, waiting_sentence

LONGEST_PAUSE = 30.0
"""Seconds between two requests while EDGAR is away, at most."""

PAUSES = 10
"""EDGAR is asked at least so many times before patience is spent, however short that is."""

SAY_EVERY = 10.0
"""Seconds between two lines about the wait."""

_log = logging.getLogger(__name__)


class Patience:
    """Safe to use from all workers. ``seconds`` 0: a request whose tries are used up has failed, and that is all.

    ``answers``: so many requests of this program EDGAR has answered before.
    """

    def __init__(
        self,
        seconds: float = 0.0,
        *,
        answers: int = 0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.seconds = seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._health = Health(answers=answers)
        self._said: float | None = None

    @property
    def health(self) -> Health:
        """Return what is known of EDGAR now."""
        return self._health

    @property
    def waits(self) -> bool:
        """Return whether the loader goes on trying when EDGAR is away."""
        return self.seconds > 0

    @property
    def pause(self) -> float:
        """Return the seconds between two requests while EDGAR is away."""
        return min(LONGEST_PAUSE, self.seconds / PAUSES)

    def note(self, news: News, why: str = "") -> Health:
        """Take in what became of a request; return what is known then."""
        with self._lock:
            self._health = self._health.after(news, self._clock(), why)
            return self._health

    @property
    def away_seconds(self) -> float:
        """Return for how many seconds in all EDGAR has been away until now."""
        return self._health.away_for(self._clock())

    @property
    def spent(self) -> str | None:
        """Return a sentence for the caller once EDGAR has been away for as long as is allowed, else None."""
        health, now = self._health, self._clock()
        if not (self.waits and health.away and health.silent_for(now) >= self.seconds):
            return None
        return spent_sentence(health, now, patience=self.seconds)

    def waiting(self, again_in: float) -> str | None:
        """Return a sentence about the wait while EDGAR is away, else None. EDGAR is asked again in ``again_in`` seconds."""
        health = self._health
        if not (self.waits and health.away):
            return None
        return waiting_sentence(
            health, self._clock(), patience=self.seconds, again_in=max(0.0, again_in)
        )

    def say(self, again_in: float) -> None:
        """Write a line to the log when EDGAR has gone away, every few seconds while it is, and when it is back.

        To be called often, by one thread.
        """
        sentence, now = self.waiting(again_in), self._clock()
        if sentence is None:
            if self._said is not None:
                _log.info("EDGAR answers again")
            self._said = None
        elif self._said is None or now - self._said >= SAY_EVERY:
            self._said = now
            _log.warning("%s", sentence)
