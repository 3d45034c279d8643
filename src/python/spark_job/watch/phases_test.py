"""Every row of MOVES and ENDS, each by an example, and the picture of them."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from docai.cluster.objects import Container, Pod
from docai.report.state_diagram import state_diagram
from spark_job.application import DRIVER_CONTAINER, Application
from spark_job.watch.phases import ENDS, MOVES, Event, Move, Over, Phase, Why, arrows, first
from spark_job.watch.watching import DETAIL, HOLDS, Limits, Look, Progress, View, move, over, step

README = Path(__file__).with_name("README.md").read_text(encoding="utf-8")
LIMITS = Limits(pickup=60, start=900, timeout=3600, trouble=20, settle=5)
APP = Application("docai-x-0123456789-a1", "spark-jobs", "u", "aa", driver_pod="d")
NO_ACCOUNT = 'error looking up service account a/b: serviceaccount "b" not found'


def seen(state: str = "", *, container: str = "", reason: str = "", **fields: Any) -> View:
    containers = (Container(DRIVER_CONTAINER, container, reason),) if container else ()  # type: ignore[arg-type]
    pod = Pod("d", "u", "Pending", {}, containers) if container else None
    return View(replace(APP, state=state, **fields), pod)


def look(phase: Phase, view: View, now: float = 1.0, **remembered: Any) -> Look:
    return Look(Progress(since=0.0, phase=phase, **remembered), view, now, LIMITS)


NEW, SUSPENDED, STARTING, RUNNING = Phase
PULLING = seen("SUBMITTED", container="waiting", reason="ErrImagePull")
MOVED = [
    (Event.SUSPENDED, SUSPENDED, look(NEW, seen(suspended=True))),
    (Event.SUSPENDED, SUSPENDED, look(RUNNING, seen("RUNNING", suspended=True))),
    (Event.STARTED, RUNNING, look(STARTING, seen("RUNNING"))),
    (Event.STARTED, RUNNING, look(NEW, seen("SUBMITTED", container="running"))),
    (
        Event.RESUBMITTED,
        STARTING,
        look(RUNNING, seen("SUBMITTED", submission="s2"), submission="s1"),
    ),
    (Event.PICKED_UP, STARTING, look(NEW, seen("SUBMITTED"))),
    (Event.PICKED_UP, STARTING, look(NEW, seen(container="waiting"))),
    (Event.OPERATOR_BUSY, STARTING, look(NEW, seen(), busy=True)),
    (Event.PICKED_UP, STARTING, look(SUSPENDED, seen("RESUMING"))),
    (Event.RESUMED, NEW, look(SUSPENDED, seen())),
    (Event.NOTHING_NEW, None, look(NEW, seen())),
    (Event.NOTHING_NEW, None, look(STARTING, seen("SUBMITTED"))),
    (Event.NOTHING_NEW, None, look(RUNNING, seen("FAILING"))),
]
OVER = [
    (Event.GONE, "vanished", look(RUNNING, View(None))),
    (Event.COMPLETED, "completed", look(RUNNING, seen("COMPLETED"))),
    (Event.FAILED, "failed", look(RUNNING, seen("FAILED", container="terminated"))),
    (Event.FAILED, "failed", look(RUNNING, seen("FAILED", executions=1), 6.0, ended=1.0)),
    (Event.FAILED_JUST_NOW, None, look(RUNNING, seen("FAILED", executions=1), 5.9, ended=1.0)),
    (Event.HOPELESS, "failed", look(STARTING, seen("SUBMISSION_FAILED", error=NO_ACCOUNT))),
    (Event.TIMEOUT, "timed_out", look(RUNNING, seen("RUNNING"), 3600.0)),
    (Event.PICKUP_TIMEOUT, "not_picked_up", look(NEW, seen(), 60.0)),
    (
        Event.NEVER_STARTS,
        "cannot_start",
        look(STARTING, seen("SUBMITTED", container="waiting", reason="InvalidImageName")),
    ),
    (Event.TROUBLE_LASTS, "cannot_start", look(STARTING, PULLING, 21.0, trouble=1.0)),
    (Event.NOTHING_NEW, None, look(STARTING, PULLING, 20.9, trouble=1.0)),
    (Event.START_TIMEOUT, "not_started", look(STARTING, seen("SUBMITTED"), 901.0, picked_up=1.0)),
    (Event.NOTHING_NEW, None, look(SUSPENDED, seen(suspended=True), 3599.0)),
]


@pytest.mark.parametrize(("event", "to", "at"), MOVED)
def test_where_an_application_stands_next(event: Event, to: Phase | None, at: Look) -> None:
    row = move(at)
    assert (row.event, row.to) == (event, to)
    after = step(at.progress, at.view, at.now, at.limits).progress
    assert after.phase is (to or at.progress.phase)


@pytest.mark.parametrize(("event", "why", "at"), OVER)
def test_when_the_watch_is_over(event: Event, why: Why | None, at: Look) -> None:
    row = over(at)
    assert (row.event, row.why) == (event, why)
    end = step(at.progress, at.view, at.now, at.limits).end
    assert (end and (end.why, end.delete)) == (why and (why, row.delete))


def test_each_row_is_reached_by_an_example() -> None:
    assert {id(move(at)) for _, _, at in MOVED} == {id(row) for row in MOVES}
    assert {id(over(at)) for _, _, at in OVER} == {id(row) for row in ENDS}


def test_each_phase_can_be_entered_and_left_and_ended() -> None:
    drawn = arrows()
    for phase in Phase:
        assert phase is Phase.NEW or any(each.to == phase.name for each in drawn)
        assert any(each.state == phase.name for each in drawn)
    assert any(row.phase is None and row.event is Event.TIMEOUT for row in ENDS)
    assert {row.why for row in ENDS} - {None} == set(Why.__args__)  # type: ignore[attr-defined]


def test_an_end_that_a_limit_of_ours_brings_says_more_and_deletes() -> None:
    limits = {row.event for row in ENDS if row.delete} - {Event.HOPELESS}
    assert set(DETAIL) == limits


def test_each_event_has_its_rule_and_stands_in_a_table() -> None:
    assert set(HOLDS) == set(Event) == {row.event for row in (*MOVES, *ENDS)}


def test_an_event_without_a_transition_ends_loudly() -> None:
    rows = (Move(Phase.NEW, Event.RESUMED, None),)
    for phase, holds in ((Phase.RUNNING, True), (Phase.NEW, False)):
        with pytest.raises(LookupError, match=f"no transition from {phase}"):
            first(rows, phase, lambda _event, holds=holds: holds)  # type: ignore[misc]


def test_the_first_row_that_holds_decides() -> None:
    rows = (Over(None, Event.GONE, None), Over(None, Event.FAILED, "failed"))
    assert first(rows, Phase.NEW, lambda _: True) is rows[0]


def test_the_picture_in_the_readme_is_drawn_from_the_tables() -> None:
    assert state_diagram(arrows(), start=["NEW"]) in README
