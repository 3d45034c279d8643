"""The SparkApplication from typed settings: the base manifest with what the settings decide laid over it, checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docai.lake.hadoop import ABFS_CLIENT
from docai.runtime.outcome import outcome_path
from spark_job.application import JOB, QUEUE_LABEL, SERIES, Series
from spark_job.base_manifest import API_VERSION, KIND, check, kept_metadata, overlaid
from spark_job.errors import BadManifest
from spark_job.identity import Identity, spec_hash
from spark_job.settings import PodSize, Settings, Toleration

if TYPE_CHECKING:
    from kubeflow_spark_api.models.io_k8s_api_core_v1_toleration import IoK8sApiCoreV1Toleration

WORKLOAD_IDENTITY_LABEL = {"azure.workload.identity/use": "true"}
TOKEN_FILE = (
    "/var/run/secrets/azure/tokens/azure-identity-token"  # noqa: S105 - a path, not a token
)
USUAL_ACCOUNT = "spark"
"""The service account where neither options nor manifest name one: the namespace's default account may make no executors."""

KEY_VARIABLE = "AZURE_STORAGE_ACCOUNT_KEY"


@dataclass(frozen=True, slots=True)
class Owner:
    """The object with which the application goes: only one in the same namespace can own it."""

    api_version: str
    kind: str
    name: str
    uid: str


@dataclass(frozen=True, slots=True)
class SparkApp:
    """A job to run: who it is, where, and its specification (JSON, as the operator reads it).

    ``kind`` is that of its job; ``outcome``: its driver is told where in the lake to leave its outcome.
    """

    identity: Identity
    namespace: str
    spec: Mapping[str, Any]
    labels: Mapping[str, str]
    annotations: Mapping[str, str]
    kind: str = "writer"
    outcome: bool = True

    def manifest(
        self, attempt: int, owner: Owner | None = None, series: Series | None = None
    ) -> dict[str, Any]:
        """Return the SparkApplication of the ``attempt``-th try (from 1), ready to be sent; ``series`` if it is not its first."""
        name, labels = self.identity.name(attempt), self.identity.labels
        metadata: dict[str, Any] = {
            "name": name,
            "namespace": self.namespace,
            "labels": {**self.labels, **labels},
            "annotations": {**self.annotations, JOB: self.kind},
        }
        if series is not None:
            metadata["annotations"][SERIES] = str(series)
        if owner is not None:
            metadata["ownerReferences"] = [
                {
                    "apiVersion": owner.api_version,
                    "kind": owner.kind,
                    "name": owner.name,
                    "uid": owner.uid,
                    "controller": False,
                    "blockOwnerDeletion": False,
                }
            ]
        over: dict[str, Any] = {"driver": {"labels": labels}, "executor": {"labels": labels}}
        if self.outcome:
            path = outcome_path(self.identity.run_id, name)
            over["sparkConf"] = {"spark.kubernetes.driverEnv.DOCAI_OUTCOME": path}
        spec = overlaid(self.spec, over)
        return {"apiVersion": API_VERSION, "kind": KIND, "metadata": metadata, "spec": spec}


def build(settings: Settings, run_id: str, base: Mapping[str, Any]) -> SparkApp:
    """Return the job that ``settings`` ask for in the run ``run_id``; ``base`` is a manifest as read_base returns it.

    Raises BadManifest when the result is no SparkApplication.
    """
    over = _overlay(settings)
    _check_mappings(base["spec"], over)
    spec: dict[str, Any] = overlaid(base["spec"], over)
    if settings.executors.dynamic:
        spec.pop("failureRetries", None)
    driver, executor = (dict(spec.get(role) or {}) for role in ("driver", "executor"))
    account = driver.setdefault("serviceAccount", USUAL_ACCOUNT)
    spec |= {"driver": driver, "executor": {"serviceAccount": account, **executor}}
    kept = kept_metadata(base, settings.namespace)
    app = SparkApp(
        Identity(run_id, settings.step, spec_hash(spec)),
        settings.namespace,
        spec,
        kept.labels,
        kept.annotations,
        kind=settings.job.kind,
        outcome=settings.job.outcome,
    )
    _check_parts(spec)
    check({**base, **app.manifest(1)}, "what the manifest file and the options make together")
    _check_queue(kept.labels, spec)
    return app


def _check_mappings(spec: Mapping[str, Any], over: Mapping[str, Any]) -> None:
    """Return when ``over`` hides nothing of ``spec``: what is laid over a wrong value takes its place; raises BadManifest."""
    for key, value in over.items():
        given = spec.get(key)
        if isinstance(value, Mapping) and given is not None and not isinstance(given, Mapping):
            raise BadManifest(f"spec.{key}: {given!r:.80} is no mapping")


def _check_queue(labels: Mapping[str, str], spec: Mapping[str, Any]) -> None:
    """Return when the job can wait in a queue of Kueue, if it is in one; raises BadManifest."""
    queue = labels.get(QUEUE_LABEL)
    if queue and (spec.get("dynamicAllocation") or {}).get("enabled"):
        raise BadManifest(
            f"the queue {queue!r} ({QUEUE_LABEL}) admits a job with all that it will use, so that the number of executors cannot "
            "follow the work: leave --max-executors and dynamicAllocation out, or the label"
        )


