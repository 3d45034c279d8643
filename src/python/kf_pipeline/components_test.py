"""The component files: what stood in them before still stands there, word for word."""

from importlib.resources import files
from itertools import pairwise
from typing import Any

import pytest
import yaml

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
ALL = (*KNOWN, "cleanup_comp.yaml")


def text(name: str) -> str:
    return (files("kf_pipeline") / name).read_text()


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
    assert placeholders(container, "outputPath") == {one["name"] for one in outputs}
    assert all(one["description"] for one in [*inputs, *outputs])


@pytest.mark.parametrize("name", ["spark_delta_comp.yaml", "cleanup_comp.yaml"])
def test_each_value_follows_its_own_option(name: str) -> None:
    args = yaml.safe_load(text(name))["implementation"]["container"]["args"]
    for flag, value in pairwise(args):
        if isinstance(value, dict) and "inputValue" in value and value["inputValue"] != "status":
            assert flag == "--" + value["inputValue"].replace("_", "-")
        if isinstance(value, dict) and "outputPath" in value:
            assert flag == "--output-" + value["outputPath"].replace("_", "-")
