"""The component files: what stood in them before still stands there, and the pipeline passes what they need."""

import re
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from kf_pipeline.docai_pipeline import COMMANDS
from kf_pipeline.task_settings import CompileOptions

KNOWN = {
    "data_loader_comp.yaml": """\
name: data_loader
description: Download 10k files to Azure Datalake Storage
implementation:
  container:
    image: docaiacr.azurecr.io/data-loader:v1
    command: [ "/venv/bin/python3", "-m", "data_loader.download_10k_raw" ]
""",
    "spark_delta_comp.yaml": """\
name: Run Spark Job
description: Create docai spark app in the same k8s cluster for Spark-operator
implementation:
  container:
    image: docaiacr.azurecr.io/spark-job:v1
    command: ['python', 'create_spark_app.py']
""",
}
ALL = sorted(one.name for one in files("kf_pipeline").iterdir() if one.name.endswith("_comp.yaml"))

INPUT = re.compile(r"\{\{\$\.inputs\.parameters\['([^']{1,100})'\]\}\}")
"""An input in a compiled command line: ``{{$.inputs.parameters['lake']}}``."""


def text(name: str) -> str:
    return (files("kf_pipeline") / name).read_text()


def test_the_components_of_the_pipeline_are_among_those_that_are_checked() -> None:
    assert {*KNOWN, "cleanup_comp.yaml", "coverage_comp.yaml"} <= set(ALL)


@pytest.mark.parametrize("name", KNOWN)
def test_what_people_know_stands_word_for_word_and_in_order(name: str) -> None:
    lines = iter(text(name).splitlines())
    assert [line for line in KNOWN[name].splitlines() if line not in lines] == []


def placeholders(container: Any, kind: str) -> set[str]:
    return {arg[kind] for arg in container["args"] if isinstance(arg, dict) and kind in arg}


@pytest.mark.parametrize("name", ALL)
def test_every_input_and_output_is_passed_on_and_described(name: str) -> None:
    component = yaml.safe_load(text(name))
    container = component["implementation"]["container"]
    inputs, outputs = component["inputs"], component.get("outputs", [])
    assert placeholders(container, "inputValue") == {one["name"] for one in inputs}
    passed = placeholders(container, "outputPath")
    assert passed <= {one["name"] for one in outputs}
    # A table stays where it is: its URI is told by the executor's output file, not by a file of its own.
    left = [one for one in outputs if one["name"] not in passed]
    assert all(one["type"] == "Dataset" and one["name"].startswith("table_") for one in left)
    assert not left or {"--executor-input", "{{$}}"} <= {
        arg for arg in container["args"] if isinstance(arg, str)
    }
    assert all(one["description"] for one in [*inputs, *outputs])


@pytest.mark.parametrize("name", ["spark_delta_comp.yaml", "cleanup_comp.yaml"])
def test_each_value_follows_its_own_option(name: str) -> None:
    args = yaml.safe_load(text(name))["implementation"]["container"]["args"]
    for flag, value in pairwise(args):
        if isinstance(value, dict) and "inputValue" in value and value["inputValue"] != "status":
            assert flag == "--" + value["inputValue"].replace("_", "-")
        if isinstance(value, dict) and "outputPath" in value:
            assert flag == "--output-" + value["outputPath"].replace("_", "-")


def compiled(path: Path, local: bool) -> Any:
    COMMANDS.write(CompileOptions(local=local), path)
    return next(yaml.safe_load_all(path.read_text()))


def not_passed(package: Any) -> dict[str, set[str]]:
    """Return the inputs that a step's container names and its task does not pass, by task."""
    components = package["components"]
    dags = [package["root"]["dag"], *(one["dag"] for one in components.values() if "dag" in one)]
    found = {}
    for name, task in ((name, task) for dag in dags for name, task in dag["tasks"].items()):
        label = components[task["componentRef"]["name"]].get("executorLabel")
        if label:
            container = package["deploymentSpec"]["executors"][label]["container"]
            words = [container["image"], *container["command"], *container["args"]]
            found[name] = set(INPUT.findall(" ".join(words))) - set(task["inputs"]["parameters"])
    return found


@pytest.mark.parametrize(
    ("local", "steps"),
    [
        (False, {"data-loader", "run-spark-job", "coverage", "clean-up"}),
        (True, {"data-loader", "run-spark-job", "coverage"}),
    ],
)
def test_the_pipeline_passes_every_input_that_a_command_line_names(
    tmp_path: Path, local: bool, steps: set[str]
) -> None:
    # KFP 2.17's driver knows no default of a component: it ends the step before it starts.
    assert not_passed(compiled(tmp_path / "p.yaml", local)) == {step: set() for step in steps}


def test_an_input_that_is_not_passed_is_found(tmp_path: Path) -> None:
    package = compiled(tmp_path / "p.yaml", local=True)
    del package["root"]["dag"]["tasks"]["run-spark-job"]["inputs"]["parameters"]["on_stop"]
    assert not_passed(package)["run-spark-job"] == {"on_stop"}


def test_input_pattern() -> None:
    assert INPUT.findall("--a {{$.inputs.parameters['a']}},{{$.inputs.parameters['b-c']}}") == [
        "a",
        "b-c",
    ]
    assert not INPUT.findall(
        "{{$}} {{$.outputs.parameters['a'].output_file}} {{$.pipeline_job_uuid}}"
    )
