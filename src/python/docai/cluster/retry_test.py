import pytest

from docai.cluster.errors import Forbidden, Unavailable
from docai.cluster.retry import retried


class Clock:
    """A clock that moves when somebody sleeps."""

    now = 0.0

    def sleep(self, seconds: float) -> None:
        self.now += seconds

    def read(self) -> float:
        return self.now


def test_it_is_asked_again_until_it_is_there() -> None:
    clock, answers = Clock(), iter([Unavailable("a"), Unavailable("b", retry_after=7.0), None])

    def ask() -> str:
        error = next(answers)
        if error is not None:
            raise error
        return "there"

    assert retried(ask, patience=60, sleep=clock.sleep, clock=clock.read) == "there"
    assert clock.now >= 7.0


def test_patience_ends() -> None:
    clock = Clock()

    def ask() -> str:
        raise Unavailable("away")

    with pytest.raises(Unavailable):
        retried(ask, patience=10, sleep=clock.sleep, clock=clock.read)
    assert clock.now <= 10


def test_no_patience_means_once() -> None:
    asked = []

    def ask() -> str:
        asked.append(1)
        raise Unavailable("away")

    with pytest.raises(Unavailable):
        retried(ask, patience=0)
    assert asked == [1]


def test_what_will_not_change_is_not_asked_again() -> None:
    asked = []

    def ask() -> str:
        asked.append(1)
        raise Forbidden("no")

    with pytest.raises(Forbidden):
        retried(ask, patience=60)
    assert asked == [1]
