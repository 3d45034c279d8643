"""The played operator's pods are let in where ``deploy/`` bounds Spark."""

from __future__ import annotations

import urllib.error
from pathlib import Path

import pytest

from docker_run import HookedStore
from spark_job.base_manifest import read_base
from stand_ins.kube.operator import APPS, Stage
from stand_ins.kube.real import RealApi
from stand_ins.kube.real_store import RealStore

OVERLAY = Path(__file__).resolve().parents[2] / "deploy" / "overlays" / "one-namespace"


def test_a_driver_comes_in_with_what_its_application_says_and_not_without() -> None:
    base = read_base(None)
    application = {**base, "metadata": {"name": "job"}}
    with RealApi() as api:
        api.install_crds()
        api.apply("-k", str(OVERLAY))
        store = HookedStore(api)
        store.put(APPS, "docai", application)
        with pytest.raises(urllib.error.HTTPError, match="403"):
            Stage(RealStore(api), "docai", "job").submitted()
        Stage(store, "docai", "job").submitted()
        driver = store.get("pods", "docai", "job-driver")
    assert driver["spec"]["priorityClassName"] == "docai-spark"
    assert driver["spec"]["securityContext"]["runAsNonRoot"] is True
