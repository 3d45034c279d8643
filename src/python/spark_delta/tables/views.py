"""The tables as views: each row of a committed filing, with what ``filings`` knows of it."""

from __future__ import annotations

from pyspark.sql import SparkSession

from spark_delta.tables.schema import CONTENT, FILINGS, QUARANTINE
from spark_delta.tables.table import Table

_OF_THE_FILING = (
    *("is_amendment", "period", "accepted_at", "sic", "state"),
    *("url", "container", "primary_document"),
)


VIEW_NAMES = {"sections": "items"}
"""The views that are not called as their table is."""


def register(spark: SparkSession, lake: str) -> None:
    """Make the temporary views of the lake at ``lake``: ``filings``, ``items``, ``documents``, ``quarantine``.

    A row counts once its filing is committed: the view of a table is its join with ``filings``, with what that knows besides.
    """
    for view, query in definitions(lake).items():
        spark.sql(f"CREATE OR REPLACE TEMPORARY VIEW {view} AS {query}")


def definitions(lake: str) -> dict[str, str]:
    """Return each view's query, also for CREATE VIEW in a catalog."""
    more = ", ".join(f"f.{name}" for name in _OF_THE_FILING)
    plain = {
        table.name: f"SELECT * FROM {_at(lake, table)}"  # noqa: S608 - our own names, quoted
        for table in (FILINGS, QUARANTINE)
    }
    joined = {
        VIEW_NAMES.get(table.name, table.name): (
            f"SELECT t.*, {more} FROM {_at(lake, table)} AS t "  # noqa: S608
            f"JOIN {_at(lake, FILINGS)} AS f ON t.accession = f.accession"
        )
        for table in CONTENT
    }
    return plain | joined


def _at(lake: str, table: Table) -> str:
    location = f"{lake.rstrip('/')}/{table.path}".replace("`", "``")
    return f"delta.`{location}`"
