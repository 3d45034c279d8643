from datetime import UTC, datetime

from docai.cluster.objects import EVENTS, Kind, event, moment, pod, thing

APPS = Kind("example.org", "v1beta2", "apps")


def test_paths() -> None:
    assert APPS.path("team") == "/apis/example.org/v1beta2/namespaces/team/apps"
    assert APPS.path("team", "a") == "/apis/example.org/v1beta2/namespaces/team/apps/a"
    assert EVENTS.path("team") == "/api/v1/namespaces/team/events"


def test_a_pod_that_waits_for_its_image() -> None:
    made = pod(
        {
            "metadata": {"name": "p", "uid": "u"},
            "spec": {"containers": [{"name": "c", "resources": {"limits": {"memory": "812Mi"}}}]},
            "status": {
                "phase": "Pending",
                "containerStatuses": [
                    {
                        "name": "c",
                        "state": {"waiting": {"reason": "ErrImagePull", "message": "no route"}},
                    }
                ],
            },
        }
    )
    container = made.container("c")
    assert container is not None
    assert (container.state, container.reason, container.message) == (
        "waiting",
        "ErrImagePull",
        "no route",
    )
    assert (container.exit_code, container.memory_limit) == (None, "812Mi")
    assert made.container("other") is None


def test_a_pod_that_ended() -> None:
    ended = {
        "exitCode": 137,
        "reason": "OOMKilled",
        "finishedAt": "2026-11-23T05:40:26Z",
        "startedAt": None,
    }
    made = pod({"status": {"containerStatuses": [{"name": "c", "state": {"terminated": ended}}]}})
    container = made.container("c")
    assert container is not None
    assert (container.exit_code, container.reason) == (137, "OOMKilled")
    assert container.finished_at == datetime(2026, 11, 23, 5, 40, 26, tzinfo=UTC)


def test_a_pod_that_no_node_takes() -> None:
    condition = {"type": "PodScheduled", "status": "False", "message": "0/1 nodes are available"}
    assert pod({"status": {"conditions": [condition]}}).unschedulable == "0/1 nodes are available"
    assert (
        pod({"status": {"conditions": [{"type": "PodScheduled", "status": "True"}]}}).unschedulable
        == ""
    )


def test_an_object_that_goes_says_so() -> None:
    made = thing(
        {"metadata": {"name": "a", "deletionTimestamp": "2026-11-23T05:40:26Z", "labels": None}}
    )
    assert made.being_deleted
    assert (made.labels, made.owners, made.created_at) == ({}, (), None)


def test_events_have_their_time_in_one_of_three_places() -> None:
    about = {"involvedObject": {"name": "p"}, "reason": "Failed", "type": "Warning", "message": "m"}
    for name in ("eventTime", "lastTimestamp", "firstTimestamp"):
        made = event({**about, name: "2026-11-23T05:45:02.452099Z"})
        assert (made.about, made.warning) == ("p", True)
        assert made.at == moment("2026-11-23T05:45:02.452099Z")


def test_a_pod_that_the_cluster_puts_out() -> None:
    condition = {"type": "DisruptionTarget", "status": "True", "reason": "EvictionByEvictionAPI"}
    assert pod({"status": {"conditions": [condition]}}).disruption == "EvictionByEvictionAPI"
    assert pod({"status": {"conditions": [{**condition, "status": "False"}]}}).disruption == ""
    assert pod({"status": {}}).disruption == ""
