"""Faults on demand: which requests go wrong, and how."""

from __future__ import annotations

import fnmatch
import threading
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from dataclasses import fields as dataclass_fields
from enum import StrEnum

from stand_ins.adls.codes import CODES


class FaultKind(StrEnum):
    """What goes wrong with a request."""

    SERVER_BUSY = "server-busy"
    """503 ServerBusy, and nothing is done."""
    INTERNAL_ERROR = "internal-error"
    """500 InternalError, and nothing is done."""
    TIMED_OUT = "timed-out"
    """500 OperationTimedOut, and nothing is done."""
    TIMED_OUT_AFTER = "timed-out-after"
    """500 OperationTimedOut, though the operation took effect."""
    RESET = "reset"
    """The connection is reset before anything is done."""
    LOST_ANSWER = "lost-answer"
    """The connection is reset after the operation took effect."""
    CUT_SHORT = "cut-short"
    """Half of the answer's body, then the connection ends."""
    SLOW = "slow"
    """The answer comes ``seconds`` late."""
    THROTTLED = "throttled"
    """503 ServerBusy with Retry-After to every request beyond ``rate`` in the second before it."""
    FORBIDDEN = "forbidden"
    """403 AuthorizationPermissionMismatch, and nothing is done."""
    TOO_MANY = "too-many"
    """429 TooManyRequests, and nothing is done."""
    REFUSED = "refused"
    """The error that ``code`` names, and nothing is done."""
    CHANGED = "changed"
    """What was asked is done, and something on the way changes the answer, as a login page of a proxy's does."""


BEFORE = {
    FaultKind.SERVER_BUSY: "ServerBusy",
    FaultKind.INTERNAL_ERROR: "InternalError",
    FaultKind.TIMED_OUT: "OperationTimedOut",
    FaultKind.THROTTLED: "ServerBusy",
    FaultKind.FORBIDDEN: "AuthorizationPermissionMismatch",
    FaultKind.TOO_MANY: "TooManyRequests",
}
"""The error that each of these kinds answers instead of doing anything."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that goes wrong with every ``every``-th request that fits ``operation`` and ``path`` (shell patterns).

    It ends after ``times`` (None: never). ``seconds`` is the delay of SLOW, and the Retry-After of SERVER_BUSY, TOO_MANY and
    THROTTLED; ``rate`` the requests a second that THROTTLED lets pass; ``code`` the error of REFUSED, one of codes.CODES.
    CHANGED gives the answer ``status``, ``headers`` and ``body`` (Latin-1), each unless it is nothing; a header whose value is
    empty is taken away.
    """

    kind: FaultKind
    operation: str = "*"
    path: str = "*"
    every: int = 1
    times: int | None = None
    seconds: float = 0.0
    rate: float = 0.0
    code: str = ""
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str | None = None

    def __post_init__(self) -> None:
        if (self.kind is FaultKind.REFUSED) != bool(self.code) or self.code not in {"", *CODES}:
            raise ValueError(f"{self.code!r} is no error of a fault of the kind {self.kind}")

    @property
    def error(self) -> str:
        """Return the error code that is answered instead of doing anything, or ""."""
        return self.code or BEFORE.get(self.kind, "")

    @classmethod
    def from_fields(cls, fields: Mapping[str, object]) -> Fault:
        """Return the fault that a JSON object describes; raises ValueError on a wrong field."""
        known = {each.name for each in dataclass_fields(cls)}
        if unknown := set(fields) - known:
            raise ValueError(
                f"unknown: {', '.join(sorted(unknown))}; a fault has {', '.join(sorted(known))}"
            )
        times, body, given = fields.get("times"), fields.get("body"), fields.get("headers")
        headers = given if isinstance(given, Mapping) else {}
        return cls(
            kind=FaultKind(str(fields.get("kind", ""))),
            operation=str(fields.get("operation", "*")),
            path=str(fields.get("path", "*")),
            every=int(str(fields.get("every", 1))),
            times=None if times is None else int(str(times)),
            seconds=float(str(fields.get("seconds", 0))),
            rate=float(str(fields.get("rate", 0))),
            code=str(fields.get("code", "")),
            status=int(str(fields.get("status", 0))),
            headers={str(name): str(value) for name, value in headers.items()},
            body=None if body is None else str(body),
        )


@dataclass
class _Standing:
    fault: Fault
    fitting: int = 0
    happened: int = 0
    passed: deque[float] = field(default_factory=deque)

    def due(self, now: float) -> bool:
        self.fitting += 1
        if self.fault.kind is not FaultKind.THROTTLED:
            return self.fitting % self.fault.every == 0
        while self.passed and self.passed[0] <= now - 1:
            self.passed.popleft()
        if len(self.passed) >= self.fault.rate:
            return True
        self.passed.append(now)
        return False


class FaultPlan:
    """The faults that are asked for now."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._standing: list[_Standing] = []

    def add(self, *faults: Fault) -> None:
        """Let these faults happen from now on."""
        with self._lock:
            self._standing += [_Standing(fault) for fault in faults]

    def clear(self) -> None:
        """Let nothing go wrong any more."""
        with self._lock:
            self._standing.clear()

    def next(self, operation: str, path: str) -> Fault | None:
        """Return what goes wrong with this request: the first fault that is due."""
        with self._lock:
            for each in self._standing:
                fault = each.fault
                if not fnmatch.fnmatchcase(operation, fault.operation) or not fnmatch.fnmatchcase(
                    path, fault.path
                ):
                    continue
                if fault.times is not None and each.happened >= fault.times:
                    continue
                if each.due(time.monotonic()):
                    each.happened += 1
                    return fault
        return None
