"""A compiled pipeline as the steps that Kubeflow Pipelines makes of it, for a cluster that has no Kubeflow Pipelines.

Placeholders become what its driver and launcher put in their places: numbers without a fraction where they have none,
booleans in lower case, everything else as JSON (backend/src/v2/component/launcher_v2.go of kubeflow/pipelines). It is as
strict as KFP 2.17 (``compiled_pipeline_inputs``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import yaml

from compiled.inputs import (
    NotThisPipeline,
    Unresolved,
    Value,
    as_text,
    constant,
    not_found,
    passed_on,
    run_parameters,
)
from compiled.pod import SecretVariable, amounts, node_selector, secrets, tolerations

OUTPUTS = "/tmp/kfp/outputs"  # noqa: S108 - a path in the step's own container
ARTIFACTS = "/tmp/kfp/artifacts"  # noqa: S108
EXECUTOR_OUTPUT = "/tmp/kfp/executor_output.json"  # noqa: S108

PLACEHOLDER = re.compile(r"\{\{\$([^{}]{0,200})\}\}")
"""A placeholder: ``{{$}}``, ``{{$.pipeline_job_uuid}}``, ``{{$.inputs.parameters['lake']}}``."""

INPUT = re.compile(r"\.inputs\.parameters\['([^']{1,100})'\]")
"""What a placeholder of an input holds: ``.inputs.parameters['lake']``."""

State = Literal["COMPLETE", "FAILED", "RUNNING"]
"""How MLMD calls the end of the steps; RUNNING where one of KFP's own drivers failed."""


