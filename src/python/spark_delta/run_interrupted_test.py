"""A run that is killed, stopped or overtaken by another: no row is lost, and none is there twice."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from docai.lake.lake import Lake
from docai.runtime.errors import Stopped
from docai.runtime.stop import StopSignal
from spark_delta.commit.add_by_log import AddingByLog
from spark_delta.commit.add_files import Adding
from spark_delta.commit.committer import Committer
from spark_delta.conftest import FEW, SEVERAL, all_rows, stored, writing
from spark_delta.lake_paths import STAGING
from spark_delta.plan.consumed_marks import ConsumedMarks
from spark_delta.read.staged_rows import StagedRows, final_path
from spark_delta.report.summary import WriteSummary
from spark_delta.run import write
from spark_delta.settings import WriterSettings
from spark_delta.tables.schema import CONTENT, DOCUMENTS, FILINGS, OF_FILINGS, SECTIONS
from spark_delta.tables.table import Table
from spark_delta.testing.killed import Killed, dying
from spark_delta.testing.stored_lake import publish_manifest, store
from spark_delta.testing.table_rows import rows_of
from stand_ins.sample import SampleFiling

pytestmark = pytest.mark.usefixtures("spark")


STEPS = {
    "before sections": (Committer, "_write", 1, True),
    "before documents": (Committer, "_write", 1 + OF_FILINGS.index(DOCUMENTS), True),
    "before filings": (Committer, "_write", len(OF_FILINGS), True),
    "before quarantine": (Committer, "_add_failures", 1, True),
    "before the mark": (ConsumedMarks, "leave", 1, True),
    "after the mark": (ConsumedMarks, "leave", 1, False),
}


@pytest.mark.parametrize(("where", "step", "time", "before"), STEPS.values(), ids=STEPS)
def test_a_run_that_dies_at_any_step_is_finished_by_the_next(
    lake: Lake,
    sample: list[SampleFiling],
    clean: list[object],
    where: type,
    step: str,
    time: int,
    before: bool,
) -> None:
    stored(lake, sample[:SEVERAL])
    with dying(where, step, time, before=before), pytest.raises(Killed):
        writing(lake)
    writing(lake)
    assert all_rows(lake) == clean
    assert writing(lake).tried == 0


def test_sections_of_a_killed_runs_older_submission_do_not_stay(
    lake: Lake, sample: list[SampleFiling], clean: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = sample[0].body.replace(b"</SEC-DOCUMENT>", b"\n</SEC-DOCUMENT>", 1)
    publish_manifest(lake, [[store(lake, other, again=True)]])
    original = Committer._write
    with monkeypatch.context() as patch:

        def sections_only(self: Committer, table: object, *rest: object) -> None:
            if table is FILINGS:
                raise Killed
            original(self, table, *rest)  # type: ignore[arg-type]

        patch.setattr(Committer, "_write", sections_only)
        with pytest.raises(Killed):
            writing(lake)
    results = [store(lake, filing.body) for filing in sample[:SEVERAL]]
    publish_manifest(lake, [results], began=datetime(2026, 3, 1, tzinfo=UTC))
    writing(lake)
    assert all_rows(lake) == clean


def test_two_writers_at_once_write_each_filing_once(
    lake: Lake, sample: list[SampleFiling], clean: list[object]
) -> None:
    stored(lake, sample[:SEVERAL])
    writing(lake, reparse=True)  # makes the tables and writes all; then they are emptied below
    done: list[WriteSummary] = []
    lake.delete("delta", recursive=True)
    threads = [threading.Thread(target=lambda: done.append(writing(lake))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 2
    assert all_rows(lake) == clean


def test_a_stop_ends_the_run_and_the_next_one_goes_on(
    lake: Lake, sample: list[SampleFiling], clean: list[object]
) -> None:
    stored(lake, sample[:SEVERAL])
    stop = StopSignal()
    stop.request()
    with pytest.raises(Stopped):
        write(WriterSettings(lake.uri, "test", tables=FEW), stop=stop)
    assert list(lake.list(f"{STAGING}")) == []
    writing(lake)
    assert all_rows(lake) == clean


@pytest.mark.parametrize("adding", [Adding, AddingByLog])
def test_a_writer_that_comes_second_between_two_steps_adds_no_row(
    lake: Lake,
    sample: list[SampleFiling],
    clean: list[object],
    monkeypatch: pytest.MonkeyPatch,
    adding: type[Adding] | type[AddingByLog],
) -> None:
    stored(lake, sample[:SEVERAL])
    if adding is Adding:
        monkeypatch.setattr("spark_delta.commit.committer.adding_by_log", lambda *_: None)
    original = adding.commit
    overtaken: list[WriteSummary] = []

    def overtaking(self: Any, files: Iterable[StagedRows]) -> int:
        monkeypatch.setattr(adding, "commit", original)
        overtaken.append(writing(lake))
        return original(self, files)

    monkeypatch.setattr(adding, "commit", overtaking)
    done = writing(lake)
    assert (overtaken[0].filings, done.filings) == (SEVERAL, SEVERAL)
    assert all_rows(lake) == clean


def test_a_writer_that_comes_second_after_its_plan_adds_no_row(
    lake: Lake, sample: list[SampleFiling], clean: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    stored(lake, sample[:2])
    writing(lake)  # so that `filings` is asked, and found without the others
    stored(lake, sample[:SEVERAL])
    original = Committer.commit
    overtaken: list[WriteSummary] = []

    def overtaking(self: Committer, *batch: object) -> None:
        monkeypatch.setattr(Committer, "commit", original)
        overtaken.append(writing(lake))
        original(self, *batch)  # type: ignore[arg-type]

    monkeypatch.setattr(Committer, "commit", overtaking)
    done = writing(lake)
    assert (overtaken[0].filings, done.filings) == (SEVERAL - 2, SEVERAL - 2)
    assert all_rows(lake) == clean


def test_what_the_plan_found_absent_is_not_looked_up_again_unless_the_table_changed(
    lake: Lake, sample: list[SampleFiling], monkeypatch: pytest.MonkeyPatch
) -> None:
    stored(lake, sample[:1], parts=1)
    writing(lake)
    written_to = [table.name for table in CONTENT if rows_of(lake, table)]
    original = Committer._present
    asked: list[str] = []

    def noting(self: Committer, table: Table, *rest: object) -> set[str]:
        asked.append(table.name)
        return original(self, table, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Committer, "_present", noting)
    publish_manifest(lake, [[store(lake, sample[1].body)]], run_id="later")
    assert writing(lake).filings == 1
    # the filing that was there says no figures, and nobody asks a table that nothing was written to
    assert asked == written_to
    assert "facts" not in asked


def test_files_that_no_version_names_go_when_the_tables_are_vacuumed(
    lake: Lake, sample: list[SampleFiling], clean: list[object]
) -> None:
    stored(lake, sample[:SEVERAL])
    writing(lake)
    left = final_path(SECTIONS, "of-a-killed-run")
    lake.replace(left, b"rows")
    folder = Path(lake.uri.removeprefix("file://"))
    eight_days_ago = time.time() - 8 * 86_400
    os.utime(folder / left, (eight_days_ago, eight_days_ago))
    writing(lake, vacuum_hours=168.0)
    assert lake.stat(left) is None
    assert all_rows(lake) == clean
