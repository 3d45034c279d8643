"""What Kubeflow Pipelines passes to an exit handler (PipelineTaskFinalStatus), as a hint."""

from __future__ import annotations

import json

from spark_job.run_report.evidence import Hint

_SAID = {
    "SUCCEEDED": Hint.ENDED_WELL,
    "COMPLETE": Hint.ENDED_WELL,
    "CACHED": Hint.ENDED_WELL,
    "FAILED": Hint.FAILED,
    "ERROR": Hint.FAILED,
    "CANCELED": Hint.CANCELLED,
    "CANCELLED": Hint.CANCELLED,
    "CANCELING": Hint.CANCELLED,
}
"""States of a pipeline's run and of a task in Kubeflow's metadata store; all others say nothing that can be relied on."""


def hint_of(text: str | None) -> Hint:
    """Return what the final status says, whatever it looks like."""
    if not text:
        return Hint.NOT_ASKED
    try:
        state = json.loads(text)["state"]
    except (ValueError, KeyError, TypeError, RecursionError):
        state = text
    return _SAID.get(str(state).strip().upper(), Hint.UNCLEAR)
