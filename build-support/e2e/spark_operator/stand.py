"""What the operator cases stand on: a namespace where launchers are started, and what its cluster says meanwhile."""

from __future__ import annotations

import contextlib
import re
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from docai.cluster.client import Cluster, connect
from docai.cluster.errors import ClusterError
from docai.cluster.objects import PODS, Kind, Pod
from docai.cluster.transport import Request, connect_transport
from spark_job.application import APP_NAME_LABEL, DRIVER_CONTAINER, SPARK_APPLICATIONS
from spark_job.base_manifest import read_base
from spark_job.identity import RUN_ID_LABEL
from spark_operator.launch import Launch, must

CONFIG_MAPS = Kind("", "v1", "configmaps")
JOB = "docai-operator-cases"
JOB_FOLDER = "/opt/docai-operator-cases"
SIZES = [
    "--driver-memory",
    "512m",
    "--driver-overhead",
    "388m",
    "--driver-cpu",
    "100m",
    "--executors",
    "1",
    "--executor-cores",
    "1",
    "--executor-memory",
    "512m",
    "--executor-overhead",
    "384m",
    "--executor-cpu",
    "100m",
    "--pull-policy",
    "IfNotPresent",
]
PATIENCE = 240.0
ARGUMENTS = {"writer": "--writer-arguments", "any": "--arguments"}


