"""Asking EDGAR: one request after the other until there is an answer that can be used, or no point in going on."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Generic, TypeVar

from data_loader.edgar.answer import HEAD_BYTES, Kind, classify, describe, retry_after
from data_loader.edgar.errors import EdgarBlocks, EdgarUnavailable, Trouble
from data_loader.edgar.gate import BlockGate
from data_loader.edgar.limiter import Limiter
from data_loader.edgar.retry import RetryPolicy
from data_loader.edgar.wire import Answer, Wire
from data_loader.ending import Ending

BLOCKS_IN_A_ROW = 6
"""After so many block pages, one pause after the other and nothing answered between, the run ends."""

_log = logging.getLogger(__name__)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Content:
    """A body worth reading: its first bytes, ``head``, and all of it in ``pieces`` (``head`` included), once."""

    headers: Mapping[str, str]
    head: bytes
    pieces: Iterator[bytes]


@dataclass(frozen=True, slots=True)
class Asked(Generic[_T]):
    """What came of asking: ``value`` where ``kind`` is CONTENT; else ``error`` says what was wrong the last time."""

    kind: Kind
    value: _T | None
    attempts: int
    error: str | None = None


class EdgarClient:
    """Composes the policies; safe to use from all workers."""

    def __init__(
        self, wire: Wire, limiter: Limiter, gate: BlockGate, policy: RetryPolicy, ending: Ending
    ) -> None:
        self._wire = wire
        self._limiter = limiter
        self._gate = gate
        self._policy = policy
        self._ending = ending
        self._lock = threading.Lock()
        self._wire_bytes = 0

    @property
    def requests(self) -> int:
        """Return how many requests were sent."""
        return self._limiter.started

    @property
    def wire_bytes(self) -> int:
        """Return how many bytes of bodies came over the wire."""
        return self._wire_bytes

    def ask(
        self, url: str, read: Callable[[Content], _T], headers: Mapping[str, str] | None = None
    ) -> Asked[_T]:
        """Ask for ``url`` until ``read`` has made a value of the body, or tries are used up.

        ``read`` raises Trouble when the body is not what it should be. Block pages use up no try: the whole loader
        pauses. Raises EdgarBlocks, and Stopped when the run ends meanwhile.
        """
        attempts = failures = 0
        while True:
            self._ending.raise_if_requested()
            attempts += 1
            try:
                with self._answer(url, headers or {}) as (kind, content):
                    if kind is not Kind.CONTENT:
                        return Asked(kind, None, attempts)
                    return Asked(kind, read(content), attempts)
            except Trouble as trouble:
                self._ending.raise_if_requested()
                if trouble.kind is Kind.TOO_FAST:
                    self._give_up_when_blocked(trouble)
                    continue
                failures += 1
                if failures >= self._policy.tries:
                    return Asked(trouble.kind, None, attempts, f"{trouble.kind.value}: {trouble}")
                wait = self._policy.wait(failures, trouble.retry_after)
                _log.info(
                    "%s: %s (%s); again in %.1f s", url, trouble.kind.value, trouble, wait,
                    extra={"kind": trouble.kind.name, "attempts": attempts},
                )  # fmt: skip
                self._ending.wait(wait)

    def get(
        self,
        url: str,
        read: Callable[[Content], _T],
        headers: Mapping[str, str] | None = None,
    ) -> _T | None:
        """Return what ``read`` makes of the body at ``url``, or None where EDGAR has nothing (or nothing newer).

        Raises EdgarUnavailable, EdgarBlocks and Stopped.
        """
        asked = self.ask(url, read, headers)
        if asked.error is not None:
            raise EdgarUnavailable(f"{url}: {asked.error}, after {asked.attempts} tries")
        return asked.value

    @contextmanager
    def _answer(self, url: str, headers: Mapping[str, str]) -> Iterator[tuple[Kind, Content]]:
        answer: Answer | None = None
        try:
            with self._wire.get(url, headers) as answer:
                self._limiter.answered()
                head, broken = _head(answer)
                kind = classify(answer.status, head)
                self._check(kind, answer, head)
                if broken is not None:
                    raise broken
                yield kind, Content(answer.headers, head, _joined(head, answer.pieces))
        finally:
            # whoever probed, and brought no answer, leaves the probe to another
            self._gate.failed()
            if answer is not None:
                with self._lock:
                    self._wire_bytes += answer.body.wire_bytes

    def _check(self, kind: Kind, answer: Answer, head: bytes) -> None:
        asked = retry_after(answer.headers.get("Retry-After"))
        if kind is Kind.TOO_FAST:
            self._gate.blocked(asked)
            raise Trouble(kind, describe(answer.status, head), asked)
        self._gate.passed()
        if kind is Kind.SERVER_TROUBLE:
            raise Trouble(kind, describe(answer.status, head), asked)
        if kind is Kind.REFUSED:
            leads = answer.headers.get("Location")
            raise Trouble(
                kind, describe(answer.status, head) + (f", leading to {leads}" if leads else "")
            )

    def _give_up_when_blocked(self, trouble: Trouble) -> None:
        if self._gate.in_a_row >= BLOCKS_IN_A_ROW:
            raise EdgarBlocks(
                f"EDGAR blocks this address: {trouble}, also after {self._gate.in_a_row - 1} pauses; try again later, "
                "with a lower --rate or a user agent that names you"
            )


def _head(answer: Answer) -> tuple[bytes, Trouble | None]:
    """Return the first bytes of the body, and what broke off the reading of them, if anything."""
    head = bytearray()
    try:
        for piece in answer.pieces:
            head += piece
            if len(head) >= HEAD_BYTES:
                break
    except Trouble as trouble:
        return bytes(head), trouble
    return bytes(head), None


def _joined(head: bytes, pieces: Iterator[bytes]) -> Iterator[bytes]:
    if head:
        yield head
    yield from pieces
