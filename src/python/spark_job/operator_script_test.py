"""The stand-in operator itself, on both API servers: what its script meets when its application goes away, or when it fails."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Any

import pytest

from spark_job.application import SPARK_APPLICATIONS
from spark_job.base_manifest import read_base
from spark_job.conftest import begin
from spark_job.servers_test import Stand, stand
from spark_job.settings import Settings
from spark_job.spark_app import build
from stand_ins.kube.api import waited
from stand_ins.kube.clients import client
from stand_ins.kube.operator import APPS, Operator, Stage
from stand_ins.kube.real import RealApi
from stand_ins.kube.real_store import RealStore

__all__ = ["stand"]  # a fixture, found by its name


def test_an_operator_takes_a_deleted_application_quietly(stand: Stand) -> None:
    played: list[object] = []

    def script(stage: Stage) -> None:
        stand.store.drop(APPS, stand.app.namespace, stage.name)
        begin(stage)
        stage.failed(1)
        played.append(stage)

    with Operator(stand.store, stand.app.namespace, script):
        stand.cluster().create(SPARK_APPLICATIONS, stand.app.namespace, stand.app.manifest(1))
        waited(lambda: played, 60.0)
    assert stand.store.all("pods", stand.app.namespace) == []


def test_an_application_deleted_within_a_change_is_not_there(
    real_api: RealApi, settings: Settings
) -> None:
    space = f"t-{secrets.token_hex(4)}"
    real_api.namespace(space)
    store, app = RealStore(real_api), build(
        replace(settings, namespace=space), "r", read_base(None)
    )
    made = client(real_api).create(SPARK_APPLICATIONS, space, app.manifest(1))
    name = str(app.manifest(1)["metadata"]["name"])

    def edit(one: dict[str, Any]) -> None:
        one["status"] = {"applicationState": {"state": "RUNNING"}}
        store.drop(APPS, space, name)

    assert made is not None
    assert store.change(APPS, space, name, edit) is None
    assert store.get(APPS, space, name) is None


def test_what_goes_wrong_in_an_operators_script_fails_the_test(stand: Stand) -> None:
    def script(stage: Stage) -> None:
        begin(stage)
        raise RuntimeError("the lantern went out")

    with (
        pytest.raises(RuntimeError, match="the lantern"),
        Operator(stand.store, stand.app.namespace, script) as operator,
    ):
        stand.cluster().create(SPARK_APPLICATIONS, stand.app.namespace, stand.app.manifest(1))
        waited(lambda: operator._errors, 60.0)
