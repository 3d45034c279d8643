"""A cluster to test against."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from kubernetes.client import Configuration

from docai.cluster.client import Cluster
from docai.cluster.transport import SdkTransport
from docai.testing.kube.api import KubeApi


@pytest.fixture
def api() -> Iterator[KubeApi]:
    """An API server on this machine."""
    with KubeApi() as made:
        yield made


@pytest.fixture
def cluster(api: KubeApi) -> Cluster:
    """A client of it that gives up after two seconds."""
    configuration = Configuration()
    configuration.host = api.url
    return Cluster(SdkTransport(configuration), patience=2.0)
