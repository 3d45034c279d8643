"""The names of an emulator: which paths there are and what is known of each, in one SQLite file.

A rename of a tree is one statement in one transaction, a listing is a range scan, and an emulator that is started again on
the same folder finds what it held.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from stand_ins.adls.state.model import (
    Access,
    ContentHeaders,
    FileSystem,
    LeaseRecord,
    Node,
    parent_of,
)

_SCHEMA = """
CREATE TABLE IF NOT EXISTS filesystem (
    account TEXT NOT NULL, name TEXT NOT NULL, record TEXT NOT NULL,
    PRIMARY KEY (account, name)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS node (
    account TEXT NOT NULL, filesystem TEXT NOT NULL, path TEXT NOT NULL, parent TEXT NOT NULL, record TEXT NOT NULL,
    PRIMARY KEY (account, filesystem, path)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS child ON node (account, filesystem, parent, path);
"""

_LAST = "\U0010ffff"
_NODE_FIELDS = tuple(each.name for each in fields(Node) if each.name != "path")


class Namespace:
    """The paths of every account; each method is one step of the transaction that ``changing`` opened."""

    def __init__(self, file: Path | None) -> None:
        self._lock = threading.RLock()
        self._db = sqlite3.connect(
            file or ":memory:", isolation_level=None, check_same_thread=False
        )
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=OFF")
        self._db.executescript(_SCHEMA)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Return a context inside of which nobody else reads or changes anything: all of it takes effect, or none.

        Inside of another it is part of that one.
        """
        with self._lock:
            if self._db.in_transaction:
                yield
                return
            self._db.execute("BEGIN")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def filesystem(self, account: str, name: str) -> FileSystem | None:
        """Return the file system, or None."""
        with self._lock:
            row = self._db.execute(
                "SELECT record FROM filesystem WHERE account = ? AND name = ?", (account, name)
            ).fetchone()
        return _filesystem(row[0]) if row else None

    def filesystems(self, account: str, prefix: str, after: str, limit: int) -> list[FileSystem]:
        """Return at most ``limit`` file systems whose names begin with ``prefix`` and come after ``after``."""
        with self._lock:
            rows = self._db.execute(
                "SELECT record FROM filesystem WHERE account = ? AND name >= ? AND name < ? AND name > ? "
                "ORDER BY name LIMIT ?",
                (account, prefix, prefix + _LAST, after, limit),
            ).fetchall()
        return [_filesystem(row[0]) for row in rows]

    def put_filesystem(self, account: str, record: FileSystem) -> None:
        """Keep ``record``, replacing what was known of it."""
        self._db.execute(
            "INSERT OR REPLACE INTO filesystem VALUES (?, ?, ?)",
            (account, record.name, json.dumps(asdict(record))),
        )

    def remove_filesystem(self, account: str, name: str) -> list[str]:
        """Forget the file system and all in it; returns the contents that nothing names any more."""
        contents = [node.content for node in self.below(account, name, "") if node.content]
        self._db.execute("DELETE FROM node WHERE account = ? AND filesystem = ?", (account, name))
        self._db.execute("DELETE FROM filesystem WHERE account = ? AND name = ?", (account, name))
        return contents

    def node(self, account: str, filesystem: str, path: str) -> Node | None:
        """Return what stands at ``path``, or None."""
        with self._lock:
            row = self._db.execute(
                "SELECT path, record FROM node WHERE account = ? AND filesystem = ? AND path = ?",
                (account, filesystem, path),
            ).fetchone()
        return _node(*row) if row else None

    def put(self, account: str, filesystem: str, node: Node) -> None:
        """Keep ``node``, replacing what stood at its path."""
        self._db.execute(
            "INSERT OR REPLACE INTO node VALUES (?, ?, ?, ?, ?)",
            (account, filesystem, node.path, _parent_key(node.path), _record(node)),
        )

    def remove(self, account: str, filesystem: str, path: str) -> list[str]:
        """Forget ``path`` and all below it; returns the contents that nothing names any more."""
        key = (account, filesystem, path, *_below(path))
        rows = self._db.execute(
            "DELETE FROM node WHERE account = ? AND filesystem = ? AND (path = ? OR (path >= ? AND path < ?)) "
            "RETURNING path, record",
            key,
        ).fetchall()
        return [node.content for node in (_node(*row) for row in rows) if node.content]

    def rename(self, account: str, source: tuple[str, str], target: tuple[str, str]) -> None:
        """Give the path ``source`` (file system, path) and all below it the name ``target``."""
        low, high = _below(source[1])
        cut = len(source[1]) + 1
        self._db.execute(
            "UPDATE node SET filesystem = ?, path = ? || substr(path, ?), parent = ? || substr(parent, ?) "
            "WHERE account = ? AND filesystem = ? AND path >= ? AND path < ?",
            (target[0], target[1], cut, target[1], cut, account, source[0], low, high),
        )
        self._db.execute(
            "UPDATE node SET filesystem = ?, path = ?, parent = ? WHERE account = ? AND filesystem = ? AND path = ?",
            (target[0], target[1], _parent_key(target[1]), account, *source),
        )

    def below(
        self,
        account: str,
        filesystem: str,
        prefix: str,
        *,
        after: str = "",
        at_least: str = "",
        limit: int = -1,
    ) -> list[Node]:
        """Return the paths that begin with ``prefix`` in order, at most ``limit``, from behind ``after`` on."""
        with self._lock:
            rows = self._db.execute(
                "SELECT path, record FROM node WHERE account = ? AND filesystem = ? AND path >= ? AND path < ? "
                "AND path > ? AND path >= ? ORDER BY path LIMIT ?",
                (account, filesystem, prefix, prefix + _LAST, after, at_least, limit),
            ).fetchall()
        return [_node(*row) for row in rows]

    def children(
        self, account: str, filesystem: str, parent: str, *, after: str = "", limit: int = -1
    ) -> list[Node]:
        """Return what stands directly in the directory ``parent`` in order, at most ``limit``, from behind ``after``."""
        with self._lock:
            rows = self._db.execute(
                "SELECT path, record FROM node WHERE account = ? AND filesystem = ? AND parent = ? AND path > ? "
                "ORDER BY path LIMIT ?",
                (account, filesystem, parent, after, limit),
            ).fetchall()
        return [_node(*row) for row in rows]


def _parent_key(path: str) -> str:
    return parent_of(path) if path else "/"  # the root is nobody's child


def _below(path: str) -> tuple[str, str]:
    return (f"{path}/", f"{path}0") if path else ("", _LAST)  # "0" follows "/"


def _record(node: Node) -> str:
    # not asdict: it copies every value, and listings of thousands are made for tests
    record = {name: getattr(node, name) for name in _NODE_FIELDS}
    for name in ("headers", "access", "lease"):
        value = record[name]
        record[name] = {part: getattr(value, part) for part in value.__slots__}
    return json.dumps(record)


def _node(path: str, record: str) -> Node:
    values: dict[str, Any] = json.loads(record)
    values["headers"] = ContentHeaders(**values["headers"])
    values["access"] = Access(**values["access"])
    values["lease"] = LeaseRecord(**values["lease"])
    return Node(path=path, **values)


def _filesystem(record: str) -> FileSystem:
    values: dict[str, Any] = json.loads(record)
    values["lease"] = LeaseRecord(**values["lease"])
    return FileSystem(**values)
