"""What a table's transaction log says without Spark: its version, its id, and commits that took rows away on purpose."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from docai.lake.errors import NotFound
from docai.lake.lake import Lake
from spark_delta.tables.table import Table

COMMIT = re.compile(r"(\d{20})\.json", re.ASCII)
"""A commit in a Delta log: its version with twenty digits (the Delta protocol, "Delta Log Entries")."""

CHECKSUM = re.compile(r"(\d{20})\.crc", re.ASCII)
"""A version's checksum, which repeats the table's metadata ("Version Checksum File")."""

CHECKPOINT = re.compile(r"(\d{20})\.checkpoint\.(?:[\w.-]{1,80}\.)?parquet", re.ASCII)
"""A checkpoint: classic, in parts, or with a UUID ("Checkpoint Naming Scheme")."""

_AT_ONCE = 8

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Undone:
    """The commit ``at`` took back what was written after the version ``keeps`` (-1: everything)."""

    at: int
    keeps: int


@dataclass(frozen=True, slots=True)
class TableNow:
    """A table: its id (None when no file of the log tells it), its newest version, and what undid some of it."""

    id: str | None
    version: int
    undone: tuple[Undone, ...] = ()

    def has_kept(self, table_id: str | None, version: int) -> bool:
        """Return whether what stood in the table called ``table_id`` at ``version`` has not been taken back since."""
        same = None in (table_id, self.id) or table_id == self.id
        lost = any(undone.at > version > undone.keeps for undone in self.undone)
        return same and version <= self.version and not lost


def newest_version(lake: Lake, table: Table) -> int:
    """Return the table's newest version, or -1 when there is no table."""
    return max(_numbered(COMMIT, _names(lake, table)), default=-1)


def last_written(lake: Lake, table: Table) -> datetime | None:
    """Return when the newest version of ``table`` was committed, None when there is none but the first, which makes it."""
    entries = lake.list(f"{table.path}/_delta_log", recursive=False)
    commits = {
        int(match[1]): entry.modified
        for entry in entries
        if (match := COMMIT.fullmatch(entry.path.rsplit("/", 1)[-1]))
    }
    newest = max(commits, default=0)
    return commits[newest] if newest > 0 else None


def commits_since_checkpoint(lake: Lake, table: Table) -> int:
    """Return how many commits of ``table`` came after its newest checkpoint: what its readers have to replay."""
    names = _names(lake, table)
    newest = max(_numbered(CHECKPOINT, names), default=-1)
    return sum(version > newest for version in _numbered(COMMIT, names))


def table_now(lake: Lake, table: Table, since: int | None = None) -> TableNow | None:
    """Return what the log of ``table`` says, None when there is no table.

    With ``since``, commits after that version are read for what they undid. One listing, one small file, and those commits.
    A commit of no bytes, as a machine may leave it that lost its power, has undone itself: readers take it for an empty one.
    """
    sizes = _sizes(lake, table)
    names = list(sizes)
    commits = _numbered(COMMIT, names)
    if not commits:
        return None
    newest = max(commits)
    later = [] if since is None else sorted(version for version in commits if version > since)
    emptied = (version for version, name in commits.items() if not sizes[name])
    undone = [Undone(version + 1, version - 1) for version in emptied]
    return TableNow(_id(lake, table, names), newest, (*_undone(lake, table, later), *undone))


def _names(lake: Lake, table: Table) -> list[str]:
    return list(_sizes(lake, table))


def _sizes(lake: Lake, table: Table) -> dict[str, int]:
    """Return the names of the log's files with their sizes in bytes."""
    entries = lake.list(f"{table.path}/_delta_log", recursive=False)
    return {entry.path.rsplit("/", 1)[-1]: entry.size for entry in entries}


def _numbered(pattern: re.Pattern[str], names: list[str]) -> dict[int, str]:
    return {int(match[1]): name for name in names if (match := pattern.fullmatch(name))}


def _id(lake: Lake, table: Table, names: list[str]) -> str | None:
    """Return the table's id: the first commit has it, and where that was cleaned up a checksum or a checkpoint."""
    first = _numbered(COMMIT, names).get(0)
    if first is not None:
        for action in _actions(lake, table, first):
            if "metaData" in action:
                return _text(action["metaData"])
    checksums = _numbered(CHECKSUM, names)
    if checksums:
        for action in _actions(lake, table, checksums[max(checksums)]):
            return _text(action.get("metadata"))
    return _id_in_checkpoint(lake, table, names)


def _id_in_checkpoint(lake: Lake, table: Table, names: list[str]) -> str | None:
    for name in sorted(filter(CHECKPOINT.fullmatch, names), reverse=True):
        try:
            data = lake.read(f"{table.path}/_delta_log/{name}")
            rows = pq.ParquetFile(pa.BufferReader(data)).read(columns=["metaData.id"])
            found = rows.column("metaData").to_pylist()
        except (pa.ArrowException, KeyError, NotFound, OSError) as error:
            _log.debug("%s says nothing: %s", name, error)
            continue
        for said in found:
            if said and said.get("id"):
                return str(said["id"])
    return None


def _text(metadata: Any) -> str | None:
    found = metadata.get("id") if isinstance(metadata, Mapping) else None
    return found if isinstance(found, str) else None


def _undone(lake: Lake, table: Table, versions: list[int]) -> Iterator[Undone]:
    def look(version: int) -> Undone | None:
        for action in _actions(lake, table, f"{version:020}.json"):
            said = action.get("commitInfo")
            if isinstance(said, Mapping):
                return undone_by(version, said)
        return None

    with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="commits") as pool:
        yield from filter(None, pool.map(look, versions))


def undone_by(version: int, said: Mapping[str, Any]) -> Undone | None:
    """Return what the commit ``version`` took back, by its commitInfo; None when it did not go behind what was there.

    A restored, replaced, overwritten or emptied table counts; rows that somebody deleted by a condition stay deleted.
    """
    operation, given = str(said.get("operation", "")).upper(), said.get("operationParameters")
    parameters: Mapping[str, Any] = given if isinstance(given, Mapping) else {}
    predicate = str(parameters.get("predicate") or "[]")
    if operation == "RESTORE":
        try:
            return Undone(version, int(str(parameters.get("version"))))
        except ValueError:
            return Undone(version, -1)  # to a moment, which names no version
    whole = predicate in ("[]", '["true"]', "true")
    overwritten = operation == "WRITE" and parameters.get("mode") == "Overwrite" and whole
    emptied = operation == "TRUNCATE" or (operation == "DELETE" and whole)
    replaced = "REPLACE TABLE" in operation
    return Undone(version, -1) if overwritten or emptied or replaced else None


def _actions(lake: Lake, table: Table, name: str) -> Iterator[dict[str, Any]]:
    """Yield the lines of a file of the log that are JSON objects; nothing when it is gone by now."""
    try:
        data = lake.read(f"{table.path}/_delta_log/{name}")
    except NotFound:
        return
    for line in data.splitlines():
        try:
            action = json.loads(line)
        except (ValueError, RecursionError):
            continue  # Delta itself says what is wrong with it
        if isinstance(action, dict):
            yield action
