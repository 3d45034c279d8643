from pathlib import Path
from typing import Any

from kf_pipeline.conftest import (
    CLEANUP,
    LOADER,
    SPARK,
    compiled,
    container,
    every_task,
    placed_by,
    tasks,
)


def test_the_loader_is_retried_with_backoff_and_the_spark_step_is_not(package: Any) -> None:
    policy = tasks(package)["data-loader"]["retryPolicy"]
    assert {
        name: policy[name] for name in ("maxRetryCount", "backoffDuration", "backoffFactor")
    } == {
        "maxRetryCount": 3,
        "backoffDuration": "60s",
        "backoffFactor": 2.0,
    }
    assert "retryPolicy" not in tasks(package)["run-spark-job"]


def test_no_step_has_a_time_limit_that_nobody_asked_for(tmp_path: Path) -> None:
    package, platform = compiled(tmp_path)
    retried = [task["retryPolicy"] for task in every_task(package) if "retryPolicy" in task]
    assert len(retried) == 2
    # Counted from the first attempt's start: a backfill of days must be far below it. Left out, it would be an hour.
    assert all(int(one["backoffMaxDuration"].removesuffix("s")) > 365 * 86400 for one in retried)
    steps = platform["platforms"]["kubernetes"]["deploymentSpec"]["executors"].values()
    assert not any("activeDeadlineSeconds" in step for step in steps)


def test_a_time_limit_that_is_asked_for_is_the_pods(tmp_path: Path) -> None:
    _, platform = compiled(tmp_path, loader_timeout=7200)
    steps = platform["platforms"]["kubernetes"]["deploymentSpec"]["executors"]
    assert steps[LOADER]["activeDeadlineSeconds"] == "7200"


def test_retries_can_be_left_to_kfp(tmp_path: Path) -> None:
    package, _ = compiled(tmp_path, loader_retries=0)
    assert "retryPolicy" not in tasks(package)["data-loader"]


def test_kfp_local_repeats_nothing(tmp_path: Path) -> None:
    (package,) = compiled(tmp_path, local=True)
    assert not any("retryPolicy" in task for task in every_task(package))


def test_where_the_steps_pods_run_is_decided_when_a_run_starts(tmp_path: Path) -> None:
    package, platform = compiled(tmp_path)
    steps = platform["platforms"]["kubernetes"]["deploymentSpec"]["executors"]
    # A step inside the exit handler finds a parameter by the handler's name for it, the handler's own by the pipeline's.
    inside = ("pipelinechannel--step_node_selector", "pipelinechannel--step_tolerations")
    assert placed_by(steps[LOADER]) == placed_by(steps[SPARK]) == inside
    assert placed_by(steps[CLEANUP]) == ("step_node_selector", "step_tolerations")
    assert set(inside) <= set(
        package["components"]["comp-exit-handler-1"]["inputDefinitions"]["parameters"]
    )
    parameters = package["root"]["inputDefinitions"]["parameters"]
    assert parameters["step_node_selector"]["defaultValue"] == {}
    assert parameters["step_tolerations"]["defaultValue"] == []


def test_no_step_runs_as_root(tmp_path: Path) -> None:
    _, platform = compiled(tmp_path)
    steps = platform["platforms"]["kubernetes"]["deploymentSpec"]["executors"]
    assert [steps[name]["securityContext"] for name in (LOADER, SPARK, CLEANUP)] == [
        {"runAsNonRoot": True}
    ] * 3


def test_steps_carry_resources_and_the_workload_identity_label(tmp_path: Path) -> None:
    package, platform = compiled(tmp_path)
    for name in (LOADER, SPARK, CLEANUP):
        assert container(package, name)["resources"]["resourceMemoryLimit"] == "512Mi"
        pod = platform["platforms"]["kubernetes"]["deploymentSpec"]["executors"][name][
            "podMetadata"
        ]
        assert pod["labels"] == {"azure.workload.identity/use": "true"}


def test_an_account_key_comes_from_a_secret(tmp_path: Path) -> None:
    _, platform = compiled(tmp_path, workload_identity=False, account_key_secret=("lake", "key"))
    step = platform["platforms"]["kubernetes"]["deploymentSpec"]["executors"][LOADER]
    assert step["secretAsEnv"][0]["keyToEnv"] == [
        {"envVar": "AZURE_STORAGE_ACCOUNT_KEY", "secretKey": "key"}
    ]
    assert "podMetadata" not in step
