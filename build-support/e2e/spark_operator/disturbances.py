"""Operator cases that the cluster itself makes: an operator that is away or busy, a quota that is too small, a node that is drained.

``--launcher-pod NAMESPACE:ACCOUNT:IMAGE`` runs the launcher itself as a pod, as a pipeline's step; the account needs the rights
of deploy/.
"""

from __future__ import annotations

import contextlib
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import yaml

from docai.cluster.client import connect
from docai.cluster.errors import ClusterError
from docai.cluster.objects import PODS, Kind
from docai.cluster.transport import Request, connect_transport
from spark_job.application import SPARK_APPLICATIONS
from spark_job.identity import RUN_ID_LABEL
from spark_operator.launch import must
from spark_operator.stand import CONFIG_MAPS, SIZES, Stand

QUOTAS = Kind("", "v1", "resourcequotas")
CONTAINER = "launcher"
POD_LABEL = "docai-operator-cases"
MANY = 8
MANIFEST = "/etc/docai-operator-cases"


def away_while_running(stand: Stand) -> str:
    launch = stand.launch("--seconds", "12")
    launch.wait_for("line 2")
    stand.operator_away(20)
    launch.ends_with(0)
    launch.counts_once()
    return f"it ended meanwhile; exit 0, {stand.pods(launch)}"


def away_at_the_start(stand: Stand) -> str:
    stand.shell(stand.away)
    launch = stand.launch("--seconds", "1")
    launch.wait_for("created")
    time.sleep(20)
    stand.shell(stand.back)
    launch.ends_with(0)
    launch.counts_once()
    return f"taken up when it was back; exit 0, {stand.pods(launch)}"


def busy(stand: Stand) -> str:
    """More at once than the operator submits at once: the last ones wait longer than --pickup-timeout, and are not given up."""
    alone = stand.launch("--seconds", "1")
    alone.ends_with(0)
    usual = alone.at("is SUBMITTED") - alone.at("created")
    limit = max(10.0, 3 * usual)
    many = [
        stand.launch("--seconds", "1", options=["--pickup-timeout", f"{limit:.0f}s"])
        for _ in range(MANY)
    ]
    for one in many:
        one.ends_with(0)
        one.counts_once()
    taken = [one.at("is SUBMITTED") - one.at("created") for one in many]
    waited = sum("is busy with others" in one.text for one in many)
    must(waited > 0, f"nobody waited longer than {limit:.0f} s: {sorted(taken)}")
    return (
        f"alone taken up in {usual:.0f} s; {MANY} at once with --pickup-timeout {limit:.0f}s in {min(taken):.0f}-{max(taken):.0f} s, "
        f"{waited} of them told that the operator is busy; exit 0 {MANY} times"
    )


@contextmanager
def quota(stand: Stand, **hard: str) -> Iterator[None]:
    """Have a quota in the stand's namespace, in force."""
    cluster, name = stand.cluster, "docai-operator-cases"
    spec = {key.replace("_", "."): value for key, value in hard.items()}
    body = {
        "apiVersion": "v1",
        "kind": "ResourceQuota",
        "metadata": {"name": name, "namespace": stand.namespace},
        "spec": {"hard": spec},
    }
    with contextlib.suppress(ClusterError):
        cluster.delete(QUOTAS, stand.namespace, name, uid=None)
    made = cluster.create(QUOTAS, stand.namespace, body)
    try:
        end = time.monotonic() + 30
        while time.monotonic() < end:
            found = cluster.get(QUOTAS, stand.namespace, name)
            if found is not None and (found.body.get("status") or {}).get("used"):
                break
            time.sleep(0.2)
        yield
    finally:
        cluster.delete(QUOTAS, stand.namespace, name, uid=made.uid)


def quota_for_the_driver(stand: Stand) -> str:
    with quota(stand, limits_memory="500Mi"):
        launch = stand.launch("--seconds", "1")
        launch.ends_with(7)
        launch.has("the quota 'docai-operator-cases' leaves no room for the driver")
        return launch.said("leaves no room")


