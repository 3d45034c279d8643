"""Every transition of the gate by an example, and the picture of them."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from data_loader.edgar import gate
from data_loader.edgar.gate import (
    TRANSITIONS,
    BlockGate,
    Event,
    State,
    Transition,
    arrows,
    transition,
)
from docai.report.state_diagram import state_diagram

README = Path(__file__).with_name("README.md").read_text(encoding="utf-8")
BEFORE, AFTER = 101.0, 111.0


def opened() -> BlockGate:
    """A gate with a pause of 10 s, at 100.0 s."""
    return BlockGate(10.0, clock=lambda: 100.0)


def shut() -> BlockGate:
    made = opened()
    made.blocked()
    return made


def probing() -> BlockGate:
    """A gate whose probe is the calling thread's request."""
    made = shut()
    made.admit(AFTER)
    return made


def another(action: Callable[[BlockGate], object]) -> Callable[[BlockGate], None]:
    """Let another thread do it."""

    def done(made: BlockGate) -> None:
        thread = threading.Thread(target=action, args=(made,))
        thread.start()
        thread.join()

    return done


def early(made: BlockGate) -> None:
    made.admit(BEFORE)


def asked(made: BlockGate) -> None:
    made.admit(AFTER)


def away(made: BlockGate) -> None:
    made.shut(30.0)


BLOCKED, ANSWERED, NO_ANSWER = BlockGate.blocked, BlockGate.passed, BlockGate.failed
EXAMPLES: dict[
    tuple[State, Event], tuple[Callable[[], BlockGate], Callable[[BlockGate], object]]
] = {
    (State.OPEN, Event.ASKED): (opened, asked),
    (State.OPEN, Event.BLOCKED): (opened, BLOCKED),
    (State.OPEN, Event.AWAY): (opened, away),
    (State.OPEN, Event.ANSWERED): (opened, ANSWERED),
    (State.OPEN, Event.NO_ANSWER): (opened, NO_ANSWER),
    (State.SHUT, Event.EARLY): (shut, early),
    (State.SHUT, Event.ASKED): (shut, asked),
    (State.SHUT, Event.BLOCKED): (shut, BLOCKED),
    (State.SHUT, Event.AWAY): (shut, away),
    (State.SHUT, Event.ANSWERED): (shut, ANSWERED),
    (State.SHUT, Event.NO_ANSWER): (shut, NO_ANSWER),
    (State.PROBING, Event.EARLY): (probing, another(early)),
    (State.PROBING, Event.ASKED): (probing, another(asked)),
    (State.PROBING, Event.BLOCKED): (probing, another(BLOCKED)),
    (State.PROBING, Event.AWAY): (probing, another(away)),
    (State.PROBING, Event.ANSWERED): (probing, another(ANSWERED)),
    (State.PROBING, Event.NO_ANSWER): (probing, another(NO_ANSWER)),
    (State.PROBING, Event.PROBE_BLOCKED): (probing, BLOCKED),
    (State.PROBING, Event.PROBE_AWAY): (probing, away),
    (State.PROBING, Event.PROBE_ANSWERED): (probing, ANSWERED),
    (State.PROBING, Event.PROBE_NO_ANSWER): (probing, NO_ANSWER),
}


@pytest.mark.parametrize("row", TRANSITIONS)
def test_each_transition_is_reached(row: Transition, monkeypatch: pytest.MonkeyPatch) -> None:
    begin, happens = EXAMPLES[row.state, row.event]
    made = begin()
    followed: list[Transition] = []

    def recorded(state: State, event: Event) -> Transition:
        followed.append(transition(state, event))
        return followed[-1]

    monkeypatch.setattr(gate, "transition", recorded)
    happens(made)
    assert followed == [row]
    assert made.state is row.to


def test_each_event_has_one_transition_in_a_state() -> None:
    pairs = [(each.state, each.event) for each in TRANSITIONS]
    assert len(set(pairs)) == len(pairs)
    assert set(pairs) == set(EXAMPLES)
    assert {event for _, event in pairs} == set(Event)


def test_each_state_has_a_way_in_and_out() -> None:
    moves = [each for each in TRANSITIONS if each.to is not each.state]
    assert {each.state for each in moves} == {each.to for each in moves} == set(State)


def test_only_what_is_under_way_can_be_missing_from_a_state() -> None:
    probes = {event for event in Event if event.name.startswith("PROBE_")}
    impossible = {(state, event) for state in (State.OPEN, State.SHUT) for event in probes}
    missing = {(state, event) for state in State for event in Event} - set(EXAMPLES)
    assert missing == impossible | {(State.OPEN, Event.EARLY)}
    for state, event in missing:
        with pytest.raises(LookupError, match="no transition from"):
            transition(state, event)


def test_the_picture_in_the_readme_is_drawn_from_the_table() -> None:
    assert state_diagram(arrows(), start=["OPEN"]) in README
