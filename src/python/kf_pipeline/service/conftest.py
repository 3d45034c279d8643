"""A pipeline service that takes only what kfp-server-api's own models describe, and refuses what the API server refuses.

Its rules are those of kubeflow/pipelines 2.16 and 2.17: backend/src/apiserver/list/list.go (pages, order, filters),
backend/src/apiserver/template/v2_template.go (parameters), backend/src/apiserver/server/api_converter.go (schedules).
"""

from __future__ import annotations

import base64
import json
import re
import threading
from collections.abc import Iterator, Mapping
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


class Refused(Exception):
    """What the service refuses: the HTTP status, and what it says."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status


FIELDS = {
    "/experiments": {"experiment_id": "experiment_id", "display_name": "display_name"},
    "/runs": {
        "run_id": "run_id",
        "display_name": "display_name",
        "created_at": "created_at",
        "experiment_id": "experiment_id",
        "state": "state",
        "recurring_run_id": "recurring_run_id",
    },
    "/recurringruns": {
        "recurring_run_id": "recurring_run_id",
        "display_name": "display_name",
        "created_at": "created_at",
    },
}
"""What can be filtered and sorted by, in each list."""

KINDS = {
    "STRING": str,
    "BOOLEAN": bool,
    "NUMBER_INTEGER": (int, float),
    "NUMBER_DOUBLE": (int, float),
    "LIST": list,
    "STRUCT": dict,
}
ENDED = ("SUCCEEDED", "SKIPPED", "FAILED", "CANCELED")


def listed(what: str, held: list[Any], query: Mapping[str, str]) -> dict[str, Any]:
    """Return a page of ``held`` as the service would, at most ten long; raises Refused."""
    names = FIELDS[what]
    asked = [query.get("sort_by", ""), query.get("filter", "")]
    field_, _, order = (asked[0] or "created_at").partition(" ")
    if asked[0] and (field_ not in names or order not in ("", "asc", "desc")):
        raise Refused(400, f"Invalid sorting field: {field_!r}")
    found = list(held)
    for one in json.loads(asked[1] or "{}").get("predicates", ()):
        if set(one) - {"operation", "key", "stringValue"} or one["operation"] not in ("EQUALS", 1):
            raise Refused(400, f"failed to parse valid filter from {asked[1]!r}")
        if one["key"] not in names:
            raise Refused(400, f"no support for filtering on unrecognized field {one['key']!r}")
        found = [each for each in found if each.get(one["key"]) == one["stringValue"]]
    if query.get("experiment_id"):
        found = [each for each in found if each.get("experiment_id") == query["experiment_id"]]
    if order == "desc":
        found.reverse()
    start = 0
    if query.get("page_token"):
        try:
            start, *before = json.loads(base64.b64decode(query["page_token"]))
        except ValueError as error:
            raise Refused(400, "Invalid page token") from error
        if before != asked:
            raise Refused(400, "page token does not match the supplied sort by and/or filtering")
    size = min(int(query.get("page_size") or 20), 10)
    key = {"/recurringruns": "recurringRuns"}.get(what, what[1:])
    page: dict[str, Any] = {key: found[start : start + size]}
    if start + size < len(found):
        token = base64.b64encode(json.dumps([start + size, *asked]).encode())
        page["next_page_token"] = token.decode()
    return page


def check_parameters(body: Mapping[str, Any]) -> None:
    """Raise Refused for what the pipeline does not take."""
    spec = body["pipeline_spec"]
    root = spec.get("pipeline_spec", spec)["root"]["inputDefinitions"]["parameters"]
    given = (body.get("runtime_config") or {}).get("parameters") or {}
    for name, definition in root.items():
        if name not in given:
            if not definition.get("isOptional") and "defaultValue" not in definition:
                raise Refused(400, f"parameter {name} is not optional, yet has neither default")
        elif not isinstance(given[name], KINDS[definition["parameterType"]]):  # type: ignore[arg-type]
            raise Refused(400, f"input parameter {name} requires another type")
    extra = ", ".join(sorted(set(given) - set(root)))
    if extra:
        raise Refused(400, f"parameter(s) provided are not required by pipeline: {extra}")


@dataclass
class PipelineService:
    """What the service was asked, and what it holds.

    ``refuse`` is the status and text for what matches ``refuse_path`` (``POST /runs``); what matches ``lose`` is done and answered
    with 502, as by a proxy that lost the answer. ``killed`` are runs that went with their schedule, ``most_enabled`` is how
    many schedules of one name were enabled at once.
    """

    url: str = ""
    experiments: list[dict[str, Any]] = field(default_factory=list)
    runs: list[dict[str, Any]] = field(default_factory=list)
    schedules: list[dict[str, Any]] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    killed: list[str] = field(default_factory=list)
    most_enabled: int = 0
    refuse: tuple[int, str] | None = None
    refuse_path: str = ""
    lose: str | None = None
    headers: list[dict[str, str]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    raw: bytes | None = None

    def answer(self, method: str, path: str, body: Any) -> tuple[int, Any]:
        """Return status and body of the answer."""
        split = urlsplit(path)
        what = split.path.removeprefix(BASE)
        query = {name: values[0] for name, values in parse_qs(split.query).items()}
        self.asked.append(f"{method} {what}")
        if self.refuse is not None and re.search(self.refuse_path, f"{method} {what}"):
            return self.refuse[0], {"error_message": self.refuse[1]}
        try:
            answer = self._done(method, what, query, body)
        except Refused as error:
            return error.status, {"error": str(error), "code": 3, "message": str(error)}
        for name in {one["display_name"] for one in self.schedules}:
            same = [one for one in self.schedules if one["display_name"] == name]
            enabled = sum(one["status"] == "ENABLED" for one in same)
            self.most_enabled = max(self.most_enabled, enabled)
        if self.lose is not None and re.search(self.lose, f"{method} {what}"):
            return 502, "bad gateway"
        return 200, answer

    def _done(self, method: str, what: str, query: Mapping[str, str], body: Any) -> Any:
        if method == "GET" and what == "/healthz":
            return {"multi_user": False}
        lists = {"/experiments": self.experiments, "/runs": self.runs}
        if what in (*lists, "/recurringruns") and method == "GET":
            return listed(what, lists.get(what, self.schedules), query)
        if method == "POST" and what == "/experiments":
            return self._made("V2beta1Experiment", body, self.experiments, "experiment_id")
        if method == "POST" and what == "/runs":
            check_parameters(body)
            body = {**body, "state": "PENDING"}
            return self._made("V2beta1Run", body, self.runs, "run_id")
        if method == "POST" and what == "/recurringruns":
            check_parameters(body)
            if not 1 <= int(body.get("max_concurrency") or 0) <= 10:
                raise Refused(400, "Max concurrency of a recurring run must be at least 1")
            made = self._made("V2beta1RecurringRun", body, self.schedules, "recurring_run_id")
            made["status"] = {"ENABLE": "ENABLED", "DISABLE": "DISABLED"}[made["mode"]]
            return made
        if what.startswith("/recurringruns/"):
            return self._one(method, what.removeprefix("/recurringruns/"), query)
        raise Refused(404, f"{method} {what}")

    def _made(self, model: str, body: Any, held: list[Any], key: str) -> Any:
        wrong = list(wrong_fields(model, body))
        if wrong:
            raise Refused(400, "; ".join(wrong))
        kind = key.replace("_", "-")
        number = 1 + len(held) + sum(one.startswith(kind) for one in self.deleted)
        made = {**body, key: f"{kind}-{number}"}
        held.append(made)
        return made

    def _one(self, method: str, what: str, query: Mapping[str, str]) -> Any:
        name, _, verb = what.partition(":")
        found = [one for one in self.schedules if one["recurring_run_id"] == name]
        if not found:
            raise Refused(404, f"RecurringRun {name} not found")
        if method == "GET":
            return found[0]
        if method == "DELETE":
            self.schedules.remove(found[0])
            self.deleted.append(name)
            if query.get("propagation_policy") != "ORPHAN":
                self.killed += self.under_way(name)
        else:
            found[0]["status"] = {"enable": "ENABLED", "disable": "DISABLED"}[verb]
        return {}

    def under_way(self, schedule: str) -> list[str]:
        """Return the runs of a schedule that have not ended."""
        mine = [one for one in self.runs if one.get("recurring_run_id") == schedule]
        return [one["run_id"] for one in mine if one.get("state") not in ENDED]

    def fire(self, schedule: str, state: str | None) -> str:
        """Have a schedule start a run that is in ``state``; return its id."""
        name = f"run-{len(self.runs) + 1}"
        experiment = self.experiments[0]["experiment_id"]
        run = {"run_id": name, "recurring_run_id": schedule, "experiment_id": experiment}
        self.runs.append({**run, "display_name": name, "state": state})
        return name


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
            data = json.dumps(body).encode() if held.raw is None else held.raw
            self.send_response(200 if held.raw is not None else status)
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
