"""The component for any Spark job, compiled into a pipeline, against the launcher that its step runs."""

from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from kfp import compiler, dsl
from kfp.components import load_component_from_text

from compiled.pipeline import CompiledPipeline, Step
from docai.runtime.exit_codes import ExitCode
from spark_job.create_spark_app import main
from spark_job.launch_options import read

MANIFEST = """\
apiVersion: sparkoperator.k8s.io/v1beta2
kind: SparkApplication
metadata:
  labels: {cost-centre: "42"}
spec:
  type: Scala
  mode: cluster
  sparkVersion: 4.0.0
  mainClass: org.apache.spark.examples.SparkPi
  mainApplicationFile: local:///opt/spark/examples/jars/spark-examples.jar
  driver: {cores: 1, memory: 4g}
  executor: {instances: 5, cores: 4, memory: 8g}
"""


def step_with(folder: Path, **inputs: Any) -> Step:
    """Return the step that the component becomes with these inputs."""
    text = (files("kf_pipeline") / "spark_application_comp.yaml").read_text()
    run_spark: Any = load_component_from_text(text)
    defaults = {
        name: one.default
        for name, one in run_spark.component_spec.inputs.items()
        if one.default is not None
    }

    @dsl.pipeline(name="any job")  # type: ignore[untyped-decorator]
    def pipeline() -> None:
        run_spark(**{**defaults, "run_id": dsl.PIPELINE_JOB_ID_PLACEHOLDER, **inputs})

    compiler.Compiler().compile(pipeline, str(folder / "pipeline.yaml"))
    (step,) = CompiledPipeline.read(folder / "pipeline.yaml").steps({}, "run-7")
    return step


@pytest.mark.parametrize(
    "inputs",
    [
        {"image": "apache/spark:4.0.0", "main_file": "local:///opt/job.py"},
        {"manifest": MANIFEST, "image": "apache/spark:4.0.0"},
    ],
    ids=["main file", "manifest"],
)
def test_the_step_makes_the_application_that_its_inputs_ask_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], inputs: dict[str, str]
) -> None:
    step = step_with(tmp_path, arguments="--n '3 4' -v", attempts=3, timeout="2h", **inputs)
    assert main([*step.arguments, "--dry-run"]) is ExitCode.DONE
    made = yaml.safe_load(capsys.readouterr().out)
    assert made["metadata"]["labels"]["docai/run-id"] == "run-7"
    assert made["spec"]["arguments"] == ["--n", "3 4", "-v"]
    assert made["spec"]["image"] == "apache/spark:4.0.0"
    options = read(step.arguments, {})
    assert (options.attempts, options.timeout, options.settings.lake) == (3, 7200.0, None)
    if "manifest" in inputs:
        assert made["metadata"]["labels"]["cost-centre"] == "42"
        assert (made["spec"]["driver"]["memory"], made["spec"]["executor"]["instances"]) == (
            "4g",
            5,
        )
    else:
        assert made["spec"]["mainApplicationFile"] == inputs["main_file"]
