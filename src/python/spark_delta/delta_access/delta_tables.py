"""The tables in the lake: made once, brought up to date by additive steps, found by their place."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

from delta.tables import DeltaTable
from pyspark.sql import DataFrame, SparkSession

from docai.lake.lake import Lake
from spark_delta.delta_access.delta_log import newest_version
from spark_delta.delta_access.lookup import Lookup
from spark_delta.delta_access.version_zero import create
from spark_delta.errors import UnfitTable
from spark_delta.tables.schema import TABLES
from spark_delta.tables.table import Table, quoted, schema_json

_log = logging.getLogger(__name__)


@contextmanager
def concerning(table: Table) -> Iterator[None]:
    """Add to an error that is raised inside the place of the ``table`` that it is about, as a note: Spark's words may not have it."""
    try:
        yield
    except Exception as error:
        error.add_note(table.path)
        raise


@dataclass(frozen=True)
class LakeTables:
    """The tables of one lake. ``session`` is Spark's, or starts Spark as soon as something needs it."""

    session: SparkSession | Callable[[], SparkSession]
    lake: Lake

    @cached_property
    def spark(self) -> SparkSession:
        """Return Spark's session; starts Spark where it does not run yet."""
        return self.session if isinstance(self.session, SparkSession) else self.session()

    @property
    def has_spark(self) -> bool:
        """Return whether Spark runs already."""
        return isinstance(self.session, SparkSession) or "spark" in vars(self)

    @cached_property
    def lookup(self) -> Lookup:
        """Return what looks up rows without Spark."""
        return Lookup(self.lake)

    def describe(self, job: str) -> None:
        """Say what Spark's next jobs are for, where it runs."""
        if self.has_spark:
            self.spark.sparkContext.setJobDescription(job)

    @property
    def root(self) -> str:
        """Return the lake's address."""
        return self.lake.uri

    def newest_version(self, table: Table) -> int:
        """Return the table's newest version, or -1 when there is no table."""
        return newest_version(self.lake, table)

    def untouched(self, table: Table) -> bool:
        """Return whether nothing was ever written to the table: there is no need to ask Spark what it holds."""
        return newest_version(self.lake, table) <= 0

    def location(self, table: Table) -> str:
        """Return the table's address."""
        return f"{self.root}/{table.path}"

    def frame(self, table: Table) -> DataFrame:
        """Return the table's present rows."""
        return self.spark.read.format("delta").load(self.location(table))

    def delta(self, table: Table) -> DeltaTable:
        """Return the table for MERGE and maintenance."""
        return DeltaTable.forPath(self.spark, self.location(table))

    def make(self, staging: str) -> None:
        """Make the tables that are not there, by way of the folder ``staging``, and add the columns that are new.

        Raises UnfitTable.
        """
        for table in TABLES:
            made = newest_version(self.lake, table) < 0 and create(self.lake, table, staging)
            if not made and not self._as_made(table):
                with concerning(table):
                    self._evolve(table)

    def _as_made(self, table: Table) -> bool:
        snapshot = self.lookup.snapshot(table)
        return snapshot is not None and snapshot.types == _types(table)

    def _evolve(self, table: Table) -> None:
        present = {field.name: field.dataType.simpleString() for field in self.frame(table).schema}
        wrong = [
            f"{column.name} is {present[column.name]}, not {column.type}"
            for column in table.columns
            if column.name in present and present[column.name] != column.type
        ]
        wrong += [f"{name} is missing" for name in table.required if name not in present]
        if wrong:
            raise UnfitTable(
                f"{self.location(table)} is not the table {table.name} of docai: {'; '.join(wrong)}. Give its columns their "
                "names and types back, or move the table away: the next run makes it again from raw/10-k"
            )
        others = [name for name in present if name not in table.column_names]
        if others:
            _log.info(
                "%s has columns that are none of this docai's: %s; new rows have NULL there, or the column's default",
                table.name,
                ", ".join(others),
            )
        new = [column for column in table.columns if column.name not in present]
        if not new:
            return
        columns = ", ".join(
            f"`{column.name}` {column.type} COMMENT {quoted(column.comment)}" for column in new
        )
        location = self.location(table).replace("`", "``")
        self.spark.sql(f"ALTER TABLE delta.`{location}` ADD COLUMNS ({columns})")
        _log.info("%s: added %s", table.name, ", ".join(column.name for column in new))


def _types(table: Table) -> dict[str, object]:
    return {field["name"]: field["type"] for field in json.loads(schema_json(table))["fields"]}
