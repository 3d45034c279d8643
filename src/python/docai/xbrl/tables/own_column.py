"""Which column of which financial data schedule is the filing's own: several registrants have each their schedule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docai.xbrl.tables.fact_rows import FactRow

_TOTAL_ASSETS = "ex-27:TOTAL-ASSETS"
_ABOVE_TOTAL = frozenset(
    f"ex-27:{tag}"
    for tag in ("CASH", "BOOK-VALUE", "TOTAL-NET-UTILITY-PLANT", "INVESTMENTS-AT-COST", "DEBT-HELD-FOR-SALE", "INT-BEARING-DEPOSITS")
)  # fmt: skip
"""Tags that stand above the total of assets, whatever the article: behind it they begin another schedule."""


def own_column(rows: Iterable[FactRow]) -> list[FactRow]:
    """Return the rows of the first column that is of a year, else of the first, of those that are of the filing's own period.

    A parent files its schedule before those of the subsidiaries that report with it (Regulation S-K, Item 601(c)(1)(vii),
    as it then stood): where its own says nothing, theirs do not stand for it.
    """
    columns = list(_columns(row for row in rows if row.source == "ex-27" and row.is_current))
    of_a_year = (column for column in columns if column[0].duration == "year")
    return next(of_a_year, columns[0] if columns else [])


def _columns(rows: Iterable[FactRow]) -> Iterator[list[FactRow]]:
    """Yield the columns of schedules, each where a head changes, a tag comes again, or assets come behind their total."""
    column: list[FactRow] = []
    tags: set[str] = set()
    for row in sorted(rows, key=_place):
        other = bool(column) and _head(row) != _head(column[0])
        if other or row.concept in tags or (row.concept in _ABOVE_TOTAL and _TOTAL_ASSETS in tags):
            yield column
            column, tags = [], set()
        column.append(row)
        tags.add(row.concept)
    if column:
        yield column


def _place(row: FactRow) -> int:
    return row.n


def _head(row: FactRow) -> tuple[str | None, ...]:
    return row.source_file, row.start, row.end, row.duration, row.unit
