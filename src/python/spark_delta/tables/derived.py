"""The views over the tables: the same in Spark and in every other engine. Pure.

The view of a table is its rows of committed filings, with what ``filings`` knows of them besides; a derived view chooses
among those.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from spark_delta.tables.definitions.filers import FILERS
from spark_delta.tables.definitions.financials import FINANCIALS
from spark_delta.tables.definitions.sections import SECTIONS
from spark_delta.tables.schema import CONTENT, FILINGS, QUARANTINE
from spark_delta.tables.table import Table

_OF_THE_FILING = (
    *("is_amendment", "period", "accepted_at", "sic", "state"),
    *("url", "container", "primary_document"),
)
"""What ``filings`` adds to each row; what a table calls so itself is called ``filing_...`` then."""

_WHERE_LACKING = ("company", "ciks")
"""What ``filings`` adds to the rows of a table that has no such column of its own: the meaning is the same."""


@dataclass(frozen=True, eq=False)
class DerivedView:
    """A view called ``name`` of some rows of ``table``: ``sql`` asks ``{source}`` for them.

    ``column``, where named, came to the table later than its other columns: a lake of an older docai lacks it, and all rows
    count there.
    """

    name: str
    table: Table
    comment: str
    sql: str
    column: str | None = None

    def query(self, source: str, present: Collection[str] | None = None) -> str:
        """Return the view's query of ``source``, a name or a query in brackets, which has the columns ``present``."""
        if self.column is not None and present is not None and self.column not in present:
            return f"SELECT t.* FROM {source} AS t"  # noqa: S608 - our own names
        return self.sql.format(source=source)


DERIVED: tuple[DerivedView, ...] = (
    # Words only, never a pointer. Rows of an older docai have no state, and count.
    DerivedView(
        "items",
        SECTIONS,
        "sections with words: no pointers",
        "SELECT t.* FROM {source} AS t WHERE t.state IS NULL OR t.state IN ('words', 'followed', 'combined')",
        "state",
    ),
    # The latest filing of each company and fiscal year that says any key figure, amendments among them.
    DerivedView(
        "financials_by_year",
        FINANCIALS,
        "the latest filing of each company and fiscal year that says a key figure",
        "SELECT * EXCEPT (latest) FROM (SELECT t.*, row_number() OVER (PARTITION BY t.cik, t.fiscal_year "
        "ORDER BY t.filed DESC, t.accession DESC) AS latest FROM {source} AS t WHERE t.fiscal_year IS NOT NULL) AS n "
        "WHERE n.latest = 1",
    ),
    # Each filer as its latest filing has it, with every name and ticker that it ever had.
    DerivedView(
        "companies",
        FILERS,
        "each filer as its latest filing has it, with every name and ticker it ever had",
        "SELECT l.*, a.filings, a.first_filed, a.all_names, a.all_tickers FROM "
        "(SELECT * EXCEPT (latest) FROM (SELECT t.*, row_number() OVER (PARTITION BY t.filer_cik "
        "ORDER BY t.filed DESC, t.accession DESC) AS latest FROM {source} AS t) AS n WHERE n.latest = 1) AS l "
        "JOIN (SELECT s.filer_cik AS of_cik, count(*) AS filings, min(s.filed) AS first_filed, "
        "array_distinct(flatten(array_agg(s.names))) AS all_names, "
        "array_distinct(flatten(array_agg(s.tickers))) AS all_tickers "
        "FROM {source} AS s GROUP BY s.filer_cik) AS a ON a.of_cik = l.filer_cik",
    ),
)
"""All of them, each made of one table."""


def view_queries(
    source: Callable[[Table], str], present: Mapping[str, Collection[str]] | None = None
) -> dict[str, str]:
    """Return each view's query by its name; ``source`` says how the engine names a table.

    ``present``: the columns of the lake's tables by the tables' names. Without it every table is there, with all columns.
    """
    queries: dict[str, str] = {}
    for table in (FILINGS, QUARANTINE):
        if present is None or table.name in present:
            queries[table.name] = f"SELECT * FROM {source(table)}"  # noqa: S608 - our own names
    filings = FILINGS.column_names if present is None else present[FILINGS.name]
    for table in CONTENT:
        if present is None or table.name in present:
            own = table.column_names if present is None else present[table.name]
            queries[table.name] = (
                f"SELECT {', '.join(['t.*', *_added(own, filings)])} FROM {source(table)} AS t "  # noqa: S608
                f"JOIN {source(FILINGS)} AS f ON t.accession = f.accession"
            )
    for view in DERIVED:
        if view.table.name in queries:
            columns = None if present is None else present[view.table.name]
            queries[view.name] = view.query(f"({queries[view.table.name]})", columns)
    return queries


def _added(own: Collection[str], filings: Collection[str]) -> list[str]:
    lacking = [name for name in _WHERE_LACKING if name not in own]
    return [
        f"f.{name} AS filing_{name}" if name in own else f"f.{name}"
        for name in (*lacking, *_OF_THE_FILING)
        if name in filings
    ]
