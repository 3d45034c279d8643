"""Bodies that are served: their length, their bytes piece by piece, and their validators.

A body is never held whole unless it is small, so that memory stays flat whatever the submissions weigh.
"""

from __future__ import annotations

import gzip
import hashlib
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

PIECE = 1 << 16
GZIP_WBITS = 31


class Body(Protocol):
    """Bytes to serve: `size` of them as they are, and the same in gzip."""

    @property
    def size(self) -> int: ...

    @property
    def modified(self) -> float: ...

    @property
    def etag(self) -> str: ...

    def chunks(self) -> Iterator[bytes]: ...

    def gzip_size(self) -> int | None:
        """Length in gzip, None when it is known only at the end."""
        ...

    def gzip_chunks(self) -> Iterator[bytes]: ...


def squeeze(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The chunks as one gzip member, at the speed of compression level 1."""
    engine = zlib.compressobj(1, zlib.DEFLATED, GZIP_WBITS)
    for chunk in chunks:
        if out := engine.compress(chunk):
            yield out
    yield engine.flush()


@dataclass(frozen=True)
class BytesBody:
    """A small body in memory. `modified` is seconds since 1970, 0 for one without a date."""

    data: bytes
    modified: float = 0.0

    @property
    def size(self) -> int:
        return len(self.data)

    @property
    def etag(self) -> str:
        return f'"{hashlib.md5(self.data, usedforsecurity=False).hexdigest()}"'

    def chunks(self) -> Iterator[bytes]:
        yield self.data

    def gzip_size(self) -> int | None:
        return len(gzip.compress(self.data, 1, mtime=0))

    def gzip_chunks(self) -> Iterator[bytes]:
        yield gzip.compress(self.data, 1, mtime=0)


@dataclass(frozen=True)
class FileBody:
    """A submission on disk, plain or in gzip (one member). A replaced file is served as it now is."""

    path: Path

    @property
    def packed(self) -> bool:
        return self.path.suffix == ".gz"

    @property
    def size(self) -> int:
        if not self.packed:
            return self.path.stat().st_size
        with self.path.open("rb") as file:
            file.seek(-4, 2)
            return int(struct.unpack("<I", file.read(4))[0])

    @property
    def modified(self) -> float:
        return self.path.stat().st_mtime

    @property
    def etag(self) -> str:
        stat = self.path.stat()
        key = f"{self.path.name}/{stat.st_size}/{stat.st_mtime_ns}".encode()
        return f'"{hashlib.md5(key, usedforsecurity=False).hexdigest()}"'

    def chunks(self) -> Iterator[bytes]:
        with gzip.open(self.path) if self.packed else self.path.open("rb") as file:
            while chunk := file.read(PIECE):
                yield chunk

    def gzip_size(self) -> int | None:
        return self.path.stat().st_size if self.packed else None

    def gzip_chunks(self) -> Iterator[bytes]:
        if not self.packed:
            yield from squeeze(self.chunks())
            return
        with self.path.open("rb") as file:
            while chunk := file.read(PIECE):
                yield chunk


@dataclass(frozen=True)
class CutBody:
    """The first `size` bytes of another body, and no sign that there was more."""

    whole: Body
    size: int

    @property
    def modified(self) -> float:
        return self.whole.modified

    @property
    def etag(self) -> str:
        return self.whole.etag

    def chunks(self) -> Iterator[bytes]:
        left = self.size
        for chunk in self.whole.chunks():
            yield chunk[:left]
            left -= min(left, len(chunk))
            if left == 0:
                return

    def gzip_size(self) -> int | None:
        return None

    def gzip_chunks(self) -> Iterator[bytes]:
        yield from squeeze(self.chunks())
