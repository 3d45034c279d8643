"""The exit handler: say how the run's steps ended, and delete what the run left behind in the cluster."""

from __future__ import annotations

import json
import logging

from docai.cluster.client import Cluster
from docai.cluster.errors import Conflict
from spark_job.application import SPARK_APPLICATIONS, application
from spark_job.identity import RUN_ID_LABEL

_log = logging.getLogger(__name__)


def clean_up(cluster: Cluster, namespace: str, run_id: str) -> tuple[str, ...]:
    """Delete every application of the run, whatever its step; return their names. Raises ClusterError.

    Only what has the run's label is touched, and only as it was when it was listed. Safe to repeat.
    """
    deleted: list[str] = []
    for one in cluster.list(SPARK_APPLICATIONS, namespace, labels=f"{RUN_ID_LABEL}={run_id}"):
        app = application(one)
        if app.being_deleted:
            continue
        try:
            if cluster.delete(SPARK_APPLICATIONS, namespace, app.name, uid=app.uid):
                _log.info("deleted %s, which was %s", app.name, app.state or "new")
                deleted.append(app.name)
        except Conflict:
            _log.info("%s is no longer the one that was listed; left alone", app.name)
    return tuple(deleted)


def final_status(text: str | None) -> str:
    """Return how the steps ended, out of what Kubeflow Pipelines passes (PipelineTaskFinalStatus), as a sentence."""
    if not text:
        return ""
    try:
        status = json.loads(text)
        state = str(status.get("state", "unknown"))
        error = status.get("error") or {}
    except (ValueError, AttributeError):
        return f"the steps ended: {text[:300]}"
    message = (
        str(error.get("message") or "")[:1000] if isinstance(error, dict) else str(error)[:1000]
    )
    return f"the steps ended: {state}" + (f": {message}" if message else "")
