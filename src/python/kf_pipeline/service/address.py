"""Where the pipeline service is: its address as it may be shown, whether a credential may go there, and its pages."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit, urlunsplit

from kf_pipeline.errors import BadPipeline

RUN, SCHEDULE = "runs", "recurringrun"
"""What the pages of KFP's UI are called (frontend/src/components/Router.tsx of kubeflow/pipelines)."""


def service_address(text: str) -> str:
    """Return an address as the client takes it, with https where it names no protocol; raises BadPipeline.

    A query and a fragment are left out: they come from a browser's line. A user and password are refused, because the
    client would send neither and every error would show both.
    """
    text = text.strip()
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        named = parts.hostname
        port = parts.port
    except ValueError:
        named, port = None, None
    if not named or parts.scheme not in ("http", "https"):
        raise BadPipeline("--host is no address: write https://HOST or https://HOST/PATH")
    if "@" in parts.netloc:
        raise BadPipeline(
            "--host has a user or a password in it, which KFP's client does not send: "
            "set DOCAI_KFP_TOKEN or DOCAI_KFP_COOKIES instead"
        )
    where = f"[{named}]" if ":" in named else named
    place = where if port is None else f"{where}:{port}"
    return urlunsplit((parts.scheme, place, parts.path.rstrip("/"), "", ""))


def goes_in_clear(address: str) -> bool:
    """Return whether others could read what is sent to ``address``: plain http that leaves this machine and the cluster.

    A service of the cluster is known by its name: ``ml-pipeline.kubeflow.svc``, ``ml-pipeline.kubeflow.svc.cluster.local``.
    """
    parts = urlsplit(address)
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme != "http" or host == "localhost" or host.endswith(".localhost"):
        return False
    try:
        return not ipaddress.ip_address(host).is_loopback
    except ValueError:
        return not host.endswith((".svc", ".svc.cluster.local"))


def page(ui: str | None, kind: str, name: str) -> str | None:
    """Return the address of a run's or a schedule's page, None when nobody knows where the UI is."""
    return None if ui is None else f"{ui}/#/{kind}/details/{name}"
