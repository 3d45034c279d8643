"""Workers that fetch filings, fed and emptied by one thread."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator

from data_loader.ending import Ending
from data_loader.fetch.filing import Outcome
from docai.filing.manifest import Intent
from docai.runtime.errors import Stopped

TICK_SECONDS = 0.5
JOIN_SECONDS = 5.0
"""So long a worker may take to finish or discard its filing when the run is to end."""


class WorkerPool:
    """Runs ``fetch`` in ``workers`` threads. An exception that it raises ends the run."""

    def __init__(self, fetch: Callable[[Intent], Outcome], *, workers: int, ending: Ending) -> None:
        self._fetch = fetch
        self._ending = ending
        self._todo: queue.Queue[Intent | None] = queue.Queue(maxsize=2 * workers)
        self._done: queue.SimpleQueue[Outcome | Intent] = queue.SimpleQueue()
        self._threads = [
            threading.Thread(target=self._work, name=f"fetch-{number}", daemon=True)
            for number in range(workers)
        ]
        self._under_way = 0
        self.put_back: list[Intent] = []
        """Filings that were taken up and not fetched, because the run ended."""

    def run(self, intents: Iterable[Intent | None]) -> Generator[Outcome | None, None, None]:
        """Yield what became of each filing, in the order of its end, and None about twice a second while there is none.

        ``intents`` is read no faster than workers take filings up; where it yields None, only outcomes are looked for.
        Whoever stops reading closes the iterator: the workers then end with what is under way.
        """
        for thread in self._threads:
            thread.start()
        try:
            yield from self._outcomes(intents)
        except BaseException:
            self._dismiss()
            raise
        self._dismiss()
        yield from self._finished()

    @property
    def settled(self) -> bool:
        """Return whether every filing that was taken up has come back; after ``run``."""
        return self._under_way == 0

    def _outcomes(self, intents: Iterable[Intent | None]) -> Iterator[Outcome | None]:
        for intent in intents:
            if intent is not None:
                yield from self._feed(intent)
            yield from self._finished()
            if self._ending.requested:
                break
        else:
            while self._under_way and not self._ending.requested:
                yield self._next(TICK_SECONDS)

    def _feed(self, intent: Intent) -> Iterator[Outcome | None]:
        self._under_way += 1
        while not self._ending.requested:
            try:
                self._todo.put_nowait(intent)
            except queue.Full:
                yield self._next(TICK_SECONDS)
            else:
                return
        self._give_back(intent)

    def _finished(self) -> Iterator[Outcome]:
        while not self._done.empty():
            outcome = self._next(0.0)
            if outcome is not None:
                yield outcome

    def _next(self, seconds: float) -> Outcome | None:
        try:
            done = self._done.get(timeout=seconds) if seconds else self._done.get_nowait()
        except queue.Empty:
            return None
        if isinstance(done, Intent):
            self._give_back(done)
            return None
        self._under_way -= 1
        return done

    def _give_back(self, intent: Intent) -> None:
        self._under_way -= 1
        self.put_back.append(intent)

    def _dismiss(self) -> None:
        """Have the workers end with the filings under way; those that no worker took up are given back."""
        for intent in self._drained():
            self._give_back(intent)
        for _ in self._threads:
            self._todo.put(None)
        until = time.monotonic() + JOIN_SECONDS
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))

    def _drained(self) -> Iterator[Intent]:
        while True:
            try:
                intent = self._todo.get_nowait()
            except queue.Empty:
                return
            if intent is not None:
                yield intent

    def _work(self) -> None:
        while (intent := self._todo.get()) is not None:
            try:
                outcome = self._fetch(intent)
            except Stopped:
                self._done.put(intent)
                return
            # whatever it is: the thread that waits for the workers raises it again
            except BaseException as error:  # noqa: BLE001
                self._ending.fail(error)
                self._done.put(intent)
                return
            self._done.put(outcome)
