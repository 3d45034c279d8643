"""A run's manifest as it grows: the intents first, then immutable parts, then the summary as the mark that it is whole."""

from __future__ import annotations

import json
import logging
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import IO, Any

from docai.filing.layout import (
    MANIFESTS,
    SUMMARY,
    intent_path,
    part_path,
    staging_path,
    summary_path,
)
from docai.filing.manifest import Intent, Result, read_intents, to_line
from docai.lake.errors import LakeUnavailable
from docai.lake.lake import Lake
from docai.runtime.scratch import told_as_no_scratch

REBUILDING = "rebuild.json"
"""In a run's folder: it began to name again what is stored. Without REBUILT beside it, it did not come to the end."""

REBUILT = "rebuilt.json"
"""In a run's folder: whatever its manifest lacks, the run that this file names has named again."""

DAMAGED = ".damaged"
"""The end of the name of a part that was set aside because it cannot be read."""

PART_LINES = 20_000
SPOOL_BYTES = 1 << 16
_KEEPING = "cannot keep the list of filings in a temporary file"

_log = logging.getLogger(__name__)


class IntentSpool:
    """The intents of a run, on a local disk: memory stays flat however many there are."""

    def __init__(self) -> None:
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=SPOOL_BYTES)  # noqa: SIM115
        self.count = 0

    def publish(self, lake: Lake, run: str, intents: Iterable[Intent]) -> None:
        """Write ``intents`` to the disk and, whole, to the run's folder in the lake.

        Raises NoScratch, LakeError and what ``intents`` raises.
        """
        source = iter(intents)
        first = next(source, None)
        # nothing is staged before the selection has proved good for something
        with lake.stage(staging_path(run, "intent.jsonl")) as staged:
            while first is not None:
                line = to_line(first).encode()
                with told_as_no_scratch(_KEEPING):
                    self._file.write(line)
                staged.write(line)
                self.count += 1
                first = next(source, None)
            staged.publish(intent_path(run))
        with told_as_no_scratch(_KEEPING):
            self._file.seek(0)

    def __iter__(self) -> Iterator[Intent]:
        """Yield the intents, once."""
        for line in self._file:
            yield from read_intents(line)

    def close(self) -> None:
        """Give the disk back."""
        with suppress(OSError):  # on a full disk, closing tries again to write what is left
            self._file.close()


class ManifestWriter:
    """Publishes results as parts: after ``every`` seconds, when many have come, and when told to.

    Used by one thread. ``before`` is called ahead of each part.
    """

    def __init__(
        self,
        lake: Lake,
        run: str,
        *,
        every: float,
        before: Callable[[], None] = lambda: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._lake = lake
        self._run = run
        self._every = every
        self._before = before
        self._clock = clock
        self._lines: list[str] = []
        self._oldest = 0.0
        self._number = 0

    def add(self, result: Result) -> None:
        """Take up a result."""
        if not self._lines:
            self._oldest = self._clock()
        self._lines.append(to_line(result))

    def publish_when_due(self) -> None:
        """Publish a part when it is time; where the lake is away for a while, later."""
        if not self._lines:
            return
        if len(self._lines) >= PART_LINES or self._clock() - self._oldest >= self._every:
            try:
                self.publish()
            except LakeUnavailable as error:
                self._oldest = self._clock()
                _log.warning("could not publish a manifest part, retrying: %s", error)

    def publish(self) -> None:
        """Publish what has come since the last part; raises LakeError."""
        if not self._lines:
            return
        self._before()
        data = "".join(self._lines).encode()
        published = False
        while not published:
            number = self._number + 1
            name = f"{number:04d}.jsonl"
            published = self._lake.publish(
                part_path(self._run, number), data, staging_path=staging_path(self._run, name)
            )
            self._number = number
        self._lines.clear()

    def close(self, summary: dict[str, Any]) -> None:
        """Publish what is left, and ``summary`` as the mark that nothing needs settling; raises LakeError."""
        self.publish()
        mark_settled(self._lake, self._run, summary, staging_run=self._run)


def mark_rebuild(lake: Lake, run: str, name: str, *, rebuilt_by: str) -> None:
    """Publish REBUILDING or REBUILT (``name``) in the folder of ``run``."""
    lake.publish(
        f"{MANIFESTS}/{run}/{name}",
        json.dumps({"rebuilt_by": rebuilt_by}).encode() + b"\n",
        staging_path=staging_path(rebuilt_by, f"{run}.{name}"),
    )


def mark_settled(lake: Lake, run: str, summary: dict[str, Any], *, staging_run: str) -> None:
    """Publish the mark of ``run``; ``staging_run`` is the run that does so."""
    data = json.dumps(summary, indent=1).encode() + b"\n"
    lake.publish(
        summary_path(run), data, staging_path=staging_path(staging_run, f"{run}.{SUMMARY}")
    )
