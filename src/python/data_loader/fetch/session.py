"""A loader's hold on EDGAR: the budget, the limiter, the gate and the client, put together and taken down."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from data_loader.edgar.client import EdgarClient
from data_loader.edgar.errors import EdgarAway
from data_loader.edgar.gate import BlockGate
from data_loader.edgar.limiter import Limiter
from data_loader.edgar.patience import Patience
from data_loader.edgar.wire import Wire
from data_loader.ending import Ending
from data_loader.fetch.budget import RateBudget
from data_loader.settings import LoaderSettings
from docai.backoff import Backoff
from docai.lake.lake import Lake

WATCH_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Session:
    """What a run asks EDGAR through, and what it is told of the rate."""

    client: EdgarClient
    gate: BlockGate
    patience: Patience

    @property
    def waiting(self) -> str | None:
        """Return a sentence about the wait while EDGAR is away, else None."""
        return self.patience.waiting(self.gate.opens_in())


@contextmanager
def edgar_session(
    settings: LoaderSettings, *, lake: Lake, run: str, ending: Ending
) -> Iterator[Session]:
    """Hold EDGAR's rate budget and a client for as long as the context lasts.

    When the run is to end, whatever waits for an answer is cut off; when EDGAR is away for longer than there is patience,
    the run ends. Raises LeaseHeld, LakeError, Stopped, and in place of Stopped what made ``ending`` fail: EdgarAway,
    BudgetLost, or what a worker raised.
    """
    over = threading.Event()
    patience = Patience(settings.patience, answers=settings.answers)
    with (
        ending.failure_told(),
        RateBudget(
            lake, run, wait=settings.wait_for_budget, ending=ending, patience=settings.patience
        ) as budget,
    ):
        gate = BlockGate(settings.block_pause)
        limiter = Limiter(settings.rate, gate=gate, ending=ending, held=budget.held)
        wire = Wire(
            settings.user_agent,
            connections=settings.workers + 1,
            timeout=settings.timeout,
            start=limiter.start,
        )
        backoff = Backoff(settings.retry_wait, 30.0)
        client = EdgarClient(
            wire,
            limiter,
            gate,
            settings.tries,
            backoff,
            ending,
            patience=patience,
            nothing=settings.hosts.nothing,
        )
        session = Session(client, gate, patience)
        watch = threading.Thread(
            target=_watch, args=(session, wire, ending, over), name="edgar-watch", daemon=True
        )
        watch.start()
        try:
            yield session
        finally:
            over.set()
            watch.join()
            if not patience.health.away:
                # that EDGAR is back, when the run ended before the watch looked again
                patience.say(0.0)
            wire.close()
            # the next holder may send ten requests at once: none of ours may be in its first second
            over_in = limiter.quiet_in()
            if over_in > 0:
                threading.Event().wait(over_in)


def _watch(session: Session, wire: Wire, ending: Ending, over: threading.Event) -> None:
    while not over.wait(WATCH_SECONDS):
        wire.cut_slow(time.monotonic())
        session.patience.say(session.gate.opens_in())
        spent = session.patience.spent
        if spent is not None:
            ending.fail(EdgarAway(spent))
        if ending.requested:
            wire.abort()
