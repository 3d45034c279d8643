"""Asking EDGAR: one request after the other until there is an answer that can be used, or no point in going on."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import Generic, TypeVar

from data_loader.edgar.answer import (
    HEAD_BYTES,
    UNDECLARED_PAGE,
    Kind,
    classify,
    describe,
    retry_after,
)
from data_loader.edgar.course import AWAY_KINDS, Course, Next, next_step
from data_loader.edgar.errors import (
    EdgarBlocks,
    EdgarRefuses,
    EdgarUnavailable,
    EdgarUnusable,
    Trouble,
    WrongEdgar,
)
from data_loader.edgar.gate import BlockGate
from data_loader.edgar.health import News
from data_loader.edgar.limiter import Limiter
from data_loader.edgar.patience import Patience
from data_loader.edgar.wire import Answer, Wire
from data_loader.ending import Ending
from docai.backoff import Backoff

BLOCKS_IN_A_ROW = 6
"""Without patience: after so many block pages, one pause after the other and nothing answered between, the run ends."""

SERVER_LOGIN, PROXY_LOGIN = 401, 407
"""Statuses of a server and of a proxy that want a password; EDGAR wants none."""

_UNUSABLE = frozenset({Kind.NOT_WHAT_WAS_ASKED, Kind.TOO_LARGE, Kind.OTHER_FILING})
LONGEST_ADDRESS = 200  # characters of an address of others in a message

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
    """Composes the policies; safe to use from all workers.

    ``nothing`` names an address on the host of another one where there is nothing: with patience it tells a broken filing
    from an EDGAR that is away.
    """

    def __init__(
        self,
        wire: Wire,
        limiter: Limiter,
        gate: BlockGate,
        tries: int,
        backoff: Backoff,
        ending: Ending,
        *,
        patience: Patience | None = None,
        nothing: Callable[[str], str] | None = None,
    ) -> None:
        self._wire = wire
        self._limiter = limiter
        self._gate = gate
        self._tries, self._backoff = tries, backoff
        self._ending = ending
        self._patience = patience or Patience()
        self._nothing = nothing
        self._wire_bytes, self._lock = 0, threading.Lock()

    @property
    def requests(self) -> int:
        """Return how many requests were sent."""
        return self._limiter.started

    def look(self) -> None:
        """Raise Stopped when the run ends; to be called now and then by work that asks EDGAR for nothing."""
        self._ending.raise_if_requested()

    @property
    def wire_bytes(self) -> int:
        """Return how many bytes of bodies came over the wire."""
        return self._wire_bytes

    def ask(
        self,
        url: str,
        read: Callable[[Content], _T],
        headers: Mapping[str, str] | None = None,
        *,
        essential: bool = False,
    ) -> Asked[_T]:
        """Ask for ``url`` until ``read`` has made a value of the body, or tries are used up.

        ``read`` raises Trouble when the body is not what it should be. Block pages use up no try: the whole loader
        pauses. A request that can be done without is given up when only it is blocked (course.CHECKS_OF_ONE). While EDGAR as a
        whole is away, the loader waits for it as long as its patience allows; without an ``essential`` answer nothing else can
        be done, so that EDGAR counts as away until that has come. Raises EdgarBlocks, WrongEdgar, and Stopped when the run ends
        meanwhile.
        """
        course = Course(essential=essential)
        while True:
            self._ending.raise_if_requested()
            try:
                with self._answer(url, headers or {}) as (kind, content):
                    if kind is not Kind.CONTENT:
                        return Asked(kind, None, course.attempts + 1)
                    return Asked(kind, read(content), course.attempts + 1)
            except Trouble as trouble:
                self._ending.raise_if_requested()
                course = course.after(trouble.kind, self._patience.health)
                step, course = self._step(url, course, trouble)
                if step is Next.FAILED:
                    return Asked(trouble.kind, None, course.attempts, _why(trouble))
                self._wait(url, trouble, course, step)

    def get(
        self,
        url: str,
        read: Callable[[Content], _T],
        headers: Mapping[str, str] | None = None,
        *,
        essential: bool = True,
    ) -> _T | None:
        """Return what ``read`` makes of the body at ``url``, or None where EDGAR has nothing (or nothing newer).

        Raises EdgarUnavailable, EdgarBlocks, WrongEdgar and Stopped.
        """
        found = self.ask(url, read, headers, essential=essential)
        return needed(url, found, essential=essential).value

    def _step(self, url: str, course: Course, trouble: Trouble) -> tuple[Next, Course]:
        """Return what to do after ``trouble``, and the course with the outcome of a check, if one was made.

        CHECK: it was checked that EDGAR is there, and the request is to be sent again.
        """
        health, patient = self._patience.health, self._patience.waits
        step = next_step(course, trouble.kind, health, tries=self._tries, patient=patient)
        if step is not Next.CHECK:
            return step, course
        there = self._there(url)
        course = course.checked(trouble.kind, there)
        if not there:
            return (Next.AWAY if patient else Next.PAUSE), course
        came_back = self._patience.health.returns != course.returns  # the check may have shown it
        again = came_back or trouble.kind is Kind.TOO_FAST
        return (Next.CHECK if again else Next.FAILED), course

    def _wait(self, url: str, trouble: Trouble, course: Course, step: Next) -> None:
        """Wait for as long as is right before the next request for ``url``, where the gate does not see to that."""
        if step is Next.AWAY:
            self._patience.note(News.TRIES_USED_UP, _why(trouble))
        if self._patience.waits and trouble.kind in AWAY_KINDS and step in (Next.AWAY, Next.PAUSE):
            self._gate.shut(self._patience.pause)
            # A connection is made before the gate is asked: one that is refused would be tried again at once.
            self._ending.wait(self._gate.opens_in())
        elif step is Next.PAUSE and not self._patience.waits:
            self._give_up_when_blocked(trouble)
        elif step is Next.WAIT:
            wait = self._backoff.after(course.failures, trouble.retry_after)
            _log.info(
                "%s: %s (%s); again in %.1f s", url, trouble.kind.value, trouble, wait,
                extra={"kind": trouble.kind.name, "attempts": course.attempts},
            )  # fmt: skip
            self._ending.wait(wait)

    def _there(self, url: str) -> bool:
        """Return whether the host of ``url`` answers a request for something else."""
        if self._nothing is None:
            return False
        try:
            with self._answer(self._nothing(url), {}):
                return True
        except Trouble:
            self._ending.raise_if_requested()
            return False

    @contextmanager
    def _answer(self, url: str, headers: Mapping[str, str]) -> Iterator[tuple[Kind, Content]]:
        answer: Answer | None = None
        try:
            with self._wire.get(url, headers) as answer:
                self._limiter.answered()
                head, broken = _head(answer)
                kind = classify(answer.status, head)
                if kind is Kind.NOT_MODIFIED and "If-Modified-Since" not in headers:
                    kind = Kind.REFUSED
                self._check(kind, answer, head)
                if broken is not None:
                    raise broken
                yield kind, Content(
                    answer.headers, head, chain([head] if head else [], answer.pieces)
                )
        except Trouble as trouble:
            if trouble.kind in AWAY_KINDS and self._patience.note(News.FAILURE, _why(trouble)).away:
                self._gate.shut(self._patience.pause)
            raise
        finally:
            # whoever probed, and brought no answer, leaves the probe to another
            self._gate.failed()
            if answer is not None:
                with self._lock:
                    self._wire_bytes += answer.body.wire_bytes

    def _check(self, kind: Kind, answer: Answer, head: bytes) -> None:
        """Tell the gate and the patience what has come; raises Trouble for what is no answer, and WrongEdgar."""
        asked = retry_after(answer.headers.get("Retry-After"))
        said = describe(answer.status, head)
        if answer.status == PROXY_LOGIN:
            raise WrongEdgar(
                f"a password is asked for on the way to EDGAR ({said}): look at the proxy and --edgar-url"
            )
        if answer.status == SERVER_LOGIN:
            said = f"a password is asked for ({said})"
        if kind is Kind.TOO_FAST:
            if UNDECLARED_PAGE.search(head) and not self._patience.health.answers:
                raise WrongEdgar(
                    f"EDGAR does not take the user agent ({said}); give a name and a mail address that is yours, such as "
                    "--user-agent 'Example Corp data-team@example.com'"
                )
            self._gate.blocked(asked)
            if self._patience.waits:
                self._patience.note(News.BLOCK, said)
            raise Trouble(kind, said, asked)
        if kind is Kind.SERVER_TROUBLE:
            if not self._patience.health.away:
                self._gate.passed()
            raise Trouble(kind, said, asked)
        self._gate.passed()
        self._patience.note(News.ANSWER)
        if kind is Kind.REFUSED:
            leads = answer.headers.get("Location", "")[:LONGEST_ADDRESS]
            raise Trouble(kind, said + (f", leading to {leads}" if leads else ""))

    def _give_up_when_blocked(self, trouble: Trouble) -> None:
        if self._gate.in_a_row >= BLOCKS_IN_A_ROW:
            raise EdgarBlocks(
                f"EDGAR blocks this address: {trouble}, also after {self._gate.in_a_row - 1} pauses; try again later, "
                "with a lower --rate or a user agent that names you"
            )


def needed(url: str, asked: Asked[_T], *, essential: bool = True) -> Asked[_T]:
    """Return what came of asking for something that is needed; ``essential``: nothing else can be done without it.

    Raises WrongEdgar when EDGAR refuses the request, or EdgarRefuses where it is not essential: then other requests show
    whether that is the caller's to change. Raises EdgarUnavailable when all tries failed.
    """
    if asked.kind is Kind.REFUSED:
        refused = WrongEdgar if essential else EdgarRefuses
        raise refused(f"{url}: {asked.error}; look at --edgar-url, --user-agent and the proxy")
    if asked.error is not None:
        failed = EdgarUnusable if asked.kind in _UNUSABLE else EdgarUnavailable
        raise failed(f"{url}: {asked.error}, after {asked.attempts} tries")
    return asked


def _why(trouble: Trouble) -> str:
    return f"{trouble.kind.value}: {trouble}"


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
