"""The launcher creates one application: answers that are lost, refusals, and names that are taken."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from docai.cluster.errors import Forbidden, OverQuota, Refused
from docai.runtime.errors import NotStarted
from docai.runtime.exit_codes import ExitCode
from spark_job.conftest import SPACE, Stand, good
from spark_job.errors import BadManifest, OtherSpec
from spark_job.settings import Settings
from spark_job.spark_app_test import changed
from stand_ins.kube.handler import status
from stand_ins.kube.operator import APPS


def test_a_creation_whose_answer_is_lost_makes_one_application(stand: Stand) -> None:
    posts: list[str] = []

    def fault(method: str, path: str) -> Any:
        if method == "POST" and not posts:
            posts.append(path)
            stand.api.store.put(APPS, SPACE, stand.app.manifest(1))
            return "cut"
        return None

    stand.api.fault = fault
    assert stand.run(good).code is ExitCode.DONE
    assert len(stand.names) == 1


def test_a_creation_that_did_not_arrive_is_sent_again(stand: Stand) -> None:
    posts: list[str] = []

    def fault(method: str, path: str) -> Any:
        if method == "POST":
            posts.append(path)
        return (
            status(503, "ServiceUnavailable", "starting")
            if method == "POST" and len(posts) < 3
            else None
        )

    stand.api.fault = fault
    assert stand.run(good).code is ExitCode.DONE
    assert len(posts) == 3


@pytest.mark.parametrize(
    ("code", "message", "error"),
    [
        (403, 'sparkapplications is forbidden: User "u" cannot create', Forbidden),
        (403, "x is forbidden: exceeded quota: small, requested: count/x=1", OverQuota),
        (400, 'admission webhook "v.example.org" denied the request: no', Refused),
        (404, 'namespaces "spark-jobs" not found', BadManifest),
        (404, "the server could not find the requested resource", NotStarted),
    ],
)
def test_what_the_api_server_refuses_is_one_sentence(
    stand: Stand, code: int, message: str, error: type[Exception]
) -> None:
    stand.api.fault = lambda method, _: (
        status(code, "Forbidden", message) if method == "POST" else None
    )
    with pytest.raises(error):
        stand.launcher().run()


def test_a_name_that_is_taken_by_something_else_is_said(stand: Stand) -> None:
    other = stand.app.manifest(1)
    other["metadata"]["labels"] = {}
    stand.api.store.put(APPS, SPACE, other)
    with pytest.raises(BadManifest, match="is taken in spark-jobs"):
        stand.launcher().run()


def test_the_step_is_not_run_beside_itself_with_other_options(
    stand: Stand, settings: Settings
) -> None:
    stand.api.store.put(
        APPS, SPACE, changed(settings, job=replace(settings.job, arguments=())).manifest(1)
    )
    with pytest.raises(OtherSpec):
        stand.launcher().run()
