import threading
from collections.abc import Iterator
from typing import Any

import pytest

from docai.cluster.changes import Change, Changed, Interrupted, Listed, Removed
from docai.cluster.client import Cluster
from docai.cluster.errors import Conflict, Forbidden, NotFound, Taken, Unavailable
from docai.cluster.objects import PODS, Kind
from stand_ins.kube.api import KubeApi
from stand_ins.kube.clients import client
from stand_ins.kube.handler import status

THINGS = Kind("example.org", "v1", "things")
SPACE = "team"


def body(name: str, **labels: str) -> dict[str, Any]:
    return {
        "apiVersion": "example.org/v1",
        "kind": "Thing",
        "metadata": {"name": name, "labels": labels},
    }


def follow(cluster: Cluster, **options: Any) -> Iterator[Change]:
    return cluster.follow(THINGS, SPACE, labels="run=1", sleep=lambda _: None, **options)


def test_what_was_created_is_found_again(cluster: Cluster) -> None:
    made = cluster.create(THINGS, SPACE, body("a", run="1"))
    assert cluster.get(THINGS, SPACE, "a") == made
    assert [one.name for one in cluster.list(THINGS, SPACE, labels="run=1")] == ["a"]
    assert cluster.list(THINGS, SPACE, labels="run=2") == ()
    assert cluster.get(THINGS, SPACE, "b") is None


def test_a_name_that_is_taken_is_said_so(cluster: Cluster) -> None:
    cluster.create(THINGS, SPACE, body("a"))
    with pytest.raises(Taken, match="create things/a in team"):
        cluster.create(THINGS, SPACE, body("a"))


def test_a_dry_run_creates_nothing(cluster: Cluster) -> None:
    cluster.create(THINGS, SPACE, body("a"), dry_run=True)
    assert cluster.get(THINGS, SPACE, "a") is None


def test_a_creation_whose_answer_is_lost_is_not_repeated(api: KubeApi, cluster: Cluster) -> None:
    api.fault = lambda method, path: "cut" if method == "POST" else None
    with pytest.raises(Unavailable, match="create things/a in team"):
        cluster.create(THINGS, SPACE, body("a"))
    assert api.count("POST", "things") == 1


def test_reading_is_tried_again_while_the_server_is_away(api: KubeApi, cluster: Cluster) -> None:
    faults: Iterator[Any] = iter(
        [
            "cut",
            status(503, "ServiceUnavailable", "starting"),
            status(429, "TooManyRequests", "busy"),
        ]
    )
    cluster.create(THINGS, SPACE, body("a"))
    api.fault = lambda *_: next(faults, None)
    assert cluster.get(THINGS, SPACE, "a") is not None
    assert api.count("GET", "things/a") == 4


def test_a_server_that_stays_away_is_given_up(api: KubeApi) -> None:
    api.fault = lambda *_: status(503, "ServiceUnavailable", "starting")
    with pytest.raises(Unavailable, match="HTTP 503"):
        client(api, patience=2.0).get(THINGS, SPACE, "a")


def test_a_right_that_lacks_is_not_asked_for_again(api: KubeApi, cluster: Cluster) -> None:
    api.fault = lambda *_: status(403, "Forbidden", 'things is forbidden: User "u" cannot list')
    with pytest.raises(Forbidden, match=r"no right to list things in team: .*cannot list"):
        cluster.list(THINGS, SPACE)
    assert len(api.asked) == 1


def test_only_the_object_that_was_meant_is_deleted(cluster: Cluster) -> None:
    first = cluster.create(THINGS, SPACE, body("a"))
    assert cluster.delete(THINGS, SPACE, "a", uid=first.uid) is True
    assert cluster.delete(THINGS, SPACE, "a", uid=first.uid) is False
    cluster.create(THINGS, SPACE, body("a"))
    with pytest.raises(Conflict, match="precondition"):
        cluster.delete(THINGS, SPACE, "a", uid=first.uid)


def test_annotations_are_set_on_the_object_that_was_meant(cluster: Cluster) -> None:
    made = cluster.create(THINGS, SPACE, body("a"))
    cluster.annotate(THINGS, made, {"k": "v"})
    again = cluster.get(THINGS, SPACE, "a")
    assert again is not None
    assert again.annotations == {"k": "v"}
    cluster.delete(THINGS, SPACE, "a", uid=None)
    with pytest.raises(NotFound):
        cluster.annotate(THINGS, made, {"k": "v"})


