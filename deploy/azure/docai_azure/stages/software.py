"""What runs on the cluster: docai's accounts and bounds, Kubeflow Pipelines, the Spark Operator; and docai's images."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from docai_azure.command import Command, az
from docai_azure.errors import Missing
from docai_azure.stages.overlay import write_overlay
from docai_azure.stages.place import Place
from docai_azure.stages.programs import Programs

ROOT = Path(__file__).resolve().parents[4]
DEPLOY = ROOT / "deploy"

OPERATOR_VERSION = "2.5.2"
OPERATOR_CHARTS = "https://kubeflow.github.io/spark-operator"

UNKNOWN_ID = "00000000-0000-0000-0000-000000000000"

Tell = Callable[[str], None]


def install(place: Place, *, dry_run: bool, tell: Tell) -> None:
    """Put everything on the cluster that runs there; again: bring it to what the tree says. Raises Missing, CommandFailed."""
    settings, folder = place.settings, place.work / place.settings.name / "overlay"
    ids = {key: _client_id(place, key, dry_run=dry_run) for key in ("pipeline", "spark")}
    write_overlay(settings, folder, DEPLOY, pipeline=ids["pipeline"], spark=ids["spark"])
    tell(f"the overlay stands in {folder}")
    programs = at_cluster(place, dry_run=dry_run, tell=tell)
    programs.kubectl("apply", "-k", str(folder))
    programs.kubectl("apply", "-k", str(DEPLOY / "kubeflow" / "cluster"))
    programs.kubectl(
        *("wait", "--for", "condition=established", "--timeout", "120s"),
        "crd/applications.app.k8s.io",
    )
    programs.kubectl("apply", "-k", str(DEPLOY / "kubeflow"))
    namespaces = ",".join(dict.fromkeys(("docai", settings.spark_namespace)))
    programs.run(
        *("helm", "--kubeconfig", str(place.kubeconfig), "upgrade", "--install"),
        *("spark-operator", "spark-operator", "--repo", OPERATOR_CHARTS),
        *("--version", OPERATOR_VERSION, "--namespace", "spark-operator", "--create-namespace"),
        *("--values", str(DEPLOY / "operator" / "values.yaml")),
        *("--set", f"spark.jobNamespaces={{{namespaces}}}", "--wait"),
    )
    for deployment in ("workflow-controller", "ml-pipeline", "ml-pipeline-ui"):
        programs.kubectl(
            *("--namespace", "docai", "rollout", "status", f"deployment/{deployment}"),
            *("--timeout", "15m"),
        )


def images(place: Place, tag: str, *, dry_run: bool, tell: Tell) -> None:
    """Release the images of a tag into the registry; what is there stays. Raises CommandFailed, Missing."""
    sign_in = sign_in_at(place.settings.registry_in(place.subscription_id))
    _do(place, sign_in, dry_run=dry_run, tell=tell)
    programs = Programs(place.kubeconfig, ROOT, tell, dry_run)
    programs.run("build-support/release/release", tag, "--registry", place.registry_host)


def at_cluster(place: Place, *, dry_run: bool, tell: Tell) -> Programs:
    """Return programs that reach the cluster, its credentials fetched; raises CommandFailed."""
    folder = place.kubeconfig.parent
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    fetch = credentials_of(place.settings.name, str(place.kubeconfig))
    _do(place, fetch, dry_run=dry_run, tell=tell)
    return Programs(place.kubeconfig, ROOT, tell, dry_run)


def sign_in_at(registry: str) -> Command:
    """Return the command that signs Docker in at the registry."""
    return az("acr", "login", "--name", registry)


def identity_of(name: str, key: str) -> Command:
    """Return the command that shows an identity."""
    return az("identity", "show", "--name", f"{name}-{key}", "--resource-group", name)


def credentials_of(name: str, kubeconfig: str) -> Command:
    """Return the command that fetches the cluster's credentials."""
    return az(
        *("aks", "get-credentials", "--name", name, "--resource-group", name),
        *("--file", kubeconfig, "--overwrite-existing"),
    )


def _do(place: Place, command: Command, *, dry_run: bool, tell: Tell) -> Any:
    tell(f"$ {command}")
    return None if dry_run else place.cloud.do(command)


def _client_id(place: Place, key: str, *, dry_run: bool) -> str:
    name = place.settings.name
    answer = place.cloud.ask(identity_of(name, key))
    if answer:
        return str(answer["clientId"])
    if dry_run:
        return UNKNOWN_ID
    raise Missing(f"there is no identity {name}-{key}: deploy/azure/azure up")