@dataclass(frozen=True)
class Step:
    """A task, ready to run. ``outputs`` are the files of its output parameters, by their names, ``artifacts`` those of its artifacts.

    ``limits`` and ``requests`` are Kubernetes quantities; ``labels``, ``node_selector`` and ``tolerations`` are the pod's.
    """

    name: str
    image: str
    command: tuple[str, ...]
    arguments: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    secrets: tuple[SecretVariable, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    requests: Mapping[str, str] = field(default_factory=dict)
    limits: Mapping[str, str] = field(default_factory=dict)
    outputs: Mapping[str, str] = field(default_factory=dict)
    artifacts: Mapping[str, str] = field(default_factory=dict)
    node_selector: Mapping[str, str] = field(default_factory=dict)
    tolerations: tuple[Mapping[str, Any], ...] = ()
    run_as_non_root: bool = False


@dataclass(frozen=True)
class CompiledPipeline:
    """What the compiler wrote: the pipeline, and what it says for Kubernetes alone."""

    spec: Mapping[str, Any]
    platform: Mapping[str, Any]

    @classmethod
    def read(cls, path: Path) -> CompiledPipeline:
        """Return what stands in a compiled YAML file."""
        documents = list(yaml.safe_load_all(path.read_text()))
        executors: dict[str, Any] = {}
        for document in documents[1:]:
            kubernetes = (document.get("platforms") or {}).get("kubernetes") or {}
            executors |= (kubernetes.get("deploymentSpec") or {}).get("executors") or {}
        return cls(documents[0], executors)

    def steps(self, arguments: Mapping[str, Value], run_id: str) -> tuple[Step, ...]:
        """Return the steps in an order in which they can run, but those that run at the exit (``exit_steps``).

        Raises KfpRefuses where KFP would refuse the run or a step, NotThisPipeline for what is not carried out here.
        """
        root = self.spec["root"]
        run = _Run(self, run_id, None)
        return tuple(run.steps(root, run_parameters(root, arguments), False))

    def exit_steps(
        self, arguments: Mapping[str, Value], run_id: str, status: Mapping[str, Any]
    ) -> tuple[Step, ...]:
        """Return the exit handlers; ``status`` is a PipelineTaskFinalStatus as it is passed to them. Raises as ``steps``."""
        root = self.spec["root"]
        run = _Run(self, run_id, status)
        return tuple(run.steps(root, run_parameters(root, arguments), True))


def final_status(run_id: str, state: State) -> dict[str, Any]:
    """Return the PipelineTaskFinalStatus of a run whose steps ended in ``state``.

    The driver passes MLMD's word for the state, the Workflow's name, and an error without any text
    (resolveInputParameter in backend/src/v2/driver/resolve.go, 2.16 and 2.17).
    """
    return {
        "state": state,
        "pipelineJobResourceName": f"docai-data-pipeline-{run_id[:5]}",
        "pipelineTaskName": "exit-handler-1",
        "error": {},
    }


@dataclass(frozen=True)
class _Run:
    compiled: CompiledPipeline
    run_id: str
    status: Mapping[str, Any] | None

    def steps(
        self, component: Mapping[str, Any], given: Mapping[str, Value], at_exit: bool
    ) -> Iterator[Step]:
        for name, task in _ordered(component["dag"]["tasks"]):
            if _runs_at_exit(task) != at_exit:
                continue
            called = self.compiled.spec["components"][task["componentRef"]["name"]]
            values = self._inputs(task, called, given)
            if "dag" in called:
                yield from self.steps(called, values, at_exit)
            else:
                yield self._step(name, called, values, given)

    def _inputs(
        self, task: Mapping[str, Any], called: Mapping[str, Any], given: Mapping[str, Value]
    ) -> dict[str, Value]:
        asked = (task.get("inputs") or {}).get("parameters") or {}
        values: dict[str, Value] = {}
        for name, source in asked.items():
            if "componentInputParameter" in source:
                values[name] = given[source["componentInputParameter"]]
            elif "runtimeValue" in source:
                values[name] = constant(source["runtimeValue"]["constant"], self.run_id)
            elif "taskFinalStatus" in source:
                values[name] = dict(self.status or {})
            else:
                raise NotThisPipeline(f"the input {name} comes from {', '.join(source)}")
        return passed_on(called, values)

    def _step(
        self,
        name: str,
        called: Mapping[str, Any],
        values: Mapping[str, Value],
        given: Mapping[str, Value],
    ) -> Step:
        label = called["executorLabel"]
        container = self.compiled.spec["deploymentSpec"]["executors"][label]["container"]
        extra = self.compiled.platform.get(label) or {}
        made = called.get("outputDefinitions") or {}
        outputs = {one: f"{OUTPUTS}/{one}" for one in made.get("parameters") or {}}
        artifacts = {one: f"{ARTIFACTS}/{one}" for one in made.get("artifacts") or {}}
        filled = _Filled(values, outputs, artifacts, made.get("artifacts") or {}, self.run_id)
        resources = container.get("resources") or {}
        return Step(
            name=name,
            image=filled.image(container["image"]),
            command=tuple(filled.text(one) for one in container.get("command") or ()),
            arguments=tuple(filled.text(one) for one in container.get("args") or ()),
            environment={one["name"]: one["value"] for one in container.get("env") or ()},
            secrets=tuple(secrets(extra)),
            labels=(extra.get("podMetadata") or {}).get("labels") or {},
            requests=amounts(resources, "Request"),
            limits=amounts(resources, "Limit"),
            outputs=outputs,
            artifacts=artifacts,
            node_selector=node_selector(extra, given),
            tolerations=tuple(tolerations(extra, given)),
            run_as_non_root=bool((extra.get("securityContext") or {}).get("runAsNonRoot")),
        )


@dataclass(frozen=True)
class _Filled:
    values: Mapping[str, Value]
    outputs: Mapping[str, str]
    artifacts: Mapping[str, str]
    kinds: Mapping[str, Any]
    run_id: str

    def text(self, text: str) -> str:
        """Return ``text`` with its placeholders replaced; raises KfpRefuses and NotThisPipeline."""
        return PLACEHOLDER.sub(self._replaced, text)

    def image(self, text: str) -> str:
        """Return an image: text, or one placeholder and nothing else, which is all that KFP's driver takes."""
        if PLACEHOLDER.search(text) and not PLACEHOLDER.fullmatch(text):
            raise NotThisPipeline(f"the image {text}")
        return self.text(text)

    def _replaced(self, found: re.Match[str]) -> str:
        known = {
            ".pipeline_job_uuid": self.run_id,
            **{f".inputs.parameters['{name}']": as_text(one) for name, one in self.values.items()},
            **{f".outputs.parameters['{one}'].output_file": at for one, at in self.outputs.items()},
            **{f".outputs.artifacts['{one}'].path": at for one, at in self.artifacts.items()},
        }
        if found[1] == "":
            return json.dumps(self.executor_input())
        named = INPUT.fullmatch(found[1])
        if named and isinstance(self.values.get(named[1]), Unresolved):
            raise NotThisPipeline(
                f"the constant {known[found[1]]!r}: no version resolves it surely"
            )
        if found[1] not in known:
            raise not_found(named[1]) if named else NotThisPipeline(f"the placeholder {found[0]}")
        return known[found[1]]

    def _late(self, value: Value) -> Value:
        # The launcher replaces in the JSON what the driver left.
        return self.text(value) if isinstance(value, Unresolved) else value

    def executor_input(self) -> dict[str, Any]:
        """Return what the launcher passes as ``{{$}}``."""
        return {
            "inputs": {
                "parameterValues": {name: self._late(one) for name, one in self.values.items()}
            },
            "outputs": {
                "parameters": {name: {"outputFile": path} for name, path in self.outputs.items()},
                "artifacts": {
                    name: {
                        "artifacts": [
                            {
                                "name": name,
                                "type": self.kinds[name]["artifactType"],
                                "uri": f"minio://mlpipeline/{self.run_id}/{name}",
                                "metadata": {},
                            }
                        ]
                    }
                    for name in self.artifacts
                },
                "outputFile": EXECUTOR_OUTPUT,
            },
        }


def _ordered(tasks: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    left = dict(tasks)
    while left:
        ready = [
            name
            for name, task in left.items()
            if not set(task.get("dependentTasks") or ()) & left.keys()
        ]
        if not ready:
            raise NotThisPipeline(f"tasks that wait for each other: {', '.join(left)}")
        for name in ready:
            yield name, left.pop(name)


def _runs_at_exit(task: Mapping[str, Any]) -> bool:
    strategy = (task.get("triggerPolicy") or {}).get("strategy")
    return bool(strategy == "ALL_UPSTREAM_TASKS_COMPLETED")
