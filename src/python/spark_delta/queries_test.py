"""The questions of README.md, asked of the sample."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyspark.sql import SparkSession

from docai.lake.open import open_lake
from spark_delta.run import write
from spark_delta.settings import WriterSettings
from spark_delta.tables.views import register
from spark_delta.testing.stored_lake import publish_manifest, store
from stand_ins.sample import SampleFiling

README = Path(__file__).with_name("README.md").read_text(encoding="utf-8")
QUESTION = re.compile(r"(?m)^([A-Z][^\n]{10,200}\?)\n\n```sql\n([^`]{10,2000})```")
QUESTIONS = {match[1]: match[2] for match in QUESTION.finditer(README)}
MAY_BE_EMPTY = {
    "Which Items stand elsewhere",
    "Which filings lack an Item",
    "Who said another figure",  # no company of the sample restates
}


@pytest.fixture(scope="module")
def asked(
    spark: SparkSession, tmp_path_factory: pytest.TempPathFactory, sample: list[SampleFiling]
) -> SparkSession:
    lake = open_lake(str(tmp_path_factory.mktemp("asked")))
    results = [store(lake, filing.body) for filing in sample[:-1]]
    damaged = store(lake, sample[-1].body, gzipped=b"no gzip")
    publish_manifest(lake, [[*results, damaged]])
    write(WriterSettings(lake.uri, "test"))
    register(spark, lake.uri)
    return spark


def test_there_are_sixteen_questions() -> None:
    assert len(QUESTIONS) == 16


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_has_an_answer(asked: SparkSession, question: str) -> None:
    rows = asked.sql(QUESTIONS[question]).collect()
    assert rows or any(question.startswith(start) for start in MAY_BE_EMPTY)


def test_sections_are_those_of_committed_filings(asked: SparkSession) -> None:
    counts = asked.sql(
        "SELECT (SELECT count(*) FROM sections), (SELECT sum(items_found) FROM filings)"
    ).first()
    assert counts is not None
    assert counts[0] == counts[1] > 0


def test_financials_by_year_has_a_company_and_year_once(asked: SparkSession) -> None:
    query = "SELECT count(*), count(DISTINCT cik, fiscal_year) FROM financials_by_year"
    counts = asked.sql(query).first()
    assert counts is not None
    assert counts[0] == counts[1] > 0


def test_items_have_words_and_are_no_pointers(asked: SparkSession) -> None:
    states = {row[0] for row in asked.sql("SELECT DISTINCT state FROM sections").collect()}
    shown = {row[0] for row in asked.sql("SELECT DISTINCT state FROM items").collect()}
    assert shown == states & {"words", "followed", "combined"}
    assert shown < states
