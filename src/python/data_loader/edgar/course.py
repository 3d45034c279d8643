"""What to do when a request has failed: ask again, wait for EDGAR, or give this one up. Rules only, no I/O.

The first line that fits holds:

trouble                     what is known                                               next step
refused, too large                                                                      FAILED
block page                  only this request is blocked: others were just answered     FAILED
block page                  this request has met many of them, and is not essential     CHECK
block page                                                                              PAUSE
no answer, server trouble   EDGAR is away, and tries are left                           PAUSE
any                         tries are left                                              WAIT
no answer, server trouble   there is patience, and the answer is essential              AWAY
no answer, server trouble   there is patience, and no other request was answered        CHECK
any                                                                                     FAILED
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from data_loader.edgar.answer import Kind
from data_loader.edgar.health import Health

AWAY_KINDS = frozenset({Kind.UNREACHABLE, Kind.SERVER_TROUBLE})
"""What comes of every request while EDGAR is away, and of a single one whose filing is broken there."""

_HOPELESS = frozenset({Kind.REFUSED, Kind.TOO_LARGE})
"""What comes of the same request every time."""

BLOCKS_OF_ONE = 3
"""After so many block pages for one request it is checked whether they are about that request alone."""


class Next(Enum):
    """What to do after a failure."""

    WAIT = "wait, then ask again"
    PAUSE = "ask again when the gate opens"
    CHECK = "ask for something else: is EDGAR there?"
    AWAY = "EDGAR is away: shut the gate, then ask again"
    FAILED = "give this request up"


@dataclass(frozen=True, slots=True)
class Course:
    """How a request has gone so far. ``failures`` counts those that use up a try since EDGAR last came back.

    ``answers`` and ``returns`` are those of the health at its first failure since then. ``essential``: the run cannot go
    on without this answer. ``checked``: EDGAR has just answered a request for something else.
    """

    essential: bool = False
    attempts: int = 0
    failures: int = 0
    blocks: int = 0
    answers: int | None = None
    returns: int = 0
    checked: bool = False

    def after(self, kind: Kind, health: Health) -> Course:
        """Return the course after another failure. What failed while EDGAR was away is forgotten when it is back."""
        course = self
        if health.returns != self.returns or self.answers is None:
            course = replace(self, failures=0, answers=health.answers, returns=health.returns)
        if kind is Kind.TOO_FAST:
            return replace(course, attempts=self.attempts + 1, blocks=self.blocks + 1)
        return replace(course, attempts=self.attempts + 1, failures=course.failures + 1)

    def others_answered(self, health: Health) -> bool:
        """Return whether EDGAR has answered another request since this one's first failure."""
        return self.answers is not None and health.answers > self.answers


def next_step(course: Course, kind: Kind, health: Health, *, tries: int, patient: bool) -> Next:
    """Return what to do after the last failure of ``course``, which was of ``kind``; see the table above."""
    if kind in _HOPELESS:
        return Next.FAILED
    if kind is Kind.TOO_FAST:
        if course.checked:
            return Next.FAILED
        many = course.blocks >= BLOCKS_OF_ONE and not course.essential
        return Next.CHECK if many else Next.PAUSE
    if kind in AWAY_KINDS and patient and health.away and course.failures < tries:
        return Next.PAUSE
    if course.failures < tries:
        return Next.WAIT
    if kind not in AWAY_KINDS or not patient:
        return Next.FAILED
    if course.essential:
        return Next.AWAY
    return Next.FAILED if course.others_answered(health) else Next.CHECK
