"""Pods as they come into the namespaces of ``deploy/``: of a run, of Kubeflow Pipelines itself, and of Spark.

Those of a run are what Argo Workflows 3.7 and 4.0 make of what Kubeflow Pipelines 2.16 and 2.17 compile
(workflow/controller/workflowpod.go; backend/src/v2/compiler/argocompiler), with the settings that come with Kubeflow Pipelines
(manifests/kustomize/third-party/argo: the security context of ``init`` and ``wait``). They say only what an API server judges
them by. Spark's are made from the SparkApplication that the launcher sends, as spark-submit, the driver and the operator's
webhook would (2.5.x, internal/webhook/sparkpod_defaulter.go).
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from spark_job.settings import mebibytes

Pod = dict[str, Any]

NO_PRIVILEGES: Mapping[str, Any] = {
    "allowPrivilegeEscalation": False,
    "capabilities": {"drop": ["ALL"]},
    "seccompProfile": {"type": "RuntimeDefault"},
}
HARDENED: Mapping[str, Any] = {**NO_PRIVILEGES, "runAsNonRoot": True}
NON_ROOT: Mapping[str, Any] = {
    "runAsNonRoot": True,
    "seccompProfile": {"type": "RuntimeDefault"},
}


def pod(name: str, *containers: Mapping[str, Any], **spec: Any) -> Pod:
    """Return a pod of these containers; ``labels`` among ``spec`` are its labels."""
    labels = spec.pop("labels", {})
    return {
        "metadata": {"name": name, "labels": dict(labels)},
        "spec": {"containers": [dict(one) for one in containers], **spec},
    }


def container(name: str, security: Mapping[str, Any], **fields: Any) -> dict[str, Any]:
    """Return a container; without ``resources`` among ``fields`` it names none."""
    return {"name": name, "image": "none", "securityContext": dict(security), **fields}


def _of_workflow(
    name: str, main: Mapping[str, Any], *before: Mapping[str, Any], pod_security: Mapping[str, Any]
) -> Pod:
    executor = {**HARDENED, "runAsUser": 65532}
    return pod(
        name,
        container("wait", executor),
        main,
        initContainers=[container("init", executor), *(dict(one) for one in before)],
        securityContext=dict(pod_security),
        serviceAccountName="docai-pipeline",
        restartPolicy="Never",
        labels={
            "workflows.argoproj.io/workflow": "docai-abcde",
            "workflows.argoproj.io/completed": "false",
            "pipeline/runid": "0a1b2c3d",
        },
    )


def kfp_driver(name: str = "docai-abcde-system-container-driver-1") -> Pod:
    """Return the pod that Kubeflow Pipelines starts before each step."""
    asked = {"requests": {"cpu": "100m", "memory": "64Mi"}, "limits": {"memory": "500Mi"}}
    return _of_workflow(name, container("main", HARDENED, resources=asked), pod_security=NON_ROOT)


def step(name: str = "docai-abcde-system-container-impl-1", *, non_root: bool = True) -> Pod:
    """Return the pod of a step; ``non_root`` is what ``kubernetes.set_security_context(task, run_as_non_root=True)`` adds."""
    security = HARDENED if non_root else NO_PRIVILEGES
    asked = {"requests": {"cpu": "1", "memory": "512Mi"}, "limits": {"memory": "512Mi"}}
    return _of_workflow(
        name,
        container("main", security, resources=asked),
        container("kfp-launcher", HARDENED),
        pod_security={"seccompProfile": {"type": "RuntimeDefault"}},
    )


def kfp_service(app: str = "cache-server") -> Pod:
    """Return a pod of one of Kubeflow Pipelines' own deployments; as half of them do, it names no resources."""
    return pod(
        f"{app}-5d9c7b7c4-x2x2x",
        container("main", HARDENED),
        securityContext=dict(NON_ROOT),
        labels={"app": app, "application-crd-id": "kubeflow-pipelines"},
    )


def spark_driver(app: Mapping[str, Any]) -> Pod:
    """Return the driver of the SparkApplication ``app``, as it is when all webhooks have seen it."""
    return _of_spark(app, "driver", f"{app['metadata']['name']}-driver")


def executor(app: Mapping[str, Any], number: int = 1) -> Pod:
    """Return the ``number``-th executor of the SparkApplication ``app``, as it is when all webhooks have seen it."""
    return _of_spark(app, "executor", f"{app['metadata']['name']}-exec-{number}")


def _of_spark(app: Mapping[str, Any], role: str, name: str) -> Pod:
    asked = app["spec"][role]
    template = copy.deepcopy((asked.get("template") or {}).get("spec") or {})
    template.pop("containers", None)
    memory = f"{mebibytes(asked['memory']) + mebibytes(asked['memoryOverhead']):.0f}Mi"
    cpu = str(asked.get("coreRequest") or asked["cores"])
    main = container(
        f"spark-kubernetes-{role}",
        asked.get("securityContext") or {},
        resources={"requests": {"cpu": cpu, "memory": memory}, "limits": {"memory": memory}},
        volumeMounts=asked.get("volumeMounts") or [],
    )
    spec = {
        **template,
        "volumes": copy.deepcopy(app["spec"].get("volumes") or []),
        "securityContext": asked.get("podSecurityContext") or {},
        "serviceAccountName": asked["serviceAccount"],
        "restartPolicy": "Never",
    }
    if asked.get("priorityClassName"):
        spec["priorityClassName"] = asked["priorityClassName"]
    labels = {
        **(asked.get("labels") or {}),
        "spark-role": role,
        "spark-app-selector": "spark-0123456789abcdef0123456789abcdef",
        "sparkoperator.k8s.io/app-name": app["metadata"]["name"],
    }
    return pod(name, main, **spec, labels=labels)
