"""Values that the tests of this room share."""

from __future__ import annotations

import pytest

from spark_job.base_manifest import read_base
from spark_job.settings import Executors, PodSize, Settings
from spark_job.spark_app import SparkApp, build


@pytest.fixture
def settings() -> Settings:
    """What a small job asks for."""
    return Settings(
        namespace="spark-jobs",
        image="docaiacr.azurecr.io/spark-delta:v1",
        lake="abfss://filings@docailake.dfs.core.windows.net/prod",
        driver=PodSize(1, "2g", "1g"),
        executors=Executors(PodSize(2, "2g", "4g"), 2),
        service_account="spark",
        arguments=("--tolerate", "1%"),
    )


@pytest.fixture
def app(settings: Settings) -> SparkApp:
    """That job in the run ``run-1``."""
    return build(settings, "run-1", read_base(None))
