"""A pause, after a block page or while EDGAR is away: nobody asks until it is over, then one request goes alone.

The field calls this a circuit breaker: OPEN here is its closed circuit, SHUT its open one, PROBING its half-open one.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from docai.report.state_diagram import Arrow

MARGIN = 0.3
"""Seconds that are added to each pause: EDGAR's clock began it when its answer had gone out, which we do not see."""

PROBE_POLL = 0.05
"""Seconds between two looks whether the probe has been answered."""

_log = logging.getLogger(__name__)


class State(Enum):
    """Who may send a request."""

    OPEN = "everybody"
    SHUT = "nobody until the pause is over, then one"
    PROBING = "nobody: one request, the probe, is under way"


class Event(Enum):
    """What happens. The value is what the picture says."""

    EARLY = "a worker asks before the pause is over"
    ASKED = "a worker asks"
    BLOCKED = "a block page comes"
    AWAY = "EDGAR is away"
    ANSWERED = "EDGAR answers"
    NO_ANSWER = "no answer comes"
    PROBE_BLOCKED = "the probe gets a block page"
    PROBE_AWAY = "the probe shows that EDGAR is away"
    PROBE_ANSWERED = "the probe is answered"
    PROBE_NO_ANSWER = "the probe gets no answer"


class Does(Enum):
    """What follows beside the new state."""

    GO = "it may send"
    PROBE = "it may send, as the probe"
    WAIT = "it waits"
    PAUSE = "a pause begins and is counted"
    EXTEND = "the pause lasts at least as long as this asks"
    RESET = "pauses in a row are counted from 0"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Transition:
    """In ``state``, ``event`` leads to ``to``, and the gate ``does`` something."""

    state: State
    event: Event
    to: State
    does: Does


TRANSITIONS = (
    Transition(State.OPEN, Event.ASKED, State.OPEN, Does.GO),
    Transition(State.OPEN, Event.BLOCKED, State.SHUT, Does.PAUSE),
    Transition(State.OPEN, Event.AWAY, State.SHUT, Does.EXTEND),
    Transition(State.OPEN, Event.ANSWERED, State.OPEN, Does.RESET),
    Transition(State.OPEN, Event.NO_ANSWER, State.OPEN, Does.NOTHING),
    Transition(State.SHUT, Event.EARLY, State.SHUT, Does.WAIT),
    Transition(State.SHUT, Event.ASKED, State.PROBING, Does.PROBE),
    # Requests that were under way when the gate shut.
    Transition(State.SHUT, Event.BLOCKED, State.SHUT, Does.EXTEND),
    Transition(State.SHUT, Event.AWAY, State.SHUT, Does.EXTEND),
    Transition(State.SHUT, Event.ANSWERED, State.SHUT, Does.NOTHING),
    Transition(State.SHUT, Event.NO_ANSWER, State.SHUT, Does.NOTHING),
    Transition(State.PROBING, Event.EARLY, State.PROBING, Does.WAIT),
    Transition(State.PROBING, Event.ASKED, State.PROBING, Does.WAIT),
    Transition(State.PROBING, Event.BLOCKED, State.PROBING, Does.EXTEND),
    Transition(State.PROBING, Event.AWAY, State.PROBING, Does.EXTEND),
    Transition(State.PROBING, Event.ANSWERED, State.PROBING, Does.NOTHING),
    Transition(State.PROBING, Event.NO_ANSWER, State.PROBING, Does.NOTHING),
    Transition(State.PROBING, Event.PROBE_BLOCKED, State.SHUT, Does.PAUSE),
    Transition(State.PROBING, Event.PROBE_AWAY, State.SHUT, Does.EXTEND),
    Transition(State.PROBING, Event.PROBE_ANSWERED, State.OPEN, Does.RESET),
    Transition(State.PROBING, Event.PROBE_NO_ANSWER, State.SHUT, Does.NOTHING),
)

