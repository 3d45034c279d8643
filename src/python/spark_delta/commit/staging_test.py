from __future__ import annotations

import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from docai.lake.errors import LakeError, WrongLake
from docai.lake.local import LocalLake
from docai.runtime.errors import Stopped
from spark_delta.commit.staging import KEPT, staging_folder
from spark_delta.lake_paths import STAGING


class NotEmptied(LocalLake):
    """A lake of which no folder can be deleted: somebody always writes into it."""

    def delete(self, path: str, *, recursive: bool = False) -> None:
        raise WrongLake(f"cannot delete {path}: the folder is not empty")


def named(age: timedelta) -> str:
    return f"{datetime.now(UTC) - age:%Y%m%dT%H%M%SZ}-run"


def runs_in(lake: LocalLake) -> list[str]:
    return [each.rsplit("/", 1)[-1] for each in lake.folders(STAGING)]


def test_a_runs_folder_goes_at_its_end_and_those_of_dead_runs_before(tmp_path: Path) -> None:
    lake = LocalLake(tmp_path / "lake")
    dead, alive = named(KEPT + timedelta(hours=1)), named(timedelta(hours=1))
    for run in (dead, alive):
        lake.publish(f"{STAGING}/{run}/a", b"a", staging_path=f"{STAGING}/{run}/_open/a")
    with staging_folder(lake, named(timedelta())) as folder:
        lake.publish(f"{folder}/b", b"b", staging_path=f"{folder}/_open/b")
        assert set(runs_in(lake)) == {alive, folder.rsplit("/", 1)[-1]}
    assert runs_in(lake) == [alive]


@pytest.mark.parametrize("ends", [Stopped("on request"), MemoryError(), None])
def test_a_folder_that_cannot_be_deleted_changes_nothing_of_how_a_run_ends(
    tmp_path: Path, ends: BaseException | None, caplog: pytest.LogCaptureFixture
) -> None:
    ended: BaseException | None = None
    try:
        with staging_folder(NotEmptied(tmp_path / "lake"), named(timedelta())):
            if ends is not None:
                raise ends
    except (Stopped, MemoryError, LakeError) as error:
        ended = error
    assert ended is ends
    assert "a later run will" in caplog.text


def test_a_stop_is_told_while_what_it_left_behind_still_writes(tmp_path: Path) -> None:
    lake, over = LocalLake(tmp_path / "lake"), threading.Event()

    def write(folder: str) -> None:
        for number in range(100_000):
            if over.is_set():
                return
            with suppress(LakeError):  # its folder goes under its hands
                path = f"{folder}/{number % 97}"
                lake.publish(f"{path}/{number}", b"", staging_path=f"{path}/_open-{number}")

    for _ in range(5):
        with pytest.raises(Stopped), staging_folder(lake, named(timedelta())) as folder:
            writer = threading.Thread(target=write, args=(folder,), daemon=True)
            writer.start()
            while not list(lake.folders(folder)):
                pass
            raise Stopped("on request")
    over.set()
