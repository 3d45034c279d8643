"""What a job says of its own end: one small file in the lake, believed over what the cluster thinks became of it.

The writer replaces it when it ends, however it ends; the launcher reads it. ``--outcome PATH`` (``DOCAI_OUTCOME``) tells
the writer where, relative to the lake's root.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from docai.run_id import check_run_id
from docai.runtime.exit_codes import ExitCode
from docai.runtime.json_values import moment, number, whole
from docai.runtime.logs import Redaction

OUTCOMES = "delta/_outcomes"


@dataclass(frozen=True, slots=True)
class OutcomeTable:
    """A table as the job left it. ``rows`` is None where it is not known; ``schema`` is Delta's JSON schema, or empty."""

    name: str
    uri: str
    version: int
    rows: int | None = None
    schema: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a job ended: ``message`` is a sentence for a person, ``figures`` are counts and seconds by name.

    ``tables`` are the job's tables after it, whether it changed them or not. ``report`` is a page with more about the end,
    relative to the lake's root; empty when there is none.
    """

    run_id: str
    exit_code: ExitCode
    message: str
    started_at: datetime
    ended_at: datetime
    figures: Mapping[str, float] = field(default_factory=dict)
    tables: tuple[OutcomeTable, ...] = ()
    report: str = ""

    @property
    def seconds(self) -> float:
        """How long the job took."""
        return (self.ended_at - self.started_at).total_seconds()


def outcomes_of(run_id: str) -> str:
    """Return the folder of a run's outcomes, relative to the lake."""
    return f"{OUTCOMES}/{check_run_id(run_id)}"


def outcome_path(run_id: str, name: str) -> str:
    """Return where the job ``name`` of a run puts its outcome, relative to the lake."""
    return f"{outcomes_of(run_id)}/{name}.json"


def to_bytes(outcome: Outcome) -> bytes:
    """Return the file's content, without the secrets that its message may hold."""
    return json.dumps(
        {
            "run_id": outcome.run_id,
            "exit_code": int(outcome.exit_code),
            "message": Redaction(os.environ)(outcome.message),
            "started_at": outcome.started_at.astimezone(UTC).isoformat(timespec="milliseconds"),
            "ended_at": outcome.ended_at.astimezone(UTC).isoformat(timespec="milliseconds"),
            "figures": {
                name: value for name, value in outcome.figures.items() if math.isfinite(value)
            },
            "tables": [
                {
                    "name": one.name,
                    "uri": one.uri,
                    "version": one.version,
                    "rows": one.rows,
                    "schema": one.schema,
                }
                for one in outcome.tables
            ],
            "report": outcome.report,
        },
        indent=1,
    ).encode()


def from_bytes(data: bytes) -> Outcome:
    """Return what the file says; raises ValueError when it is no outcome."""
    try:
        fields = json.loads(data)
        return Outcome(
            run_id=check_run_id(fields["run_id"]),
            exit_code=ExitCode(fields["exit_code"]),
            message=str(fields["message"]),
            started_at=moment(fields["started_at"]),
            ended_at=moment(fields["ended_at"]),
            figures={str(name): number(value) for name, value in fields["figures"].items()},
            # Older files have neither.
            tables=tuple(map(_table, fields.get("tables", ()))),
            report=str(fields.get("report", "")),
        )
    except (KeyError, TypeError, AttributeError, RecursionError, OverflowError) as error:
        raise ValueError(f"no outcome of a job: {type(error).__name__}: {error}") from error


def _table(fields: Mapping[str, Any]) -> OutcomeTable:
    rows = fields["rows"]
    return OutcomeTable(
        name=str(fields["name"]),
        uri=str(fields["uri"]),
        version=whole(fields["version"]),
        rows=None if rows is None else whole(rows),
        schema=str(fields["schema"]),
    )