def quota_for_the_executors(stand: Stand) -> str:
    """Room for the driver alone: it has to be said, and the job waits until there is room."""
    with quota(stand, limits_memory="1000Mi"):
        launch = stand.launch("--spark", "--seconds", "1")
        launch.wait_for("the cluster takes no executor: exceeded quota: docai-operator-cases")
        waited = launch.at("takes no executor") - launch.at("is RUNNING")
    launch.ends_with(0)
    launch.counts_once()
    return (
        f"the quota was named {waited:.0f} s after RUNNING; it went on when there was room, exit 0"
    )


def evict(namespace: str, pod: str) -> None:
    """Put a pod out as ``kubectl drain`` does."""
    body = {
        "apiVersion": "policy/v1",
        "kind": "Eviction",
        "metadata": {"name": pod, "namespace": namespace},
    }
    path = f"{PODS.path(namespace, pod)}/eviction"
    connect_transport(None).send(Request("POST", path, f"evict {pod}", body=body))


def driver_evicted(stand: Stand) -> str:
    first = stand.launch("--seconds", "20")
    first.wait_for("line 2")
    at = time.monotonic()
    evict(stand.namespace, f"{first.app}-driver")
    first.ends_with(3)
    second = stand.launch("--seconds", "20", like=first)
    second.ends_with(0)
    must(second.app.endswith("-a2"), f"it was {second.app}")
    said = first.said("driver")
    return f"exit 3 after {first.ended - at:.1f} s: {said}; the next start made attempt 2, exit 0"


