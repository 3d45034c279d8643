"""``compile --local``, run by kfp.local itself; only the Docker engine is played."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from kfp import components, local
from kfp.local import docker_task_handler

from docai.runtime.exit_codes import ExitCode
from kf_pipeline.docai_pipeline import COMMANDS

LAKE = "abfss://lake@account.dfs.core.windows.net/edgar"
WRITTEN = {"--output-app-name": "docai-a1", "--output-state": "COMPLETED"}


@dataclass
class Engine:
    """Runs a container by writing the outputs that its command names."""

    fails: str = ""
    ran: list[tuple[str, list[str]]] = field(default_factory=list)
    tables: dict[str, str] = field(default_factory=dict)

    def run(self, image: str, command: list[str], **_: Any) -> int:
        """Return the container's exit code."""
        self.ran.append((image, command))
        if self.fails and self.fails in image:
            return 2
        for flag, value in pairwise(command):
            if flag.startswith("--output-"):
                Path(value).parent.mkdir(parents=True, exist_ok=True)  # as our components do
                Path(value).write_text(WRITTEN.get(flag, "3"))
        if "spark-job" in image:
            self.name_tables(json.loads(command[command.index("--executor-input") + 1])["outputs"])
        return 0

    def name_tables(self, outputs: dict[str, Any]) -> None:
        """Say where the tables are, as the launcher does: in the executor's output file alone."""
        tables = {
            name: {"artifacts": [{**made["artifacts"][0], "uri": f"{LAKE}/delta/{name[6:]}"}]}
            for name, made in outputs["artifacts"].items()
            if name.startswith("table_")
        }
        self.tables = {name: one["artifacts"][0]["uri"] for name, one in tables.items()}
        Path(outputs["outputFile"]).write_text(json.dumps({"artifacts": tables}))

    def info(self) -> dict[str, Any]:
        """Return nothing of note."""
        return {}

    def close(self) -> None:
        """Do nothing."""


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    made = Engine()
    monkeypatch.setattr("docker.from_env", lambda: made)
    monkeypatch.setattr(
        docker_task_handler, "run_docker_container", lambda client, **given: made.run(**given)
    )
    local.init(local.DockerRunner(), pipeline_root=str(tmp_path / "outputs"))
    return made


@pytest.fixture
def pipeline(tmp_path: Path) -> Any:
    package = tmp_path / "local.yaml"
    argv = ["compile", "--local", "--registry", "localhost:5000", "--output", str(package)]
    assert COMMANDS.main(argv) is ExitCode.DONE
    return components.load_component_from_file(str(package))


def test_it_runs_the_steps_in_their_order(engine: Engine, pipeline: Any) -> None:
    pipeline(lake="/lake", user_agent="Ann ann@example.org", tickers="AAPL", executors=3)
    assert [image for image, _ in engine.ran] == [
        "localhost:5000/data-loader:v1",
        "localhost:5000/spark-job:v1",
        "localhost:5000/data-loader:v1",
    ]
    loader, spark, check = (dict(pairwise(command)) for _, command in engine.ran)
    assert (loader["--lake"], loader["--tickers"], loader["--all"]) == ("/lake", "AAPL", "false")
    assert (spark["--lake"], spark["--executors"]) == ("/lake", "3")
    assert spark["--image"] == "localhost:5000/spark-delta:v1"
    assert (check["--lake"], check["--check"], check["--tickers"]) == ("/lake", "true", "AAPL")
    assert loader["--run-id"] == spark["--run-id"] == check["--run-id"] != ""
    assert "{{" not in str(engine.ran)


def test_tables_are_named_without_a_file_of_their_own(engine: Engine, pipeline: Any) -> None:
    pipeline(lake=LAKE, user_agent="Ann ann@example.org")
    assert engine.tables == {
        f"table_{name}": f"{LAKE}/delta/{name}"
        for name in (
            "filings",
            "sections",
            "outline",
            "passages",
            "facts",
            "financials",
            "filers",
            "tables",
            "cells",
            "documents",
            "subsidiaries",
            "quarantine",
        )
    }


def test_a_step_that_fails_is_the_end_of_it(engine: Engine, pipeline: Any) -> None:
    engine.fails = "data-loader"
    with pytest.raises(RuntimeError, match="data-loader"):
        pipeline(lake="/lake", user_agent="Ann ann@example.org")
    assert len(engine.ran) == 1
