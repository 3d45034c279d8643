"""An upload under way in a local folder."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from docai.lake.errors import DamagedUpload
from docai.lake.local_errors import told_as_lake_errors
from docai.lake.local_files import make_folders, move_without_overwrite, write_all

BUFFER = 256 * 1024
"""Bytes that are gathered before they are written: a compressor hands over small pieces."""


class LocalStagedFile:
    """A file under its staging name; see docai.lake.lake.StagedFile."""

    def __init__(self, staging: Path, locate: Callable[[str], Path]) -> None:
        self._staging = staging
        self._locate = locate
        self._pending = bytearray()
        self._written = 0
        with told_as_lake_errors(f"cannot stage {staging}"):
            make_folders(staging.parent)
            self._descriptor = os.open(
                staging, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644
            )

    def write(self, data: bytes) -> None:
        """Append ``data``."""
        self._check_open()
        self._pending += data
        if len(self._pending) >= BUFFER:
            with told_as_lake_errors(f"cannot write {self._staging}"):
                self._flush()

    def publish(self, path: str) -> bool:
        """Make what was written the file at ``path``; False when that was taken before."""
        self._check_open()
        target = self._locate(path)
        with told_as_lake_errors(f"cannot publish {target}"):
            self._flush()
            os.fsync(self._descriptor)
            size = os.fstat(self._descriptor).st_size
            if size != self._written:
                raise DamagedUpload(
                    f"{self._staging} holds {size} bytes after {self._written} were written"
                )
            self._close()
            make_folders(target.parent)
            published = move_without_overwrite(self._staging, target)
            if not published:
                self._staging.unlink(missing_ok=True)
        return published

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._descriptor >= 0:
            self._close()
        # what cannot be discarded now is swept with the other leftovers of its age
        with contextlib.suppress(OSError):
            self._staging.unlink(missing_ok=True)

    def _check_open(self) -> None:
        if self._descriptor < 0:
            raise ValueError(f"the upload {self._staging} is finished")

    def _flush(self) -> None:
        write_all(self._descriptor, self._pending)
        self._written += len(self._pending)
        self._pending = bytearray()

    def _close(self) -> None:
        descriptor, self._descriptor = self._descriptor, -1
        os.close(descriptor)
