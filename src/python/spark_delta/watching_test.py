from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyspark.sql import SparkSession

from docai.lake.errors import LakeUnavailable
from docai.lake.lake import Lake
from docai.runtime.errors import CallerError, DocaiError
from docai.runtime.exit_codes import ExitCode
from docai.runtime.program import execute
from docai.runtime.stop import StopSignal
from spark_delta import watching
from spark_delta.conftest import FEW, stored, writing
from spark_delta.errors import UnfitTable
from spark_delta.read.summary import ReadSummary
from spark_delta.report.summary import WriteSummary
from spark_delta.run import write
from spark_delta.run_spark_deltawriter import main
from spark_delta.settings import WriterSettings
from spark_delta.tables.schema import FILINGS, TABLES
from spark_delta.testing.stored_lake import publish_manifest, store
from spark_delta.testing.table_rows import rows_of
from spark_delta.watching import Watched, watch
from stand_ins.sample import SampleFiling

NOTHING = WriteSummary(
    run="run",
    run_id="watch",
    filings=0,
    items=0,
    replaced=0,
    quarantined=0,
    newly_quarantined=0,
    already_present=0,
    given_up=0,
    bytes_read=0,
    seconds=0.0,
    phases={},
    tables={},
    report=None,
)
"""What a run comes to that finds nothing to write."""


class Watching:
    """A watch in a thread, with the session of the tests."""

    def __init__(self, lake: Lake) -> None:
        self.stop, self.told = StopSignal(), list[WriteSummary]()
        self.done: Watched | None = None
        self._settings = WriterSettings(lake.uri, "watch", tables=FEW)
        self._thread = threading.Thread(target=self._run)

    def _run(self) -> None:
        self.done = watch(self._settings, 0.05, stop=self.stop, tell=self.told.append)

    def __enter__(self) -> Watching:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.stop.request()
        self._thread.join(60.0)
        assert not self._thread.is_alive()


def until(holds: Callable[[], bool], what: str) -> None:
    limit = time.monotonic() + 300.0
    while not holds():
        assert time.monotonic() < limit, f"not within 5 min: {what}"
        time.sleep(0.05)


