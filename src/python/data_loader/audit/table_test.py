"""The table `coverage`: what a check found comes back as it was, and a table that somebody changed stays open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from deltalake import DeltaTable, Field
from deltalake.schema import PrimitiveType

from data_loader.audit.model import Coverage, Lag, Line
from data_loader.audit.table import write_coverage
from docai.filing.layout import COVERAGE
from docai.runtime.errors import CallerError

FOUND = Coverage(
    date(2024, 5, 15),
    "run-1",
    "Nuñez' 10-K",
    (
        Line("2023Q4", "10-K", expected=3, stored=2, missing=1),
        Line("2024Q1", "10-K/A", expected=2**40, lag=Lag(4, 6.5, 30.0, 100.25)),
    ),
)


def rows(lake: Path) -> list[dict[str, Any]]:
    found = DeltaTable(str(lake / COVERAGE)).to_pyarrow_table().to_pylist()
    return sorted(found, key=lambda row: (str(row["checked"]), str(row["quarter"])))


def test_a_row_holds_what_was_found(tmp_path: Path) -> None:
    write_coverage(str(tmp_path), FOUND)
    first, second = rows(tmp_path)
    assert first == {
        "checked": date(2024, 5, 15),
        "scope": "Nuñez' 10-K",
        "quarter": "2023Q4",
        "form": "10-K",
        "expected": 3,
        "stored": 2,
        "written": 0,
        "quarantined": 0,
        "missing": 1,
        "absent": 0,
        "not_reached": 0,
        "not_selected": 0,
        "unlisted": 0,
        "lag_median_hours": None,
        "lag_95_hours": None,
        "lag_worst_hours": None,
        "run_id": "run-1",
    }
    assert second["expected"] == 2**40
    assert [second[f"lag_{name}_hours"] for name in ("median", "95", "worst")] == [
        6.5,
        30.0,
        100.25,
    ]


def test_a_later_check_of_a_day_takes_the_place_of_the_first_of_the_same_scope_alone(
    tmp_path: Path,
) -> None:
    write_coverage(str(tmp_path), FOUND)
    write_coverage(str(tmp_path), replace(FOUND, scope="other"))
    write_coverage(str(tmp_path), replace(FOUND, checked=date(2024, 5, 16)))
    write_coverage(str(tmp_path), replace(FOUND, lines=FOUND.lines[:1], run_id="run-2"))
    assert sorted((str(row["checked"]), row["scope"], row["run_id"]) for row in rows(tmp_path)) == [
        ("2024-05-15", "Nuñez' 10-K", "run-2"),
        ("2024-05-15", "other", "run-1"),
        ("2024-05-15", "other", "run-1"),
        ("2024-05-16", "Nuñez' 10-K", "run-1"),
        ("2024-05-16", "Nuñez' 10-K", "run-1"),
    ]


def test_a_check_that_found_nothing_to_count_empties_its_day(tmp_path: Path) -> None:
    write_coverage(str(tmp_path), replace(FOUND, lines=()))
    write_coverage(str(tmp_path), FOUND)
    write_coverage(str(tmp_path), replace(FOUND, lines=()))
    assert rows(tmp_path) == []


def test_a_column_of_a_user_stays_and_stops_nothing(tmp_path: Path) -> None:
    write_coverage(str(tmp_path), FOUND)
    table = DeltaTable(str(tmp_path / COVERAGE))
    table.alter.add_columns([Field("seen_by", PrimitiveType("string"))])
    table.update({"seen_by": "'Ann'"}, predicate="quarter = '2023Q4'")
    write_coverage(str(tmp_path), replace(FOUND, checked=date(2024, 5, 16)))
    assert [row["seen_by"] for row in rows(tmp_path)] == ["Ann", None, None, None]


def test_a_constraint_of_a_user_that_does_not_hold_is_told(tmp_path: Path) -> None:
    write_coverage(str(tmp_path), FOUND)
    DeltaTable(str(tmp_path / COVERAGE)).alter.add_constraint({"before": "checked < '2024-05-16'"})
    with pytest.raises(
        CallerError, match=r"the table .*/delta/coverage cannot be written.*2024-05-16"
    ):
        write_coverage(str(tmp_path), replace(FOUND, checked=date(2024, 5, 16)))
