"""Looking and cleaning against the Kubernetes stand-in; servers_test holds it to a real API server as well."""

from __future__ import annotations

from typing import Any

import pytest

from docai.cluster.client import Cluster
from docai.runtime.exit_codes import ExitCode
from docai.runtime.logs import Redaction
from spark_job.conftest import SPACE, Stand
from spark_job.run_report.evidence import ClusterEvidence
from spark_job.run_report.reading.cluster import look_and_clean
from spark_job.settings import Settings
from spark_job.spark_app_test import changed
from stand_ins.kube.handler import status
from stand_ins.kube.operator import APPS, Stage


def look(stand: Stand, run_id: str = "run-1", namespace: str = SPACE) -> ClusterEvidence:
    return look_and_clean(lambda: stand.cluster, namespace, run_id, Redaction({}))


def application(stand: Stand) -> Stage:
    """Put the run's application there; return the operator's hand on it."""
    made = stand.api.store.put(APPS, SPACE, stand.app.manifest(1))
    return Stage(stand.api.store, SPACE, made["metadata"]["name"])


def test_what_the_run_left_is_deleted_and_nothing_else(stand: Stand, settings: Settings) -> None:
    application(stand)
    stand.api.store.put(APPS, SPACE, changed(settings, step="other").manifest(1))
    foreign = stand.app.manifest(2)
    foreign["metadata"]["labels"]["docai/run-id"] = "run-2"
    stand.api.store.put(APPS, SPACE, foreign)
    assert len(look(stand).deleted) == 2
    assert stand.names == [foreign["metadata"]["name"]]
    assert look(stand) == ClusterEvidence()


def test_an_application_is_looked_at_before_it_is_deleted(stand: Stand) -> None:
    stage = application(stand)
    stage.submitted()
    stage.running()
    stage.failed(137, "OOMKilled")
    (view,) = look(stand).views
    assert view.app is not None
    assert view.app.state == "FAILED"
    assert view.container is not None
    assert (view.container.reason, view.container.exit_code) == ("OOMKilled", 137)
    assert stand.names == []


def test_without_the_right_to_see_pods_the_application_alone_is_looked_at(stand: Stand) -> None:
    stage = application(stand)
    stage.submitted()
    stage.failed(3)
    stand.api.fault = lambda _, path: (
        status(403, "Forbidden", "no pods") if "/pods" in path else None
    )
    (view,) = look(stand).views
    assert view.app is not None
    assert "ExitCode: 3" in view.app.error
    assert view.driver is None
    assert stand.names == []


def test_one_that_goes_already_is_left_to_go(stand: Stand) -> None:
    body = stand.app.manifest(1)
    body["metadata"]["deletionTimestamp"] = "2026-01-01T00:00:00Z"
    stand.api.store.put(APPS, SPACE, body)
    seen = look(stand)
    assert (len(seen.views), seen.deleted, seen.left) == (1, (), ())


def test_a_secret_in_a_message_of_others_comes_no_further(stand: Stand) -> None:
    stage = application(stand)
    stage.submitted()
    stage.submission_failed("GET https://x.net/f?sv=1&sig=abc%2Fdef== refused", retries=0)
    (view,) = look(stand).views
    assert view.app is not None
    assert "sig=***" in view.app.error
    assert "abc%2F" not in str(view)


def refuse(method_refused: str) -> Any:
    def fault(method: str, _: str) -> Any:
        return status(403, "Forbidden", "no right") if method == method_refused else None

    return fault


def test_a_refused_deletion_is_named(stand: Stand) -> None:
    stage = application(stand)
    stand.api.fault = refuse("DELETE")
    seen = look(stand)
    assert seen.code is ExitCode.CALLER
    assert (len(seen.views), seen.deleted) == (1, ())
    assert seen.left[0].startswith(f"{stage.name}: ")
    assert stand.names == [stage.name]


def test_a_refused_list_says_why(stand: Stand) -> None:
    stand.api.fault = refuse("GET")
    seen = look(stand)
    assert (seen.views, seen.code) == ((), ExitCode.CALLER)
    assert "no right" in seen.problem


def test_a_cluster_that_is_away_is_a_problem_of_the_other_side(stand: Stand) -> None:
    stand.api.fault = lambda *_: "cut"
    stand.patience = 1.0
    assert look(stand).code is ExitCode.OTHER_SIDE


@pytest.mark.parametrize("namespace", ["Team A", "../x", ""])
def test_a_namespace_that_cannot_be_is_not_asked_for(stand: Stand, namespace: str) -> None:
    def connect() -> Cluster:
        raise AssertionError("asked")

    seen = look_and_clean(connect, namespace, "run-1", str)
    assert "cannot be a namespace" in seen.problem


def test_without_an_operator_there_is_nothing_to_clean(stand: Stand) -> None:
    stand.api.fault = lambda *_: status(
        404, "NotFound", "the server could not find the requested resource"
    )
    assert look(stand) == ClusterEvidence()
