"""A download from ADLS Gen2 as a stream that is read in order, one chunk in memory at a time."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from azure.storage.filedatalake import StorageStreamDownloader

from docai.lake.adls.errors import told_as_lake_errors
from docai.lake.settings import AdlsSettings

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer  # pants: no-infer-dep


class Download(io.RawIOBase):
    """The bytes of one file; all chunks are of the same version of it, or LakeError is raised."""

    def __init__(
        self, download: StorageStreamDownloader, doing: str, settings: AdlsSettings
    ) -> None:
        super().__init__()
        self._chunks: Iterator[bytes] = iter(download.chunks())
        self._rest = memoryview(b"")
        self._doing = doing
        self._settings = settings

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Read into ``buffer``; returns how many bytes, 0 at the end. Raises LakeError."""
        if not self._rest:
            with told_as_lake_errors(self._doing, self._settings):
                self._rest = memoryview(next(self._chunks, b""))
        view = memoryview(buffer).cast("B")
        count = min(len(view), len(self._rest))
        view[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count