@dataclass(frozen=True)
class LauncherPod:
    """The launcher as a pod in ``namespace``, as ``account``."""

    stand: Stand
    namespace: str
    account: str
    image: str
    run_id: str

    @classmethod
    def of(cls, stand: Stand, place: str) -> LauncherPod:
        """Return a new one; ``place`` is NAMESPACE:ACCOUNT:IMAGE."""
        namespace, account, image = place.split(":", 2)
        return cls(stand, namespace, account, image, f"case-{uuid.uuid4().hex[:10]}")

    def start(self, on_stop: str, *acting: str) -> str:
        """Start it; return the pod's name."""
        name = f"launcher-{uuid.uuid4().hex[:8]}"
        cluster = connect()
        labels = {POD_LABEL: name, RUN_ID_LABEL: self.run_id}
        about = {"name": name, "namespace": self.namespace, "labels": labels}
        text = yaml.safe_dump(self.stand.base())
        body = {
            "apiVersion": "v1",
            "kind": "ConfigMap",
            "metadata": about,
            "data": {"app.yaml": text},
        }
        cluster.create(CONFIG_MAPS, self.namespace, body)
        arguments = [
            *("--lake", "file:///tmp/lake", "--run-id", self.run_id),
            *("--manifest", f"{MANIFEST}/app.yaml", "--namespace", self.stand.namespace),
            *("--image", self.stand.image, "--on-stop", on_stop, *SIZES),
            *("--pickup-timeout", f"{60 * self.stand.scale:g}s"),
            *("--writer-arguments", " ".join(acting)),
        ]
        container = {
            "name": CONTAINER,
            "image": self.image,
            "imagePullPolicy": "IfNotPresent",
            "command": ["python", "create_spark_app.py"],
            "args": arguments,
            "volumeMounts": [{"name": "manifest", "mountPath": MANIFEST}],
        }
        spec = {
            "serviceAccountName": self.account,
            "restartPolicy": "Never",
            "containers": [container],
            "volumes": [{"name": "manifest", "configMap": {"name": name}}],
        }
        pod = {"apiVersion": "v1", "kind": "Pod", "metadata": about, "spec": spec}
        cluster.create(PODS, self.namespace, pod)
        return name

    def log(self, name: str) -> str:
        """Return what it said so far; empty while it does not run."""
        path = f"{PODS.path(self.namespace, name)}/log?container={CONTAINER}"
        try:
            return connect_transport(None).send(Request("GET", path, "log")).decode()
        except ClusterError:
            return ""

    def says(self, name: str, text: str) -> str:
        """Wait until it said the line ``text``; return all that it said."""
        end = time.monotonic() + 240 * self.stand.scale
        while text not in (said := self.log(name)).splitlines():
            found = connect().get(PODS, self.namespace, name)
            phase = "" if found is None else (found.body.get("status") or {}).get("phase")
            over = phase not in ("Pending", "Running") and text not in self.log(name).splitlines()
            must(not over and time.monotonic() < end, f"{text!r} never came: {said[-700:]}")
            time.sleep(0.5)
        return said

    def left(self) -> list[str]:
        """Return the run's applications that are not being deleted."""
        found = connect().list(
            SPARK_APPLICATIONS, self.stand.namespace, labels=f"{RUN_ID_LABEL}={self.run_id}"
        )
        return [one.name for one in found if not one.being_deleted]

    def gone(self, name: str) -> float:
        """Wait until the pod is gone; return when."""
        end = time.monotonic() + 120
        while connect().get(PODS, self.namespace, name) is not None:
            must(time.monotonic() < end, f"the pod {name} stays")
            time.sleep(0.1)
        return time.monotonic()

    def exit_code(self, name: str) -> int | None:
        """Wait until it has ended; return how."""
        end = time.monotonic() + 60 * self.stand.scale
        while time.monotonic() < end:
            found = next(iter(connect().pods(self.namespace, labels=f"{POD_LABEL}={name}")), None)
            container = None if found is None else found.container(CONTAINER)
            if container is not None and container.state == "terminated":
                return container.exit_code
            time.sleep(0.5)
        return None

    def clear(self) -> None:
        """Delete what is left of the run."""
        for kind in (PODS, CONFIG_MAPS):
            for one in connect().list(kind, self.namespace, labels=f"{RUN_ID_LABEL}={self.run_id}"):
                with contextlib.suppress(ClusterError):
                    connect().delete(kind, self.namespace, one.name, uid=None)
        for name in self.left():
            with contextlib.suppress(ClusterError):
                connect().delete(SPARK_APPLICATIONS, self.stand.namespace, name, uid=None)


def launcher_drained(place: str, stand: Stand) -> str:
    pod = LauncherPod.of(stand, place)
    try:
        name = pod.start("delete", "--seconds", "600")
        pod.says(name, "line 2")
        must(len(pod.left()) == 1, f"applications: {pod.left()}")
        at = time.monotonic()
        evict(pod.namespace, name)
        while pod.left():
            must(time.monotonic() < at + 30, "the application stays")
            time.sleep(0.05)
        deleted = time.monotonic() - at
        return f"the application was gone {deleted:.1f} s after the eviction, the launcher's pod after {pod.gone(name) - at:.1f} s"
    finally:
        pod.clear()


def launcher_drained_leaving(place: str, stand: Stand) -> str:
    pod = LauncherPod.of(stand, place)
    try:
        first = pod.start("leave", "--seconds", "40")
        pod.says(first, "line 2")
        at = time.monotonic()
        evict(pod.namespace, first)
        gone = pod.gone(first) - at
        kept = pod.left()
        must(len(kept) == 1, f"applications: {kept}")
        second = pod.start("leave", "--seconds", "40")
        said = pod.says(second, "last line")
        must("attaching to" in said, f"it did not attach: {said[-500:]}")
        must("line 0" not in said.splitlines(), "the log was repeated from its beginning")
        must(pod.left() == kept, f"applications: {pod.left()}")
        must((code := pod.exit_code(second)) == 0, f"the second ended with {code}")
        return f"the pod was gone after {gone:.1f} s, the job ran on; the next launcher attached and went on in the log, exit 0; one application"
    finally:
        pod.clear()
