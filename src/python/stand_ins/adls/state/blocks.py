"""The blocks of blobs that wait for their list."""

from __future__ import annotations

import threading

from stand_ins.adls.wire import Resource


class Blocks:
    """The blocks that wait for a list, by blob: a content of its own for each."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[Resource, dict[str, tuple[str, int]]] = {}

    def put(self, at: Resource, block: str, content: str, size: int) -> list[str]:
        """Keep a block; returns the content that it replaces, if any."""
        with self._lock:
            waiting = self._waiting.setdefault(at, {})
            old = waiting.get(block)
            waiting[block] = (content, size)
        return [old[0]] if old else []

    def of(self, at: Resource) -> dict[str, tuple[str, int]]:
        """Return the content and size of each block that waits."""
        with self._lock:
            return dict(self._waiting.get(at, {}))

    def take(self, at: Resource) -> list[str]:
        """Forget the blocks of a blob; returns their contents."""
        with self._lock:
            return [content for content, _ in self._waiting.pop(at, {}).values()]
