"""The overlay with the identities filled in, by kubectl's own kustomize, on a real API server."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from docai_azure.commands import USUAL
from docai_azure.stages.overlay import ANNOTATION, write_overlay
from docai_azure.stages.software import DEPLOY
from stand_ins.kube.real import RealApi

IDS = {
    "pipeline": "11111111-1111-1111-1111-111111111111",
    "spark": "22222222-2222-2222-2222-222222222222",
}


@pytest.mark.parametrize("layout", ["one-namespace", "two-namespaces"])
def test_a_server_takes_the_overlay_and_each_account_has_its_identity(
    layout: str, tmp_path: Path
) -> None:
    settings = replace(USUAL, layout=layout)
    write_overlay(settings, tmp_path / "a" / "overlay", DEPLOY, **IDS)
    with RealApi() as api:
        api.apply("-k", str(tmp_path / "a" / "overlay"))
        for account, namespace, key in (
            ("docai-pipeline", "docai", "pipeline"),
            ("spark", settings.spark_namespace, "spark"),
        ):
            path = f"/api/v1/namespaces/{namespace}/serviceaccounts/{account}"
            assert api.ask("GET", path)["metadata"]["annotations"][ANNOTATION] == IDS[key]
