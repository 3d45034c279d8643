"""How a batch of rows becomes part of the tables.

First what was read of the filings, table by table, then ``filings``, whose row commits a filing, then ``quarantine``; the
caller then marks the manifest parts consumed. A run may die after any of these steps and any number of writers may do them at
once:

- The rows of new filings are in files that workers have put into the table's folder. One transaction per table reads the
  table, sees that none of these filings is there, and adds the files; it is refused when anybody changed a row meanwhile
  (see ``add_by_log``, and ``add_files`` where a table asks more of a writer), and then looks again. So of two writers with the
  same rows one adds its files.
- Whoever finds some of its filings there (it came second, or a killed run left rows without their filings) goes the
  slow way, through Spark: the rows of these filings are replaced; ``filings`` gets its by an insert-only MERGE on the key.
  Its own files stay outside the table, until it is vacuumed. They are never deleted by hand: a commit that seemed to fail may
  have succeeded.
- Rows of a filing that is known to have some (a submission fetched again, a newer parser) are replaced: one transaction
  per table deletes what is there and inserts what is new.
- A filing of which another run has written newer bytes since this one read it is left out (``Batch.overtaken``).
- A failure is written to ``quarantine`` before its writer looks whether another writer has read the filing; a success is
  written to ``filings`` before its writer looks for a row in ``quarantine``. Whichever comes second sees the other.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F  # noqa: N812 - the name that everybody knows it by

from docai.runtime.stop import StopSignal
from spark_delta.commit.add_by_log import AddingByLog, CommittedFirst, adding_by_log
from spark_delta.commit.add_files import Adding
from spark_delta.delta_access.delta_tables import LakeTables, concerning
from spark_delta.delta_access.lookup import Within
from spark_delta.errors import CommitConflict, SparkFailed
from spark_delta.plan.written_filings import held_rows
from spark_delta.read.key_bounds import Bounds
from spark_delta.read.staged_rows import StagedRows
from spark_delta.spark.errors import CONFLICTS
from spark_delta.tables.schema import FILINGS, OF_FILINGS, QUARANTINE
from spark_delta.tables.table import Table, quoted

_log = logging.getLogger(__name__)

TRIES = 30
"""How often a commit is tried while other writers get in first."""

FILE_BYTES = 64 << 20
"""Staged (compressed) bytes that go into one file of a table."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What is to be committed.

    ``staged`` files hold the rows; ``accessions`` are all that were read, ``replaced`` those of them that stand in
    ``filings`` with other bytes or an older parser, ``failed`` those that could not be read. ``bounds`` hold for every
    staged row but those of ``quarantine``. ``filings_version``: of ``filings`` in which none of the new ones stands.
    ``overtaken``: filings of which another run has written newer bytes since they were read; their rows are left out.
    """

    staged: Sequence[StagedRows]
    accessions: Sequence[str]
    replaced: Sequence[str]
    failed: Sequence[str]
    bounds: Bounds | None
    filings_version: int = -1
    overtaken: Sequence[str] = ()

    @property
    def read(self) -> list[str]:
        """Return the accessions of all that could be read, without those overtaken."""
        without = {*self.failed, *self.overtaken}
        return [one for one in self.accessions if one not in without]

    @property
    def new(self) -> list[str]:
        """Return the accessions of what could be read and was not known to stand in ``filings``."""
        replaced = set(self.replaced)
        return [one for one in self.read if one not in replaced]

    def files(self, table: Table, *, replacing: bool = False) -> list[StagedRows]:
        """Return the files with rows of ``table``: of new filings, or of those that are replaced."""
        return [
            rows for rows in self.staged if rows.table == table.name and rows.replacing is replacing
        ]


class Committer:
    """Commits batches to the tables of one lake; ``staging`` is the run's own folder."""

    def __init__(self, tables: LakeTables, stop: StopSignal, staging: str) -> None:
        self._tables, self._stop, self._staging = tables, stop, staging

    def commit(self, batch: Batch, describe: Callable[[str], None]) -> None:
        """Make ``batch`` part of the tables. Safe to repeat, from the beginning or from anywhere. Raises CommitConflict."""
        for table in OF_FILINGS:
            describe(table.name)
            with concerning(table):
                self._write(table, batch)
        describe("quarantine")
        with concerning(QUARANTINE):
            self._add_failures(batch)
            self.release(batch.read)

    def _write(self, table: Table, batch: Batch) -> None:
        if self._has_nothing(table, batch):
            return
        replaced = sorted(set(batch.read) & set(batch.replaced))
        if replaced:
            self._job(f"{table.name}: replace the rows of {len(replaced)} filings")
            rows = self._rows(table, batch.files(table, replacing=True), batch.overtaken)
            self._retried(lambda: self._replace(table, rows, replaced))
        if batch.new:
            self._job(f"{table.name}: add the rows of {len(batch.new)} new filings")
            self._retried(lambda: self._add(table, batch))

    def _has_nothing(self, table: Table, batch: Batch) -> bool:
        """Return whether there are neither rows to put into ``table`` nor rows there to replace: Spark need not be asked."""
        return not any(rows.table == table.name for rows in batch.staged) and (
            self._tables.untouched(table)
        )

    def _add(self, table: Table, batch: Batch) -> None:
        """Make the files of new filings part of ``table``, or their rows, where some are there already."""
        assert batch.bounds is not None
        files = batch.files(table)
        if files:
            adding = self._adding(table)
            known_absent = table is FILINGS and adding.version == batch.filings_version
            if adding.version <= 0 or known_absent:
                present = set[str]()
            else:
                present = self._present(table, batch.new, batch.bounds, adding.version)
            if not present and not batch.overtaken and adding.takes_files():
                adding.commit(files)
                return
        else:
            present = self._present(table, batch.new, batch.bounds)
            if not present:
                return
        _log.info(
            "%s: %d of %d filings are there already: adding row by row",
            table.name,
            len(present),
            len(batch.new),
        )
        rows = self._rows(table, files, batch.overtaken)
        if present and table is not FILINGS:
            theirs = F.col("accession").isin(sorted(present))
            self._replace(table, rows.where(theirs), sorted(present))
            rows = rows.where(~theirs)
        if files and len(present) < len(batch.new):
            self._insert(table, rows, batch.bounds)

    def _adding(self, table: Table) -> Adding | AddingByLog:
        adding = adding_by_log(self._tables, table, self._staging)
        if adding is not None:
            return adding
        return Adding(self._tables.spark, table, self._tables.location(table))

    def _present(
        self, table: Table, accessions: Sequence[str], bounds: Bounds, version: int | None = None
    ) -> set[str]:
        """Return which of ``accessions`` have rows in ``table``: a killed run's, or those of a run at the same time."""
        within = _within(bounds)
        held = held_rows(
            self._tables, table, ("accession",), accessions, version=version, within=within
        )
        return {row[0] for row in held}

    def _rows(
        self, table: Table, files: Sequence[StagedRows], overtaken: Sequence[str]
    ) -> DataFrame:
        columns = ", ".join(f"`{column.name}` {column.type}" for column in table.columns)
        if not files:
            return self._tables.spark.createDataFrame([], columns)
        # Our paths name files: Spark would take brackets, braces, stars and backslashes in them for a pattern.
        reader = self._tables.spark.read.schema(columns).option("__globPaths__", "false")
        frame = reader.parquet(*(f"{self._tables.root}/{rows.path}" for rows in files))
        # Spark takes a file that it cannot list for one that was deleted in time, and reads nothing, without a word.
        if len(frame.inputFiles()) != len(files):
            raise SparkFailed(
                f"Spark sees {len(frame.inputFiles())} of {len(files)} staged files of {table.name}; run it again"
            )
        if overtaken:
            frame = frame.where(~F.col("accession").isin(list(overtaken)))
        size = sum(rows.size for rows in files)
        cores = self._tables.spark.sparkContext.defaultParallelism
        partitions = 1 if size < FILE_BYTES // 4 else max(cores, round(size / FILE_BYTES))
        return frame.coalesce(partitions)

    def _insert(self, table: Table, rows: DataFrame, bounds: Bounds) -> None:
        same_key = " AND ".join(
            f"t.`{name}` {'=' if name in table.required else '<=>'} s.`{name}`"
            for name in table.key
        )
        condition = f"{same_key} AND {_within(bounds).sql('t.')}"
        merge = self._tables.delta(table).alias("t").merge(rows.alias("s"), condition)
        merge.whenNotMatchedInsert(values=_by_name(table)).execute()

    def _replace(self, table: Table, rows: DataFrame, accessions: Sequence[str]) -> None:
        theirs = f"accession IN ({', '.join(map(quoted, accessions))})"
        writer = rows.write.format("delta").mode("overwrite").option("replaceWhere", theirs)
        writer.save(self._tables.location(table))

    def _add_failures(self, batch: Batch) -> None:
        files = [rows for rows in batch.staged if rows.table == QUARANTINE.name]
        if not files:
            return
        rows = self._rows(QUARANTINE, files, batch.overtaken)
        self._job(f"quarantine: add {len(batch.failed)} filings")

        def add() -> None:
            merge = self._tables.delta(QUARANTINE).alias("t")
            newest: dict[str, str | Column] = {
                name: f"s.`{name}`"
                for name in QUARANTINE.column_names
                if name not in ("accession", "first_seen", "last_seen", "attempts")
            }
            # The number of tries was counted when the work was planned: two writers at once do not count twice.
            merged = {
                "first_seen": "least(t.first_seen, s.first_seen)",
                "last_seen": "greatest(t.last_seen, s.last_seen)",
                "attempts": "greatest(t.attempts, s.attempts)",
            }
            merge.merge(rows.alias("s"), "t.accession = s.accession").whenMatchedUpdate(
                set={**newest, **merged}
            ).whenNotMatchedInsert(values=_by_name(QUARANTINE)).execute()

        self._retried(add)
        self.release(self._read_by_others(rows))

    def _read_by_others(self, rows: DataFrame) -> list[str]:
        """Return which failures ``rows`` another writer has read from the same bytes by now."""
        filings = self._tables.frame(FILINGS).select("accession", "raw_path").alias("f")
        same = filings.join(
            F.broadcast(rows.select("accession", "raw_path")),
            ["accession", "raw_path"],
            "left_semi",
        )
        return [row[0] for row in same.select("accession").collect()]

    def release(self, accessions: Sequence[str]) -> None:
        """Take ``accessions``, which have been read, out of ``quarantine``; Spark is asked where one stands there. Raises CommitConflict."""
        if not accessions:
            return
        self._job("quarantine: look for what was read now")
        held = {row[0] for row in held_rows(self._tables, QUARANTINE, ("accession",), accessions)}
        if held:
            self._job(f"quarantine: release {len(held)} filings")
            theirs = F.col("accession").isin(sorted(held))
            self._retried(lambda: self._tables.delta(QUARANTINE).delete(theirs))

    def _job(self, description: str) -> None:
        self._stop.raise_if_requested()
        self._tables.describe(description)

    def _retried(self, commit: Callable[[], None]) -> None:
        for attempt in range(1, TRIES + 1):
            self._stop.raise_if_requested()
            try:
                commit()
            except (*CONFLICTS, CommittedFirst) as error:
                _log.info("another writer committed first; retrying (attempt %d)", attempt)
                if attempt == TRIES:
                    raise CommitConflict(
                        f"other writers committed first {TRIES} times in a row; run it again when they are done"
                    ) from error
                pause = random.uniform(0.05, 0.3)  # noqa: S311 - no secret
                self._stop.wait(pause * min(attempt, 10))
            else:
                return


def _by_name(table: Table) -> dict[str, str | Column]:
    """Return what a MERGE inserts: our columns, each by its name. One that somebody else added gets its default, or NULL."""
    return {f"`{name}`": f"s.`{name}`" for name in table.column_names}


def _within(bounds: Bounds) -> Within:
    """Return what keeps a scan to the files that can hold rows within ``bounds``."""
    first, last = (date.fromordinal(day + _EPOCH) for day in (bounds.filed_from, bounds.filed_to))
    return Within(bounds.cik_from, bounds.cik_to, first, last)


_EPOCH = date(1970, 1, 1).toordinal()
