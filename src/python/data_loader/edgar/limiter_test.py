import random

import pytest

from data_loader.edgar.gate import BlockGate
from data_loader.edgar.limiter import ALLOWANCE, DEFAULT_RATE, PER_WINDOW, Limiter
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


def test_a_request_that_reaches_the_server_late_is_counted_when_it_may_have_arrived() -> None:
    time, chance = Time(), random.Random(3)
    paced = limiter(time)
    seen = []
    for _ in range(300):
        paced.start()
        # on its way for up to the allowance; the answer is not in when the next request starts
        seen.append(time.now + chance.uniform(0, ALLOWANCE))
    assert most_in_one_second(seen) <= PER_WINDOW
    assert 299 / (seen[-1] - seen[0]) > 9.0


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
