"""What to do at the start: attach to what is under way, adopt what is done, or create the next attempt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from docai.report.state_diagram import Arrow, numbered
from docai.runtime.exit_codes import ExitCode
from docai.runtime.outcome import Outcome
from spark_job.application import COMPLETED, Application, Series
from spark_job.errors import OtherSpec
from spark_job.identity import Identity, attempt_of
from spark_job.watch.submission import reason


@dataclass(frozen=True, slots=True)
class Create:
    """Nothing is under way or done: create the application of this attempt (from 1).

    ``series`` is that of a lost attempt, which this one follows; None: it is the first of its own.
    """

    attempt: int
    series: Series | None = None


@dataclass(frozen=True, slots=True)
class Attach:
    """It is under way: watch it."""

    app: Application


@dataclass(frozen=True, slots=True)
class Adopt:
    """It is done: take its result. ``app`` is None when it has gone meanwhile and only its outcome is left."""

    name: str
    app: Application | None
    outcome: Outcome | None


Plan = Create | Attach | Adopt


@dataclass(frozen=True, slots=True)
class Known:
    """What cluster and lake tell of the run's step at the start.

    ``ours`` are its applications with this specification by attempt, ``others`` those with another one; ``outcomes`` those of
    our attempts by name; ``tried`` the last attempt that this launcher has seen the end of. What is being deleted is left out.
    """

    identity: Identity
    ours: tuple[Application, ...]
    others: tuple[Application, ...]
    outcomes: Mapping[str, Outcome]
    tried: int

    @property
    def completed(self) -> list[Application]:
        """Ours that the operator says are done, and whose outcome, if there is one, says so too."""
        return [
            one
            for one in self.ours
            if one.state == COMPLETED and (one.name not in self.outcomes or one.name in self.done)
        ]

    @property
    def under_way(self) -> list[Application]:
        """Ours that have not ended, after those tried."""
        return [one for one in self.ours if not one.terminal and one.attempt > self.tried]

    @property
    def done(self) -> list[str]:
        """Names of our attempts that say of themselves that they are done."""
        return [name for name, one in self.outcomes.items() if one.exit_code is ExitCode.DONE]

    @property
    def last(self) -> int:
        """The last attempt that anything tells of; 0 without one."""
        attempts = [one.attempt for one in self.ours] + [attempt_of(name) for name in self.outcomes]
        return max([*attempts, self.tried])

    @property
    def lost(self) -> bool:
        """Whether the cluster ended the last attempt."""
        return bool(self.ours) and bool(self.ours[-1].lost) and self.ours[-1].attempt == self.last


def _adopt_completed(known: Known) -> Plan:
    app = known.completed[-1]
    return Adopt(app.name, app, known.outcomes.get(app.name))


def _adopt_outcome(known: Known) -> Plan:
    name = max(known.done, key=attempt_of)
    app = next((one for one in known.ours if one.name == name), None)
    return Adopt(name, app, known.outcomes[name])


def _refuse(known: Known) -> Plan:
    name, identity = known.others[0].name, known.identity
    raise OtherSpec(
        f"{name} runs the step {identity.step!r} of run {identity.run_id!r} with other options; "
        "wait for it, delete it with --cleanup, or give another --run-id"
    )


@dataclass(frozen=True, slots=True)
class Rule:
    """Where the condition ``holds``, ``why`` in words, ``todo`` says what to do; ``name`` is how the picture calls it."""

    why: str
    holds: Callable[[Known], bool]
    name: str
    todo: Callable[[Known], Plan]


RULES = (
    Rule(
        "an attempt is COMPLETED, and no outcome says otherwise",
        lambda known: bool(known.completed),
        "Adopt",
        _adopt_completed,
    ),
    Rule(
        "an attempt is under way",
        lambda known: bool(known.under_way),
        "Attach",
        lambda known: Attach(known.under_way[-1]),
    ),
    Rule(
        "an attempt left an outcome that says it is done",
        lambda known: bool(known.done),
        "Adopt",
        _adopt_outcome,
    ),
    Rule(
        "the step is under way with other options",
        lambda known: bool(known.others),
        "OtherSpec",
        _refuse,
    ),
    Rule(
        "the cluster ended the last attempt",
        lambda known: known.lost,
        "Create in the same series",
        lambda known: Create(known.last + 1, known.ours[-1].series),
    ),
    Rule(
        "there is no attempt, or the last one is over and not done",
        lambda known: True,
        "Create",
        lambda known: Create(known.last + 1),
    ),
)
"""A decision table, not a state machine: each start decides anew by what it finds. The first rule that holds decides."""


def known(
    identity: Identity,
    found: Iterable[Application],
    outcomes: Mapping[str, Outcome],
    tried: int = 0,
) -> Known:
    """Return what counts of every application of the run and step, and of the outcomes in the lake by name."""
    apps = [one for one in found if not one.being_deleted]
    ours = sorted(
        (one for one in apps if one.name == identity.name(one.attempt)), key=lambda one: one.attempt
    )
    others = (one for one in apps if one not in ours and not one.terminal)
    kept = {name: one for name, one in outcomes.items() if name == identity.name(attempt_of(name))}
    return Known(identity, tuple(ours), tuple(others), kept, tried)


def rule(known: Known) -> Rule:
    """Return the first of RULES that holds."""
    return next(each for each in RULES if each.holds(known))


def plan(
    identity: Identity,
    found: Iterable[Application],
    outcomes: Mapping[str, Outcome],
    tried: int = 0,
) -> Plan:
    """Return what to do, given every application of the run and step, and the outcomes in the lake by name.

    ``tried`` is the last attempt that this launcher has seen the end of. Raises OtherSpec when the run's step is under way with
    another specification.
    """
    start = known(identity, found, outcomes, tried)
    return rule(start).todo(start)


def arrows() -> list[Arrow]:
    """Return RULES for the picture."""
    return numbered(Arrow("start", each.why, each.name) for each in RULES)


@dataclass(frozen=True, slots=True)
class Past:
    """An attempt that ended without having done the job, and why it ended."""

    name: str
    why: str


def earlier(
    identity: Identity,
    found: Iterable[Application],
    outcomes: Mapping[str, Outcome],
    attempt: int,
) -> tuple[Past, ...]:
    """Return the attempts before ``attempt`` that another launcher made, as far as cluster and lake still tell of them."""
    whys = {
        name: one.message
        for name, one in outcomes.items()
        if name == identity.name(attempt_of(name))
    }
    for one in found:
        if one.name == identity.name(one.attempt):
            whys.setdefault(one.name, one.lost or f"{one.state or 'NEW'}: {reason(one.error)}")
    names = sorted((name for name in whys if attempt_of(name) < attempt), key=attempt_of)
    return tuple(Past(name, whys[name]) for name in names)
