"""What a step of a pipeline hands to Kubeflow Pipelines beyond its output files: figures, and artifacts that stand elsewhere."""

from __future__ import annotations

import json
import logging
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_log = logging.getLogger(__name__)

Value = float | int | str


@dataclass(frozen=True, slots=True)
class Artifact:
    """An output artifact of the step: what is known of it, and where it stands; no ``uri``: where the pipeline has put it."""

    name: str
    metadata: Mapping[str, Value] = field(default_factory=dict)
    uri: str = ""


def show(executor_input: str, artifacts: Sequence[Artifact]) -> None:
    """Tell the pipeline service of those ``artifacts`` that are outputs of the step; raises OSError.

    The service reads them from the executor's output file, whose path stands in ``executor_input``: what it passes as ``{{$}}``
    (kubeflow/pipelines, sdk/python/kfp/dsl/executor.py). It takes over metadata and URI, and neither up- nor downloads what
    stands at an address that it does not know (backend/src/v2/component/launcher_v2.go, uploadOutputArtifacts). Anything else
    is reported and passed over.
    """
    try:
        outputs = json.loads(executor_input)["outputs"]
        target = Path(outputs["outputFile"])
        told = {
            one.name: {"artifacts": [_told(one, outputs["artifacts"][one.name]["artifacts"][0])]}
            for one in artifacts
            if one.name in outputs["artifacts"]
        }
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        _log.warning(
            "--executor-input is not what a pipeline passes (%s); its metrics view stays empty",
            type(error).__name__,
        )
        return
    if not told:
        _log.warning("the step declares no output artifact; Kubeflow will show no metrics")
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps({"artifacts": told}))


def show_metrics(executor_input: str, values: Mapping[str, float], name: str = "metrics") -> None:
    """Have the pipeline service show ``values`` as the Metrics artifact ``name``; raises OSError."""
    show(executor_input, [Artifact(name, values)])


def _told(artifact: Artifact, given: Mapping[str, Any]) -> dict[str, object]:
    return {
        "name": given.get("name", ""),
        "uri": artifact.uri or given.get("uri", ""),
        "metadata": {
            name: _clean(value) for name, value in artifact.metadata.items() if _is_json(value)
        },
    }


def _is_json(value: Value) -> bool:
    return isinstance(value, str) or math.isfinite(value)


def _clean(value: Value) -> Value:
    """Return ``value`` without lone surrogates: the service's parser refuses the whole file for one."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
