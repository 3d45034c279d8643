"""The views over the tables: the same in Spark and in every other engine. Pure.

The view of a table is its rows of committed filings, with what ``filings`` knows of them besides; a derived view chooses
among those.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from spark_delta.tables.definitions.filers import FILERS
from spark_delta.tables.definitions.financials import FINANCIALS
from spark_delta.tables.definitions.passages import PASSAGES
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


_CHANGES = """
WITH p AS (
  SELECT t.*, coalesce(t.registrant, '') AS who,
    dense_rank() OVER (
      PARTITION BY t.cik, t.fiscal_year, t.item, coalesce(t.registrant, '') ORDER BY t.filed DESC, t.accession DESC
    ) AS latest,
    row_number() OVER (
      PARTITION BY t.accession, coalesce(t.registrant, ''), t.item, t.id ORDER BY t.n
    ) AS again
  FROM {source} AS t
  WHERE t.fiscal_year IS NOT NULL AND t.kind <> 'heading' AND t.form NOT LIKE '%/A'
),
l AS (SELECT * FROM p WHERE latest = 1),
y AS (
  SELECT DISTINCT l.cik, l.who, l.item, l.fiscal_year
  FROM l JOIN l AS b ON b.cik = l.cik AND b.who = l.who AND b.item = l.item AND b.fiscal_year = l.fiscal_year - 1
),
a AS (
  SELECT l.*, l.fiscal_year AS year
  FROM l JOIN y ON y.cik = l.cik AND y.who = l.who AND y.item = l.item AND y.fiscal_year = l.fiscal_year
),
b AS (
  SELECT l.*, l.fiscal_year + 1 AS year
  FROM l JOIN y ON y.cik = l.cik AND y.who = l.who AND y.item = l.item AND y.fiscal_year = l.fiscal_year + 1
),
s AS (
  SELECT a.cik, a.who, a.item, a.year, a.accession, a.n, a.heading_path, a.kind, a.text, b.accession AS before_accession,
    b.n AS before_n, b.heading_path AS before_path, b.text AS before_text, a.id, a.again
  FROM a JOIN b ON a.cik = b.cik AND a.who = b.who AND a.item = b.item AND a.year = b.year AND a.id = b.id AND a.again = b.again
),
c AS (
  SELECT a.*, row_number() OVER (PARTITION BY a.cik, a.who, a.item, a.year, a.heading_path, a.kind ORDER BY a.n) AS k
  FROM a LEFT JOIN s ON s.accession = a.accession AND s.who = a.who AND s.item = a.item AND s.n = a.n WHERE s.n IS NULL
),
d AS (
  SELECT b.*, row_number() OVER (PARTITION BY b.cik, b.who, b.item, b.year, b.heading_path, b.kind ORDER BY b.n) AS k
  FROM b LEFT JOIN s ON s.before_accession = b.accession AND s.who = b.who AND s.item = b.item AND s.before_n = b.n
  WHERE s.before_n IS NULL
)
SELECT cik, item, nullif(who, '') AS registrant, year AS fiscal_year, 'moved' AS change, kind, heading_path, accession, n,
  text, before_accession, before_n, before_text
FROM s WHERE heading_path <> before_path
UNION ALL
SELECT coalesce(c.cik, d.cik), coalesce(c.item, d.item), nullif(coalesce(c.who, d.who), ''), coalesce(c.year, d.year),
  CASE WHEN d.n IS NULL THEN 'new' WHEN c.n IS NULL THEN 'gone'
    WHEN translate(c.text, '0123456789$%,.', '') = translate(d.text, '0123456789$%,.', '') THEN 'figures'
    ELSE 'reworded' END, coalesce(c.kind, d.kind),
  coalesce(c.heading_path, d.heading_path), c.accession, c.n, c.text, d.accession, d.n, d.text
FROM c FULL OUTER JOIN d ON c.cik = d.cik AND c.who = d.who AND c.item = d.item AND c.year = d.year
  AND c.heading_path = d.heading_path AND c.kind = d.kind AND c.k = d.k
"""
"""A passage has moved if it has the same words under another heading; it is reworded if others stand in its place, under the
same headings, and its figures have changed if nothing but numbers and amounts differs there; else it is new, or gone. Years
without a filing the year before say nothing, nor do amendments."""

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
    # Headings of Item 1A with words of their own right under them: the single risk factors, and groups that have an introduction.
    DerivedView(
        "risk_factors",
        PASSAGES,
        "headings of Item 1A with words right under them",
        "SELECT * EXCEPT (next_kind) FROM (SELECT t.*, lead(t.kind) OVER (PARTITION BY t.accession, t.registrant "
        "ORDER BY t.n) AS next_kind FROM {source} AS t WHERE t.item = '1A') AS r "
        "WHERE r.kind = 'heading' AND r.level > 1 AND r.next_kind <> 'heading'",
    ),
    # What is new, gone, moved, reworded or has other figures against the year before, for each company and Item.
    DerivedView(
        "changes",
        PASSAGES,
        "what is new, gone, moved, reworded or has other figures than the year before, for each company and Item",
        _CHANGES,
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
