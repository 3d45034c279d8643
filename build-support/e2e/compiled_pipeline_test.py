from pathlib import Path

import pytest
import yaml

from compiled_pipeline import (
    PLACEHOLDER,
    CompiledPipeline,
    NotThisPipeline,
    SecretVariable,
    Step,
    Value,
    as_text,
    final_status,
)
from kf_pipeline import commands

GIVEN: dict[str, Value] = {
    "lake": "abfs://lake@a/x",
    "user_agent": "Ann ann@example.org",
    "executors": 3.0,
}


@pytest.fixture
def compiled(tmp_path: Path) -> CompiledPipeline:
    package = tmp_path / "pipeline.yaml"
    signing = ["--step-identity", "key", "--step-key-secret", "lake:key"]
    commands.main(["compile", "--output", str(package), *signing])
    return CompiledPipeline.read(package)


def option(step: Step, name: str) -> str:
    return step.arguments[step.arguments.index(name) + 1]


def test_the_steps_come_in_their_order_with_image_command_and_arguments(
    compiled: CompiledPipeline,
) -> None:
    loader, spark = compiled.steps({**GIVEN, "spark_job_image": "here/job:1"}, "run-7")
    assert (loader.name, loader.image) == ("data-loader", "docaiacr.azurecr.io/data-loader:v1")
    assert loader.command == ("/venv/bin/python3", "-m", "data_loader.download_10k_raw")
    assert (spark.image, spark.command) == ("here/job:1", ("python", "create_spark_app.py"))
    assert not any("{{" in word for word in (*loader.arguments, *spark.arguments))
    assert (option(loader, "--run-id"), option(loader, "--lake")) == ("run-7", "abfs://lake@a/x")


def test_numbers_and_booleans_are_written_as_the_launcher_writes_them(
    compiled: CompiledPipeline,
) -> None:
    loader, spark = compiled.steps(GIVEN, "run-7")
    assert (option(spark, "--executors"), option(loader, "--all")) == ("3", "false")
    assert [as_text(one) for one in (2.5, True, [1], {"a": 1})] == [
        "2.5",
        "true",
        "[1]",
        '{"a": 1}',
    ]


def test_outputs_have_files_and_the_executor_input_names_them(compiled: CompiledPipeline) -> None:
    loader, _ = compiled.steps(GIVEN, "run-7")
    assert loader.outputs["stored"] == option(loader, "--output-stored")
    said = yaml.safe_load(option(loader, "--executor-input"))
    assert said["outputs"]["parameters"]["stored"]["outputFile"] == loader.outputs["stored"]
    assert said["inputs"]["parameterValues"]["lake"] == "abfs://lake@a/x"


def test_resources_secrets_and_environment_come_along(compiled: CompiledPipeline) -> None:
    loader, _ = compiled.steps(GIVEN, "run-7")
    assert loader.secrets == (SecretVariable("AZURE_STORAGE_ACCOUNT_KEY", "lake", "key"),)
    assert loader.limits == {"cpu": "2", "memory": "512Mi"}
    assert loader.environment == {"DOCAI_LOG": "json"}


@pytest.mark.parametrize(("error", "state"), [(None, "SUCCEEDED"), ("it broke", "FAILED")])
def test_the_exit_handler_is_told_how_the_steps_ended(
    compiled: CompiledPipeline, error: str | None, state: str
) -> None:
    (handler,) = compiled.exit_steps(GIVEN, "run-7", final_status("run-7", error))
    status = yaml.safe_load(option(handler, "--final-status"))
    assert status["state"] == state
    assert status.get("error", {}).get("message") == error


def test_a_parameter_without_a_default_has_to_be_given(compiled: CompiledPipeline) -> None:
    with pytest.raises(NotThisPipeline, match="user_agent"):
        compiled.steps({"lake": "x"}, "run-7")


def test_a_placeholder_that_is_not_known_is_refused(compiled: CompiledPipeline) -> None:
    container = compiled.spec["deploymentSpec"]["executors"]["exec-data-loader"]["container"]
    container["args"].append("{{$.pipeline_google_cloud_location}}")
    with pytest.raises(NotThisPipeline, match="pipeline_google_cloud_location"):
        compiled.steps(GIVEN, "run-7")


def test_a_value_that_looks_like_a_placeholder_stays_as_it_is(compiled: CompiledPipeline) -> None:
    loader, _ = compiled.steps({**GIVEN, "companies": "{{Curly}} & Sons"}, "run-7")
    assert option(loader, "--companies") == "{{Curly}} & Sons"


@pytest.mark.parametrize(
    "text", ["{{$}}", "{{$.pipeline_job_uuid}}", "{{$.inputs.parameters['a']}}"]
)
def test_placeholders_are_found(text: str) -> None:
    assert PLACEHOLDER.fullmatch(text)


@pytest.mark.parametrize(
    "text", ["{{}}", "{$}", "{{ $ }}", "{{$.a{b}}}", "{{$." + "a" * 300 + "}}"]
)
def test_what_is_no_placeholder_is_not_found(text: str) -> None:
    assert not PLACEHOLDER.search(text)
