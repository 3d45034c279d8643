"""The compiled pipeline under kfp.local on a Docker engine; where the Spark Operator would start a driver, a container does its work."""

from __future__ import annotations

import base64
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import docker
import yaml
from kfp import components, local

from servers import USER_AGENT, StandIns
from spark_job.application import APP_NAME_LABEL
from stand_ins.kube.operator import APPS, Operator, Stage
from stand_ins.kube.real import RealApi
from stand_ins.kube.real_store import RealStore

NAMESPACE, ACCOUNT = "docai", "docai-pipeline"
SECRET, KEY = "docai-e2e-lake", "key"
ANY_USER = "12345:12345"
"""A user that no image knows: clusters choose such."""

ROLE_LABEL = "spark-role"
CREDENTIALS = "/docai/kubeconfig"
DRIVER = "spark.kubernetes.driverEnv."
DRIVER_SECRET = "spark.kubernetes.driver.secretKeyRef."  # noqa: S105 - a key of Spark's


def prepare_api(api: RealApi, overlays: Path, servers: StandIns) -> None:
    """Bring the operator's types, ``deploy/`` and the key to the lake into the API server."""
    api.install_crds()
    api.apply("-k", str(overlays / "one-namespace"))
    key = base64.b64encode(servers.key.encode()).decode()
    body = {"metadata": {"name": SECRET}, "data": {KEY: key}}
    api.ask("POST", f"/api/v1/namespaces/{NAMESPACE}/secrets", body)


def write_kubeconfig(api: RealApi, path: Path) -> None:
    """Write how the pipeline's service account signs in at the API server, whose certificate is made up at each start."""
    account = f"/api/v1/namespaces/{NAMESPACE}/serviceaccounts/{ACCOUNT}/token"
    token = api.ask("POST", account, {"spec": {}})["status"]["token"]
    cluster = {"server": api.url, "insecure-skip-tls-verify": True}
    path.write_text(
        yaml.safe_dump(
            {
                "apiVersion": "v1",
                "kind": "Config",
                "clusters": [{"name": "e2e", "cluster": cluster}],
                "users": [{"name": ACCOUNT, "user": {"token": token}}],
                "contexts": [{"name": "e2e", "context": {"cluster": "e2e", "user": ACCOUNT}}],
                "current-context": "e2e",
            }
        )
    )


@dataclass
class HookedStore(RealStore):
    """The API server, with the operator's webhook: a pod of Spark gets what its application says, so that the namespace takes it."""

    def put(self, plural: str, namespace: str, body: Mapping[str, Any]) -> Any:
        """Create an object or replace its status; return it."""
        if plural == "pods":
            body = self._hooked(namespace, body)
        return super().put(plural, namespace, body)

    def _hooked(self, namespace: str, pod: Mapping[str, Any]) -> Mapping[str, Any]:
        labels = pod["metadata"]["labels"]
        application = self.get(APPS, namespace, labels[APP_NAME_LABEL])
        asked = application["spec"][labels[ROLE_LABEL]]
        security = asked["securityContext"]
        containers = [{**one, "securityContext": security} for one in pod["spec"]["containers"]]
        spec = {
            "containers": containers,
            "securityContext": asked["podSecurityContext"],
            "priorityClassName": asked["priorityClassName"],
        }
        return {**pod, "spec": spec}


@dataclass
class Drivers:
    """Plays the operator: an application's driver is a container of its image, with its arguments, variables and mounts."""

    api: RealApi
    show: Callable[[str], None]
    codes: list[int] = field(default_factory=list)

    def operator(self) -> Operator:
        """Return an operator to be entered."""
        return Operator(HookedStore(self.api), NAMESPACE, self.play)

    def play(self, stage: Stage) -> None:
        """Run an application's driver to its end."""
        application = stage.store.get(APPS, NAMESPACE, stage.name)
        stage.submitted()
        spec = application["spec"]
        engine = docker.from_env()
        container = engine.containers.run(
            spec["image"],
            command=spec["arguments"],
            environment=self._environment(spec),
            user=ANY_USER,
            read_only=True,
            tmpfs={
                one["mountPath"]: "exec" for one in spec["driver"]["volumeMounts"]
            },  # as an emptyDir
            network_mode="host",
            detach=True,
        )
        try:
            stage.running()
            for line in container.logs(stream=True, follow=True):
                self.show(line.decode(errors="replace").rstrip("\n"))
            code = int(container.wait()["StatusCode"])
        finally:
            container.remove(force=True)
            engine.close()
        self.codes.append(code)
        if code == 0:
            stage.completed()
        else:
            stage.failed(code)

    def _environment(self, spec: Mapping[str, Any]) -> dict[str, str]:
        made = {}
        for name, value in spec["sparkConf"].items():
            if name.startswith(DRIVER):
                made[name.removeprefix(DRIVER)] = value
            elif name.startswith(DRIVER_SECRET):
                made[name.removeprefix(DRIVER_SECRET)] = self._secret(*value.split(":"))
        return made

    def _secret(self, name: str, key: str) -> str:
        found = self.api.ask("GET", f"/api/v1/namespaces/{NAMESPACE}/secrets/{name}")
        return base64.b64decode(found["data"][key]).decode()


def run_locally(
    package: Path, servers: StandIns, kubeconfig: Path, root: Path, parameters: Mapping[str, str]
) -> None:
    """Run the compiled pipeline by kfp.local with its outputs below ``root``; raises RuntimeError when it says that a step failed."""
    runner = local.DockerRunner(
        network_mode="host",
        user=_user(root),
        read_only=True,
        tmpfs={"/tmp": ""},  # noqa: S108 - in the container
        mounts=[docker.types.Mount(CREDENTIALS, str(kubeconfig), type="bind", read_only=True)],
        environment={
            **servers.environment,
            "KUBECONFIG": CREDENTIALS,
            "DOCAI_LOG": "text",
            "PYTHONWARNINGS": "ignore:Unverified HTTPS request",  # see write_kubeconfig
        },
    )
    local.init(runner=runner, pipeline_root=str(root))
    pipeline = components.load_component_from_file(str(package))
    pipeline(
        lake=servers.lake,
        user_agent=USER_AGENT,
        edgar_url=servers.edgar_url,
        ciks=",".join(servers.ciks),
        forms="all",
        tolerate="0",
        spark_namespace=NAMESPACE,
        spark_identity="key",
        spark_account_key_secret=f"{SECRET}:{KEY}",
        **parameters,
    )


def _user(root: Path) -> str:
    """Return whom the steps run as, and let it write below ``root``: who runs this, but never root."""
    root.mkdir()
    if os.getuid():
        return f"{os.getuid()}:{os.getgid()}"
    root.chmod(0o777)
    return ANY_USER


def outputs(root: Path) -> dict[str, dict[str, str]]:
    """Return the output files below ``root``, by task and name: ``{"data-loader": {"stored": "74"}}``."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted(root.glob("*/*/*")):
        if path.is_file():
            found.setdefault(path.parent.name, {})[path.name] = path.read_text()
    return found
