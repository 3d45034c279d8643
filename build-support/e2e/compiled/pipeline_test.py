from pathlib import Path

import pytest
import yaml

from compiled.inputs import (
    CONSTANTS,
    KfpRefuses,
    NotThisPipeline,
    Value,
    as_text,
    written,
)
from compiled.pipeline import INPUT, PLACEHOLDER, CompiledPipeline, State, Step, final_status
from compiled.pod import SecretVariable
from kf_pipeline.docai_pipeline import COMMANDS

GIVEN: dict[str, Value] = {
    "lake": "abfs://lake@a/x",
    "user_agent": "Ann ann@example.org",
    "executors": 3.0,
}


@pytest.fixture
def compiled(tmp_path: Path) -> CompiledPipeline:
    package = tmp_path / "pipeline.yaml"
    signing = ["--step-identity", "key", "--step-key-secret", "lake:key"]
    COMMANDS.main(["compile", "--output", str(package), *signing])
    return CompiledPipeline.read(package)


def option(step: Step, name: str) -> str:
    return step.arguments[step.arguments.index(name) + 1]


def test_the_steps_come_in_their_order_with_image_command_and_arguments(
    compiled: CompiledPipeline,
) -> None:
    loader, spark, check = compiled.steps({**GIVEN, "spark_job_image": "here/job:1"}, "run-7")
    assert (loader.name, loader.image) == ("data-loader", "docaiacr.azurecr.io/data-loader:v1")
    assert loader.command == ("/venv/bin/python3", "-m", "data_loader.download_10k_raw")
    assert (check.name, check.command[-1]) == ("coverage", "data_loader.coverage")
    assert (spark.image, spark.command) == ("here/job:1", ("python", "create_spark_app.py"))
    assert not any("{{" in word for word in (*loader.arguments, *spark.arguments))
    assert (option(loader, "--run-id"), option(loader, "--lake")) == ("run-7", "abfs://lake@a/x")


def test_numbers_and_booleans_are_written_as_the_launcher_writes_them(
    compiled: CompiledPipeline,
) -> None:
    loader, spark, _ = compiled.steps(GIVEN, "run-7")
    assert (option(spark, "--executors"), option(loader, "--all")) == ("3", "false")
    assert [as_text(one) for one in (2.5, True, [1], {"a": 1})] == [
        "2.5",
        "true",
        "[1]",
        '{"a": 1}',
    ]


def test_outputs_have_files_and_the_executor_input_names_them(compiled: CompiledPipeline) -> None:
    loader, *_ = compiled.steps(GIVEN, "run-7")
    assert loader.outputs["stored"] == option(loader, "--output-stored")
    said = yaml.safe_load(option(loader, "--executor-input"))
    assert said["outputs"]["parameters"]["stored"]["outputFile"] == loader.outputs["stored"]
    assert said["inputs"]["parameterValues"]["lake"] == "abfs://lake@a/x"


def test_resources_secrets_and_environment_come_along(compiled: CompiledPipeline) -> None:
    loader, *_ = compiled.steps(GIVEN, "run-7")
    assert loader.secrets == (SecretVariable("AZURE_STORAGE_ACCOUNT_KEY", "lake", "key"),)
    assert loader.limits == {"cpu": "2", "memory": "512Mi"}
    assert loader.environment == {"DOCAI_LOG": "json"}


@pytest.mark.parametrize("state", ["COMPLETE", "FAILED", "RUNNING"])
def test_the_exit_handler_is_told_the_state_and_no_reason(
    compiled: CompiledPipeline, state: State
) -> None:
    (handler,) = compiled.exit_steps(GIVEN, "run-7", final_status("run-7", state))
    status = yaml.safe_load(option(handler, "--final-status"))
    assert (status["state"], status["error"]) == (state, {})
    assert handler.artifacts["report"] == option(handler, "--output-report")


def test_tables_have_no_file_that_a_command_line_names(compiled: CompiledPipeline) -> None:
    _, spark, _ = compiled.steps(GIVEN, "run-7")
    said = yaml.safe_load(option(spark, "--executor-input"))["outputs"]["artifacts"]
    assert said["table_filings"]["artifacts"][0]["type"]["schemaTitle"] == "system.Dataset"
    assert spark.artifacts["table_filings"] not in spark.arguments


