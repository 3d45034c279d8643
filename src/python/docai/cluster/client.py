"""A cluster: creating, reading, deleting, following objects, and reading logs."""

from __future__ import annotations

import contextlib
import json
import logging
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from docai.backoff import Backoff
from docai.cluster.changes import Change, Interrupted, Listed, change_of
from docai.cluster.errors import (
    Conflict,
    Expired,
    NotFound,
    Refused,
    Unavailable,
)
from docai.cluster.objects import EVENTS, PODS, Event, Kind, Pod, Thing, event, pod, thing
from docai.cluster.retry import retried
from docai.cluster.transport import Request, Transport, connect_transport

PATIENCE = 60.0
PAGE = 200
REOPEN = Backoff(0.25, 4.0)
_log = logging.getLogger(__name__)


class Cluster:
    """A cluster behind a transport. Reading is retried for ``patience`` seconds; creating never is."""

    def __init__(self, transport: Transport, *, patience: float = PATIENCE) -> None:
        self._transport = transport
        self._patience = patience

    def now(self) -> datetime:
        """Return the time by the API server's clock, to a second: what an object's own times are to be held against."""
        return self._transport.now()

    def create(
        self, kind: Kind, namespace: str, body: Mapping[str, Any], *, dry_run: bool = False
    ) -> Thing:
        """Create an object once and return it as the API server took it; with ``dry_run`` it only checks it.

        Raises Taken, Refused, Forbidden, OverQuota, and Unavailable, after which it may or may not have been created.
        """
        name = str((body.get("metadata") or {}).get("name", ""))
        request = Request(
            "POST",
            kind.path(namespace),
            f"create {kind.plural}/{name} in {namespace}",
            query=(
                {"dryRun": "All", "fieldValidation": "Strict"}
                if dry_run
                else {"fieldValidation": "Strict"}
            ),
            body=body,
        )
        return thing(json.loads(self._transport.send(request)))

    def get(self, kind: Kind, namespace: str, name: str) -> Thing | None:
        """Return the object, or None when there is none; raises ClusterError."""
        request = Request(
            "GET", kind.path(namespace, name), f"get {kind.plural}/{name} in {namespace}"
        )
        try:
            return thing(json.loads(self._patiently(request)))
        except NotFound:
            return None

    def list(
        self, kind: Kind, namespace: str, *, labels: str = "", fields: str = ""
    ) -> tuple[Thing, ...]:
        """Return the objects that the selectors choose; raises ClusterError."""
        return self._list(kind, namespace, labels, fields, self._patience)[0]

    def pods(self, namespace: str, *, labels: str) -> tuple[Pod, ...]:
        """Return pods by label; raises ClusterError."""
        return tuple(pod(one.body) for one in self.list(PODS, namespace, labels=labels))

    def events(self, namespace: str, about: str) -> tuple[Event, ...]:
        """Return what was said about the object of that name, oldest first; raises ClusterError."""
        found = self.list(EVENTS, namespace, fields=f"involvedObject.name={about}")
        oldest = datetime.min.replace(tzinfo=UTC)
        return tuple(sorted((event(one.body) for one in found), key=lambda one: one.at or oldest))

    def delete(
        self,
        kind: Kind,
        namespace: str,
        name: str,
        *,
        uid: str | None,
        patience: float | None = None,
    ) -> bool:
        """Delete the object, if it still is the one with ``uid``; False when it is not there any more.

        Raises Conflict when another object has its name now, and ClusterError.
        """
        body: dict[str, Any] = {
            "apiVersion": "v1",
            "kind": "DeleteOptions",
            "propagationPolicy": "Background",
        }
        if uid is not None:
            body["preconditions"] = {"uid": uid}
        request = Request(
            "DELETE",
            kind.path(namespace, name),
            f"delete {kind.plural}/{name} in {namespace}",
            body=body,
        )
        try:
            self._patiently(request, patience)
        except NotFound:
            return False
        return True

    def annotate(self, kind: Kind, thing_: Thing, annotations: Mapping[str, str]) -> None:
        """Set annotations of the object, if it still is that one; raises Conflict, NotFound and ClusterError."""
        request = Request(
            "PATCH",
            kind.path(thing_.namespace, thing_.name),
            f"patch {kind.plural}/{thing_.name} in {thing_.namespace}",
            body={"metadata": {"uid": thing_.uid, "annotations": dict(annotations)}},
            content_type="application/merge-patch+json",
            seconds=5.0,
        )
        try:
            self._transport.send(request)
        except Refused as error:
            # A UID in a patch is a condition; where it does not hold, the API server calls the patch invalid.
            if "metadata.uid" in str(error):
                raise Conflict(str(error)) from error
            raise

    def follow(
        self,
        kind: Kind,
        namespace: str,
        *,
        labels: str,
        resync: float = 30.0,
        stopped: Callable[[], bool] = lambda: False,
        sleep: Callable[[float], object] = time.sleep,
        backoff: Backoff = REOPEN,
    ) -> Iterator[Change]:
        """Yield everything that happens to the objects, until ``stopped``.

        A Listed comes first and again every ``resync`` seconds and after every cut, so that nothing that a watch lost
        stays unseen. An outage yields Interrupted at each try and goes on; other errors are raised.
        """
        waits, since = backoff.waits(), None
        while not stopped():
            try:
                things, version = self._list(kind, namespace, labels, "", 0.0)
                waits, since = backoff.waits(), None
                yield Listed(things)
                yield from self._watch(kind, namespace, labels, version, resync, stopped)
            except Expired:
                _log.debug("watch of %s in %s expired; listing again", kind.plural, namespace)
            except Unavailable as error:
                since = since if since is not None else time.monotonic()
                yield Interrupted(error, time.monotonic() - since)
                sleep(max(next(waits), error.retry_after or 0.0))

    def log(
        self,
        namespace: str,
        name: str,
        container: str,
        *,
        since: datetime | None,
        follow: bool,
        quiet: float = 60.0,
    ) -> contextlib.AbstractContextManager[Iterator[bytes]]:
        """Return a context whose value yields a container's log lines, each with its time in front.

        ``since`` is honoured by the whole second. A stream that is followed ends with the container, or after ``quiet``
        seconds without a line. Raises NotFound, Refused (the container has not started) and ClusterError.
        """
        query = {
            "container": container,
            "timestamps": "true",
            "follow": "true" if follow else "false",
        }
        if since is not None:
            query["sinceTime"] = since.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        request = Request(
            "GET",
            PODS.path(namespace, f"{name}/log"),
            f"get pods/log of {name} in {namespace}",
            query=query,
            seconds=quiet,
        )
        return self._transport.stream(request)

    def _patiently(self, request: Request, patience: float | None = None) -> bytes:
        return retried(
            lambda: self._transport.send(request),
            patience=self._patience if patience is None else patience,
        )

    def _list(
        self, kind: Kind, namespace: str, labels: str, fields: str, patience: float
    ) -> tuple[tuple[Thing, ...], str]:
        query = {"limit": str(PAGE)}
        if labels:
            query["labelSelector"] = labels
        if fields:
            query["fieldSelector"] = fields
        found: list[Thing] = []
        while True:
            request = Request(
                "GET", kind.path(namespace), f"list {kind.plural} in {namespace}", query=dict(query)
            )
            page = json.loads(self._patiently(request, patience))
            found += map(thing, page.get("items") or ())
            meta = page.get("metadata") or {}
            if not meta.get("continue"):
                return tuple(found), str(meta.get("resourceVersion", ""))
            query["continue"] = meta["continue"]

    def _watch(
        self,
        kind: Kind,
        namespace: str,
        labels: str,
        version: str,
        resync: float,
        stopped: Callable[[], bool],
    ) -> Iterator[Change]:
        asked = f"watch {kind.plural} in {namespace}"
        request = Request(
            "GET",
            kind.path(namespace),
            asked,
            query={
                "watch": "true",
                "labelSelector": labels,
                "resourceVersion": version,
                "timeoutSeconds": str(max(1, round(resync))),
            },
            seconds=resync + 10.0,
        )
        with self._transport.stream(request) as lines:
            for line in lines:
                if stopped():
                    return
                change = change_of(line, asked)
                if change is not None:
                    yield change


def connect(context: str | None = None) -> Cluster:
    """Return the cluster that this runs in, or the kubeconfig's (``context``); raises WrongCluster."""
    return Cluster(connect_transport(context))
