"""The list of the tables, in the order in which a batch is committed.

Whoever adds a table writes its module beside the others in ``definitions``, and names it here.
"""

from __future__ import annotations

from spark_delta.tables.definitions.cells import CELLS
from spark_delta.tables.definitions.documents import DOCUMENTS
from spark_delta.tables.definitions.facts import FACTS
from spark_delta.tables.definitions.filers import FILERS
from spark_delta.tables.definitions.filings import FILINGS
from spark_delta.tables.definitions.financials import FINANCIALS
from spark_delta.tables.definitions.outline import OUTLINE
from spark_delta.tables.definitions.passages import PASSAGES
from spark_delta.tables.definitions.quarantine import QUARANTINE
from spark_delta.tables.definitions.sections import SECTIONS
from spark_delta.tables.definitions.subsidiaries import SUBSIDIARIES
from spark_delta.tables.definitions.tables import TABLES_OF_FIGURES
from spark_delta.tables.table import Table

CONTENT: tuple[Table, ...] = (
    *(SECTIONS, OUTLINE, PASSAGES),
    *(FACTS, FINANCIALS),
    *(TABLES_OF_FIGURES, CELLS),
    *(FILERS, DOCUMENTS, SUBSIDIARIES),
)
"""What was read of a filing. These rows count once the filing's row in ``filings`` stands."""

OF_FILINGS: tuple[Table, ...] = (*CONTENT, FILINGS)
"""The tables that a filing which was read has rows in; the last one commits it."""

TABLES: tuple[Table, ...] = (*OF_FILINGS, QUARANTINE)
"""All tables."""

OPTIONAL: tuple[str, ...] = tuple(table.name for table in OF_FILINGS if table.optional)
"""The names of the tables that a run may do without (``--tables``)."""

BY_NAME = {table.name: table for table in TABLES}
"""All tables by their names."""

__all__ = [
    "BY_NAME",
    "CELLS",
    "CONTENT",
    "DOCUMENTS",
    "FACTS",
    "FILERS",
    "FILINGS",
    "FINANCIALS",
    "OF_FILINGS",
    "OPTIONAL",
    "OUTLINE",
    "PASSAGES",
    "QUARANTINE",
    "SECTIONS",
    "SUBSIDIARIES",
    "TABLES",
    "TABLES_OF_FIGURES",
]
