"""A compiled pipeline as the steps that Kubeflow Pipelines makes of it, for a cluster that has no Kubeflow Pipelines.

Placeholders become what its driver and launcher put in their places: numbers without a fraction where they have none,
booleans in lower case, everything else as JSON (backend/src/v2/component/launcher_v2.go of kubeflow/pipelines).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

Value = str | bool | int | float | Mapping[str, Any] | Sequence[Any]

OUTPUTS = "/tmp/kfp/outputs"  # noqa: S108 - a path in the step's own container
ARTIFACTS = "/tmp/kfp/artifacts"  # noqa: S108
EXECUTOR_OUTPUT = "/tmp/kfp/executor_output.json"  # noqa: S108

PLACEHOLDER = re.compile(r"\{\{\$([^{}]{0,200})\}\}")
"""A placeholder: ``{{$}}``, ``{{$.pipeline_job_uuid}}``, ``{{$.inputs.parameters['lake']}}``."""


class NotThisPipeline(Exception):
    """The compiled pipeline uses something that these programs do not carry out."""


@dataclass(frozen=True)
class SecretVariable:
    """An environment variable whose value stands in a secret."""

    variable: str
    secret: str
    key: str


@dataclass(frozen=True)
class Step:
    """A task, ready to run. ``outputs`` are the files of its output parameters, by their names.

    ``limits`` and ``requests`` are Kubernetes quantities; ``labels`` are the pod's.
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
        """Return the steps in an order in which they can run, but those that run at the exit (``exit_steps``)."""
        run = _Run(self, run_id, None)
        return tuple(run.steps(self.spec["root"], _given(self.spec["root"], arguments), False))

    def exit_steps(
        self, arguments: Mapping[str, Value], run_id: str, status: Mapping[str, Any]
    ) -> tuple[Step, ...]:
        """Return the exit handlers; ``status`` is a PipelineTaskFinalStatus as it is passed to them."""
        run = _Run(self, run_id, status)
        return tuple(run.steps(self.spec["root"], _given(self.spec["root"], arguments), True))


def final_status(run_id: str, error: str | None) -> dict[str, Any]:
    """Return the PipelineTaskFinalStatus of a run whose steps ended well (``error`` None) or with a message."""
    status: dict[str, Any] = {
        "state": "SUCCEEDED" if error is None else "FAILED",
        "pipelineJobResourceName": f"runs/{run_id}",
        "pipelineTaskName": "exit-handler-1",
    }
    return status if error is None else {**status, "error": {"code": 9, "message": error}}


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
                yield self._step(name, called, values)

    def _inputs(
        self, task: Mapping[str, Any], called: Mapping[str, Any], given: Mapping[str, Value]
    ) -> dict[str, Value]:
        asked = (task.get("inputs") or {}).get("parameters") or {}
        values: dict[str, Value] = {}
        for name, source in asked.items():
            if "componentInputParameter" in source:
                values[name] = given[source["componentInputParameter"]]
            elif "runtimeValue" in source:
                values[name] = source["runtimeValue"]["constant"]
            elif "taskFinalStatus" in source:
                values[name] = dict(self.status or {})
            else:
                raise NotThisPipeline(f"the input {name} comes from {', '.join(source)}")
        for name, value in values.items():
            if isinstance(value, str):
                values[name] = self._filled(value, values)
        return _given(called, values)

    def _step(self, name: str, called: Mapping[str, Any], values: Mapping[str, Value]) -> Step:
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
            image=filled.text(container["image"]),
            command=tuple(filled.text(one) for one in container.get("command") or ()),
            arguments=tuple(filled.text(one) for one in container.get("args") or ()),
            environment={one["name"]: one["value"] for one in container.get("env") or ()},
            secrets=tuple(_secrets(extra)),
            labels=(extra.get("podMetadata") or {}).get("labels") or {},
            requests=_amounts(resources, "Request"),
            limits=_amounts(resources, "Limit"),
            outputs=outputs,
        )

    def _filled(self, text: str, values: Mapping[str, Value]) -> str:
        return _Filled(values, {}, {}, {}, self.run_id).text(text)


@dataclass(frozen=True)
class _Filled:
    values: Mapping[str, Value]
    outputs: Mapping[str, str]
    artifacts: Mapping[str, str]
    kinds: Mapping[str, Any]
    run_id: str

    def text(self, text: str) -> str:
        """Return ``text`` with its placeholders replaced; raises NotThisPipeline for one that is not known."""
        return PLACEHOLDER.sub(self._replaced, text)

    def _replaced(self, found: re.Match[str]) -> str:
        known = {
            ".pipeline_job_uuid": self.run_id,
            **{f".inputs.parameters['{name}']": as_text(one) for name, one in self.values.items()},
            **{f".outputs.parameters['{one}'].output_file": at for one, at in self.outputs.items()},
            **{f".outputs.artifacts['{one}'].path": at for one, at in self.artifacts.items()},
        }
        if found[1] == "":
            return json.dumps(self.executor_input())
        if found[1] not in known:
            raise NotThisPipeline(f"the placeholder {found[0]}")
        return known[found[1]]

    def executor_input(self) -> dict[str, Any]:
        """Return what the launcher passes as ``{{$}}``."""
        return {
            "inputs": {"parameterValues": dict(self.values)},
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


def as_text(value: Value) -> str:
    """Return a parameter as it stands in a command line."""
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return json.dumps(value)


def _given(component: Mapping[str, Any], values: Mapping[str, Value]) -> dict[str, Value]:
    """Return the component's inputs: what is given, else its defaults. Raises NotThisPipeline for one that is missing."""
    wanted = (component.get("inputDefinitions") or {}).get("parameters") or {}
    made = dict(values)
    for name, definition in wanted.items():
        if name not in made and "defaultValue" in definition:
            made[name] = definition["defaultValue"]
        if name not in made and not definition.get("isOptional"):
            raise NotThisPipeline(f"the parameter {name} is not given")
    return made


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


def _secrets(extra: Mapping[str, Any]) -> Iterator[SecretVariable]:
    for one in extra.get("secretAsEnv") or ():
        for pair in one["keyToEnv"]:
            yield SecretVariable(pair["envVar"], one["secretName"], pair["secretKey"])


def _amounts(resources: Mapping[str, Any], which: str) -> dict[str, str]:
    found = {
        "cpu": resources.get(f"resourceCpu{which}"),
        "memory": resources.get(f"resourceMemory{which}"),
    }
    return {name: str(amount) for name, amount in found.items() if amount}
