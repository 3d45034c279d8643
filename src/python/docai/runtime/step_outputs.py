"""What a step of a pipeline hands to Kubeflow Pipelines beyond its output files."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from pathlib import Path

_log = logging.getLogger(__name__)


def show_metrics(executor_input: str, values: Mapping[str, float], name: str = "metrics") -> None:
    """Have the pipeline service show ``values`` as the Metrics artifact ``name``; raises OSError.

    The service reads an artifact's figures from the executor's output file, whose path stands in ``executor_input``: what
    it passes as ``{{$}}`` (kubeflow/pipelines, sdk/python/kfp/dsl/executor.py). Anything else is said and passed over.
    """
    try:
        outputs = json.loads(executor_input)["outputs"]
        artifact = outputs["artifacts"][name]["artifacts"][0]
        target = Path(outputs["outputFile"])
        said = {
            "name": artifact.get("name", ""),
            "uri": artifact.get("uri", ""),
            "metadata": dict(values),
        }
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        _log.warning(
            "--executor-input is not what a pipeline passes (%r); its metrics view stays empty",
            error,
        )
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps({"artifacts": {name: {"artifacts": [said]}}}))
