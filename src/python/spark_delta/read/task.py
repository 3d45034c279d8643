"""One Spark task: its share of the stored submissions, read and staged. Runs in a Python worker, or in a run without Spark."""

from __future__ import annotations

import resource
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from docai.lake.errors import LakeError
from docai.lake.lake import Lake
from docai.lake.open import open_lake
from docai.tenk import PARSER_VERSION
from spark_delta.plan.work import IO_ATTEMPTS, IO_STAGE, Job
from spark_delta.read.outcome import Failure, Outcome, ReadFiling
from spark_delta.read.reader import Reader
from spark_delta.read.staged_rows import StagedBatch
from spark_delta.read.summary import (
    FailedDocument,
    ReadDocument,
    ReadSummary,
    count,
    slowest,
    to_json,
)
from spark_delta.read.tally import count_into
from spark_delta.settings import Limits
from spark_delta.tables.definitions.facts import FACTS
from spark_delta.tables.definitions.financials import CHECKS, FINANCIALS
from spark_delta.tables.record_batches import RuleBroken
from spark_delta.tables.schema import OPTIONAL, SECTIONS

READ_AHEAD = 4
"""Stored files that a worker fetches while its reader is busy."""


@dataclass(frozen=True, slots=True)
class Share:
    """The submissions of one task, and how often each was quarantined before.

    ``replacing``: they have rows in the tables already, which other bytes or an older parser gave.
    """

    jobs: tuple[Job, ...]
    attempts: tuple[int, ...]
    replacing: bool = False


@dataclass(frozen=True, slots=True)
class TaskSettings:
    """What every task of a batch is told: the lake, where to stage, who runs it since when, what a document may cost,
    which optional tables get rows, and the file to count in (see ``tally``).
    """

    lake: str
    staging: str
    run_id: str
    began: datetime
    limits: Limits
    tables: tuple[str, ...] = OPTIONAL
    tally: str | None = None


def reader_of_shares(
    settings: TaskSettings, shares: Callable[[], Sequence[Share]]
) -> Callable[[Iterable[int]], Iterator[str]]:
    """Return a function for ``RDD.mapPartitions``: numbers of shares in, a summary of each out, as JSON.

    ``shares`` hands out all shares where the task runs (a broadcast's value).
    """

    def read(numbers: Iterable[int]) -> Iterator[str]:
        lake = open_lake(settings.lake)
        one_more = count_into(settings.tally)
        for number in numbers:
            name = f"{number:05d}-{uuid.uuid4().hex}"
            yield to_json(read_share(lake, settings, shares()[number], name, one_more))

    return read


def read_share(
    lake: Lake,
    settings: TaskSettings,
    share: Share,
    name: str,
    one_more: Callable[[], None],
    reader: Reader | None = None,
) -> ReadSummary:
    """Read the submissions of ``share``, stage their rows under ``name``, and return what came of them.

    ``one_more`` is called after each. ``reader`` reads them, this worker's own where none is given.
    """
    summary = ReadSummary()
    reader = reader or _worker_reader(settings.limits, settings.tables)
    with StagedBatch(
        lake,
        settings.staging,
        name,
        settings.run_id,
        settings.began,
        replacing=share.replacing,
    ) as staged:
        for job, attempts, read, seconds in _outcomes(lake, reader, share, summary):
            outcome = _staged(staged, job, read)
            if isinstance(outcome, ReadFiling):
                _count_filing(summary, outcome, seconds)
            else:
                staged.add_failure(
                    job, outcome, parser_version=PARSER_VERSION, attempts=attempts + 1
                )
                _count_failure(summary, job, outcome, attempts + 1, seconds)
            one_more()
        summary.staged = list(staged.publish())
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    summary.peak_bytes = max(own, reader.peak_bytes)
    return summary


def _staged(staged: StagedBatch, job: Job, outcome: Outcome) -> Outcome:
    """Stage a filing's rows; return it, or why it is none after all."""
    if isinstance(outcome, ReadFiling):
        try:
            staged.add_filing(job, outcome)
        except RuleBroken as error:
            return Failure("defect", "RuleBroken", str(error), outcome.sha256)
    return outcome


_reader: Reader | None = None
_reader_is: tuple[Limits, tuple[str, ...]] | None = None


