"""Puts the newest state of a step's record into the lake, in a thread of its own: a lake that hangs holds nobody up."""

from __future__ import annotations

import logging
import os
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from docai.runtime.errors import DocaiError
from docai.runtime.exit_codes import ExitCode
from docai.runtime.logs import Redaction
from docai.runtime.step_record import Put, StepRecord, from_bytes, to_bytes

LAST_SECONDS = 5.0
"""So long the end of the program waits for the last state to reach the lake."""

_log = logging.getLogger(__name__)


class RecordBox:
    """Holds the newest record until it is written; an older one that was not written yet is dropped.

    No secret of the environment reaches the lake through it. ``write`` may take as long as it likes, and may fail.
    """

    def __init__(self, write: Put) -> None:
        self._write = write
        self._redact = Redaction(os.environ)
        self._changed = threading.Condition()
        self._path = ""
        self._last: StepRecord | None = None
        self._waiting: StepRecord | None = None
        self._writing = False
        self._failed = False
        self._closed = False
        self._thread = threading.Thread(target=self._work, name="step-record", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        until = time.monotonic() + LAST_SECONDS
        with self._changed:
            while self._waiting is not None or self._writing:
                left = until - time.monotonic()
                if left <= 0:
                    _log.warning("the record of this step was not written to the lake in time")
                    break
                self._changed.wait(left)
            self._closed = True
            self._changed.notify_all()

    def put(self, path: str, data: bytes) -> None:
        """Have the record ``data`` written to ``path`` of the lake soon; see docai.runtime.step_record.Put."""
        record = from_bytes(data)
        with self._changed:
            self._path = path
            self._take(
                replace(
                    record,
                    message=self._redact(record.message),
                    lines=tuple(map(self._redact, record.lines)),
                )
            )

    def stopped(self, advice: str) -> None:
        """Have it written at once that the step is stopped on request; nothing happens when its end was recorded."""
        with self._changed:
            if self._last is None or self._last.ended_at is not None:
                return
            self._take(
                replace(
                    self._last,
                    ended_at=datetime.now(UTC),
                    exit_code=ExitCode.STOPPED,
                    message="stopped on request",
                    advice=advice,
                )
            )

    def _take(self, record: StepRecord) -> None:
        self._last = self._waiting = record
        self._changed.notify_all()

    def _work(self) -> None:
        while (taken := self._next()) is not None:
            path, record = taken
            try:
                self._write(path, to_bytes(record))
            # it is only a record: whatever keeps it from being written is said once, and changes nothing about the run
            except Exception as error:  # noqa: BLE001
                self._report(error)
            with self._changed:
                self._writing = False
                self._changed.notify_all()

    def _report(self, error: Exception) -> None:
        if self._failed:
            return
        self._failed = True
        if isinstance(error, DocaiError):
            _log.warning("the record of this step cannot be written to the lake: %s", error)
        else:
            # a defect of ours: with its traceback
            _log.error("the record of this step cannot be written to the lake", exc_info=error)

    def _next(self) -> tuple[str, StepRecord] | None:
        with self._changed:
            while self._waiting is None:
                if self._closed:
                    return None
                self._changed.wait()
            record, self._waiting, self._writing = self._waiting, None, True
            return self._path, record
