"""The bytes of files, on disk: appended anywhere, read up to what was flushed, never held in memory."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from stand_ins.adls.errors import StorageError

PIECE = 256 * 1024
"""Bytes that are moved at a time."""


class Contents:
    """Files by an id of their own; what is appended lies beyond the file's size until it is flushed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._pending: dict[str, list[tuple[int, int]]] = {}
        folder.mkdir(parents=True, exist_ok=True)

    def new(self) -> str:
        """Return the id of a new, empty content."""
        return secrets.token_hex(16)  # its file is made by the first byte: many contents stay empty

    def file(self, content: str) -> Path:
        """Return where the bytes of ``content`` lie."""
        return self._folder / content[:2] / content

    def write(self, content: str, position: int, pieces: Iterator[bytes]) -> tuple[int, bytes]:
        """Write ``pieces`` from ``position`` on; returns how many bytes there were, and their MD5."""
        digest = hashlib.md5(usedforsecurity=False)
        at = position
        descriptor = -1
        try:
            for piece in pieces:
                if descriptor < 0:
                    descriptor = self._opened(content)
                digest.update(piece)
                rest = memoryview(piece)
                while rest:
                    done = os.pwrite(descriptor, rest, at)
                    rest, at = rest[done:], at + done
        finally:
            if descriptor >= 0:
                os.close(descriptor)
        return at - position, digest.digest()

    def _opened(self, content: str) -> int:
        file = self.file(content)
        file.parent.mkdir(exist_ok=True)
        return os.open(file, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def note_appended(self, content: str, start: int, length: int) -> None:
        """Remember that ``length`` bytes from ``start`` on wait to be flushed."""
        with self._lock:
            self._pending.setdefault(content, []).append((start, start + length))

    def contiguous_until(self, content: str, committed: int) -> int:
        """Return up to where the content has no gap, given that its first ``committed`` bytes were flushed before."""
        reach = committed
        with self._lock:
            for start, end in sorted(self._pending.get(content, [])):
                if start > reach:
                    break
                reach = max(reach, end)
        return reach

    def flushed(self, content: str, size: int, *, retain: bool) -> None:
        """Make the first ``size`` bytes the file's; what waits behind them is dropped unless ``retain``."""
        with self._lock:
            waiting = [
                (max(start, size), end)
                for start, end in self._pending.pop(content, [])
                if end > size
            ]
            if retain and waiting:
                self._pending[content] = waiting
                return
        file = self.file(content)
        if file.exists():
            os.truncate(file, size)

    def md5(self, content: str, start: int, end: int) -> str:
        """Return the MD5 (base64) of the bytes from ``start`` to ``end``."""
        with self.file(content).open("rb", buffering=0) as file:
            data = os.pread(file.fileno(), end - start, start)
        return base64.b64encode(hashlib.md5(data, usedforsecurity=False).digest()).decode("ascii")

    def drop(self, contents: list[str]) -> None:
        """Delete contents that nothing names any more; who reads one now reads it to its end."""
        for content in contents:
            with self._lock:
                self._pending.pop(content, None)
            self.file(content).unlink(missing_ok=True)

    def joined(self, parts: list[str]) -> tuple[str, int]:
        """Return the id and the size of a new content that is ``parts`` one after the other."""
        content = self.new()
        size = 0
        for part in filter(lambda each: self.file(each).exists(), parts):
            length, _ = self.write(content, size, pieces_of(self.file(part)))
            size += length
        return content, size


def pieces_of(file: Path) -> Iterator[bytes]:
    """Yield the file's bytes, a piece at a time."""
    with file.open("rb", buffering=0) as stream:
        yield from iter(lambda: stream.read(PIECE), b"")


def pieces_from(read: Callable[[int], bytes], length: int) -> Iterator[bytes]:
    """Yield ``length`` bytes from ``read``, a piece at a time; raises ConnectionError when they end early."""
    left = length
    while left:
        piece = read(min(left, PIECE))
        if not piece:
            raise ConnectionError(f"{left} bytes of the request are missing")
        left -= len(piece)
        yield piece


def check_md5(given: str, digest: bytes) -> None:
    """Raise StorageError (Md5Mismatch) when the client's MD5 (base64) is another than that of what arrived."""
    if given and not hmac.compare_digest(given, base64.b64encode(digest).decode("ascii")):
        raise StorageError("Md5Mismatch")
