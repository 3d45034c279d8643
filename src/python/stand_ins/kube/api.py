"""The API server itself: HTTP over a Store, with faults on demand."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from stand_ins.kube.store import Happened, Object, Store

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
class KubeApi:
    """An API server on a free port of this machine; ``fault`` decides what goes wrong."""

    store: Store = field(default_factory=Store)
    fault: Fault | None = None
    asked: list[Asked] = field(default_factory=list)
    url: str = ""
    _server: ThreadingHTTPServer | None = None
    _streams: set[Any] = field(default_factory=set)

    def __enter__(self) -> KubeApi:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self, port: int = 0) -> None:
        """Listen on ``port``; the store keeps what it has."""
        api = self

        class Handler(_Handler):
            kube = api

        ThreadingHTTPServer.allow_reuse_address = True
        self._server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self._server.daemon_threads = True
        self._server.block_on_close = False
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        """Stop listening and cut every stream."""
        server, self._server = self._server, None
        if server is not None:
            server.shutdown()
            server.server_close()
        self.cut_streams()

    def restart(self, away: float) -> None:
        """Be away for some seconds, then serve the same objects at the same address."""
        port = int(self.url.rpartition(":")[2])
        self.stop()
        time.sleep(away)
        self.start(port)

    def cut_streams(self) -> None:
        """Break off every watch and every followed log."""
        for stream in list(self._streams):
            stream.cut = True
        with self.store.changed:
            self.store.changed.notify_all()

    def count(self, method: str, part: str) -> int:
        """Return how many requests with ``method`` had ``part`` in their path."""
        return sum(one.method == method and part in one.path for one in self.asked)


class _Handler(BaseHTTPRequestHandler):
    kube: KubeApi
    protocol_version = "HTTP/1.1"
    cut = False

    def do_GET(self) -> None:
        place = self._begin()
        if place is None:
            return
        namespace, plural, name, log = place
        if log:
            self._log(namespace, name)
        elif name:
            found = self.kube.store.get(plural, namespace, name)
            self._answer(
                *(
                    status(404, "NotFound", f'{plural} "{name}" not found')
                    if found is None
                    else (200, found)
                )
            )
        elif self._query("watch") == "true":
            self._watch(plural, namespace)
        else:
            self._list(plural, namespace)

    def do_POST(self) -> None:
        body = self._body()
        place = self._begin()
        if place is None or body is None:
            return
        namespace, plural, _, _ = place
        name = body["metadata"]["name"]
        with self.kube.store.changed:
            if self.kube.store.get(plural, namespace, name) is not None:
                self._answer(*status(409, "AlreadyExists", f'{plural} "{name}" already exists'))
            elif self._query("dryRun") == "All":
                self._answer(201, body)
            else:
                self._answer(201, self.kube.store.put(plural, namespace, body))

    def do_DELETE(self) -> None:
        body = self._body() or {}
        place = self._begin()
        if place is None:
            return
        namespace, plural, name, _ = place
        wanted = (body.get("preconditions") or {}).get("uid")
        with self.kube.store.changed:
            found = self.kube.store.get(plural, namespace, name)
            if found is None:
                self._answer(*status(404, "NotFound", f'{plural} "{name}" not found'))
            elif wanted not in (None, found["metadata"]["uid"]):
                self._answer(
                    *status(
                        409, "Conflict", f"the UID in the precondition ({wanted}) does not match"
                    )
                )
            else:
                self.kube.store.drop(plural, namespace, name)
                self._answer(200, {"kind": "Status", "status": "Success"})

    def do_PATCH(self) -> None:
        body = self._body() or {}
        place = self._begin()
        if place is None:
            return
        namespace, plural, name, _ = place
        meta = body.get("metadata") or {}
        found = self.kube.store.get(plural, namespace, name)
        if found is None:
            self._answer(*status(404, "NotFound", f'{plural} "{name}" not found'))
        elif meta.get("uid") not in (None, found["metadata"]["uid"]):
            self._answer(*status(422, "Invalid", "metadata.uid: Invalid value: field is immutable"))
        else:

            def edit(one: Object) -> None:
                one["metadata"].setdefault("annotations", {}).update(meta.get("annotations") or {})

            self._answer(200, self.kube.store.change(plural, namespace, name, edit) or {})

    def _begin(self) -> tuple[str, str, str, bool] | None:
        self.kube.asked.append(Asked(self.command, self.path, time.monotonic()))
        instead = self.kube.fault(self.command, self.path) if self.kube.fault else None
        if instead == "cut":
            self.close_connection = True
            self.connection.close()
            return None
        if isinstance(instead, tuple):
            self._answer(*instead)
            return None
        match = PATH.fullmatch(urlsplit(self.path).path)
        if match is None:
            self._answer(
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
            limit, start = int(self._query("limit") or 0), int(self._query("continue") or 0)
            page = found[start : start + limit] if limit else found[start:]
            meta: Object = {"resourceVersion": str(self.kube.store.version)}
            if start + len(page) < len(found):
                meta["continue"] = str(start + len(page))
            self._answer(200, {"kind": "List", "metadata": meta, "items": page})

    def _watch(self, plural: str, namespace: str) -> None:
        store, seen = self.kube.store, int(self._query("resourceVersion") or 0)
        end = time.monotonic() + float(self._query("timeoutSeconds") or 60)
        if seen < store.oldest:
            self._open()
            self._line(
                {"type": "ERROR", "object": status(410, "Expired", "too old resource version")[1]}
            )
            self._close()
            return
        self._open()
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
                if self._chosen(one.body) and not self._line(_event(one)):
                    return
        self._close()

    def _log(self, namespace: str, name: str) -> None:
        store = self.kube.store
        if store.get("pods", namespace, name) is None:
            self._answer(*status(404, "NotFound", f'pods "{name}" not found'))
            return
        since = self._query("sinceTime")
        begin = (
            datetime.fromisoformat(since.replace("Z", "+00:00"))
            if since
            else datetime.min.replace(tzinfo=UTC)
        )
        self._open()
        at = 0
        while not self.cut:
            with store.changed:
                log = store.log(namespace, name)
                news, ended = log.lines[at:], log.ended
                if not news and not ended and self._query("follow") == "true":
                    store.changed.wait(0.2)
                    continue
            at += len(news)
            for line in news:
                stamp = datetime.fromisoformat(line[:26] + "+00:00")
                if stamp >= begin and not self._piece(line.encode() + b"\n"):
                    return
            if self._query("follow") != "true" or (ended and not news):
                self._close()
                return
        self.close_connection = True

    def _chosen(self, body: Mapping[str, Any]) -> bool:
        labels = body["metadata"].get("labels") or {}
        for part in filter(None, self._query("labelSelector").split(",")):
            key, sign, value = part.partition("=")
            # A key alone asks for any value.
            if key not in labels or (sign and labels[key] != value):
                return False
        about = self._query("fieldSelector").removeprefix("involvedObject.name=")
        return not about or (body.get("involvedObject") or {}).get("name") == about

    def _query(self, name: str) -> str:
        return (parse_qs(urlsplit(self.path).query).get(name) or [""])[0]

    def _body(self) -> Object | None:
        data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        return dict(json.loads(data)) if data else None

    def _answer(self, code: int, body: Object) -> None:
        data = json.dumps(body).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _open(self) -> None:
        self.kube._streams.add(self)
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()

    def _line(self, body: Object) -> bool:
        return self._piece(json.dumps(body).encode() + b"\n")

    def _piece(self, data: bytes) -> bool:
        try:
            self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
            self.wfile.flush()
        except OSError:
            self.close_connection = True
            return False
        return True

    def _close(self) -> None:
        self.kube._streams.discard(self)
        if self.cut:
            self.close_connection = True
            return
        try:
            self.wfile.write(b"0\r\n\r\n")
        except OSError:
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - http.server's name
        """Keep the tests' output clean."""


def _event(one: Happened) -> Object:
    return {"type": one.verb, "object": one.body}


def waited(what: Callable[[], Any], seconds: float = 10.0) -> Any:
    """Return what ``what`` returns once it is true; raises TimeoutError."""
    end = time.monotonic() + seconds
    for found in _tries(what):
        if found:
            return found
        if time.monotonic() > end:
            raise TimeoutError(f"not so within {seconds} s")
        time.sleep(0.01)
    raise AssertionError("tries have no end")


def _tries(what: Callable[[], Any]) -> Iterator[Any]:
    while True:
        yield what()
