"""A step of the pipeline as a pod: the image, command and arguments that stand in the compiled pipeline, and nothing else."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from compiled.pipeline import Step
from kubectl import Kubectl, Object

STEP, OUTPUTS = "step", "outputs"
SCRATCH = "/tmp/kfp"  # noqa: S108 - the place that compiled_pipeline gives to outputs
PATIENCE = 1200.0

# Prints every output file that the step before it wrote as one JSON object.
COLLECT = (
    "import json, pathlib, sys; "
    "found = [pathlib.Path(path) for path in sys.argv[1:]]; "
    "print(json.dumps({str(one): one.read_text() for one in found if one.is_file()}))"
)


@dataclass(frozen=True)
class StepRun:
    """What came of a step: its exit code, its output parameters, its log, and how long it took from creation, in seconds.

    ``artifacts`` are the texts of those artifacts that have a file.
    """

    code: int
    outputs: Mapping[str, str]
    artifacts: Mapping[str, str]
    log: tuple[str, ...]
    seconds: float


class StepLost(Exception):
    """The step's pod did not start, or did not end, in time."""


def manifest(
    step: Step, name: str, namespace: str, account: str, extra: Mapping[str, str]
) -> dict[str, Any]:
    """Return the pod of a step; ``extra`` variables are added to the step's own.

    The step is an init container, so that a container after it can say what stands in the output files.
    """
    variables: list[dict[str, Any]] = [
        {"name": key, "value": value} for key, value in {**step.environment, **extra}.items()
    ]
    for one in step.secrets:
        reference = {"secretKeyRef": {"name": one.secret, "key": one.key}}
        variables.append({"name": one.variable, "valueFrom": reference})
    own_name = {"fieldRef": {"fieldPath": "metadata.name"}}
    variables.append({"name": "KFP_POD_NAME", "valueFrom": own_name})
    # As Kubeflow Pipelines 2.16 and 2.17 give it (backend/src/v2/compiler/argocompiler/security_context.go).
    seccomp = {"seccompProfile": {"type": "RuntimeDefault"}}
    context = {"allowPrivilegeEscalation": False, "capabilities": {"drop": ["ALL"]}, **seccomp}
    shared = {
        "image": step.image,
        "securityContext": context | ({"runAsNonRoot": True} if step.run_as_non_root else {}),
        "imagePullPolicy": "IfNotPresent",
        "volumeMounts": [{"name": "kfp", "mountPath": SCRATCH}],
    }
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {
            "name": name,
            "namespace": namespace,
            "labels": {**step.labels, "app.kubernetes.io/part-of": "docai-e2e"},
        },
        "spec": {
            "serviceAccountName": account,
            "restartPolicy": "Never",
            "securityContext": seccomp,
            "nodeSelector": dict(step.node_selector),
            "tolerations": [dict(one) for one in step.tolerations],
            "volumes": [{"name": "kfp", "emptyDir": {}}],
            "initContainers": [
                {
                    **shared,
                    "name": STEP,
                    "command": list(step.command),
                    "args": list(step.arguments),
                    "env": variables,
                    "resources": {"requests": dict(step.requests), "limits": dict(step.limits)},
                }
            ],
            "containers": [
                {
                    **shared,
                    "name": OUTPUTS,
                    "command": ["/venv/bin/python3", "-c", COLLECT],
                    "args": [*step.outputs.values(), *step.artifacts.values()],
                }
            ],
        },
    }


def run_pod(cluster: Kubectl, pod: Object, step: Step, show: Callable[[str], None]) -> StepRun:
    """Run a step's pod to its end and delete it; ``show`` is given each line of its log. Raises StepLost and Refused."""
    namespace, name = pod["metadata"]["namespace"], pod["metadata"]["name"]
    began, log = time.monotonic(), []
    cluster.apply(pod)
    try:
        _wait(cluster, namespace, name, lambda state: "waiting" not in state, STEP, show)
        for line in cluster.log(namespace, name, STEP):
            log.append(line)
            show(line)
        ended = _wait(cluster, namespace, name, lambda state: "terminated" in state, STEP)
        code = int(ended["terminated"]["exitCode"])
        seconds = time.monotonic() - began
        outputs: dict[str, str] = {}
        artifacts: dict[str, str] = {}
        if code == 0:
            _wait(cluster, namespace, name, lambda state: "terminated" in state, OUTPUTS)
            written = json.loads("".join(cluster.log(namespace, name, OUTPUTS)))
            missing = [key for key, path in step.outputs.items() if path not in written]
            if missing:
                raise StepLost(f"{name} did not write its outputs {', '.join(missing)}")
            outputs = {key: written[path] for key, path in step.outputs.items()}
            artifacts = {
                key: written[path] for key, path in step.artifacts.items() if path in written
            }
        return StepRun(code, outputs, artifacts, tuple(log), seconds)
    finally:
        cluster.delete("pod", namespace, name)


def _wait(
    cluster: Kubectl,
    namespace: str,
    name: str,
    holds: Callable[[Mapping[str, Any]], bool],
    container: str,
    show: Callable[[str], None] = lambda _: None,
) -> Mapping[str, Any]:
    """Return the container's state once it ``holds``; ``show`` is told why no node takes the pod, each reason once."""
    end = time.monotonic() + PATIENCE
    told = {""}
    while True:
        pod = cluster.get("pod", namespace, name)
        if pod is None:
            raise StepLost(f"the pod {name} was deleted")
        if (reason := unscheduled(pod)) not in told:
            told.add(reason)
            show(f"{name} waits for a node: {reason}")
        state = container_state(pod, container)
        if state and holds(state):
            return state
        if "waiting" in state and state["waiting"].get("reason") in (
            "ErrImagePull",
            "ErrImageNeverPull",
        ):
            raise StepLost(
                f"{name}: {state['waiting']['reason']}: {state['waiting'].get('message')}"
            )
        if time.monotonic() > end:
            raise StepLost(
                f"{name} is still {pod['status'].get('phase')} after {PATIENCE:g} s: {state}"
            )
        time.sleep(0.3)


def container_state(pod: Object, container: str) -> Mapping[str, Any]:
    """Return the state of a container as the kubelet tells it, empty before it told any."""
    status = pod.get("status") or {}
    for kind in ("initContainerStatuses", "containerStatuses"):
        for one in status.get(kind) or ():
            if one["name"] == container:
                return dict(one.get("state") or {})
    return {}


def unscheduled(pod: Object) -> str:
    """Return what the scheduler says of a pod that no node takes, empty when one has or none was asked yet."""
    for one in (pod.get("status") or {}).get("conditions") or ():
        if one["type"] == "PodScheduled" and one["status"] == "False":
            return str(one.get("message") or one.get("reason") or "")
    return ""
