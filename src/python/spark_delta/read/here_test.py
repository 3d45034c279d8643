from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest

from docai.lake.errors import LakeFull
from docai.lake.lake import Lake
from docai.runtime.errors import Stopped
from docai.runtime.progress import Progress
from docai.runtime.stop import StopSignal
from spark_delta.plan.marks import PartName
from spark_delta.plan.work import line_of
from spark_delta.read import here
from spark_delta.read.here import read_here
from spark_delta.read.summary import ReadSummary
from spark_delta.read.task import Share, TaskSettings
from spark_delta.settings import Limits
from spark_delta.testing.stored_lake import store
from stand_ins.sample import SampleFiling


@pytest.fixture
def settings(lake: Lake) -> TaskSettings:
    return TaskSettings(
        lake.uri, "delta/_staging/test", "test", datetime(2026, 1, 2, tzinfo=UTC), Limits()
    )


def share(lake: Lake, filing: SampleFiling) -> Share:
    line = line_of(PartName("run", 1), 1, store(lake, filing.body))
    assert line is not None
    return Share((line.job,), (0,))


def test_all_shares_are_read_and_staged(
    lake: Lake,
    settings: TaskSettings,
    sample: list[SampleFiling],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shares = [share(lake, filing) for filing in sample[:2]]
    told: list[int] = []
    monkeypatch.setattr(Progress, "advance", lambda self, n=1: told.append(n))
    with Progress("reading", 2) as progress:
        read = read_here(settings, shares, progress=progress, stop=StopSignal())
    assert told == [1, 1]
    assert (read.filings, read.failures) == (2, 0)
    assert all(lake.stat(rows.path) for rows in read.staged)
    assert len({rows.path for rows in read.staged}) == len(read.staged)


def test_what_the_lake_refuses_is_told(
    lake: Lake,
    settings: TaskSettings,
    sample: list[SampleFiling],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refused(*_: object) -> ReadSummary:
        raise LakeFull("no room")

    monkeypatch.setattr(here, "read_share", refused)
    with Progress("reading") as progress, pytest.raises(LakeFull):
        read_here(settings, [share(lake, sample[0])], progress=progress, stop=StopSignal())


def test_a_stop_does_not_wait_for_a_document(
    lake: Lake,
    settings: TaskSettings,
    sample: list[SampleFiling],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stop, read, never = StopSignal(), [], threading.Event()

    def slow(*arguments: object) -> ReadSummary:
        read.append(arguments)
        stop.request()
        never.wait(60)
        return ReadSummary()

    monkeypatch.setattr(here, "read_share", slow)
    shares = [share(lake, filing) for filing in sample[:2]]
    with Progress("reading") as progress, pytest.raises(Stopped):
        read_here(settings, shares, progress=progress, stop=stop)
    assert len(read) == 1
    assert not never.is_set()
    never.set()
