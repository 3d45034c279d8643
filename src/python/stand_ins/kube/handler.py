"""How the API server answers one request: HTTP over a Store, with faults on demand."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from stand_ins.kube.store import Happened, Object, Store
from stand_ins.kube.wire import Wire

PATH = re.compile(
    r"/(?:api/v1|apis/[a-z0-9.]{1,100}/v[a-z0-9]{1,20})/namespaces/([a-z0-9-]{1,63})/([a-z]{1,40})(?:/([a-z0-9.-]{1,253}))?(/log)?",
    re.ASCII,
)
"""The path of a collection, an object or a log: namespace, plural, name, ``/log``."""

Fault = Callable[[str, str], "tuple[int, Object] | str | None"]
"""Given method and path: an answer to give instead, ``"cut"`` to break the connection off, or None to serve it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that came in, and when (``time.monotonic``)."""

    method: str
    path: str
    at: float


def status(code: int, reason: str, message: str) -> tuple[int, Object]:
    """Return an error as the API server words it."""
    return code, {
        "kind": "Status",
        "apiVersion": "v1",
        "status": "Failure",
        "code": code,
        "reason": reason,
        "message": message,
    }


@dataclass
class Served:
    """What all requests of one server share; ``fault`` decides what goes wrong."""

    store: Store = field(default_factory=Store)
    fault: Fault | None = None
    asked: list[Asked] = field(default_factory=list)
    streams: set[Wire] = field(default_factory=set)
    """Every watch and followed log that is open."""


class Handler(Wire):
    """The verbs of one connection; a subclass sets ``kube`` too."""

    kube: Served

    def do_GET(self) -> None:  # noqa: N802 - http.server's name
        place = self._begin()
        if place is None:
            return
        namespace, plural, name, log = place
        if log:
            self._log(namespace, name)
        elif name:
            found = self.kube.store.get(plural, namespace, name)
            self.answer(
                *(
                    status(404, "NotFound", f'{plural} "{name}" not found')
                    if found is None
                    else (200, found)
                )
            )
        elif self.query("watch") == "true":
            self._watch(plural, namespace)
        else:
            self._list(plural, namespace)

    def do_POST(self) -> None:  # noqa: N802 - http.server's name
        body = self.body()
        place = self._begin()
        if place is None or body is None:
            return
        namespace, plural, _, _ = place
        name = body["metadata"]["name"]
        with self.kube.store.changed:
            if self.kube.store.get(plural, namespace, name) is not None:
                self.answer(*status(409, "AlreadyExists", f'{plural} "{name}" already exists'))
            elif self.query("dryRun") == "All":
                self.answer(201, body)
            else:
                self.answer(201, self.kube.store.put(plural, namespace, body))

    def do_DELETE(self) -> None:  # noqa: N802 - http.server's name
        body = self.body() or {}
        place = self._begin()
        if place is None:
            return
        namespace, plural, name, _ = place
        wanted = (body.get("preconditions") or {}).get("uid")
        with self.kube.store.changed:
            found = self.kube.store.get(plural, namespace, name)
            if found is None:
                self.answer(*status(404, "NotFound", f'{plural} "{name}" not found'))
            elif wanted not in (None, found["metadata"]["uid"]):
                self.answer(
                    *status(
                        409, "Conflict", f"the UID in the precondition ({wanted}) does not match"
                    )
                )
            else:
                self.kube.store.drop(plural, namespace, name)
                self.answer(200, {"kind": "Status", "status": "Success"})

    def do_PATCH(self) -> None:  # noqa: N802 - http.server's name
        body = self.body() or {}
        place = self._begin()
        if place is None:
            return
        namespace, plural, name, _ = place
        meta = body.get("metadata") or {}
        found = self.kube.store.get(plural, namespace, name)
        if found is None:
            self.answer(*status(404, "NotFound", f'{plural} "{name}" not found'))
        elif meta.get("uid") not in (None, found["metadata"]["uid"]):
            self.answer(*status(422, "Invalid", "metadata.uid: Invalid value: field is immutable"))
        else:

            def edit(one: Object) -> None:
                one["metadata"].setdefault("annotations", {}).update(meta.get("annotations") or {})

            self.answer(200, self.kube.store.change(plural, namespace, name, edit) or {})

    def _begin(self) -> tuple[str, str, str, bool] | None:
        self.kube.asked.append(Asked(self.command, self.path, time.monotonic()))
        instead = self.kube.fault(self.command, self.path) if self.kube.fault else None
        if instead == "cut":
            self.close_connection = True
            self.connection.close()
            return None
        if isinstance(instead, tuple):
            self.answer(*instead)
            return None
        match = PATH.fullmatch(urlsplit(self.path).path)
        if match is None:
            self.answer(
                *status(404, "NotFound", "the server could not find the requested resource")
            )
            return None
        return match[1], match[2], match[3] or "", bool(match[4])

    def _list(self, plural: str, namespace: str) -> None:
        with self.kube.store.changed:
            found = [
                body
                for key, body in sorted(self.kube.store.objects.items())
                if key[:2] == (plural, namespace) and self._chosen(body)
            ]
            limit, start = int(self.query("limit") or 0), int(self.query("continue") or 0)
            page = found[start : start + limit] if limit else found[start:]
            meta: Object = {"resourceVersion": str(self.kube.store.version)}
            if start + len(page) < len(found):
                meta["continue"] = str(start + len(page))
            self.answer(200, {"kind": "List", "metadata": meta, "items": page})

    def _watch(self, plural: str, namespace: str) -> None:
        store, seen = self.kube.store, int(self.query("resourceVersion") or 0)
        end = time.monotonic() + float(self.query("timeoutSeconds") or 60)
        if seen < store.oldest:
            self.open()
            self.line(
                {"type": "ERROR", "object": status(410, "Expired", "too old resource version")[1]}
            )
            self.close()
            return
        self.open()
        while time.monotonic() < end and not self.cut:
            with store.changed:
                news = [
                    one
                    for one in store.history
                    if one.version > seen and one.key[:2] == (plural, namespace)
                ]
                if not news:
                    store.changed.wait(min(0.2, max(0.0, end - time.monotonic())))
                    continue
            for one in news:
                seen = one.version
                if self._chosen(one.body) and not self.line(_event(one)):
                    return
        self.close()

    def _log(self, namespace: str, name: str) -> None:
        store = self.kube.store
        if store.get("pods", namespace, name) is None:
            self.answer(*status(404, "NotFound", f'pods "{name}" not found'))
            return
        since = self.query("sinceTime")
        begin = (
            datetime.fromisoformat(since.replace("Z", "+00:00"))
            if since
            else datetime.min.replace(tzinfo=UTC)
        )
        self.open()
        at = 0
        while not self.cut:
            with store.changed:
                log = store.log(namespace, name)
                news, ended = log.lines[at:], log.ended
                if not news and not ended and self.query("follow") == "true":
                    store.changed.wait(0.2)
                    continue
            at += len(news)
            for line in news:
                stamp = datetime.fromisoformat(line[:26] + "+00:00")
                if stamp >= begin and not self.piece(line.encode() + b"\n"):
                    return
            if self.query("follow") != "true" or (ended and not news):
                self.close()
                return
        self.close_connection = True

    def _chosen(self, body: Mapping[str, Any]) -> bool:
        labels = body["metadata"].get("labels") or {}
        for part in filter(None, self.query("labelSelector").split(",")):
            key, sign, value = part.partition("=")
            # A key alone asks for any value.
            if key not in labels or (sign and labels[key] != value):
                return False
        about = self.query("fieldSelector").removeprefix("involvedObject.name=")
        return not about or (body.get("involvedObject") or {}).get("name") == about


def _event(one: Happened) -> Object:
    return {"type": one.verb, "object": one.body}
