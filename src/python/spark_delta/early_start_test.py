import threading
from pathlib import Path
from typing import NoReturn

import pyarrow as pa
import pytest
from deltalake import write_deltalake
from pyspark import SparkContext

from docai.filing import layout
from docai.lake.open import open_lake
from docai.runtime.stop import StopSignal
from spark_delta.early_start import started_ahead
from spark_delta.errors import NoJava
from spark_delta.run import write
from spark_delta.settings import WriterSettings
from spark_delta.testing.stored_lake import publish_manifest, store
from stand_ins.sample import SampleFiling


def settings(folder: Path) -> WriterSettings:
    return WriterSettings(lake=str(folder), run_id="test", tables=())


def test_a_first_run_finds_spark_started_and_the_tables_made(
    tmp_path: Path, sample: list[SampleFiling]
) -> None:
    lake = open_lake(str(tmp_path))
    with started_ahead(settings(tmp_path), lake, StopSignal()) as ahead:
        publish_manifest(lake, [[store(lake, sample[0].body)]])
        ahead.wait()
        assert (tmp_path / layout.FILINGS / "_delta_log").is_dir()
        assert SparkContext._active_spark_context is not None
        done = write(settings(tmp_path))
    assert done.filings == 1
    assert done.phases["session"] < 1.0


def test_a_lake_that_has_tables_may_need_no_spark_and_starts_none(tmp_path: Path) -> None:
    write_deltalake(str(tmp_path / layout.FILINGS), pa.table({"accession": ["a"]}))
    with started_ahead(settings(tmp_path), open_lake(str(tmp_path)), StopSignal()):
        assert "spark-ahead" not in {thread.name for thread in threading.enumerate()}


def test_a_start_that_fails_is_left_to_the_run_to_tell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> NoReturn:
        raise NoJava("there is none")

    monkeypatch.setattr("spark_delta.early_start.opened", refused)
    with started_ahead(settings(tmp_path), open_lake(str(tmp_path)), StopSignal()) as ahead:
        ahead.wait()
    assert not (tmp_path / layout.FILINGS).exists()


def test_other_work_that_fails_meanwhile_waits_for_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, ended = threading.Event(), threading.Event()

    def slow(*_: object, **__: object) -> NoReturn:
        begun.set()
        threading.Event().wait(0.3)
        ended.set()
        raise NoJava("there is none")

    monkeypatch.setattr("spark_delta.early_start.opened", slow)
    lake = open_lake(str(tmp_path))
    with (
        pytest.raises(OSError, match="disk is full"),
        started_ahead(settings(tmp_path), lake, StopSignal()),
    ):
        assert begun.wait(60)
        raise OSError("the disk is full")
    assert ended.is_set()