def test_a_long_list_comes_whole(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docai.cluster.client.PAGE", 2)
    for number in range(5):
        cluster.create(THINGS, SPACE, body(f"a{number}"))
    assert [one.name for one in cluster.list(THINGS, SPACE)] == ["a0", "a1", "a2", "a3", "a4"]


def test_following_lists_first_and_then_tells_what_happens(api: KubeApi, cluster: Cluster) -> None:
    cluster.create(THINGS, SPACE, body("a", run="1"))
    changes = follow(cluster)
    first = next(changes)
    assert isinstance(first, Listed)
    assert [one.name for one in first.things] == ["a"]
    cluster.create(THINGS, SPACE, body("b", run="1"))
    cluster.create(THINGS, SPACE, body("c", run="2"))
    cluster.delete(THINGS, SPACE, "a", uid=None)
    seen = [next(changes), next(changes)]
    assert [(type(one), one.thing.name) for one in seen if isinstance(one, Changed | Removed)] == [
        (Changed, "b"),
        (Removed, "a"),
    ]


def test_a_watch_that_ends_is_followed_by_a_new_list(cluster: Cluster) -> None:
    changes = follow(cluster, resync=1.0)
    assert [type(next(changes)) for _ in range(2)] == [Listed, Listed]


def test_a_version_that_is_too_old_is_listed_again(api: KubeApi, cluster: Cluster) -> None:
    cluster.create(THINGS, SPACE, body("a", run="1"))
    changes = follow(cluster)
    assert isinstance(next(changes), Listed)
    cluster.delete(THINGS, SPACE, "a", uid=None)
    api.store.forget_history()
    again = next(changes)
    assert isinstance(again, Listed)
    assert again.things == ()


def test_a_cut_watch_is_said_and_taken_up_again(api: KubeApi, cluster: Cluster) -> None:
    changes = follow(cluster)
    assert isinstance(next(changes), Listed)
    cluster.create(THINGS, SPACE, body("a", run="1"))
    assert isinstance(next(changes), Changed)  # so the watch is open
    api.cut_streams()
    assert [type(next(changes)) for _ in range(2)] == [Interrupted, Listed]


def test_a_server_that_restarts_is_waited_for(api: KubeApi, cluster: Cluster) -> None:
    cluster.create(THINGS, SPACE, body("a", run="1"))
    changes = cluster.follow(THINGS, SPACE, labels="run=1")
    assert isinstance(next(changes), Listed)
    restart = threading.Thread(target=api.restart, args=(0.6,))
    restart.start()
    seen = [next(changes)]
    while not isinstance(seen[-1], Listed):
        seen.append(next(changes))
    restart.join()
    assert all(isinstance(one, Interrupted) for one in seen[:-1])
    assert [one.name for one in seen[-1].things] == ["a"]


def test_following_ends_when_it_is_told_to(cluster: Cluster) -> None:
    assert list(follow(cluster, stopped=lambda: True)) == []


def test_a_log_is_followed_to_its_end(api: KubeApi, cluster: Cluster) -> None:
    api.store.put("pods", SPACE, {"metadata": {"name": "p"}})
    api.store.write_log(SPACE, "p", "one", "two")

    def write_on() -> None:
        api.store.write_log(SPACE, "p", "three")
        api.store.end_log(SPACE, "p")

    timer = threading.Timer(0.2, write_on)
    timer.start()
    with cluster.log(SPACE, "p", "c", since=None, follow=True) as lines:
        texts = [line.partition(b" ")[2] for line in lines]
    timer.join()
    assert texts == [b"one", b"two", b"three"]


def test_the_log_of_no_pod_is_not_there(cluster: Cluster) -> None:
    with pytest.raises(NotFound), cluster.log(SPACE, "p", "c", since=None, follow=False) as lines:
        list(lines)


def test_pods_are_values(api: KubeApi, cluster: Cluster) -> None:
    api.store.put(
        "pods",
        SPACE,
        {"metadata": {"name": "p", "labels": {"run": "1"}}, "status": {"phase": "Pending"}},
    )
    (pod,) = cluster.pods(SPACE, labels="run=1")
    assert (pod.name, pod.phase, pod.containers) == ("p", "Pending", ())
    assert PODS.path("team", "p") == "/api/v1/namespaces/team/pods/p"
