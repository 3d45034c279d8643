import threading
from collections.abc import Callable

import pytest

from data_loader.edgar.gate import MARGIN, PROBE_POLL, BlockGate


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def elsewhere(action: Callable[[], float | None]) -> float | None:
    """Do something in another thread: the gate knows its prober by the thread."""
    found: list[float | None] = []
    thread = threading.Thread(target=lambda: found.append(action()))
    thread.start()
    thread.join()
    return found[0]


def test_an_open_gate_lets_everybody_through() -> None:
    assert BlockGate(600).admit(0.0) == 0.0


def test_nobody_passes_until_the_pause_is_over() -> None:
    clock = Clock()
    gate = BlockGate(600, clock=clock)
    gate.blocked()
    assert gate.admit(100.0) == pytest.approx(600.0 + MARGIN)
    assert gate.admit(700.0) == pytest.approx(MARGIN)


def test_a_longer_wait_that_edgar_asks_for_is_kept() -> None:
    gate = BlockGate(5, clock=Clock())
    gate.blocked(asked=60.0)
    assert gate.admit(100.0) == pytest.approx(60.0 + MARGIN)


def test_a_block_page_of_a_request_sent_before_the_pause_extends_it_without_counting_again() -> (
    None
):
    clock = Clock()
    gate = BlockGate(600, clock=clock)
    gate.blocked()
    clock.now = 100.5
    gate.blocked()
    assert gate.admit(100.5) == pytest.approx(600.0 + MARGIN)
    assert (gate.pauses, gate.in_a_row) == (1, 1)


def test_after_the_pause_one_probe_goes_alone() -> None:
    gate = BlockGate(10, clock=Clock())
    gate.blocked()
    assert gate.admit(111.0) == 0.0
    assert elsewhere(lambda: gate.admit(111.0)) == PROBE_POLL
    gate.passed()
    assert elsewhere(lambda: gate.admit(111.0)) == 0.0
    assert gate.in_a_row == 0


def test_an_answer_to_an_older_request_does_not_open_the_gate() -> None:
    gate = BlockGate(10, clock=Clock())
    gate.blocked()
    elsewhere(gate.passed)
    assert gate.admit(100.0) == pytest.approx(10.0 + MARGIN)
    gate.admit(111.0)
    elsewhere(gate.passed)
    assert elsewhere(lambda: gate.admit(111.0)) == PROBE_POLL


def test_a_probe_that_is_blocked_begins_another_pause() -> None:
    clock = Clock()
    gate = BlockGate(10, clock=clock)
    gate.blocked()
    clock.now = 111.0
    gate.admit(111.0)
    gate.blocked()
    assert gate.admit(111.0) == pytest.approx(10.0 + MARGIN)
    assert (gate.pauses, gate.in_a_row) == (2, 2)


def test_while_edgar_is_away_one_request_goes_alone_after_each_pause() -> None:
    clock = Clock()
    gate = BlockGate(600, clock=clock)
    gate.shut(30.0)
    assert (gate.admit(100.0), gate.opens_in()) == (30.0, 30.0)
    clock.now = 130.0
    assert gate.admit(130.0) == 0.0
    assert elsewhere(lambda: gate.admit(130.0)) == PROBE_POLL
    gate.shut(30.0)
    assert (gate.admit(130.0), gate.opens_in()) == (30.0, 30.0)
    clock.now = 160.0
    gate.admit(160.0)
    gate.passed()
    assert (elsewhere(lambda: gate.admit(160.0)), gate.opens_in()) == (0.0, 0.0)
    assert gate.pauses == 0


def test_a_pause_after_a_block_page_is_not_shortened() -> None:
    gate = BlockGate(600, clock=Clock())
    gate.blocked()
    gate.shut(30.0)
    assert gate.opens_in() == pytest.approx(600.0 + MARGIN)


def test_a_probe_without_an_answer_leaves_its_place_to_another() -> None:
    gate = BlockGate(10, clock=Clock())
    gate.blocked()
    gate.admit(111.0)
    gate.failed()
    assert elsewhere(lambda: gate.admit(111.0)) == 0.0
