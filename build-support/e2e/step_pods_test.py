from compiled.pipeline import Step
from compiled.pod import SecretVariable
from step_pods import OUTPUTS, STEP, container_state, manifest, unscheduled

STEP_ONE = Step(
    name="one",
    image="here/one:v1",
    command=("python", "-m", "one"),
    arguments=("--out", "/tmp/kfp/outputs/n"),
    environment={"DOCAI_LOG": "json"},
    secrets=(SecretVariable("KEY", "lake", "key"),),
    labels={"azure.workload.identity/use": "true"},
    requests={"cpu": "100m"},
    limits={"memory": "512Mi"},
    outputs={"n": "/tmp/kfp/outputs/n"},
    artifacts={"report": "/tmp/kfp/artifacts/report"},
    node_selector={"pool": "steps"},
    tolerations=({"key": "pool", "operator": "Exists"},),
    run_as_non_root=True,
)


def test_the_step_runs_as_it_stands_in_the_pipeline() -> None:
    pod = manifest(STEP_ONE, "pod-one", "docai", "docai-pipeline", {"MORE": "1"})
    (step,) = pod["spec"]["initContainers"]
    assert pod["spec"]["serviceAccountName"] == "docai-pipeline"
    assert (step["name"], step["image"]) == (STEP, "here/one:v1")
    assert step["command"] == ["python", "-m", "one"]
    assert step["args"] == ["--out", "/tmp/kfp/outputs/n"]
    assert step["resources"] == {"requests": {"cpu": "100m"}, "limits": {"memory": "512Mi"}}
    assert pod["metadata"]["labels"]["azure.workload.identity/use"] == "true"


def test_variables_come_from_the_step_the_caller_and_secrets() -> None:
    (step,) = manifest(STEP_ONE, "p", "docai", "a", {"MORE": "1"})["spec"]["initContainers"]
    given = {one["name"]: one.get("value", one.get("valueFrom")) for one in step["env"]}
    assert given == {
        "DOCAI_LOG": "json",
        "MORE": "1",
        "KEY": {"secretKeyRef": {"name": "lake", "key": "key"}},
        "KFP_POD_NAME": {"fieldRef": {"fieldPath": "metadata.name"}},
    }


def test_what_comes_after_the_step_reads_its_output_files() -> None:
    pod = manifest(STEP_ONE, "p", "docai", "a", {})
    (reader,) = pod["spec"]["containers"]
    files = ["/tmp/kfp/outputs/n", "/tmp/kfp/artifacts/report"]
    assert (reader["name"], reader["args"]) == (OUTPUTS, files)
    assert reader["volumeMounts"] == pod["spec"]["initContainers"][0]["volumeMounts"]


def test_the_pod_stands_where_the_pipeline_says() -> None:
    spec = manifest(STEP_ONE, "p", "docai", "a", {})["spec"]
    assert spec["nodeSelector"] == {"pool": "steps"}
    assert spec["tolerations"] == [{"key": "pool", "operator": "Exists"}]


def test_every_container_has_the_security_context_that_kfp_gives() -> None:
    spec = manifest(STEP_ONE, "p", "docai", "a", {})["spec"]
    assert spec["securityContext"] == {"seccompProfile": {"type": "RuntimeDefault"}}
    for container in (*spec["initContainers"], *spec["containers"]):
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "capabilities": {"drop": ["ALL"]},
            "runAsNonRoot": True,
            "seccompProfile": {"type": "RuntimeDefault"},
        }


def test_the_state_of_a_container_is_found_wherever_it_stands() -> None:
    ended = {"terminated": {"exitCode": 3}}
    pod = {"status": {"initContainerStatuses": [{"name": STEP, "state": ended}]}}
    assert container_state(pod, STEP) == ended
    assert container_state(pod, OUTPUTS) == {}
    assert container_state({}, STEP) == {}


def test_a_pod_that_no_node_takes_is_told_with_the_schedulers_reason() -> None:
    refused = {"type": "PodScheduled", "status": "False", "message": "1 node had disk pressure"}
    assert unscheduled({"status": {"conditions": [refused]}}) == "1 node had disk pressure"
    taken = {"type": "PodScheduled", "status": "True"}
    assert unscheduled({"status": {"conditions": [taken]}}) == ""
    assert unscheduled({}) == ""
