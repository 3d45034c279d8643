from __future__ import annotations

from datetime import date
from typing import Any

import pyarrow as pa
import pytest
from pyspark.sql import SparkSession

from spark_delta.tables.checks import broken
from spark_delta.tables.column_checks import broken_columns
from spark_delta.tables.schema import FILINGS, PASSAGES, QUARANTINE, SECTIONS
from spark_delta.tables.table import Table

FILING: dict[str, Any] = dict.fromkeys(FILINGS.column_names, "x") | {
    "accession": "0000000001-24-000001",
    "cik": "0000000001",
    "ciks": ["0000000001"],
    "filed": date(2024, 3, 1),
    "fiscal_year": 2023,
    "sha256": "a" * 64,
    "bytes": 1,
    "items_found": 0,
    "container": "html",
}
SECTION: dict[str, Any] = dict.fromkeys(SECTIONS.column_names, "x") | {
    "accession": "0000000001-24-000001",
    "item": "1A",
    "cik": "0000000001",
    "filed": date(2024, 3, 1),
    "source": "primary",
    "start": 0,
    "end": 9,
    "chars": 9,
    "words": 2,
    "confidence": 0.5,
    "state": "words",
}
PASSAGE: dict[str, Any] = dict.fromkeys(PASSAGES.column_names, "x") | {
    "accession": "0000000001-24-000001",
    "item": "1A",
    "n": 1,
    "cik": "0000000001",
    "filed": date(2024, 3, 1),
    "fiscal_year": 2023,
    "id": "0" * 20,
    "kind": "table",
    "level": 0,
    "repeated": 0,
    "words": 0,
    "start": 0,
    "end": 0,
    "table_n": None,
}
FAILURE: dict[str, Any] = dict.fromkeys(QUARANTINE.column_names, "x") | {
    "accession": "0000000001-24-000001",
    "cik": "0000000001",
    "filed": date(2024, 3, 1),
    "attempts": 1,
}
GOOD: dict[str, tuple[Table, dict[str, Any]]] = {
    "filings": (FILINGS, FILING),
    "sections": (SECTIONS, SECTION),
    "passages": (PASSAGES, PASSAGE),
    "quarantine": (QUARANTINE, FAILURE),
}

BREAKS: list[tuple[str, str, Any]] = [
    ("passages", "n", 0),
    ("passages", "id", "G" * 20),
    ("passages", "kind", "picture"),
    ("passages", "level", -1),
    ("passages", "repeated", -1),
    ("passages", "words", -1),
    ("passages", "text", "\u00e9" * 4001),
    ("passages", "start", 1),
    ("filings", "accession", "0000000001-24-00001"),
    ("filings", "accession", "0000000001-24-0000011"),
    ("filings", "accession", "١٢٣٤٥٦٧٨٩٠-24-000001"),
    ("filings", "cik", "1"),
    ("filings", "filed", date(1992, 12, 31)),
    ("filings", "sha256", "a" * 63),
    ("filings", "container", "pdf"),
    ("filings", "bytes", -1),
    ("filings", "items_found", -1),
    ("filings", "fiscal_year", 1979),
    ("filings", "fiscal_year", 2101),
    ("sections", "item", ""),
    ("sections", "item", "123456789"),
    ("sections", "source", "secondary"),
    ("sections", "state", "absent"),
    ("sections", "start", -1),
    ("sections", "end", -1),
    ("sections", "chars", -1),
    ("sections", "words", -1),
    ("sections", "confidence", 1.01),
    ("sections", "confidence", float("nan")),
    ("quarantine", "stage", ""),
    ("quarantine", "stage", "x" * 33),
    ("quarantine", "attempts", 0),
]


def refusal(name: str, row: dict[str, Any]) -> str | None:
    table, _ = GOOD[name]
    return broken(row, table.required, table.rules)


