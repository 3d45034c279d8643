"""The Delta tables of a lake as delta-rs sees them: no JVM is needed to find and to count them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

from docai.delta.arrow import spare_pandas
from docai.delta.open import open_table, told
from docai.delta.storage import storage_options
from docai.filing import layout
from spark_delta.tables.schema import CONTENT, FILINGS, QUARANTINE

NAMES: Mapping[str, str] = {
    **{table.name: table.path for table in (FILINGS, *CONTENT, QUARANTINE)},
    "coverage": layout.COVERAGE,
}
"""The tables by name, with their places below the lake."""


@dataclass(frozen=True, slots=True)
class TableFacts:
    """A table's name, rows, bytes of its present version and address."""

    name: str
    rows: int
    size: int
    address: str


def facts(lake: str) -> tuple[TableFacts, ...]:
    """Return what the logs of the lake's tables say, in the order of NAMES; a table that is absent is left out.

    Raises CallerError for a table that cannot be read, and LakeError.
    """
    spare_pandas()
    found, storage = [], storage_options(lake)
    for name, path in NAMES.items():
        table = open_table(lake, path, storage)
        if table is not None:
            with told(f"the table {lake}/{path} cannot be read"):
                files = pa.table(table.get_add_actions(flatten=True))
            found.append(
                TableFacts(
                    name,
                    sum(number or 0 for number in files["num_records"].to_pylist()),
                    sum(files["size_bytes"].to_pylist()),
                    f"{lake}/{path}",
                )
            )
    return tuple(found)
