"""The part of a run that has work: batch after batch is planned, read, committed and marked.

Spark starts when it is first needed, which a run of a few new filings may never come to.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime

from pyspark.sql import SparkSession

from docai.lake.lake import Lake
from docai.runtime.progress import Progress
from docai.runtime.stop import StopSignal
from docai.tenk import PARSER_VERSION
from spark_delta.commit.committer import Batch, Committer
from spark_delta.commit.maintenance import keep_house
from spark_delta.commit.prepare import prepared_meanwhile
from spark_delta.commit.staging import staging_folder
from spark_delta.delta_access.delta_tables import LakeTables
from spark_delta.plan.batches import ManifestBatch, outdated, overtaken, to_mark
from spark_delta.plan.consumed_marks import ConsumedMarks
from spark_delta.plan.marks import Marks
from spark_delta.plan.small_run import is_small
from spark_delta.plan.work import Line, Plan, plan
from spark_delta.plan.written_filings import known_filings, known_quarantine, to_read_again
from spark_delta.read.collect import gather, gather_here
from spark_delta.read.here import read_here
from spark_delta.read.memory import machine_bytes, reader_bytes
from spark_delta.read.stage import read, shares_of
from spark_delta.read.staged_rows import StagedRows
from spark_delta.read.summary import ReadSummary
from spark_delta.read.task import TaskSettings
from spark_delta.report.totals import Totals
from spark_delta.settings import Limits, WriterSettings
from spark_delta.spark.errors import FAILURES, explained
from spark_delta.spark.interruptible import ended_on_stop, unless_stopped
from spark_delta.spark.jvm import find_java
from spark_delta.spark.session import opened
from spark_delta.spark.storage import check_credential, hadoop_settings
from spark_delta.spark.storage_check import check_reach
from spark_delta.tables.schema import BY_NAME, CONTENT, FILINGS, OF_FILINGS, TABLES

_log = logging.getLogger(__name__)


class SparkRun:
    """A run that has work; ``totals`` is where it counts.

    ``alone``: without Spark as long as nothing needs it. ``quick``: its JVM, if there is one, is soon done.
    """

    def __init__(
        self,
        settings: WriterSettings,
        lake: Lake,
        run: str,
        began: datetime,
        marks: Marks,
        totals: Totals,
        stop: StopSignal,
        *,
        quick: bool,
        alone: bool,
    ) -> None:
        self._settings, self._lake, self._run, self._began = settings, lake, run, began
        self._marks, self._totals, self._stop = marks, totals, stop
        self._quick, self._alone = quick, alone
        self._consumed = ConsumedMarks(lake)

    def write(self, waiting: Iterable[ManifestBatch]) -> None:
        """Work off ``waiting``, then what the settings ask for besides. Raises what ``run.write`` says."""
        check_credential(self._settings.lake, os.environ)
        if self._alone:
            # A filing that needs Spark may come any day: whoever lacks Java is told on the first.
            find_java(os.environ)
        with ExitStack() as stack:
            staging = stack.enter_context(staging_folder(self._lake, self._run))
            tables = LakeTables(lambda: self._started(stack), self._lake)
            try:
                if not self._alone:
                    _ = tables.spark
                self._write(tables, staging, waiting)
            except FAILURES as error:
                self._stop.raise_if_requested()
                raise explained(error, "writing the tables") from error

    def _started(self, stack: ExitStack) -> SparkSession:
        """Start Spark, which ``stack`` ends; what it does ends when a stop is asked for."""
        hadoop = hadoop_settings(self._settings.lake, os.environ)
        with Progress("starting Spark"), self._totals.phase("session"):
            name = f"docai {self._settings.run_id}"
            spark = stack.enter_context(
                opened(self._settings.spark, name, hadoop, quick=self._quick, stop=self._stop)
            )
        stack.enter_context(ended_on_stop(spark.sparkContext, self._stop))
        unless_stopped(self._stop, lambda: check_reach(spark, self._settings.lake, hadoop))
        return spark

    def _write(self, tables: LakeTables, staging: str, waiting: Iterable[ManifestBatch]) -> None:
        before = {table.name: tables.newest_version(table) for table in TABLES}
        with Progress("looking at the tables"), self._totals.phase("tables"):
            tables.make(staging)
        for number, batch in enumerate(waiting, 1):
            self._manifest_batch(tables, f"{staging}/{number:04d}", batch)
        if self._settings.reparse:
            self._reparse(tables, staging)
        with Progress("maintaining the tables"), self._totals.phase("maintenance"):
            keep_house(tables, before, self._settings, self._stop)

    def _manifest_batch(self, tables: LakeTables, staging: str, batch: ManifestBatch) -> None:
        self._stop.raise_if_requested()
        with Progress("planning"), self._totals.phase("plan"):
            planned = self._planned(tables, batch)
        self._totals.planned(planned)
        self._totals.damage += batch.damage.values()
        Committer(tables, self._stop, staging).release(planned.to_release)
        read = self._read_and_commit(tables, staging, planned, self._settings.tables, batch.lines)
        mark = to_mark(
            batch,
            quarantined=[*planned.given_up, *read.failed_accessions],
            pending=read.io_failures,
            parser_version=PARSER_VERSION,
        )
        self._consumed.leave(mark)
        self._marks = self._marks.merged(mark)

    def _planned(self, tables: LakeTables, batch: ManifestBatch) -> Plan:
        tables.describe("plan: what the tables already hold")
        jobs = batch.jobs
        accessions = [job.accession for job in jobs]
        # Before the table is asked, which then answers for this version or a later one.
        version = tables.newest_version(FILINGS)
        planned = plan(
            jobs,
            known_filings(tables, accessions),
            known_quarantine(tables, accessions),
            parser_version=PARSER_VERSION,
            retry_quarantine=self._settings.retry_quarantine,
            rewrite=self._without_rows(tables, batch),
        )
        late = outdated(self._lake, planned.replace, batch.lines, self._marks)
        return replace(
            planned,
            replace=tuple(job for job in planned.replace if job.accession not in late),
            present=planned.present + len(late),
            filings_version=version,
        )

    def _without_rows(self, tables: LakeTables, batch: ManifestBatch) -> frozenset[str]:
        """Return the filings of ``batch`` that may stand in ``filings`` while another table was deleted or put back."""
        written = self._settings.tables
        never = any(
            tables.untouched(table)
            for table in CONTENT
            if table.in_every_filing and (not table.optional or table.name in written)
        )
        return frozenset(
            line.job.accession for line in batch.lines if never or line.part in self._marks.half
        )

    def _reparse(self, tables: LakeTables, staging: str) -> None:
        tables.describe("plan: what is to be read again")
        again = to_read_again(tables, PARSER_VERSION, self._settings.tables)
        size = self._settings.batch_filings
        for number, (optional, jobs) in enumerate(again.items()):
            for start in range(0, len(jobs), size):
                planned = Plan(replace=tuple(jobs[start : start + size]))
                folder = f"{staging}/reparse-{number:02d}-{start:07d}"
                self._read_and_commit(tables, folder, planned, optional)

    def _read_and_commit(
        self,
        tables: LakeTables,
        staging: str,
        planned: Plan,
        optional: tuple[str, ...],
        lines: Sequence[Line] = (),
    ) -> ReadSummary:
        """Read what is planned, and write it to the tables that every filing has and to the ``optional`` ones.

        ``lines`` of manifests asked for it; none: what ``filings`` says is read again.
        """
        jobs = planned.jobs
        if not jobs:
            return ReadSummary()
        alone = not tables.has_spark and is_small(jobs)
        settings = TaskSettings(
            self._settings.lake,
            staging,
            self._settings.run_id,
            self._began,
            self._limits(None if alone else tables.spark),
            optional,
        )
        cores = 1 if alone else tables.spark.sparkContext.defaultParallelism
        shares = [
            *shares_of(planned.new, planned.attempts, cores),
            *shares_of(planned.replace, planned.attempts, cores, replacing=True),
        ]
        with Progress("reading", len(jobs)) as progress, self._totals.phase("read"):
            if alone:
                read_now = read_here(settings, shares, progress=progress, stop=self._stop)
            else:
                asked = [each for each in OF_FILINGS if not each.optional or each.name in optional]
                replacing = bool(planned.replace)
                with prepared_meanwhile(tables, asked, staging, replacing=replacing):
                    read_now = read(
                        tables.spark, settings, shares, progress=progress, stop=self._stop
                    )
        with Progress("committing", None, "tables") as progress, self._totals.phase("commit"):
            committed = Batch(
                staged=self._gathered(tables, staging, read_now.staged),
                accessions=tuple(job.accession for job in jobs),
                replaced=tuple(job.accession for job in planned.replace),
                failed=tuple(read_now.failed_accessions),
                bounds=read_now.bounds,
                filings_version=planned.filings_version,
                overtaken=self._overtaken(tables, planned, lines),
            )
            Committer(tables, self._stop, staging).commit(committed, progress.describe)
        self._totals.committed(planned, read_now)
        _log.info(
            "committed %d filings with %d Items, %d to quarantine",
            read_now.filings,
            read_now.sections,
            read_now.failures,
            extra={
                "filings": read_now.filings,
                "items": read_now.sections,
                "quarantined": read_now.failures,
            },
        )
        return read_now

    def _overtaken(
        self, tables: LakeTables, planned: Plan, lines: Sequence[Line]
    ) -> tuple[str, ...]:
        """Return which filings another run has written from newer bytes, or taken away, while this one read them."""
        if tables.newest_version(FILINGS) == planned.filings_version:
            return ()
        known = known_filings(tables, [job.accession for job in planned.jobs])
        now = {accession: filing.raw_path for accession, filing in known.items()}
        if lines:
            late = overtaken(self._lake, lines, now)
        else:
            late = {job.accession for job in planned.jobs if now.get(job.accession) != job.raw_path}
        if late:
            _log.info("another run has written newer bytes of %d filings meanwhile", len(late))
        return tuple(sorted(late))

    def _limits(self, spark: SparkSession | None) -> Limits:
        given = self._settings.limits
        if given.memory_bytes is not None:
            return given
        conf = dict(spark.sparkContext.getConf().getAll()) if spark else {}
        cores = spark.sparkContext.defaultParallelism if spark else 1
        return replace(given, memory_bytes=reader_bytes(conf, cores, machine_bytes()))

    def _gathered(
        self, tables: LakeTables, staging: str, staged: Sequence[StagedRows]
    ) -> tuple[StagedRows, ...]:
        """Return ``staged`` with one file in place of many, where a table has few rows of each new filing."""
        small = {
            table: files
            for table in OF_FILINGS
            if table.gathered
            and (
                files := [
                    rows for rows in staged if rows.table == table.name and not rows.replacing
                ]
            )
        }
        if not small:
            return tuple(staged)
        apart = [rows for rows in staged if rows.replacing or not BY_NAME[rows.table].gathered]
        if not tables.has_spark:
            return (*apart, *gather_here(self._lake, small, staging))
        names = ", ".join(table.name for table in small)
        tables.describe(f"{names}: gather the rows of all tasks in a file each")
        return (*apart, *gather(tables.spark, self._settings.lake, small, staging))
