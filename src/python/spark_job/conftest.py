"""Values that the tests of this room share, and a stand for launchers: an API server that fails on demand, and a lake."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from docai.cluster.client import Cluster
from docai.lake.open import open_lake
from docai.runtime.stop import StopSignal
from spark_job.base_manifest import read_base
from spark_job.jobs import writer
from spark_job.launcher import Launcher
from spark_job.outcomes import Outcomes
from spark_job.results import Result
from spark_job.settings import Settings
from spark_job.spark_app import SparkApp, build
from spark_job.watch.watching import Limits
from stand_ins.kube.api import KubeApi
from stand_ins.kube.clients import client
from stand_ins.kube.operator import APPS, Operator, Stage
from stand_ins.kube.real import RealApi

LAKE = "abfss://filings@docailake.dfs.core.windows.net/prod"


@pytest.fixture
def settings() -> Settings:
    """What a small job asks for."""
    return Settings(
        namespace="spark-jobs",
        step=writer.STEP,
        job=writer.writer(LAKE, "run-1", "1%", ()),
        image="docaiacr.azurecr.io/spark-delta:v1",
        lake=LAKE,
        driver=writer.DRIVER,
        executors=writer.EXECUTORS,
        service_account="spark",
    )


@pytest.fixture
def app(settings: Settings) -> SparkApp:
    """That job in the run ``run-1``."""
    return build(settings, "run-1", read_base(None))


@pytest.fixture(scope="module")
def real_api() -> Iterator[RealApi]:
    """A real API server that knows SparkApplications."""
    with RealApi() as made:
        made.install_crds()
        yield made


SPACE = "spark-jobs"
PATIENT = Limits(pickup=60.0, start=60.0, timeout=None, trouble=60.0, settle=60.0)
"""Limits that no test reaches, also on a machine that stands still for a while."""
SHORT = replace(PATIENT, pickup=10.0, start=10.0)
"""For tests in which something lasts ``LONGER`` than these, and that is no reason to end."""
LONGER = 12.0
ENDING = replace(PATIENT, start=10.0)
"""For tests in which a driver does not start: what the script says of it comes sooner for certain."""


@dataclass
class Stand:
    """A namespace with an API server, a lake, and launchers in it."""

    api: KubeApi
    app: SparkApp
    folder: Path
    printed: list[str] = field(default_factory=list)
    patience: float = 60.0

    @property
    def cluster(self) -> Cluster:
        """A new client."""
        return client(self.api, patience=self.patience)

    @property
    def outcomes(self) -> Outcomes:
        """What the lake knows of the run."""
        return Outcomes(open_lake(str(self.folder)), "run-1")

    @property
    def names(self) -> list[str]:
        """The applications that are there."""
        return self.api.store.names(APPS)

    def launcher(self, **options: Any) -> Launcher:
        """A launcher of the job."""
        given: dict[str, Any] = {
            "cluster": self.cluster,
            "app": self.app,
            "outcomes": self.outcomes,
            "limits": PATIENT,
            "stop": StopSignal(),
            "emit": self.printed.append,
            "resync": 1.0,
            "codes": writer.CODES,
            **options,
        }
        return Launcher(**given)

    def run(self, script: Callable[[Stage], None], **options: Any) -> Result:
        """Run a launcher while ``script`` plays."""
        with Operator(self.api.store, SPACE, script):
            return self.launcher(**options).run()


@pytest.fixture
def stand(app: SparkApp, tmp_path: Path) -> Iterator[Stand]:
    with KubeApi() as api:
        yield Stand(api, app, tmp_path)


def begin(stage: Stage) -> None:
    stage.submitted()
    stage.running()


def good(stage: Stage) -> None:
    begin(stage)
    stage.log("first", "second")
    time.sleep(0.2)
    stage.log("last")
    stage.completed()


def endless(stage: Stage) -> None:
    begin(stage)
    stage.log("working")


class Background(threading.Thread):
    """A launcher in a thread, with what it brought back."""

    def __init__(self, launcher: Launcher) -> None:
        super().__init__(daemon=True)
        self.launcher = launcher
        self.result: Result | None = None
        self.error: Exception | None = None
        self.start()

    def run(self) -> None:
        try:
            self.result = self.launcher.run()
        except Exception as error:  # noqa: BLE001 - handed to the test, which looks at it
            self.error = error
