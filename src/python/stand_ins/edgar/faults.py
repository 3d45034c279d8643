"""Faults on demand: which request meets which one follows from a count, never from chance."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from stand_ins.edgar.errors import ReplayError

KINDS: dict[str, str] = {
    "too-many": "429 without Retry-After",
    "too-many-retry-after": "429 with Retry-After: 1",
    "block-403": "the block page, status 403",
    "block-200": "the block page, status 200",
    "unavailable": "503 with the maintenance page",
    "truncated": "the length of the whole; the connection closes half-way",
    "truncated-length": "half of the body, with the length of that half",
    "truncated-gzip": "half of the gzip body without a length, ended by closing",
    "reset": "the connection is reset without an answer",
    "not-a-submission": "an HTML page with status 200",
    "other-filing": "another filing than the one asked for",
    "slow": "the whole body, dripping",
}
MIXED = "mixed"


@dataclass(frozen=True)
class FaultRule:
    """Every `every`-th request whose path contains `path` meets `kind`, at most `times` times (0: always).

    `kind` is one of KINDS, or "mixed" for each of them in turn. Unless `everything` is set, only requests for
    complete submissions count.
    """

    kind: str
    every: int = 1
    times: int = 0
    path: str = ""
    everything: bool = False

    def __post_init__(self) -> None:
        if self.kind not in KINDS and self.kind != MIXED:
            raise ReplayError(
                f"no fault is called {self.kind!r}: choose from {', '.join(KINDS)}, {MIXED}"
            )
        if self.every < 1 or self.times < 0:
            raise ReplayError("a fault comes at least on every 1st request, and at least 0 times")


class FaultPlan:
    """The rules in force with their counts; the first rule whose turn it is decides."""

    def __init__(self, rules: Iterable[FaultRule] = ()) -> None:
        self._lock = threading.Lock()
        self.set(rules)

    def set(self, rules: Iterable[FaultRule]) -> None:
        """Replaces the rules and begins counting anew."""
        with self._lock:
            self._rules = tuple(rules)
            self._seen = [0] * len(self._rules)
            self._done = [0] * len(self._rules)

    def restart(self) -> None:
        """Begins counting anew with the same rules."""
        self.set(self._rules)

    def next_for(self, path: str, submission: bool) -> str:
        """The fault that this request meets, empty for none; counts the request."""
        with self._lock:
            hit = ""
            for n, rule in enumerate(self._rules):
                if rule.path not in path or not (submission or rule.everything):
                    continue
                self._seen[n] += 1
                due = self._seen[n] % rule.every == 0
                if hit or not due or (rule.times and self._done[n] >= rule.times):
                    continue
                kinds = list(KINDS) if rule.kind == MIXED else [rule.kind]
                hit = kinds[self._done[n] % len(kinds)]
                self._done[n] += 1
            return hit

    def as_json(self) -> list[dict[str, Any]]:
        with self._lock:
            return [
                {**asdict(rule), "seen": seen, "done": done}
                for rule, seen, done in zip(self._rules, self._seen, self._done, strict=True)
            ]


def rule_from_json(value: Mapping[str, Any]) -> FaultRule:
    """A rule as a client of the control endpoint writes it. Raises ReplayError."""
    known = {"kind": str, "every": int, "times": int, "path": str, "everything": bool}
    for name, given in value.items():
        if name not in known or not isinstance(given, known[name]):
            raise ReplayError(f"a fault rule has {', '.join(known)}; got {name}={given!r}")
    if "kind" not in value:
        raise ReplayError(f"a fault rule names its kind: one of {', '.join(KINDS)}, {MIXED}")
    return FaultRule(**dict(value))
