"""How many rows a table has, and which columns: out of its transaction log, without Spark.

Read after the Delta protocol (https://github.com/delta-io/delta/blob/master/PROTOCOL.md, "Delta Log Entries", "Checkpoints",
"Per-file Statistics"): the newest checkpoint and the commits after it name the files of the newest version, each with its rows.
"""

from __future__ import annotations

import io
import json
import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from docai.lake.errors import LakeError
from docai.lake.lake import Lake
from spark_delta.delta_access.delta_log import COMMIT
from spark_delta.tables.table import Table

_log = logging.getLogger(__name__)

CHECKPOINT = re.compile(r"(\d{20})\.checkpoint(?:\.(\d{10})\.(\d{10}))?\.parquet", re.ASCII)
"""A checkpoint, whole or in parts: ``00000000000000000010.checkpoint.parquet``, ``....checkpoint.0000000001.0000000002.parquet``."""


@dataclass(frozen=True, slots=True)
class TableFacts:
    """A table's newest version (-1: not made yet), its rows and its columns as Delta's JSON schema.

    ``rows`` is None and ``schema`` empty where the log does not tell.
    """

    version: int
    rows: int | None = None
    schema: str = ""


def facts_of(lake: Lake, table: Table) -> TableFacts:
    """Return what the log of ``table`` tells; raises LakeError when it cannot be listed."""
    folder = f"{table.path}/_delta_log"
    names = {entry.path.rsplit("/", 1)[-1] for entry in lake.list(folder, recursive=False)}
    commits = {int(match[1]) for name in names if (match := COMMIT.fullmatch(name))}
    version = max(commits, default=-1)
    if version < 0:
        return TableFacts(version)
    begin, parts = _checkpoint(names, version)
    if not commits.issuperset(range(begin + 1, version + 1)):
        return TableFacts(version)
    replay = _Replay()
    try:
        for part in parts:
            replay.checkpoint(lake.read(f"{folder}/{part}"))
        for number in range(begin + 1, version + 1):
            replay.commit(lake.read(f"{folder}/{number:020}.json"))
    except (LakeError, ValueError, KeyError, TypeError, AttributeError, pa.ArrowException) as error:
        _log.debug("the log of %s does not tell its rows: %s", table.name, error)
        return TableFacts(version)
    return TableFacts(version, replay.rows, replay.schema)


def _checkpoint(names: set[str], version: int) -> tuple[int, tuple[str, ...]]:
    """Return the newest checkpoint that is whole, and its files; -1 and none where there is no such."""
    parts: dict[tuple[int, int], list[str]] = {}
    for name in names:
        match = CHECKPOINT.fullmatch(name)
        if match is not None and int(match[1]) <= version:
            parts.setdefault((int(match[1]), int(match[3] or 1)), []).append(name)
    whole = {at: tuple(sorted(found)) for at, found in parts.items() if len(found) == at[1]}
    if not whole:
        return -1, ()
    newest = max(whole)
    return newest[0], whole[newest]


@dataclass
class _Replay:
    schema: str = ""
    _files: dict[tuple[str, str], int | None] = field(default_factory=dict)

    @property
    def rows(self) -> int | None:
        counts = [count for count in self._files.values() if count is not None]
        return sum(counts) if len(counts) == len(self._files) else None

    def checkpoint(self, data: bytes) -> None:
        file = pq.ParquetFile(io.BytesIO(data))
        wanted = [name for name in ("add", "metaData") if name in file.schema_arrow.names]
        for batch in file.iter_batches(columns=wanted):
            for action in batch.to_pylist():
                self._take(action)

    def commit(self, data: bytes) -> None:
        for action in _lines(data):
            self._take(action)

    def _take(self, action: Mapping[str, Any]) -> None:
        if (add := action.get("add")) is not None:
            self._files[_key(add)] = _rows(add)
        if (remove := action.get("remove")) is not None:
            self._files.pop(_key(remove), None)
        if (metadata := action.get("metaData")) is not None:
            self.schema = str(metadata["schemaString"])


def _lines(data: bytes) -> Iterator[Mapping[str, Any]]:
    for line in data.splitlines():
        if line.strip():
            yield json.loads(line)


def _key(file: Mapping[str, Any]) -> tuple[str, str]:
    """Return what identifies a logical file: its path and its deletion vector (the protocol, "Add File and Remove File")."""
    vector = file.get("deletionVector") or {}
    return (
        file["path"],
        f"{vector.get('storageType')}{vector.get('pathOrInlineDv')}@{vector.get('offset')}",
    )


def _rows(add: Mapping[str, Any]) -> int | None:
    stats = json.loads(add.get("stats") or "{}")
    count = stats.get("numRecords")
    if not isinstance(count, int):
        return None
    return count - int((add.get("deletionVector") or {}).get("cardinality") or 0)
