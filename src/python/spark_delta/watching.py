"""A writer that goes on: it writes what a loader stores as soon as a manifest names it, without a cluster.

A few filings are written without Spark. Where Spark is needed, it runs in this process's own JVM, for one batch. Between two
batches the JVM is gone: nothing grows old in it (tokens of the storage, metadata of tables), and its memory is free.
"""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from docai.lake.open import open_lake
from docai.runtime.errors import DocaiError
from docai.runtime.exit_codes import ExitCode
from docai.runtime.stop import StopSignal
from spark_delta.errors import DamagedManifest, NothingLoaded
from spark_delta.plan.marks import PartName
from spark_delta.plan.open_parts import parts_of
from spark_delta.report.summary import WriteSummary
from spark_delta.run import write
from spark_delta.settings import WriterSettings

AGAIN_SECONDS = 600.0
"""After so long a filing is tried again whose bytes could not be had, where no new one comes before: a run that has nothing new
leaves its part of a manifest open, and a quiet week may bring none."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Watched:
    """What a watch did: ``batches`` that wrote something, ``filings`` written, ``quarantined``, ``failures`` of a batch."""

    batches: int = 0
    filings: int = 0
    quarantined: int = 0
    failures: int = 0

    def with_batch(self, summary: WriteSummary) -> Watched:
        """Return the figures with those of a batch."""
        return replace(
            self,
            batches=self.batches + 1,
            filings=self.filings + summary.filings,
            quarantined=self.quarantined + summary.quarantined,
        )


def watch(
    settings: WriterSettings,
    every: float,
    *,
    stop: StopSignal,
    tell: Callable[[WriteSummary], None],
) -> Watched:
    """Write what is there, then look ``every`` so many seconds for more until ``stop`` asks for an end; return what was done.

    Raises what ``Looks.look`` does.
    """
    looks = Looks(settings, stop=stop, tell=tell)
    while not stop.requested:
        looks.look()
        stop.wait(every)
    return looks.done


class Looks:
    """Looks at a lake for what its tables lack; ``done`` is what they did."""

    def __init__(
        self, settings: WriterSettings, *, stop: StopSignal, tell: Callable[[WriteSummary], None]
    ) -> None:
        """``tell`` is called after each batch that read a filing."""
        self._settings, self._stop, self._tell = settings, stop, tell
        self._known: list[PartName] | None = None
        self._again = math.inf
        self.done = Watched()

    def look(self) -> None:
        """Write what is new since the look before; the first one writes all that is there.

        A look costs one listing of the manifests. A storage or a Spark that fails is told, and tried again by the next look; a
        filing whose bytes could not be had, after AGAIN_SECONDS. Raises what the caller must change (exit code 2), OutOfMemory,
        SparkNotStarted and defects.
        """
        if time.monotonic() >= self._again:
            self._known, self._again = None, math.inf
        parts, summary = _look(self._settings, self._known, self._stop)
        if parts is None:
            self.done = replace(self.done, failures=self.done.failures + 1)
        else:
            self._known = parts
        if summary is None:
            return
        self._again = time.monotonic() + AGAIN_SECONDS if summary.read.io_failures else math.inf
        if summary.tried:
            self.done = self.done.with_batch(summary)
            self._tell(summary)


def _look(
    settings: WriterSettings, known: list[PartName] | None, stop: StopSignal
) -> tuple[list[PartName] | None, WriteSummary | None]:
    """Return the parts of manifests that are dealt with, None after a failure, and what was written, if anything was tried."""
    parts: list[PartName] = []
    try:
        # Listed before they are read: one that comes meanwhile is seen the next time.
        parts = parts_of(open_lake(settings.lake))
        if parts == known:
            return parts, None
        return parts, write(settings, stop=stop)
    except NothingLoaded as error:
        if known is None:
            _log.info("%s; waiting for one", error)
        return parts, None
    except DamagedManifest as error:
        _log.warning("%s", error)
        return parts, None
    except DocaiError as error:
        if stop.requested:
            return None, None
        if error.exit_code is not ExitCode.OTHER_SIDE:
            raise
        _log.warning("nothing could be written: %s; trying again", error)
        return None, None
