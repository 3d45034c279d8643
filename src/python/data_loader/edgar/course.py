"""What to do when a request has failed: ask again, wait for EDGAR, or give this one up. Rules only, no I/O.

STEPS is a decision table: a request has no state but what its course holds. README.md shows it as a picture.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum

from data_loader.edgar.answer import Kind
from data_loader.edgar.health import Health
from docai.report.state_diagram import Arrow, numbered

AWAY_KINDS = frozenset({Kind.UNREACHABLE, Kind.SERVER_TROUBLE})
"""What comes of every request while EDGAR is away, and of a single one whose filing is broken there."""

HOPELESS = frozenset({Kind.REFUSED, Kind.TOO_LARGE})
"""What comes of the same request every time."""

OWN_KINDS = frozenset({Kind.CUT_SHORT, Kind.NOT_WHAT_WAS_ASKED, Kind.OTHER_FILING})
"""What is wrong with one answer, though EDGAR is there."""

BLOCKS_OF_ONE = 3
"""After so many block pages for one request it is checked whether they are about that request alone."""

CHECKS_OF_ONE = 5
"""A request that met a block page after so many good checks in a row is blocked alone. One check proves little: where
every fifth answer is a block page, one request in 625 would be given up."""


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
    on without this answer. ``checks`` counts the checks in a row in which EDGAR, between two block pages for this request,
    answered a request for something else.
    """

    essential: bool = False
    attempts: int = 0
    failures: int = 0
    blocks: int = 0
    answers: int | None = None
    returns: int = 0
    checks: int = 0

    def after(self, kind: Kind, health: Health) -> Course:
        """Return the course after another failure. What failed while EDGAR was away is forgotten when it is back."""
        course = self
        if health.returns != self.returns or self.answers is None:
            course = replace(self, failures=0, answers=health.answers, returns=health.returns)
        if kind is Kind.TOO_FAST:
            return replace(course, attempts=self.attempts + 1, blocks=self.blocks + 1)
        return replace(course, attempts=self.attempts + 1, failures=course.failures + 1)

    def checked(self, kind: Kind, there: bool) -> Course:
        """Return the course after a check whether EDGAR is ``there``. Only checks after a block page are counted."""
        if kind is not Kind.TOO_FAST:
            return self
        return replace(self, checks=self.checks + 1 if there else 0)

    def others_answered(self, health: Health) -> bool:
        """Return whether EDGAR has answered another request since this one's first failure."""
        return self.answers is not None and health.answers > self.answers


@dataclass(frozen=True, slots=True)
class Failure:
    """The last failure of ``course``, which was of ``kind``. ``patient``: the loader goes on trying while EDGAR is away."""

    course: Course
    kind: Kind
    health: Health
    tries: int
    patient: bool

    @property
    def tries_left(self) -> bool:
        """Whether the request may be tried again."""
        return self.course.failures < self.tries


@dataclass(frozen=True, slots=True)
class Step:
    """After a failure of one of ``kinds`` where the condition ``holds``, do ``then``. ``why`` is that in words."""

    kinds: frozenset[Kind]
    why: str
    holds: Callable[[Failure], bool]
    then: Next


_BLOCK = frozenset({Kind.TOO_FAST})
_TRIED_AGAIN = AWAY_KINDS | OWN_KINDS

STEPS = (
    Step(HOPELESS, "refused or too large", lambda _: True, Next.FAILED),
    Step(
        _BLOCK,
        f"block page, though EDGAR answered something else {CHECKS_OF_ONE} times in a row",
        lambda failure: failure.course.checks >= CHECKS_OF_ONE,
        Next.FAILED,
    ),
    Step(
        _BLOCK,
        f"block page, the request has met {BLOCKS_OF_ONE} and the run can do without it",
        lambda failure: failure.course.blocks >= BLOCKS_OF_ONE and not failure.course.essential,
        Next.CHECK,
    ),
    Step(_BLOCK, "any other block page", lambda _: True, Next.PAUSE),
    Step(
        AWAY_KINDS,
        "no answer or server trouble, EDGAR is away, tries are left, with patience",
        lambda failure: failure.patient and failure.health.away and failure.tries_left,
        Next.PAUSE,
    ),
    Step(_TRIED_AGAIN, "tries are left", lambda failure: failure.tries_left, Next.WAIT),
    Step(
        AWAY_KINDS,
        "no answer or server trouble, the run needs it, with patience",
        lambda failure: failure.patient and failure.course.essential,
        Next.AWAY,
    ),
    Step(
        AWAY_KINDS,
        "no answer or server trouble, no other request was answered, with patience",
        lambda failure: failure.patient and not failure.course.others_answered(failure.health),
        Next.CHECK,
    ),
    Step(_TRIED_AGAIN, "no tries are left", lambda _: True, Next.FAILED),
)


def row(failure: Failure) -> Step:
    """Return the first row that holds. Raises LookupError for a kind that is no failure."""
    for each in STEPS:
        if failure.kind in each.kinds and each.holds(failure):
            return each
    raise LookupError(f"{failure.kind} is no failure")


def next_step(course: Course, kind: Kind, health: Health, *, tries: int, patient: bool) -> Next:
    """Return what to do after the last failure of ``course``, which was of ``kind``: the first row of STEPS that holds."""
    return row(Failure(course, kind, health, tries, patient)).then


def arrows() -> list[Arrow]:
    """Return STEPS for the picture."""
    return numbered(Arrow("failure", each.why, each.then.name) for each in STEPS)
