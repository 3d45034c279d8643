"""The quota bounds Spark's pods, and is not felt by the pods of a run or of Kubeflow Pipelines, which name no resources."""

from __future__ import annotations

import secrets
from typing import Any

import pytest

from docai.cluster.objects import PODS
from spark_job.deployed.conftest import Deployed
from spark_job.deployed.pods import Pod, executor, kfp_driver, kfp_service, spark_driver, step

WITHOUT_RESOURCES = {"kfp-driver": kfp_driver(), "step": step(), "kfp-service": kfp_service()}
EVERY_POD = {"requests.cpu": "40", "requests.memory": "160Gi", "limits.memory": "160Gi"}


def used(deployed: Deployed) -> dict[str, str]:
    status: dict[str, str] = deployed.quota("docai-spark")["status"]["used"]
    return status


@pytest.mark.parametrize("body", WITHOUT_RESOURCES.values(), ids=WITHOUT_RESOURCES)
def test_a_pod_that_is_not_sparks_comes_in_whatever_spark_has_taken(
    deployed: Deployed, body: Pod
) -> None:
    full = deployed.quota("docai-spark")["spec"]["hard"]
    deployed.count("docai-spark", full)
    deployed.create(body, deployed.pods)
    deployed.create({**body, "metadata": {"name": "another"}}, deployed.spark_pods)
    assert used(deployed) == full


@pytest.mark.parametrize("body", WITHOUT_RESOURCES.values(), ids=WITHOUT_RESOURCES)
def test_a_quota_over_all_pods_would_keep_it_out(deployed: Deployed, body: Pod) -> None:
    """What these pods stand for: beside such a quota no run starts."""
    namespace = f"all-pods-{secrets.token_hex(4)}"
    quotas = f"/api/v1/namespaces/{namespace}/resourcequotas"
    deployed.ask("POST", "/api/v1/namespaces", {"metadata": {"name": namespace}})
    quota = {"metadata": {"name": "all"}, "spec": {"hard": EVERY_POD}}
    deployed.ask("POST", quotas, quota)
    status = {"hard": EVERY_POD, "used": dict.fromkeys(EVERY_POD, "0")}
    deployed.ask("PATCH", f"{quotas}/all/status", {"status": status})
    sentence = deployed.refusal(body, PODS.path(namespace))
    assert "failed quota: all: must specify limits.memory for: " in sentence


def test_sparks_pods_are_let_in_and_counted(deployed: Deployed, manifest: dict[str, Any]) -> None:
    deployed.create(spark_driver(manifest), deployed.spark_pods)
    for number in (1, 2):
        deployed.create(executor(manifest, number), deployed.spark_pods, user="spark")
    # The driver has one core and 3 GiB, each executor 2 and 6.
    assert used(deployed) == {
        "requests.cpu": "5",
        "requests.memory": "15Gi",
        "limits.memory": "15Gi",
        "pods": "3",
    }


@pytest.mark.parametrize(
    ("resource", "taken"),
    [
        ("requests.cpu", "39"),
        ("requests.memory", "155Gi"),
        ("limits.memory", "155Gi"),
        ("pods", "60"),
    ],
)
def test_an_executor_beyond_the_bounds_is_refused_with_the_quotas_name(
    deployed: Deployed, manifest: dict[str, Any], resource: str, taken: str
) -> None:
    deployed.count("docai-spark", {resource: taken})
    sentence = deployed.refusal(executor(manifest), deployed.spark_pods, user="spark")
    assert f"exceeded quota: docai-spark, requested: {resource}=" in sentence


def test_a_driver_beyond_the_bounds_is_refused_with_the_quotas_name(
    deployed: Deployed, manifest: dict[str, Any]
) -> None:
    deployed.count("docai-spark", {"requests.cpu": "39500m"})
    sentence = deployed.refusal(spark_driver(manifest), deployed.spark_pods)
    assert "exceeded quota: docai-spark, requested: requests.cpu=1" in sentence


@pytest.mark.parametrize("role", ["driver", "executor"])
def test_a_pod_of_spark_that_would_escape_the_quota_is_refused(
    deployed: Deployed, manifest: dict[str, Any], role: str
) -> None:
    body = {"driver": spark_driver, "executor": executor}[role](manifest)
    del body["spec"]["priorityClassName"]
    sentence = deployed.refusal(body, deployed.spark_pods)
    assert "set priorityClassName to docai-spark for driver and executor" in sentence


def test_sparks_priority_class_moves_no_pod_of_another(
    deployed: Deployed, manifest: dict[str, Any]
) -> None:
    spark = deployed.create(spark_driver(manifest), deployed.spark_pods)["spec"]
    other = deployed.create(kfp_service(), deployed.pods)["spec"]
    assert spark["priority"] == other["priority"]
    assert spark["preemptionPolicy"] == "Never"


def test_applications_are_bounded_by_a_quota_of_their_own(
    deployed: Deployed, manifest: dict[str, Any]
) -> None:
    deployed.create(manifest, deployed.applications)
    counted = deployed.quota("docai-spark-applications")["status"]["used"]
    assert list(counted.values()) == ["1"]
    deployed.count("docai-spark-applications", dict.fromkeys(counted, "50"))
    another = {**manifest, "metadata": {**manifest["metadata"], "name": "another"}}
    sentence = deployed.refusal(another, deployed.applications)
    assert "exceeded quota: docai-spark-applications" in sentence
