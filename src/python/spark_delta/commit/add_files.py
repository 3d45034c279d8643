"""Files that workers have put into a table's folder become part of it: one Delta transaction that has read the table first.

A bare append knows nothing of the rows that are there, and two of them double each other's. A transaction that has read the
whole table is refused when anybody changed a row of it since: what its caller saw there still holds when it commits. Delta's
Python API has no such transaction, so this is its JVM's own (``OptimisticTransaction``), as MERGE uses it. A table that asks no
more of a writer than those that docai makes gets its files without it: see ``add_by_log``.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from py4j.java_collections import ListConverter
from pyspark.sql import SparkSession

from spark_delta.read.key_bounds import Bounds
from spark_delta.read.staged_rows import StagedRows
from spark_delta.tables.table import Table

_CONSTRAINT = "delta.constraints."
_COLUMN_MAPPING = "delta.columnMapping.mode"
_FILLED = ("CURRENT_DEFAULT", "delta.generationExpression", "delta.identity.")
"""What a column's metadata begins with when a writer has to fill it (the Delta protocol, "Column Metadata")."""

_EPOCH = date(1970, 1, 1)


class Adding:
    """A transaction on ``table`` at ``location`` that has read all of it as it is now."""

    def __init__(self, spark: SparkSession, table: Table, location: str) -> None:
        self._spark, self._table = spark, table
        jvm = self._jvm
        none = jvm.scala.Option.empty()
        log = jvm.org.apache.spark.sql.delta.DeltaLog.forTable(spark._jsparkSession, location)
        self._transaction = log.startTransaction(none, none)
        self._transaction.readWholeTable()

    @property
    def version(self) -> int:
        """Return the version of the table that was read."""
        return int(self._transaction.readVersion())

    def takes_files(self) -> bool:
        """Return whether a file with rows as ``table`` has them may be added.

        It may not when somebody gave the table partitions, renamed its columns, or added constraints (nobody has checked the
        rows against them) or columns that must not be NULL. Such a table gets its rows through Spark.
        """
        metadata = self._transaction.metadata()
        names = metadata.configuration().keys().mkString("\n").split("\n")
        return (
            ours_alone(self._table, names)
            and metadata.partitionColumns().isEmpty()
            and others_may_be_null(self._table, metadata.schemaString())
        )

    def commit(self, files: Iterable[StagedRows]) -> int:
        """Add ``files`` and return the new version; raises one of CONFLICTS when a row was changed since the table was read."""
        jvm = self._jvm
        from_json = jvm.org.apache.spark.sql.delta.actions.Action.fromJson
        actions = [from_json(add_action(self._table, rows)) for rows in files]
        gateway = self._spark.sparkContext._gateway
        assert gateway is not None
        listed = ListConverter().convert(actions, gateway._gateway_client)
        operation = getattr(jvm.org.apache.spark.sql.delta, "DeltaOperations$Write")
        append = jvm.org.apache.spark.sql.SaveMode.Append
        none = jvm.scala.Option.empty()
        return int(
            self._transaction.commit(jvm.PythonUtils.toSeq(listed), operation(append, *[none] * 8))
        )

    @property
    def _jvm(self) -> Any:
        return self._spark.sparkContext._jvm


def ours_alone(table: Table, properties: Iterable[str]) -> bool:
    """Return whether the names of a table's ``properties`` hold no constraint but ours, and no renamed columns."""
    names = set(properties)
    ours = {_CONSTRAINT + rule.name for rule in table.rules}
    constraints = {name for name in names if name.startswith(_CONSTRAINT)}
    return constraints <= ours and _COLUMN_MAPPING not in names


def others_may_be_null(table: Table, schema: str) -> bool:
    """Return whether each column that is none of ours, in the ``schema`` of a Delta log, is NULL where a file lacks it.

    Not one that is required, generated, counted on or has a default.
    """
    others = [one for one in json.loads(schema)["fields"] if one["name"] not in table.column_names]
    return all(
        one["nullable"] and not any(key.startswith(_FILLED) for key in one["metadata"])
        for one in others
    )


def add_action(table: Table, rows: StagedRows) -> str:
    """Return the action that adds the file ``rows`` to ``table`` (the Delta protocol, "Add File and Remove File")."""
    path = rows.path.removeprefix(f"{table.path}/")
    return json.dumps(
        {
            "add": {
                "path": path,
                "partitionValues": {},
                "size": rows.size,
                "modificationTime": int(time.time() * 1000),
                "dataChange": True,
                "stats": statistics(rows.rows, rows.bounds),
            }
        }
    )


def statistics(rows: int, bounds: Bounds) -> str:
    """Return what the log says of a file's rows ("Per-file Statistics"): of the columns in STATISTICS_COLUMNS."""
    first, last = (
        (_EPOCH + timedelta(days=day)).isoformat() for day in (bounds.filed_from, bounds.filed_to)
    )
    said = {
        "numRecords": rows,
        "minValues": {
            "accession": bounds.accession_from,
            "cik": bounds.cik_from,
            "filed": first,
        },
        "maxValues": {"accession": bounds.accession_to, "cik": bounds.cik_to, "filed": last},
        "nullCount": {"accession": 0, "cik": 0, "filed": 0},
    }
    return json.dumps(said, separators=(",", ":"))
