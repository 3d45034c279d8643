"""The component for any Spark job: what it passes on, and that a pipeline with it compiles."""

from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml
from kfp import compiler, dsl
from kfp.components import load_component_from_text

TEXT = (files("kf_pipeline") / "spark_application_comp.yaml").read_text()
COMPONENT: Any = yaml.safe_load(TEXT)
ARGS = COMPONENT["implementation"]["container"]["args"]


def test_every_input_and_output_is_passed_on_by_its_own_option_and_described() -> None:
    passed = {
        kind: {
            value[kind]: flag
            for flag, value in pairwise(ARGS)
            if isinstance(value, dict) and kind in value
        }
        for kind in ("inputValue", "outputPath")
    }
    names = {one["name"]: "--" + one["name"].replace("_", "-") for one in COMPONENT["inputs"]}
    outputs = {
        one["name"]: "--output-" + one["name"].replace("_", "-") for one in COMPONENT["outputs"]
    }
    assert passed == {"inputValue": names, "outputPath": outputs}
    assert all(one["description"] for one in [*COMPONENT["inputs"], *COMPONENT["outputs"]])


def test_it_runs_the_launcher_for_any_job() -> None:
    container = COMPONENT["implementation"]["container"]
    assert container["image"] == "docaiacr.azurecr.io/spark-job:v1"
    assert container["command"] == ["python", "create_spark_app.py"]
    assert ARGS[:2] == ["--job", "any"]
    assert ARGS[-2:] == ["--executor-input", "{{$}}"]


def test_a_pipeline_passes_every_input_as_the_readme_shows(tmp_path: Path) -> None:
    run_spark: Any = load_component_from_text(TEXT)
    usual = {
        name: one.default
        for name, one in run_spark.component_spec.inputs.items()
        if one.default is not None
    }

    @dsl.pipeline(name="any job")  # type: ignore[untyped-decorator]
    def pipeline(image: str = "apache/spark:4.0.0") -> None:
        given = {"run_id": dsl.PIPELINE_JOB_ID_PLACEHOLDER, "image": image}
        run_spark(**{**usual, **given, "main_file": "local:///opt/job.py", "attempts": 3})

    package = tmp_path / "pipeline.yaml"
    compiler.Compiler().compile(pipeline, str(package))
    made = yaml.safe_load(package.read_text())
    (task,) = made["root"]["dag"]["tasks"].values()
    # KFP 2.17's driver knows no default of a component: what is not passed ends the step before it starts.
    assert set(task["inputs"]["parameters"]) == {one["name"] for one in COMPONENT["inputs"]}
