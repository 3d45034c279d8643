import random

import pytest

from data_loader.edgar.gate import BlockGate
from data_loader.edgar.limiter import DEFAULT_RATE, HELD_UP, PER_WINDOW, Limiter
from data_loader.ending import Ending
from docai.runtime.errors import Stopped
from docai.runtime.stop import StopSignal


class Time:
    """A clock that goes on only when somebody waits, late by as much as ``late`` says."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.late = random.Random(7)
        self.lateness = 0.0

    def __call__(self) -> float:
        return self.now


class TimedEnding(Ending):
    def __init__(self, time: Time) -> None:
        super().__init__(StopSignal())
        self._time = time

    def wait(self, seconds: float) -> bool:
        self._time.now += seconds + self._time.late.uniform(0, self._time.lateness)
        return False


def limiter(time: Time, rate: float = DEFAULT_RATE, **more: object) -> Limiter:
    return Limiter(
        rate, gate=BlockGate(600, clock=time), ending=TimedEnding(time), clock=time, **more  # type: ignore[arg-type]
    )


def most_in_one_second(starts: list[float]) -> int:
    ordered = sorted(starts)
    return max(sum(1 for each in ordered if start <= each < start + 1.0) for start in ordered)


@pytest.mark.parametrize("lateness", [0.0, 0.01, 0.06])
def test_the_rate_is_kept_up_and_never_more_than_ten_start_in_a_second(lateness: float) -> None:
    time = Time()
    time.lateness = lateness
    paced = limiter(time)
    starts = []
    for _ in range(300):
        paced.start()
        starts.append(time.now)
        paced.answered()
    assert most_in_one_second(starts) <= PER_WINDOW
    if lateness <= 0.01:
        assert 9.0 <= 299 / (starts[-1] - starts[0]) <= 9.5
    assert paced.started == 300


@pytest.mark.parametrize("latency", [0.0, 0.05, 0.4])
def test_requests_that_are_held_up_on_their_way_are_counted_when_they_may_have_arrived(
    latency: float,
) -> None:
    time, chance = Time(), random.Random(3)
    paced = limiter(time)
    seen = []
    for number in range(300):
        paced.start()
        held_up = chance.uniform(0.1, HELD_UP) if number % 7 == 0 else 0.001
        seen.append(time.now + held_up)
        answer(paced, time.now + held_up + latency)
    assert most_in_one_second(seen) <= PER_WINDOW
    assert 299 / (seen[-1] - seen[0]) > 8.0


@pytest.mark.parametrize("latency", [0.0, 0.05, 0.4])
def test_an_edgar_that_is_evenly_slow_does_not_slow_the_loader(latency: float) -> None:
    time = Time()
    paced = limiter(time)
    starts = []
    for _ in range(300):
        paced.start()
        starts.append(time.now)
        answer(paced, time.now + latency)
    assert 9.3 <= 199 / (starts[-1] - starts[-200]) <= 9.5


def test_a_request_without_an_answer_may_have_arrived_late() -> None:
    time = Time()
    paced = limiter(time)
    starts = []
    for _ in range(11):
        paced.start()
        starts.append(time.now)
    assert starts[10] - starts[0] >= 1.0 + HELD_UP


def answer(paced: Limiter, at: float) -> None:
    """Answer the last request at a moment that may be still to come."""
    paced._clock, clock = (lambda: at), paced._clock
    paced.answered()
    paced._clock = clock


def test_a_lower_rate_spaces_requests_further_apart() -> None:
    time = Time()
    paced = limiter(time, rate=2.0)
    paced.start()
    first = time.now
    for _ in range(10):
        paced.start()
    assert time.now - first == pytest.approx(5.0)


def test_nothing_starts_while_the_budget_is_not_held() -> None:
    time = Time()
    paced = limiter(time, held=lambda: time.now >= 1003.0)
    paced.start()
    assert time.now >= 1003.0


def test_nothing_starts_during_a_pause() -> None:
    time = Time()
    gate = BlockGate(600, clock=time)
    paced = Limiter(DEFAULT_RATE, gate=gate, ending=TimedEnding(time), clock=time)
    gate.blocked()
    paced.start()
    assert time.now >= 1600.0


def test_the_next_holder_of_the_budget_is_kept_waiting_for_a_second_after_the_last_start() -> None:
    time = Time()
    paced = limiter(time)
    assert paced.quiet_in() == 0.0
    paced.start()
    paced.answered()
    assert paced.quiet_in() == pytest.approx(1.0)
    time.now += 5.0
    assert paced.quiet_in() == 0.0


def test_a_stop_ends_the_wait() -> None:
    stop = StopSignal()
    paced = Limiter(1.0, gate=BlockGate(600), ending=Ending(stop))
    stop.request()
    with pytest.raises(Stopped):
        paced.start()
