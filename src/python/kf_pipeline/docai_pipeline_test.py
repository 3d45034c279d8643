import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kf_pipeline import docai_pipeline
from kf_pipeline.conftest import (
    CLEANUP,
    COVERAGE,
    LOADER,
    SPARK,
    compiled,
    container,
    every_task,
    placed_by,
    tasks,
)
from kf_pipeline.docai_pipeline import COMMANDS
from kf_pipeline.images import images
from kf_pipeline.task_settings import CompileOptions


def test_it_has_the_name_and_the_description_that_people_know(package: Any) -> None:
    assert package["schemaVersion"] == "2.1.0"
    assert package["pipelineInfo"]["name"] == "docai-data-pipeline"
    assert package["pipelineInfo"]["description"].splitlines()[0] == (
        "Load 10k files to Azure storage, run spark job to pick the data and load back to Azure Storage in delta format"
    )


def test_step_2_comes_after_step_1(package: Any) -> None:
    assert tasks(package)["run-spark-job"]["dependentTasks"] == ["data-loader"]
    assert "dependentTasks" not in tasks(package)["data-loader"]


def test_coverage_comes_last_and_is_on_by_default(package: Any) -> None:
    assert tasks(package)["coverage"]["dependentTasks"] == ["run-spark-job"]
    given = tasks(package)["coverage"]["inputs"]["parameters"]["check"]
    assert given == {"componentInputParameter": "pipelinechannel--coverage"}
    assert package["root"]["inputDefinitions"]["parameters"]["coverage"]["defaultValue"] is True
    assert container(package, COVERAGE)["command"] == [
        "/venv/bin/python3",
        "-m",
        "data_loader.coverage",
    ]


def test_coverage_checks_what_the_loader_was_asked_for(package: Any) -> None:
    loader, check = (
        tasks(package)[name]["inputs"]["parameters"] for name in ("data-loader", "coverage")
    )
    for name in (
        "tickers",
        "ciks",
        "companies",
        "index",
        "all_filers",
        "filed_from",
        "filed_to",
        "forms",
        "amendments",
        "limit",
    ):
        assert check[name] == loader[name]


def test_coverage_shows_a_page_and_metrics(package: Any) -> None:
    made = package["components"]["comp-coverage"]["outputDefinitions"]["artifacts"]
    kinds = {name: one["artifactType"]["schemaTitle"] for name, one in made.items()}
    assert kinds == {"report": "system.HTML", "metrics": "system.Metrics"}


def test_no_step_is_ever_skipped_for_a_cached_one(package: Any) -> None:
    steps = [
        task
        for task in every_task(package)
        if "taskInfo" in task and "handler" not in task["taskInfo"]["name"]
    ]
    assert len(steps) >= 3
    for task in steps:
        if task["componentRef"]["name"] != "comp-exit-handler-1":
            assert task["cachingOptions"].get("enableCache", False) is False


def test_the_exit_handler_cleans_up_and_knows_how_the_steps_ended(package: Any) -> None:
    task = package["root"]["dag"]["tasks"]["clean-up"]
    assert task["triggerPolicy"] == {"strategy": "ALL_UPSTREAM_TASKS_COMPLETED"}
    assert task["inputs"]["parameters"]["status"] == {
        "taskFinalStatus": {"producerTask": "exit-handler-1"}
    }
    assert "--cleanup" in container(package, CLEANUP)["args"]


def test_the_exit_handler_reports_on_the_whole_run(package: Any) -> None:
    made = package["components"]["comp-clean-up"]["outputDefinitions"]["artifacts"]
    kinds = {name: one["artifactType"]["schemaTitle"] for name, one in made.items()}
    assert kinds == {"report": "system.HTML", "metrics": "system.Metrics"}
    args = container(package, CLEANUP)["args"]
    assert args[args.index("--output-report") + 1] == "{{$.outputs.artifacts['report'].path}}"
    assert args[args.index("--output-metrics") + 1] == "{{$.outputs.artifacts['metrics'].path}}"
    assert args[args.index("--executor-input") + 1] == "{{$}}"


def test_tables_are_datasets_of_the_spark_step(package: Any) -> None:
    made = package["components"]["comp-run-spark-job"]["outputDefinitions"]["artifacts"]
    kinds = {name: one["artifactType"]["schemaTitle"] for name, one in made.items()}
    assert {name for name, kind in kinds.items() if kind == "system.Dataset"} == {
        "table_filings",
        "table_sections",
        "table_outline",
        "table_passages",
        "table_facts",
        "table_financials",
        "table_filers",
        "table_tables",
        "table_cells",
        "table_documents",
        "table_subsidiaries",
        "table_quarantine",
    }


@pytest.mark.parametrize(
    ("task", "name", "parameter", "default"),
    [
        ("data-loader", "patience", "loader_patience", "30m"),
        ("run-spark-job", "attempts", "spark_attempts", 3),
        ("run-spark-job", "on_stop", "spark_on_stop", "delete"),
    ],
)
def test_what_a_step_does_against_bad_days_is_a_parameter(
    package: Any, task: str, name: str, parameter: str, default: object
) -> None:
    given = tasks(package)[task]["inputs"]["parameters"][name]
    assert given == {"componentInputParameter": f"pipelinechannel--{parameter}"}
    assert package["root"]["inputDefinitions"]["parameters"][parameter]["defaultValue"] == default


