"""What has to hold on any API server: run on the double, and on a real one."""

from __future__ import annotations

import threading
import time
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from docai.cluster.changes import Changed, Interrupted, Listed, Removed
from docai.cluster.conftest import Place
from docai.cluster.errors import Conflict, NotFound, Taken
from docai.cluster.objects import Kind

MAPS = Kind("", "v1", "configmaps")


def body(name: str, **labels: str) -> dict[str, Any]:
    return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": name, "labels": labels}}


def test_an_object_is_created_once_found_annotated_and_deleted(place: Place) -> None:
    cluster, space = place.cluster(), place.namespace
    made = cluster.create(MAPS, space, body("a", run="1"))
    with pytest.raises(Taken):
        cluster.create(MAPS, space, body("a", run="1"))
    assert [one.uid for one in cluster.list(MAPS, space, labels="run=1")] == [made.uid]
    assert cluster.list(MAPS, space, labels="run=2") == ()
    cluster.annotate(MAPS, made, {"docai/log-place": "x"})
    again = cluster.get(MAPS, space, "a")
    assert again is not None
    assert again.annotations["docai/log-place"] == "x"
    assert cluster.delete(MAPS, space, "a", uid=made.uid) is True
    assert cluster.delete(MAPS, space, "a", uid=made.uid) is False
    assert cluster.get(MAPS, space, "a") is None
    with pytest.raises(NotFound):
        cluster.annotate(MAPS, made, {"k": "v"})


def test_another_object_of_the_name_is_left_alone(place: Place) -> None:
    cluster, space = place.cluster(), place.namespace
    first = cluster.create(MAPS, space, body("a"))
    cluster.delete(MAPS, space, "a", uid=first.uid)
    cluster.create(MAPS, space, body("a"))
    with pytest.raises(Conflict):
        cluster.delete(MAPS, space, "a", uid=first.uid)
    with pytest.raises(Conflict):
        cluster.annotate(MAPS, first, {"k": "v"})


def test_the_servers_clock_is_known(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    fast = SimpleNamespace(now=lambda zone: datetime.now(zone) + timedelta(hours=5))
    cluster = place.cluster()
    monkeypatch.setattr("docai.cluster.transport.datetime", fast)
    made = cluster.create(MAPS, place.namespace, body("a"))
    assert made.created_at is not None
    assert abs(cluster.now() - made.created_at) < timedelta(seconds=5)


def test_a_dry_run_leaves_nothing(place: Place) -> None:
    cluster, space = place.cluster(), place.namespace
    cluster.create(MAPS, space, body("a"), dry_run=True)
    assert cluster.get(MAPS, space, "a") is None


def test_a_long_list_comes_whole(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docai.cluster.client.PAGE", 2)
    cluster, space = place.cluster(), place.namespace
    for number in range(5):
        cluster.create(MAPS, space, body(f"a{number}", run="1"))
    assert [one.name for one in cluster.list(MAPS, space, labels="run=1")] == [
        f"a{n}" for n in range(5)
    ]


def test_everything_that_happens_is_told_in_its_order(place: Place) -> None:
    cluster, space = place.cluster(), place.namespace
    changes = cluster.follow(MAPS, space, labels="run=1")
    assert isinstance(next(changes), Listed)
    made = cluster.create(MAPS, space, body("a", run="1"))
    cluster.create(MAPS, space, body("b", run="2"))
    cluster.annotate(MAPS, made, {"k": "v"})
    cluster.delete(MAPS, space, "a", uid=made.uid)
    told = [next(changes) for _ in range(3)]
    assert [type(one) for one in told] == [Changed, Changed, Removed]
    assert {one.thing.uid for one in told if isinstance(one, Changed | Removed)} == {made.uid}


def test_a_watch_is_renewed_by_a_list(place: Place) -> None:
    changes = place.cluster().follow(MAPS, place.namespace, labels="run=1", resync=1.0)
    assert [type(next(changes)) for _ in range(3)] == [Listed] * 3


def test_a_restart_of_the_server_is_lived_through(place: Place) -> None:
    cluster, space = place.cluster(), place.namespace
    cluster.create(MAPS, space, body("a", run="1"))
    changes = cluster.follow(MAPS, space, labels="run=1")
    assert isinstance(next(changes), Listed)
    cluster.create(MAPS, space, body("b", run="1"))
    assert isinstance(next(changes), Changed)  # so the watch is open
    place.server.stop()
    assert isinstance(next(changes), Interrupted)
    place.server.start()
    seen = next(changes)
    while isinstance(seen, Interrupted):
        seen = next(changes)
    assert isinstance(seen, Listed)
    assert sorted(one.name for one in seen.things) == ["a", "b"]


def test_following_can_be_stopped_from_outside(place: Place) -> None:
    stopped = threading.Event()
    began = time.monotonic()
    changes = place.cluster().follow(
        MAPS, place.namespace, labels="run=1", resync=1.0, stopped=stopped.is_set
    )
    assert isinstance(next(changes), Listed)
    threading.Timer(0.5, stopped.set).start()  # while it watches
    assert all(isinstance(one, Listed) for one in changes)
    assert time.monotonic() - began < 10
