"""The questions of spark_delta's README, asked of the sample in both engines, with one filing that cannot be read."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pyspark.sql import SparkSession

import spark_delta
from docai.lake.open import open_lake
from local_pipeline.sql import ask
from spark_delta.run import write
from spark_delta.settings import SparkSettings, WriterSettings
from spark_delta.spark.session import opened
from spark_delta.tables.views import register
from spark_delta.testing.stored_lake import publish_manifest, renamed, store
from stand_ins.sample import sample_filings

README = Path(spark_delta.__file__).with_name("README.md").read_text(encoding="utf-8")
QUESTION = re.compile(r"(?m)^([A-Z][^\n]{10,200}\?)\n\n```sql\n([^`]{10,2000})```")
QUESTIONS = {match[1]: match[2] for match in QUESTION.finditer(README)}
MAY_BE_EMPTY = {"Which Items stand elsewhere", "Which filings lack an Item"}


@pytest.fixture(scope="module")
def lake(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("asked") / "lake"
    shutil.copytree(sample_home / "lake/sample", folder)
    lake = open_lake(str(folder))
    body = renamed(next(iter(sample_filings())).body, "0000000666-24-000001")
    damaged = store(lake, body, gzipped=b"no gzip")
    publish_manifest(lake, [[damaged]], began=datetime(2099, 1, 1, tzinfo=UTC))
    return f"file://{folder}"


@pytest.fixture(scope="module")
def spark(lake: str) -> Iterator[SparkSession]:
    with opened(SparkSettings(master="local[2]"), "tests", {}, quick=True) as session:
        assert write(WriterSettings(lake, "test")).quarantined == 1
        register(session, lake)
        yield session


def same(value: Any) -> str:
    """Return a value as both engines would print it: one has decimals where the other has doubles."""
    if value is None or isinstance(value, str):
        return str(value)
    if isinstance(value, datetime):  # Spark's are in this machine's zone, and do not say so
        return str(value.astimezone(UTC))
    try:
        return f"{float(value):.6g}"
    except (TypeError, ValueError):
        return str(value)


def test_there_are_sixteen_questions() -> None:
    assert len(QUESTIONS) == 16


@pytest.mark.parametrize("question", QUESTIONS)
def test_both_engines_answer_alike(lake: str, spark: SparkSession, question: str) -> None:
    there = spark.sql(QUESTIONS[question])
    here = ask(lake, QUESTIONS[question])
    assert here.column_names == there.columns
    assert here.num_rows or any(question.startswith(start) for start in MAY_BE_EMPTY)
    rows = [tuple(map(same, row.values())) for row in here.to_pylist()]
    assert sorted(rows) == sorted(tuple(map(same, row)) for row in there.collect())
