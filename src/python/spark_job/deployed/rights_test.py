"""Each overlay of ``deploy/`` applies, and each account may do what it needs and no more."""

from __future__ import annotations

import pytest

from spark_job.deployed.conftest import EXISTING, ONE, TWO, Overlay
from stand_ins.kube.real import RealApi


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


def placed(name: str, overlay: Overlay) -> str:
    """Return a namespace of this overlay for one of the tables."""
    return {"docai": overlay.pipeline, "spark": overlay.spark}.get(name, name)


@pytest.mark.parametrize("overlay", [ONE, TWO, EXISTING], ids=lambda one: one.name)
def test_what_is_deployed_applies_and_each_account_may_just_what_it_needs(
    real_api: RealApi, overlay: Overlay
) -> None:
    if overlay is EXISTING:
        real_api.namespace(overlay.pipeline)
    real_api.apply("-k", overlay.path)
    for expected, table in ((True, MAY), (False, MAY_NOT)):
        for account, wishes in table.items():
            space, _, name = account.partition(":")
            who = f"{placed(space, overlay)}:{name}"
            for verb, resource, where in wishes:
                namespace = placed(where, overlay)
                found = allowed(real_api, who, verb, resource, namespace)
                assert found is expected, (who, verb, resource, namespace)
