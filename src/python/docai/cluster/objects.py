"""Kubernetes objects as values. What the API server leaves out has its empty value here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

ContainerState = Literal["waiting", "running", "terminated", "unknown"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of object as the API server's paths name it."""

    group: str
    version: str
    plural: str

    def path(self, namespace: str, name: str = "") -> str:
        """Return the path of the collection in ``namespace``, or of one object in it."""
        root = f"/apis/{self.group}/{self.version}" if self.group else f"/api/{self.version}"
        return f"{root}/namespaces/{namespace}/{self.plural}" + (f"/{name}" if name else "")


PODS = Kind("", "v1", "pods")
EVENTS = Kind("", "v1", "events")


@dataclass(frozen=True, slots=True)
class Owner:
    """Whom an object belongs to."""

    api_version: str
    kind: str
    name: str
    uid: str


@dataclass(frozen=True, slots=True)
class Thing:
    """Any object: what all have in common, and ``body`` as it was served."""

    name: str
    namespace: str
    uid: str
    version: str
    labels: Mapping[str, str]
    annotations: Mapping[str, str]
    owners: tuple[Owner, ...]
    created_at: datetime | None
    being_deleted: bool
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Container:
    """What the kubelet says of a container; ``memory_limit`` as the pod asks for it."""

    name: str
    state: ContainerState
    reason: str = ""
    message: str = ""
    exit_code: int | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None
    memory_limit: str = ""


@dataclass(frozen=True, slots=True)
class Pod:
    """A pod. ``unschedulable`` is the scheduler's reason while it finds no node, else empty.

    ``disruption`` is why the cluster puts it out (the reason of its condition DisruptionTarget), else empty.
    """

    name: str
    uid: str
    phase: str
    labels: Mapping[str, str]
    containers: tuple[Container, ...]
    unschedulable: str = ""
    reason: str = ""
    message: str = ""
    node: str = ""
    being_deleted: bool = False
    disruption: str = ""

    def container(self, name: str) -> Container | None:
        """Return the container of that name, or None before the kubelet speaks of it."""
        return next((one for one in self.containers if one.name == name), None)


@dataclass(frozen=True, slots=True)
class Event:
    """What some controller said about an object."""

    about: str
    reason: str
    message: str
    warning: bool
    at: datetime | None


def thing(body: Mapping[str, Any]) -> Thing:
    """Return an object as a value."""
    meta = body.get("metadata") or {}
    return Thing(
        name=meta.get("name", ""),
        namespace=meta.get("namespace", ""),
        uid=meta.get("uid", ""),
        version=meta.get("resourceVersion", ""),
        labels=dict(meta.get("labels") or {}),
        annotations=dict(meta.get("annotations") or {}),
        owners=tuple(
            Owner(
                one.get("apiVersion", ""),
                one.get("kind", ""),
                one.get("name", ""),
                one.get("uid", ""),
            )
            for one in meta.get("ownerReferences") or ()
        ),
        created_at=moment(meta.get("creationTimestamp")),
        being_deleted=bool(meta.get("deletionTimestamp")),
        body=body,
    )


def pod(body: Mapping[str, Any]) -> Pod:
    """Return a pod as a value."""
    meta, spec, status = (body.get(part) or {} for part in ("metadata", "spec", "status"))
    limits = {
        one.get("name", ""): ((one.get("resources") or {}).get("limits") or {}).get("memory", "")
        for one in spec.get("containers") or ()
    }
    return Pod(
        name=meta.get("name", ""),
        uid=meta.get("uid", ""),
        phase=status.get("phase", ""),
        labels=dict(meta.get("labels") or {}),
        containers=tuple(_container(one, limits) for one in status.get("containerStatuses") or ()),
        unschedulable=_unschedulable(status),
        reason=status.get("reason") or "",
        message=status.get("message") or "",
        node=spec.get("nodeName") or "",
        being_deleted=bool(meta.get("deletionTimestamp")),
        disruption=_disruption(status),
    )


def event(body: Mapping[str, Any]) -> Event:
    """Return an event as a value."""
    return Event(
        about=(body.get("involvedObject") or {}).get("name", ""),
        reason=body.get("reason") or "",
        message=body.get("message") or "",
        warning=body.get("type") == "Warning",
        at=moment(body.get("eventTime") or body.get("lastTimestamp") or body.get("firstTimestamp")),
    )


def moment(text: str | None) -> datetime | None:
    """Return a time as Kubernetes writes it (RFC 3339, UTC), or None."""
    return datetime.fromisoformat(text.replace("Z", "+00:00")) if text else None


def _container(status: Mapping[str, Any], limits: Mapping[str, str]) -> Container:
    name = status.get("name", "")
    for state in ("waiting", "running", "terminated"):
        detail = (status.get("state") or {}).get(state)
        if detail is not None:
            code = detail.get("exitCode")
            return Container(
                name=name,
                state=state,
                reason=detail.get("reason") or "",
                message=detail.get("message") or "",
                exit_code=None if code is None else int(code),
                started_at=moment(detail.get("startedAt")),
                finished_at=moment(detail.get("finishedAt")),
                memory_limit=limits.get(name, ""),
            )
    return Container(name=name, state="unknown", memory_limit=limits.get(name, ""))


def _unschedulable(status: Mapping[str, Any]) -> str:
    for condition in status.get("conditions") or ():
        if condition.get("type") == "PodScheduled" and condition.get("status") == "False":
            return str(condition.get("message") or condition.get("reason") or "no node fits")
    return ""


def _disruption(status: Mapping[str, Any]) -> str:
    for condition in status.get("conditions") or ():
        if condition.get("type") == "DisruptionTarget" and condition.get("status") == "True":
            return str(condition.get("reason") or "DisruptionTarget")
    return ""
