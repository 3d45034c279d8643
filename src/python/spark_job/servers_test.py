"""The launcher on any API server: on the double, and on a real one with the operator's CRD.

Logs are not looked at here: there is no kubelet.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from docai.backoff import Backoff
from docai.cluster.client import Cluster
from docai.cluster.errors import Forbidden, OverQuota
from docai.lake.open import open_lake
from docai.runtime.errors import Stopped
from docai.runtime.exit_codes import ExitCode
from docai.runtime.stop import StopSignal
from spark_job.application import LOST, SERIES, SPARK_APPLICATIONS
from spark_job.base_manifest import read_base
from spark_job.conftest import ENDING, PATIENT, Background, begin
from spark_job.jobs import writer
from spark_job.launcher import Launcher
from spark_job.outcomes import Outcomes
from spark_job.results import Result
from spark_job.run_report.reading.cluster import look_and_clean
from spark_job.settings import Settings
from spark_job.spark_app import SparkApp, build
from stand_ins.kube.api import KubeApi, waited
from stand_ins.kube.clients import client
from stand_ins.kube.operator import APPS, Holds, Operator, Stage
from stand_ins.kube.real import ADMIN, RealApi
from stand_ins.kube.real_store import RealStore


@dataclass
class Stand:
    """A namespace on an API server, and launchers in it."""

    server: KubeApi | RealApi
    store: Holds
    app: SparkApp
    folder: Path

    def cluster(self, user: str = ADMIN) -> Cluster:
        """A client, signed in as ``user``."""
        return client(self.server, user=user)

    @property
    def names(self) -> list[str]:
        """The applications that are there."""
        return sorted(one["metadata"]["name"] for one in self.store.all(APPS, self.app.namespace))

    def launcher(self, **options: Any) -> Launcher:
        """A launcher of the job."""
        given: dict[str, Any] = {
            "cluster": self.cluster(),
            "app": self.app,
            "outcomes": Outcomes(open_lake(str(self.folder)), "run-1"),
            "limits": PATIENT,
            "stop": StopSignal(),
            "emit": lambda _: None,
            "resync": 1.0,
            "codes": writer.CODES,
            **options,
        }
        return Launcher(**given)

    def run(self, script: Callable[[Stage], None], **options: Any) -> Result:
        """Run a launcher while ``script`` plays."""
        with Operator(self.store, self.app.namespace, script):
            return self.launcher(**options).run()


@pytest.fixture(params=["double", "real"])
def stand(request: pytest.FixtureRequest, settings: Settings, tmp_path: Path) -> Iterator[Stand]:
    """A new namespace, on each kind of server in turn."""
    space = f"t-{secrets.token_hex(4)}"
    app = build(replace(settings, namespace=space), "run-1", read_base(None))
    if request.param == "real":
        server = request.getfixturevalue("real_api")
        server.namespace(space)
        yield Stand(server, RealStore(server), app, tmp_path)
        return
    with KubeApi() as double:
        yield Stand(double, double.store, app, tmp_path)


def good(stage: Stage) -> None:
    begin(stage)
    stage.completed()


def test_a_job_is_run_once_and_adopted_ever_after(stand: Stand) -> None:
    first = stand.run(good)
    assert (first.code, first.state) == (ExitCode.DONE, "COMPLETED")
    again = stand.launcher().run()
    assert (again.adopted, again.app_name, again.seconds) == (True, first.app_name, first.seconds)
    stand.store.drop(APPS, stand.app.namespace, first.app_name)
    gone = stand.launcher().run()
    assert (gone.adopted, gone.app_name) == (True, first.app_name)
    assert stand.names == []


@pytest.mark.parametrize("code", [1, 3, 4])
def test_exit_codes_come_through(stand: Stand, code: int) -> None:
    def script(stage: Stage) -> None:
        begin(stage)
        stage.failed(code, late=0.3)

    assert stand.run(script).code is ExitCode(code)


def test_a_driver_killed_for_memory(stand: Stand) -> None:
    def script(stage: Stage) -> None:
        begin(stage)
        stage.failed(137, "OOMKilled")

    result = stand.run(script)
    assert result.code is ExitCode.OUT_OF_MEMORY
    assert "3Gi" in result.text


def test_an_image_that_cannot_be_pulled(stand: Stand) -> None:
    def script(stage: Stage) -> None:
        stage.submitted()
        stage.waiting("ErrImagePull", "connection refused")
        stage.waiting("ImagePullBackOff", "Back-off pulling image")

    result = stand.run(script)
    assert result.code is ExitCode.NOT_STARTED
    assert "Back-off" in result.text
    assert stand.names == []


def test_an_unschedulable_driver(stand: Stand) -> None:
    def script(stage: Stage) -> None:
        stage.submitted()
        stage.unschedulable("0/1 nodes are available: 1 Insufficient cpu.")

    result = stand.run(script, limits=ENDING)
    assert result.code is ExitCode.NOT_STARTED
    assert "Insufficient cpu" in result.text


def test_nobody_takes_it_up(stand: Stand) -> None:
    result = stand.launcher(limits=replace(PATIENT, pickup=4.0)).run()
    assert result.code is ExitCode.NOT_STARTED
    assert f"for 4 s: it does not watch {stand.app.namespace}, is not running, " in result.text
    assert stand.names == []


def test_a_driver_pod_that_somebody_deleted(stand: Stand) -> None:
    def script(stage: Stage) -> None:
        begin(stage)
        time.sleep(0.5)
        stage.driver_lost()

    assert stand.run(script).code is ExitCode.OTHER_SIDE


def test_a_failure_is_followed_by_the_next_attempt(stand: Stand) -> None:
    def script(stage: Stage) -> None:
        begin(stage)
        if stage.name.endswith("-a1"):
            stage.failed(3)
        else:
            stage.completed()

    with Operator(stand.store, stand.app.namespace, script):
        assert stand.launcher().run().code is ExitCode.OTHER_SIDE
        assert stand.launcher().run().app_name.endswith("-a2")


def test_a_lost_driver_is_followed_by_the_next_attempt_of_the_same_launcher(stand: Stand) -> None:
    def script(stage: Stage) -> None:
        begin(stage)
        time.sleep(0.3)
        if stage.name.endswith("-a1"):
            stage.driver_lost()
        else:
            stage.completed()

    result = stand.run(script, attempts=3, between=Backoff(0.1, 0.1))
    assert (result.code, result.attempts) == (ExitCode.DONE, 2)
    noted = {
        one["metadata"]["name"][-2:]: one["metadata"].get("annotations", {})
        for one in stand.store.all(APPS, stand.app.namespace)
    }
    assert "went away" in noted["a1"][LOST]
    assert noted["a2"][SERIES].startswith("1 20")


def test_two_launchers_at_once_run_the_job_once(stand: Stand) -> None:
    def script(stage: Stage) -> None:
        begin(stage)
        time.sleep(1.0)
        stage.completed()

    with Operator(stand.store, stand.app.namespace, script) as operator:
        both = [Background(stand.launcher()) for _ in range(2)]
        for one in both:
            one.join(60)
    assert [one.result.code for one in both if one.result] == [ExitCode.DONE, ExitCode.DONE]
    assert len(operator.stages) == 1


@pytest.mark.parametrize(
    "script",
    [lambda stage: None, lambda stage: stage.submitted(), begin],
    ids=["new", "submitted", "running"],
)
def test_a_stop_deletes_the_application_in_every_state(stand: Stand, script: Any) -> None:
    stop = StopSignal()
    with Operator(stand.store, stand.app.namespace, script) as operator:
        slow = replace(PATIENT, pickup=600.0, start=600.0)
        running = Background(stand.launcher(stop=stop, limits=slow, resync=600.0))
        waited(lambda: operator.stages)
        time.sleep(0.5)
        asked = time.monotonic()
        stop.request()
        running.join(10)
    assert isinstance(running.error, Stopped)
    assert time.monotonic() - asked < 3
    assert stand.names == []


def stage_of(stand: Stand, name: str) -> str:
    status = stand.store.get(APPS, stand.app.namespace, name).get("status") or {}
    return str((status.get("applicationState") or {}).get("state", ""))


def test_the_api_server_restarts_in_the_middle(stand: Stand) -> None:
    away = threading.Event()

    def script(stage: Stage) -> None:
        begin(stage)
        away.wait(60)
        stage.completed()

    with Operator(stand.store, stand.app.namespace, script):
        running = Background(stand.launcher())
        (name,) = waited(lambda: stand.names)
        waited(lambda: stage_of(stand, name) == "RUNNING")
        stand.server.restart(0.5)
        away.set()
        running.join(60)
    assert running.error is None
    assert running.result is not None
    assert running.result.code is ExitCode.DONE
    assert len(stand.names) == 1


def test_cleanup_leaves_nothing_of_the_run(stand: Stand) -> None:
    stand.cluster().create(SPARK_APPLICATIONS, stand.app.namespace, stand.app.manifest(1))
    space = stand.app.namespace
    assert look_and_clean(stand.cluster, space, "run-2", str).deleted == ()
    assert len(look_and_clean(stand.cluster, space, "run-1", str).deleted) == 1
    assert stand.names == []


def test_a_user_without_rights_is_told_which_one_lacks(
    real_api: RealApi, app: SparkApp, tmp_path: Path
) -> None:
    stand = Stand(real_api, RealStore(real_api), app, tmp_path)
    with pytest.raises(Forbidden, match="no right to list sparkapplications in spark-jobs"):
        stand.launcher(cluster=stand.cluster("nobody")).run()


def test_a_quota_that_is_used_up_is_named(
    real_api: RealApi, settings: Settings, tmp_path: Path
) -> None:
    space = f"t-{secrets.token_hex(4)}"
    real_api.namespace(space)
    hard = {"count/sparkapplications.sparkoperator.k8s.io": "0"}
    quotas = f"/api/v1/namespaces/{space}/resourcequotas"
    real_api.ask("POST", quotas, {"metadata": {"name": "small"}, "spec": {"hard": hard}})
    # The controller that would count does not run here.
    real_api.ask(
        "PATCH",
        f"{quotas}/small/status",
        {"status": {"hard": hard, "used": dict.fromkeys(hard, "0")}},
    )
    app = build(replace(settings, namespace=space), "run-1", read_base(None))
    with pytest.raises(OverQuota, match="the quota small leaves no room"):
        Stand(real_api, RealStore(real_api), app, tmp_path).launcher().run()
