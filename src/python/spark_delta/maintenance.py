"""Keeping house: compaction and clustering on request, files that nobody needs any more removed on request."""

from __future__ import annotations

import logging

from docai.runtime.stop import StopSignal
from spark_delta.schema import TABLES
from spark_delta.settings import WriterSettings
from spark_delta.tables import LakeTables

_log = logging.getLogger(__name__)


def keep_house(tables: LakeTables, settings: WriterSettings, stop: StopSignal) -> None:
    """Do what ``settings`` ask for."""
    for table in TABLES:
        stop.raise_if_requested()
        if settings.optimize:
            tables.spark.sparkContext.setJobDescription(f"{table.name}: compact and cluster")
            tables.delta(table).optimize().executeCompaction()
            _log.info("%s: compacted and clustered", table.name)
        if settings.vacuum_hours is not None:
            tables.spark.sparkContext.setJobDescription(f"{table.name}: vacuum")
            tables.delta(table).vacuum(settings.vacuum_hours)
            _log.info(
                "%s: removed what no version of the last %g hours needs",
                table.name,
                settings.vacuum_hours,
            )
