"""The inputs of a run and of its tasks, as Kubeflow Pipelines 2.17's API server and driver resolve them, with their words.

It is the strictest of the versions that we support (2.16 fills in what a pipeline leaves out): what passes here passes on
each. In kubeflow/pipelines: validatePipelineJobInputs in backend/src/apiserver/template/v2_template.go, resolveInputs in
backend/src/v2/driver/resolve.go, resolveContainerArgs in backend/src/v2/driver/util.go.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

Value = str | bool | int | float | Mapping[str, Any] | Sequence[Any]

CONSTANTS = re.compile(r"\{\{\$\.[^{}]{1,200}\}\}")
"""A placeholder inside a constant: ``{{$.pipeline_job_uuid}}``, ``{{$.inputs.parameters['pipelinechannel--lake']}}``."""

_KINDS: Mapping[str, type | tuple[type, ...]] = {
    "STRING": str,
    "BOOLEAN": bool,
    "NUMBER_INTEGER": (int, float),
    "NUMBER_DOUBLE": (int, float),
    "LIST": (list, tuple),
    "STRUCT": Mapping,
    "TASK_FINAL_STATUS": Mapping,
}
_ASKED = {
    "STRING": ("string", "string value"),
    "BOOLEAN": ("bool", "bool value"),
    "NUMBER_INTEGER": ("double or integer", "number value"),
    "NUMBER_DOUBLE": ("double or integer", "number value"),
    "LIST": ("list", "list value"),
    "STRUCT": ("struct", "struct value"),
}


class NotThisPipeline(Exception):
    """The compiled pipeline uses something that these programs do not carry out."""


class KfpRefuses(NotThisPipeline):
    """Kubeflow Pipelines would refuse the run, or end the step before it starts; the message is its own."""


def definitions(component: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what a component says of its input parameters, by name."""
    return (component.get("inputDefinitions") or {}).get("parameters") or {}


def run_parameters(root: Mapping[str, Any], given: Mapping[str, Value]) -> dict[str, Value]:
    """Return the pipeline's parameters for a run: what is given, else its own defaults; raises KfpRefuses."""
    wanted = definitions(root)
    extra = ", ".join(name for name in given if name not in wanted)
    if extra:
        raise KfpRefuses(f"parameter(s) provided are not required by pipeline: {extra}")
    made: dict[str, Value] = {}
    for name, definition in wanted.items():
        if name not in given:
            if not definition.get("isOptional") and "defaultValue" not in definition:
                raise KfpRefuses(
                    f"parameter {name} is not optional, yet has neither default value nor user provided value"
                )
            if "defaultValue" in definition:
                made[name] = definition["defaultValue"]
            continue
        kind = definition["parameterType"]
        if not _fits(given[name], kind):
            asked, value = _ASKED[kind]
            raise KfpRefuses(
                f"input parameter {name} requires type {asked}, but the parameter value is not of {value} type"
            )
        made[name] = given[name]
    return made


def written(root: Mapping[str, Any], name: str, text: str) -> Value:
    """Return a parameter of the pipeline as a run takes it, from text: ``executors``, ``2`` -> 2. Raises KfpRefuses."""
    kind = definitions(root).get(name, {}).get("parameterType", "STRING")
    try:
        value: Value = text if kind == "STRING" else json.loads(text)
    except ValueError as error:
        raise KfpRefuses(f"{name}={text} is no {kind}") from error
    return value


def passed_on(component: Mapping[str, Any], passed: Mapping[str, Value]) -> dict[str, Value]:
    """Return a component's inputs from what its task passes; raises KfpRefuses.

    A component of tasks (a DAG) has its defaults filled in. One that is a container has not: its command line must not
    name what is not passed.
    """
    made = dict(passed)
    for name, definition in definitions(component).items():
        kind = definition["parameterType"]
        if name in made:
            if kind == "STRING" and not isinstance(made[name], str):
                made[name] = as_text(made[name])
            elif not _fits(made[name], kind):
                actual = type(made[name]).__name__
                raise KfpRefuses(
                    f'input parameter "{name}" type mismatch: expect {kind}, got {actual}'
                )
        elif not definition.get("isOptional"):
            if "defaultValue" not in definition:
                raise KfpRefuses(
                    f'neither value nor default value provided for non-optional parameter "{name}"'
                )
        elif "dag" in component and "defaultValue" in definition:
            made[name] = definition["defaultValue"]
    return made


class Unresolved(str):
    """A constant with a placeholder in it, as KFP's driver leaves it: no command line must name it.

    The SDK writes one for an image that is a parameter. KFP's launcher may replace the placeholder later, or not (2.16
    goes through its placeholders in random order).
    """


def constant(value: Value, run_id: str) -> Value:
    """Return a constant input: the driver replaces one that is the run's id and nothing else."""
    if value == "{{$.pipeline_job_uuid}}":
        return run_id
    return Unresolved(value) if isinstance(value, str) and CONSTANTS.search(value) else value


def not_found(name: str) -> KfpRefuses:
    """Return the driver's error for an input that a command line names and the pipeline does not pass."""
    return KfpRefuses(
        "failed to resolve container args: failed to resolve input parameters: "
        f'parameter "{name}" not found in executor input'
    )


def as_text(value: Value) -> str:
    """Return a parameter as it stands in a command line."""
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return json.dumps(value)


def _fits(value: Value, kind: str) -> bool:
    if isinstance(value, bool):
        return kind == "BOOLEAN"
    return isinstance(value, _KINDS[kind])
