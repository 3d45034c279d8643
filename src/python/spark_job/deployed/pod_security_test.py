"""Pod Security in the namespaces of ``deploy/``: every pod of a run fulfils `restricted`, which is enforced."""

from __future__ import annotations

from typing import Any

import pytest

from spark_job.deployed.conftest import Deployed
from spark_job.deployed.pods import (
    HARDENED,
    Pod,
    container,
    executor,
    kfp_driver,
    kfp_service,
    pod,
    spark_driver,
    step,
)

HOSTILE = {
    "privileged": pod("x", container("main", {"privileged": True})),
    "the node's files": pod(
        "x",
        container("main", HARDENED),
        volumes=[{"name": "root", "hostPath": {"path": "/"}}],
    ),
    "the node's network": pod("x", container("main", HARDENED), hostNetwork=True),
    "the node's processes": pod("x", container("main", HARDENED), hostPID=True),
    "root": pod("x", container("main", {**HARDENED, "runAsUser": 0})),
    "more privileges than it begins with": pod(
        "x", container("main", {**HARDENED, "allowPrivilegeEscalation": True})
    ),
    "a capability": pod(
        "x", container("main", {**HARDENED, "capabilities": {"add": ["NET_ADMIN"]}})
    ),
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_a_pod_that_asks_for_what_a_run_never_needs_is_refused(
    deployed: Deployed, body: Pod
) -> None:
    for pods in (deployed.pods, deployed.spark_pods):
        assert 'violates PodSecurity "restricted' in deployed.refusal(body, pods)


def test_a_driver_that_was_taken_over_starts_no_privileged_pod(
    deployed: Deployed, manifest: dict[str, Any]
) -> None:
    body = executor(manifest)
    body["spec"]["containers"][0]["securityContext"] = {"privileged": True}
    sentence = deployed.refusal(body, deployed.spark_pods, user="spark")
    assert "must not set securityContext.privileged=true" in sentence


@pytest.mark.parametrize(
    "body", [kfp_driver(), step(), kfp_service()], ids=["driver", "step", "own"]
)
def test_the_pods_of_a_run_and_of_kubeflow_pipelines_come_in(deployed: Deployed, body: Pod) -> None:
    deployed.create(body, deployed.pods)


def test_sparks_pods_come_in(deployed: Deployed, manifest: dict[str, Any]) -> None:
    deployed.create(spark_driver(manifest), deployed.spark_pods)
    deployed.create(executor(manifest), deployed.spark_pods, user="spark")


def test_a_step_has_to_say_that_it_is_not_root(deployed: Deployed) -> None:
    """Kubeflow Pipelines says so of its own containers alone: the pipeline has to say it of its steps."""
    sentence = deployed.refusal(step(non_root=False), deployed.pods)
    assert 'pod or container "main" must set securityContext.runAsNonRoot=true' in sentence
    assert '"init"' not in sentence
    assert '"kfp-launcher"' not in sentence
