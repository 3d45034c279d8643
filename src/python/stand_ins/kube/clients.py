"""Clients of the API servers that tests run against."""

from __future__ import annotations

from kubernetes.client import Configuration

from docai.cluster.client import Cluster
from docai.cluster.transport import SdkTransport
from stand_ins.kube.api import KubeApi
from stand_ins.kube.real import ADMIN, RealApi


def client(server: KubeApi | RealApi, *, user: str = ADMIN, patience: float = 60.0) -> Cluster:
    """Return a client of ``server``, signed in as ``user`` where that matters."""
    configuration = Configuration()
    configuration.host = server.url
    if isinstance(server, RealApi):
        configuration.verify_ssl = False
        configuration.api_key = {"authorization": f"Bearer {server.tokens[user]}"}
    return Cluster(SdkTransport(configuration), patience=patience)
