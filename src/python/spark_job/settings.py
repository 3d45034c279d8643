"""What decides how the job runs, as values: the options of the launcher, checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from spark_job.errors import BadManifest
from spark_job.jobs.job import Job

MEMORY = re.compile(r"([1-9]\d{0,6})([kmgt])i?b?", re.ASCII | re.IGNORECASE)
"""An amount of memory as Spark writes it: ``2g``, ``512m``, also ``2Gi``; a unit is required."""

CPU = re.compile(r"[1-9]\d{0,4}m?|\d{1,3}\.\d{1,3}", re.ASCII)
"""An amount of CPU as Kubernetes writes it: ``2``, ``500m``, ``0.5``."""

DNS_LABEL = re.compile(r"[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?", re.ASCII)
"""A name after RFC 1035: ``spark-jobs``. The operator asks it of an application's name."""

IMAGE = re.compile(r"[a-z0-9][A-Za-z0-9._:/@-]{0,510}", re.ASCII)
"""An image by tag or digest: ``docaiacr.azurecr.io/spark-delta:v1``."""

LABEL_KEY = re.compile(
    r"(?:[a-z0-9][a-z0-9.-]{0,251}[a-z0-9]/|[a-z0-9]/)?[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?",
    re.ASCII,
)
"""The key of a Kubernetes label or taint: ``pool``, ``kubernetes.azure.com/scalesetpriority``."""

LABEL_VALUE = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?", re.ASCII)
"""The value of a Kubernetes label: at most 63 characters, or none."""

TOLERATION = re.compile(r"([^=:]{1,316})(?:=([^=:]{0,63}))?(?::([A-Za-z]{1,20}))?", re.ASCII)
"""A toleration as ``kubectl taint`` writes a taint: ``pool=spark:NoSchedule``, ``spot:NoSchedule``, ``spot``."""

EFFECTS = ("NoSchedule", "PreferNoSchedule", "NoExecute")
MIB = {"k": 1 / 1024, "m": 1.0, "g": 1024.0, "t": 1024.0 * 1024}
SMALLEST_DRIVER_MIB = 450
"""Spark refuses a driver heap below about 450 MiB ("System memory must be at least 471859200")."""

Identity = Literal["workload", "key", "none"]
"""How the job proves who it is to the storage: a federated token, an account key from a secret, or not at all."""


def mebibytes(amount: str) -> float:
    """Return an amount of memory in MiB; raises BadManifest."""
    match = MEMORY.fullmatch(amount)
    if match is None:
        raise BadManifest(f"{amount!r} is no amount of memory: write 512m or 4g")
    return float(match[1]) * MIB[match[2].lower()]


@dataclass(frozen=True, slots=True)
class PodSize:
    """The size of a driver or an executor; None: as the manifest says.

    ``memory`` is the JVM's heap and ``overhead`` what stands beside it (Python workers, Arrow, the libraries); together
    they are the pod's limit. ``cpu`` is what is reserved, ``cores`` how many tasks run at once.
    """

    cores: int | None = None
    memory: str | None = None
    overhead: str | None = None
    cpu: str | None = None

    def __post_init__(self) -> None:
        if self.cores is not None and self.cores < 1:
            raise BadManifest(f"{self.cores} cores: a pod needs at least one")
        for amount in (self.memory, self.overhead):
            if amount is not None:
                mebibytes(amount)
        if self.cpu is not None and CPU.fullmatch(self.cpu) is None:
            raise BadManifest(f"{self.cpu!r} is no amount of CPU: write 2, 0.5 or 500m")

    def over(self, other: PodSize) -> PodSize:
        """Return this size, with ``other``'s values where it has none."""
        return PodSize(
            self.cores or other.cores,
            self.memory or other.memory,
            self.overhead or other.overhead,
            self.cpu or other.cpu,
        )


@dataclass(frozen=True, slots=True)
class Executors:
    """How many executors: ``count`` fixed (None: as the manifest says), or from ``count`` up to ``most`` as the work asks for them."""

    size: PodSize
    count: int | None = None
    most: int | None = None

    def __post_init__(self) -> None:
        if self.count is None:
            return
        if self.count < 0 or (self.most is None and self.count < 1):
            raise BadManifest(f"{self.count} executors: at least one has to do the work")
        if self.most is not None and self.most < max(self.count, 1):
            raise BadManifest(
                f"at most {self.most} executors, but it begins with {self.count}: raise --max-executors"
            )

    @property
    def dynamic(self) -> bool:
        """Return whether their number follows the work."""
        return self.most is not None and self.most > (self.count or 0)


@dataclass(frozen=True, slots=True)
class Toleration:
    """A taint that the pods may stand on; no ``effect`` means every effect."""

    key: str
    value: str | None = None
    effect: str | None = None

    @classmethod
    def parse(cls, text: str) -> Toleration:
        """Return what ``key=value:Effect`` means; raises ValueError."""
        match = TOLERATION.fullmatch(text.strip())
        if match is None or LABEL_KEY.fullmatch(match[1]) is None:
            raise ValueError(f"{text!r} is no toleration: write pool=spark:NoSchedule")
        if match[3] is not None and match[3] not in EFFECTS:
            raise ValueError(f"{match[3]!r} is no effect of a taint: {', '.join(EFFECTS)}")
        return cls(match[1], match[2], match[3])


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that decides what the SparkApplication asks for. What is None is as the manifest says.

    ``environment`` reaches driver and executors and holds no secret: those are named by ``key_secret`` (a secret's name and key
    with the storage account's key). ``ttl`` is seconds after the end.
    """

    namespace: str
    step: str
    job: Job
    driver: PodSize
    executors: Executors
    image: str | None = None
    lake: str | None = None
    service_account: str | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    identity: Identity = "none"
    key_secret: tuple[str, str] | None = None
    pull_policy: str | None = None
    pull_secrets: tuple[str, ...] = ()
    node_selector: Mapping[str, str] = field(default_factory=dict)
    tolerations: tuple[Toleration, ...] = ()
    ttl: int = 86400

    def __post_init__(self) -> None:
        for what, name in (
            ("namespace", self.namespace),
            ("service account", self.service_account),
            ("step", self.step),
        ):
            if name is not None and DNS_LABEL.fullmatch(name) is None:
                raise BadManifest(
                    f"{name!r} cannot be a {what}: lower-case letters, digits and dashes, "
                    "beginning with a letter, at most 63"
                )
        if len(self.step) > 30:
            raise BadManifest(
                f"the step's name {self.step!r} has {len(self.step)} characters; at most 30 fit"
            )
        if self.image is not None and IMAGE.fullmatch(self.image) is None:
            raise BadManifest(
                f"{self.image!r} is no image: write registry/name:tag or registry/name@sha256:..."
            )
        heap = self.driver.memory
        if heap is not None and mebibytes(heap) < SMALLEST_DRIVER_MIB:
            raise BadManifest(
                f"--driver-memory {heap}: Spark refuses a driver below {SMALLEST_DRIVER_MIB}m"
            )
        if self.ttl < 86400:
            raise BadManifest(
                f"an application that goes {self.ttl} s after its end cannot be adopted by a later start: "
                "give --ttl at least 1d"
            )
        for key, value in self.node_selector.items():
            if LABEL_KEY.fullmatch(key) is None or LABEL_VALUE.fullmatch(value) is None:
                raise BadManifest(
                    f"{key}={value} is no label of a node: write --node-selector pool=spark"
                )
        if self.identity == "key" and self.key_secret is None:
            raise BadManifest(
                "--identity key needs the secret that holds it: --account-key-secret NAME:KEY"
            )
