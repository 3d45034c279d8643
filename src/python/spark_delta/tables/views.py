"""The tables as views: each row of a committed filing, with what ``filings`` knows of it."""

from __future__ import annotations

from pyspark.sql import SparkSession

from spark_delta.tables.derived import DERIVED
from spark_delta.tables.schema import CONTENT, FILINGS, QUARANTINE
from spark_delta.tables.table import Table

_OF_THE_FILING = (
    *("is_amendment", "period", "accepted_at", "sic", "state"),
    *("url", "container", "primary_document"),
)


def register(spark: SparkSession, lake: str) -> None:
    """Make the temporary views of the lake at ``lake``: one for each table, and those of ``derived``.

    A row counts once its filing is committed: the view of a table is its join with ``filings``, with what that knows besides.
    """
    for view, query in definitions(lake).items():
        spark.sql(f"CREATE OR REPLACE TEMPORARY VIEW {view} AS {query}")


def definitions(lake: str) -> dict[str, str]:
    """Return each view's query, also for CREATE VIEW in a catalog."""
    plain = {
        table.name: f"SELECT * FROM {_at(lake, table)}"  # noqa: S608 - our own names, quoted
        for table in (FILINGS, QUARANTINE)
    }
    joined = {
        table.name: (
            f"SELECT t.*, {_more(table)} FROM {_at(lake, table)} AS t "  # noqa: S608
            f"JOIN {_at(lake, FILINGS)} AS f ON t.accession = f.accession"
        )
        for table in CONTENT
    }
    derived = {view.name: view.query(f"({joined[view.table.name]})") for view in DERIVED}
    return plain | joined | derived


def _more(table: Table) -> str:
    """Return what ``filings`` adds to a row; what the table calls so itself is called ``filing_...`` then."""
    return ", ".join(
        f"f.{name} AS filing_{name}" if name in table.column_names else f"f.{name}"
        for name in _OF_THE_FILING
    )


def _at(lake: str, table: Table) -> str:
    location = f"{lake.rstrip('/')}/{table.path}".replace("`", "``")
    return f"delta.`{location}`"
