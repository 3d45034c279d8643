"""A Store's verbs, done through the real API: the stand-in operator plays on a real server with it."""

from __future__ import annotations

import contextlib
import urllib.error
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from stand_ins.kube.real import RealApi


@dataclass
class RealStore:
    """What Stage and Operator need of a store, done through the real API: see stand_ins.kube.store."""

    api: RealApi
    group: str = "/apis/sparkoperator.k8s.io/v1beta2"

    def put(self, plural: str, namespace: str, body: Mapping[str, Any]) -> Any:
        """Create an object or replace its status; return it, or None when it was deleted meanwhile."""
        name, path = body["metadata"]["name"], self._path(plural, namespace)
        if plural == "pods":
            body = _runnable(body)
        found = self.get(plural, namespace, name)
        if found is None:
            found = self.api.ask("POST", path, body)
        if "status" in body:
            patch = {"status": body["status"]}
            found = _unless_gone(lambda: self.api.ask("PATCH", f"{path}/{name}/status", patch))
        return found

    def change(
        self, plural: str, namespace: str, name: str, edit: Callable[[dict[str, Any]], None]
    ) -> Any:
        """Edit an object's status; None when it is not there, or was deleted meanwhile."""
        found = self.get(plural, namespace, name)
        if found is None:
            return None
        edit(found)
        where = f"{self._path(plural, namespace)}/{name}/status"
        return _unless_gone(lambda: self.api.ask("PATCH", where, {"status": found["status"]}))

    def drop(self, plural: str, namespace: str, name: str) -> None:
        """Delete an object, at once."""
        with contextlib.suppress(urllib.error.HTTPError):
            self.api.ask("DELETE", f"{self._path(plural, namespace)}/{name}?gracePeriodSeconds=0")

    def get(self, plural: str, namespace: str, name: str) -> Any:
        """Return the object, or None."""
        return _unless_gone(lambda: self.api.ask("GET", f"{self._path(plural, namespace)}/{name}"))

    def all(self, plural: str, namespace: str) -> list[dict[str, Any]]:
        """Return the objects of a kind."""
        items: list[dict[str, Any]] = self.api.ask("GET", self._path(plural, namespace))["items"]
        return items

    def write_log(self, namespace: str, name: str, *lines: str) -> None:
        """Do nothing: without a kubelet there is no log."""

    def end_log(self, namespace: str, name: str) -> None:
        """Do nothing: without a kubelet there is no log."""

    def _path(self, plural: str, namespace: str) -> str:
        root = self.group if plural == "sparkapplications" else "/api/v1"
        return f"{root}/namespaces/{namespace}/{plural}"


def _unless_gone(ask: Callable[[], Any]) -> Any:
    """Return the answer, or None where the server says that the object is not there."""
    try:
        return ask()
    except urllib.error.HTTPError as error:
        if error.code == 404:
            return None
        raise


def _runnable(pod: Mapping[str, Any]) -> dict[str, Any]:
    """Return a pod that a real server takes: its containers have images, its owner is whole."""
    kept = ("securityContext", "priorityClassName")
    spec = {key: value for key, value in pod["spec"].items() if key in kept}
    spec["containers"] = [{**one, "image": "none"} for one in pod["spec"]["containers"]]
    meta = {key: value for key, value in pod["metadata"].items() if key != "ownerReferences"}
    status = dict(pod.get("status") or {})
    for one in status.get("containerStatuses") or ():
        one.setdefault("image", "none")
        one.setdefault("imageID", "")
        one.setdefault("ready", False)
        one.setdefault("restartCount", 0)
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for one in status.get("conditions") or ():
        one.setdefault("lastTransitionTime", now)
    return {"metadata": meta, "spec": spec, "status": status}
