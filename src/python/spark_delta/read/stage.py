"""The Spark stage that reads: shares of equal bytes, one task each; counts come back, rows are staged."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from pickle import PicklingError

from pyspark import InheritableThread
from pyspark.sql import SparkSession

from docai.runtime.progress import Progress
from docai.runtime.stop import StopSignal
from spark_delta.errors import SparkFailed
from spark_delta.plan.work import Job, spread, weight
from spark_delta.read.summary import ReadSummary, from_json
from spark_delta.read.tally import counted, tally_file
from spark_delta.read.task import Share, TaskSettings, reader_of_shares
from spark_delta.spark.errors import FAILURES, NO_ROOM, explained

SMALL_SHARE, LARGE_SHARE = 48_000_000, 256_000_000
"""Unpacked bytes of a task. Large ones make few files of a good size; small ones, at the end, let all cores end together."""

SMALLEST_SHARE = 8_000_000
"""Less than this is not worth another worker's start, nor another small file."""

_DEFAULT_SIZE = 2_000_000
_LOOK_EVERY = 0.25
_ASK_EVERY = 4
"""Spark is asked how far it is at every so many looks: that costs more than to see whether it has ended."""


def shares_of(
    jobs: Sequence[Job], attempts: Mapping[str, int], cores: int, *, replacing: bool = False
) -> list[Share]:
    """Return ``jobs`` as shares for ``cores`` cores, the largest first; see ``share_sizes``."""
    total = sum(weight(job, _DEFAULT_SIZE) for job in jobs)
    return [
        Share(tuple(share), tuple(attempts.get(job.accession, 0) for job in share), replacing)
        for share in spread(jobs, share_sizes(total, cores), default_size=_DEFAULT_SIZE)
    ]


def share_sizes(total: int, cores: int) -> list[int]:
    """Return the bytes of each share of ``total`` for ``cores`` cores, the largest first.

    A little work is cut evenly; much of it into shares that shrink with what is left (guided self-scheduling), so that
    whoever ends last ends soon.
    """
    if total <= cores * SMALL_SHARE:
        count = min(cores, max(1, total // SMALLEST_SHARE))
        return [-(-total // count)] * count
    sizes: list[int] = []
    left = total
    while left > 0:
        size = min(max(left // (2 * cores), SMALL_SHARE), LARGE_SHARE, left)
        sizes.append(size)
        left -= size
    return sorted(sizes, reverse=True)


def read(
    spark: SparkSession,
    settings: TaskSettings,
    shares: Sequence[Share],
    *,
    progress: Progress,
    stop: StopSignal,
) -> ReadSummary:
    """Read all ``shares`` on Spark's executors and return what came of them; their rows are staged in the lake.

    Raises Stopped when a stop is asked for, SparkFailed or OutOfMemory when Spark gives a task up.
    """
    with tally_file() if _shares_disk(spark) else nullcontext() as tally:
        return _read(spark, replace(settings, tally=tally), shares, progress, stop)


def _shares_disk(spark: SparkSession) -> bool:
    """Return whether the workers run on the driver's machine."""
    return str(spark.sparkContext.master).startswith("local")


def _read(
    spark: SparkSession,
    settings: TaskSettings,
    shares: Sequence[Share],
    progress: Progress,
    stop: StopSignal,
) -> ReadSummary:
    context = spark.sparkContext
    try:
        broadcast = context.broadcast(list(shares))
    except (PicklingError, OSError) as error:
        # PySpark writes it to a temporary file, and makes a PicklingError even of a full disk
        if NO_ROOM.search(str(error)) or isinstance(error, OSError):
            raise explained(error, "preparing to read") from error
        raise
    filings = sum(len(share.jobs) for share in shares)
    # No row crosses between the JVM and Python: DataFrame.mapInArrow would have each worker load pandas for nothing.
    summaries = context.parallelize(range(len(shares)), len(shares)).mapPartitions(
        reader_of_shares(settings, lambda: broadcast.value)
    )
    group = f"read-{settings.staging}"
    whole = ReadSummary()
    failures: list[Exception] = []

    def collect() -> None:
        context.setJobGroup(group, f"read {filings:,} filings in {len(shares)} shares", True)
        try:
            for summary in summaries.collect():
                whole.add(from_json(summary))
        except Exception as error:  # noqa: BLE001 - raised below, in the thread that asked
            failures.append(error)

    thread = InheritableThread(target=collect, session=spark)
    thread.start()
    sizes = [len(share.jobs) for share in shares]
    done = partial(counted, settings.tally) if settings.tally else _Finished(spark, group, sizes)
    _watch(thread, spark, group, filings, done, progress, stop)
    broadcast.unpersist()
    stop.raise_if_requested()
    if failures:
        if isinstance(failures[0], FAILURES):
            raise explained(failures[0], "reading") from failures[0]
        raise failures[0]
    told = whole.filings + whole.failures
    if told != filings:
        raise SparkFailed(
            f"Spark told of {told:,} of {filings:,} filings when reading; run it again"
        )
    return whole


class _Finished:
    """Tells how many submissions the tasks of a group have read that ended: all that Spark knows."""

    def __init__(self, spark: SparkSession, group: str, sizes: Sequence[int]) -> None:
        self._tracker = spark.sparkContext.statusTracker()
        self._group = group
        self._sizes = sizes

    def __call__(self) -> int:
        finished = 0
        for job in self._tracker.getJobIdsForGroup(self._group):
            info = self._tracker.getJobInfo(job)
            for stage in info.stageIds if info else ():
                stage_info = self._tracker.getStageInfo(stage)
                finished = max(finished, stage_info.numCompletedTasks if stage_info else 0)
        # Tasks start in order, the heaviest first, and end in about that order.
        return sum(self._sizes[:finished])


def _watch(
    thread: threading.Thread,
    spark: SparkSession,
    group: str,
    total: int,
    count: Callable[[], int],
    progress: Progress,
    stop: StopSignal,
) -> None:
    """Show the progress of the group's job until ``thread`` ends; cancel it when a stop is asked for."""
    done = 0
    for look in itertools.count(1):
        thread.join(_LOOK_EVERY)
        if stop.requested:
            spark.sparkContext.cancelJobGroup(group)
            thread.join(8)
            return
        if not thread.is_alive():
            break
        if look % _ASK_EVERY:
            continue
        now = min(count(), total)
        if now > done:
            progress.advance(now - done)
            done = now
    if done < total:
        progress.advance(total - done)
