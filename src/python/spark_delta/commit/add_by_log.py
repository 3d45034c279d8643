"""Files become part of a table by a commit that this process writes itself: Delta's JVM takes seconds to load for it.

The same promise as in ``add_files``, by the Delta protocol alone ("Delta Log Entries", "Commit Provenance Information"): the
commit is version N + 1 of a table that was read at N. It is published without overwrite, so when anybody else has committed
meanwhile, whatever it was, it is refused.
"""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from docai.lake.lake import Lake
from docai.version import VERSION
from spark_delta.commit.add_files import add_action, others_may_be_null, ours_alone
from spark_delta.delta_access.delta_tables import LakeTables
from spark_delta.delta_access.lookup import Snapshot
from spark_delta.delta_access.version_zero import WRITER_FEATURES
from spark_delta.read.staged_rows import StagedRows
from spark_delta.tables.table import Table

_INVARIANT = "delta.invariants"
"""In a column's metadata: a rule that nobody has checked the rows against ("Column Invariants")."""


class CommittedFirst(Exception):
    """Somebody else has made the version that was to be written."""


def adding_by_log(tables: LakeTables, table: Table, staging: str) -> AddingByLog | None:
    """Return a commit to ``table`` as it is now, None where only Spark can say whether files may be added, and how.

    ``staging`` is the run's own folder.
    """
    snapshot = tables.lookup.snapshot(table)
    if snapshot is None or not _takes_files(table, snapshot):
        return None
    return AddingByLog(tables.lake, table, snapshot.version, staging)


class AddingByLog:
    """A commit to ``table`` that follows ``version``, which was read."""

    def __init__(self, lake: Lake, table: Table, version: int, staging: str) -> None:
        self._lake, self._table, self.version = lake, table, version
        self._staging = staging

    def takes_files(self) -> bool:
        """Return True: ``adding_by_log`` gives nothing for a table that takes no files."""
        return True

    def commit(self, files: Iterable[StagedRows]) -> int:
        """Add ``files`` and return the new version; raises CommittedFirst when the table is another one by now, and LakeError."""
        named = list(files)
        lines = [json.dumps({"commitInfo": _provenance(self.version, named)})]
        lines += [add_action(self._table, rows) for rows in named]
        content = "".join(f"{line}\n" for line in lines).encode()
        name = f"{self.version + 1:020}.json"
        staged = f"{self._staging}/{self._table.name}-{uuid.uuid4().hex}.json"
        path = f"{self._table.path}/_delta_log/{name}"
        if not self._lake.publish(path, content, staging_path=staged):
            raise CommittedFirst(f"{path} is there already")
        return self.version + 1


def _provenance(version: int, files: list[StagedRows]) -> Mapping[str, Any]:
    """Return what Delta's own append says of itself: readers of the log tell by it what a commit did."""
    return {
        "timestamp": int(time.time() * 1000),
        "operation": "WRITE",
        "operationParameters": {"mode": "Append", "partitionBy": "[]"},
        "readVersion": version,
        "isolationLevel": "Serializable",
        # It has looked whether its rows are there: others must not take it for one that has not.
        "isBlindAppend": False,
        "operationMetrics": {
            "numFiles": str(len(files)),
            "numOutputRows": str(sum(rows.rows for rows in files)),
            "numOutputBytes": str(sum(rows.size for rows in files)),
        },
        "engineInfo": f"docai/{VERSION}",
        "txnId": str(uuid.uuid4()),
    }


def _takes_files(table: Table, snapshot: Snapshot) -> bool:
    """Return whether the table asks no more of a writer than the tables that docai makes: all else is Delta's own affair."""
    return (
        snapshot.writer_version == 7
        and snapshot.writer_features <= set(WRITER_FEATURES)
        and not snapshot.partition_columns
        and ours_alone(table, snapshot.configuration)
        and others_may_be_null(table, snapshot.schema)
        and _INVARIANT not in snapshot.schema
    )
