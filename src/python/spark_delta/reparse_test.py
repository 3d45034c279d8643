"""What ``--reparse`` reads again: what another parser read, and what a table that is chosen now lacks. Once."""

from __future__ import annotations

import pytest
from pyspark.sql import SparkSession

from docai.lake.lake import Lake
from spark_delta.commit.committer import Committer
from spark_delta.conftest import FEW, SEVERAL, all_rows, stored, writing
from spark_delta.tables.schema import FILINGS, SECTIONS, TABLES
from spark_delta.tables.table import Table
from spark_delta.testing.table_rows import rows_of
from stand_ins.sample import SampleFiling

pytestmark = pytest.mark.usefixtures("spark")


class Killed(BaseException):
    """Ends a run as a signal would: nothing catches it."""


def test_an_older_parsers_filing_is_read_again_on_request_only(
    spark: SparkSession, lake: Lake, sample: list[SampleFiling], clean: list[object]
) -> None:
    stored(lake, sample[:SEVERAL])
    writing(lake)
    accession = sample[0].accession
    for table in (FILINGS, SECTIONS):
        spark.sql(
            f"UPDATE delta.`{lake.uri}/{table.path}` SET parser_version = '0.0.1', company = 'old' "
            f"WHERE accession = '{accession}'"
        )
    assert writing(lake).tried == 0
    done = writing(lake, reparse=True)
    assert (done.filings, done.replaced) == (1, 1)
    assert all_rows(lake) == clean


def test_a_table_that_is_chosen_later_is_filled_once_also_when_a_run_is_killed(
    lake: Lake, sample: list[SampleFiling], clean: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    stored(lake, sample[:SEVERAL])
    assert writing(lake, tables=("filers",)).filings == SEVERAL
    assert writing(lake, tables=FEW).tried == 0
    original = Committer._write

    def dying(self: Committer, table: Table, *rest: object) -> None:
        if table is FILINGS:
            raise Killed
        original(self, table, *rest)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(Committer, "_write", dying)
        with pytest.raises(Killed):
            writing(lake, tables=FEW, reparse=True)
    assert writing(lake, tables=FEW, reparse=True).replaced == SEVERAL
    assert all_rows(lake) == clean
    assert writing(lake, tables=FEW, reparse=True).tried == 0
    assert writing(lake, tables=("facts",), reparse=True).tried == 0


def test_a_table_that_is_filled_later_leaves_the_others_their_rows(
    lake: Lake, sample: list[SampleFiling]
) -> None:
    with_figures = next(one for one in sample if b"us-gaap:" in one.body)
    stored(lake, [with_figures, sample[0]], parts=1)
    writing(lake)
    before = {table.name: rows_of(lake, table) for table in TABLES if table is not FILINGS}
    assert before["facts"]
    assert not before["passages"]
    assert writing(lake, tables=("passages",), reparse=True).replaced == 2
    after = {table.name: rows_of(lake, table) for table in TABLES if table is not FILINGS}
    assert after.pop("passages")
    assert before | after == before
    for row in rows_of(lake, FILINGS):
        assert row["optional_tables"] == ["passages", "facts", "filers"]


def test_a_row_that_says_nothing_of_its_tables_is_read_again_once(
    spark: SparkSession, lake: Lake, sample: list[SampleFiling]
) -> None:
    stored(lake, sample[:2])
    writing(lake)
    spark.sql(f"UPDATE delta.`{lake.uri}/{FILINGS.path}` SET optional_tables = NULL")
    assert writing(lake, tables=(), reparse=True).tried == 0
    assert writing(lake, reparse=True).replaced == 2
    assert writing(lake, reparse=True).tried == 0
