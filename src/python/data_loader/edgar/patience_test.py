import pytest

from data_loader.edgar.health import News
from data_loader.edgar.patience import LONGEST_PAUSE, Patience


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def gone(seconds: float) -> tuple[Patience, Clock]:
    """Return the patience of a loader that has just found EDGAR away, and its clock."""
    clock = Clock()
    patience = Patience(seconds, clock=clock)
    patience.note(News.FAILURE, "refused")
    patience.note(News.TRIES_USED_UP, "refused")
    return patience, clock


def test_patience_is_spent_when_edgar_was_away_for_so_long_and_not_before() -> None:
    patience, clock = gone(60.0)
    clock.now += 59.9
    assert patience.spent is None
    clock.now += 0.1
    assert "EDGAR has not answered for 60 s (refused)" in str(patience.spent)
    patience.note(News.ANSWER)
    assert not patience.spent


def test_a_request_that_only_fails_spends_no_patience() -> None:
    clock = Clock()
    patience = Patience(60.0, clock=clock)
    patience.note(News.FAILURE, "503")
    clock.now += 1000.0
    assert patience.spent is None


def test_without_patience_nothing_is_said_and_nothing_is_spent(
    caplog: pytest.LogCaptureFixture,
) -> None:
    patience, clock = gone(0.0)
    clock.now += 1000.0
    patience.say(1.0)
    assert (patience.spent, patience.waits, caplog.text) == (None, False, "")


def test_a_line_comes_at_once_every_ten_seconds_and_at_the_return(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("INFO")
    patience, clock = gone(1800.0)
    for _ in range(25):
        patience.say(30.0)
        clock.now += 1.0
    patience.note(News.ANSWER)
    patience.say(0.0)
    patience.say(0.0)
    assert [record.getMessage() for record in caplog.records] == [
        "EDGAR has not answered for 0 s (refused); trying again in 30 s, until 30 min from now",
        "EDGAR has not answered for 10 s (refused); trying again in 30 s, until 30 min from now",
        "EDGAR has not answered for 20 s (refused); trying again in 30 s, until 30 min from now",
        "EDGAR answers again",
    ]


def test_a_short_patience_asks_often_enough() -> None:
    assert Patience(1800.0).pause == LONGEST_PAUSE
    assert Patience(3.0).pause == pytest.approx(0.3)
