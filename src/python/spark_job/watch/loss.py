"""Did the cluster take the driver away? Then the same job may be run again; what a job does to itself is never repeated. Pure.

Sources: the kubelet's reasons of a failed pod (kubernetes, pkg/kubelet/eviction, nodeshutdown, lifecycle), and the pod condition
DisruptionTarget (https://kubernetes.io/docs/concepts/workloads/pods/disruptions/#pod-disruption-conditions).
"""

from __future__ import annotations

import re

from docai.cluster.answers import shortened
from docai.cluster.objects import Container, Pod
from spark_job.watch.watching import NOT_FOUND, View

TAKEN = re.compile(
    r"Evicted|NodeLost|NodeShutdown|Shutdown|Terminated|Preempting|Preempted|NodeAffinity|UnexpectedAdmissionError"
    r"|OutOf[a-z][a-z.-]{0,60}",
    re.ASCII,
)
"""A failed pod's reason when the node or the scheduler put it out, or the node did not take it: ``Evicted``, ``OutOfcpu``."""

OVER_ITS_STORAGE = re.compile(
    r'Usage of EmptyDir volume "[^"]{1,253}" exceeds the limit'
    r"|Container [^ ]{1,253} exceeded its local ephemeral storage limit"
    r"|Pod ephemeral local storage usage exceeds the total limit of containers",
)
"""In an evicted pod's message: the pod used more disk than its own manifest allows. It would do so again."""

LOST_CONTAINER = frozenset({"ContainerStatusUnknown", "Unknown"})
"""A container's reason when the kubelet or the container runtime no longer knows what became of it: its node restarted."""

KILLED = frozenset({137, 143})
"""Exit codes of a process that SIGKILL or SIGTERM ended."""


def over_its_storage(pod: Pod | None) -> str:
    """Return the kubelet's sentence when the pod was evicted for using more disk than it may; else nothing."""
    if pod is None or pod.reason != "Evicted" or OVER_ITS_STORAGE.search(pod.message) is None:
        return ""
    return shortened(pod.message, 300)


def loss(view: View, ended: Container | None, *, stopped: bool) -> str:
    """Return how the cluster took the driver of an application that failed; nothing when the job ended by itself.

    ``ended`` is the driver's container when it is known how that ended; ``stopped`` that the job says it was told to stop:
    nobody but the cluster tells it so while its application stands.
    """
    app, pod = view.app, view.driver
    if app is None or over_its_storage(pod):
        return ""
    if pod is not None and TAKEN.fullmatch(pod.reason):
        return f"the node put the driver of {app.name} out ({_clause(pod.reason, pod.message)})"
    if ended is None and pod is None and not app.executions and NOT_FOUND not in app.error:
        return ""  # it was never submitted
    if ended is not None and ended.reason in LOST_CONTAINER:
        return f"the driver of {app.name} was lost with its node ({ended.reason})"
    if ended is not None and ended.exit_code not in KILLED and not stopped:
        return ""
    if pod is not None and pod.disruption:
        return f"the cluster put the driver of {app.name} out ({pod.disruption})"
    if ended is None:
        return f"the driver's pod {app.driver_pod} went away while {app.name} ran (deleted, evicted, or its node lost)"
    if pod is not None and pod.being_deleted:
        return f"somebody deleted the driver's pod while {app.name} ran"
    return f"the driver of {app.name} was told to stop" if stopped else ""


def _clause(reason: str, message: str) -> str:
    said = shortened(message, 300).rstrip(".")
    return f"{reason}: {said}" if said else reason
