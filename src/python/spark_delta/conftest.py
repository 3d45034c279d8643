"""What the tests share: one small Spark session for all, and the sample stored in a lake."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pyspark.sql import SparkSession

from docai.lake.lake import Lake
from docai.lake.open import open_lake
from spark_delta.report.summary import WriteSummary
from spark_delta.run import write
from spark_delta.settings import SparkSettings, WriterSettings
from spark_delta.spark.session import opened
from spark_delta.tables.schema import TABLES
from spark_delta.testing.stored_lake import publish_manifest, store
from spark_delta.testing.table_rows import rows_of
from stand_ins.sample import SampleFiling, sample_filings

SEVERAL = 6
"""How many filings of the sample most tests write."""

FEW = ("facts", "filers")
"""The optional tables that most tests write: of some filings, and of every one. What holds for these holds for all, and
each table takes Spark its time."""


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkSession]:
    """Two cores, quick to start; ``write`` uses it because it is there."""
    settings = SparkSettings(master="local[2]", memory_mb=1024)
    with opened(settings, "tests", {}, quick=True) as session:
        yield session


@pytest.fixture(scope="session")
def sample() -> list[SampleFiling]:
    """The sample's smallest filings of every shape, smallest first."""
    return sorted(sample_filings(), key=lambda filing: len(filing.body))


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    """An empty lake in a folder."""
    lake = open_lake(str(tmp_path / "lake"))
    lake.check_writable()
    return lake


def writing(lake: Lake, **settings: object) -> WriteSummary:
    """Run the writer on ``lake`` with ``settings``, FEW tables if these name none, and return what it did."""
    few = WriterSettings(lake.uri, "test", tables=FEW)
    return write(replace(few, **settings))  # type: ignore[arg-type]


def stored(lake: Lake, filings: list[SampleFiling], parts: int = 2) -> str:
    """Store the filings with a manifest in so many parts; return the name of its run."""
    results = [store(lake, filing.body) for filing in filings]
    return publish_manifest(lake, [results[n::parts] for n in range(parts)])


def all_rows(lake: Lake) -> list[object]:
    """Return the rows of every table."""
    return [rows_of(lake, table) for table in TABLES]


@pytest.fixture(scope="session")
def clean(
    spark: SparkSession, tmp_path_factory: pytest.TempPathFactory, sample: list[SampleFiling]
) -> list[object]:
    """The rows of one undisturbed run over the first filings of the sample."""
    lake = open_lake(str(tmp_path_factory.mktemp("clean")))
    stored(lake, sample[:SEVERAL])
    writing(lake)
    return all_rows(lake)
