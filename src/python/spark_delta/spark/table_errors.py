"""Which of Delta's errors say that somebody has to change a table, and what: no later run would fare better.

The names are those of Delta's error classes and conditions
(https://docs.delta.io/latest/delta-spark.html, delta-error-classes.json of its sources).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from py4j.protocol import Py4JError, Py4JJavaError

from spark_delta.errors import TableRefuses

_DEEPEST = 12
"""Causes of causes that are looked at."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A kind of refusal: ``pattern`` occurs in the error's class or text, ``means`` and ``advice`` say the rest."""

    pattern: re.Pattern[str]
    means: str
    advice: str


_MADE_AGAIN = "or move the table away: the next run makes it again from raw/10-k"

REFUSALS: tuple[Refusal, ...] = (
    Refusal(
        re.compile(
            r"DeltaInvariantViolationException|DELTA_VIOLATE_CONSTRAINT|DELTA_NOT_NULL_CONSTRAINT|DELTA_REPLACE_WHERE_MISMATCH"
        ),
        "a constraint that somebody gave a table keeps a row of docai's out",
        "drop that constraint (ALTER TABLE ... DROP CONSTRAINT), or let its column be NULL",
    ),
    Refusal(
        re.compile(r"DELTA_CANNOT_MODIFY_APPEND_ONLY"),
        "rows are to be replaced in a table that somebody made append-only",
        "set its property delta.appendOnly to false",
    ),
    Refusal(
        re.compile(r'PARSE_SYNTAX_ERROR|For input string: "'),
        "a property or constraint that somebody gave a table cannot be read",
        "correct it (ALTER TABLE ... SET TBLPROPERTIES) or take it away (UNSET TBLPROPERTIES, DROP CONSTRAINT)",
    ),
    Refusal(
        re.compile(
            r"DeltaUnsupportedTableFeatureException|DeltaTableFeatureException|InvalidProtocolVersionException"
            r"|Mismatched min(?:Reader|Writer)Version"
        ),
        "a table needs a newer Delta than this docai has",
        f"use a newer docai, drop the table feature, {_MADE_AGAIN}",
    ),
    Refusal(
        re.compile(
            r"DELTA_MERGE_UNRESOLVED_EXPRESSION|DELTA_METADATA_MISMATCH|DELTA_FAILED_TO_MERGE_FIELDS"
            r"|DELTA_MERGE_INCOMPATIBLE_DATATYPE|UNRESOLVED_COLUMN|DELTA_SCHEMA_CHANGED|_UNMATCHED_DATATYPE"
            r"|COLUMN_ALREADY_EXISTS|DELTA_DUPLICATE_COLUMNS_FOUND|AMBIGUOUS_REFERENCE"
        ),
        "somebody changed the columns of a table",
        f"give them their names and types back, {_MADE_AGAIN}",
    ),
    Refusal(
        re.compile(
            r"DeltaFileNotFoundException|DELTA_TRUNCATED_TRANSACTION_LOG|DELTA_MISSING_PART_FILES|DELTA_STATE_RECOVER"
            r"|DELTA_VERSIONS_NOT_CONTIGUOUS|FILE_NOT_EXIST|is not a Parquet file|JsonParseException|JsonEOFException"
        ),
        "a file of a table is gone or damaged",
        f"bring it back, {_MADE_AGAIN}",
    ),
)


def refusal(error: BaseException) -> TableRefuses | None:
    """Return what to raise when ``error``, of Spark's, says that a table has to be changed; None when it does not.

    The first note on the error names the table.
    """
    said = list(told(error))
    named = "".join(f"{note}: " for note in getattr(error, "__notes__", [])[:1])
    for kind in REFUSALS:
        for text in said:
            if kind.pattern.search(text):
                reason = text.strip().splitlines()[0][:500]
                return TableRefuses(f"{kind.means}: {named}{reason}; {kind.advice}")
    return None


def told(error: BaseException) -> Iterator[str]:
    """Yield what ``error`` and its causes say, the outermost first: PySpark's words, then the JVM's with their classes."""
    if not isinstance(error, Py4JJavaError):
        yield str(error)
    java: Any = getattr(error, "java_exception", None) or getattr(error, "_origin", None)
    try:
        for _ in range(_DEEPEST):
            if java is None:
                return
            yield str(java.toString())
            java = java.getCause()
    except Py4JError:
        return  # the JVM is gone: what was heard has to do
