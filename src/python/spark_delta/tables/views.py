"""The tables as views for who asks them: ``filings``, ``items`` (sections of committed filings) and ``quarantine``."""

from __future__ import annotations

from pyspark.sql import SparkSession

from spark_delta.tables.schema import FILINGS, QUARANTINE, SECTIONS, Table

_OF_THE_FILING = (
    *("is_amendment", "period", "accepted_at", "sic", "state"),
    *("url", "container", "primary_document"),
)


def register(spark: SparkSession, lake: str) -> None:
    """Make the temporary views ``filings``, ``items`` and ``quarantine`` of the lake at ``lake``.

    A row of ``sections`` counts once its filing is committed: ``items`` is the join that says so, with what ``filings``
    knows besides.
    """
    for view, query in definitions(lake).items():
        spark.sql(f"CREATE OR REPLACE TEMPORARY VIEW {view} AS {query}")


def definitions(lake: str) -> dict[str, str]:
    """Return each view's query, also for CREATE VIEW in a catalog."""
    more = ", ".join(f"f.{name}" for name in _OF_THE_FILING)
    return {
        "filings": f"SELECT * FROM {_at(lake, FILINGS)}",  # noqa: S608 - our own names, quoted
        "items": (
            f"SELECT s.*, {more} FROM {_at(lake, SECTIONS)} AS s "  # noqa: S608
            f"JOIN {_at(lake, FILINGS)} AS f ON s.accession = f.accession"
        ),
        "quarantine": f"SELECT * FROM {_at(lake, QUARANTINE)}",  # noqa: S608
    }


def _at(lake: str, table: Table) -> str:
    location = f"{lake.rstrip('/')}/{table.path}".replace("`", "``")
    return f"delta.`{location}`"
