"""Creating an application once, also where the answer is lost or another launcher was quicker."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from docai.backoff import Backoff
from docai.cluster.client import Cluster
from docai.cluster.errors import NotFound, Taken, Unavailable
from docai.runtime.errors import NotStarted, Stopped
from docai.runtime.stop import StopSignal
from spark_job.application import SPARK_APPLICATIONS, Application, application
from spark_job.errors import BadManifest
from spark_job.identity import SPEC_LABEL

_log = logging.getLogger(__name__)


def create(cluster: Cluster, manifest: Mapping[str, Any], stop: StopSignal) -> Application | None:
    """Create the application; None when another launcher was quicker, so that everything has to be looked at again.

    Raises BadManifest when its name or namespace cannot be used, NotStarted without an operator, Stopped, and ClusterError.
    """
    metadata = manifest["metadata"]
    name, namespace = str(metadata["name"]), str(metadata["namespace"])
    for wait in Backoff(0.3, 3.0).waits():
        try:
            made = cluster.create(SPARK_APPLICATIONS, namespace, manifest)
        except Taken:
            return _taken(cluster, manifest, stop)
        except NotFound as error:
            raise _nowhere(error, namespace) from error
        except Unavailable as error:
            # It may have been created all the same. The list is patient, and says so or gives up.
            _log.warning("checking whether %s was created: %s", name, error)
            if cluster.get(SPARK_APPLICATIONS, namespace, name) is not None:
                return _taken(cluster, manifest, stop)
            if stop.wait(wait):
                raise Stopped("stopped on request; nothing was created") from error
        else:
            _log.info("created %s in %s", name, namespace, extra={"app": name})
            return application(made)
    raise AssertionError("the waits have no end")


def _taken(cluster: Cluster, manifest: Mapping[str, Any], stop: StopSignal) -> Application | None:
    """Return the application of that name when it is this very job and still to be watched."""
    wanted = manifest["metadata"]
    found = cluster.get(SPARK_APPLICATIONS, str(wanted["namespace"]), str(wanted["name"]))
    if found is None:
        return None
    held = application(found)
    if held.spec_hash != wanted["labels"][SPEC_LABEL]:
        raise BadManifest(
            f"the name {held.name} is taken in {held.namespace} by an application that is not this job; delete it"
        )
    if held.being_deleted or held.terminal:
        stop.wait(0.5)
        return None
    _log.info("%s already exists; watching it", held.name)
    return held


def _nowhere(error: NotFound, namespace: str) -> Exception:
    if "no such kind" in str(error):
        return NotStarted(
            f"no Spark Operator is installed in this cluster: it does not know SparkApplications ({error})"
        )
    return BadManifest(
        f"there is no namespace {namespace!r}; create it, or give another --namespace"
    )
