from __future__ import annotations

import pytest
from pyspark.errors import AnalysisException

from docai.runtime.exit_codes import ExitCode
from spark_delta.delta_access.delta_tables import concerning
from spark_delta.spark.errors import NO_ROOM, explained
from spark_delta.spark.table_errors import REFUSALS, refusal
from spark_delta.tables.schema import QUARANTINE, SECTIONS

CHANGES = {
    "constraint": (
        "org.apache.spark.sql.delta.schema.DeltaInvariantViolationException: CHECK constraint mine",
        "[DELTA_NOT_NULL_CONSTRAINT_VIOLATED] NOT NULL constraint violated for column: c.",
        "[DELTA_REPLACE_WHERE_MISMATCH] Written data does not conform",
    ),
    "property or constraint": (
        "[PARSE_SYNTAX_ERROR] Syntax error at or near end of input. SQLSTATE: 42601 (line 1, pos 3)",
        'For input string: "lantern"',
    ),
    "append-only": ("[DELTA_CANNOT_MODIFY_APPEND_ONLY] This table is configured to",),
    "newer Delta": (
        "org.apache.spark.sql.delta.DeltaUnsupportedTableFeatureException: x",
        "org.apache.spark.sql.delta.actions.InvalidProtocolVersionException: x",
        "org.apache.spark.sql.delta.DeltaTableFeatureException: x",
        "requirement failed: Mismatched minReaderVersion and readerFeatures.",
    ),
    "columns": (
        "[DELTA_MERGE_UNRESOLVED_EXPRESSION] Cannot resolve b in INSERT clause",
        "[DELTA_METADATA_MISMATCH] A metadata mismatch was detected",
        "[DELTA_FAILED_TO_MERGE_FIELDS] Failed to merge fields 'filed' and 'filed'",
        "[DELTA_MERGE_INCOMPATIBLE_DATATYPE] Failed to merge incompatible data types",
        "[UNRESOLVED_COLUMN.WITH_SUGGESTION] A column with name `company` cannot be resolved",
        "[DELTA_SCHEMA_CHANGED] Detected schema change",
        "[CANNOT_UP_CAST_UNMATCHED_DATATYPE] Cannot up cast",
        "[COLUMN_ALREADY_EXISTS] The column `accession` already exists.",
        "[DELTA_DUPLICATE_COLUMNS_FOUND] Found duplicate column(s) in the table",
        "[AMBIGUOUS_REFERENCE] Reference `accession` is ambiguous",
    ),
    "gone or damaged": (
        "org.apache.spark.sql.delta.DeltaFileNotFoundException: x",
        "[FAILED_READ_FILE.FILE_NOT_EXIST] Encountered error",
        "java.lang.RuntimeException: file:/x.parquet is not a Parquet file. Expected magic",
        "com.fasterxml.jackson.core.JsonParseException: Unexpected character",
    ),
}


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in CHANGES.items() for text in texts]
)
def test_a_changed_table_is_told_as_what_the_caller_has_to_change(kind: str, text: str) -> None:
    error = explained(AnalysisException(text), "writing the tables")
    assert error.exit_code is ExitCode.CALLER
    assert kind in str(error)


def test_the_table_is_named() -> None:
    with pytest.raises(AnalysisException) as raised, concerning(QUARANTINE), concerning(SECTIONS):
        raise AnalysisException("[DELTA_SCHEMA_CHANGED] Detected schema change")
    assert "columns of a table: delta/sections: [DELTA_SCHEMA" in str(refusal(raised.value))


@pytest.mark.parametrize(
    "text",
    [
        "Job aborted due to stage failure",
        "[FAILED_READ_FILE.NO_HINT] Encountered error while reading file abfss://x: 503",
        "java.net.ConnectException: refused",
    ],
)
def test_what_another_run_may_mend_is_no_refusal(text: str) -> None:
    assert not any(kind.pattern.search(text) for kind in REFUSALS)
    assert refusal(AnalysisException(text)) is None
    assert explained(AnalysisException(text), "x").exit_code is ExitCode.OTHER_SIDE


@pytest.mark.parametrize(
    "text",
    [
        "java.io.IOException: No space left on device",
        "OSError: [Errno 28] No space left on device",
        "OSError: [Errno 122] Disk quota exceeded",
    ],
)
def test_a_full_disk_is_named(text: str) -> None:
    assert NO_ROOM.search(text)
    error = explained(AnalysisException(text), "reading")
    assert error.exit_code is ExitCode.OTHER_SIDE
    assert "make room" in str(error)


@pytest.mark.parametrize("text", ["Errno 28", "no space", "OSError: [Errno 2] No such file"])
def test_other_words_name_no_full_disk(text: str) -> None:
    assert NO_ROOM.search(text) is None
