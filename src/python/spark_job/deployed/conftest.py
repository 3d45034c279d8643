"""An overlay of ``deploy/`` on a real API server, with its quotas counted."""

from __future__ import annotations

import json
import time
import urllib.error
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from docai.cluster.objects import PODS
from spark_job.application import SPARK_APPLICATIONS
from spark_job.base_manifest import read_base
from spark_job.deployed.pods import pod
from spark_job.settings import Settings
from spark_job.spark_app import build
from stand_ins.kube.real import ADMIN, RealApi

DEPLOY = Path(__file__).resolve().parents[4] / "deploy"
QUOTAS = ("docai-spark", "docai-spark-applications")
HEARD_SECONDS = 60.0
"""So long a server may take to heed a policy or a quota that has just been written to it."""


@dataclass(frozen=True)
class Overlay:
    """An overlay, and the namespaces that it puts pipeline and Spark into."""

    name: str
    pipeline: str
    spark: str

    @property
    def path(self) -> str:
        """Its folder."""
        return str(DEPLOY / "overlays" / self.name)


ONE, TWO, EXISTING = (
    Overlay("one-namespace", "docai", "docai"),
    Overlay("two-namespaces", "docai", "spark-jobs"),
    Overlay("existing-kubeflow", "kubeflow", "spark-jobs"),
)


class RefusedByServer(Exception):
    """The server's sentence, when it refuses something."""


@dataclass
class Deployed:
    """A server with an overlay applied."""

    api: RealApi
    overlay: Overlay
    made: list[str] = field(default_factory=list)

    def ask(
        self, method: str, path: str, body: Mapping[str, Any] | None = None, *, user: str = ADMIN
    ) -> Any:
        """Return the server's answer; raises RefusedByServer."""
        try:
            return self.api.ask(method, path, body, user=user)
        except urllib.error.HTTPError as error:
            raise RefusedByServer(json.loads(error.read())["message"]) from None

    def create(self, body: Mapping[str, Any], path: str, *, user: str = ADMIN) -> Any:
        """Return the object as it was let into the collection ``path``; raises RefusedByServer."""
        made = self.ask("POST", path, body, user=user)
        self.made.append(f"{path}/{made['metadata']['name']}")
        return made

    def refusal(
        self,
        body: Mapping[str, Any] | None,
        path: str,
        *,
        user: str = ADMIN,
        method: str = "POST",
    ) -> str:
        """Return the sentence with which a request, that changes nothing, is refused; raises AssertionError if it is not."""
        end = time.monotonic() + HEARD_SECONDS
        while True:
            try:
                self.ask(method, f"{path}?dryRun=All", body, user=user)
            except RefusedByServer as refused:
                return str(refused)
            assert time.monotonic() < end, f"{method} {path} is not refused"
            time.sleep(0.1)

    def act_as(self, account: str, namespace: str) -> None:
        """Let ``user=account`` be the service account of that name."""
        path = f"/api/v1/namespaces/{namespace}/serviceaccounts/{account}/token"
        self.api.tokens[account] = self.ask("POST", path, {"spec": {}})["status"]["token"]

    @property
    def pods(self) -> str:
        """The path of the pods in the pipeline's namespace."""
        return PODS.path(self.overlay.pipeline)

    @property
    def spark_pods(self) -> str:
        """The path of the pods in Spark's namespace."""
        return PODS.path(self.overlay.spark)

    @property
    def applications(self) -> str:
        """The path of the SparkApplications."""
        return SPARK_APPLICATIONS.path(self.overlay.spark)

    def quota(self, name: str) -> Any:
        """Return a quota of Spark's namespace."""
        return self.ask("GET", f"{self._quotas}/{name}")

    def count(self, name: str, used: Mapping[str, str] | None = None) -> None:
        """Write a quota's status as the quota controller would: what is used is ``used``, and 0 of everything else."""
        hard = self.quota(name)["spec"]["hard"]
        status = {"hard": hard, "used": {**dict.fromkeys(hard, "0"), **(used or {})}}
        self.ask("PATCH", f"{self._quotas}/{name}/status", {"status": status})

    def clear(self) -> None:
        """Delete what was made, at once."""
        while self.made:
            self.ask("DELETE", f"{self.made.pop()}?gracePeriodSeconds=0")

    @property
    def _quotas(self) -> str:
        return f"/api/v1/namespaces/{self.overlay.spark}/resourcequotas"


@pytest.fixture(scope="session")
def shared_api() -> Iterator[RealApi]:
    """One API server for all tests of this room: each takes ten seconds to start, and each test clears what it made."""
    with RealApi() as made:
        made.install_crds()
        yield made


@pytest.fixture(scope="session", params=[ONE, TWO], ids=lambda one: one.name)
def applied(request: pytest.FixtureRequest, shared_api: RealApi) -> Deployed:
    """The server with one overlay after the other, once it heeds its policies."""
    made = Deployed(shared_api, request.param)
    shared_api.apply("-k", made.overlay.path)
    made.act_as("spark", made.overlay.spark)
    made.refusal(pod("x", labels={"spark-role": "driver"}), made.spark_pods)
    maps = f"/api/v1/namespaces/{made.overlay.spark}/configmaps"
    made.refusal({"metadata": {"name": "x"}}, maps, user="spark")
    return made


@pytest.fixture
def deployed(applied: Deployed) -> Iterator[Deployed]:
    """The server with an overlay, whose quotas are counted and empty."""
    for name in QUOTAS:
        applied.count(name)
    yield applied
    applied.clear()


@pytest.fixture
def manifest(deployed: Deployed, settings: Settings) -> dict[str, Any]:
    """The SparkApplication that the launcher sends there."""
    there = replace(settings, namespace=deployed.overlay.spark)
    return build(there, "run-1", read_base(None)).manifest(1)
