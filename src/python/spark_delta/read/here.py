"""Shares that are read in this process, one after the other: so few that Spark would take longer to start."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Sequence
from contextlib import closing

from docai.lake.open import open_lake
from docai.runtime.progress import Progress
from docai.runtime.stop import StopSignal
from spark_delta.read.reader import Reader
from spark_delta.read.summary import ReadSummary
from spark_delta.read.task import Share, TaskSettings, read_share

_LOOK_EVERY = 0.1


def read_here(
    settings: TaskSettings, shares: Sequence[Share], *, progress: Progress, stop: StopSignal
) -> ReadSummary:
    """Read all ``shares`` and return what came of them, as ``stage.read`` does. Raises Stopped and LakeError."""
    whole = ReadSummary()
    failures: list[Exception] = []

    def work() -> None:
        try:
            lake = open_lake(settings.lake)
            with closing(Reader(settings.limits, settings.tables)) as reader:
                for number, share in enumerate(shares):
                    if stop.requested:
                        return
                    name = f"{number:05d}-{uuid.uuid4().hex}"
                    whole.add(read_share(lake, settings, share, name, reader))
                    progress.advance(len(share.jobs))
        except Exception as error:  # noqa: BLE001 - raised below, in the thread that asked
            failures.append(error)

    # A daemon: a stop does not wait for a document, whose reader ends with this process.
    thread = threading.Thread(target=work, name="reading", daemon=True)
    thread.start()
    while thread.is_alive():
        stop.raise_if_requested()
        thread.join(_LOOK_EVERY)
    stop.raise_if_requested()
    if failures:
        raise failures[0]
    return whole
