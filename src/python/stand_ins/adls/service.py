"""From a request to its answer: route, fault, authorize, do, and write it down."""

from __future__ import annotations

import email.utils
import json
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from stand_ins.adls.blob import batch
from stand_ins.adls.blob import containers as blob_containers
from stand_ins.adls.blob import operations as blob
from stand_ins.adls.blob.xml import error_xml
from stand_ins.adls.codes import BLOB_NAMES, CODES
from stand_ins.adls.control import CONTROL, control
from stand_ins.adls.dfs import access, filesystems, paths
from stand_ins.adls.errors import DroppedConnection, StorageError
from stand_ins.adls.exchange import Exchange
from stand_ins.adls.faults import Fault, FaultKind, FaultPlan
from stand_ins.adls.identity.authorization import Gate
from stand_ins.adls.identity.directory_service import (
    MACHINE_PATH,
    TOKEN_PATH,
    exchange_token,
    machine_token,
)
from stand_ins.adls.identity.tokens import Identity, Tokens
from stand_ins.adls.journal import Journal, RequestRecord
from stand_ins.adls.routing import is_dfs, operation_of
from stand_ins.adls.state import encryption, features
from stand_ins.adls.state import permissions as lists
from stand_ins.adls.state.storage import Storage
from stand_ins.adls.wire import Answer, FileSlice, Request, Resource, resource_of

