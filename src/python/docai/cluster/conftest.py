"""Clusters to test against: our double, and a real API server."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from docai.cluster.client import Cluster
from stand_ins.kube.api import KubeApi
from stand_ins.kube.clients import client
from stand_ins.kube.real import ADMIN, RealApi


@pytest.fixture
def api() -> Iterator[KubeApi]:
    """An API server on this machine that fails on demand."""
    with KubeApi() as made:
        yield made


@pytest.fixture
def cluster(api: KubeApi) -> Cluster:
    """A client of it."""
    return client(api)


@pytest.fixture(scope="session")
def real_api() -> Iterator[RealApi]:
    """A real API server."""
    with RealApi() as made:
        yield made


@dataclass(frozen=True)
class Place:
    """A namespace of its own on some API server."""

    server: KubeApi | RealApi
    namespace: str

    def cluster(self, user: str = ADMIN) -> Cluster:
        """A client of the server, signed in as ``user`` where that matters."""
        return client(self.server, user=user)


@pytest.fixture(params=["double", "real"])
def place(request: pytest.FixtureRequest) -> Place:
    """A new namespace, on each kind of server in turn."""
    server = request.getfixturevalue("api" if request.param == "double" else "real_api")
    name = f"t-{secrets.token_hex(4)}"
    if isinstance(server, RealApi):
        server.namespace(name)
    return Place(server, name)