def _worker_reader(limits: Limits, tables: tuple[str, ...]) -> Reader:
    """Return this worker's reader: Spark reuses its workers, and a warm reader saves each task its start."""
    global _reader, _reader_is
    if _reader is None or _reader_is != (limits, tables):
        if _reader is not None:
            _reader.close()
        _reader, _reader_is = Reader(limits, tables), (limits, tables)
    return _reader


def _outcomes(
    lake: Lake, reader: Reader, share: Share, summary: ReadSummary
) -> Iterator[tuple[Job, int, Outcome, float]]:
    """Yield what came of each submission. The next one is under way while the caller looks at the last."""
    under_way: tuple[Job, int, float] | None = None
    for job, attempts, stored in _fetched(lake, share):
        done = None
        if under_way is not None:
            outcome = reader.receive()
            done = (*under_way[:2], outcome, time.monotonic() - under_way[2])
            under_way = None
        if isinstance(stored, Failure):
            if done is not None:
                yield done
            yield job, attempts, stored, 0.0
            continue
        summary.bytes_stored += len(stored)
        under_way = (job, attempts, time.monotonic())
        reader.send(job, stored)
        if done is not None:
            yield done
    if under_way is not None:
        outcome = reader.receive()
        yield *under_way[:2], outcome, time.monotonic() - under_way[2]


def _fetched(lake: Lake, share: Share) -> Iterator[tuple[Job, int, bytes | Failure]]:
    """Yield each submission's stored bytes in order, fetching a few ahead."""
    with ThreadPoolExecutor(READ_AHEAD, thread_name_prefix="fetch") as pool:
        ahead: list[Future[bytes | Failure]] = []
        waiting = iter(share.jobs)
        for job, attempts in zip(share.jobs, share.attempts, strict=True):
            while len(ahead) < READ_AHEAD and (following := next(waiting, None)) is not None:
                ahead.append(pool.submit(_fetch, lake, following))
            yield job, attempts, ahead.pop(0).result()


def _fetch(lake: Lake, job: Job) -> bytes | Failure:
    try:
        return lake.read(job.raw_path)
    except LakeError as error:
        return Failure(IO_STAGE, type(error).__name__, str(error))


def _count_filing(summary: ReadSummary, filing: ReadFiling, seconds: float) -> None:
    shared, items = filing.shared, filing.values(SECTIONS, "item")
    summary.filings += 1
    summary.sections += len(items)
    summary.bytes_read += filing.size
    summary.chars += sum(filing.values(SECTIONS, "chars"))
    summary.seconds += seconds
    count(summary.by_form_year, f"{shared.form}|{shared.fiscal_year or ''}")
    count(summary.filings_by_era, filing.container)
    for item in items:
        count(summary.items_by_era, f"{filing.container}|{item}")
    count_figures(summary, filing)
    document = ReadDocument(
        shared.accession,
        shared.company,
        shared.form,
        shared.fiscal_year,
        filing.size,
        len(items),
        round(seconds, 4),
    )
    summary.slowest = slowest([*summary.slowest, document])


def count_figures(summary: ReadSummary, filing: ReadFiling) -> None:
    """Count facts by where they come from, and the checks of key figures; either table may have no rows asked for."""
    if FACTS.name in filing.rows:
        for source, facts in Counter(filing.values(FACTS, "source")).items():
            count(summary.facts_by_source, source, facts)
            count(summary.filings_by_source, source)
    if FINANCIALS.name in filing.rows:
        for check in CHECKS:
            for holds in filing.values(FINANCIALS, check):
                if holds is not None:
                    count(summary.checks, f"{check}|{'holds' if holds else 'fails'}")


def _count_failure(
    summary: ReadSummary, job: Job, failure: Failure, attempts: int, seconds: float
) -> None:
    summary.failures += 1
    summary.failed_accessions.append(job.accession)
    count(summary.failures_by_stage, failure.stage)
    if failure.stage == IO_STAGE and attempts < IO_ATTEMPTS:
        summary.io_failures.append(job.accession)
    document = FailedDocument(
        job.accession,
        job.cik,
        failure.stage,
        failure.error,
        failure.message[:500],
        round(seconds, 3),
    )
    summary.failed.append(document)
