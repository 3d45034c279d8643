"""Shares that are read in this process, one after the other: so few that Spark would take longer to start."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from contextlib import closing

from docai.lake.open import open_lake
from docai.runtime.progress import Progress
from docai.runtime.stop import StopSignal
from spark_delta.read.reader import Reader
from spark_delta.read.summary import ReadSummary
from spark_delta.read.task import Share, TaskSettings, read_share
from spark_delta.spark.interruptible import unless_stopped


def read_here(
    settings: TaskSettings, shares: Sequence[Share], *, progress: Progress, stop: StopSignal
) -> ReadSummary:
    """Read all ``shares`` and return what came of them, as ``stage.read`` does. Raises Stopped and LakeError."""

    def work() -> ReadSummary:
        whole = ReadSummary()
        lake = open_lake(settings.lake)
        with closing(Reader(settings.limits, settings.tables)) as reader:
            for number, share in enumerate(shares):
                stop.raise_if_requested()
                name = f"{number:05d}-{uuid.uuid4().hex}"
                whole.add(read_share(lake, settings, share, name, progress.advance, reader))
        return whole

    # A stop does not wait for a document, whose reader ends with this process.
    read = unless_stopped(stop, work)
    stop.raise_if_requested()
    return read
