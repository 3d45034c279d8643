"""What a job says of its own end: one small file in the lake, believed over what the cluster thinks became of it.

The writer replaces it when it ends, however it ends; the launcher reads it. ``--outcome PATH`` (``DOCAI_OUTCOME``) tells
the writer where, relative to the lake's root.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from docai.run_id import check_run_id
from docai.runtime.exit_codes import ExitCode

OUTCOMES = "delta/_outcomes"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a job ended: ``message`` is a sentence for a person, ``figures`` are counts and seconds by name.

    ``report`` is a page in the lake with more about it, relative to the lake's root; empty when there is none.
    """

    run_id: str
    exit_code: ExitCode
    message: str
    started_at: datetime
    ended_at: datetime
    figures: Mapping[str, float] = field(default_factory=dict)
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
    """Return the file's content."""
    return json.dumps(
        {
            "run_id": outcome.run_id,
            "exit_code": int(outcome.exit_code),
            "message": outcome.message,
            "started_at": outcome.started_at.astimezone(UTC).isoformat(timespec="milliseconds"),
            "ended_at": outcome.ended_at.astimezone(UTC).isoformat(timespec="milliseconds"),
            "figures": dict(outcome.figures),
            "report": outcome.report,
        },
        indent=1,
        ensure_ascii=False,
    ).encode()


def from_bytes(data: bytes) -> Outcome:
    """Return what the file says; raises ValueError when it is no outcome."""
    try:
        fields = json.loads(data)
        return Outcome(
            run_id=check_run_id(fields["run_id"]),
            exit_code=ExitCode(fields["exit_code"]),
            message=str(fields["message"]),
            started_at=datetime.fromisoformat(fields["started_at"]),
            ended_at=datetime.fromisoformat(fields["ended_at"]),
            figures={str(name): float(value) for name, value in fields["figures"].items()},
            report=str(fields.get("report", "")),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no outcome of a job: {type(error).__name__}: {error}") from error
