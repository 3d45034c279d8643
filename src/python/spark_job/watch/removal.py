"""Taking an application away."""

from __future__ import annotations

import logging
from collections.abc import Callable

from docai.cluster.client import Cluster
from docai.cluster.errors import ClusterError, Conflict, Forbidden, Unavailable
from docai.cluster.objects import Pod
from spark_job.application import APP_NAME_LABEL, ROLE_LABEL, SPARK_APPLICATIONS, Application

_log = logging.getLogger(__name__)


def remove(cluster: Cluster, app: Application, *, patience: float) -> bool:
    """Delete ``app``, asking again for ``patience`` seconds (0: once); return whether it is gone or going."""
    try:
        cluster.delete(SPARK_APPLICATIONS, app.namespace, app.name, uid=app.uid, patience=patience)
    except Conflict:
        return True
    except (Unavailable, Forbidden) as error:
        _log.error("%s could not be deleted: %s", app.name, error)
        return False
    _log.info("deleted %s", app.name)
    return True


def driver_is_gone(
    cluster: Cluster, app: Application, *, patience: float, wait: Callable[[float], bool]
) -> bool:
    """Return whether no driver of ``app`` runs any more, after waiting for that for ``patience`` seconds at most.

    Two drivers of one job must not run at once. An operator that finds no driver's pod may be wrong (spark-operator issue
    2755), and the pod of a lost node takes a while to go. An application whose driver still runs is deleted. ``wait`` sleeps,
    and returns whether to give up.
    """
    deleted = False
    for second in range(int(patience) + 1):
        try:
            found = cluster.pods(app.namespace, labels=f"{APP_NAME_LABEL}={app.name}")
        except ClusterError as error:
            _log.debug("the pods of %s are not known: %s", app.name, error)
            return True
        if not any(map(_runs, found)):
            return True
        if not deleted:
            _log.info("a driver of %s still runs; deleting the application", app.name)
            deleted = remove(cluster, app, patience=10.0)
        if second < int(patience) and wait(1.0):
            break
    return False


def _runs(pod: Pod) -> bool:
    return pod.labels.get(ROLE_LABEL) == "driver" and pod.phase not in ("Succeeded", "Failed")
