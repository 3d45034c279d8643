"""The views that choose among a table's rows: the same in Spark and in every other engine. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from spark_delta.tables.definitions.financials import FINANCIALS
from spark_delta.tables.definitions.sections import SECTIONS
from spark_delta.tables.table import Table


@dataclass(frozen=True, eq=False)
class DerivedView:
    """A view called ``name`` of some rows of ``table``: ``sql`` asks ``{source}`` for them.

    ``column``, where named, came to the table later than its other columns: a lake of an older docai lacks it, and all rows
    count there.
    """

    name: str
    table: Table
    sql: str
    column: str | None = None

    def query(self, source: str, present: Collection[str] | None = None) -> str:
        """Return the view's query of ``source``, a name or a query in brackets, which has the columns ``present``."""
        if self.column is not None and present is not None and self.column not in present:
            return f"SELECT * FROM {source}"  # noqa: S608 - our own names
        return self.sql.format(source=source)


DERIVED: tuple[DerivedView, ...] = (
    # Words only, never a pointer. Rows of an older docai have no state, and count.
    DerivedView(
        "items",
        SECTIONS,
        "SELECT t.* FROM {source} AS t WHERE t.state IS NULL OR t.state IN ('words', 'followed', 'combined')",
        "state",
    ),
    # The latest filing of each company and fiscal year that says any key figure, amendments among them.
    DerivedView(
        "financials_by_year",
        FINANCIALS,
        "SELECT * EXCEPT (latest) FROM (SELECT t.*, row_number() OVER (PARTITION BY t.cik, t.fiscal_year "
        "ORDER BY t.filed DESC, t.accession DESC) AS latest FROM {source} AS t WHERE t.fiscal_year IS NOT NULL) AS n "
        "WHERE n.latest = 1",
    ),
)
"""All of them, each made of one table."""
