"""What to do at the start: attach to what is under way, adopt what is done, or create the next attempt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

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
    apps = [one for one in found if not one.being_deleted]
    ours = sorted(
        (one for one in apps if one.name == identity.name(one.attempt)), key=lambda one: one.attempt
    )
    done = [one for one in ours if one.state == COMPLETED]
    if done:
        return Adopt(done[-1].name, done[-1], outcomes.get(done[-1].name))
    running = [one for one in ours if not one.terminal and one.attempt > tried]
    if running:
        return Attach(running[-1])
    kept = {name: one for name, one in outcomes.items() if name == identity.name(attempt_of(name))}
    good = [name for name, one in kept.items() if one.exit_code is ExitCode.DONE]
    if good:
        name = max(good, key=attempt_of)
        app = next((one for one in ours if one.name == name), None)
        return Adopt(name, app, kept[name])
    others = [one for one in apps if one not in ours and not one.terminal]
    if others:
        raise OtherSpec(
            f"{others[0].name} runs the step {identity.step!r} of run {identity.run_id!r} with other options; "
            "wait for it, delete it with --cleanup, or give another --run-id"
        )
    known = [one.attempt for one in ours] + [attempt_of(name) for name in kept]
    last = ours[-1] if ours else None
    follows = last is not None and bool(last.lost) and last.attempt == max([*known, tried])
    return Create(max([*known, tried]) + 1, last.series if last is not None and follows else None)


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
