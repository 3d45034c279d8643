"""The overlay of an installation: one of deploy/overlays, with the client ids of the identities filled in."""

from __future__ import annotations

import os
from pathlib import Path

from docai_azure.settings import Settings

ANNOTATION = "azure.workload.identity/client-id"


def identities(settings: Settings, pipeline: str, spark: str) -> str:
    """Return the patch of the service accounts, given the identities' client ids."""
    accounts = (
        ("docai-pipeline", "docai", pipeline),
        ("spark", settings.spark_namespace, spark),
    )
    return "---\n".join(
        "apiVersion: v1\nkind: ServiceAccount\nmetadata:\n"
        f"  name: {name}\n  namespace: {namespace}\n  annotations:\n    {ANNOTATION}: {client_id}\n"
        for name, namespace, client_id in accounts
    )


def kustomization(settings: Settings, folder: Path, deploy: Path) -> str:
    """Return the kustomization of ``folder`` over the overlay that the settings name."""
    base = os.path.relpath((deploy / "overlays" / settings.layout).resolve(), folder.resolve())
    return (
        "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n"
        f"resources:\n  - {base}\npatches:\n  - path: identities.yaml\n"
    )


def write_overlay(
    settings: Settings, folder: Path, deploy: Path, *, pipeline: str, spark: str
) -> None:
    """Write the overlay into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "identities.yaml").write_text(identities(settings, pipeline, spark))
    (folder / "kustomization.yaml").write_text(kustomization(settings, folder, deploy))
