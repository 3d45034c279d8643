"""The driver's log as it is written: followed, taken up again after a cut, and its place kept for the next launcher."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator

from docai.backoff import Backoff
from docai.cluster.client import Cluster
from docai.cluster.errors import ClusterError, NotFound, Unavailable
from docai.cluster.log_cursor import Line, LogCursor, Place, line_of
from docai.runtime.logs import Redaction
from spark_job.application import DRIVER_CONTAINER
from spark_job.watch.log_notices import refusal

TAIL = 400
HELD = 10_000
PRINT_SECONDS = 1.0
_log = logging.getLogger(__name__)


class DriverLog:
    """Reads one driver's log in the background and hands its lines to ``emit``, each once.

    Secrets that the launcher knows, and what looks like one, are taken out. Lines are emitted in batches, and after each one
    ``keep`` is told the place: were this process killed between the two, the next launcher would repeat that one batch, and
    nothing else.
    """

    def __init__(
        self,
        cluster: Cluster,
        namespace: str,
        pod: str,
        *,
        place: Place | None,
        emit: Callable[[str], None],
        keep: Callable[[Place], None],
    ) -> None:
        self._cluster, self._namespace, self._pod = cluster, namespace, pod
        self._emit, self._keep = emit, keep
        self._cursor = LogCursor(place)
        self._lock = threading.Condition()
        self._waiting: list[str] = []
        self._kept = place
        self._complete = False
        self._noticed: set[str] = set()
        self._redact = Redaction(os.environ)
        self._over = threading.Event()
        self.tail: deque[str] = deque(maxlen=TAIL)
        self._reader = threading.Thread(target=self._read, name=f"log of {pod}", daemon=True)
        self._printer = threading.Thread(target=self._print, name=f"print {pod}", daemon=True)

    def start(self) -> None:
        """Begin to read."""
        self._reader.start()
        self._printer.start()

    def finish(self, seconds: float) -> None:
        """Read what is left, for at most ``seconds``, and emit it: the driver has ended."""
        with self._lock:
            self._complete = True
            self._lock.notify_all()
        self._reader.join(seconds)
        self._over.set()
        self._printer.join(5.0)

    def _read(self) -> None:
        waits, whole = Backoff(0.3, 3.0).waits(), False
        while not whole and not self._over.is_set():
            with self._lock:
                last = self._complete
            try:
                got = self._pass(follow=not last)
                whole = last
                if got:
                    waits = Backoff(0.3, 3.0).waits()
            except NotFound:
                whole = last
            except Unavailable as error:
                _log.debug("the driver's log broke off: %s", error)
            except ClusterError as error:
                # Before the container runs the kubelet has no log to give; without the right to read it there is none.
                _log.debug("no log of the driver yet: %s", error)
                whole = last
            if not whole:
                with self._lock:
                    if not self._complete:
                        self._lock.wait(next(waits))
        with self._lock:
            self._lock.notify_all()

    def _pass(self, *, follow: bool) -> bool:
        got = False
        since = self._cursor.begin()
        with self._cluster.log(
            self._namespace, self._pod, DRIVER_CONTAINER, since=since, follow=follow
        ) as lines:
            for line in self._lines(lines):
                got = True
                with self._lock:
                    if self._cursor.accept(line):
                        self._waiting.append(line.text)
                    while len(self._waiting) >= HELD and not self._over.is_set():
                        self._lock.wait(0.1)
        return got

    @staticmethod
    def _lines(lines: Iterator[bytes]) -> Iterator[Line]:
        for data in lines:
            line = line_of(data)
            if line is not None:
                yield line
            elif data.strip():
                _log.info("the kubelet says: %s", data.decode(errors="replace")[:300])

    def _print(self) -> None:
        while True:
            over = self._over.wait(PRINT_SECONDS)
            with self._lock:
                lines, self._waiting = self._waiting, []
                place = self._cursor.place
                self._lock.notify_all()
            for line in map(self._redact, lines):
                self.tail.append(line)
                self._emit(line)
                self._notice(line)
            if lines and place is not None and place != self._kept:
                self._kept = place
                self._keep(place)
            if over:
                return

    def _notice(self, line: str) -> None:
        said = refusal(line)
        if said is not None and said[0] not in self._noticed:
            self._noticed.add(said[0])
            _log.warning("%s", said[1])

    def read_tail(self, patience: float = 5.0) -> None:
        """Fill ``tail`` from the whole log, for a launcher that came when everything had been printed already."""
        end = time.monotonic() + patience
        while not self.tail and time.monotonic() < end:
            try:
                with self._cluster.log(
                    self._namespace, self._pod, DRIVER_CONTAINER, since=None, follow=False
                ) as lines:
                    self.tail.extend(self._redact(line.text) for line in self._lines(lines))
            except Unavailable:
                time.sleep(0.3)
                continue
            except ClusterError as error:
                _log.debug("no log of the driver: %s", error)
            return
