"""Version 0 of a table, which makes it: without rows and without Spark.

Delta's CREATE TABLE takes Spark seconds for each table. It also refuses a folder with files in it, such as those that the
workers of a killed run left. This module writes what CREATE TABLE would, after the Delta protocol.
"""

from __future__ import annotations

import json
import time
import uuid
from dataclasses import dataclass

from docai.lake.lake import Lake
from docai.version import VERSION
from spark_delta.tables.table import Table, properties_of, schema_json

_CLUSTERING = "delta.clustering"

WRITER_FEATURES = (
    "appendOnly",
    "changeDataFeed",
    "checkConstraints",
    "clustering",
    "domainMetadata",
    "invariants",
)
"""What a writer has to know for such a table, and a reader need not (the Delta protocol, "Table Features")."""


@dataclass(frozen=True, slots=True)
class FirstVersion:
    """The two files that make a table: ``commit`` makes it, ``checksum`` saves its next reader from replaying that."""

    commit: bytes
    checksum: bytes


def create(lake: Lake, table: Table, staging: str) -> bool:
    """Make ``table`` by way of the folder ``staging``; return False when somebody else has made it first.

    Safe at any moment: the table is there with its commit, and whoever finds no checksum does without.
    """
    version = first_version(table)
    log = f"{table.path}/_delta_log/{0:020}"
    staged = f"{staging}/{table.name}-{uuid.uuid4().hex}"
    made = lake.publish(f"{log}.json", version.commit, staging_path=f"{staged}.json")
    if made:
        lake.publish(f"{log}.crc", version.checksum, staging_path=f"{staged}.crc")
    return made


def first_version(table: Table) -> FirstVersion:
    """Return version 0 of ``table`` (the Delta protocol, "Actions" and "Version Checksum File")."""
    now, transaction = int(time.time() * 1000), str(uuid.uuid4())
    metadata = {
        "id": str(uuid.uuid4()),
        "description": table.comment,
        "format": {"provider": "parquet", "options": {}},
        "schemaString": schema_json(table),
        "partitionColumns": [],
        "configuration": dict(properties_of(table)),
        "createdTime": now,
    }
    protocol = {
        "minReaderVersion": 1,
        "minWriterVersion": 7,
        "writerFeatures": list(WRITER_FEATURES),
    }
    clustering = {
        "clusteringColumns": [[name] for name in table.cluster_by],
        "domainName": _CLUSTERING,
    }
    domain = {
        "domain": _CLUSTERING,
        "configuration": json.dumps(clustering),
        "removed": False,
    }
    commit: tuple[dict[str, object], ...] = (
        {"commitInfo": _commit_info(table, now, transaction)},
        {"metaData": metadata},
        {"protocol": protocol},
        {"domainMetadata": domain},
    )
    checksum = {
        "txnId": transaction,
        "tableSizeBytes": 0,
        "numFiles": 0,
        "numMetadata": 1,
        "numProtocol": 1,
        "setTransactions": [],
        "domainMetadata": [domain],
        "metadata": metadata,
        "protocol": protocol,
        "allFiles": [],
    }
    return FirstVersion(b"".join(map(_line, commit)), _line(checksum))


def _commit_info(table: Table, now: int, transaction: str) -> dict[str, object]:
    """Return who made the table and how, as Spark's CREATE TABLE says it; ``now`` in milliseconds."""
    return {
        "timestamp": now,
        "operation": "CREATE TABLE",
        "operationParameters": {
            "partitionBy": "[]",
            "clusterBy": json.dumps(table.cluster_by),
            "description": table.comment,
            "isManaged": "false",
            "properties": json.dumps(dict(properties_of(table))),
        },
        "isolationLevel": "Serializable",
        "isBlindAppend": True,
        "operationMetrics": {},
        "engineInfo": f"docai/{VERSION}",
        "txnId": transaction,
    }


def _line(fields: dict[str, object]) -> bytes:
    return json.dumps(fields, separators=(",", ":")).encode() + b"\n"
