from __future__ import annotations

import errno
import os
import signal
import tempfile
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyspark.sql import SparkSession

from docai.lake.lake import Lake
from docai.runtime.progress import Progress
from spark_delta.conftest import writing
from spark_delta.errors import SparkFailed
from spark_delta.lake_paths import CONSUMED
from spark_delta.read import stage
from spark_delta.read.stage import LARGE_SHARE, SMALL_SHARE, share_sizes
from spark_delta.read.summary import ReadSummary
from spark_delta.read.task import TaskSettings
from spark_delta.settings import Limits
from spark_delta.tables.schema import FILINGS
from spark_delta.testing.hostile_reader import HANG, MODULE
from spark_delta.testing.stored_lake import publish_manifest, store
from spark_delta.testing.table_rows import rows_of
from stand_ins.sample import SampleFiling

pytestmark = pytest.mark.usefixtures("spark")


def readers() -> list[int]:
    """Return the readers at work that this process brought about, each a fork of a nursery of the same name."""
    parents: dict[int, tuple[int, str]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                parents[int(entry.name)] = parent, (entry / "cmdline").read_text()
            except OSError:
                continue  # it has just ended
    named = {pid for pid, (_, command) in parents.items() if MODULE in command}
    # other tests of this machine have such readers too
    return [pid for pid in named if parents[pid][0] in named and _is_mine(pid, parents)]


def _is_mine(pid: int, parents: dict[int, tuple[int, str]]) -> bool:
    while pid in parents and pid != os.getpid():
        pid = parents[pid][0]
    return pid == os.getpid()


def kill_a_worker() -> None:
    """Kill the Python worker above the first reader that comes to work."""
    deadline = time.monotonic() + 60
    while not (found := readers()) and time.monotonic() < deadline:
        time.sleep(0.05)
    nursery = parent_of(found[0])
    os.kill(parent_of(nursery), signal.SIGKILL)


def parent_of(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def test_a_worker_that_is_killed_ends_the_run_and_leaves_the_work_to_the_next(
    lake: Lake, sample: list[SampleFiling]
) -> None:
    held = store(lake, sample[1].body + HANG)
    publish_manifest(lake, [[store(lake, sample[0].body), held]])
    killer = threading.Thread(target=kill_a_worker)
    killer.start()
    with pytest.raises(SparkFailed, match="worker exited unexpectedly"):
        writing(lake, limits=Limits(seconds=30.0, reader=MODULE))
    killer.join()
    assert list(lake.list(CONSUMED)) == []
    writing(lake)
    assert len(rows_of(lake, FILINGS)) == 2


def test_a_share_that_nobody_tells_of_is_not_taken_for_read(
    spark: SparkSession, lake: Lake, sample: list[SampleFiling], monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_manifest(lake, [[store(lake, sample[0].body)]])
    monkeypatch.setattr(stage, "from_json", lambda _: ReadSummary())
    with pytest.raises(SparkFailed, match="told of 0 of 1 filings"):
        writing(lake)
    assert list(lake.list(CONSUMED)) == []


def test_filings_are_counted_while_their_share_is_read(
    lake: Lake, sample: list[SampleFiling], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # a folder of its own: other runs on this machine leave and delete files of these names
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    told: list[int] = []
    monkeypatch.setattr(stage, "_ASK_EVERY", 1)
    monkeypatch.setattr(Progress, "advance", lambda self, n=1: told.append(n))
    hanging = store(lake, sample[0].body + HANG)  # the smallest is read last
    publish_manifest(lake, [[*(store(lake, one.body) for one in sample[1:4]), hanging]])
    writing(lake, limits=Limits(seconds=5.0, reader=MODULE))
    assert sum(told) == 4
    assert len(told) > 1
    assert list(tmp_path.glob("docai-read-*")) == []


@given(st.integers(0, 20_000_000_000), st.integers(1, 64))
def test_shares_are_never_too_large_and_hold_all(total: int, cores: int) -> None:
    sizes = share_sizes(total, cores)
    assert sizes == sorted(sizes, reverse=True)
    assert total <= sum(sizes) <= total + cores
    assert max(sizes) <= LARGE_SHARE


def test_much_work_makes_few_files_and_ends_with_small_shares() -> None:
    sizes = share_sizes(4_500_000_000, 2)
    assert len(sizes) <= 32
    assert sizes[0] == LARGE_SHARE
    assert sizes[-1] <= SMALL_SHARE


def test_a_daily_run_makes_a_file_or_two() -> None:
    assert len(share_sizes(3_000_000, 2)) == 1
    assert len(share_sizes(20_000_000, 2)) == 2
    assert len(share_sizes(20_000_000, 32)) == 2


class OnFullDisk:
    """A share that is written when no room is left on the disk."""

    def __reduce__(self) -> str:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_no_room_for_what_the_workers_are_told_is_no_defect(spark: SparkSession) -> None:
    everything: Any = [OnFullDisk()]
    nothing: Any = None
    settings = TaskSettings("lake", "staging", "test", datetime(2026, 1, 2, tzinfo=UTC), Limits())
    with pytest.raises(SparkFailed, match=r"no room is left on a disk .*TMPDIR"):
        stage.read(spark, settings, everything, progress=nothing, stop=nothing)
