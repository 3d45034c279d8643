"""Spark started, and the tables made, while something else goes on: a first run need not wait for either.

For a program that loads and writes in one process. ``run.write`` takes the session that it finds.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime

from py4j.protocol import Py4JError
from pyspark.errors import PySparkException

from docai.filing.layout import run_name
from docai.lake.lake import Lake
from docai.runtime.errors import DocaiError
from docai.runtime.stop import StopSignal
from spark_delta.commit.staging import staging_folder
from spark_delta.delta_access.delta_log import newest_version
from spark_delta.delta_access.delta_tables import LakeTables
from spark_delta.settings import WriterSettings
from spark_delta.spark.session import opened
from spark_delta.spark.storage import hadoop_settings
from spark_delta.tables.schema import FILINGS

_log = logging.getLogger(__name__)

LONGEST_END = 8.0
"""Seconds that are given to a start which nobody needs any more."""


@contextmanager
def started_ahead(settings: WriterSettings, lake: Lake, stop: StopSignal) -> Iterator[Ahead]:
    """Give the start that is under way, if the lake has no tables yet and so will need Spark; at the end Spark is stopped."""
    with ExitStack() as spark:
        ahead = Ahead(settings, lake, stop, spark)
        if newest_version(lake, FILINGS) < 0:
            ahead.start()
        try:
            yield ahead
        finally:
            # Also when the other work failed: a session that is closed while it starts complains in tracebacks.
            ahead.end()


class Ahead:
    """A start of Spark in the background. What it fails with, ``run.write`` will meet again and tell."""

    def __init__(
        self, settings: WriterSettings, lake: Lake, stop: StopSignal, spark: ExitStack
    ) -> None:
        self._settings, self._lake, self._stop, self._spark = settings, lake, stop, spark
        # A daemon: a stop does not wait for a JVM that is still starting; that ends with this process.
        self._thread = threading.Thread(target=self._run, name="spark-ahead", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def wait(self) -> None:
        """Return when Spark is there, or cannot be had, or a stop is asked for."""
        while self._thread.is_alive() and not self._stop.requested:
            self._thread.join(0.1)

    def end(self) -> None:
        """Wait for the start, but not so long that a stop would take more than the ten seconds it may."""
        if self._thread.is_alive():
            self._thread.join(LONGEST_END)

    def _run(self) -> None:
        settings = self._settings
        try:
            session = opened(
                settings.spark,
                f"docai {settings.run_id}",
                hadoop_settings(settings.lake, os.environ),
                quick=True,
            )
            spark = self._spark.enter_context(session)
            if not self._stop.requested:
                self._tables(LakeTables(spark, self._lake))
        except (DocaiError, PySparkException, Py4JError) as error:
            _log.debug("Spark was not started ahead: %s", error)

    def _tables(self, tables: LakeTables) -> None:
        run = run_name(self._settings.run_id, datetime.now(UTC))
        with staging_folder(self._lake, run) as staging:
            tables.make(staging)
