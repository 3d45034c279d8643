"""Progress of long work: a bar at a terminal, a log line every 10 s elsewhere."""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as RichProgress

from docai.runtime.logs import wants_text

EVERY = 10.0
"""Seconds between two lines where nobody looks on."""

_log = logging.getLogger(__name__)


class Progress:
    """Counts work of a known or unknown ``total``; safe to call from several threads.

    Away from a terminal a line comes every 10 s, also while nothing is counted.
    """

    def __init__(self, label: str, total: int | None = None, unit: str = "filings") -> None:
        self._label, self._total, self._unit = label, total, unit
        self._done, self._size, self._text = 0, 0, ""
        self._lock = threading.Lock()
        self._began = self._said = time.monotonic()
        self._bar: RichProgress | None = None
        self._task: TaskID | None = None
        self._over = threading.Event()

    def __enter__(self) -> Progress:
        self._began = self._said = time.monotonic()
        if sys.stderr.isatty() and wants_text(sys.stderr, os.environ):
            self._bar = RichProgress(
                TextColumn("{task.description}"),
                BarColumn(bar_width=24),
                TextColumn("{task.fields[counts]}"),
                TimeRemainingColumn(compact=True),
                console=Console(stderr=True),
                transient=True,
            )
            self._task = self._bar.add_task(self._label, total=self._total, counts="")
            self._bar.start()
        else:
            threading.Thread(target=self._keep_showing, name="progress", daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def advance(self, n: int = 1, *, size: int = 0) -> None:
        """Count ``n`` more, of ``size`` bytes together."""
        with self._lock:
            self._done += n
            self._size += size
            self._show()

    def describe(self, text: str) -> None:
        """Say what is being done now, or at what rate."""
        with self._lock:
            self._text = text
            self._show()

    def _keep_showing(self) -> None:
        while not self._over.wait(max(EVERY / 4, 0.05)):
            with self._lock:
                if not self._over.is_set():
                    self._show()

    def _show(self) -> None:
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=self._done, counts=self._counts())
            return
        now = time.monotonic()
        if now - self._said >= EVERY:
            self._said = now
            _log.info(
                "%s: %s",
                self._label,
                self._counts(),
                extra={"done": self._done, "total": self._total, "bytes": self._size},
            )

    def _counts(self) -> str:
        if not self._done and self._total is None:
            return self._text or f"{time.monotonic() - self._began:,.0f} s so far"
        of = "" if self._total is None else f"/{self._total}"
        size = f", {self._size / 1e6:,.1f} MB" if self._size else ""
        rate = self._done / max(time.monotonic() - self._began, 1e-3)
        left = ""
        if self._bar is None and self._total is not None and self._done:
            left = f", {(self._total - self._done) / max(rate, 1e-9):,.0f} s left"
        text = f", {self._text}" if self._text else ""
        return f"{self._done}{of} {self._unit}{size}, {rate:,.1f}/s{left}{text}"
