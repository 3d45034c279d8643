from dataclasses import replace
from typing import Any

import pytest

from spark_job.base_manifest import read_base
from spark_job.errors import BadManifest
from spark_job.settings import Executors, PodSize, Settings, Toleration
from spark_job.spark_app import Owner, SparkApp, build


def changed(settings: Settings, **fields: Any) -> SparkApp:
    """Return the job of ``settings`` with some fields changed."""
    return build(replace(settings, **fields), "run-1", read_base(None))


def test_the_manifest_asks_for_what_the_settings_say(app: SparkApp) -> None:
    made = app.manifest(1)
    spec = made["spec"]
    assert spec["image"] == "docaiacr.azurecr.io/spark-delta:v1"
    assert spec["arguments"] == [
        "--lake",
        "abfss://filings@docailake.dfs.core.windows.net/prod",
        "--run-id",
        "run-1",
        "--tolerate",
        "1%",
    ]
    assert (spec["driver"]["memory"], spec["driver"]["memoryOverhead"]) == ("2g", "1g")
    assert (spec["executor"]["instances"], spec["executor"]["cores"]) == (2, 2)
    assert "dynamicAllocation" not in spec


def test_a_failed_job_is_not_run_again_by_the_operator(app: SparkApp) -> None:
    policy = app.manifest(1)["spec"]["restartPolicy"]
    assert policy["type"] == "OnFailure"
    assert (policy["onFailureRetries"], policy["onSubmissionFailureRetries"]) == (0, 2)


def test_every_application_goes_a_day_after_its_end(app: SparkApp) -> None:
    assert app.manifest(1)["spec"]["timeToLiveSeconds"] == 86400


def test_pods_run_without_root_on_a_root_that_cannot_be_written(app: SparkApp) -> None:
    for role in ("driver", "executor"):
        pod = app.manifest(1)["spec"][role]
        assert pod["securityContext"]["readOnlyRootFilesystem"] is True
        assert pod["podSecurityContext"]["runAsNonRoot"] is True
        assert {mount["mountPath"] for mount in pod["volumeMounts"]} >= {"/tmp", "/scratch"}


def test_executors_hold_no_token_for_kubernetes_and_drivers_do(settings: Settings) -> None:
    spec = changed(settings, identity="workload").manifest(1)["spec"]
    assert spec["executor"]["template"]["spec"] == {
        "automountServiceAccountToken": False,
        "containers": [{"name": "spark-kubernetes-executor"}],
    }
    # The account itself is needed: workload identity's own token is made for it.
    assert spec["executor"]["serviceAccount"] == settings.service_account
    assert spec["executor"]["labels"].items() >= {
        ("azure.workload.identity/use", "true"),
        ("sparkoperator.k8s.io/mutated-by-spark-operator", "true"),
    }
    assert "template" not in spec["driver"]


def test_an_abfs_job_ends_its_jvm(app: SparkApp) -> None:
    assert app.manifest(1)["spec"]["sparkConf"]["spark.submit.callSystemExitOnMainExit"] == "true"


def test_driver_and_executors_authenticate_and_encrypt(app: SparkApp) -> None:
    conf = app.manifest(1)["spec"]["sparkConf"]
    assert conf["spark.authenticate"] == conf["spark.network.crypto.enabled"] == "true"
    # Left to itself, each driver makes a secret of its own; one written down here would be everybody's.
    assert not [name for name in conf if "secret" in name.lower()]


def test_application_and_pods_carry_the_identity(app: SparkApp) -> None:
    made = app.manifest(1)
    labels = made["metadata"]["labels"]
    assert labels["docai/run-id"] == "run-1"
    for role in ("driver", "executor"):
        assert labels.items() <= made["spec"][role]["labels"].items()


def test_attempts_differ_in_name_and_outcome_and_in_nothing_else(app: SparkApp) -> None:
    first, second = app.manifest(1), app.manifest(2)
    assert first["metadata"]["name"].endswith("-a1")
    assert second["metadata"]["name"].endswith("-a2")
    outcome = "spark.kubernetes.driverEnv.DOCAI_OUTCOME"
    assert first["spec"]["sparkConf"][outcome].endswith(f"run-1/{first['metadata']['name']}.json")
    for made in (first, second):
        made["metadata"].pop("name")
        made["spec"]["sparkConf"].pop(outcome)
    assert first == second


