"""Keeping house: small files of many runs are compacted now and then, clustering and cleaning come on request."""

from __future__ import annotations

import logging
from typing import Any

from pyspark.sql import SparkSession

from docai.runtime.stop import StopSignal
from spark_delta.delta_access.delta_log import commits_since_checkpoint
from spark_delta.delta_access.delta_tables import LakeTables, concerning
from spark_delta.settings import WriterSettings
from spark_delta.spark.errors import CONFLICTS
from spark_delta.tables.schema import TABLES
from spark_delta.tables.table import CHECKPOINT_EVERY, Table

_log = logging.getLogger(__name__)

COMPACT_EVERY = 50
"""Versions of a table between two compactions that nobody asked for: daily runs leave at most so many small files."""

LONGEST_LOG = 2 * CHECKPOINT_EVERY
"""Commits since a checkpoint for which Spark is started: it makes checkpoints of its own commits alone, and runs without it
leave a log that every reader has to replay."""

CUBE_BYTES = 1 << 30
"""What is clustered into a whole of this size is not rewritten again: compaction costs what came since, not the table."""

CONF: dict[str, str] = {
    "spark.databricks.delta.optimize.maxFileSize": str(256 << 20),
    "spark.databricks.delta.optimize.clustering.mergeStrategy.minCubeSize.threshold": str(
        CUBE_BYTES
    ),
    "spark.databricks.delta.optimize.clustering.mergeStrategy.minCubeSize.targetCubeSize": str(
        CUBE_BYTES * 3 // 2
    ),
    "spark.databricks.delta.vacuum.parallelDelete.enabled": "true",
}
"""Settings of the session for maintenance."""

LISTING_TASKS = "spark.sql.sources.parallelPartitionDiscovery.parallelism"
"""Vacuum lists a table's folders in so many tasks, one after the other for each level: 10,000 when nobody says otherwise,
of which all but a few have nothing to list and take a minute of two cores."""


def due(version_before: int, version_now: int) -> bool:
    """Return whether a table's versions have passed a multiple of COMPACT_EVERY."""
    return max(version_before, 0) // COMPACT_EVERY < version_now // COMPACT_EVERY


def keep_house(
    tables: LakeTables, before: dict[str, int], settings: WriterSettings, stop: StopSignal
) -> None:
    """Do what ``settings`` ask for and what is due; ``before`` holds the tables' versions when the run began."""
    for table in TABLES:
        stop.raise_if_requested()
        with concerning(table):
            if settings.optimize or due(before[table.name], tables.newest_version(table)):
                compact(tables, table)
            if settings.vacuum_hours is not None:
                vacuum(tables, table, settings.vacuum_hours)
    stop.raise_if_requested()
    shorten_logs(tables)


def shorten_logs(tables: LakeTables) -> None:
    """Make a checkpoint of each log that Spark made none of in time; nothing where Spark does not run, before one is long."""
    lengths = {table: commits_since_checkpoint(tables.lake, table) for table in TABLES}
    if not tables.has_spark and max(lengths.values()) < LONGEST_LOG:
        return
    for table, length in lengths.items():
        if length > CHECKPOINT_EVERY:
            with concerning(table):
                checkpoint(tables, table)


def checkpoint(tables: LakeTables, table: Table) -> None:
    """Make a checkpoint of the log of ``table``, and delete what the log need not keep, as Spark's own commits do now and then."""
    tables.describe(f"{table.name}: checkpoint of the log")
    jvm: Any = tables.spark.sparkContext._jvm
    none = jvm.scala.Option.empty()
    logs = jvm.org.apache.spark.sql.delta.DeltaLog
    log = logs.forTable(tables.spark._jsparkSession, tables.location(table))
    log.checkpointAndCleanUpDeltaLog(log.update(False, none, none), none)


def compact(tables: LakeTables, table: Table) -> None:
    """Rewrite the small files of ``table`` as few, clustered ones. Another writer's commit in between puts it off."""
    _configure(tables.spark)
    tables.describe(f"{table.name}: compact and cluster")
    try:
        tables.delta(table).optimize().executeCompaction()
    except CONFLICTS:
        _log.info("%s: not compacted, another writer is active", table.name)
    else:
        _log.info("%s: compacted and clustered", table.name)


def vacuum(tables: LakeTables, table: Table, hours: float) -> None:
    """Remove the files of ``table`` that no version younger than ``hours`` needs, those of killed runs among them."""
    _configure(tables.spark)
    tables.describe(f"{table.name}: vacuum")
    tables.delta(table).vacuum(hours)
    _log.info("%s: deleted files that no version of the last %g hours needs", table.name, hours)


def _configure(spark: SparkSession) -> None:
    listing = {LISTING_TASKS: str(2 * spark.sparkContext.defaultParallelism)}
    for key, value in (CONF | listing).items():
        spark.conf.set(key, value)
