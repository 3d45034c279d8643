"""The tables as views of a Spark session: each row of a committed filing, with what ``filings`` knows of it."""

from __future__ import annotations

from pyspark.sql import SparkSession

from spark_delta.tables.derived import view_queries
from spark_delta.tables.table import Table


def register(spark: SparkSession, lake: str) -> None:
    """Make the temporary views of the lake at ``lake``: one for each table, and those of ``derived``."""
    for view, query in definitions(lake).items():
        spark.sql(f"CREATE OR REPLACE TEMPORARY VIEW {view} AS {query}")


def definitions(lake: str) -> dict[str, str]:
    """Return each view's query, also for CREATE VIEW in a catalog."""

    def source(table: Table) -> str:
        location = f"{lake.rstrip('/')}/{table.path}".replace("`", "``")
        return f"delta.`{location}`"

    return view_queries(source)