@pytest.mark.parametrize("name", GOOD)
def test_a_row_that_keeps_the_rules_is_taken(name: str) -> None:
    assert refusal(name, GOOD[name][1]) is None


@pytest.mark.parametrize(("name", "column", "value"), BREAKS)
def test_a_row_that_breaks_a_rule_is_refused_by_what_it_breaks(
    name: str, column: str, value: object
) -> None:
    said = refusal(name, GOOD[name][1] | {column: value})
    assert said is not None
    assert column in said


@pytest.mark.parametrize("name", GOOD)
def test_a_row_without_a_required_value_is_refused(name: str) -> None:
    table, row = GOOD[name]
    for column in table.columns:
        said = refusal(name, row | {column.name: None})
        assert said == (f"{column.name} is missing" if column.required else None)


def test_a_line_break_behind_a_number_is_refused_though_java_overlooks_it() -> None:
    assert refusal("filings", FILING | {"accession": "0000000001-24-000001\n"}) is not None


def test_a_day_may_be_a_number_of_days() -> None:
    assert refusal("filings", FILING | {"filed": 8401}) is None
    assert refusal("filings", FILING | {"filed": 8400}) is not None  # 31 December 1992


COLUMN_BREAKS = [*BREAKS, ("filings", "accession", "0000000001-24-000001\n")]


@pytest.mark.parametrize("name", GOOD)
def test_columns_are_refused_by_what_one_of_their_rows_breaks(name: str) -> None:
    table, good = GOOD[name]
    changes = [{}, *({column: value} for of, column, value in COLUMN_BREAKS if of == name)]
    spoken_of = {
        column
        for each in table.rules
        for condition in each.conditions
        for column in used_by(condition)
    }
    for change in changes:
        rows = [good, good | change, good]
        columns = {
            column: pa.array([row[column] for row in rows], table.arrow.field(column).type)
            for column in spoken_of
        }
        expected = broken(good | change, (), table.rules)
        assert broken_columns(columns, {}, (), table.rules) == expected
        assert broken_columns({}, good | change, (), table.rules) == expected
        for column, one in change.items():
            others = {other: array for other, array in columns.items() if other != column}
            assert broken_columns(others, {column: one}, (), table.rules) == expected


@pytest.mark.parametrize("name", GOOD)
def test_columns_without_a_required_value_are_refused(name: str) -> None:
    table, _ = GOOD[name]
    for column in table.columns:
        some = pa.array([None], table.arrow.field(column.name).type)
        required = [column.name] if column.required else []
        expected = f"{column.name} is missing" if column.required else None
        assert broken_columns({column.name: some}, {}, required, ()) == expected
        assert broken_columns({}, {column.name: None}, required, ()) == expected


@pytest.mark.usefixtures("spark")
@pytest.mark.parametrize("name", GOOD)
def test_spark_refuses_the_same_rows(spark: SparkSession, name: str) -> None:
    table, good = GOOD[name]
    changes = [{}, *({column: value} for of, column, value in BREAKS if of == name)]
    names = sorted({column for change in changes for column in change} | {"start", "end"})
    types = {column.name: column.type for column in table.columns}
    names = [column for column in names if column in types]
    frame = spark.createDataFrame(
        [tuple((good | change)[column] for column in names) for change in changes],
        ", ".join(f"`{column}` {types[column]}" for column in names),
    )
    keeps = " AND ".join(
        f"({each.sql})" for each in table.rules if _speaks_of(each.conditions, names)
    )
    said = [row[0] for row in frame.selectExpr(keeps).collect()]
    assert said == [refusal(name, good | change) is None for change in changes]


def _speaks_of(conditions: tuple[object, ...], names: list[str]) -> bool:
    return {column for condition in conditions for column in used_by(condition)} <= set(names)


def used_by(condition: object) -> list[str]:
    """Return the columns that a condition speaks of."""
    fields = ("column", "lower", "upper")
    return [getattr(condition, field) for field in fields if hasattr(condition, field)]
