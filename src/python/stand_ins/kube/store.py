"""What the API server holds: objects with versions, and everything that happened to them."""

from __future__ import annotations

import copy
import threading
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

Object = dict[str, Any]
Key = tuple[str, str, str]
"""Plural, namespace, name."""


@dataclass(frozen=True, slots=True)
class Happened:
    """One change: its version, what it was, and the object after it (before it, when it was deleted)."""

    version: int
    verb: str
    key: Key
    body: Object


@dataclass
class PodLog:
    """A container's log: lines with the time in front, and whether more can come."""

    lines: list[str] = field(default_factory=list)
    ended: bool = False


class Store:
    """Objects by kind, namespace and name. Every change has its number, wakes those who watch, and is kept for them."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.version = 100
        self.oldest = 0
        self.objects: dict[Key, Object] = {}
        self.history: list[Happened] = []
        self.logs: dict[tuple[str, str], PodLog] = {}

    def put(self, plural: str, namespace: str, body: Mapping[str, Any]) -> Object:
        """Create or replace an object; return it as it stands now."""
        with self.changed:
            made = copy.deepcopy(dict(body))
            meta = made.setdefault("metadata", {})
            key = (plural, namespace, str(meta["name"]))
            former = self.objects.get(key)
            meta["namespace"] = namespace
            self.version += 1
            meta["resourceVersion"] = str(self.version)
            if former is None:
                meta.setdefault("uid", str(uuid.uuid4()))
                meta.setdefault(
                    "creationTimestamp", datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
                )
            else:
                meta["uid"] = former["metadata"]["uid"]
                meta["creationTimestamp"] = former["metadata"]["creationTimestamp"]
            self.objects[key] = made
            self._note("ADDED" if former is None else "MODIFIED", key, made)
            return copy.deepcopy(made)

    def change(
        self, plural: str, namespace: str, name: str, edit: Callable[[Object], None]
    ) -> Object | None:
        """Edit an object in place; None when it is not there."""
        with self.changed:
            former = self.objects.get((plural, namespace, name))
            if former is None:
                return None
            made = copy.deepcopy(former)
            edit(made)
            return self.put(plural, namespace, made)

    def drop(self, plural: str, namespace: str, name: str) -> Object | None:
        """Delete an object and all that it owns; return it as it was."""
        with self.changed:
            gone = self.objects.pop((plural, namespace, name), None)
            if gone is None:
                return None
            self.version += 1
            gone["metadata"]["resourceVersion"] = str(self.version)
            self._note("DELETED", (plural, namespace, name), gone)
            for key, body in list(self.objects.items()):
                owners = body["metadata"].get("ownerReferences") or ()
                if any(owner["uid"] == gone["metadata"]["uid"] for owner in owners):
                    self.drop(*key)
            if plural == "pods":
                self.log(namespace, name).ended = True
            return gone

    def get(self, plural: str, namespace: str, name: str) -> Object | None:
        """Return a copy of the object."""
        with self.changed:
            return copy.deepcopy(self.objects.get((plural, namespace, name)))

    def all(self, plural: str, namespace: str) -> list[Object]:
        """Return copies of the objects of a kind."""
        with self.changed:
            return [
                copy.deepcopy(body)
                for key, body in self.objects.items()
                if key[:2] == (plural, namespace)
            ]

    def names(self, plural: str) -> list[str]:
        """Return the names of all objects of a kind, in order."""
        with self.changed:
            return sorted(key[2] for key in self.objects if key[0] == plural)

    def log(self, namespace: str, name: str) -> PodLog:
        """Return the log of a pod; it is there also before the pod and after it."""
        with self.changed:
            return self.logs.setdefault((namespace, name), PodLog())

    def write_log(self, namespace: str, name: str, *lines: str) -> None:
        """Append lines to a pod's log, stamped with the present time."""
        with self.changed:
            log = self.log(namespace, name)
            for line in lines:
                now = datetime.now(UTC)
                log.lines.append(f"{now:%Y-%m-%dT%H:%M:%S.%f}{len(log.lines) % 1000:03d}Z {line}")
            self.changed.notify_all()

    def end_log(self, namespace: str, name: str) -> None:
        """Say that a pod's log is complete."""
        with self.changed:
            self.log(namespace, name).ended = True
            self.changed.notify_all()

    def forget_history(self) -> None:
        """Compact: who watches from an older version than now is told 410 Gone."""
        with self.changed:
            self.version += 1
            self.oldest = self.version
            self.history.clear()

    def _note(self, verb: str, key: Key, body: Object) -> None:
        self.history.append(Happened(self.version, verb, key, copy.deepcopy(body)))
        self.changed.notify_all()