OPERATIONS: Mapping[str, Callable[[Exchange], Answer]] = {
    **filesystems.OPERATIONS,
    **paths.OPERATIONS,
    **access.OPERATIONS,
    **blob.OPERATIONS,
    **blob_containers.OPERATIONS,
}
TOKENS: Mapping[str, Callable[[Request, Tokens, float], Answer]] = {
    "aad.token": exchange_token,
    "aad.machine-token": machine_token,
}


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes to the client: the answer, cut after ``cut_at`` bytes of its body unless that is None."""

    answer: Answer
    cut_at: int | None = None


@dataclass(frozen=True)
class Service:
    """The emulated storage service, without its sockets."""

    storage: Storage
    gate: Gate
    faults: FaultPlan = field(default_factory=FaultPlan)
    journal: Journal = field(default_factory=Journal)

    def serve(self, request: Request) -> Reply:
        """Return the reply to a request; raises DroppedConnection when there is to be none."""
        if request.raw_path.startswith(CONTROL):
            return Reply(
                control(request, self.storage.clock, self.faults, self.journal, self.gate.tokens)
            )
        started = time.monotonic()
        at, operation, fault = Resource("", "", ""), "unknown", None
        answer = Answer(0)
        try:
            try:
                at, operation = self._routed(request)
                fault = self.faults.next(operation, at.path)
                answer = self._done(request, at, operation, fault)
            except StorageError as error:
                answer = error_answer(request, error)
            answer = _changed(_with_common(request, answer, self.gate.present()), fault)
            return self._cut(answer, fault)
        except DroppedConnection:
            answer = Answer(0)
            raise
        finally:
            sent = answer.body.length if isinstance(answer.body, FileSlice) else len(answer.body)
            self.journal.note(
                RequestRecord(
                    at=self.storage.clock.now(),
                    operation=operation,
                    account=at.account,
                    filesystem=at.filesystem,
                    path=at.path,
                    status=answer.status,
                    received=request.body.length,
                    sent=sent,
                    seconds=time.monotonic() - started,
                    fault=fault.kind.value if fault else "",
                    user_agent=request.header("user-agent"),
                    client_request_id=request.header("x-ms-client-request-id"),
                )
            )

    def _routed(self, request: Request) -> tuple[Resource, str]:
        if TOKEN_PATH.fullmatch(request.raw_path) and request.method == "POST":
            return Resource("", "", ""), "aad.token"
        if request.raw_path == MACHINE_PATH:
            return Resource("", "", ""), "aad.machine-token"
        at = resource_of(request)
        return at, operation_of(request, at)

    def _done(self, request: Request, at: Resource, operation: str, fault: Fault | None) -> Answer:
        if fault is not None:
            _before(fault)
        if operation in TOKENS:
            answer = TOKENS[operation](request, self.gate.tokens, self.storage.clock.now())
        else:
            answer = self._performed(request, at, operation)
        if fault is not None and fault.kind is FaultKind.LOST_ANSWER:
            raise DroppedConnection
        if fault is not None and fault.kind is FaultKind.TIMED_OUT_AFTER:
            raise StorageError("OperationTimedOut")
        return answer

    def _performed(self, request: Request, at: Resource, operation: str) -> Answer:
        if operation == "blob.batch":
            self.gate.check(request, at, self.storage.clock.now())
            return batch.perform(request, self._part)
        caller = self._allowed(request, at, operation)
        return OPERATIONS[operation](Exchange(self.storage, request, at, request.query, caller))

    def _part(self, request: Request) -> Answer:
        try:
            at = resource_of(request)
            caller = self._allowed(request, at, "blob.delete", in_batch=True)
            exchange = Exchange(self.storage, request, at, request.query, caller)
            return OPERATIONS["blob.delete"](exchange)
        except StorageError as error:
            return error_answer(request, error)

    def _allowed(
        self, request: Request, at: Resource, operation: str, *, in_batch: bool = False
    ) -> Identity | None:
        """Return who asks, None for the account's key; raises StorageError when a rule forbids it."""
        caller = self.gate.check(request, at, self.storage.clock.now(), in_batch=in_batch)
        kind, namespace, query = self.storage.features, self.storage.namespace, request.query
        features.check(kind, operation, query.get("action", "").lower())
        if caller is not None and not caller.rights:
            source = paths.rename_source(request).path if operation == "dfs.rename" else ""
            lists.check(namespace, caller.client_id, operation, at, query, source)
        node = namespace.node(at.account, at.filesystem, at.path)
        encryption.check(operation, node, request.header(encryption.DIGEST))
        features.check_change(kind, operation, node)
        return caller

    def _cut(self, answer: Answer, fault: Fault | None) -> Reply:
        if fault is None or fault.kind is not FaultKind.CUT_SHORT:
            return Reply(answer)
        length = answer.body.length if isinstance(answer.body, FileSlice) else len(answer.body)
        return Reply(answer, cut_at=length // 2)


def error_answer(request: Request, error: StorageError) -> Answer:
    """Return the answer that says ``error``: JSON from the DFS endpoint, XML from the Blob endpoint, none to HEAD."""
    code, message, status = error.code, error.message, error.status
    as_dfs = is_dfs(request)
    if not as_dfs and code in BLOB_NAMES:
        code = BLOB_NAMES[code]
        status, message = CODES[code]
    headers = {"x-ms-error-code": code, **error.headers}
    if status == 304 or request.method == "HEAD":
        return Answer(status, headers)
    message += f"\nRequestId:{uuid.uuid4()}"
    if as_dfs:
        headers["Content-Type"] = "application/json;charset=utf-8"
        return Answer(
            status, headers, json.dumps({"error": {"code": code, "message": message}}).encode()
        )
    headers["Content-Type"] = "application/xml"
    return Answer(status, headers, error_xml(code, message))


def _before(fault: Fault) -> None:
    if fault.kind is FaultKind.RESET:
        raise DroppedConnection
    if fault.kind is FaultKind.SLOW:
        time.sleep(fault.seconds)
    if fault.error:
        headers = {"Retry-After": f"{fault.seconds:g}"} if fault.seconds else {}
        raise StorageError(fault.error, headers=headers)


def _with_common(request: Request, answer: Answer, now: float) -> Answer:
    common = {
        "Date": email.utils.formatdate(now, usegmt=True),
        "Server": "docai-adls-emulator",
        "x-ms-request-id": str(uuid.uuid4()),
        "x-ms-version": request.header("x-ms-version") or "2023-11-03",
    }
    if "x-ms-client-request-id" in request.headers:
        common["x-ms-client-request-id"] = request.header("x-ms-client-request-id")
    return replace(answer, headers={**common, **answer.headers})


def _changed(answer: Answer, fault: Fault | None) -> Answer:
    if fault is None or fault.kind is not FaultKind.CHANGED:
        return answer
    given = {name.lower() for name in fault.headers}
    kept = {name: value for name, value in answer.headers.items() if name.lower() not in given}
    new = {name: value for name, value in fault.headers.items() if value}
    body = answer.body
    if fault.body is not None:
        if isinstance(body, FileSlice):
            body.stream.close()
        body = fault.body.encode("latin-1")
    return Answer(fault.status or answer.status, {**kept, **new}, body)