def test_each_filing_is_written_once_when_a_manifest_names_it(
    spark: SparkSession, lake: Lake, sample: list[SampleFiling], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    with Watching(lake) as one:
        until(lambda: "waiting for one" in caplog.text, "the word that no loader has run")
        stored(lake, sample[:1], parts=1)
        until(lambda: len(one.told) == 1, "the first filing")
        line = store(lake, sample[1].body)
        publish_manifest(lake, [[line]], began=datetime(2026, 1, 3, tzinfo=UTC))
        until(lambda: len(one.told) == 2, "the second filing")
    assert one.done == Watched(batches=2, filings=2)
    assert len(rows_of(lake, FILINGS)) == 2


def test_a_look_that_finds_nothing_new_costs_one_listing(
    monkeypatch: pytest.MonkeyPatch, lake: Lake
) -> None:
    stop, looks = StopSignal(), list[int]()

    def counted(there: Lake) -> list[object]:
        looks.append(1)
        if len(looks) == 5:
            stop.request()
        return []

    monkeypatch.setattr(watching, "parts_of", counted)
    asked = list[str]()
    monkeypatch.setattr(watching, "write", lambda settings, stop: asked.append(settings.run_id))
    watch(WriterSettings(lake.uri, "watch"), 0.0, stop=stop, tell=lambda summary: None)
    assert (len(looks), asked) == (5, ["watch"])


@pytest.mark.parametrize("error", [LakeUnavailable("the storage is away")])
def test_what_time_may_heal_is_told_and_tried_again(
    monkeypatch: pytest.MonkeyPatch, lake: Lake, caplog: pytest.LogCaptureFixture, error: DocaiError
) -> None:
    stop, tries = StopSignal(), list[int]()

    def failing(settings: WriterSettings, *, stop: StopSignal) -> WriteSummary:
        tries.append(1)
        if len(tries) == 3:
            stop.request()
        raise error

    monkeypatch.setattr(watching, "write", failing)
    done = watch(WriterSettings(lake.uri, "watch"), 0.0, stop=stop, tell=lambda summary: None)
    assert done == Watched(failures=3)
    assert caplog.text.count("the storage is away; trying again") == 2


@pytest.mark.parametrize(("io_failures", "writes"), [(["0000990001-24-000017"], 2), ([], 1)])
def test_a_filing_whose_bytes_could_not_be_had_is_tried_again_though_nothing_new_comes(
    monkeypatch: pytest.MonkeyPatch, lake: Lake, io_failures: list[str], writes: int
) -> None:
    stop, looks, asked = StopSignal(), list[int](), list[int]()

    def counted(there: Lake) -> list[object]:
        looks.append(1)
        if len(looks) == 5:
            stop.request()
        return []

    def tried(settings: WriterSettings, *, stop: StopSignal) -> WriteSummary:
        asked.append(len(looks))
        pending = io_failures if len(asked) == 1 else []
        return replace(NOTHING, read=ReadSummary(failures=len(pending), io_failures=pending))

    monkeypatch.setattr(watching, "parts_of", counted)
    monkeypatch.setattr(watching, "write", tried)
    monkeypatch.setattr(watching, "AGAIN_SECONDS", 0.0)
    watch(WriterSettings(lake.uri, "watch"), 0.0, stop=stop, tell=lambda summary: None)
    assert (len(looks), asked) == (5, [1, 2][:writes])


def test_what_the_caller_must_change_ends_the_watch(
    monkeypatch: pytest.MonkeyPatch, lake: Lake
) -> None:
    def failing(settings: WriterSettings, *, stop: StopSignal) -> WriteSummary:
        raise UnfitTable("another table stands there")

    monkeypatch.setattr(watching, "write", failing)
    with pytest.raises(UnfitTable):
        watch(WriterSettings(lake.uri, "watch"), 0.0, stop=StopSignal(), tell=lambda summary: None)


def test_a_watch_does_not_keep_house_on_request(tmp_path: Path) -> None:
    assert execute(main, ["--lake", str(tmp_path), "--watch", "--optimize"]) is ExitCode.CALLER
    with pytest.raises(CallerError, match="single run"):
        main(["--lake", str(tmp_path), "--watch", "--reparse"])


def test_beside_a_nightly_run_each_filing_is_written_exactly_once(
    spark: SparkSession, lake: Lake, sample: list[SampleFiling], tmp_path: Path
) -> None:
    """The watch in a process of its own, with its own JVM, as in a pod; the nightly run here."""
    process = subprocess.Popen(
        [sys.executable, "-m", "spark_delta.run_spark_deltawriter", "--lake", lake.uri, "--watch",
         "--watch-every", "0.1", "--master", "local[1,3]", "--driver-memory-mb", "1024",
         "--tables", ",".join(FEW)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "DOCAI_LOG": "text"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )  # fmt: skip
    try:
        nightly = WriterSettings(lake.uri, "nightly", tables=FEW)
        for day, filing in enumerate(sample[:6], 1):
            publish_manifest(
                lake, [[store(lake, filing.body)]], began=datetime(2026, 1, day, tzinfo=UTC)
            )
            write(nightly)
        until(lambda: _settled(lake, 6), "six marks")
        # the watch may be in the middle of a batch that the nightly run was faster with
        process.send_signal(signal.SIGTERM)
        began = time.monotonic()
        said, _ = process.communicate(timeout=60)
        assert time.monotonic() - began < 10
    finally:
        process.kill()
    assert process.returncode == 143, said
    alone = _alone(tmp_path, sample[:6])
    for table in TABLES:
        assert rows_of(lake, table) == rows_of(alone, table), table.name


def _settled(lake: Lake, filings: int) -> bool:
    return len(rows_of(lake, FILINGS)) == filings


def _alone(tmp_path: Path, filings: list[SampleFiling]) -> Lake:
    from docai.lake.open import open_lake

    alone = open_lake(str(tmp_path / "alone"))
    stored(alone, filings, parts=1)
    writing(alone)
    return alone
