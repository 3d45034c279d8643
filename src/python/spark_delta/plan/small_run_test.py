from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from docai.lake.lake import Lake
from docai.lake.open import open_lake
from spark_delta.plan.small_run import (
    QUICK_BYTES,
    QUICK_TABLE_BYTES,
    SMALL_BYTES,
    SMALL_FILINGS,
    needs_no_spark,
    soon_over,
)
from spark_delta.plan.work import Job
from spark_delta.settings import SparkSettings, WriterSettings
from spark_delta.tables.schema import SECTIONS


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    lake = open_lake(str(tmp_path))
    lake.check_writable()
    return lake


def job(size: int | None) -> Job:
    return Job("0000000001-24-000001", "0000000001", date(2024, 3, 1), "u", "raw/x", None, size)


def with_tables_of(lake: Lake, size: int) -> None:
    lake.replace(f"{SECTIONS.path}/part-1.parquet", b"")
    path = Path(lake.uri.removeprefix("file://")) / SECTIONS.path / "part-1.parquet"
    with path.open("r+b") as file:
        file.truncate(size)


@pytest.mark.parametrize(
    ("sizes", "soon"),
    [
        ([], True),
        ([None], True),
        ([1, QUICK_BYTES - 2], True),
        ([1_000_000_000] * 9, True),
        ([1_000_000_000] * 10, False),
        # No submission is that large, whatever a manifest says.
        ([QUICK_BYTES], True),
    ],
)
def test_what_is_read_counts(lake: Lake, sizes: list[int | None], soon: bool) -> None:
    assert soon_over(WriterSettings(lake.uri, "x"), lake, [job(size) for size in sizes]) is soon


@pytest.mark.parametrize("asked", [{"reparse": True}, {"optimize": True}, {"vacuum_hours": 168.0}])
def test_what_stands_in_the_tables_counts_when_it_may_be_moved(
    lake: Lake, asked: dict[str, object]
) -> None:
    settings = WriterSettings(lake.uri, "x", **asked)  # type: ignore[arg-type]
    assert soon_over(settings, lake, [])
    with_tables_of(lake, QUICK_TABLE_BYTES)
    assert not soon_over(settings, lake, [])
    assert soon_over(WriterSettings(lake.uri, "x"), lake, [])


@pytest.mark.parametrize(
    ("sizes", "small"),
    [
        ([], True),
        ([1] * SMALL_FILINGS, True),
        ([None] * SMALL_FILINGS, True),
        ([1] * (SMALL_FILINGS + 1), False),
        ([SMALL_BYTES], True),
        ([SMALL_BYTES, 1], False),
        ([SMALL_BYTES, None], False),
    ],
)
def test_a_few_new_filings_need_no_spark(sizes: list[int | None], small: bool) -> None:
    assert needs_no_spark(WriterSettings("x", "x"), [job(size) for size in sizes]) is small


@pytest.mark.parametrize(
    "asked",
    [
        {"reparse": True},
        {"optimize": True},
        {"vacuum_hours": 168.0},
        {"spark": SparkSettings(master="k8s://https://cluster")},
    ],
)
def test_what_only_spark_can_do_needs_it(asked: dict[str, object]) -> None:
    assert not needs_no_spark(WriterSettings("x", "x", **asked), [job(1)])  # type: ignore[arg-type]
