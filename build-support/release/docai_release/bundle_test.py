from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from docai_release.bundle import copy_dist, timeless, write_bundle


def archive(mtime: int, names: list[str]) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as made:
        for name in names:
            member = tarfile.TarInfo(name)
            member.size, member.mtime, member.uname = len(name), mtime, "someone"
            made.addfile(member, io.BytesIO(name.encode()))
    return packed.getvalue()


def file(name: str) -> Callable[[Path], None]:
    def fill(folder: Path) -> None:
        (folder / name).write_text(f"{name}\n")

    return fill


def test_sdists_of_the_same_files_are_the_same_to_the_byte() -> None:
    assert timeless(archive(1, ["a/x", "a/b"])) == timeless(archive(2, ["a/b", "a/x"]))


def test_their_content_is_kept() -> None:
    with tarfile.open(fileobj=io.BytesIO(timeless(archive(1, ["a/x", "a/b"])))) as made:
        assert {member.name: made.extractfile(member).read() for member in made} == {  # type: ignore[union-attr]
            "a/b": b"a/b",
            "a/x": b"a/x",
        }


def test_a_wheel_is_copied_as_it_is(tmp_path: Path) -> None:
    wheel = tmp_path / "a-1-py3-none-any.whl"
    wheel.write_bytes(b"wheel")
    (tmp_path / "to").mkdir()
    copy_dist(wheel, tmp_path / "to")
    assert (tmp_path / "to" / wheel.name).read_bytes() == b"wheel"


def test_the_folder_has_sums_that_hold(tmp_path: Path) -> None:
    folder = tmp_path / "release"
    write_bundle(folder, file("a"))
    assert sorted(path.name for path in folder.iterdir()) == ["SHA256SUMS", "a"]
    subprocess.run(["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=folder, check=True)


def test_a_new_folder_replaces_the_old_one_whole(tmp_path: Path) -> None:
    folder = tmp_path / "release"
    write_bundle(folder, file("old"))
    write_bundle(folder, file("new"))
    assert sorted(path.name for path in folder.iterdir()) == ["SHA256SUMS", "new"]


def test_one_that_could_not_be_filled_leaves_the_old_one(tmp_path: Path) -> None:
    folder = tmp_path / "release"
    write_bundle(folder, file("old"))

    def fails(made: Path) -> None:
        (made / "half").write_text("")
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        write_bundle(folder, fails)
    assert sorted(path.name for path in folder.iterdir()) == ["SHA256SUMS", "old"]
