"""A run that another one overtakes, with newer bytes of the same filing: the newer ones stand in the end, in every table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from pyspark.sql import SparkSession

from docai.lake.lake import Lake
from docai.lake.open import open_lake
from spark_delta.conftest import all_rows, stored, writing
from spark_delta.read.stage import read
from spark_delta.read.summary import ReadSummary
from spark_delta.tables.schema import FILINGS, SECTIONS
from spark_delta.testing.stored_lake import publish_manifest, store
from stand_ins.sample import SampleFiling

pytestmark = pytest.mark.usefixtures("spark")

READING = "spark_delta.spark_run.read"
Overtaken = Callable[[Callable[[], None]], None]
SECOND, THIRD = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)


def served_again(lake: Lake, filing: SampleFiling, began: datetime) -> None:
    """Store ``filing`` as EDGAR serves it at the time ``began``: with other words than before."""
    words = f"<TITLE>as of {began:%B}</TITLE>".encode()
    line = store(lake, filing.body.replace(b"<TEXT>", b"<TEXT>" + words, 1), again=True)
    publish_manifest(lake, [[line]], began=began)


@pytest.fixture
def overtaken(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> Overtaken:
    """The next run waits, when it has read its filings, until another one is over, which the given function prepares."""

    def by(prepare: Callable[[], None]) -> None:
        def overtaking(*arguments: Any, **more: Any) -> ReadSummary:
            monkeypatch.setattr(READING, read)
            done = read(*arguments, **more)
            prepare()
            writing(lake)
            return done

        monkeypatch.setattr(READING, overtaking)

    return by


@pytest.fixture(scope="module")
def in_turn(
    spark: SparkSession, tmp_path_factory: pytest.TempPathFactory, sample: list[SampleFiling]
) -> list[object]:
    """The rows of a run after the newest bytes came."""
    lake = open_lake(str(tmp_path_factory.mktemp("in_turn")))
    stored(lake, sample[:2], parts=1)
    served_again(lake, sample[0], THIRD)
    writing(lake)
    return all_rows(lake)


def test_of_a_filing_fetched_again_twice_the_newer_bytes_stay(
    lake: Lake, sample: list[SampleFiling], in_turn: list[object], overtaken: Overtaken
) -> None:
    stored(lake, sample[:2], parts=1)
    writing(lake)
    served_again(lake, sample[0], SECOND)
    overtaken(lambda: served_again(lake, sample[0], THIRD))
    writing(lake)
    assert all_rows(lake) == in_turn
    assert writing(lake).tried == 0


def test_of_a_new_filing_that_is_fetched_again_the_newer_bytes_stay(
    lake: Lake, sample: list[SampleFiling], in_turn: list[object], overtaken: Overtaken
) -> None:
    stored(lake, sample[:2], parts=1)
    overtaken(lambda: served_again(lake, sample[0], THIRD))
    writing(lake)
    assert all_rows(lake) == in_turn
    assert writing(lake).tried == 0


def test_a_reparse_puts_no_older_bytes_back(
    spark: SparkSession,
    lake: Lake,
    sample: list[SampleFiling],
    in_turn: list[object],
    overtaken: Overtaken,
) -> None:
    stored(lake, sample[:2], parts=1)
    writing(lake)
    for table in (FILINGS, SECTIONS):
        spark.sql(f"UPDATE delta.`{lake.uri}/{table.path}` SET parser_version = '0.0.1'")
    overtaken(lambda: served_again(lake, sample[0], THIRD))
    writing(lake, reparse=True)
    assert all_rows(lake) == in_turn
    assert writing(lake, reparse=True).tried == 0
