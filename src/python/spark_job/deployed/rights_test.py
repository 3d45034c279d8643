"""What ``deploy/`` sets up, on a real API server: all of it applies, and each account may do what it needs and no more."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from docai.testing.kube.real import RealApi

DEPLOY = Path(__file__).resolve().parents[3] / "deploy" / "overlays"


def allowed(api: RealApi, account: str, verb: str, resource: str, namespace: str) -> bool:
    """Ask the server whether the service account ``namespace:name`` may do something; ``resource`` is group/kind:subresource=name."""
    group, _, kind = resource.rpartition("/")
    kind, _, name = kind.partition("=")
    kind, _, sub = kind.partition(":")
    attributes = {
        "namespace": namespace,
        "verb": verb,
        "group": group,
        "resource": kind,
        "name": name,
        "subresource": sub,
    }
    user = f"system:serviceaccount:{account}"
    review = {"spec": {"user": user, "resourceAttributes": attributes}}
    made = api.ask("POST", "/apis/authorization.k8s.io/v1/subjectaccessreviews", review)
    return bool(made["status"]["allowed"])


COUNTED = {
    "spark_application_failure_count",
    "spark_application_success_count",
    "spark_application_running_count",
    "spark_application_success_execution_time_seconds_sum",
    "spark_application_success_execution_time_seconds_count",
}
"""Of what the Spark Operator 2.5.2 shows at its metrics' address, as seen on one that ran our jobs."""

METRIC = re.compile(r"\bspark_[a-z_]+\b")
"""The name of a metric in a rule's expression."""


def test_the_monitoring_rules_name_only_what_the_operator_counts() -> None:
    rules = yaml.safe_load((DEPLOY.parent / "monitoring" / "rules.yaml").read_text())
    expressions = [rule["expr"] for group in rules["groups"] for rule in group["rules"]]
    assert len(expressions) >= 4
    assert {name for one in expressions for name in METRIC.findall(one)} == COUNTED


APP = "sparkoperator.k8s.io/sparkapplications"
MAY = {
    "docai:docai-pipeline": [
        *((verb, APP, "spark") for verb in ("get", "list", "watch", "create", "delete", "patch")),
        *((verb, "pods", "spark") for verb in ("list", "watch")),
        ("get", "pods:log", "spark"),
        ("list", "events", "spark"),
        ("get", "pods", "docai"),
        # What Argo's executor, and KFP's driver and launcher (2.16, 2.17), ask for as the step's account.
        ("create", "argoproj.io/workflowtaskresults", "docai"),
        ("patch", "argoproj.io/workflowtaskresults", "docai"),
        ("get", "configmaps=kfp-launcher", "docai"),
        ("get", "secrets=mlpipeline-minio-artifact", "docai"),
    ],
    "spark:spark": [
        *(
            (verb, "pods", "spark")
            for verb in ("get", "list", "watch", "create", "delete", "deletecollection")
        ),
        *((verb, "services", "spark") for verb in ("get", "list", "create", "delete")),
        *((verb, "configmaps", "spark") for verb in ("get", "list", "create", "delete")),
    ],
}
MAY_NOT = {
    "docai:docai-pipeline": [
        ("update", APP, "spark"),
        ("deletecollection", APP, "spark"),
        ("create", "pods", "spark"),
        ("delete", "pods", "spark"),
        ("create", "pods:exec", "spark"),
        ("get", "secrets=another", "spark"),
        ("get", "secrets=another", "docai"),
        ("list", "secrets", "docai"),
        ("get", "configmaps=another", "docai"),
        ("get", "argoproj.io/workflows", "docai"),
        ("create", "rbac.authorization.k8s.io/rolebindings", "spark"),
        ("create", APP, "default"),
    ],
    "spark:spark": [
        ("get", "secrets", "spark"),
        ("create", APP, "spark"),
        ("delete", APP, "spark"),
        ("create", "pods:exec", "spark"),
        ("create", "pods", "default"),
        ("list", "pods", "docai-other"),
    ],
}


@pytest.mark.parametrize(
    ("overlay", "space"), [("one-namespace", "docai"), ("two-namespaces", "spark-jobs")]
)
def test_what_is_deployed_applies_and_each_account_may_just_what_it_needs(
    real_api: RealApi, overlay: str, space: str
) -> None:
    real_api.apply("-k", str(DEPLOY / overlay))
    for expected, table in ((True, MAY), (False, MAY_NOT)):
        for account, wishes in table.items():
            who = account.replace("spark:spark", f"{space}:spark")
            for verb, resource, where in wishes:
                namespace = space if where == "spark" else where
                assert allowed(real_api, who, verb, resource, namespace) is expected, (
                    who,
                    verb,
                    resource,
                    namespace,
                )
