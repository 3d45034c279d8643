"""What the launcher sends, before a real API server with the operator's CRD: every field is known there."""

from __future__ import annotations

import secrets
from dataclasses import replace

import pytest

from spark_job.application import SPARK_APPLICATIONS, Series
from spark_job.base_manifest import read_base
from spark_job.jobs import anything
from spark_job.settings import Executors, PodSize, Settings, Toleration
from spark_job.spark_app import SparkApp, build
from stand_ins.kube.clients import client
from stand_ins.kube.operator import APPS
from stand_ins.kube.real import RealApi
from stand_ins.kube.real_store import RealStore


def space(api: RealApi) -> str:
    """Return a new namespace."""
    made = f"t-{secrets.token_hex(4)}"
    api.namespace(made)
    return made


def taken(api: RealApi, app: SparkApp, series: Series | None = None) -> None:
    """Have the server look at the application; raises ClusterError when it would not take it."""
    manifest = app.manifest(2, series=series)
    client(api).create(SPARK_APPLICATIONS, app.namespace, manifest, dry_run=True)


def test_the_server_takes_every_manifest_that_the_settings_can_make(
    real_api: RealApi, settings: Settings
) -> None:
    plain = replace(settings, namespace=space(real_api))
    full = replace(
        plain,
        executors=Executors(PodSize(2, "2g", "4g", "1500m"), 2, 8),
        identity="workload",
        key_secret=("lake", "key"),
        pull_policy="Always",
        pull_secrets=("registry",),
        node_selector={"pool": "spark"},
        tolerations=(Toleration("pool", "spark", "NoSchedule"), Toleration("spot")),
        environment={"DOCAI_LOG": "json"},
    )
    for one in (plain, full):
        taken(real_api, build(one, "run-1", read_base(None)), Series(1, None))
    assert RealStore(real_api).all(APPS, plain.namespace) == []


@pytest.mark.parametrize("queue", [{}, {"kueue.x-k8s.io/queue-name": "nightly", "cost": "42"}])
def test_the_server_takes_any_job(real_api: RealApi, queue: dict[str, str]) -> None:
    job = anything.anything("local:///opt/a.jar", "a.B", ("--n", "3"), None, "run-1")
    settings = Settings(
        namespace=space(real_api),
        step=anything.STEP,
        job=job,
        driver=PodSize(),
        executors=Executors(PodSize()),
        image="apache/spark:4.0.0",
    )
    base = read_base(None, anything.MANIFEST)
    taken(real_api, build(settings, "run-1", {**base, "metadata": {"labels": queue}}))
