"""The overlay ``watch`` of ``deploy/``: a pod beside the pipeline that needs nothing of the cluster."""

from __future__ import annotations

from typing import Any

import pytest

from spark_job.deployed.conftest import DEPLOY, Deployed
from spark_job.deployed.network_test import (
    DNS,
    INTERNET,
    METADATA,
    Place,
    Policy,
    chosen,
    lets_out,
    policies,
)
from spark_job.deployed.pods import kfp_driver, step
from spark_job.deployed.rights_test import allowed

NAMESPACE = "docai"
DEPLOYMENT = f"/apis/apps/v1/namespaces/{NAMESPACE}/deployments/docai-watch"


@pytest.fixture
def watch(deployed: Deployed) -> Any:
    """The deployment, as the server keeps it."""
    deployed.api.apply("-k", str(DEPLOY / "overlays" / "watch"))
    deployed.made += [
        DEPLOYMENT,
        f"/apis/networking.k8s.io/v1/namespaces/{NAMESPACE}/networkpolicies/docai-watch",
    ]
    return deployed.ask("GET", DEPLOYMENT)


def pod_of(deployment: Any) -> dict[str, Any]:
    """Return the pod that the deployment's controller would make."""
    template = deployment["spec"]["template"]
    return {"metadata": {**template["metadata"], "name": "docai-watch-0"}, "spec": template["spec"]}


def test_the_watchs_pod_comes_in_beside_the_pipeline(deployed: Deployed, watch: Any) -> None:
    """`restricted` is enforced there, and the pod counts for no quota of Spark's."""
    made = deployed.create(pod_of(watch), deployed.pods)
    names = [each["name"] for each in made["spec"]["containers"]]
    assert names == ["loader", "writer"]
    assert not any(
        "serviceaccount" in mount["mountPath"]
        for each in made["spec"]["containers"]
        for mount in each["volumeMounts"]
    )
    assert deployed.quota("docai-spark")["status"]["used"]["pods"] == "0"


def test_its_settings_are_in_a_config_map_whose_change_restarts_it(
    deployed: Deployed, watch: Any
) -> None:
    names = {
        each["configMapRef"]["name"]
        for one in watch["spec"]["template"]["spec"]["containers"]
        for each in one["envFrom"]
    }
    (name,) = names
    assert name != "docai-watch"
    data = deployed.ask("GET", f"/api/v1/namespaces/{NAMESPACE}/configmaps/{name}")["data"]
    assert {"DOCAI_LAKE", "DOCAI_USER_AGENT"} <= data.keys()


def test_its_account_may_do_nothing(deployed: Deployed, watch: Any) -> None:
    for verb in ("get", "list", "create", "delete"):
        for resource in ("pods", "secrets", "configmaps", "sparkoperator.k8s.io/sparkapplications"):
            who = f"{NAMESPACE}:docai-watch"
            assert not allowed(deployed.api, who, verb, resource, NAMESPACE), (verb, resource)


def test_it_reaches_what_speaks_tls_and_nothing_else(deployed: Deployed, watch: Any) -> None:
    policy: Policy = policies(deployed, NAMESPACE)["docai-watch"]
    made = deployed.create(pod_of(watch), deployed.pods)
    for one in (kfp_driver(), step()):
        deployed.create(one, deployed.pods)
    assert chosen(deployed, policy) == {made["metadata"]["name"]}
    assert set(policy["spec"]["policyTypes"]) == {"Ingress", "Egress"}
    assert not policy["spec"].get("ingress")
    assert lets_out(policy, DNS, 53, "UDP")
    assert lets_out(policy, INTERNET, 443)
    assert not lets_out(policy, INTERNET, 80)
    assert not lets_out(policy, METADATA, 80)
    assert not lets_out(policy, Place(NAMESPACE, (("app", "ml-pipeline"),)), 8888)
