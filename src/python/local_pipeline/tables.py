"""The Delta tables of a lake as delta-rs sees them: no JVM is needed to count or to ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa
from deltalake import DeltaTable, QueryBuilder
from deltalake.exceptions import DeltaError, TableNotFoundError

from docai.filing import layout
from docai.runtime.errors import CallerError

NAMES: Mapping[str, str] = {
    "filings": layout.FILINGS,
    "sections": layout.SECTIONS,
    "quarantine": layout.QUARANTINE,
}
"""The tables by name, with their places below the lake."""

DEFAULT_LAKE = "lake/edgar"
SAMPLE_LAKE = "lake/sample"
"""Where lakes are put when none is named, below the working folder: fictional filings never mix with real ones."""

# A filing counts when its row in `filings` stands; what a writer left behind of others is not to be seen.
_SECTIONS_VIEW = (
    "CREATE VIEW sections AS SELECT s.* FROM sections_files s "
    "WHERE s.accession IN (SELECT accession FROM filings)"
)


@dataclass(frozen=True, slots=True)
class TableFacts:
    """A table's name, rows, bytes of its present version and address."""

    name: str
    rows: int
    size: int
    address: str


def facts(lake: str) -> tuple[TableFacts, ...]:
    """Return what the logs of the lake's tables say, in the order of NAMES; a table that is absent is left out."""
    found = []
    for name, path in NAMES.items():
        table = _open(lake, path)
        if table is not None:
            files = pa.table(table.get_add_actions(flatten=True))
            found.append(
                TableFacts(
                    name,
                    sum(files["num_records"].to_pylist()),
                    sum(files["size_bytes"].to_pylist()),
                    f"{lake}/{path}",
                )
            )
    return tuple(found)


def ask(lake: str, sql: str) -> pa.Table:
    """Return the answer of the tables to ``sql``; raises CallerError when there are no tables, or the SQL is wrong."""
    builder = QueryBuilder()
    for name, path in NAMES.items():
        table = _open(lake, path)
        if table is None:
            raise CallerError(
                f"there is no table {lake}/{path}: run the pipeline first, or give the --lake it filled"
            )
        builder = builder.register("sections_files" if name == "sections" else name, table)
    try:
        builder.execute(_SECTIONS_VIEW).read_all()
        return pa.table(builder.execute(sql).read_all())
    except (DeltaError, ValueError) as error:
        raise CallerError(f"the query cannot be answered: {error}") from error


def _open(lake: str, path: str) -> DeltaTable | None:
    try:
        return DeltaTable(f"{lake}/{path}")
    except TableNotFoundError:
        return None