def test_the_pods_of_all_steps_are_placed_and_do_not_run_as_root(
    compiled: CompiledPipeline,
) -> None:
    taint = {"key": "pool", "operator": "Equal", "value": "steps", "effect": "NoSchedule"}
    given = {**GIVEN, "step_node_selector": {"pool": "steps"}, "step_tolerations": [taint]}
    status = final_status("run-7", "COMPLETE")
    steps = [*compiled.steps(given, "run-7"), *compiled.exit_steps(given, "run-7", status)]
    assert [(one.node_selector, one.tolerations) for one in steps] == [
        ({"pool": "steps"}, (taint,))
    ] * 4
    assert all(one.run_as_non_root for one in steps)
    assert compiled.steps(GIVEN, "run-7")[0].tolerations == ()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"user_agent": None}, "parameter user_agent is not optional, yet has neither"),
        ({"executors": "3"}, "input parameter executors requires type double or integer"),
        ({"all_filers": 1}, "input parameter all_filers requires type bool"),
        ({"step_tolerations": {}}, "input parameter step_tolerations requires type list"),
        ({"tickres": "A"}, r"parameter\(s\) provided are not required by pipeline: tickres"),
    ],
)
def test_what_the_api_server_refuses_is_refused_in_its_words(
    compiled: CompiledPipeline, given: dict[str, Value | None], says: str
) -> None:
    chosen = {name: one for name, one in (GIVEN | given).items() if one is not None}
    with pytest.raises(KfpRefuses, match=says):
        compiled.steps(chosen, "run-7")


def test_a_parameter_is_read_from_text_by_its_type(compiled: CompiledPipeline) -> None:
    root = compiled.spec["root"]
    assert written(root, "executors", "2") == 2
    assert written(root, "executor_memory", "2") == "2"
    assert written(root, "amendments", "true") is True
    with pytest.raises(KfpRefuses, match="executors=two is no NUMBER_INTEGER"):
        written(root, "executors", "two")


def test_an_input_that_is_named_and_not_passed_ends_the_step_as_it_does_on_kfp(
    compiled: CompiledPipeline,
) -> None:
    inside = compiled.spec["components"]["comp-exit-handler-1"]["dag"]["tasks"]
    del inside["run-spark-job"]["inputs"]["parameters"]["on_stop"]
    with pytest.raises(
        KfpRefuses,
        match="failed to resolve container args: failed to resolve input parameters: "
        'parameter "on_stop" not found in executor input',
    ):
        compiled.steps(GIVEN, "run-7")


def test_a_constant_that_holds_a_placeholder_among_other_text_is_refused(
    compiled: CompiledPipeline,
) -> None:
    inside = compiled.spec["components"]["comp-exit-handler-1"]["dag"]["tasks"]
    inputs = inside["data-loader"]["inputs"]["parameters"]
    inputs["tickers"] = {
        "runtimeValue": {"constant": "{{$.inputs.parameters['pipelinechannel--tickers']}},A"}
    }
    with pytest.raises(NotThisPipeline, match="no version resolves it surely"):
        compiled.steps(GIVEN, "run-7")


def test_a_placeholder_that_is_not_known_is_refused(compiled: CompiledPipeline) -> None:
    container = compiled.spec["deploymentSpec"]["executors"]["exec-data-loader"]["container"]
    container["args"].append("{{$.pipeline_google_cloud_location}}")
    with pytest.raises(NotThisPipeline, match="pipeline_google_cloud_location"):
        compiled.steps(GIVEN, "run-7")


def test_a_value_that_looks_like_a_placeholder_stays_as_it_is(compiled: CompiledPipeline) -> None:
    loader, *_ = compiled.steps({**GIVEN, "companies": "{{Curly}} & Sons"}, "run-7")
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


def test_inputs_and_constants_are_found() -> None:
    assert INPUT.fullmatch(".inputs.parameters['on_stop']")
    assert not INPUT.fullmatch(".inputs.parameters['']")
    assert not INPUT.fullmatch(".outputs.parameters['a'].output_file")
    assert CONSTANTS.search("x {{$.pipeline_job_uuid}}")
    assert not CONSTANTS.search("{{Curly}} {{$}} {$.a}")