@dataclass(frozen=True)
class Stand:
    """A namespace to run cases in. Each case has a copy of its own (``of``) with its own launches."""

    namespace: str
    unwatched: str
    image: str
    away: str
    back: str
    scale: float
    folder: Path
    launcher_pod: str = ""
    case: str = ""
    launches: list[Launch] = field(default_factory=list)

    @property
    def cluster(self) -> Cluster:
        """A new client: they are not shared between threads."""
        return connect()

    def of(self, case: str) -> Stand:
        """Return the stand of one case."""
        plain = re.sub(r"[^a-z0-9]+", "-", case.lower()).strip("-")
        return replace(self, case=plain, folder=self.folder / plain, launches=[])

    def set_up(self) -> None:
        """Bring the driver's program into the namespace."""
        with contextlib.suppress(ClusterError):
            self.cluster.delete(CONFIG_MAPS, self.namespace, JOB, uid=None)
        program = Path(__file__).with_name("acting_job.py").read_text()
        body = {
            "apiVersion": "v1",
            "kind": "ConfigMap",
            "metadata": {"name": JOB, "namespace": self.namespace},
            "data": {"acting_job.py": program},
        }
        self.cluster.create(CONFIG_MAPS, self.namespace, body)

    def launch(
        self,
        *acting: str,
        options: Sequence[str] = (),
        flags: Sequence[str] = (),
        like: Launch | None = None,
        job: str = "writer",
        spec: Mapping[str, Any] | None = None,
    ) -> Launch:
        """Start a launcher; ``like`` gives its run id and lake, so that it is a second start of the same.

        The acting job is run in the writer's place, or as any job; without a lake then. ``spec`` is laid over the manifest's.
        """
        folder = self.folder / str(len(self.launches) + 1)
        folder.mkdir(parents=True, exist_ok=True)
        lake, manifest = self.folder / "lake", folder / "app.yaml"
        lake.mkdir(exist_ok=True)
        base = self.base()
        base["spec"].update(spec or {})
        manifest.write_text(yaml.safe_dump(base))
        run_id = like.run_id if like else f"case-{uuid.uuid4().hex[:10]}"
        given = _paired(options)
        for name, value in given.items():
            if name.startswith("--output-"):
                given[name] = str(folder / value)
        chosen = {
            "--namespace": self.namespace,
            "--image": self.image,
            "--pickup-timeout": f"{60 * self.scale:g}s",
            **given,
        }
        command = [
            sys.executable,
            "-m",
            "spark_job.create_spark_app",
            *("--job", job, "--run-id", run_id, "--manifest", str(manifest)),
            *(("--lake", lake.resolve().as_uri()) if job == "writer" else ()),
            *SIZES,
            *(word for pair in chosen.items() for word in pair),
            *flags,
            *((ARGUMENTS[job], " ".join(acting)) if acting else ()),
        ]
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, bufsize=1
        )
        made = Launch(run_id, chosen["--namespace"], folder, PATIENCE * self.scale, process)
        self.launches.append(made)
        return made

    def base(self) -> dict[str, Any]:
        """Return the manifest's base: the usual one with the acting job in it."""
        base = read_base(None)
        spec = base["spec"]
        spec["mainApplicationFile"] = f"local://{JOB_FOLDER}/acting_job.py"
        for key in [key for key in spec["sparkConf"] if key.startswith("spark.sql.")]:
            del spec["sparkConf"][key]
        spec["volumes"] = [*spec["volumes"], {"name": "job", "configMap": {"name": JOB}}]
        mounts = [*spec["driver"]["volumeMounts"], {"name": "job", "mountPath": JOB_FOLDER}]
        spec["driver"] = {**spec["driver"], "volumeMounts": mounts}
        return base

    def exists(self, launch: Launch) -> bool:
        """Return whether the launch's application is there and not being deleted."""
        found = self.cluster.list(
            SPARK_APPLICATIONS, launch.namespace, labels=f"{RUN_ID_LABEL}={launch.run_id}"
        )
        return any(not one.being_deleted for one in found)

    def _pods(self, launch: Launch) -> tuple[Pod, ...]:
        if not launch.app:
            return ()
        return self.cluster.pods(launch.namespace, labels=f"{APP_NAME_LABEL}={launch.app}")

    def pod_names(self, launch: Launch) -> list[str]:
        """Return the names of the application's pods."""
        return [one.name for one in self._pods(launch)]

    def pod_uids(self, launch: Launch) -> set[str]:
        """Return the UIDs of the application's pods."""
        return {one.uid for one in self._pods(launch)}

    def pods(self, launch: Launch) -> str:
        """Say how many driver pods are left of the run; raises Wrong when there was more than one try."""
        found = self.cluster.list(
            SPARK_APPLICATIONS, launch.namespace, labels=f"{RUN_ID_LABEL}={launch.run_id}"
        )
        tries = [int((one.body.get("status") or {}).get("executionAttempts") or 0) for one in found]
        must(tries == [1], f"tries of the run's applications: {tries}")
        return "one execution"

    def waiting_reason(self, launch: Launch) -> str:
        """Return why the driver's container waits."""
        for one in self._pods(launch):
            container = one.container(DRIVER_CONTAINER)
            if container is not None and container.state == "waiting":
                return container.reason
        return ""

    def when(
        self, launch: Launch, what: str, holds: Callable[[], bool], every: float = 0.1
    ) -> float:
        """Return when ``holds`` held first; raises Wrong when it never does."""
        end = time.monotonic() + launch.patience
        while not holds():
            must(time.monotonic() < end, f"{what} never came: {launch.text[-500:]}")
            time.sleep(every)
        return time.monotonic()

    def expire(self, launch: Launch) -> None:
        """Have the operator's TTL take the application away now."""
        path = SPARK_APPLICATIONS.path(launch.namespace, launch.app)
        body = {"spec": {"timeToLiveSeconds": 1}}
        kind = "application/merge-patch+json"
        connect_transport(None).send(
            Request("PATCH", path, "shorten the TTL", body=body, content_type=kind)
        )

    def resume(self, launch: Launch) -> None:
        """Let a suspended application start, as Kueue does."""
        path = SPARK_APPLICATIONS.path(launch.namespace, launch.app)
        body, kind = {"spec": {"suspend": False}}, "application/merge-patch+json"
        connect_transport(None).send(Request("PATCH", path, "resume", body=body, content_type=kind))

    def delete_driver(self, launch: Launch, grace: int) -> None:
        """Delete the driver's pod; ``grace`` in seconds, 0 for by force."""
        path = PODS.path(launch.namespace, f"{launch.app}-driver")
        body = {"apiVersion": "v1", "kind": "DeleteOptions", "gracePeriodSeconds": grace}
        connect_transport(None).send(Request("DELETE", path, "delete the driver", body=body))

    def elsewhere(self) -> str:
        """Return a namespace that the operator does not watch, made if it is not there."""
        body = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": self.unwatched}}
        with contextlib.suppress(ClusterError):
            connect_transport(None).send(
                Request("POST", "/api/v1/namespaces", "make a namespace", body=body)
            )
        return self.unwatched

    def shell(self, command: str) -> None:
        """Run a command that stops or starts the operator."""
        subprocess.run(("sh", "-c", command), check=True, stdout=subprocess.DEVNULL)

    def operator_away(self, seconds: float) -> None:
        """Stop the operator for a while."""
        self.shell(self.away)
        time.sleep(seconds)
        self.shell(self.back)

    def clear(self) -> None:
        """End what is left of the case."""
        for one in self.launches:
            if one.process.poll() is None:
                one.process.kill()
            for app in self.cluster.list(
                SPARK_APPLICATIONS, one.namespace, labels=f"{RUN_ID_LABEL}={one.run_id}"
            ):
                self.cluster.delete(SPARK_APPLICATIONS, one.namespace, app.name, uid=app.uid)


def _paired(options: Sequence[str]) -> dict[str, str]:
    given = iter(options)
    return dict(zip(given, given, strict=True))
