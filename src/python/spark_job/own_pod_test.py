from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from spark_job import own_pod
from spark_job.own_pod import workflow_owner
from spark_job.spark_app import Owner
from stand_ins.kube.api import KubeApi
from stand_ins.kube.clients import client
from stand_ins.kube.handler import status

WORKFLOW = {
    "apiVersion": "argoproj.io/v1alpha1",
    "kind": "Workflow",
    "name": "nightly-x",
    "uid": "w-1",
}


@pytest.fixture
def api(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[KubeApi]:
    (tmp_path / "namespace").write_text("team")
    monkeypatch.setattr(own_pod, "OWN_NAMESPACE", tmp_path / "namespace")
    with KubeApi() as made:
        yield made


def owner(api: KubeApi, namespace: str = "team", environment: Any = None) -> Owner | None:
    return workflow_owner(
        client(api, patience=0.0), namespace, environment or {"HOSTNAME": "step-1"}
    )


def pod(api: KubeApi, **labels: str) -> None:
    meta = {"name": "step-1", "labels": labels, "ownerReferences": [WORKFLOW]}
    api.store.put("pods", "team", {"metadata": meta})


def test_the_application_belongs_to_the_workflow_of_its_pipeline(api: KubeApi) -> None:
    pod(api, **{"workflows.argoproj.io/workflow": "nightly-x"})
    assert owner(api) == Owner("argoproj.io/v1alpha1", "Workflow", "nightly-x", "w-1")


def test_across_namespaces_nothing_owns_anything(api: KubeApi) -> None:
    pod(api, **{"workflows.argoproj.io/workflow": "nightly-x"})
    assert owner(api, "spark-jobs") is None


def test_a_workflow_that_the_label_does_not_name_is_not_the_owner(api: KubeApi) -> None:
    pod(api, **{"workflows.argoproj.io/workflow": "another"})
    assert owner(api) is None


def test_without_the_right_to_read_the_own_pod_there_is_no_owner(api: KubeApi) -> None:
    api.fault = lambda *_: status(403, "Forbidden", "no")
    assert owner(api) is None


def test_outside_a_cluster_there_is_no_owner(
    api: KubeApi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_pod, "OWN_NAMESPACE", tmp_path / "absent")
    assert owner(api) is None
    assert api.asked == []
