"""The network policies of ``deploy/``: whom they choose, as the server chooses, and what these may reach."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from spark_job.deployed.conftest import DEPLOY, Deployed
from spark_job.deployed.pods import executor, kfp_driver, kfp_service, spark_driver, step

Policy = Mapping[str, Any]


@dataclass(frozen=True)
class Place:
    """Where a connection goes: the pods of a namespace, with labels, or an address outside."""

    namespace: str = ""
    labels: tuple[tuple[str, str], ...] = ()
    address: str = ""


INTERNET = Place(address="198.51.100.7")
METADATA = Place(address="169.254.169.254")
DNS = Place("kube-system", (("k8s-app", "kube-dns"),))

KFP_PORTS = {
    "ml-pipeline": (8887, 8888),
    "metadata-grpc": (8080,),
    "seaweedfs": (8333,),
    "minio": (9000,),
}
"""What a run asks of Kubeflow Pipelines, at the ports of the pods (2.17's manifests; MinIO: up to 2.14)."""


def selector(of: Mapping[str, Any]) -> str:
    """Return a label selector as the server's lists take it."""
    equal = [f"{key}={value}" for key, value in (of.get("matchLabels") or {}).items()]
    for one in of.get("matchExpressions") or ():
        key, values = one["key"], ",".join(one.get("values") or ())
        equal.append({"In": f"{key} in ({values})", "Exists": key}[one["operator"]])
    return ",".join(equal)


def fits(of: Mapping[str, Any], labels: Mapping[str, str]) -> bool:
    """Return whether a selector chooses something with these labels."""
    if any(labels.get(key) != value for key, value in (of.get("matchLabels") or {}).items()):
        return False
    for one in of.get("matchExpressions") or ():
        if one["key"] not in labels:
            return False
        if one["operator"] == "In" and labels[one["key"]] not in one["values"]:
            return False
    return True


def lets_out(policy: Policy, to: Place, port: int, protocol: str = "TCP") -> bool:
    """Return whether one of the policy's rules allows a connection (Kubernetes, "Network Policies")."""
    return any(
        _port_fits(rule, port, protocol) and _peer_fits(rule, policy, to)
        for rule in policy["spec"].get("egress") or ()
    )


def _port_fits(rule: Mapping[str, Any], port: int, protocol: str) -> bool:
    wanted = rule.get("ports")
    return wanted is None or any(
        (one["port"], one.get("protocol", "TCP")) == (port, protocol) for one in wanted
    )


def _peer_fits(rule: Mapping[str, Any], policy: Policy, to: Place) -> bool:
    if rule.get("to") is None:
        return True
    for peer in rule["to"]:
        if "ipBlock" in peer:
            block = ipaddress.ip_network(peer["ipBlock"]["cidr"])
            if to.address and ipaddress.ip_address(to.address) in block:
                return True
            continue
        spaces = peer.get("namespaceSelector")
        there = (
            to.namespace == policy["metadata"]["namespace"]
            if spaces is None
            else fits(spaces, {"kubernetes.io/metadata.name": to.namespace})
        )
        if to.namespace and there and fits(peer.get("podSelector") or {}, dict(to.labels)):
            return True
    return False


def policies(deployed: Deployed, namespace: str) -> dict[str, Policy]:
    """Return the namespace's policies by name."""
    path = f"/apis/networking.k8s.io/v1/namespaces/{namespace}/networkpolicies"
    return {one["metadata"]["name"]: one for one in deployed.ask("GET", path)["items"]}


def chosen(deployed: Deployed, policy: Policy) -> set[str]:
    """Return the names of the pods that the policy is for."""
    pods = f"/api/v1/namespaces/{policy['metadata']['namespace']}/pods"
    wanted = quote(selector(policy["spec"]["podSelector"]))
    found = deployed.ask("GET", f"{pods}?labelSelector={wanted}")["items"]
    return {one["metadata"]["name"] for one in found}


@pytest.fixture
def steps(deployed: Deployed) -> Policy:
    """The policy for the pods of a run."""
    return policies(deployed, deployed.overlay.pipeline)["docai-steps"]


@pytest.fixture
def spark(deployed: Deployed) -> Policy:
    """The policy for Spark's pods."""
    return policies(deployed, deployed.overlay.spark)["docai-spark"]


@pytest.fixture
def with_managed_identity(deployed: Deployed, tmp_path: Path) -> dict[str, Policy]:
    """The policies of Spark's namespace with the component for managed identities."""
    component = os.path.relpath(DEPLOY / "components" / "managed-identity", tmp_path)
    space = deployed.overlay.spark
    (tmp_path / "kustomization.yaml").write_text(f"namespace: {space}\ncomponents: [{component}]\n")
    deployed.api.apply("-k", str(tmp_path))
    found = policies(deployed, space)
    added = [name for name in found if name.endswith("managed-identity")]
    path = f"/apis/networking.k8s.io/v1/namespaces/{space}/networkpolicies"
    deployed.made += [f"{path}/{name}" for name in added]
    return found


def test_the_pods_of_a_run_and_no_other_are_under_the_steps_policy(
    deployed: Deployed, manifest: dict[str, Any], steps: Policy
) -> None:
    run = [deployed.create(one, deployed.pods) for one in (kfp_driver(), step())]
    deployed.create(kfp_service(), deployed.pods)
    deployed.create(spark_driver(manifest), deployed.spark_pods)
    assert chosen(deployed, steps) == {one["metadata"]["name"] for one in run}


def test_sparks_pods_and_no_other_are_under_sparks_policy(
    deployed: Deployed, manifest: dict[str, Any], spark: Policy
) -> None:
    of_spark = [
        deployed.create(one, deployed.spark_pods)
        for one in (spark_driver(manifest), executor(manifest))
    ]
    for one in (kfp_driver(), step(), kfp_service()):
        deployed.create(one, deployed.pods)
    assert chosen(deployed, spark) == {one["metadata"]["name"] for one in of_spark}


def test_nobody_calls_a_step(steps: Policy) -> None:
    assert "Ingress" in steps["spec"]["policyTypes"]
    assert not steps["spec"].get("ingress")


def test_a_step_reaches_edgar_storage_the_api_server_and_kubeflow_pipelines(
    deployed: Deployed, steps: Policy
) -> None:
    assert lets_out(steps, DNS, 53, "UDP")
    assert lets_out(steps, DNS, 53)
    assert lets_out(steps, INTERNET, 443)
    assert lets_out(steps, INTERNET, 6443)
    for namespace in (deployed.overlay.pipeline, "kubeflow"):
        for app, ports in KFP_PORTS.items():
            for port in ports:
                assert lets_out(steps, Place(namespace, (("app", app),)), port), (app, port)


def test_a_step_reaches_nothing_else(deployed: Deployed, steps: Policy) -> None:
    assert not lets_out(steps, INTERNET, 80)
    assert not lets_out(steps, INTERNET, 53, "UDP")
    assert not lets_out(steps, METADATA, 80)
    assert not lets_out(steps, Place("others"), 8888)
    assert not lets_out(steps, Place(deployed.overlay.pipeline, (("app", "mysql"),)), 3306)


def test_sparks_pods_reach_each_other_storage_and_the_api_server(
    deployed: Deployed, spark: Policy
) -> None:
    assert lets_out(spark, Place(deployed.overlay.spark, (("spark-role", "driver"),)), 7078)
    assert lets_out(spark, DNS, 53, "UDP")
    assert lets_out(spark, INTERNET, 443)
    assert lets_out(spark, INTERNET, 6443)


def test_sparks_pods_reach_nothing_else(deployed: Deployed, spark: Policy) -> None:
    assert not lets_out(spark, INTERNET, 80)
    assert not lets_out(spark, METADATA, 80)
    for port in (8887, 8888, 8080, 8333, 9000):
        assert not lets_out(spark, Place(deployed.overlay.pipeline, (("app", "kfp"),)), port)


def test_the_component_for_managed_identities_opens_the_metadata_service_and_nothing_else(
    deployed: Deployed, manifest: dict[str, Any], with_managed_identity: dict[str, Policy]
) -> None:
    for name, one in (("spark", executor(manifest)), ("steps", step())):
        policy = with_managed_identity[f"docai-{name}-managed-identity"]
        made = deployed.create(one, deployed.spark_pods)
        assert made["metadata"]["name"] in chosen(deployed, policy)
        assert policy["spec"]["policyTypes"] == ["Egress"]
        assert lets_out(policy, METADATA, 80)
        assert not lets_out(policy, METADATA, 443)
        assert not lets_out(policy, Place(address="169.254.169.253"), 80)
        assert not lets_out(policy, INTERNET, 80)
