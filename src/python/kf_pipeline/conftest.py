"""What the tests of the pipeline share: a compiled package, taken apart, and the pipeline service's stand-in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from kf_pipeline.docai_pipeline import COMMANDS
from kf_pipeline.service.conftest import service
from kf_pipeline.task_settings import CompileOptions

__all__ = ["service"]

LOADER, SPARK, CLEANUP = "exec-data-loader", "exec-run-spark-job", "exec-clean-up"
COVERAGE = "exec-coverage"


def compiled(tmp_path: Path, **options: Any) -> list[Any]:
    """Return the documents of the compiled package."""
    path = COMMANDS.write(CompileOptions(**options), tmp_path / "p.yaml")
    return list(yaml.safe_load_all(path.read_text()))


def tasks(package: Any) -> dict[str, Any]:
    """Return the tasks inside the exit handler."""
    found: dict[str, Any] = package["components"]["comp-exit-handler-1"]["dag"]["tasks"]
    return found


def every_task(package: Any) -> list[Any]:
    """Return all tasks, wherever they stand."""
    dags = [
        package["root"]["dag"],
        *(one["dag"] for one in package["components"].values() if "dag" in one),
    ]
    return [task for dag in dags for task in dag["tasks"].values()]


def container(package: Any, name: str) -> Any:
    """Return an executor's container."""
    return package["deploymentSpec"]["executors"][name]["container"]


def placed_by(step: Any) -> tuple[str, str]:
    """Return the parameters that decide where a step's pod runs."""
    (toleration,) = step["tolerations"]
    return (
        step["nodeSelector"]["nodeSelectorJson"]["componentInputParameter"],
        toleration["tolerationJson"]["componentInputParameter"],
    )


@pytest.fixture
def package(tmp_path: Path) -> Any:
    """The pipeline as it is compiled without options."""
    return compiled(tmp_path)[0]
