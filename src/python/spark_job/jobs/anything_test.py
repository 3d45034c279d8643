from typing import Any

import pytest

from spark_job.base_manifest import read_base
from spark_job.errors import BadManifest
from spark_job.jobs import anything
from spark_job.jobs.job import Job
from spark_job.settings import Executors, PodSize, Settings
from spark_job.spark_app import build


def other(**fields: Any) -> Settings:
    """Return what any other job asks for."""
    given: dict[str, Any] = {
        "namespace": "spark-jobs",
        "step": anything.STEP,
        "job": anything.anything("local:///opt/job.py", None, ("--n", "3"), None, "run-1"),
        "driver": PodSize(),
        "executors": Executors(PodSize()),
        "image": "apache/spark:4.0.0",
        **fields,
    }
    return Settings(**given)


def test_any_job_runs_on_the_manifest_that_comes_along() -> None:
    made = build(other(), "run-1", read_base(None, anything.MANIFEST)).manifest(1)
    spec = made["spec"]
    assert made["metadata"]["name"].startswith("docai-spark-app-")
    assert made["metadata"]["annotations"] == {"docai/job": "any"}
    assert (spec["type"], spec["mainApplicationFile"]) == ("Python", "local:///opt/job.py")
    assert (spec["image"], spec["arguments"]) == ("apache/spark:4.0.0", ["--n", "3"])
    assert (spec["driver"]["memory"], spec["executor"]["instances"]) == ("2g", 2)
    assert spec["executor"]["template"]["spec"]["automountServiceAccountToken"] is False
    assert spec["sparkConf"]["spark.kubernetes.driverEnv.DOCAI_RUN_ID"] == "run-1"
    assert "spark.kubernetes.driverEnv.DOCAI_OUTCOME" not in spec["sparkConf"]


OWN = """\
apiVersion: sparkoperator.k8s.io/v1beta2
kind: SparkApplication
metadata:
  labels: {team: search}
spec:
  type: Scala
  mode: cluster
  sparkVersion: 3.5.6
  image: apache/spark:3.5.6
  mainClass: org.apache.spark.examples.SparkPi
  mainApplicationFile: local:///opt/spark/examples/jars/spark-examples.jar
  arguments: ["1000"]
  driver: {cores: 1, memory: 8g, serviceAccount: mine}
  executor: {instances: 7, cores: 4, memory: 8g}
"""


def test_what_the_options_do_not_say_is_as_the_manifest_says() -> None:
    job = anything.anything(None, None, None, None, "run-1")
    made = build(other(job=job, image=None), "run-1", read_base(OWN)).manifest(1)
    spec = made["spec"]
    assert made["metadata"]["labels"]["team"] == "search"
    assert (spec["type"], spec["image"], spec["arguments"]) == (
        "Scala",
        "apache/spark:3.5.6",
        ["1000"],
    )
    assert (spec["driver"]["memory"], spec["driver"]["serviceAccount"]) == ("8g", "mine")
    assert (spec["executor"]["instances"], spec["executor"]["memory"]) == (7, "8g")
    assert spec["timeToLiveSeconds"] == 86400


@pytest.mark.parametrize(
    ("manifest", "given", "account"),
    [
        (OWN, None, "mine"),
        (OWN, "theirs", "theirs"),
        (OWN.replace(", serviceAccount: mine", ""), None, "spark"),
    ],
)
def test_driver_and_executors_have_an_account_that_may_work(
    manifest: str, given: str | None, account: str
) -> None:
    settings = other(service_account=given)
    spec = build(settings, "run-1", read_base(manifest)).manifest(1)["spec"]
    assert [spec[role]["serviceAccount"] for role in ("driver", "executor")] == [account] * 2


def test_options_win_over_the_manifest_of_any_job() -> None:
    job = anything.anything("local:///a.jar", "A", (), "abfss://f@a.dfs.core.windows.net/x", "r")
    sizes = Executors(PodSize(memory="3g"), 3)
    made = build(other(job=job, executors=sizes), "run-1", read_base(OWN)).manifest(1)["spec"]
    assert (made["mainApplicationFile"], made["mainClass"], made["arguments"]) == (
        "local:///a.jar",
        "A",
        [],
    )
    assert (made["executor"]["instances"], made["executor"]["memory"]) == (3, "3g")
    assert made["executor"]["cores"] == 4
    conf = made["sparkConf"]
    assert conf["spark.kubernetes.driverEnv.DOCAI_LAKE"].startswith("abfss://")
    assert "/run-1/" in conf["spark.kubernetes.driverEnv.DOCAI_OUTCOME"]


@pytest.mark.parametrize(
    ("main_file", "main_class", "language"),
    [
        ("local:///opt/job.py", None, "Python"),
        ("local:///opt/job.zip", None, "Python"),
        ("https://x.example/a.jar", None, "Scala"),
        ("local:///opt/job.R", None, "R"),
        ("local:///opt/job", "a.B", "Scala"),
        ("local:///opt/job", None, None),
        (None, None, None),
    ],
)
def test_the_language_follows_the_main_file(
    main_file: str | None, main_class: str | None, language: str | None
) -> None:
    assert anything.anything(main_file, main_class, None, None, "r").language == language


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"job": Job("any")}, "there is nothing to run: give --main-file"),
        ({"image": None}, "there is no image to run it in: give --image"),
    ],
)
def test_a_job_that_lacks_something_is_told_which_option(fields: dict[str, Any], says: str) -> None:
    with pytest.raises(BadManifest, match=says):
        build(other(**fields), "run-1", read_base(None, anything.MANIFEST))
