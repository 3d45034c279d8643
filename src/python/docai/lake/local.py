"""A lake in a local folder, with the same promises as one on ADLS Gen2: fsync, and renames that never overwrite."""

from __future__ import annotations

import os
import secrets
import shutil
import stat
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import MAXYEAR, MINYEAR, UTC, datetime
from pathlib import Path
from typing import BinaryIO

from docai.lake import local_lease
from docai.lake.errors import NotFound, WrongLake
from docai.lake.lake import Entry, Lease, StagedFile, lease_seconds
from docai.lake.local_errors import told_as_lake_errors
from docai.lake.local_files import make_folders, open_file, sync_folder, write_all
from docai.lake.local_staging import LocalStagedFile
from docai.lake.paths import check_path, check_prefix, is_replacement, replacement_name

_EARLIEST, _LATEST = (datetime(year, 1, 2, tzinfo=UTC).timestamp() for year in (MINYEAR, MAXYEAR))
"""Some disks keep times that Python has no date for; such a file counts as from the end of time."""


class LocalLake:
    """A folder tree on this machine; see docai.lake.lake.Lake. Safe to use from several threads and processes."""

    def __init__(self, root: Path, *, clock: Callable[[], float] = time.time) -> None:
        self._root = Path(os.path.realpath(root))
        self._clock = clock

    @property
    def uri(self) -> str:
        """Return ``file:///DIR``."""
        return f"file://{self._root}"

    def read(self, path: str) -> bytes:
        """Return the file's bytes."""
        with (
            told_as_lake_errors(f"cannot read {path} in {self.uri}"),
            open_file(self._locate(path)) as stream,
        ):
            return stream.read()

    @contextmanager
    def open(self, path: str) -> Iterator[BinaryIO]:
        """Return a context whose value reads the file in order."""
        with told_as_lake_errors(f"cannot read {path} in {self.uri}"):
            stream = open_file(self._locate(path))
        with stream:
            yield stream

    def stat(self, path: str) -> Entry | None:
        """Return what is known of the file, or None when there is none."""
        with told_as_lake_errors(f"cannot look at {path} in {self.uri}"):
            try:
                status = self._locate(path).stat()
            except (FileNotFoundError, NotADirectoryError):
                return None
        return _entry(path, status) if stat.S_ISREG(status.st_mode) else None

    def list(self, prefix: str = "", *, recursive: bool = True) -> Iterator[Entry]:
        """Yield the files below the folder ``prefix`` in the order of their paths; nothing when it is absent."""
        bare = check_prefix(prefix)
        yield from self._walk(self._locate(bare), f"{bare}/" if bare else "", recursive)

    def folders(self, prefix: str = "") -> Iterator[str]:
        """Yield the paths of the folders directly below ``prefix`` in order; nothing when it is absent."""
        bare = check_prefix(prefix)
        start = f"{bare}/" if bare else ""
        entries = self._scan(self._locate(bare))
        yield from sorted(
            start + each.name for each in entries if each.is_dir(follow_symlinks=False)
        )

    def stage(self, staging_path: str) -> AbstractContextManager[StagedFile]:
        """Begin an upload at ``staging_path``."""
        return LocalStagedFile(self._locate(check_path(staging_path)), self._locate_file)

    def publish(self, path: str, data: bytes, *, staging_path: str) -> bool:
        """Stage and publish ``data``."""
        with self.stage(staging_path) as staged:
            staged.write(data)
            return staged.publish(path)

    def replace(self, path: str, data: bytes) -> None:
        """Put ``data`` at ``path`` atomically, whatever stands there."""
        target = self._locate_file(path)
        beside = target.with_name(replacement_name(target.name, secrets.token_hex(8)))
        with told_as_lake_errors(f"cannot replace {path} in {self.uri}"):
            make_folders(target.parent)
            try:
                descriptor = os.open(
                    beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644
                )
                try:
                    write_all(descriptor, data)
                    os.fsync(descriptor)
                finally:
                    os.close(descriptor)
                beside.replace(target)
            except OSError:
                with suppress(OSError):
                    beside.unlink(missing_ok=True)
                raise
            sync_folder(target.parent)

    def delete(self, path: str, *, recursive: bool = False) -> None:
        """Delete a file or an empty folder, with ``recursive`` a full one; nothing happens when it is absent."""
        target = self._locate_file(path)
        with (
            told_as_lake_errors(f"cannot delete {path} in {self.uri}"),
            suppress(FileNotFoundError, NotADirectoryError),
        ):
            if target.is_symlink() or not target.is_dir():
                target.unlink()
            elif recursive:
                self._delete_tree(target)
            else:
                target.rmdir()

    def acquire_lease(self, path: str, *, holder: str, seconds: float) -> Lease:
        """Take the lease at ``path`` for ``seconds`` (15 to 60)."""
        return local_lease.acquire(
            self._locate_file(path),
            holder=holder,
            token=secrets.token_hex(16),
            seconds=lease_seconds(seconds),
            clock=self._clock,
        )

    def check_writable(self) -> None:
        """Make the root if need be and prove that it can be written."""
        try:
            with told_as_lake_errors(f"cannot write to the lake {self.uri}"):
                make_folders(self._root)
                probe = self._root / replacement_name("probe", secrets.token_hex(8))
                probe.write_bytes(b"docai")
                probe.unlink()
        except NotFound as error:
            # /proc and its like say that a folder is not there when they are asked to make it
            raise WrongLake(
                f"cannot make the lake {self.uri}: no folder can be made there; choose another"
            ) from error

    def _locate_file(self, path: str) -> Path:
        return self._locate(check_path(path))

    def _locate(self, path: str) -> Path:
        full = self._root / check_prefix(path)
        real = Path(os.path.realpath(full))
        if not real.is_relative_to(self._root):
            raise WrongLake(
                f"{path} in {self.uri} leads out of the lake through a symbolic link, to {real}"
            )
        return full

    def _walk(self, folder: Path, start: str, recursive: bool) -> Iterator[Entry]:
        for each in self._scan(folder):
            if each.is_dir(follow_symlinks=False):
                if recursive:
                    yield from self._walk(folder / each.name, f"{start}{each.name}/", recursive)
            elif each.is_file(follow_symlinks=False) and not is_replacement(each.name):
                try:
                    status = each.stat(follow_symlinks=False)
                except FileNotFoundError:
                    continue  # published or discarded since the folder was read
                yield _entry(start + each.name, status)

    def _scan(self, folder: Path) -> Sequence[os.DirEntry[str]]:
        with told_as_lake_errors(f"cannot list {folder}"):
            try:
                with os.scandir(folder) as entries:
                    return sorted(entries, key=_path_order)
            except (FileNotFoundError, NotADirectoryError):
                return []

    def _delete_tree(self, folder: Path) -> None:
        refused: list[OSError] = []

        def note(_: object, __: object, info: tuple[object, BaseException, object]) -> None:
            if isinstance(info[1], OSError) and not isinstance(info[1], FileNotFoundError):
                refused.append(info[1])

        shutil.rmtree(folder, onerror=note)
        if refused:
            raise refused[0]


def _entry(path: str, status: os.stat_result) -> Entry:
    seconds = min(max(status.st_mtime, _EARLIEST), _LATEST)
    return Entry(path, status.st_size, datetime.fromtimestamp(seconds, UTC))


def _path_order(entry: os.DirEntry[str]) -> str:
    return f"{entry.name}/" if entry.is_dir(follow_symlinks=False) else entry.name
