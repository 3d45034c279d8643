"""A pipeline service that takes only what kfp-server-api's own models describe."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import kfp_server_api
import pytest

BASE = "/apis/v2beta1"


def wrong_fields(model: str, value: Any, at: str = "") -> Iterator[str]:
    """Yield what in ``value`` the model does not describe: unknown fields and values of another type."""
    if model.startswith("list["):
        if not isinstance(value, list):
            yield f"{at}: no list"
            return
        for number, item in enumerate(value):
            yield from wrong_fields(model[5:-1], item, f"{at}[{number}]")
        return
    # The models know an int64 as text; in protobuf's JSON, which the service reads, it may be either.
    plain = {"str": (str, int), "bool": bool, "int": int, "float": (int, float)}
    if model in plain:
        if not isinstance(value, plain[model]):  # type: ignore[arg-type]
            yield f"{at}: {value!r} is no {model}"
        return
    described = getattr(kfp_server_api, model, None)
    if described is None or hasattr(described, "allowable_values"):
        allowed = getattr(described, "allowable_values", None)
        if allowed is not None and value not in allowed:
            yield f"{at}: {value!r} is none of {allowed}"
        return
    if not isinstance(value, dict):
        yield f"{at}: no object"
        return
    names = {wire: name for name, wire in described.attribute_map.items()}
    for wire, inner in value.items():
        if wire not in names:
            yield f"{at}.{wire}: {model} has no such field"
        else:
            yield from wrong_fields(described.openapi_types[names[wire]], inner, f"{at}.{wire}")


@dataclass
class PipelineService:
    """What the service was asked, and what it holds."""

    url: str = ""
    experiments: list[dict[str, Any]] = field(default_factory=list)
    runs: list[dict[str, Any]] = field(default_factory=list)
    schedules: list[dict[str, Any]] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    refuse: tuple[int, str] | None = None
    refuse_path: str = ""
    headers: list[dict[str, str]] = field(default_factory=list)

    def answer(self, method: str, path: str, body: Any) -> tuple[int, Any]:
        """Return status and body of the answer."""
        split = urlsplit(path)
        what = split.path.removeprefix(BASE)
        query = {name: values[0] for name, values in parse_qs(split.query).items()}
        if self.refuse is not None and what.startswith(self.refuse_path):
            return self.refuse[0], {"error_message": self.refuse[1]}
        if method == "GET" and what == "/healthz":
            return 200, {"multi_user": False}
        if method == "GET" and what == "/experiments":
            return 200, {"experiments": self.experiments}
        if method == "POST" and what == "/experiments":
            return self._made("V2beta1Experiment", body, self.experiments, "experiment_id")
        if method == "POST" and what == "/runs":
            return self._made("V2beta1Run", body, self.runs, "run_id")
        if method == "GET" and what == "/recurringruns":
            start = int(query.get("page_token") or 0)
            page = {"recurringRuns": self.schedules[start : start + 1]}
            more = start + 1 < len(self.schedules)
            return 200, page | ({"next_page_token": str(start + 1)} if more else {})
        if method == "POST" and what == "/recurringruns":
            return self._made("V2beta1RecurringRun", body, self.schedules, "recurring_run_id")
        if what.startswith("/recurringruns/"):
            return self._change(method, what.removeprefix("/recurringruns/"))
        return 404, {"error_message": f"{method} {path}"}

    def _made(self, model: str, body: Any, held: list[Any], key: str) -> tuple[int, Any]:
        wrong = list(wrong_fields(model, body))
        if wrong:
            return 400, {"error_message": "; ".join(wrong)}
        made = {**body, key: f"{key}-{len(held) + 1}"}
        held.append(made)
        return 200, made

    def _change(self, method: str, what: str) -> tuple[int, Any]:
        name, _, verb = what.partition(":")
        (found,) = (one for one in self.schedules if one["recurring_run_id"] == name)
        if method == "DELETE":
            self.schedules.remove(found)
            self.deleted.append(name)
        else:
            found["status"] = {"enable": "ENABLED", "disable": "DISABLED"}[verb]
        return 200, {}


@pytest.fixture
def service() -> Iterator[PipelineService]:
    """A pipeline service on a free port of this machine."""
    held = PipelineService()

    class Handler(BaseHTTPRequestHandler):
        def _serve(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            text = self.rfile.read(length)
            held.headers.append(dict(self.headers))
            status, body = held.answer(self.command, self.path, json.loads(text) if text else None)
            data = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_DELETE = _serve  # noqa: N815 - http.server's names

        def log_message(self, *_: Any) -> None:
            """Keep the tests' output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    held.url = f"http://127.0.0.1:{server.server_address[1]}"
    yield held
    server.shutdown()
    server.server_close()
    thread.join()
