"""The questions of spark_delta's README, asked of the sample in both engines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pyspark.sql import SparkSession

import spark_delta
from local_pipeline.run import main
from local_pipeline.sql import ask
from spark_delta.settings import SparkSettings
from spark_delta.spark.session import opened
from spark_delta.tables.views import register

README = Path(spark_delta.__file__).with_name("README.md").read_text(encoding="utf-8")
QUESTION = re.compile(r"(?m)^([A-Z][^\n]{10,200}\?)\n\n```sql\n([^`]{10,2000})```")
QUESTIONS = {match[1]: match[2] for match in QUESTION.finditer(README)}


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = str(tmp_path_factory.mktemp("asked") / "lake")
    main(["--sample", "--lake", folder])
    return f"file://{folder}"


@pytest.fixture(scope="module")
def spark(lake: str) -> Iterator[SparkSession]:
    with opened(SparkSettings(master="local[2]"), "tests", {}, quick=True) as session:
        register(session, lake)
        yield session


def same(value: Any) -> str:
    """Return a value as both engines would print it: one has decimals where the other has doubles."""
    if value is None or isinstance(value, str):
        return str(value)
    try:
        return f"{float(value):.6g}"
    except (TypeError, ValueError):
        return str(value)


def test_there_are_questions() -> None:
    assert len(QUESTIONS) >= 10


@pytest.mark.parametrize("question", QUESTIONS)
def test_both_engines_answer_alike(lake: str, spark: SparkSession, question: str) -> None:
    here = ask(lake, QUESTIONS[question])
    there = spark.sql(QUESTIONS[question])
    assert here.column_names == there.columns
    rows = [tuple(map(same, row.values())) for row in here.to_pylist()]
    assert sorted(rows) == sorted(tuple(map(same, row)) for row in there.collect())
