"""The views of passages, asked of two engines: DataFusion, as ``query`` does, and Spark."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from deltalake import DeltaTable, QueryBuilder, write_deltalake
from pyspark.sql import SparkSession

from spark_delta.tables.derived import DERIVED

Ask = Callable[[str, list[dict[str, Any]]], list[dict[str, Any]]]
_TEXTS = ("accession", "item", "cik", "form", "id", "kind", "heading_path", "text", "registrant")
_SCHEMA = pa.schema(
    [*((name, pa.string()) for name in _TEXTS), ("filed", pa.date32()), ("fiscal_year", pa.int32()), ("n", pa.int32()), ("level", pa.int32())]
)  # fmt: skip


def passage(year: int, n: int, words: str, path: str = "Risks", **more: Any) -> dict[str, Any]:
    return {
        "accession": f"0000000001-{year % 100:02}-000001",
        "cik": "0000000001",
        "item": "1A",
        "form": "10-K",
        "id": words,
        "kind": "prose",
        "heading_path": path,
        "text": words,
        "registrant": None,
        "filed": date(year, 3, 1),
        "fiscal_year": year,
        "n": n,
        "level": 2,
    } | more


def sql(view: str, source: str) -> str:
    return next(one for one in DERIVED if one.name == view).query(source)


@pytest.fixture(params=["datafusion", "spark"])
def ask(request: pytest.FixtureRequest, tmp_path: Path) -> Ask:
    def datafusion(view: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        write_deltalake(str(tmp_path), pa.Table.from_pylist(rows, _SCHEMA))
        builder = QueryBuilder().register("p", DeltaTable(str(tmp_path)))
        builder.execute(f"CREATE VIEW v AS {sql(view, 'p')}").read_all()
        found: list[dict[str, Any]] = pa.table(
            builder.execute("SELECT * FROM v").read_all()
        ).to_pylist()
        return found

    def spark(view: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        session: SparkSession = request.getfixturevalue("spark")
        session.createDataFrame(pa.Table.from_pylist(rows, _SCHEMA)).createOrReplaceTempView("p")
        session.sql(f"CREATE OR REPLACE TEMPORARY VIEW v AS {sql(view, '(SELECT * FROM p)')}")
        return [row.asDict() for row in session.sql("SELECT * FROM v").collect()]

    return datafusion if request.param == "datafusion" else spark


def test_changes_tell_what_is_new_gone_moved_reworded_or_has_other_figures(ask: Ask) -> None:
    rows = [
        *(passage(2020, n, words) for n, words in enumerate(("fire", "water", "wind", "wind"), 1)),
        passage(2020, 5, "wool", "Other"),
        passage(2021, 1, "water", "Nature"),
        passage(2021, 2, "fire"),
        passage(2021, 3, "wind and rain"),
        passage(2021, 4, "wind"),
        passage(2021, 5, "snow", "Winter"),
        passage(2021, 6, "amended", form="10-K/A", accession="0000000001-21-000009"),
        passage(2023, 1, "a year is missing"),
        passage(2021, 9, "Risks", kind="heading"),
        passage(2020, 7, "Turnover was 9.5% of 1,200 people.", "People"),
        passage(2021, 7, "Turnover was 12% of 1,340 people.", "People"),
    ]
    found = {(row["change"], row["text"], row["before_text"]) for row in ask("changes", rows)}
    assert found == {
        ("moved", "water", "water"),
        ("reworded", "wind and rain", "wind"),
        ("new", "snow", None),
        ("gone", None, "wool"),
        ("figures", "Turnover was 12% of 1,340 people.", "Turnover was 9.5% of 1,200 people."),
    }


def test_risk_factors_are_headings_with_words_under_them(ask: Ask) -> None:
    rows = [
        passage(2020, 1, "Item 1A", kind="heading", level=1),
        passage(2020, 2, "Nature", kind="heading"),
        passage(2020, 3, "Fire may come.", kind="heading", level=3),
        passage(2020, 4, "It burns."),
        passage(2020, 5, "Water may come.", kind="heading", level=3),
        passage(2020, 6, "It drowns."),
        passage(2020, 1, "Looms", kind="heading", item="1"),
        passage(2020, 2, "We have some.", item="1"),
    ]
    found = ask("risk_factors", rows)
    assert sorted(row["text"] for row in found) == ["Fire may come.", "Water may come."]
