"""Looks at the run's applications and pods as they are, and deletes the applications."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import replace

from docai.cluster.client import Cluster
from docai.cluster.errors import ClusterError, Conflict, NotFound
from docai.cluster.objects import PODS, Thing, pod
from docai.runtime.exit_codes import ExitCode
from spark_job.application import (
    APP_NAME_LABEL,
    ROLE_LABEL,
    SPARK_APPLICATIONS,
    application,
)
from spark_job.identity import RUN_ID_LABEL
from spark_job.run_report.evidence import ClusterEvidence
from spark_job.settings import DNS_LABEL
from spark_job.watch.watching import View

Redact = Callable[[str], str]
ROLES = ("driver", "executor")

_log = logging.getLogger(__name__)


def look_and_clean(
    connect: Callable[[], Cluster], namespace: str, run_id: str, redact: Redact
) -> ClusterEvidence:
    """Return the applications of the run as they are, and delete them; never raises: what is amiss is in the evidence.

    Only what has the run's label is touched, and only as it was when it was listed. Safe to repeat.
    """
    if DNS_LABEL.fullmatch(namespace) is None:
        # the launcher refuses it as well: nothing can have been started there
        return ClusterEvidence(
            problem=f"{namespace!r} cannot be a namespace: lower-case letters, digits and dashes",
            code=ExitCode.CALLER,
        )
    try:
        cluster = connect()
        found = cluster.list(SPARK_APPLICATIONS, namespace, labels=f"{RUN_ID_LABEL}={run_id}")
    except NotFound as error:
        _log.info("there are no applications: %s", error)
        return ClusterEvidence()
    except ClusterError as error:
        return ClusterEvidence(problem=redact(str(error)), code=error.exit_code)
    views = tuple(_view(cluster, one, redact) for one in found)
    return _cleaned(cluster, namespace, ClusterEvidence(views=views), redact)


def _view(cluster: Cluster, thing: Thing, redact: Redact) -> View:
    app = application(_clean(thing, redact))
    try:
        found = cluster.list(PODS, app.namespace, labels=f"{APP_NAME_LABEL}={app.name}")
    except ClusterError as error:
        _log.warning("the pods of %s cannot be looked at: %s", app.name, error)
        return View(app)
    pods = [pod(_clean(one, redact).body) for one in found]
    by_role = {role: [one for one in pods if one.labels.get(ROLE_LABEL) == role] for role in ROLES}
    driver = next(iter(by_role["driver"]), None)
    return View(app, driver, tuple(by_role["executor"]))


def _clean(thing: Thing, redact: Redact) -> Thing:
    """Return the object without secrets: a message of others can hold one."""
    return replace(thing, body=json.loads(redact(json.dumps(dict(thing.body)))))


def _cleaned(
    cluster: Cluster, namespace: str, seen: ClusterEvidence, redact: Redact
) -> ClusterEvidence:
    for view in seen.views:
        app = view.app
        if app is None or app.being_deleted:
            continue
        try:
            if cluster.delete(SPARK_APPLICATIONS, namespace, app.name, uid=app.uid):
                _log.info("deleted %s, which was %s", app.name, app.state or "new")
                seen = replace(seen, deleted=(*seen.deleted, app.name))
        except Conflict:
            _log.info("%s is no longer the one that was listed; left alone", app.name)
        except ClusterError as error:
            left = redact(f"{app.name}: {error}")
            seen = replace(seen, left=(*seen.left, left), code=error.exit_code)
    return seen
