"""Applications that no time to live reaches: those that never started, and whose launcher is gone.

The operator counts an application's time to live from its end (spark-operator v2.5.2, IsExpired: COMPLETED or FAILED with a
terminationTime); one that waits for its image, for a node or for the operator itself has no end.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from docai.cluster.client import Cluster
from docai.cluster.errors import ClusterError
from spark_job.application import (
    NEW,
    SPARK_APPLICATIONS,
    STARTING,
    Application,
    application,
)
from spark_job.identity import RUN_ID_LABEL
from spark_job.watch.removal import remove

_log = logging.getLogger(__name__)


def left_behind(found: Iterable[Application], now: datetime) -> list[Application]:
    """Return those that have not started within their own time to live. ``now`` is by the API server's clock.

    One that is suspended waits in a queue, however long that takes, and one without a time to live may stay.
    """
    return [one for one in found if _over(one, now)]


def _over(app: Application, now: datetime) -> bool:
    created = None if app.thing is None else app.thing.created_at
    if created is None or app.ttl is None or app.being_deleted or app.suspended:
        return False
    return app.state in STARTING | {NEW} and now - created > timedelta(seconds=app.ttl)


def sweep(cluster: Cluster, namespace: str) -> None:
    """Delete what runs of docai left behind in ``namespace``. What cannot be seen or deleted stays, and stops nothing."""
    try:
        # Whatever has a run's label is docai's.
        found = cluster.list(SPARK_APPLICATIONS, namespace, labels=RUN_ID_LABEL)
        for one in left_behind(map(application, found), cluster.now()):
            _log.info("%s has not started within its time to live", one.name)
            remove(cluster, one, patience=0.0)
    except ClusterError as error:
        _log.debug("cannot list applications of earlier runs: %s", error)