_OF_PROBE = {
    Event.BLOCKED: Event.PROBE_BLOCKED,
    Event.AWAY: Event.PROBE_AWAY,
    Event.ANSWERED: Event.PROBE_ANSWERED,
    Event.NO_ANSWER: Event.PROBE_NO_ANSWER,
}
_NEXT = {(each.state, each.event): each for each in TRANSITIONS}


def transition(state: State, event: Event) -> Transition:
    """Return the row for ``event`` in ``state``. Raises LookupError when the table has none."""
    try:
        return _NEXT[state, event]
    except KeyError:
        raise LookupError(f"no transition from {state} by {event}") from None


def arrows() -> list[Arrow]:
    """Return the table for the picture, without the rows that change nothing."""
    return [
        Arrow(each.state.name, _words(each), each.to.name)
        for each in TRANSITIONS
        if each.does is not Does.NOTHING or each.to is not each.state
    ]


def _words(row: Transition) -> str:
    return row.event.value + ("" if row.does is Does.NOTHING else f", {row.does.value}")


class BlockGate:
    """Follows TRANSITIONS; safe to use from all workers. The probe is known by its thread."""

    def __init__(self, pause: float, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._pause = pause
        self._clock = clock
        self._lock = threading.Lock()
        self._state = State.OPEN
        self._until = 0.0
        self._prober: int | None = None
        self.pauses = 0
        """Pauses since the beginning."""
        self.in_a_row = 0
        """Pauses since a request was last answered well."""

    @property
    def state(self) -> State:
        """Who may send a request now."""
        return self._state

    def admit(self, now: float) -> float:
        """Return 0 when the calling thread may send a request now, else how many seconds to wait before asking again."""
        with self._lock:
            early = self._state is not State.OPEN and now < self._until
            if self._follow(Event.EARLY if early else Event.ASKED) is not Does.WAIT:
                return 0.0
            return self._until - now if early else PROBE_POLL

    def blocked(self, asked: float | None = None) -> None:
        """Shut the gate: a block page has come. ``asked`` is the wait that EDGAR's Retry-After names, in seconds."""
        pause = max(self._pause, asked or 0.0)
        with self._lock:
            fresh = self._follow(Event.BLOCKED, self._clock() + pause + MARGIN) is Does.PAUSE
        if fresh:
            _log.warning(
                "EDGAR answers with its block page: no request for %.0f s, then one alone",
                pause,
                extra={"pause_seconds": pause},
            )

    def shut(self, seconds: float) -> None:
        """Have nobody ask for ``seconds``, then one request alone: EDGAR is away."""
        with self._lock:
            self._follow(Event.AWAY, self._clock() + seconds)

    def opens_in(self) -> float:
        """Return in how many seconds a request may be sent again; 0 when one may now."""
        with self._lock:
            shut = self._state is not State.OPEN
            return max(0.0, self._until - self._clock()) if shut else 0.0

    def passed(self) -> None:
        """Note that the calling thread's request was answered, and by no block page. If it was the probe, the gate opens."""
        with self._lock:
            self._follow(Event.ANSWERED)

    def failed(self) -> None:
        """Note that the calling thread's request brought no answer. If it was the probe, another request is the next one."""
        with self._lock:
            self._follow(Event.NO_ANSWER)

    def _follow(self, event: Event, until: float = 0.0) -> Does:
        """Go to the next state; a pause lasts ``until`` then at least. Return what follows for the caller."""
        me = threading.get_ident()
        if self._prober == me:
            event = _OF_PROBE.get(event, event)
        row = transition(self._state, event)
        match row.does:
            case Does.PROBE:
                self._prober = me
            case Does.PAUSE:
                self.pauses += 1
                self.in_a_row += 1
            case Does.RESET:
                self.in_a_row = 0
        if row.does in (Does.PAUSE, Does.EXTEND):
            self._until = max(self._until, until)
        if row.to is not State.PROBING:
            self._prober = None
        if row.to is State.OPEN:
            self._until = 0.0
        self._state = row.to
        return row.does