def _check_parts(spec: Mapping[str, Any]) -> None:
    """Return when there is something to run, in an image, each attempt in a pod of its own; raises BadManifest."""
    driver, executor = spec.get("driver") or {}, spec.get("executor") or {}
    if driver.get("podName"):
        raise BadManifest(
            "spec.driver.podName: each attempt needs a driver's pod of its own; take it out"
        )
    if not spec.get("mainApplicationFile"):
        raise BadManifest(
            "there is nothing to run: give --main-file, or a manifest with a mainApplicationFile"
        )
    if not spec.get("image") and not (driver.get("image") and executor.get("image")):
        raise BadManifest("there is no image to run it in: give --image, or a manifest with one")


def _overlay(settings: Settings) -> dict[str, Any]:
    # Here: the operator's models take a second to import, which --help and a wrong option need not wait for.
    from kubeflow_spark_api.models.spark_v1beta2_driver_spec import SparkV1beta2DriverSpec
    from kubeflow_spark_api.models.spark_v1beta2_dynamic_allocation import (
        SparkV1beta2DynamicAllocation,
    )
    from kubeflow_spark_api.models.spark_v1beta2_executor_spec import SparkV1beta2ExecutorSpec

    driver = SparkV1beta2DriverSpec(
        **_size(settings.driver),
        service_account=settings.service_account,
        labels=_pod_labels(settings),
        node_selector=dict(settings.node_selector) or None,
        tolerations=_tolerations(settings.tolerations),
    )
    executor = SparkV1beta2ExecutorSpec(
        **_size(settings.executors.size),
        instances=settings.executors.count,
        service_account=settings.service_account,
        labels=_pod_labels(settings),
        node_selector=dict(settings.node_selector) or None,
        tolerations=_tolerations(settings.tolerations),
    )
    over: dict[str, Any] = {
        "driver": driver.to_dict(),
        "executor": executor.to_dict(),
        "timeToLiveSeconds": settings.ttl,
        "sparkConf": _environment(settings),
        "hadoopConf": _storage(settings),
        **_runs(settings),
    }
    if settings.pull_policy:
        over["imagePullPolicy"] = settings.pull_policy
    if settings.pull_secrets:
        over["imagePullSecrets"] = list(settings.pull_secrets)
    if settings.executors.dynamic:
        over["dynamicAllocation"] = SparkV1beta2DynamicAllocation(
            enabled=True,
            initial_executors=settings.executors.count,
            min_executors=min(1, settings.executors.count or 0),
            max_executors=settings.executors.most,
            shuffle_tracking_enabled=True,
        ).to_dict()
    return over


def _runs(settings: Settings) -> dict[str, Any]:
    """Return what runs, as far as the settings say it."""
    job = settings.job
    said = {
        "image": settings.image,
        "type": job.language,
        "mainApplicationFile": job.main_file,
        "mainClass": job.main_class,
        "arguments": None if job.arguments is None else list(job.arguments),
    }
    return {name: value for name, value in said.items() if value is not None}


def _size(size: PodSize) -> dict[str, Any]:
    return {
        "cores": size.cores,
        "core_request": size.cpu,
        "memory": size.memory,
        "memory_overhead": size.overhead,
    }


def _pod_labels(settings: Settings) -> dict[str, str] | None:
    return WORKLOAD_IDENTITY_LABEL if settings.identity == "workload" else None


def _tolerations(tolerations: tuple[Toleration, ...]) -> list[IoK8sApiCoreV1Toleration] | None:
    from kubeflow_spark_api.models.io_k8s_api_core_v1_toleration import IoK8sApiCoreV1Toleration

    return [
        IoK8sApiCoreV1Toleration(
            key=one.key,
            operator="Exists" if one.value is None else "Equal",
            value=one.value,
            effect=one.effect,
        )
        for one in tolerations
    ] or None


def _environment(settings: Settings) -> dict[str, str]:
    """Return the pods' environment as Spark properties: these also work where the operator's webhook is off."""
    job = settings.job.environment
    made = {f"spark.kubernetes.driverEnv.{name}": job[name] for name in sorted(job)}
    for name, value in sorted(settings.environment.items()):
        made[f"spark.kubernetes.driverEnv.{name}"] = value
        made[f"spark.executorEnv.{name}"] = value
    if settings.identity == "key" and settings.key_secret is not None:
        reference = ":".join(settings.key_secret)
        made[f"spark.kubernetes.driver.secretKeyRef.{KEY_VARIABLE}"] = reference
        made[f"spark.kubernetes.executor.secretKeyRef.{KEY_VARIABLE}"] = reference
    return made


def _storage(settings: Settings) -> dict[str, str]:
    """Return which client the ABFS driver is, and how it signs in: the cluster puts client and tenant into the pods."""
    if settings.identity != "workload":
        return dict(ABFS_CLIENT)
    return {
        **ABFS_CLIENT,
        "fs.azure.account.auth.type": "OAuth",
        "fs.azure.account.oauth.provider.type": (
            "org.apache.hadoop.fs.azurebfs.oauth2.WorkloadIdentityTokenProvider"
        ),
        "fs.azure.account.oauth2.token.file": TOKEN_FILE,
    }
