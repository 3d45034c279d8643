"""The table `coverage`: what each day's check found, by quarter and form, so that it can be watched. Written by delta-rs."""

from __future__ import annotations

import logging
import time
from datetime import date

from arro3.core import Array, DataType, Table
from deltalake import CommitProperties, DeltaTable, Field, Schema, write_deltalake
from deltalake.exceptions import CommitFailedError
from deltalake.schema import PrimitiveType

from data_loader.audit.model import COUNTS, Coverage, Line
from docai.delta.open import open_table, table_url, told
from docai.delta.storage import storage_options
from docai.filing.layout import COVERAGE
from docai.lake.errors import LakeUnavailable
from docai.runtime.errors import CallerError

TRIES = 5
"""Of a commit that another check's came before."""

_MEANINGS = {
    "expected": "Filings that EDGAR's index lists and that were selected, or that are held all the same",
    "stored": "Of the expected, stored in raw/10-k",
    "written": "Of the expected, with a row in filings",
    "quarantined": "Of the expected, with a row in quarantine and none in filings",
    "missing": "Of the expected, those that lack something: file, manifest line or row",
    "absent": "Of the expected, those that EDGAR lists and has no file of",
    "not_reached": "Of the expected, those that no limited run has come to yet",
    "not_selected": "Listed, of a form that nobody asked for, and not held",
    "unlisted": "Held, and in no index that the lake keeps",
}
_LAGS = {
    "lag_median_hours": "Hours from acceptance to the row in filings: median",
    "lag_95_hours": "Hours from acceptance to the row in filings: 95 % took no longer",
    "lag_worst_hours": "Hours from acceptance to the row in filings: the worst",
}

_FIELDS: tuple[tuple[str, str, bool, str], ...] = (
    ("checked", "date", True, "Day of the check, by EDGAR's clock (New York)"),
    ("scope", "string", True, "What was checked, in words"),
    ("quarter", "string", True, "Quarter of filing: 2024Q1"),
    ("form", "string", True, "EDGAR form type: 10-K, 10-K405, ..., 10-K/A"),
    *((name, "long", True, _MEANINGS[name]) for name in COUNTS),
    *((name, "double", False, meaning) for name, meaning in _LAGS.items()),
    ("run_id", "string", True, "The run that checked"),
)

RULES = {
    "quarter_named": "quarter LIKE '____Q_'",
    "form_named": "form <> ''",
    "counts_not_negative": " AND ".join(f"{name} >= 0" for name in COUNTS),
}
"""What every row fulfils: CHECK constraints."""

SCHEMA = Schema(
    [
        Field(name, PrimitiveType(kind), nullable=not required, metadata={"comment": meaning})
        for name, kind, required, meaning in _FIELDS
    ]
)
_EPOCH = date(1970, 1, 1)
"""A date is written as its days since then: arro3 makes no dates of Python's."""

_COMMENT = "What a day's check of the lake against EDGAR's index found: one row per day, scope, quarter and form."

_log = logging.getLogger(__name__)


def write_coverage(lake: str, found: Coverage) -> None:
    """Put the lines of ``found`` into the table, in place of those that the same day has of the same scope.

    ``lake`` is the address. Raises CallerError for a table that cannot be written, LakeUnavailable when other checks come
    first again and again, and LakeError.
    """
    storage = storage_options(lake)
    rows = _rows(found)
    for attempt in range(1, TRIES + 1):
        try:
            _write(lake, storage, rows, found)
        except CallerError as error:
            if not isinstance(error.__cause__, CommitFailedError):
                raise
            _log.info("another check committed first; trying again: %s", error)
            time.sleep(0.2 * attempt)
        else:
            return
    raise LakeUnavailable(
        f"the table {lake}/{COVERAGE} was changed by others {TRIES} times in a row"
    )


def _write(lake: str, storage: dict[str, str], rows: Table, found: Coverage) -> None:
    table = open_table(lake, COVERAGE, storage)
    with told(f"the table {lake}/{COVERAGE} cannot be written"):
        if table is None:
            table = _made(lake, storage)
        scope = found.scope.replace("'", "''")
        write_deltalake(
            table,
            rows,
            mode="overwrite",
            schema_mode="merge",  # a column of a user's stays, and is null here
            predicate=f"checked = '{found.checked}' AND scope = '{scope}'",
            commit_properties=CommitProperties(custom_metadata={"run_id": found.run_id}),
        )


def _made(lake: str, storage: dict[str, str]) -> DeltaTable:
    table = DeltaTable.create(
        table_url(f"{lake}/{COVERAGE}"),
        SCHEMA,
        mode="ignore",
        name="coverage",
        description=_COMMENT,
        configuration={"delta.enableChangeDataFeed": "true"},
        storage_options=storage,
    )
    if table.version() == 0:
        table.alter.add_constraint(RULES)
    return table


def _rows(found: Coverage) -> Table:
    rows = [_row(found, line) for line in found.lines]
    schema, columns = SCHEMA.to_arrow(), []
    for name in schema.names:
        kind = schema.field(name).type
        made = DataType.int32() if kind == DataType.date32() else kind
        columns.append(Array([row[name] for row in rows], made).cast(kind))
    return Table.from_arrays(columns, schema=schema)


def _row(found: Coverage, line: Line) -> dict[str, object]:
    lag = line.lag
    return {
        "checked": (found.checked - _EPOCH).days,
        "scope": found.scope,
        "quarter": line.quarter,
        "form": line.form,
        **{name: getattr(line, name) for name in COUNTS},
        "lag_median_hours": None if lag is None else lag.median,
        "lag_95_hours": None if lag is None else lag.most,
        "lag_worst_hours": None if lag is None else lag.worst,
        "run_id": found.run_id,
    }
