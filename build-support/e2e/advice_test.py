"""The exit handler's advice names parameters of the pipeline: those that there are, and the options behind them."""

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from kf_pipeline.docai_pipeline import COMMANDS
from kf_pipeline.task_settings import CompileOptions
from spark_job.run_report.advice import PARAMETERS, RULES
from spark_job.run_report.evidence import TASKS

PARAMETER = re.compile(r"(?<![\w/])[a-z]+(?:_[a-z]+)+(?![\w/])", re.ASCII)
"""A parameter in a sentence of advice: words tied by underscores, and no path."""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The compiled pipeline."""
    path = tmp_path_factory.mktemp("compiled") / "p.yaml"
    return next(yaml.safe_load_all(COMMANDS.write(CompileOptions(), Path(path)).read_text()))


def options_of(package: Any) -> set[tuple[str, str]]:
    """Return each option of a step with the pipeline's parameter that gives its value."""
    found = set()
    components = package["components"]
    executors = package["deploymentSpec"]["executors"]
    dags = [package["root"], *(one for one in components.values() if "dag" in one)]
    for task in (task for one in dags for task in one["dag"]["tasks"].values()):
        label = components[task["componentRef"]["name"]].get("executorLabel")
        if label is None:
            continue
        given = {
            f"{{{{$.inputs.parameters['{name}']}}}}": source.get("componentInputParameter", "")
            for name, source in task["inputs"]["parameters"].items()
        }
        for option, value in pairwise(executors[label]["container"]["args"]):
            found.add((option, given.get(value, "").removeprefix("pipelinechannel--")))
    return found


def test_each_parameter_is_the_one_behind_its_option(package: Any) -> None:
    assert set(PARAMETERS.items()) - options_of(package) == set()


def test_the_steps_are_told_by_their_names_in_the_graph(package: Any) -> None:
    tasks = package["components"]["comp-exit-handler-1"]["dag"]["tasks"]
    assert set(TASKS.values()) == tasks.keys()


def test_every_parameter_that_a_rule_names_is_one(package: Any) -> None:
    parameters = package["root"]["inputDefinitions"]["parameters"].keys()
    named = {name for rule in RULES for name in PARAMETER.findall(rule.advice)}
    assert {"user_agent", "loader_patience", "spark_delta_image"} <= named
    assert named - parameters == set()