def test_the_specification_decides_the_name(settings: Settings) -> None:
    names = {
        changed(settings).identity.name(1),
        changed(settings, image="docaiacr.azurecr.io/spark-delta:v2").identity.name(1),
        changed(settings, driver=PodSize(1, "3g", "1g")).identity.name(1),
        changed(settings, job=replace(settings.job, arguments=())).identity.name(1),
    }
    assert len(names) == 4


def test_executors_follow_the_work_when_a_bound_is_given(settings: Settings) -> None:
    grown = changed(settings, executors=Executors(PodSize(2, "2g", "4g"), 2, 8))
    allocation = grown.manifest(1)["spec"]["dynamicAllocation"]
    assert (allocation["enabled"], allocation["maxExecutors"]) == (True, 8)
    assert allocation["shuffleTrackingEnabled"] is True


def test_workload_identity_labels_both_kinds_of_pods(settings: Settings) -> None:
    made = changed(settings, identity="workload").manifest(1)["spec"]
    for role in ("driver", "executor"):
        assert made[role]["labels"]["azure.workload.identity/use"] == "true"
    assert made["hadoopConf"]["fs.azure.account.auth.type"] == "OAuth"


@pytest.mark.parametrize("identity", ["workload", "none"])
def test_driver_and_executors_ask_the_storage_with_the_same_client(
    settings: Settings, identity: Any
) -> None:
    conf = changed(settings, identity=identity).manifest(1)["spec"]["hadoopConf"]
    assert conf["fs.azure.ssl.channel.mode"] == "Default_JSSE"
    assert conf["fs.azure.networking.library"] == "APACHE_HTTP_CLIENT"


def test_an_account_key_is_named_and_never_shown(settings: Settings) -> None:
    made = changed(settings, identity="key", key_secret=("lake", "key")).manifest(1)
    conf = made["spec"]["sparkConf"]
    assert conf["spark.kubernetes.driver.secretKeyRef.AZURE_STORAGE_ACCOUNT_KEY"] == "lake:key"
    assert conf["spark.kubernetes.executor.secretKeyRef.AZURE_STORAGE_ACCOUNT_KEY"] == "lake:key"


def test_pods_stand_where_they_are_told(settings: Settings) -> None:
    placed = changed(
        settings,
        node_selector={"pool": "spark"},
        tolerations=(Toleration("pool", "spark", "NoSchedule"), Toleration("spot")),
    ).manifest(1)["spec"]
    for role in ("driver", "executor"):
        assert placed[role]["nodeSelector"] == {"pool": "spark"}
        assert placed[role]["tolerations"] == [
            {"key": "pool", "operator": "Equal", "value": "spark", "effect": "NoSchedule"},
            {"key": "spot", "operator": "Exists"},
        ]


def test_the_environment_reaches_driver_and_executors(settings: Settings) -> None:
    conf = changed(settings, environment={"DOCAI_LOG": "json"}).manifest(1)["spec"]["sparkConf"]
    assert conf["spark.kubernetes.driverEnv.DOCAI_LOG"] == "json"
    assert conf["spark.executorEnv.DOCAI_LOG"] == "json"


def test_an_owner_in_the_namespace_takes_the_application_with_it(app: SparkApp) -> None:
    owner = Owner("argoproj.io/v1alpha1", "Workflow", "nightly-x", "1-2-3")
    (reference,) = app.manifest(1, owner)["metadata"]["ownerReferences"]
    assert (reference["kind"], reference["uid"]) == ("Workflow", "1-2-3")
    assert "ownerReferences" not in app.manifest(1)["metadata"]


def test_a_manifest_file_is_the_base_and_the_options_lie_over_it(settings: Settings) -> None:
    base = read_base(None)
    base["spec"]["driver"]["priorityClassName"] = "batch"
    base["spec"]["sparkConf"]["spark.sql.shuffle.partitions"] = "64"
    base["spec"]["image"] = "elsewhere/other:v0"
    made = build(settings, "run-1", base).manifest(1)["spec"]
    assert made["driver"]["priorityClassName"] == "batch"
    assert made["sparkConf"]["spark.sql.shuffle.partitions"] == "64"
    assert made["image"] == settings.image