def test_every_step_is_given_the_id_of_the_run(package: Any) -> None:
    given = [*tasks(package).values(), package["root"]["dag"]["tasks"]["clean-up"]]
    for task in given:
        constant = task["inputs"]["parameters"]["run_id"]["runtimeValue"]["constant"]
        assert constant == "{{$.pipeline_job_uuid}}"


def test_the_commands_stand_as_people_know_them(package: Any) -> None:
    assert container(package, LOADER)["command"] == [
        "/venv/bin/python3",
        "-m",
        "data_loader.download_10k_raw",
    ]
    assert container(package, SPARK)["command"] == ["python", "create_spark_app.py"]


def test_images_are_parameters_of_the_run(package: Any) -> None:
    parameters = package["root"]["inputDefinitions"]["parameters"]
    assert parameters["data_loader_image"]["defaultValue"] == "docaiacr.azurecr.io/data-loader:v1"
    assert parameters["spark_job_image"]["defaultValue"] == "docaiacr.azurecr.io/spark-job:v1"
    assert parameters["spark_delta_image"]["defaultValue"] == "docaiacr.azurecr.io/spark-delta:v1"


@pytest.mark.parametrize(
    ("executor", "task", "parameter"),
    [
        (LOADER, "data-loader", "data_loader_image"),
        (SPARK, "run-spark-job", "spark_job_image"),
        (COVERAGE, "coverage", "data_loader_image"),
        (CLEANUP, "clean-up", "spark_job_image"),
    ],
)
def test_the_backend_can_resolve_each_image(
    package: Any, executor: str, task: str, parameter: str
) -> None:
    # KFP 2.16's driver takes one placeholder, alone, and looks it up among the task's own inputs.
    assert container(package, executor)["image"] == (
        f"{{{{$.inputs.parameters['pipelinechannel--{parameter}']}}}}"
    )
    steps = {**tasks(package), **package["root"]["dag"]["tasks"]}
    assert f"pipelinechannel--{parameter}" in steps[task]["inputs"]["parameters"]


def test_only_lake_and_user_agent_have_to_be_given(package: Any) -> None:
    parameters = package["root"]["inputDefinitions"]["parameters"]
    assert {name for name, one in parameters.items() if not one.get("isOptional")} == {
        "lake",
        "user_agent",
    }


def test_every_parameter_says_what_it_is(package: Any) -> None:
    parameters = package["root"]["inputDefinitions"]["parameters"]
    assert [name for name, one in parameters.items() if not one.get("description")] == []


@pytest.mark.parametrize("local", [False, True])
def test_every_parameter_reaches_a_step(tmp_path: Path, local: bool) -> None:
    documents = compiled(tmp_path, local=local)
    parameters = set(documents[0]["root"]["inputDefinitions"]["parameters"])
    steps = [
        task for task in every_task(documents[0]) if task["taskInfo"]["name"] != "exit-handler-1"
    ]
    used = {
        value["componentInputParameter"].removeprefix("pipelinechannel--")
        for task in steps
        for value in task["inputs"]["parameters"].values()
        if "componentInputParameter" in value
    }
    for document in documents[1:]:
        for step in document["platforms"]["kubernetes"]["deploymentSpec"]["executors"].values():
            used |= {name.removeprefix("pipelinechannel--") for name in placed_by(step)}
    assert parameters <= used


def test_a_release_pins_images_by_digest(tmp_path: Path) -> None:
    digests = {
        name: f"sha256:{number}" + "0" * 63
        for number, name in enumerate(("data-loader", "spark-job", "spark-delta"))
    }
    package = compiled(tmp_path, images=images("registry.example:5000/team", "v9", digests))[0]
    parameters = package["root"]["inputDefinitions"]["parameters"]
    assert parameters["spark_job_image"]["defaultValue"] == (
        f"registry.example:5000/team/spark-job@{digests['spark-job']}"
    )


def test_the_local_pipeline_has_no_exit_handler_and_fixed_images(tmp_path: Path) -> None:
    (package,) = compiled(tmp_path, local=True, images=images("localhost:5000", "dev"))
    assert set(package["root"]["dag"]["tasks"]) == {"data-loader", "run-spark-job", "coverage"}
    assert container(package, LOADER)["image"] == "localhost:5000/data-loader:dev"
    assert container(package, SPARK)["image"] == "localhost:5000/spark-job:dev"
    parameters = package["root"]["inputDefinitions"]["parameters"]
    assert "spark_job_image" not in parameters  # kfp.local would take it and ignore it
    assert parameters["spark_delta_image"]["defaultValue"] == "localhost:5000/spark-delta:dev"


def test_nothing_but_parameters_goes_into_a_step_of_the_local_pipeline(tmp_path: Path) -> None:
    (package,) = compiled(tmp_path, local=True)
    for component in package["components"].values():
        assert set(component["inputDefinitions"]) == {"parameters"}


def test_compiling_twice_gives_the_same_file(tmp_path: Path) -> None:
    first = COMMANDS.write(CompileOptions(), tmp_path / "1.yaml").read_text()
    assert COMMANDS.write(CompileOptions(), tmp_path / "2.yaml").read_text() == first


def test_it_runs_as_a_file_from_any_folder(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, str(Path(docai_pipeline.__file__).resolve())],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert "Traceback" not in ran.stderr
    assert (tmp_path / "docai_data_pipeline.yaml").is_file()
