from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from docai.cluster.objects import thing
from spark_job.application import application
from spark_job.attempts.left_behind import left_behind, sweep
from spark_job.conftest import SPACE, Stand
from stand_ins.kube.handler import status
from stand_ins.kube.operator import APPS

NOW = datetime(2026, 1, 3, tzinfo=UTC)


def body(state: str, hours: float, *, now: datetime = NOW, **spec: Any) -> dict[str, Any]:
    created = (now - timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {
        "metadata": {"name": f"docai-x-0123456789-a{hours:g}", "creationTimestamp": created},
        "spec": {"timeToLiveSeconds": 86400, **spec},
        "status": {"applicationState": {"state": state}},
    }


@pytest.mark.parametrize(
    ("state", "hours", "spec", "goes"),
    [
        ("", 25, {}, True),
        ("SUBMITTED", 25, {}, True),
        ("SUBMISSION_FAILED", 25, {}, True),
        ("PENDING_RERUN", 25, {}, True),
        ("", 23, {}, False),
        ("SUBMITTED", 25, {"timeToLiveSeconds": 2 * 86400}, False),
        ("SUBMITTED", 25, {"timeToLiveSeconds": None}, False),
        ("RUNNING", 25, {}, False),
        ("COMPLETED", 25, {}, False),
        ("FAILED", 25, {}, False),
        ("SUSPENDED", 25, {"suspend": True}, False),
        ("", 25, {"suspend": True}, False),
    ],
)
def test_what_has_not_started_within_its_time_to_live_is_left_behind(
    state: str, hours: float, spec: dict[str, Any], goes: bool
) -> None:
    app = application(thing(body(state, hours, **spec)))
    assert (left_behind([app], NOW) == [app]) is goes


def test_only_what_is_docais_is_swept(stand: Stand) -> None:
    now = datetime.now(UTC)
    ours, other, young = (body("", hours, now=now) for hours in (30, 40, 1))
    for one in (ours, young):
        one["metadata"]["labels"] = {"docai/run-id": "earlier"}
    for one in (ours, other, young):
        stand.api.store.put(APPS, SPACE, one)
    sweep(stand.cluster, SPACE)
    assert stand.names == [one["metadata"]["name"] for one in (young, other)]


def test_without_the_right_to_look_nothing_is_swept_and_nothing_fails(stand: Stand) -> None:
    stand.api.fault = lambda *_: status(403, "Forbidden", "no")
    sweep(stand.cluster, SPACE)
