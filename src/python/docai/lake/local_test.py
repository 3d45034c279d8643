"""What is particular to a folder; the promises that every lake makes are tested in contract_test.py."""

import errno
import os
from pathlib import Path

import pytest

from docai.lake import local_files, local_staging
from docai.lake.errors import (
    AccessRefused,
    LakeFull,
    LakeUnavailable,
    LeaseHeld,
    NotFound,
    WrongLake,
)
from docai.lake.local import LocalLake, _entry
from docai.lake.local_errors import lake_error
from docai.runtime.exit_codes import ExitCode


def test_a_symbolic_link_out_of_the_lake_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret").write_bytes(b"secret")
    root = tmp_path / "lake"
    root.mkdir()
    (root / "way-out").symlink_to(tmp_path / "outside")
    lake = LocalLake(root)
    with pytest.raises(WrongLake, match="symbolic link"):
        lake.read("way-out/secret")
    with pytest.raises(WrongLake, match="symbolic link"):
        lake.publish("way-out/new", b"", staging_path="s/1")
    with pytest.raises(WrongLake, match="symbolic link"):
        lake.delete("way-out", recursive=True)
    assert list(lake.list()) == []
    assert (tmp_path / "outside" / "secret").exists()


def test_the_root_itself_may_be_a_symbolic_link(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "lake").symlink_to(tmp_path / "disk")
    lake = LocalLake(tmp_path / "lake")
    assert lake.publish("a", b"1", staging_path="s/1")
    assert (tmp_path / "disk" / "a").read_bytes() == b"1"


@pytest.mark.parametrize(
    ("code", "kind", "exit_code"),
    [
        (errno.ENOSPC, LakeFull, ExitCode.OTHER_SIDE),
        (errno.EDQUOT, LakeFull, ExitCode.OTHER_SIDE),
        (errno.EACCES, AccessRefused, ExitCode.CALLER),
        (errno.EROFS, AccessRefused, ExitCode.CALLER),
        (errno.EXDEV, WrongLake, ExitCode.CALLER),
        (errno.EIO, LakeUnavailable, ExitCode.OTHER_SIDE),
        (errno.ENOENT, NotFound, ExitCode.OTHER_SIDE),
    ],
)
def test_what_the_system_says_becomes_what_the_caller_can_do(
    code: int, kind: type[Exception], exit_code: ExitCode
) -> None:
    error = lake_error(OSError(code, os.strerror(code)), "cannot write a")
    assert type(error) is kind
    assert error.exit_code is exit_code
    assert str(error).startswith("cannot write a: ")


def test_a_full_disk_is_told_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int, data: bytes) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(local_staging, "write_all", full)
    lake = LocalLake(tmp_path)
    with pytest.raises(LakeFull, match="make room"):
        lake.publish("a", b"1", staging_path="s/1")
    assert list(lake.list()) == []


def test_a_file_where_a_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(WrongLake, match="a file stands where a folder is needed"):
        LocalLake(tmp_path / "file").check_writable()
    with pytest.raises(WrongLake, match="a file stands where a folder is needed"):
        LocalLake(tmp_path).publish("file/below", b"", staging_path="s/1")


def test_a_disk_without_hard_links_is_published_on_by_rename(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", no_links)
    lake = LocalLake(tmp_path)
    assert lake.publish("a", b"1", staging_path="s/1")
    assert not lake.publish("a", b"2", staging_path="s/2")
    assert lake.read("a") == b"1"
    assert [entry.path for entry in lake.list()] == ["a"]


def test_a_disk_with_neither_links_nor_such_a_rename_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", no_links)
    monkeypatch.setattr(local_files, "_renameat2", lambda: None)
    with pytest.raises(WrongLake, match="choose another"):
        LocalLake(tmp_path).publish("a", b"1", staging_path="s/1")


def test_a_lease_file_torn_by_a_power_cut_locks_nobody_out(tmp_path: Path) -> None:
    lake = LocalLake(tmp_path)
    lake.acquire_lease("lock", holder="first", seconds=60)
    (tmp_path / "lock").write_bytes(b'{"holder": "fir')
    lake.acquire_lease("lock", holder="second", seconds=60)
    with pytest.raises(LeaseHeld, match="second"):
        lake.acquire_lease("lock", holder="third", seconds=60)


def test_a_lease_written_by_a_clock_that_ran_far_ahead_locks_nobody_out(tmp_path: Path) -> None:
    LocalLake(tmp_path, clock=lambda: 9e9).acquire_lease(
        "lock", holder="from the future", seconds=60
    )
    LocalLake(tmp_path).acquire_lease("lock", holder="of today", seconds=60)


def test_a_place_that_takes_no_folder_is_a_wrong_lake() -> None:
    with pytest.raises(WrongLake, match="no folder can be made there; choose another"):
        LocalLake(Path("/proc/nowhere/lake")).check_writable()


@pytest.mark.parametrize("seconds", [1e13, 4e11, -1e12])
def test_a_time_that_no_date_has_counts_as_the_end_or_the_beginning(
    tmp_path: Path, seconds: float
) -> None:
    # made up: not every disk keeps such a time
    status = list(tmp_path.stat())
    status[8] = int(seconds)
    entry = _entry("a", os.stat_result(status))
    assert entry.modified.year in (1, 9999)


def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    lake = LocalLake(tmp_path)
    with pytest.raises(WrongLake, match=r"cannot read pipe .*: no file stands there, but a pipe"):
        lake.read("pipe")
    with pytest.raises(WrongLake, match="a folder stands where a file"), lake.open("folder"):
        pass
