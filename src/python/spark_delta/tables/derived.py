"""The views that choose among a table's rows: the same in Spark and in every other engine. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from spark_delta.tables.definitions.sections import SECTIONS
from spark_delta.tables.table import Table


@dataclass(frozen=True, eq=False)
class DerivedView:
    """A view called ``name`` of those rows of ``table`` of which ``where`` (SQL) holds.

    ``column`` came to the table later than its other columns: a lake of an older docai lacks it, and all rows count there.
    """

    name: str
    table: Table
    where: str
    column: str

    def query(self, source: str, present: Collection[str] | None = None) -> str:
        """Return the view's query of ``source``, a name or a query in brackets, which has the columns ``present``."""
        if present is not None and self.column not in present:
            return f"SELECT * FROM {source}"  # noqa: S608 - our own names
        return f"SELECT t.* FROM {source} AS t WHERE {self.where}"  # noqa: S608


DERIVED: tuple[DerivedView, ...] = (
    DerivedView(
        "items",
        SECTIONS,
        "t.state IS NULL OR t.state IN ('words', 'followed', 'combined')",
        "state",
    ),
)
"""``items``: words only, never a pointer. Rows of an older docai have no state, and count."""
