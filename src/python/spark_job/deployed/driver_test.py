"""A Spark driver that was taken over: what its service account may still do in its namespace, and what it may not."""

from __future__ import annotations

from typing import Any

import pytest

from docai.cluster.objects import PODS
from spark_job.deployed.conftest import Deployed, RefusedByServer
from spark_job.deployed.pods import Pod, executor, kfp_service

OWN = {"spark-app-selector": "spark-0123456789abcdef0123456789abcdef", "spark-role": "executor"}
ONLY_SPARKS = "may touch only what has the label spark-app-selector"
ONLY_EXECUTORS = "may start executors alone"


def config_map(labels: dict[str, str]) -> dict[str, Any]:
    return {"metadata": {"name": "one", "labels": labels}}


def without(pod: Pod, label: str) -> Pod:
    labels = {key: value for key, value in pod["metadata"]["labels"].items() if key != label}
    return {**pod, "metadata": {**pod["metadata"], "labels": labels}}


def test_it_starts_marks_and_clears_away_executors(
    deployed: Deployed, manifest: dict[str, Any]
) -> None:
    pods = deployed.spark_pods
    made = deployed.create(executor(manifest), deployed.spark_pods, user="spark")
    name = made["metadata"]["name"]
    mark = {"metadata": {"labels": {"spark-exec-inactive": "true"}}}
    deployed.ask("PATCH", f"{pods}/{name}", mark, user="spark")
    of_the_job = f"labelSelector=spark-app-selector%3D{OWN['spark-app-selector']}"
    deployed.ask("DELETE", f"{pods}?{of_the_job}&gracePeriodSeconds=0", user="spark")
    deployed.made.clear()
    with pytest.raises(RefusedByServer, match="not found"):
        deployed.ask("GET", f"{pods}/{name}")


def test_it_keeps_the_executors_settings_in_a_config_map(deployed: Deployed) -> None:
    maps = f"/api/v1/namespaces/{deployed.overlay.spark}/configmaps"
    deployed.ask("POST", maps, config_map(OWN), user="spark")
    deployed.ask("DELETE", f"{maps}/one", user="spark")
    assert ONLY_SPARKS in deployed.refusal(config_map({}), maps, user="spark")


@pytest.mark.parametrize("label", ["spark-app-selector", "spark-role"])
def test_a_pod_that_no_quota_or_policy_would_know_is_refused(
    deployed: Deployed, manifest: dict[str, Any], label: str
) -> None:
    body = without(executor(manifest), label)
    sentence = deployed.refusal(body, deployed.spark_pods, user="spark")
    assert (ONLY_SPARKS if label == "spark-app-selector" else ONLY_EXECUTORS) in sentence


@pytest.mark.parametrize("account", ["docai-pipeline", "pipeline-runner", "default"])
def test_a_pod_under_another_account_is_refused(
    deployed: Deployed, manifest: dict[str, Any], account: str
) -> None:
    body = executor(manifest)
    body["spec"]["serviceAccountName"] = account
    sentence = deployed.refusal(body, deployed.spark_pods, user="spark")
    assert ONLY_EXECUTORS in sentence


def test_an_executor_stays_under_the_policies_that_it_came_in_under(
    deployed: Deployed, manifest: dict[str, Any]
) -> None:
    made = deployed.create(executor(manifest), deployed.spark_pods, user="spark")
    path = f"{deployed.spark_pods}/{made['metadata']['name']}"
    for label in OWN:
        for value in (None, "another"):
            change = {"metadata": {"labels": {label: value}}}
            sentence = deployed.refusal(change, path, user="spark", method="PATCH")
            assert "may not change the labels" in sentence


def test_the_pods_services_and_config_maps_of_others_are_left_alone(deployed: Deployed) -> None:
    """In one namespace these are the pods of Kubeflow Pipelines, whose accounts may do far more."""
    space = deployed.overlay.spark
    made = deployed.create(kfp_service(), deployed.spark_pods)
    path = f"{deployed.spark_pods}/{made['metadata']['name']}"
    other_image = [{**one, "image": "other"} for one in made["spec"]["containers"]]
    changes = ({"metadata": {"labels": OWN}}, {"spec": {"containers": other_image}})
    for change in changes:
        deployed.ask("PATCH", f"{path}?dryRun=All", change)  # it is the driver that may not
        assert ONLY_SPARKS in deployed.refusal(change, path, user="spark", method="PATCH")
    assert ONLY_SPARKS in deployed.refusal(None, path, user="spark", method="DELETE")
    for kind, spec in (("services", {"spec": {"ports": [{"port": 80}]}}), ("configmaps", {})):
        collection = f"/api/v1/namespaces/{space}/{kind}"
        deployed.create({"metadata": {"name": "theirs"}, **spec}, collection)
        theirs = f"{collection}/theirs"
        assert ONLY_SPARKS in deployed.refusal(None, theirs, user="spark", method="DELETE")
        assert ONLY_SPARKS in deployed.refusal(None, collection, user="spark", method="DELETE")


def test_an_account_of_that_name_elsewhere_is_not_meant(
    deployed: Deployed, manifest: dict[str, Any]
) -> None:
    """The policies are the cluster's, and hold where a namespace asks for them."""
    namespace = f"theirs-{deployed.overlay.name}"
    deployed.ask("POST", "/api/v1/namespaces", {"metadata": {"name": namespace}})
    body = executor(manifest)
    del body["spec"]["priorityClassName"]
    deployed.create(body, PODS.path(namespace))
