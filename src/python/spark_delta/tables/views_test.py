"""What the views say of filings that were written."""

from __future__ import annotations

import pytest
from pyspark.sql import SparkSession

from docai.lake.open import open_lake
from spark_delta.run import write
from spark_delta.settings import WriterSettings
from spark_delta.tables.views import register
from spark_delta.testing.stored_lake import publish_manifest, store
from stand_ins.sample import SampleFiling

MANY = 30
"""Filings of the sample, smallest first: enough for every state of an Item that the last test asks for."""


@pytest.fixture(scope="module")
def asked(
    spark: SparkSession, tmp_path_factory: pytest.TempPathFactory, sample: list[SampleFiling]
) -> SparkSession:
    lake = open_lake(str(tmp_path_factory.mktemp("asked")))
    publish_manifest(lake, [[store(lake, filing.body) for filing in sample[:MANY]]])
    write(WriterSettings(lake.uri, "test", tables=("facts", "financials")))
    register(spark, lake.uri)
    return spark


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
