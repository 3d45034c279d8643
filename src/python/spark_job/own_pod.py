"""Whom the application should go with: the Workflow of the pipeline's run, where it stands in the same namespace."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping

from docai.cluster.client import Cluster
from docai.cluster.errors import ClusterError
from docai.cluster.objects import PODS
from spark_job.options.values import OWN_NAMESPACE
from spark_job.spark_app import Owner

POD_NAME_VARIABLES = ("KFP_POD_NAME", "POD_NAME", "HOSTNAME")
WORKFLOW_LABEL = "workflows.argoproj.io/workflow"
_log = logging.getLogger(__name__)


def workflow_owner(
    cluster: Cluster, namespace: str, environment: Mapping[str, str] | None = None
) -> Owner | None:
    """Return the Workflow that this pod belongs to, or None.

    An owner in another namespace does not count for Kubernetes: it would take it for absent and delete the application.
    """
    environment = os.environ if environment is None else environment
    try:
        own = OWN_NAMESPACE.read_text().strip()
    except OSError:
        return None
    name = next((environment[one] for one in POD_NAME_VARIABLES if environment.get(one)), "")
    if own != namespace or not name:
        return None
    try:
        pod = cluster.get(PODS, own, name)
    except ClusterError as error:
        _log.info("the application will have no owner: %s", error)
        return None
    if pod is None:
        return None
    workflow = pod.labels.get(WORKFLOW_LABEL)
    for one in pod.owners:
        if one.kind == "Workflow" and workflow in (None, one.name):
            return Owner(one.api_version, one.kind, one.name, one.uid)
    return None