def test_a_manifest_file_with_a_slip_is_refused_before_anything_is_sent(settings: Settings) -> None:
    base = read_base(None)
    base["spec"]["drivr"] = {}
    with pytest.raises(BadManifest, match=r"spec\.drivr: no such key; did you mean driver"):
        build(settings, "run-1", base)


def based(settings: Settings, metadata: dict[str, Any], **fields: Any) -> SparkApp:
    """Return the job of ``settings`` on a manifest file with this metadata."""
    return build(replace(settings, **fields), "run-1", {**read_base(None), "metadata": metadata})


def test_labels_and_annotations_of_a_manifest_file_stay(settings: Settings) -> None:
    given = {
        "name": "nightly",
        "namespace": settings.namespace,
        "labels": {"cost-centre": "42", "kueue.x-k8s.io/queue-name": "nightly"},
        "annotations": {"team": "data"},
    }
    made = based(settings, given).manifest(1)["metadata"]
    assert made["labels"].items() >= given["labels"].items()  # type: ignore[attr-defined]
    assert made["labels"]["docai/run-id"] == "run-1"
    assert made["annotations"] == {"team": "data", "docai/job": "writer"}
    assert made["name"].startswith("docai-spark-delta-")


@pytest.mark.parametrize(
    ("metadata", "says"),
    [
        ({"labels": {"docai/run-id": "other"}}, r"metadata\.labels\.docai/run-id: by docai/"),
        ({"annotations": {"docai/series": "1"}}, r"metadata\.annotations\.docai/series"),
        ({"labels": {"cost-centre": 42}}, "42 is no text; put it in quotes"),
        ({"labels": ["a"]}, r"metadata\.labels: .*is no mapping"),
        ({"namespace": "elsewhere"}, "'elsewhere', but the application goes to 'spark-jobs'"),
        ({"ownerReferences": []}, r"metadata\.ownerReferences: that is the launcher's to say"),
        ({"generateName": "x-"}, r"metadata\.generateName"),
        ({"finalizers": ["x"]}, r"metadata\.finalizers"),
    ],
)
def test_metadata_that_would_change_what_it_is_is_refused(
    settings: Settings, metadata: dict[str, Any], says: str
) -> None:
    with pytest.raises(BadManifest, match=says):
        based(settings, metadata)


def test_a_queue_and_executors_that_follow_the_work_do_not_go_together(settings: Settings) -> None:
    queue = {"labels": {"kueue.x-k8s.io/queue-name": "nightly"}}
    with pytest.raises(BadManifest, match=r"the queue 'nightly' .*leave --max-executors"):
        based(settings, queue, executors=Executors(PodSize(2, "2g", "4g"), 2, 8))
    assert based(settings, queue).labels == queue["labels"]


@pytest.mark.parametrize("key", ["driver", "executor", "sparkConf", "hadoopConf"])
def test_a_list_where_a_mapping_belongs_is_refused(settings: Settings, key: str) -> None:
    base = read_base(None)
    base["spec"][key] = ["a"]
    with pytest.raises(BadManifest, match=rf"spec\.{key}: \['a'\] is no mapping"):
        build(settings, "run-1", base)


def test_in_a_queue_too_a_list_where_a_mapping_belongs_is_refused(settings: Settings) -> None:
    base = read_base(None)
    base["spec"]["dynamicAllocation"] = ["a"]
    base["metadata"] = {"labels": {"kueue.x-k8s.io/queue-name": "nightly"}}
    with pytest.raises(BadManifest, match=r"spec\.dynamicAllocation: .*given: \['a'\]"):
        build(settings, "run-1", base)


def test_a_drivers_pod_of_a_fixed_name_is_refused(settings: Settings) -> None:
    base = read_base(None)
    base["spec"]["driver"]["podName"] = "mine"
    with pytest.raises(BadManifest, match=r"spec\.driver\.podName"):
        build(settings, "run-1", base)
